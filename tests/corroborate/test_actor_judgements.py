from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.judgement import ActorRelation, Known
from dateline.corroborate.registry import Registry

NAMES = (
    "FMLN",
    "Farabundo Marti National Liberation Front",
    "ypg",
    "YPG",
    "YPJ",
    "Valley Watch Front",
    "Hawks",
    "Chad",
)


def known(actor: str, relation: ActorRelation, value: str) -> Known:
    return Known(actor=actor, relation=relation, value=value)


def ids(judged: Sequence[Known], *names: str) -> list[str | None]:
    registry = Registry(None, judged)
    return [found.id if (found := registry.resolve(name) or registry.by_id(name)) else None for name in names]


def test_two_names_judged_to_be_one() -> None:
    assert ids([known("YPJ", "same", "YPG")], "YPJ", "YPG") == ["ypg", "ypg"]
    assert ids([known("YPG", "same", "YPJ")], "YPJ", "YPG") == ["ypg", "ypg"]
    assert ids([known("Hawks", "same", "FMLN")], "Hawks", "the Hawks", "FMLN") == ["fmln", "fmln", "fmln"]
    chain = [known("Hawks", "same", "Valley Watch Front"), known("Valley Watch Front", "same", "farc")]
    assert ids(chain, "Hawks", "Valley Watch Front", "FARC") == ["farc", "farc", "farc"]


def test_two_names_judged_not_to_be_one() -> None:
    apart = [known("Lebanese Hezbollah", "different", "Hezbollah")]
    assert ids(apart, "Hezbollah", "Lebanese Hezbollah") == ["hezbollah", "named:lebanese-hezbollah"]
    assert ids([known("Hezbollah", "different", "Lebanese Hezbollah")], "Hezbollah") == ["hezbollah"]
    assert ids([known("YPJ", "different", "YPG")], "YPJ", "YPG") == ["ypj", "ypg"]


def test_of_two_judgements_on_one_pair_the_later_holds() -> None:
    same, apart = known("YPJ", "same", "YPG"), known("YPG", "different", "YPJ")
    assert ids([same, apart], "YPJ", "YPG") == ["ypj", "ypg"]
    assert ids([apart, same], "YPJ", "YPG") == ["ypg", "ypg"]


def test_what_is_held_of_an_actor() -> None:
    judged = [
        known("YPG", "name", "Units"),
        known("ypg", "sector", "MIL"),
        known("YPG", "country", "IQ"),
        known("YPG", "part-of", "PKK"),
        known("YPG", "not-part-of", "SDF"),
        known("YPG", "not-allied", "Peshmerga"),
        known("YPG", "allied", "Hawks"),
    ]
    found = Registry(None, judged).resolve("YPG")
    assert found is not None
    assert (found.id, found.name, found.sector, found.country) == ("ypg", "Units", "MIL", "IQ")
    parts, allies = {tie.id for tie in found.part_of}, {tie.id for tie in found.allies}
    assert "pkk" in parts
    assert "sdf" not in parts
    assert "peshmerga" not in allies
    assert "named:hawks" in allies
    assert Registry(None, judged).by_id("ypg") == found
    plain = Registry().resolve("YPG")
    assert plain is not None
    assert plain.name != "Units"


def test_what_is_judged_to_be_a_person_is_no_actor() -> None:
    assert Registry(None, [known("Maute", "kind", "person")]).resolve("Maute group") is None


PAIRS = st.builds(
    known, st.sampled_from(NAMES), st.sampled_from(["same", "different", "part-of", "name"]), st.sampled_from(NAMES)
)


@given(st.lists(PAIRS, max_size=6))
def test_any_judgements_can_be_applied_and_asked_in_any_order(judged: list[Known]) -> None:
    there = ids(judged, *NAMES)
    back = ids(judged, *reversed(NAMES))[::-1]
    assert there == back
    for one in judged:
        if one.relation == "same":
            later = [j for j in judged[judged.index(one) :] if {j.actor, j.value} == {one.actor, one.value}]
            if all(j.relation != "different" for j in later) and all(j.relation != "different" for j in judged):
                a, b = ids(judged, one.actor, one.value)
                assert a == b is not None

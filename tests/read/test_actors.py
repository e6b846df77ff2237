from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.actors import all_actors, by_id, is_acronym, lookup, normal


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("IS", "islamic-state"),
        ("Da’esh", "islamic-state"),
        ("Daesh", "islamic-state"),
        ("the Islamic State group", "islamic-state"),
        ("the extremist group IS", "islamic-state"),
        ("ISIS militants", "islamic-state"),
        ("the so-called Islamic State", "islamic-state"),
        ("Islamic State in Iraq and the Levant", "islamic-state"),
        ("the Free Syrian Army", "free-syrian-army"),
        ("Kurdish YPG forces", "ypg"),
        ("People’s Protection Units", "ypg"),
        ("Jabhat al-Nusra", "nusra-front"),
        ("the Nusra Front", "nusra-front"),
        ("Kurdistan Workers’ Party", "pkk"),
        ("U.S.-led coalition", "coalition-isil"),
        ("al-Shabab militants", "al-shabaab"),
        ("Farabundo Marti National Liberation Front", "fmln"),
        ("U.N.", "un"),
        ("the Syrian army", "syrian-army"),
        ("Rapid Support Forces", "rsf"),
        ("Reuters", "reuters"),
        ("Anadolu Agency", "anadolu"),
    ],
)
def test_names_lead_to_the_actor(name: str, key: str) -> None:
    actor = lookup(name)
    assert actor is not None
    assert actor.id == key


@pytest.mark.parametrize(
    "name", ["is", "the group", "militants", "who", "eta", "un", "", "  ", "’s", "the", "Is", "local forces"]
)
def test_common_words_name_no_one(name: str) -> None:
    assert lookup(name) is None


def test_the_list_is_sound() -> None:
    ids = [actor.id for actor in all_actors()]
    assert len(ids) == len(set(ids)) >= 200
    for actor in all_actors():
        assert actor.of is None or by_id(actor.of) is not None or (len(actor.of) == 2 and actor.of.isupper())
        found = lookup(actor.name)
        assert found is not None
        assert found.id == actor.id


def test_no_name_leads_to_two_actors() -> None:
    seen: dict[str, str] = {}
    for actor in all_actors():
        for name in (actor.name, *actor.aliases):
            assert seen.setdefault(normal(name), actor.id) == actor.id, name


@pytest.mark.parametrize(
    ("name", "yes"), [("FSA", True), ("U.N.", True), ("Raqqa", False), ("IS group", False), ("", False)]
)
def test_acronyms(name: str, yes: bool) -> None:
    assert is_acronym(name) is yes


@given(st.text(max_size=40))
def test_any_text_may_be_looked_up(name: str) -> None:
    lookup(name)

"""Claims against annotated claims: what is paired, what counts as the same, figures by hand."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.claims import score
from benchmarks.claims.match import head, match, same, shared
from benchmarks.claims.values import (
    AnnotatedClaim,
    AnnotatedDocument,
    Expression,
    Number,
    PlaceExpression,
    Reference,
    SourceExpression,
    When,
)
from dateline.values import ClaimType

TEXT = "The Harbour Brigade shelled two markets in Old Mill, the mayor of Ferry said. It fled. Bo Ek left Old Mill."
SENTENCE = (0, 77)


def at(words: str, nth: int = 0, **more: Any) -> Expression:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Expression(start, start + len(words), **more)


def claim(trigger: str, kind: str = "ASSAULT", **more: Any) -> AnnotatedClaim:
    start = TEXT.index(trigger)
    return AnnotatedClaim(SENTENCE, (start, start + len(trigger)), kind, **more)  # type: ignore[arg-type]


def document(*claims: AnnotatedClaim) -> AnnotatedDocument:
    return AnnotatedDocument("c", "d", "", (0, len(TEXT)), None, claims)


def test_a_claim_is_paired_once_with_one_of_its_type() -> None:
    gold = document(claim("shelled"), claim("fled", "RETREAT"), claim("left", "RETREAT"))
    found = document(claim("shelled two"), claim("shelled"), claim("fled", "DISPLACE"), claim("left", "RETREAT"))
    matched = match(gold, found, TEXT)
    assert [(a.trigger, b.trigger) for a, b in matched.pairs] == [((20, 27), (20, 31)), ((93, 97), (93, 97))]
    assert [c.type for c in matched.first_only] == ["RETREAT"]
    assert [c.type for c in matched.second_only] == ["ASSAULT", "DISPLACE"]
    counts = score.claims([matched])
    assert (counts.right, counts.found, counts.gold) == (2, 4, 3)
    assert len(match(gold, found, TEXT, typed=False).pairs) == 3


def test_types_that_share_a_trigger_are_paired_by_type_first() -> None:
    gold = document(claim("shelled", "CONTROL"), claim("shelled", "ASSAULT"))
    found = document(claim("shelled", "ASSAULT"), claim("shelled", "COERCE"))
    pairs = match(gold, found, TEXT, typed=False).pairs
    assert [(a.type, b.type) for a, b in pairs] == [("CONTROL", "COERCE"), ("ASSAULT", "ASSAULT")]


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("two bunkers of the group", "bunkers"),
        ("TWO BUNKERS OF THE GROUP", "BUNKERS"),
        ("a woman visiting from the coast", "woman"),
        ("forces guarding the bridge", "forces"),
        ("two boys aged 15", "boys"),
        ("the armed men", "men"),
        ("the leading party", "party"),
        ("Ek, who resigned", "Ek"),
        ("of", "of"),
    ],
)
def test_the_head_of_an_expression(phrase: str, noun: str) -> None:
    start, end = head(phrase, (0, len(phrase)))
    assert phrase[start:end] == noun


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (at("two markets"), at("markets in Old Mill"), True),  # heads
        (at("two markets in Old Mill"), at("Old Mill"), False),  # the head of one only
        (at("Old Mill"), at("Old Mill", 1), True),  # one name at two places
        (at("the mayor of Ferry"), at("mayor"), True),
        (at("It", of=Reference(at=(4, 19))), at("Harbour Brigade"), True),  # stands for it, there
        (at("It"), at("It"), True),
        (at("It"), Expression(50, 52), False),
        (at("It", of=Reference(label="the harbour  brigade")), at("Harbour Brigade"), True),
        (at("the mayor"), at("Bo Ek", of=Reference(label="The Mayor")), True),
        (at("the mayor", of=Reference(label="Al Un")), at("Bo Ek", of=Reference(label="the mayor")), False),
    ],
)
def test_elements_that_are_the_same(one: Expression, other: Expression, is_same: bool) -> None:
    assert same(one, other, TEXT) is is_same
    assert same(other, one, TEXT) is is_same


def test_pronouns_of_which_nothing_is_known_are_not_one_name() -> None:
    text = "They left. They came."
    assert not same(Expression(0, 4), Expression(11, 15), text)


def test_as_many_elements_are_paired_as_can_be() -> None:
    wide = Expression(0, 19, of=Reference(label="Old Mill"))  # fits both others
    assert len(shared([wide, at("Harbour Brigade")], [at("Harbour Brigade"), at("Old Mill")], TEXT)) == 2


def test_slots_by_hand() -> None:
    place = PlaceExpression(43, 51)
    gold = claim(
        "shelled",
        actors=(at("The Harbour Brigade"),),
        recipients=(at("two markets"),),
        places=(place,),
        sources=(SourceExpression(53, 71),),
        time=When(0, 3, "2015-02-01", None, "day"),
        counts={"killed": Number(0, 3, 2, None), "injured": Number(0, 3, 1, 1)},
        mode="aerial",
    )
    found = claim(
        "shelled",
        actors=(at("Harbour Brigade"), at("Bo Ek")),
        places=(place,),
        time=When(0, 3, "2015-02-01", "2015-02-01", "day"),
        counts={"killed": Number(0, 3, 2, None)},
        status="possible",
    )
    matched = [match(document(gold, claim("fled")), document(found, claim("left", "AID", actors=(place,))), TEXT)]
    slots = {name: (c.right, c.found, c.gold) for name, c in score.slots(matched).items()}
    assert slots == {
        "actors": (1, 2, 1),
        "recipients": (0, 0, 1),
        "means": (0, 0, 0),
        "places": (1, 1, 1),
        "sources": (0, 0, 1),
        "dates": (0, 1, 1),
        "counts": (1, 1, 2),
        "modes": (0, 0, 1),
    }
    assert score.loose(matched)["actors"].found == 1
    assert score.agreeing(matched)["status_accuracy"] == 0.0
    assert score.agreeing(matched)["negated_accuracy"] == 100.0
    by_type = {name: (c.right, c.found, c.gold) for name, c in score.types(matched).items()}
    assert by_type == {"AID": (0, 1, 0), "ASSAULT": (1, 1, 2)}


SPANS = st.integers(0, len(TEXT) - 8).flatmap(lambda a: st.integers(a + 1, a + 7).map(lambda b: (a, b)))
EXPRESSIONS = SPANS.map(lambda s: Expression(*s))
CLAIMS = st.builds(
    lambda trigger, kind, actors: AnnotatedClaim(SENTENCE, trigger, kind, actors=tuple(actors)),
    SPANS,
    st.sampled_from(get_args(ClaimType)[:3]),
    st.lists(EXPRESSIONS, max_size=3),
)
DOCUMENTS = st.lists(CLAIMS, max_size=6).map(lambda claims: document(*claims))


@given(DOCUMENTS, DOCUMENTS)
def test_sides_may_be_exchanged(one: AnnotatedDocument, other: AnnotatedDocument) -> None:
    there, back = match(one, other, TEXT), match(other, one, TEXT)
    assert score.claims([there]).found == len(other.claims)
    assert score.claims([there]).gold == score.claims([back]).found == len(one.claims)
    assert len(there.pairs) + len(there.first_only) == len(one.claims)


@given(DOCUMENTS)
def test_a_document_agrees_with_itself(one: AnnotatedDocument) -> None:
    matched = [match(one, one, TEXT)]
    assert score.claims(matched).right == len(one.claims)
    assert score.slots(matched)["actors"].right <= sum(len(c.actors) for c in one.claims)
    if len({(c.trigger, c.type) for c in one.claims}) == len(one.claims):
        assert all(a == b for a, b in matched[0].pairs)

"""A reading to what it tells: words by the tree, slots of claims, names that mentions stand for."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.corroborate.tell import tellings, tellings_at
from dateline.corroborate.telling import Telling
from dateline.values import (
    Claim,
    ClaimPlace,
    Count,
    Extent,
    Mention,
    Reading,
    Report,
    Span,
    Time,
    Token,
    Trigger,
)

TEXT = "Gunmen killed the mayor of Ferry . He was buried ."
#       0      7      14  18    24 27    33 35 38  42
WORDS = [
    (0, 6, "NOUN", 1, "nsubj"), (7, 13, "VERB", 1, "root"), (14, 17, "DET", 3, "det"), (18, 23, "NOUN", 1, "obj"),
    (24, 26, "ADP", 5, "case"), (27, 32, "PROPN", 3, "nmod"), (33, 34, "PUNCT", 1, "punct"),
    (35, 37, "PRON", 9, "nsubj:pass"), (38, 41, "AUX", 9, "aux:pass"), (42, 48, "VERB", 9, "root"),
    (49, 50, "PUNCT", 9, "punct"),
]  # fmt: skip
TOKENS = tuple(
    Token(a, b, TEXT[a:b].lower(), pos, head, relation, int(i > 6))
    for i, (a, b, pos, head, relation) in enumerate(WORDS)
)
REPORT = Report("r", "0", "0", TEXT, published="2015-03-02")
SENTENCE = Extent(0, 34)


def claim(**fields: object) -> Claim:
    base = Claim("c", "ASSAULT", None, "actual", False, False, False, Trigger("killed", 7, 13), SENTENCE)
    return msgspec.structs.replace(base, **fields)


CLAIM = claim(
    actors=(Span("Gunmen", 0, 6),),
    places=(ClaimPlace("Ferry", 27, 32, latitude=1.0, longitude=2.0, radius_km=3.0),),
    time=Time("today", 0, 5, "2015-03-01", "2015-03-01", "day"),
    counts={"killed": Count(1, 1, "the mayor")},
)
READING = Reading(REPORT, claims=(CLAIM,), tokens=TOKENS, mentions=(Mention(35, 37, "person", False, "Ana Ruiz"),))


def test_what_stands_around_the_telling_word() -> None:
    (one,) = tellings(READING)
    assert one.anchor == ("r", 7, 13)
    assert (one.head, one.form, one.who, one.who_head, one.whom_head) == (
        "kill",
        "killed",
        ("gunmen",),
        "gunmen",
        "mayor",
    )
    assert one.whom == ("ferri", "mayor")
    assert one.sentence == ("ferri", "gunmen", "mayor")
    assert one.names == one.nearby == ("ferri",)
    assert dict(one.window) == {"gunmen": 1, "mayor": 2, "ferri": 4}
    assert (one.earliest, one.latest, one.types, one.actors) == ("2015-03-01", "2015-03-01", ("ASSAULT",), ("gunmen",))
    assert one.counts == (("killed", 1, 1),)
    assert (one.spots[0].latitude, one.spots[0].radius_km) == (1.0, 3.0)
    assert dict(one.article.words)["buri"] == 1


def test_words_without_a_claim_and_names_that_pronouns_stand_for() -> None:
    (one,) = tellings_at(READING, [(42, 48)])
    assert one.types == ()
    assert one.whom == ("ana", "ruiz")
    assert tellings_at(READING, [(400, 410)]) == []


def test_claims_that_share_their_words_are_one_telling() -> None:
    both = msgspec.structs.replace(READING, claims=(CLAIM, claim(type="CONTROL", status="planned", aggregate=True)))
    (one,) = tellings(both)
    assert one.types == ("ASSAULT", "CONTROL")
    assert one.actual
    assert one.aggregate


def test_a_telling_can_be_kept() -> None:
    (one,) = tellings(READING)
    assert msgspec.json.decode(msgspec.json.encode(one), type=Telling) == one


@given(st.lists(st.integers(-1, 10), min_size=11, max_size=11), st.integers(0, 50), st.integers(0, 50))
def test_any_tree_and_any_words(heads: list[int], start: int, end: int) -> None:
    tokens = tuple(
        msgspec.structs.replace(t, head=h if h >= 0 else i) for i, (t, h) in enumerate(zip(TOKENS, heads, strict=True))
    )
    reading = msgspec.structs.replace(READING, tokens=tokens)
    for one in tellings_at(reading, [(min(start, end), max(start, end))]):
        assert one.head

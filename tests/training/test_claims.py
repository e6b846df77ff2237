"""Annotated documents to training examples: types and roles land on the words that the annotation marks."""

from __future__ import annotations

import pytest

from benchmarks.claims.values import AnnotatedClaim, Expression
from dateline.read.ontology import ALL_MODES, ROLES, SLOTS, STATUSES, TYPES
from dateline.read.reader import Reader
from training import generated
from training.claims import Example, example
from training.generated import Pair


@pytest.fixture(scope="module")
def made() -> list[tuple[Pair, Example]]:
    reader = Reader.load()
    return [(pair, example(reader, *pair)) for pair in generated.load()[:12]]


def overlaps(example_: Example, word: int, span: tuple[int, int]) -> bool:
    start, end = example_.words[word]
    return start < span[1] and span[0] < end


def of_gold(one: Example, claims: tuple[AnnotatedClaim, ...], number: int) -> AnnotatedClaim:
    """The annotated claim that the example's number-th is made from."""
    gold = one.golds[number]
    (found,) = [
        c for c in claims if TYPES.index(c.type) == gold.type and overlaps(one, gold.word, c.trigger)
        and STATUSES.index(c.status) == gold.status
    ][:1]  # fmt: skip
    return found


def test_claims_are_hardly_lost(made: list[tuple[Pair, Example]]) -> None:
    claims = sum(len(document.claims) for (_, document), _ in made)
    assert claims > 60
    assert sum(len(one.golds) for _, one in made) >= 0.98 * claims
    kept = sum(n for _, one in made for n in one.kept.values())
    lost = sum(n for _, one in made for n in one.lost.values())
    assert lost < 0.12 * (kept + lost)


def test_triggers_and_what_they_say(made: list[tuple[Pair, Example]]) -> None:
    for (_, document), one in made:
        for number, gold in enumerate(one.golds):
            claim = of_gold(one, document.claims, number)
            assert gold.type in one.marked[gold.word]
            assert one.triggers[gold.trigger].word == gold.word
            assert (gold.negated, gold.aggregate, gold.background) == (
                claim.negated, claim.aggregate, claim.background,
            )  # fmt: skip
            assert ALL_MODES[gold.mode] == (claim.mode or "")


def elements(claim: AnnotatedClaim, role: str) -> list[tuple[int, int]]:
    """Where the annotation has what plays a role."""
    if role in ("actor", "recipient", "means", "source"):
        found: tuple[Expression, ...] = getattr(claim, "means" if role == "means" else f"{role}s")
        return [(e.start, e.end) for e in found]
    if role == "time":
        return [(claim.time.start, claim.time.end)] if claim.time else []
    if role in claim.counts:
        return [(claim.counts[role].start, claim.counts[role].end)]
    return [(p.start, p.end) for p in claim.places if p.role == role]


def test_roles_of_the_sentence_lie_on_their_words(made: list[tuple[Pair, Example]]) -> None:
    right = total = 0
    for (_, document), one in made:
        for number, gold in enumerate(one.golds):
            claim = of_gold(one, document.claims, number)
            trigger = one.triggers[gold.trigger]
            for k, r in gold.parts:
                assert trigger.own[k]
                word = trigger.candidates[k]
                if ROLES[r] in ("killed", "injured", "displaced", "detained", "force"):
                    continue  # learned by the noun that the number counts
                total += 1
                right += any(overlaps(one, word, span) for span in elements(claim, ROLES[r]))
    assert total > 100
    assert right == total


def test_what_is_taken_over_lies_elsewhere(made: list[tuple[Pair, Example]]) -> None:
    seen = 0
    for _, one in made:
        for gold in one.golds:
            trigger = one.triggers[gold.trigger]
            for slot, roles in SLOTS.items():
                filled = any(ROLES[r] in roles for _, r in gold.parts)
                taken = gold.taken[slot]
                assert slot == "place" or not (filled and taken)
                for group in taken or ():
                    assert group
                    assert not any(trigger.own[k] for k in group)
                    seen += 1
    assert seen > 10


def test_every_candidate_has_facts(made: list[tuple[Pair, Example]]) -> None:
    for _, one in made:
        assert len(one.facts) == one.last - one.first
        for trigger in one.triggers:
            assert len(trigger.candidates) == len(trigger.pairs) == len(trigger.own)
            assert all(
                any(f.startswith("path=") for f in p) == own for p, own in zip(trigger.pairs, trigger.own, strict=True)
            )

"""Who asks, blames or refuses is no source of having done so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document, resolved

from dateline.read.draft import Draft, Phrase
from dateline.read.own_act import not_told
from dateline.read.sources import SourceIndex
from dateline.values import ClaimType, Status

TEXT = "The mayor said she wants talks, a clerk told us."
PARSE = (
    "The/the/DET/2/det mayor/mayor/NOUN/3/nsubj said/say/VERB/0/root she/she/PRON/5/nsubj wants/want/VERB/3/ccomp "
    "talks/talk/NOUN/5/obj ,/,/PUNCT/10/punct a/a/DET/9/det clerk/clerk/NOUN/10/nsubj told/tell/VERB/3/parataxis "
    "us/we/PRON/10/obj ././PUNCT/3/punct"
)
MAYOR, SAID, SHE, WANTS, CLERK, TOLD = 1, 2, 3, 4, 8, 9


def claim(type_: ClaimType, doer: int, status: Status = "actual", mode: str | None = None) -> Draft:
    words = document(TEXT, [PARSE]).words
    return Draft(
        type=type_,
        mode=mode,
        status=status,
        negated=False,
        aggregate=False,
        background=False,
        trigger=Phrase(words[WANTS].start, words[WANTS].end, WANTS),
        sentence=0,
        actors=(Phrase(words[doer].start, words[doer].end, doer),),
        sources=((MAYOR, SAID), (CLERK, TOLD)),
    )


@pytest.mark.parametrize(
    ("draft", "sources"),
    [
        (claim("REQUEST", MAYOR), (CLERK,)),
        (claim("REQUEST", CLERK), (MAYOR,)),
        (claim("ASSAULT", MAYOR), (MAYOR, CLERK)),
        (claim("REQUEST", MAYOR, "planned"), (MAYOR, CLERK)),
        (claim("ACCUSE", MAYOR, mode="investigate"), (MAYOR, CLERK)),
    ],
)
def test_what_is_done_by_saying_it_is_not_told_by_who_does_it(draft: Draft, sources: tuple[int, ...]) -> None:
    made = resolved(document(TEXT, [PARSE], [("The mayor", "person", False), ("she", "person", False)]))
    kept = not_told(SourceIndex(made), draft).sources
    assert kept is not None
    assert tuple(head for head, _ in kept) == sources


def test_a_pronoun_does_it_as_well_as_the_name() -> None:
    made = resolved(document(TEXT, [PARSE], [("The mayor", "person", False), ("she", "person", False)]))
    index = SourceIndex(made)
    same = index.entity(SHE) == index.entity(MAYOR)
    kept = not_told(index, claim("REQUEST", SHE)).sources
    assert kept is not None
    assert same == (MAYOR not in [head for head, _ in kept])


def test_of_we_and_i_it_is_the_nearest_speaker() -> None:
    text = "We want talks, said the mayor."
    parse = (
        "We/we/PRON/2/nsubj want/want/VERB/5/ccomp talks/talk/NOUN/2/obj ,/,/PUNCT/5/punct said/say/VERB/0/root "
        "the/the/DET/7/det mayor/mayor/NOUN/5/nsubj ././PUNCT/5/punct"
    )
    made = resolved(document(text, [parse]))
    words = made.words
    draft = Draft(
        type="REQUEST",
        mode=None,
        status="actual",
        negated=False,
        aggregate=False,
        background=False,
        trigger=Phrase(words[1].start, words[1].end, 1),
        sentence=0,
        actors=(Phrase(0, 2, 0),),
        sources=((6, 4),),
    )
    assert not_told(SourceIndex(made), draft).sources == ()

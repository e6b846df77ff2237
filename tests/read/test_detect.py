"""Claims in short sentences whose trees are written down, and what holds for any report."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.detect import detect
from dateline.read.document import Document, Sentence
from dateline.read.draft import Draft
from dateline.values import ClaimType, Mention, Report, Status, Token

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "claim_cases.yaml").read_text("utf-8"))
_IS = re.compile(r"(?P<type>\w+)(?:/(?P<mode>[\w-]+))? \[(?P<trigger>.*)\] (?P<status>\w+)(?P<negated> negated)?")


def shown(document: Document, draft: Draft) -> dict[str, list[str]]:
    """The roles of a draft as the cases write them."""
    text = document.text
    return {
        "A": [text[p.start : p.end] for p in draft.actors],
        "R": [text[p.start : p.end] for p in draft.recipients],
        "M": [text[p.start : p.end] for p in draft.means],
        "P": [f"{p.role}:{text[p.start : p.end]}" for p in draft.places],
        "N": [
            f"{k}={'' if c.low is None else c.low}-{'' if c.high is None else c.high}" for k, c in draft.counts.items()
        ],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["text"])[:60])
def test_claims_of_a_sentence(case: dict[str, Any]) -> None:
    document = trees.document(case["text"], case["tree"])
    found = detect(document)
    seen = [(d.type, document.text[d.trigger.start : d.trigger.end]) for d in found]
    wanted = []
    for claim in case["claims"]:
        match = _IS.fullmatch(claim["is"])
        assert match, claim
        wanted.append((match["type"], match["trigger"]))
        draft = next((d for d, s in zip(found, seen, strict=True) if s == wanted[-1]), None)
        assert draft is not None, f"{wanted[-1]} is not among {seen}"
        assert (draft.status, draft.negated) == (match["status"], bool(match["negated"]))
        if match["mode"]:
            assert draft.mode == match["mode"]
        got = shown(document, draft)
        for role in "ARMPN":
            if claim.get(role):
                assert sorted(got[role]) == sorted(claim[role]), role
    assert Counter(seen) == Counter(wanted)


def test_the_cases_cover_every_type_and_status() -> None:
    types = {_IS.fullmatch(c["is"])["type"] for case in CASES for c in case["claims"]}  # type: ignore[index]
    statuses = {_IS.fullmatch(c["is"])["status"] for case in CASES for c in case["claims"]}  # type: ignore[index]
    assert types == set(get_args(ClaimType))
    assert statuses == set(get_args(Status))


ATTACK = (
    "Rebels attacked the town of Azaz.",
    (
        "Rebels|rebel|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root the|the|DET|4|det town|town|NOUN|2|obj|"
        "place of|of|ADP|6|case Azaz|Azaz|PROPN|4|nmod|place .|.|PUNCT|2|punct"
    ),
)


def test_an_event_taken_up_again_inherits_its_parties_and_place() -> None:
    again = (
        "The attack lasted an hour.",
        ("The|the|DET|2|det attack|attack|NOUN|3|nsubj lasted|last|VERB|0|root "
         "an|an|DET|5|det hour|hour|NOUN|3|obj|time .|.|PUNCT|3|punct"),
    )  # fmt: skip
    document = trees.joined([ATTACK, again])
    first, second = detect(document)
    assert [document.text[p.start : p.end] for p in second.actors] == ["Rebels"]
    assert all(p.inherited for p in (*second.actors, *second.recipients, *second.places))
    assert not any(p.inherited for p in (*first.actors, *first.recipients, *first.places))


def test_an_event_with_a_victim_of_its_own_takes_no_actor_from_another() -> None:
    other = (
        "The killing of officers goes on.",
        ("The|the|DET|2|det killing|killing|NOUN|5|nsubj of|of|ADP|4|case officers|officer|NOUN|2|nmod|group "
         "goes|go|VERB|0|root on|on|ADP|5|compound:prt .|.|PUNCT|5|punct"),
    )  # fmt: skip
    document = trees.joined([ATTACK, other])
    second = detect(document)[1]
    assert [document.text[p.start : p.end] for p in second.recipients] == ["officers"]
    assert not second.actors


def test_an_unrelated_event_inherits_nothing() -> None:
    other = (
        "Police arrested 30 students.",
        ("Police|police|NOUN|2|nsubj|armed-actor arrested|arrest|VERB|0|root "
         "30|30|NUM|4|nummod|quantity students|student|NOUN|2|obj|group .|.|PUNCT|2|punct"),
    )  # fmt: skip
    second = detect(trees.joined([ATTACK, other]))[1]
    assert second.type == "COERCE"
    assert not second.places


def test_years_back_is_background() -> None:
    text = "Rebels attacked the camp in 2009."
    tree = ("Rebels|rebel|NOUN|2|nsubj|armed-actor attacked|attack|VERB|0|root the|the|DET|4|det "
            "camp|camp|NOUN|2|obj|place in|in|ADP|6|case 2009|2009|NUM|2|obl|time .|.|PUNCT|2|punct")  # fmt: skip
    assert [d.background for d in detect(trees.document(text, tree, "2015-03-01"))] == [True]
    assert [d.background for d in detect(trees.document(text, tree, "2009-03-01"))] == [False]
    assert [d.background for d in detect(trees.document(text, tree))] == [False]


def test_a_toll_over_a_span_of_time_is_aggregate() -> None:
    text = "Rebels killed 300 soldiers since March."
    tree = ("Rebels|rebel|NOUN|2|nsubj|armed-actor killed|kill|VERB|0|root 300|300|NUM|4|nummod soldiers|soldier|NOUN|"
            "2|obj|armed-actor since|since|ADP|6|case March|March|PROPN|2|obl|time .|.|PUNCT|2|punct")  # fmt: skip
    assert [d.aggregate for d in detect(trees.document(text, tree))] == [True]
    assert [
        d.aggregate for d in detect(trees.document(text.replace("since", "in"), tree.replace("since|since", "in|in")))
    ] == [False]


_WORDS = st.sampled_from(
    "rebels army town attacked killed held IS - Raqqa of the by in 13 at least called on civilians to leave "
    "will not may if "
    "which that and , ( ) who withdrew from ceasefire announced control fell under airstrikes dozens after "
    "without".split()
)
_POS = st.sampled_from("NOUN PROPN VERB AUX ADP DET PRON NUM ADJ ADV PART SCONJ CCONJ PUNCT".split())
_REL = st.sampled_from(
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss compound amod conj cc case mark aux aux:pass acl "
    "acl:relcl advcl "
    "ccomp xcomp appos flat nummod det advmod parataxis punct root".split()
)


@st.composite
def any_documents(draw: st.DrawFn) -> Document:
    """Documents with any tree at all: several roots, circles, relations that make no sense."""
    forms = draw(st.lists(_WORDS, min_size=1, max_size=25))
    words, at = [], 0
    for form in forms:
        head = draw(st.integers(0, len(forms) - 1))
        words.append(Token(at, at + len(form), form.lower(), draw(_POS), head, draw(_REL), 0))
        at += len(form) + 1
    text = " ".join(forms)
    heads = draw(st.lists(st.integers(0, len(forms) - 1), max_size=4))
    kinds = st.sampled_from(["person", "armed-actor", "place", "weapon", "time", "quantity", "organisation"])
    mentions = tuple(Mention(words[h].start, words[h].end, draw(kinds), True) for h in heads)
    sentence = Sentence(0, len(text), 0, len(words), 0)
    return Document(Report("r", "s", "t", text), tuple(words), (sentence,), mentions, tuple(heads))


@settings(max_examples=150, deadline=None)
@given(any_documents())
def test_any_tree_gives_spans_inside_its_sentence_and_the_same_twice(document: Document) -> None:
    found = detect(document)
    assert found == detect(document)
    size = len(document.text)
    for draft in found:
        phrases = (draft.trigger, *draft.actors, *draft.recipients, *draft.means, *draft.places, *draft.times)
        for phrase in (*phrases, *draft.counts.values()):
            assert 0 <= phrase.start < phrase.end <= size
        for phrase in phrases:
            word = document.words[phrase.head]
            assert phrase.start <= word.start < word.end <= phrase.end
    assert [d.trigger.start for d in found] == sorted(d.trigger.start for d in found)


def test_nothing_in_gives_nothing_out() -> None:
    assert detect(Document(Report("r", "s", "t", ""), (), ())) == []


def test_one_number_of_killed_and_injured_is_a_bound_of_each() -> None:
    text = "Some 60 civilians were killed or injured in Tartus."
    tree = (
        "Some|some|ADV|2|advmod 60|60|NUM|3|nummod|quantity civilians|civilian|NOUN|5|nsubj:pass|group "
        "were|be|AUX|5|aux:pass killed|kill|VERB|0|root or|or|CCONJ|7|cc injured|injure|VERB|5|conj "
        "in|in|ADP|9|case Tartus|Tartus|PROPN|5|obl|place"
    )
    (draft,) = detect(trees.document(text, tree))
    assert {k: (c.low, c.high) for k, c in draft.counts.items()} == {"killed": (None, 60), "injured": (None, 60)}


def test_nothing_is_done_by_force_in_a_report_on_an_earthquake() -> None:
    quake = (
        "A strong earthquake hit Tabriz.",
        (
            "A|a|DET|3|det strong|strong|ADJ|3|amod earthquake|earthquake|NOUN|4|nsubj hit|hit|VERB|0|root "
            "Tabriz|Tabriz|PROPN|4|obj|place .|.|PUNCT|4|punct"
        ),
    )
    toll = (
        "At least 180 people were killed.",
        (
            "At|at|ADP|2|case least|least|ADJ|3|nmod 180|180|NUM|4|nummod|quantity "
            "people|people|NOUN|6|nsubj:pass|group "
            "were|be|AUX|6|aux:pass killed|kill|VERB|0|root .|.|PUNCT|6|punct"
        ),
    )
    assert detect(trees.joined([quake, toll])) == []
    assert [d.type for d in detect(trees.joined([ATTACK, toll]))] == ["ASSAULT", "ASSAULT"]


def test_another_noun_takes_no_parties_from_the_one_before() -> None:
    strikes = (
        "The attacks by the rebels went on.",
        ("The|the|DET|2|det attacks|attack|NOUN|6|nsubj by|by|ADP|5|case the|the|DET|5|det rebels|rebel|NOUN|2|nmod|"
         "armed-actor went|go|VERB|0|root on|on|ADP|6|compound:prt .|.|PUNCT|6|punct"),
    )  # fmt: skip
    other = (
        "The airstrikes lasted an hour.",
        ("The|the|DET|2|det airstrikes|airstrike|NOUN|3|nsubj lasted|last|VERB|0|root "
         "an|an|DET|5|det hour|hour|NOUN|3|obj|time .|.|PUNCT|3|punct"),
    )  # fmt: skip
    drafts = detect(trees.joined([strikes, other]))
    assert [d.type for d in drafts] == ["ASSAULT", "ASSAULT"]
    assert drafts[0].actors
    assert not drafts[1].actors

"""Facts of words and pairs: what is said of a plain sentence, and that numbers stand for the same facts as texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.read.detect import detect
from dateline.read.document import Document
from dateline.read.facts import Coded, Facts
from dateline.read.kinds import Kinds
from dateline.read.reader import Reader
from dateline.read.reference import resolve
from dateline.read.tree import Tree
from dateline.values import Report

TEXT = (
    "The army shelled the mill at Darwan on Monday. “We counted nine shells,” said Orla Finch, a nurse. "
    "On Tuesday the Mill Brigade left the town."
)


@pytest.fixture(scope="module")
def read() -> Callable[[str], Document]:
    reader = Reader.load()

    def document(text: str) -> Document:
        parsed = reader.document(Report("id", "0" * 64, "0" * 64, text))
        return replace(parsed, mentions=resolve(parsed, Tree(parsed)))

    return document


def facts(document: Document) -> Facts:
    tree = Tree(document)
    return Facts(tree, Kinds(tree), detect(document))


def pair(found: Facts, trigger: str, word: str, spoken: tuple[int, ...] = ()) -> set[str]:
    i, j = found.tree.form.index(trigger), found.tree.form.index(word)
    candidates = found.candidates(i)
    return set(found.of_pairs(i, candidates, spoken, [])[candidates.index(j)])


def test_a_word_and_its_rules(read: Callable[[str], Document]) -> None:
    found = facts(read(TEXT))
    of_shelled = set(found.of_word(found.tree.form.index("shelled")))
    assert {"!rule=ASSAULT", "pos=VERB", "rel=root", "kid=nsubj", "kid=obj"} <= of_shelled
    assert "title" not in of_shelled


def test_a_pair_of_one_sentence(read: Callable[[str], Document]) -> None:
    found = facts(read(TEXT))
    of_army = pair(found, "shelled", "army")
    assert {"path=VE:>nsubj", "gap=-1", "!role=actor", "npos=NOUN"} <= of_army
    assert not any(fact.startswith("away=") for fact in of_army)


def test_a_pair_of_two_sentences(read: Callable[[str], Document]) -> None:
    found = facts(read(TEXT))
    of_army = pair(found, "left", "army")
    assert "away=-2" in of_army
    assert "part=actor" in of_army
    assert not any(fact.startswith(("path=", "gap=")) for fact in of_army)


def test_who_says_it_is_told_from_the_others(read: Callable[[str], Document]) -> None:
    found = facts(read(TEXT))
    mill = found.tree.form.index("mill")
    assert "!says=0" in pair(found, "left", "mill", (mill,))
    assert "!others say" in pair(found, "left", "army", (mill,))
    assert "!others say" not in pair(found, "left", "army")


def test_what_was_told_before_is_known_by_name(read: Callable[[str], Document]) -> None:
    found = facts(read(TEXT))
    i, army = found.tree.form.index("left"), found.tree.form.index("army")
    candidates = found.candidates(i)
    told = [{"place": frozenset({"x"})}, {"actor": frozenset({found.name(army)})}]
    assert "!told actor1" in found.of_pairs(i, candidates, [], told)[candidates.index(army)]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=60).map(" ".join))
def test_numbers_stand_for_the_same_facts(read: Callable[[str], Document], text: str) -> None:
    document = read(text)
    tree, drafts = Tree(document), detect(document)
    plain = Facts(tree, Kinds(tree), drafts)
    known: dict[str, int] = {}
    written: list[str] = []

    def code(fact: str) -> int:
        if fact not in known:
            known[fact] = len(written)
            written.append(fact)
        return known[fact]

    coded = Coded(tree, Kinds(tree), drafts, (code, code, code))
    for i in range(len(tree)):
        assert [written[n] for n in coded.of_word(i)] == plain.of_word(i)
        assert [written[n] for n in coded.of_trigger(i)] == plain.of_trigger(i)
        candidates = plain.candidates(i)
        assert candidates == sorted(set(candidates))
        told = [{"actor": frozenset(plain.name(j) for j in candidates[:2])}]
        shown = [[written[n] for n in one] for one in coded.of_pairs(i, candidates, candidates[:1], told)]
        assert shown == plain.of_pairs(i, candidates, candidates[:1], told)

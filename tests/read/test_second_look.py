"""The second look at what claims take over: weights add up and read back, facts are the same again, and on real parses
places and speakers come from other sentences only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.errors import ModelError
from dateline.read.claim_heads import ClaimHeads
from dateline.read.detect import detect
from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase
from dateline.read.facts import Facts
from dateline.read.kinds import Kinds
from dateline.read.learned import Finder
from dateline.read.parts import MOST
from dateline.read.place_facts import Past, Spots, place_facts, placed
from dateline.read.reader import Reader
from dateline.read.reference import resolve
from dateline.read.second_look import SecondLook
from dateline.read.second_weights import FILE, Opinion, SecondWeights, find, save
from dateline.read.source_facts import Speakers, Spoken, spoken_facts
from dateline.read.sources import SourceIndex
from dateline.read.tree import Tree
from dateline.values import Report

sys.path.insert(0, str(Path(__file__).parent))
import random_heads

TEXT = (
    "Two men were shot dead in Tamar on Monday, near the old mill of Ferrin. Mayor Orla Finch spoke to reporters in "
    "Tamar. She said the raid came from Sollen. Soldiers closed the road. The attack killed a nurse."
)
NEVER = Opinion(-9.0, {}, 0.0, 1.0, 0.0, 0.0)
ALWAYS = Opinion(9.0, {}, 0.0, 1.0, 0.0, 0.0)


@pytest.fixture(scope="module")
def document() -> Document:
    reader = Reader.load()
    parsed = reader.document(Report("id", "0" * 64, "0" * 64, TEXT))
    return replace(parsed, mentions=resolve(parsed, Tree(parsed)))


def look(document: Document, seed: int = 1) -> tuple[Finder, SecondLook]:
    sources = SourceIndex(document, document.mentions)
    small = document.vectors
    assert small is not None
    heads = random_heads.heads(seed)
    finder = Finder(replace(document, vectors=small[:, : random_heads.SIZE]), heads, detect(document), sources)
    return finder, SecondLook(finder.facts, sources, finder.found())


def test_facts_add_up_and_unknown_ones_say_nothing() -> None:
    one = Opinion(-1.0, {"a": 0.5, "b": 2.0}, 2.0, 3.0, 0.25, 0.0)
    assert one.log_odds(["a", "b", "never seen"]) == 1.5
    assert one.joined(-2.0, ["a", "b"]) == 2 * -2 + 3 * 1.5 + 0.25


@given(st.dictionaries(st.text(max_size=9), st.floats(-9, 9)), st.floats(-9, 9))
def test_weights_read_back(tmp_path_factory: pytest.TempPathFactory, weights: dict[str, float], bias: float) -> None:
    folder = tmp_path_factory.mktemp("weights")
    one = SecondWeights(Opinion(bias, weights, 1.0, 1.0, 0.0, 0.0), NEVER)
    assert find(folder) is None
    save(one, folder)
    assert find(folder) == one


def test_broken_weights_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"place": 3}')
    with pytest.raises(ModelError, match="python -m training second"):
        find(tmp_path)


def test_the_shipped_model_has_weights() -> None:
    heads: ClaimHeads = Reader.load().heads
    assert heads.second is not None
    assert heads.second.place.network > 0
    assert heads.second.place.facts > 0


def test_places_offered_stand_before_the_sentence_each_once(document: Document) -> None:
    facts = Facts(Tree(document), Kinds(Tree(document)), detect(document))
    spots = Spots(facts)
    last = document.sentences[-1]
    offered = spots.before(last.last - 2)
    assert [name for name, _ in offered][-1] in ("Tamar", "mill", "Ferrin")
    assert len({name for name, _ in offered}) == len(offered)
    assert all(head < last.first for _, head in offered)
    tamar = dict(offered)["Tamar"]
    assert document.words[tamar].sentence == 1, "the nearest mention"


def test_a_claim_placed_before_shows_in_the_facts(document: Document) -> None:
    tree = Tree(document)
    facts = Facts(tree, Kinds(tree), detect(document))
    trigger = next(i for i, form in enumerate(tree.form) if form == "killed")
    word = document.words[trigger]
    draft = Draft("ASSAULT", None, "actual", False, False, False, Phrase(word.start, word.end, trigger), word.sentence)
    bare = {name: told for name, _, told in place_facts(Spots(facts), Past([]), draft)}
    known = {
        name: told for name, _, told in place_facts(Spots(facts), Past([placed(facts, detect(document)[0])]), draft)
    }
    assert "latest=0" in known["Tamar"]
    assert "latest=0" not in bare["Tamar"]
    assert place_facts(Spots(facts), Past([]), draft) == place_facts(Spots(facts), Past([]), draft)


def test_speakers_elsewhere_are_no_pronouns_and_outside_the_sentence(document: Document) -> None:
    tree = Tree(document)
    facts = Facts(tree, Kinds(tree), detect(document))
    speakers = Speakers(facts, SourceIndex(document, document.mentions))
    trigger = next(i for i, form in enumerate(tree.form) if form == "closed")
    assert any("Finch" in name for name, _ in speakers.around(trigger))
    around = [head for _, head in speakers.around(trigger)]
    assert all(tree.pos[head] != "PRON" for head in around)
    assert all(document.words[head].sentence != document.words[trigger].sentence for head in around)
    word = document.words[trigger]
    draft = Draft("COERCE", None, "actual", False, False, False, Phrase(word.start, word.end, trigger), word.sentence)
    before = [Spoken(0, 2, frozenset({facts.name(around[0])}))]
    assert spoken_facts(speakers, before, draft, []) != spoken_facts(speakers, [], draft, [])


@settings(deadline=None, max_examples=6)
@given(st.integers(0, 40))
def test_what_is_taken_over_is_marked_and_bounded(document: Document, seed: int) -> None:
    finder, second = look(document, seed)
    plain = [one.draft for one in second.found]
    none = second.drafts(SecondWeights(NEVER, NEVER))
    assert [(d.trigger, d.type) for d in none] == [(d.trigger, d.type) for d in plain]
    assert all(not p.inherited for d in none for p in d.places)
    every = second.drafts(SecondWeights(ALWAYS, ALWAYS))
    assert every == SecondLook(finder.facts, second.sources, second.found).drafts(SecondWeights(ALWAYS, ALWAYS))
    for before, after in zip(plain, every, strict=True):
        own = [p for p in after.places if not p.inherited]
        taken = [p for p in after.places if p.inherited]
        assert own == [p for p in before.places if not p.inherited]
        assert len(taken) <= MOST
        assert all(document.words[p.head].sentence < after.sentence for p in taken)
        names = [finder.facts.name(p.head) for p in after.places]
        assert len(set(names)) == len(names)
        assert before.sources is None or not before.sources or after.sources == before.sources

"""Claims by the heads, on real parses: what holds whatever the weights are, and what the bundled heads find."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.read import learned
from dateline.read.calibrate import Calibrator
from dateline.read.claim_heads import ClaimHeads, logit, sigmoid
from dateline.read.detect import detect
from dateline.read.document import Document
from dateline.read.draft import Draft
from dateline.read.facts import Facts
from dateline.read.kinds import Kinds
from dateline.read.ontology import MODES, ROLES, SLOTS, TYPES
from dateline.read.parts import LEAST, Elsewhere, Parts, Ranked, choose, parted, ranked
from dateline.read.reader import Reader
from dateline.read.reference import resolve
from dateline.read.signs import FLOOR
from dateline.read.sources import SourceIndex
from dateline.read.thresholds import Thresholds
from dateline.read.tree import Tree
from dateline.values import Claim, Report
from dateline.work.pipeline import Tools, load_tools, read

sys.path.insert(0, str(Path(__file__).parent))
import random_heads

SAMPLES = Path(__file__).parents[2] / "samples"
WORDS = (
    "The army shelled the mill at Darwan on Monday . Rebels said they left , killing nine civilians and two police "
    "officers in the north of the town because Orla Finch had warned them yesterday “ we will not go ” after that"
).split()
Parse = Callable[[str], Document]


@pytest.fixture(scope="module")
def parse() -> Parse:
    reader = Reader.load()

    def document(text: str) -> Document:
        """Parsed by the bundled model, with vectors that follow from the words alone."""
        parsed = reader.document(Report("id", "0" * 64, "0" * 64, text))
        parsed = replace(parsed, mentions=resolve(parsed, Tree(parsed)))
        draw = np.random.default_rng(7).normal(size=(97, random_heads.SIZE))
        vectors = np.array([draw[sum(map(ord, parsed.form(i))) % 97] for i in range(len(parsed.words))])
        return replace(parsed, vectors=vectors.reshape(-1, random_heads.SIZE).astype(np.float16))

    return document


def heads(document: Document, seed: int) -> ClaimHeads:
    """Random heads for the facts of a document."""
    facts = Facts(Tree(document), Kinds(Tree(document)), detect(document))
    words, triggers, pairs = set(), set(), set()
    for i in range(0, len(document.words), 3):
        words.update(facts.of_word(i))
        triggers.update(facts.of_trigger(i))
        for found in facts.of_pairs(i, facts.candidates(i), [], []):
            pairs.update(found)
    return random_heads.heads(seed, sorted(words), sorted(triggers), sorted(pairs))


def found(document: Document, with_: ClaimHeads) -> list[Draft]:
    return learned.detect(document, with_, detect(document), SourceIndex(document, document.mentions))


def with_thresholds(one: ClaimHeads, at: Thresholds) -> ClaimHeads:
    one.thresholds = at
    return one


def check(document: Document, drafts: list[Draft]) -> None:
    """What every list of claims keeps to."""
    size = len(document.text)
    assert [(d.trigger.start, d.trigger.end, d.type) for d in drafts] == sorted(
        (d.trigger.start, d.trigger.end, d.type) for d in drafts
    )
    assert len({(d.trigger.head, d.type) for d in drafts}) == len(drafts)
    for d in drafts:
        sentence = document.sentences[d.sentence]
        assert sentence.start <= document.words[d.trigger.head].start < sentence.end
        assert d.mode is None or d.mode in MODES.get(d.type, ())
        assert 0 <= d.confidence <= 1
        for phrases in (d.actors, d.recipients, d.means, d.places, d.times):
            assert len({p.head for p in phrases}) == len(phrases)
            for p in phrases:
                assert 0 <= p.start < p.end <= size
                away = document.words[p.head].sentence != d.sentence
                assert p.inherited == away
        assert not {p.head for p in d.actors if not p.inherited} & {p.head for p in d.recipients if not p.inherited}
        assert all(0 <= head < len(document.words) for head, _ in d.sources or ())
        for count in d.counts.values():
            assert 0 <= count.start < count.end <= size


@settings(deadline=None, max_examples=20)
@example(text="on", seed=0)
@example(text="after Orla left that yesterday of the left the the Orla", seed=2)
@given(text=st.lists(st.sampled_from(WORDS), max_size=70).map(" ".join), seed=st.integers(0, 5))
def test_any_text_gives_orderly_claims_and_the_same_ones_again(parse: Parse, text: str, seed: int) -> None:
    document = parse(text)
    if not document.words:
        assert found(document, random_heads.heads(seed)) == []
        return
    with_ = heads(document, seed)
    drafts = found(document, with_)
    check(document, drafts)
    assert found(document, with_) == drafts


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt"))[:4], ids=lambda p: p.stem)
def test_samples_give_orderly_claims(parse: Parse, path: Path) -> None:
    document = parse(path.read_text(encoding="utf-8"))
    drafts = found(document, heads(document, 3))
    assert drafts
    check(document, drafts)


def test_the_bundled_heads_on_a_sample() -> None:
    reader = Reader.load()
    if not reader.heads.weights:
        pytest.skip("the bundled model has no claim heads")
    parsed = reader.document(Report("id", "0" * 64, "0" * 64, " ".join(WORDS)))
    document = replace(parsed, mentions=resolve(parsed, Tree(parsed)))
    drafts = found(document, reader.heads)
    check(document, drafts)
    shelled = [d for d in drafts if document.form(d.trigger.head) == "shelled"]
    assert [d.type for d in shelled] == ["ASSAULT"]
    assert [document.form(p.head) for p in shelled[0].actors] == ["army"]


def test_a_word_without_any_candidate_bears_a_claim(parse: Parse) -> None:
    document = parse("on")
    with_ = with_thresholds(random_heads.heads(0), Thresholds(1e-9))
    drafts = found(document, with_)
    check(document, drafts)
    assert not any(d.actors or d.places or d.sources for d in drafts)


def test_a_higher_threshold_finds_fewer_claims(parse: Parse) -> None:
    document = parse(" ".join(WORDS))
    with_ = heads(document, 1)
    counts = []
    for at in (0.05, 0.2, 0.4, 0.6, 0.9):
        with_ = with_thresholds(with_, Thresholds(at))
        ruled = detect(document)
        every = learned.Finder(document, with_, ruled, SourceIndex(document, document.mentions)).found()
        drafts = [one.draft for one in every if not one.by_rules]
        scores = learned.type_scores(document, with_, ruled)
        assert len(drafts) == int((scores > logit(at)).sum())
        counts.append({(d.trigger.head, d.type) for d in drafts})
    assert all(more >= fewer for more, fewer in pairwise(counts))
    assert counts[0] > counts[-1]


def test_scores_of_types_are_those_of_words(parse: Parse) -> None:
    document = parse(" ".join(WORDS))
    scores = learned.type_scores(document, heads(document, 1), [])
    assert scores.shape == (len(document.words), len(TYPES))
    dots = [i for i, w in enumerate(document.words) if w.pos == "PUNCT"]
    assert dots
    assert (scores[dots] == scores.min()).all()


def test_a_calibrator_makes_the_confidence(parse: Parse) -> None:
    document = parse(" ".join(WORDS))
    with_ = heads(document, 1)
    plain = found(document, with_)
    with_.calibrator = Calibrator({"score": 1.0}, 0.0)
    # The log-odds of the trigger taken as they are, down to the floor: the same as without one.
    again, lowest = found(document, with_), float(sigmoid(np.array(FLOOR, dtype=np.float32)))
    assert [d.confidence for d in again] == pytest.approx([max(lowest, d.confidence) for d in plain], abs=1e-3)
    with_.calibrator = Calibrator({}, -1.0)
    assert {round(d.confidence, 3) for d in found(document, with_)} == {0.269}


def scored(draw: np.random.Generator, n: int) -> Ranked:
    first, last = sorted(draw.integers(0, n + 1, 2).tolist())
    scores = draw.normal(scale=3, size=(n, len(ROLES))).astype(np.float32)
    none = draw.normal(size=len(SLOTS) + 1).astype(np.float32)
    return ranked(scores, none, parted(range(n), [str(k) for k in range(n)], first, last))


def own_words(parts: Parts, role: str) -> set[int]:
    return {word for _, word in parts.own.get(role, ())}


@given(st.integers(0, 200), st.sampled_from(ROLES), st.floats(-3, 3), st.floats(-3, 3))
def test_a_higher_threshold_leaves_a_role_fewer_words(seed: int, role: str, one: float, other: float) -> None:
    options = scored(np.random.default_rng(seed), 12)
    low, high = sorted((one, other))
    many, few = (choose(options, Thresholds(roles={role: at})) for at in (low, high))
    assert own_words(many, role) >= own_words(few, role)
    for unlike in set(ROLES) - {role}:
        assert own_words(many, unlike) == own_words(few, unlike)


@given(st.integers(0, 200), st.sampled_from(sorted(SLOTS)), st.floats(-3, 3), st.floats(-3, 3))
def test_a_higher_score_of_nothing_takes_over_less(seed: int, slot: str, one: float, other: float) -> None:
    options = scored(np.random.default_rng(seed), 12)
    low, high = sorted((one, other))
    many, few = (choose(options, Thresholds(none={slot: at})) for at in (low, high))
    assert set(many.taken) >= set(few.taken)
    assert many.own == few.own


@given(st.integers(0, 200))
def test_a_word_plays_one_part_of_those_that_exclude_each_other(seed: int) -> None:
    options = scored(np.random.default_rng(seed), 12)
    words = [word for role in ("actor", "recipient") for _, word in options.own.get(role, ())]
    assert len(words) == len(set(words))
    places = [word for role in SLOTS["place"] for _, word in options.own.get(role, ())]
    assert len(places) == len(set(places))
    assert all(score > LEAST for scored_ in options.own.values() for score, _ in scored_)


def test_a_slot_is_taken_over_only_where_the_sentence_leaves_it_open() -> None:
    other = {"actor": [Elsewhere(9, "actor", 0.5)]}
    assert choose(Ranked({}, other, []), Thresholds()).taken == {"actor": [(9, "actor")]}
    assert choose(Ranked({}, other, []), Thresholds(none={"actor": 0.6})).taken == {}
    assert choose(Ranked({"actor": [(0.1, 2)]}, other, []), Thresholds()).taken == {}
    assert choose(Ranked({"actor": [(0.1, 2)]}, other, []), Thresholds(roles={"actor": 0.2})).taken


def test_a_place_may_be_taken_over_beside_one_of_the_sentence() -> None:
    own, beside = {"at": [(1.0, 2)]}, [Elsewhere(9, "at", 0.5), Elsewhere(7, "at", -0.5)]
    chosen = choose(Ranked(own, {"place": [Elsewhere(5, "at", 3.0)]}, beside), Thresholds())
    assert chosen.own == own
    assert chosen.taken == {"place": [(9, "at")]}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def claims_of(tools: Tools, text: str) -> tuple[Claim, ...]:
    return read(Report("r", "0", "0", text, published="2015-06-23"), tools).claims


def test_what_did_not_happen_is_never_told_as_done(tools: Tools) -> None:
    found = claims_of(tools, "The rebels had not captured the town of Ain Issa, a military source said on Tuesday.")
    captured = [c for c in found if c.trigger.text == "captured"]
    assert captured
    assert all(c.status == "denied" and c.negated for c in captured)


def test_an_accident_is_no_assault(tools: Tools) -> None:
    text = "A gas explosion at a bakery killed two people and hurt nine on Friday. The explosion broke windows nearby."
    assert not [c for c in claims_of(tools, text) if c.type == "ASSAULT"]
    armed = "A car bomb explosion at a bakery killed two soldiers and hurt nine on Friday, the army said."
    assert [c for c in claims_of(tools, armed) if c.type == "ASSAULT"]


def test_words_within_words_bear_one_claim_of_a_type(tools: Tools) -> None:
    """ "Left two people dead" and "dead" tell of one killing."""
    for text in ("A family feud left two people dead in a camp near Sidon on Saturday.", "The raid left six dead."):
        spans = [(one.type, one.trigger.start, one.trigger.end) for one in claims_of(tools, text)]
        assert any(kind == "ASSAULT" for kind, _, _ in spans)
        assert not [(a, b) for a in spans for b in spans if a < b and a[0] == b[0] and b[1] < a[2] and a[1] < b[2]]


def test_what_is_hardly_worth_its_confidence_is_told_of_states_in_wars_alone(
    parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelled = "The army shelled the mill at Darwan on Monday, killing nine civilians, and the town fell to the rebels."
    document = parse("\n\n".join([shelled] * learned.AROUND))
    heads_ = heads(document, 3)
    assert heads_.calibrator is None
    assert found(document, heads_)
    heads_.calibrator = Calibrator({}, -9.0)
    assert all(d.confidence < learned.WORTH for d in found(document, heads_))
    by_rules = {(d.trigger.head, d.type) for d in detect(document)}
    kept = {(d.trigger.head, d.type) for d in found(document, heads_)}
    assert kept
    assert kept <= {(head, kind) for head, kind in by_rules if kind in ("CONTROL", "DISPLACE", "STRENGTH")}
    monkeypatch.setattr(learned, "AT_WAR", 99.0)
    assert {(d.type, document.form(d.trigger.head)) for d in found(document, heads_)} == {("CONTROL", "fell")}
    assert found(parse(shelled), heads_)


def test_confidence_decides_in_a_report_and_the_threshold_in_a_sentence(parse: Parse) -> None:
    shelled = "The army shelled the mill at Darwan on Monday, killing nine civilians, and the town fell to the rebels."
    for text, is_report in (("\n\n".join([shelled] * learned.AROUND), True), (shelled, False)):
        document = parse(text)
        with_ = with_thresholds(heads(document, 3), Thresholds(0.6))
        ruled, sources = detect(document), SourceIndex(document, document.mentions)
        surely = {(f.draft.trigger.head, f.draft.type) for f in learned.Finder(document, with_, ruled, sources).found()}
        with_.calibrator = Calibrator({}, 9.0)
        every = learned.Finder(document, with_, ruled, sources).found()
        told = {(f.draft.trigger.head, f.draft.type) for f in every}
        assert told > surely if is_report else told == surely
        by_rules = {d.trigger.head for d in ruled}
        assert not {head for head, _ in told - surely} & by_rules
        assert all(f.signs["score"] > logit(learned.LOOKED_AT) for f in every if f.draft.trigger.head not in by_rules)


def test_who_says_it_by_fixed_words_says_it_whatever_the_heads_choose(tools: Tools) -> None:
    found = claims_of(tools, "Mortar shells killed two shepherds near Azaz, residents of the town said the same day.")
    killed = [c for c in found if c.type == "ASSAULT"]
    assert killed
    assert all(any("residents" in s.text for s in c.sources) for c in killed)


@pytest.mark.parametrize(
    "text",
    [
        "A man was struck by a car in Mill Lane on Friday. He died in hospital, a doctor said.",
        "A house fire killed two children in Akron early on Sunday. Firefighters battled the blaze for three hours.",
    ],
)
def test_a_mishap_where_nobody_is_armed_is_no_assault(tools: Tools, text: str) -> None:
    found = claims_of(tools, text)
    assert not [c.trigger.text for c in found if c.type == "ASSAULT"]


def test_guns_fire_and_cars_ram_all_the_same(tools: Tools) -> None:
    for text in (
        "Two soldiers were killed in mortar fire near Azaz, the army said.",
        "Police opened fire on marchers in the capital on Monday and killed three of them.",
        "Three people were killed when a militant drove his car into a checkpoint and opened fire on soldiers.",
    ):
        found = claims_of(tools, text)
        assert any(c.type == "ASSAULT" for c in found), text

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document, sources

from dateline.read.document import Document, Sentence
from dateline.read.reference import resolve
from dateline.read.sources import SourceIndex
from dateline.values import Attribution, Mention, Report, Token

CASES = {c["case"]: c for c in yaml.safe_load((Path(__file__).parent / "who_says_it.yaml").read_text("utf-8"))}


def made_of(case: str, publisher: str | None = None) -> Document:
    entry = CASES[case]
    return document(entry["text"], entry["parses"], [tuple(m) for m in entry["mentions"]], publisher)


def test_a_source_by_phone_keeps_its_manner_and_is_not_named() -> None:
    (source,) = sources(made_of("by phone"), "fallen")
    assert source.text == "a military source from the Free Syrian Army"
    assert (source.named, source.kind, source.inherited) == (False, "military", False)
    assert source.how == "speaking to Morning Post by phone"


@pytest.mark.parametrize(("trigger", "inherited"), [("afraid", False), ("return", True)])
def test_a_run_of_quotations_carries_its_source(trigger: str, inherited: bool) -> None:
    (source,) = sources(made_of("by phone"), trigger)
    assert source.text == "the source"
    assert source.name == "a military source from the Free Syrian Army"
    assert (source.named, source.kind, source.inherited, source.how) == (False, "military", inherited, None)


@pytest.mark.parametrize("case", CASES)
def test_who_says_it(case: str) -> None:
    got = sources(made_of(case), CASES[case]["trigger"])
    assert [[s.text, s.named, s.kind] for s in got] == CASES[case]["sources"]


def test_he_said_has_the_name_of_the_last_speaker() -> None:
    (source,) = sources(made_of("he said"), "mined")
    assert source.name == "an officer of the Free Syrian Army"


@pytest.mark.parametrize(("publisher", "count"), [("Morning Post", 0), ("Evening Post", 1), (None, 1)])
def test_the_outlet_itself_is_no_source(publisher: str | None, count: int) -> None:
    made = made_of("a newspaper", publisher)
    assert len(sources(made, "fell")) == count


def test_an_attribution_of_the_model_counts_where_the_tree_shows_none() -> None:
    made = made_of("only the model knows")
    assert sources(made, "fell") == ()
    told = replace(made, attributions=(Attribution(((0, 19),), ((20, 22),), ((29, 42),)),))
    (source,) = sources(told, "fell")
    assert source.text == "Word from the front"


def test_a_quotation_with_its_speaker_is_not_given_to_a_cue_far_away() -> None:
    made = made_of("by phone")
    text = made.text
    quote = text.index("“", text.index("source"))
    far = Attribution(((0, 3),), ((4, 8),), ((quote, text.index("”", quote) + 1),))
    told = replace(made, attributions=(*made.attributions, far))
    for trigger in ("afraid", "return"):
        assert sources(told, trigger) == sources(made, trigger)


WORDS = st.sampled_from(
    [
        "said",
        "IS",
        "he",
        "the",
        "group",
        ",",
        "“",
        "”",
        ".",
        "that",
        "Hemo",
        "according",
        "to",
        "told",
        ":",
        "a",
        "source",
        "city",
    ]
)
POS = {
    "said": "VERB",
    "told": "VERB",
    "IS": "PROPN",
    "Hemo": "PROPN",
    "he": "PRON",
    "group": "NOUN",
    "city": "NOUN",
    "source": "NOUN",
}
RELATIONS = st.sampled_from(
    ["nsubj", "obj", "ccomp", "obl", "conj", "parataxis", "punct", "det", "nmod", "appos", "case", "acl"]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any words in any tree, with mentions and attributions anywhere."""
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4))
    parts: list[str] = []
    words: list[Token] = []
    sentences: list[Sentence] = []
    at = 0
    for number, size in enumerate(sizes):
        base = len(words)
        for i in range(size):
            form = draw(WORDS)
            head = draw(st.integers(0, max(i - 1, 0))) if i else 0
            words.append(
                Token(at, at + len(form), form.lower(), POS.get(form, "X"), base + head, draw(RELATIONS), number)
            )
            parts.append(form)
            at += len(form) + 1
        sentences.append(Sentence(words[base].start, words[-1].end, base, len(words), number))
    text = " ".join(parts)
    picked = sorted(draw(st.sets(st.integers(0, len(words) - 1), max_size=6)))
    kinds = st.sampled_from(["person", "armed-actor", "place", "organisation", "group"])
    mentions = tuple(Mention(words[i].start, words[i].end, draw(kinds), draw(st.booleans())) for i in picked)
    spans = [(w.start, w.end) for w in words]
    said = tuple(
        Attribution((draw(st.sampled_from(spans)),), (draw(st.sampled_from(spans)),), (draw(st.sampled_from(spans)),))
        for _ in range(draw(st.integers(0, 2)))
    )
    report = Report("r", "0", "0", text, publisher=draw(st.sampled_from([None, "IS", "Hemo"])))
    return Document(report, tuple(words), tuple(sentences), mentions, tuple(picked), said)


@settings(deadline=None, max_examples=150)
@given(documents())
def test_any_tree_gives_spans_of_the_text(made: Document) -> None:
    mentions = resolve(made)
    assert [(m.start, m.end) for m in mentions] == [(m.start, m.end) for m in made.mentions]
    assert all(m.of is None or (0 <= m.of < len(mentions) and m.of != i) for i, m in enumerate(mentions))
    index = SourceIndex(made, mentions)
    for word in made.words:
        for source in index.of(word.start, word.end):
            assert made.text[source.start : source.end] == source.text
            assert source.text


def test_a_long_report_does_not_stall() -> None:
    entry = CASES["he said"]
    text, parses, mentions = entry["text"], entry["parses"], [tuple(m) for m in entry["mentions"]]
    made = document("\n".join([text] * 400), parses * 400, mentions * 400)
    done = replace(made, mentions=resolve(made))
    index = SourceIndex(done, done.mentions)
    for sentence in done.sentences:
        index.of(sentence.start, sentence.start + 3)


@pytest.mark.parametrize(("of", "names"), [(0, ["A clerk"]), (None, [])])
def test_we_in_what_somebody_says_is_who_speaks(of: int | None, names: list[str]) -> None:
    text = "A clerk in Rif spoke. We confirmed that it fell."
    parses = [
        (
            "A/a/DET/2/det clerk/clerk/NOUN/5/nsubj in/in/ADP/4/case Rif/Rif/PROPN/2/nmod spoke/speak/VERB/0/root "
            "././PUNCT/5/punct"
        ),
        (
            "We/we/PRON/2/nsubj confirmed/confirm/VERB/0/root that/that/SCONJ/5/mark it/it/PRON/5/nsubj "
            "fell/fall/VERB/2/ccomp ././PUNCT/2/punct"
        ),
    ]
    made = document(text, parses, [("A clerk in Rif", "person", False), ("We", "person", False)])
    clerk, we = made.mentions
    mentions = (clerk, replace(we, of=of, name=None if of is None else "A clerk"))
    found = SourceIndex(made, mentions).described(text.index("fell"), [(6, 7)])
    assert [(s.text, s.name) for s in found] == [("We", name) for name in names]

"""Typed claims come out with the offsets that were meant, and what is stored says so again."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.annotations import format as stored
from training.annotations import line as line_module
from training.annotations.agreement import Matched, figures, head, match
from training.annotations.days import day_range
from training.annotations.line import LineError, parse
from training.annotations.plan import Entry
from training.annotations.quote import Quoting
from training.annotations.rare import Passage, dealt, passages
from training.annotations.resolve import blocks, claim
from training.annotations.retype import retyped
from training.annotations.sentences import sentences
from training.annotations.texts import Text

TEXT = (
    "The Harbour Brigade said on Sunday that its men had shelled two bridges near Old Mill, killing at least 13 of the "
    "town’s  guards. It denied reports that the brigade had lost the mill. “We hold it,” a fighter told Inland Radio. "
    "The army, he added, may attack the army depot at Ferry."
)
LINES = """\
1 | ASSAULT heavy-weapons actual | trigger=shelled | by=its men => The Harbour Brigade | to=two bridges \
| at=Old Mill (near) | on=on Sunday => 2015-02-22 day | killed=at least 13 [13-] of the town's guards \
| says=The Harbour Brigade (named, armed-group)
2 | CONTROL loses denied | trigger=lost | to=the brigade => The Harbour Brigade | at=held:the mill => Old Mill \
| says=It => The Harbour Brigade (named, armed-group) | flags=negated
3 | CONTROL holds | trigger=hold | by=We => Harbour men | at=held:it => ^2:the mill \
| says=a fighter (unnamed, armed-group); Inland Radio (named, media)
4 | ASSAULT possible | trigger=attack | by=The army | to=the army #1 | at=to:Ferry \
| says=^3:a fighter (unnamed, armed-group)
""".splitlines()


@pytest.fixture
def quoting() -> Quoting:
    return Quoting(TEXT, sentences(TEXT))


def resolved(quoting: Quoting) -> list[stored.AnnotatedClaim]:
    return [claim(line, quoting, (0, len(TEXT))) for line in LINES]


def said(span: stored.Expression | stored.When | stored.Number) -> str:
    return TEXT[span.start : span.end]


def test_sentences_are_counted_from_one_and_keep_ranks_whole() -> None:
    assert [TEXT[a:b].split()[0] for a, b in sentences(TEXT)] == ["The", "It", "“We", "The"]
    text = 'COL. VARGAS SPOKE.[2] HE LEFT. "Stay," said Spc. Ann Lee. " The end'
    assert [text[a:b] for a, b in sentences(text)] == [
        "COL. VARGAS SPOKE.[2]", "HE LEFT.", '"Stay," said Spc. Ann Lee. "', "The end",
    ]  # fmt: skip
    assert len(sentences("Two men fled.\n\nA headline\n\nThey came back.")) == 3


@given(st.text(alphabet="ab .!?\n\"'”[]1A", max_size=80))
def test_sentences_hold_every_word_once(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)).strip()


def test_quotes_become_offsets(quoting: Quoting) -> None:
    first, second, third, fourth = resolved(quoting)
    assert TEXT[slice(*first.trigger)] == "shelled"
    assert (first.type, first.mode, first.status) == ("ASSAULT", "heavy-weapons", "actual")
    assert said(first.actors[0]) == "its men"
    assert first.actors[0].of == stored.Reference(at=(0, 19))
    assert (first.places[0].role, first.places[0].relation) == ("at", "near")
    assert first.time is not None
    assert (first.time.earliest, first.time.latest, first.time.precision) == ("2015-02-22", "2015-02-22", "day")
    killed = first.counts["killed"]
    assert (killed.low, killed.high, said(killed)) == (13, None, "at least 13")
    assert killed.of is not None
    assert said(killed.of) == "the town’s  guards", "quotation marks and white space match their kin"
    assert second.negated
    assert second.places[0].of == stored.Reference(at=(TEXT.index("Old Mill"), TEXT.index("Old Mill") + 8))
    assert third.actors[0].of == stored.Reference(label="Harbour men")
    assert [s.named for s in third.sources] == [False, True]
    assert third.places[0].of == stored.Reference(at=(TEXT.index("the mill"), TEXT.index("the mill") + 8))
    assert fourth.sources[0].inherited
    assert not fourth.actors[0].inherited
    assert fourth.recipients[0].start == TEXT.index("the army depot"), "capitals as typed come first"


def test_of_several_occurrences_the_nearest_to_the_trigger_is_meant(quoting: Quoting) -> None:
    line = "1 | ASSAULT | trigger=killing | by=the"
    assert claim(line, quoting, (0, len(TEXT))).actors[0].start == TEXT.index("the town")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1 ASSAULT trigger=shelled", "needs: sentence number"),
        ("1 | RAID | trigger=shelled", "no such type"),
        ("1 | ASSAULT riot | trigger=shelled", "neither a status"),
        ("1 | ASSAULT | trigger=bombed", "not in the claim's sentence"),
        ("9 | ASSAULT | trigger=shelled", "the text has 1 to 4"),
        ("4 | ASSAULT | trigger=army", "stands 2 times"),
        ("4 | ASSAULT | trigger=army #3", "stands 2 times"),
        ("1 | ASSAULT | by=its men", "no trigger"),
        ("1 | ASSAULT | trigger=shelled | who=its men", "begins with none of"),
        ("1 | ASSAULT | trigger=shelled | by=its men | by=two bridges", "stands twice"),
        ("1 | ASSAULT | trigger=shelled | killed=13", "needs bounds"),
        ("1 | ASSAULT | trigger=shelled | killed=13 [13-2]", "wrong way round"),
        ("1 | ASSAULT | trigger=shelled | on=on Sunday => 22-02-2015 day", "not a date"),
        ("1 | ASSAULT | trigger=shelled | on=on Sunday => 2015-02-30 day", "not a date"),
        ("1 | ASSAULT | trigger=shelled | on=on Sunday => 2015-02 day", "more than a day"),
        ("1 | ASSAULT | trigger=shelled | says=The Harbour Brigade", "needs (named, KIND)"),
        ("1 | ASSAULT | trigger=shelled | says=The Harbour Brigade (named, navy)", "the kind is one of"),
        ("1 | ASSAULT | trigger=shelled | flags=negated", "what did not happen is denied"),
        ("1 | ASSAULT | trigger=shelled | by=its men => one of the nine units that the coast had raised", "too long"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(quoting: Quoting, line: str, reason: str) -> None:
    with pytest.raises(LineError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        claim(line, quoting, (0, len(TEXT)))


def test_a_sentence_past_the_part_to_annotate_is_refused(quoting: Quoting) -> None:
    with pytest.raises(LineError, match="outside the part"):
        claim("4 | ASSAULT | trigger=attack", quoting, (0, quoting.sentences[2][1]))


def test_an_entry_covers_its_sentences() -> None:
    spans = [(0, 4), (5, 9), (10, 14), (15, 19)]
    assert Entry("re3d", "X").part(spans) == (0, 19)
    assert Entry("re3d", "X", 2).part([(3, 4), *spans[1:]]) == (0, 9), "from the text's beginning on"
    assert Entry("re3d", "X", 2, 3).part(spans) == (10, 19)
    assert Entry("re3d", "X").part([]) == (0, 0)


def test_passages_lie_where_rare_types_are_dense() -> None:
    dull = "The market was open on Monday and the weather was fine."
    dense = "The rebels rejected the truce. The army threatened reprisals."
    text = Text("re3d", "X", " ".join([dull] * 9 + [dense, dense] + [dull] * 9), "train")
    (passage,) = passages([text, Text("re3d", "Y", dull, "train")])
    assert (passage.text.id, passage.first, passage.count) == ("X", 10, 4)


def test_passages_are_dealt_in_turn_up_to_their_limits() -> None:
    def ranked(name: str, number: int) -> list[Passage]:
        return [Passage(Text(name, f"{name}{n}", "", "train"), 1, 5, 9.0 - n) for n in range(number)]

    found = [p.text.id for p in dealt([ranked("a", 9), ranked("b", 2), []], [20, 99, 9])]
    assert found == ["a0", "b0", "a1", "a2", "b1", "a3"]


def document(claims: list[stored.AnnotatedClaim]) -> stored.AnnotatedDocument:
    return stored.AnnotatedDocument("re3d", "X", "0" * 64, (0, len(TEXT)), "2015-02-23", tuple(claims))


def test_stored_and_typed_forms_say_the_same(quoting: Quoting) -> None:
    one = document(resolved(quoting))
    again = "\n".join(retyped(one, quoting))
    (block,) = blocks(again, "x.claims")
    assert block.published == "2015-02-23"
    assert document([claim(line, quoting, (0, len(TEXT))) for _, line in block.lines]) == one
    data = stored.dump(stored.Batch("re3d-1", "a", (one,)))
    assert msgspec.json.decode(data, type=stored.Batch).documents == (one,)
    assert b"Harbour Brigade" not in data, "no text is stored where an offset says it"
    assert len(data.splitlines()) == 4 + len(one.claims)


def test_the_worked_examples_keep_to_the_form() -> None:
    page = (Path(line_module.__file__).parent / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^ {7}(\d+ \| .*)$", page, re.MULTILINE)
    assert len(examples) >= 12
    for example in examples:
        parse(example)


def test_a_block_without_its_end_is_not_taken_as_whole() -> None:
    with pytest.raises(LineError, match="no line 'end'"):
        blocks("@ A\n1 | ASSAULT | trigger=x\n", "x.claims")
    with pytest.raises(LineError, match="outside a document"):
        blocks("1 | ASSAULT | trigger=x\n", "x.claims")
    assert [b.lines for b in blocks("// note\n@ A\nend\n", "x.claims")] == [()]


def test_a_pass_agrees_with_itself_and_less_with_another(quoting: Quoting) -> None:
    one = document(resolved(quoting))
    assert set(figures([match(one, one, TEXT)]).values()) == {100.0}
    changed = [LINES[0].replace("to=two bridges", "to=The Harbour Brigade").replace("-22 day", "-21 day"), *LINES[1:3]]
    other = document([claim(line, quoting, (0, len(TEXT))) for line in changed])
    found = figures([match(one, other, TEXT)])
    assert found["claims, typed F1"] == pytest.approx(100 * 6 / 7, abs=0.1)
    assert found["recipients F1"] == 50.0, "of two matched recipients on either side one is the same"
    assert found["dates"] == 0.0
    assert found["actors F1"] == 100.0


def test_agreement_tells_places_of_the_sentence_from_those_taken_over(quoting: Quoting) -> None:
    def read(*lines: str) -> Matched:
        return match(
            document(resolved(quoting)), document([claim(line, quoting, (0, len(TEXT))) for line in lines]), TEXT
        )

    carried = LINES[3].replace("at=to:Ferry", "at=^1:Old Mill")
    found = figures([read(LINES[0], LINES[1], LINES[2], carried)])
    assert found["places told F1"] == pytest.approx(100 * 6 / 7, abs=0.1), "one pass has Ferry, the other has not"
    assert found["places taken over F1"] == 0.0


def test_the_head_stands_before_what_follows_the_noun() -> None:
    for text, word in (("two bunkers of the group", "bunkers"), ("the army", "army"), ("men, who fled", "men")):
        start, end = head(text, (0, len(text)))
        assert text[start:end] == word


def test_days() -> None:
    assert day_range("2015", "year") == ("2015-01-01", "2015-12-31")
    assert day_range("2016-02", "month") == ("2016-02-01", "2016-02-29")
    assert day_range("2015-02-20..2015-02-22", "range") == ("2015-02-20", "2015-02-22")
    assert day_range("..2015-02", "range") == (None, "2015-02-28")
    assert day_range(None, "vague") == (None, None)

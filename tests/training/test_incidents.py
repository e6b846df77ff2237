"""MUC-4's documents to labelled words (no PyTorch needed)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpora.muc4_keys import Key
from benchmarks.corpora.muc4_templates import IncidentDocument, Template
from dateline.read import pieces as pc
from dateline.read.incident_labels import DESCRIBED, MARKED, ROLES, TYPES
from dateline.read.words import split
from training.casing import Casing
from training.examples import IGNORE, cut
from training.incidents import FORMS, from_incidents, type_numbers, window_types, written

VOCABULARY = pc.Pieces(["[PAD]"] * 100 + ["[UNK]", "[CLS]", "[SEP]", "a", "b"])
CASING = Casing(
    ["When Lima slept, the rebels of the Red Dawn (RD) came at night and they blew up a mill near Lima, he said."]
)
TEXT = (
    "rebels of the red dawn (rd) came at night.  they blew up the iron bridge near lima.    the mayor was calm.  "
    "he said that rebels had come before."
)
PERPETRATORS, ORGANISATIONS, TARGETS = (ROLES.index(r) for r in ("PerpInd", "PerpOrg", "Target"))


def document(type_: str = "bombing", text: str = TEXT) -> IncidentDocument:
    fillers = ((("rebels", "rebels of the red dawn"),), (("red dawn", "rd"),), (("iron bridge",),), (), ())
    return IncidentDocument("d", text, (Template(type_, fillers),), ((0,),))


def marked(made: object, role: int, tag: int) -> list[str]:
    return [
        made.text[a:b].lower()  # type: ignore[attr-defined]
        for (a, b), tags in zip(made.words, made.incident_roles, strict=True)  # type: ignore[attr-defined]
        if tags[role] == tag
    ]


@pytest.mark.parametrize("form", FORMS)
def test_fillers_are_marked_in_every_form(form: str) -> None:
    made = from_incidents(document(), form, VOCABULARY, CASING)  # type: ignore[arg-type]
    assert marked(made, PERPETRATORS, 1) == ["rebels"]
    assert marked(made, PERPETRATORS, 2) == ["of", "the", "red", "dawn"]
    assert marked(made, ORGANISATIONS, 1) == ["red", "rd"]
    assert marked(made, TARGETS, 1) == ["iron"]
    assert marked(made, TARGETS, 2) == ["bridge"]
    bombing = TYPES.index("bombing")
    assert [r[bombing] for r in made.incident_types].count(1) == 8
    assert made.told == {bombing}


def test_a_string_far_from_the_incident_is_left_out_of_account_or_marked_on_wish() -> None:
    made = from_incidents(document(), "lower", VOCABULARY)
    assert marked(made, PERPETRATORS, IGNORE) == ["rebels"]
    every = from_incidents(document(), "lower", VOCABULARY, occurrences="all")
    assert marked(every, PERPETRATORS, 1) == ["rebels", "rebels"]
    assert marked(every, PERPETRATORS, IGNORE) == []


def test_targets_without_a_name_come_from_the_keys() -> None:
    key = Key("bombing", None, None, (), ("mayor", "rebels"))
    made = from_incidents(document(), "lower", VOCABULARY, keys=[key])
    assert marked(made, MARKED.index(DESCRIBED), 1) == ["mayor"]  # the other one is a perpetrator


def test_a_string_within_a_word_is_no_place() -> None:
    made = from_incidents(document(text="the firebrands burnt."), "lower", VOCABULARY)
    assert all(tag == 0 for tags in made.incident_roles for tag in tags)


def test_capitals_hide_the_casing_and_restored_text_has_some() -> None:
    assert set(from_incidents(document(), "upper", VOCABULARY).casing) == {pc.HIDDEN}
    text = written(TEXT, "restored", CASING)
    assert text.startswith("Rebels of the Red Dawn (RD) came")
    assert "near Lima.    The Mayor" in text  # a word that nobody has seen is taken for a name
    with pytest.raises(ValueError, match="restored casing"):
        written(TEXT, "restored")


@given(st.text(max_size=200))
def test_every_form_keeps_the_length(text: str) -> None:
    for form in FORMS:
        assert len(written(text, form, CASING)) == len(text)


def test_sentences_open_windows_without_capitals() -> None:
    made = from_incidents(document(), "lower", VOCABULARY)
    forms = [TEXT[a:b] for a, b in split(TEXT)]
    assert [forms[i] for i in made.openers] == ["rebels", "they", "the", "he"]


def test_types_of_windows() -> None:
    made = from_incidents(document("bombing / attack"), "lower", VOCABULARY)
    labels = [window_types(w) for w in cut(made, 24)]
    attack, bombing, arson = (TYPES.index(t) for t in ("attack", "bombing", "arson"))
    assert labels[0][attack] == labels[0][bombing] == 1
    assert labels[-1][attack] == IGNORE
    assert all(label[arson] == 0 for label in labels)


def test_type_numbers() -> None:
    assert type_numbers("bombing / attack") == [TYPES.index("bombing"), TYPES.index("attack")]
    with pytest.raises(ValueError, match="not in tuple"):
        type_numbers("picnic")

"""The component of spaCy's pipelines."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.errors import LanguageError

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'dateline[spacy]'")

TEXT = (
    "SURUC, Turkey — Kurdish fighters captured the town of Ain Issa from the Islamic State on Tuesday, "
    "an activist told Sample Press D by phone. Turkey's army denied that it had shelled a convoy near Tell Abyad."
)


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    made = spacy.blank("en")
    made.add_pipe("dateline", config={"date": "2015-06-23", "publisher": "Sample Press D"})
    return made


@pytest.fixture(scope="module")
def doc(nlp: spacy.Language) -> spacy.tokens.Doc:
    return nlp(TEXT)


def test_claims_are_those_of_read(doc: spacy.tokens.Doc) -> None:
    reading = dateline.read(TEXT, date="2015-06-23", publisher="Sample Press D", raw=True)
    assert doc._.claims == reading.claims
    assert doc._.attributions == reading.attributions
    assert doc._.reading.claims == reading.claims
    assert {claim.type for claim in doc._.claims} >= {"CONTROL", "ASSAULT"}


def test_spans_and_offsets(doc: spacy.tokens.Doc) -> None:
    assert [(s.label_, s.id_) for s in doc.spans["dateline"]] == [(c.type, c.id) for c in doc._.claims]
    for span, claim in zip(doc.spans["dateline"], doc._.claims, strict=True):
        assert claim.trigger.text in span.text
        assert doc.text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
    assert {span.label_ for span in doc.spans["dateline-attributions"]} == {"source", "cue", "content"}


def test_entities_come_where_none_stands(doc: spacy.tokens.Doc) -> None:
    assert {("Ain Issa", "GPE"), ("the Islamic State", "ORG"), ("Tell Abyad", "GPE")} <= {
        (e.text, e.label_) for e in doc.ents
    }
    assert all(e.kb_id_.startswith("geonames:") for e in doc.ents if e.text == "Tell Abyad")
    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns([{"label": "TOWN", "pattern": "Ain Issa"}])
    other.add_pipe("dateline")
    labels = {(e.text, e.label_) for e in other(TEXT).ents}
    assert ("Ain Issa", "TOWN") in labels
    assert ("Ain Issa", "GPE") not in labels
    assert len(labels) > 1


def test_each_doc_may_have_its_own_day(nlp: spacy.Language) -> None:
    made = nlp.make_doc(TEXT)
    made._.published = "2016-03-01"
    assert nlp(made)._.reading.report.published == "2016-03-01"


def test_batches_are_read_one_by_one(nlp: spacy.Language) -> None:
    texts = [TEXT, " ", "Rebels left Sarrin on Monday, residents said.", ""]
    docs = list(nlp.pipe(texts, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [bool(doc._.claims) for doc in docs] == [True, False, True, False]
    assert docs[0]._.claims == nlp(TEXT)._.claims
    assert docs[1]._.reading is None


def test_what_is_not_english_goes_to_the_error_handler(nlp: spacy.Language) -> None:
    french = "Le village a été bombardé hier soir par des avions, disent les habitants de la région."
    with pytest.raises(LanguageError):
        nlp(french)
    lenient = spacy.blank("en")
    lenient.add_pipe("dateline")
    lenient.set_error_handler(spacy.util.ignore_error)
    assert [doc.text for doc in lenient.pipe([french, TEXT])] == [TEXT]


def test_a_doc_and_a_pipeline_come_back_from_disk(nlp: spacy.Language, doc: spacy.tokens.Doc, tmp_path: Path) -> None:
    bin_ = spacy.tokens.DocBin(store_user_data=True, docs=[doc])
    [again] = spacy.tokens.DocBin().from_bytes(bin_.to_bytes()).get_docs(nlp.vocab)
    assert again._.claims == doc._.claims
    assert [s.label_ for s in again.spans["dateline"]] == [s.label_ for s in doc.spans["dateline"]]
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded(TEXT)._.claims == doc._.claims
    assert spacy.blank("en").from_config(nlp.config).pipe_names == ["dateline"]


def test_processes_of_their_own_find_the_same(nlp: spacy.Language, doc: spacy.tokens.Doc) -> None:
    assert [one._.claims for one in nlp.pipe([TEXT, TEXT], n_process=2, batch_size=1)] == [doc._.claims] * 2

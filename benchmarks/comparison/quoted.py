"""What others published of systems that cannot be run here, or of those that can on other texts: quoted, never mixed
with what was measured."""

from __future__ import annotations

from msgspec import Struct


class Quoted(Struct, frozen=True):
    """A system, its figures in words, and where they stand and what they are of."""

    system: str
    figures: str
    source: str


QUOTED = (
    Quoted(
        "spaCy, `en_core_web_sm` 3.8.0",
        "parts of speech (Penn tags) 97.3, unlabelled and labelled trees 91.8 and 89.9, names F1 84.3, sentences 90.7",
        "the model's own card (its meta.json), on its own OntoNotes texts and rules: other texts than above",
    ),
    Quoted(
        "spaCy with a transformer, Stanza",
        "labelled trees of UD English EWT from raw text: 89.4 and 83.6 (dateline's stands under ewt, raw_las)",
        "as quoted to this project; the original publication and its split were not checked. Neither model is on PyPI",
    ),
    Quoted(
        "PolNeAR's transformer tagger and CRF",
        "same extents, sources 77.5 and 62.0, contents 62.5 and 44.3 (dateline's stand under polnear)",
        "networkdynamics/PolNeAR, published predictions scored again; test part, which is not at hand here",
    ),
    Quoted(
        "Best tagger of each corpus of places",
        "names, same extent: LGL 71.3, TR-News 80.3, GeoVirus 91.7",
        "as quoted to this project from Gritta et al. 2020; whole corpora",
    ),
    Quoted(
        "Mordecai 3",
        "names given, within 161 km: LGL 82.7, TR-News 87.3 % (dateline's stand under geoparsing)",
        "Halterman 2023, arXiv 2303.13675, on its own subset. It needs an Elasticsearch server with all of GeoNames "
        "and a transformer model from elsewhere than PyPI: not run",
    ),
    Quoted(
        "NGEC's demonstration classifiers",
        "PLOVER type 35 %",
        "not published: its recipe, made for this project on dateline's encoder and scored on the same records. NGEC "
        "itself needs models from elsewhere than PyPI and the server of Mordecai 3: not run",
    ),
    Quoted(
        "TABARI, PETRARCH, PETRARCH-2, Universal PETRARCH",
        "no figure",
        "none of them is on PyPI, and no published figure on texts that are at hand was found; the lexicon coder above "
        "stands for the kind, not for them",
    ),
    Quoted(
        "textacy, geotext, flashgeotext, dateparser, timexy",
        "no figure",
        "their authors publish no accuracy on public texts that was found",
    ),
)

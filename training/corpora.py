"""All that the network is trained on, prepared; and how often a round goes through each corpus."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.corpora.muc4_templates import incidents
from benchmarks.corpora.polnear import polnear
from benchmarks.corpora.re3d import re3d
from benchmarks.corpora.treebank import ewt, gum
from benchmarks.corpora.uds import uds
from dateline.read.pieces import Pieces
from dateline.read.reader import Reader
from training import claim_losses, generated, reference_losses
from training.annotations import texts
from training.annotations.format import AnnotatedDocument, load_all
from training.annotations.plan import is_dev
from training.casing import Casing
from training.claims import Example, example
from training.encoder import base_folder
from training.examples import (
    Prepared,
    Window,
    batches,
    by_document,
    cut,
    from_claims,
    from_polnear,
    from_re3d,
    from_treebank,
    from_uds,
)  # fmt: skip
from training.incidents import FORMS, from_incidents
from training.labels import Labels, gather
from training.reference import from_coreference
from training.reference import gather as gather_references
from training.splits import check

LIMITS = (128, 160, 192, 224)
"""Sizes of windows in training, one drawn a document and round, so that no head leans on one size."""
PIECES_A_BATCH = 1800
WHOLE = ("claims", "generated", "gum")
"""Corpora whose documents are learned from as a whole."""
PASSES = {
    "ewt": 1.0, "gum": 1.5, "re3d": 1.0, "polnear": 0.3, "uds": 0.4, "muc4": 0.12, "claims": 4.0, "generated": 1.0,
}  # fmt: skip
"""How often a corpus is gone through in a round; of MUC-4 a pass holds each document in all three kinds of casing."""


class Corpora(Struct):
    """Prepared documents, and the labels that they show."""

    documents: list[Prepared]
    labels: Labels


HELD = Path(__file__).with_name("held.txt")
"""Annotated reports (corpus/id, one a line) that the network is not trained on: thresholds and the calibration of
confidence come from them."""


def prepare(data: Path, held: frozenset[str] | None = None) -> Corpora:
    """All training documents under ``data``. ``held``: annotated documents left out (default: ``held.txt``'s)."""
    held = frozenset(HELD.read_text(encoding="utf-8").split("\n")) if held is None else held
    vocabulary = Pieces.load(base_folder() / "vocab.txt")
    banks = [("ewt", d) for d in ewt(data / "ewt", "train")] + [("gum", d) for d in gum(data / "gum", "train")]
    labels = gather(d for _, d in banks)
    reader = Reader.load()
    made: list[Prepared] = []
    for corpus, bank in banks:
        prepared = from_treebank(corpus, bank, labels, vocabulary)
        prepared.anaphors = from_coreference(reader, bank) if corpus == "gum" else None
        made.append(prepared)
    reports = list(re3d(data / "re3d", "train"))
    articles = list(polnear(data / "polnear", "train"))
    check(
        ewt=[d.id for c, d in banks if c == "ewt"],
        gum=[d.id for c, d in banks if c == "gum"],
        re3d=[d.id for d in reports],
        polnear=[a.id for a in articles],
    )
    made += [from_re3d(d, labels, vocabulary) for d in reports]
    made += [from_polnear(a, vocabulary) for a in articles]
    made += [from_uds(s, vocabulary) for s in uds(data / "uds_ih2", "train")]
    casing = Casing([*(d.text for _, d in banks), *(d.text for d in reports), *(a.text for a in articles)])
    for document in incidents(data / "muc4", "train"):
        made += [from_incidents(document, form, vocabulary, casing) for form in FORMS]
    kept: list[tuple[str, Example]] = []
    kept += [("claims", one) for one in annotated(data, reader) if one.id not in held]
    kept += [("generated", example(reader, text, document)) for text, document in generated.load()]
    rows = claim_losses.gather(one for _, one in kept)
    for corpus, one in kept:
        prepared = from_claims(one, vocabulary)
        prepared.corpus = corpus
        made.append(prepared)
    labels = msgspec.structs.replace(
        labels,
        word_facts=rows.words,
        trigger_facts=rows.triggers,
        pair_facts=rows.pairs,
        reference_facts=gather_references((a for d in made for a in d.anaphors or ()), reference_losses.LEAST),
    )
    return Corpora(made, labels)


def annotated(data: Path, reader: Reader) -> Iterator[Example]:
    """The annotated training documents, first passes."""
    known: dict[str, dict[str, texts.Text]] = {}
    for batch in load_all():
        if is_dev(batch.batch) or batch.reader != "a":
            continue
        for document in batch.documents:
            yield example(reader, _text(known, data, document), document)


def _text(known: dict[str, dict[str, texts.Text]], data: Path, document: AnnotatedDocument) -> texts.Text:
    if document.corpus not in known:
        known[document.corpus] = texts.load(data, document.corpus)
    return known[document.corpus][document.id]


def schedule(documents: list[Prepared], turn: int, seed: int) -> list[list[Window]]:
    """The batches of a round, the same for the same seed."""
    rng = random.Random(f"{seed}/{turn}")
    made: list[list[Window]] = []
    for corpus, passes in PASSES.items():
        own = [d for d in documents if d.corpus == corpus]
        whole, rest = int(passes), passes % 1
        drawn = [own] * whole + ([rng.sample(own, int(len(own) * rest + 0.5))] if rest else [])
        for pass_ in drawn:
            if corpus in WHOLE:
                made += by_document(pass_, PIECES_A_BATCH, rng, LIMITS)
            else:
                made += batches([w for d in pass_ for w in cut(d, rng.choice(LIMITS))], PIECES_A_BATCH, rng)
    rng.shuffle(made)
    return made

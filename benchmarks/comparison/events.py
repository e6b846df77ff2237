"""What happened, and who did it to whom: PLOVER's gold records (:mod:`benchmarks.plover`) and the project's own dev set
(:mod:`benchmarks.own`).

``…_plover_type``: percent of records with the right type; ``…_plover_source``, ``…_plover_target``: F1.
``…_own_claims``: F1 of typed claims, ``…_own_triggers`` without the type, ``…_own_actors``, ``…_own_recipients``: F1 of
paired claims' slots. The lexicon coder's answer for a record is its first word that is an event's, else its first word
of a state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import own, plover
from benchmarks.claims import score, stored
from benchmarks.claims.match import match
from benchmarks.claims.reading import read
from benchmarks.claims.texts import Text, load
from benchmarks.claims.values import AnnotatedClaim, AnnotatedDocument, Expression
from benchmarks.comparison.peering import Peers
from benchmarks.corpora.plover import PloverRecord
from benchmarks.corpora.plover import plover as records
from benchmarks.main_event import STATES, plover_type
from benchmarks.reads import Reads
from benchmarks.spans import Counts
from dateline.values import Span


def figures(data: Path, reader: Reads, peers: Peers) -> dict[str, float]:
    """The figures of dateline and of the lexicon coder."""
    documents = stored.dev_documents(stored.folder())
    mine, theirs = own.figures(list(read(documents, data, reader))), plover.run(data / "plover", "dev", reader)
    found = {
        **{f"dateline_own_{name}": mine[f"{name}_f1"] for name in ("claims", "triggers", "actors", "recipients")},
        "dateline_plover_type": theirs["type_accuracy"],
        "dateline_plover_source": theirs["source_f1"],
        "dateline_plover_target": theirs["target_f1"],
    }
    corpora = {name: load(data, name) for name in sorted({one.corpus for one in documents})}
    texts = [corpora[one.corpus][one.id] for one in documents]
    gold = list(records(data / "plover", "dev"))
    answers = peers.answers("keywords", [*(one.text for one in texts), *(one.text for one in gold)])
    if answers is not None:
        found |= on_own(documents, texts, answers[: len(texts)]) | on_plover(gold, answers[len(texts) :])
    return found


def on_own(
    gold: Sequence[AnnotatedDocument], texts: Sequence[Text], answers: Sequence[list[list[Any]]]
) -> dict[str, float]:
    """The coder's figures on annotated documents."""
    found = [claimed(one, answer) for one, answer in zip(gold, answers, strict=True)]
    rows = list(zip(gold, found, texts, strict=True))
    matched = [match(one, had, text.text) for one, had, text in rows]
    slots = score.slots(matched)
    counts = {
        "claims": score.claims(matched),
        "triggers": score.claims([match(one, had, text.text, typed=False) for one, had, text in rows]),
        "actors": slots["actors"],
        "recipients": slots["recipients"],
    }
    return {f"keywords_own_{name}": round(one.f1, 2) for name, one in counts.items()}


def claimed(gold: AnnotatedDocument, answer: Sequence[Sequence[Any]]) -> AnnotatedDocument:
    """The coder's events in the annotated part of a document."""
    first, last = gold.annotated
    claims = tuple(
        AnnotatedClaim(
            sentence=(start, end),
            trigger=(start, end),
            type=kind,
            actors=(Expression(*source),) if source else (),
            recipients=(Expression(*target),) if target else (),
        )
        for start, end, kind, source, target in answer
        if first <= start < last
    )
    return AnnotatedDocument(gold.corpus, gold.id, gold.sha256, gold.annotated, gold.published, claims)


def on_plover(gold: Sequence[PloverRecord], answers: Sequence[list[list[Any]]]) -> dict[str, float]:
    """The coder's figures on gold records."""
    right = 0
    source = target = Counts()
    for one, answer in zip(gold, answers, strict=True):
        main = next((event for event in answer if (event[2], None) not in STATES), answer[0] if answer else None)
        right += main is not None and plover_type(main[2], None) == one.type
        source += plover.actors(one.text, one.source, _spans(one.text, main[3] if main else None))
        target += plover.actors(one.text, one.target, _spans(one.text, main[4] if main else None))
    return {
        "keywords_plover_type": round(100 * right / max(1, len(gold)), 2),
        "keywords_plover_source": round(source.f1, 2),
        "keywords_plover_target": round(target.f1, 2),
    }


def _spans(text: str, span: Sequence[int] | None) -> list[Span]:
    return [Span(text=text[span[0] : span[1]], start=span[0], end=span[1])] if span else []

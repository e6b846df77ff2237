"""Who says what in PolNeAR's articles (:mod:`benchmarks.polnear`).

``…_source``, ``…_cue``: F1 of pieces that share a character with a marked one, since textacy gives the head of a source
alone. ``…_content``: F1 of words inside contents. ``…_whole``: F1 of attributions whose source, cue and content each
meet the marked one's. PolNeAR marks indirect speech too, which textacy and quotation marks do not attempt: ``…_direct``
is the share found whole of those whose content holds a quotation mark. ``textacy_gave_up``: percent of articles in
which textacy, by its own rule, extracts nothing because quotation marks do not pair."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import attributions
from benchmarks.attributions import pieces
from benchmarks.comparison.peering import Peers
from benchmarks.corpora.polnear import Article, polnear
from benchmarks.reads import Reads, as_report
from benchmarks.spans import Counts, overlapping, tokens
from dateline.values import Attribution


def figures(data: Path, reader: Reads, peers: Peers) -> dict[str, float]:
    """The figures of dateline, the plain baseline, and textacy where it is there."""
    gold = list(polnear(data / "polnear", "dev"))
    ours = [reader.document(as_report(one.id, one.text)).attributions for one in gold]
    found = score("dateline", gold, ours)
    for system in ("marks", "textacy"):
        answers = peers.answers(system, [one.text for one in gold])
        if answers is not None:
            found |= score(system, gold, [read(one) for one in answers])
        if system == "textacy" and answers:
            share = sum(isinstance(one, dict) for one in answers) / len(answers)
            found["textacy_gave_up"] = round(100 * share, 2)
    return found


def read(answer: Any) -> tuple[Attribution, ...]:
    """A peer's answer; one that gave up found nothing."""
    if isinstance(answer, dict):
        return ()
    return tuple(Attribution(*(tuple((a, b) for a, b in part) for part in one)) for one in answer)


def score(system: str, gold: Sequence[Article], found: Sequence[Sequence[Attribution]]) -> dict[str, float]:
    """The figures of articles and, in the same order, the attributions found in them."""
    totals = dict.fromkeys(("source", "cue", "content", "whole", "direct"), Counts())
    for article, had in zip(gold, found, strict=True):
        for role in ("source", "cue"):
            ours, theirs = (pieces(side, role) for side in (article.attributions, had))
            totals[role] += overlapping([(*one, role) for one in ours], [(*one, role) for one in theirs])
        totals["content"] += attributions.by_token(article.attributions, had, "content", tokens(article.text))
        totals["whole"] += attributions.linked_loosely(article.attributions, had)
        quoted = [one for one in article.attributions if is_direct(one, article.text)]
        totals["direct"] += attributions.linked_loosely(quoted, had)
    values = {name: counts.recall if name == "direct" else counts.f1 for name, counts in totals.items()}
    return {f"{system}_polnear_{name}": round(value, 2) for name, value in values.items()}


def is_direct(one: Attribution, text: str) -> bool:
    """Whether its content holds a double quotation mark, or one stands beside it."""
    return any(set(text[max(0, start - 1) : end + 1]) & set('“”"') for start, end in one.content)

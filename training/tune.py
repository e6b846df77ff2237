"""``python -m training tune``: from which scores on a model's findings count, and what its confidence means, fitted on
annotated reports that it was not trained on.

The trigger's threshold is the one with the best F1 of typed claims; then each group of roles gets the threshold, and
each slot the bias on taking over nothing, with the best F1 over claims paired with annotated ones. What claims before
have told changes the scores of those behind, so that slots are tuned twice. What confidence means is fitted on the
reports that were annotated after the encoder was trained as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace

from benchmarks.spans import Counts
from dateline.read.calibrate import save
from dateline.read.claim_heads import ClaimHeads, logit
from dateline.read.learned import LOOKED_AT
from dateline.read.model import Card, write_card
from dateline.read.one_event import settled
from dateline.read.ontology import TYPES
from dateline.read.reader import Reader
from dateline.read.thresholds import Thresholds
from training import tuning
from training.calibrate import JudgedClaim, calibrate
from training.held import Held, chosen, later_documents, read
from training.tuning import Group, Options, Setting

TRIGGER_GRID = tuple(n / 40 for n in range(8, 27))
TURNS = 2


def run(data: Path, weights: Path, file: Path) -> None:
    """Reads the documents that ``file`` names with the model in ``weights``, writes the thresholds into its card and
    the calibrator beside it, and prints what to expect of both. Raises ``UsageError``."""
    reader = Reader.load(weights)
    documents = list(read(chosen(file), data, reader))
    print(f"{len(documents)} reports, {sum(len(d.gold.claims) for d in documents)} annotated claims")
    found, slots = tune(documents, reader.heads)
    for group, one in slots.items():
        print(
            f"{group:10} role {one.role:+.2f} none {one.none:+.2f}  F1 {one.default:.2f} by default, "
            f"{one.own:.2f} chosen, {one.expected:.2f} across folds"
        )
    write(found, weights)
    named = {one.id for one in documents}
    later = [d for d in later_documents() if f"{d.corpus}/{d.id}" not in named]
    tuned = with_thresholds(reader.heads, found)
    calibrator, figures = calibrate([*judged(documents, tuned), *judged(read(later, data, reader), tuned)])
    save(calibrator, weights)
    for name, value in figures.items():
        print(f"{name:20} {value:g}")


def tune(documents: Sequence[Held], heads: ClaimHeads) -> tuple[Thresholds, dict[Group, Setting]]:
    """The thresholds for documents, and how well each group of roles does with its own."""
    at = Thresholds(trigger_at(documents, heads))
    slots: dict[Group, Setting] = {}
    for _ in range(TURNS):
        options: dict[Group, list[list[Options]]] = {group: [] for group in tuning.GROUPS}
        for one in documents:
            for group in options:
                options[group].append([])
            finder = one.finder(with_thresholds(heads, at))
            found = finder.found()
            for gold, number in one.paired([(f.draft.trigger, f.draft.type) for f in found]).pairs:
                if found[number].by_rules:
                    continue
                for group, option in tuning.of_claim(finder.tree, found[number], gold):
                    options[group][-1].append(option)
        slots = tuning.settings(options)
        at = tuning.thresholds(at.trigger, slots)
    return at, slots


def trigger_at(documents: Sequence[Held], heads: ClaimHeads) -> float:
    """The probability from which a word is best taken to report something; prints the F1 of each that is tried."""
    totals = dict.fromkeys(TRIGGER_GRID, Counts())
    for one in documents:
        finder = one.finder(heads)
        scored = []
        for n, t in np.argwhere(finder.scores > logit(TRIGGER_GRID[0])).tolist():
            scored.append((float(finder.scores[n, t]), (finder.trigger(finder.words[n], TYPES[t]), TYPES[t])))
        for at in TRIGGER_GRID:
            totals[at] += one.paired([claim for score, claim in scored if score > logit(at)]).counts
    print("trigger    " + ", ".join(f"{at:.3f}: {counts.f1:.2f}" for at, counts in totals.items()))
    return max(TRIGGER_GRID, key=lambda at: (totals[at].f1, -at))


def judged(documents: Iterable[Held], heads: ClaimHeads) -> Iterator[JudgedClaim]:
    """The claims that would be found in documents if all that is looked at were told, with their signs; each as the
    rules leave it, as that is what its confidence stands beside."""
    every = with_thresholds(heads, replace(heads.thresholds, trigger=LOOKED_AT))
    every.calibrator = None
    for one in documents:
        finder = one.finder(every)
        found = finder.found()
        shown = {f.draft.trigger.head: f.signs for f in reversed(found)}
        exact = {(f.draft.trigger.head, f.draft.type): f.signs for f in found}
        told = settled(finder.tree, finder.kinds, [f.draft for f in found])
        paired = one.paired([(draft.trigger, draft.type) for draft in told])
        right = {number for _, number in paired.pairs}
        for number in sorted({*right, *paired.spurious}):
            head = told[number].trigger.head
            signs = exact.get((head, told[number].type), shown.get(head))
            if signs is not None:
                yield JudgedClaim(one.id, signs, number in right)


def with_thresholds(heads: ClaimHeads, at: Thresholds) -> ClaimHeads:
    """The same heads with other thresholds."""
    made = copy(heads)
    made.thresholds = at
    return made


def write(at: Thresholds, weights: Path) -> None:
    """Puts thresholds into the card of the model in a folder."""
    path = weights / "reader.json"
    card = replace(msgspec.json.decode(path.read_bytes(), type=Card), thresholds=at)
    write_card(card, weights)

"""The marked events that are held out (``training/events``): which claims of several reports tell of the same event.

All reports that hold a telling of a held event are read and all their claims grouped as a library groups them (keys,
scorer, threshold). Scored are the marked tellings, events with several of them; what was marked alone because it is
easily taken for another event can only be put into one wrongly. Percent.

``…b3_f1``: singletons left out on both sides. ``…b3_kept_f1``: groups of one that were found are kept, so that a
telling left alone still counts as right for itself; by this measure the baseline ``singletons_`` (every telling alone)
has a value above 0. Without a prefix: marked words at which no claim was found are given (as gold mentions); ``own_``:
they are not, and count as missed. ``told_recall``: share of marked words at which a claim was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.coreference import Clusters, b_cubed, clusters, lea, several
from benchmarks.marked import file, load, marked_folder
from benchmarks.reads import Reads
from benchmarks.told import ToldReport, marked, overlapping
from dateline.corroborate.grouping import Grouping
from dateline.corroborate.scorer import Scorer
from dateline.corroborate.telling import Anchor, Telling

SPLITS = ("dev", "train")
NEEDS = ("muc4",)


def root() -> Path:
    """The folder below which the names of :func:`files` are hashed."""
    return marked_folder()


def files(data: Path, split: str) -> list[Path]:
    """The marks, each of which holds the hash of its text."""
    return [file()]


def run(data: Path, split: str, reader: Reads) -> dict[str, float]:
    """Reads the reports of the held events (dev) or of the others (train) and scores their groups; ``data`` is the
    folder of all corpora."""
    return figures(list(marked(load(file()), data, reader, held=split == "dev")), Scorer.load())


def figures(reports: Sequence[ToldReport], scorer: Scorer) -> dict[str, float]:
    """All figures of reports that were read."""
    told = [one for report in reports for one in report.gold]
    gold = clusters((one.telling.anchor, one.event) for one in told)
    stands: dict[Anchor, Anchor] = {}
    given: list[Telling] = []
    for report in reports:
        pairs = overlapping([one.telling for one in report.gold], report.found)
        stands |= {found: wanted for wanted, found in pairs.items()}
        given += [*report.found, *(one.telling for one in report.gold if one.telling.anchor not in pairs)]
    found = [telling for report in reports for telling in report.found]
    marked_ = {one.telling.anchor for one in told}
    whole = _grouped(given, stands, marked_, scorer)
    own = _grouped(found, stands, marked_, scorer)
    alone: Clusters = [{anchor} for anchor in sorted(marked_)]
    return {
        **_scores("", gold, whole),
        **_scores("own_", gold, own),
        **_scores("singletons_", gold, alone),
        "told_recall": round(100 * len(stands) / len(marked_), 2) if marked_ else 0.0,
        "events": float(len(several(gold))),
        "tellings": float(sum(map(len, several(gold)))),
        "claims": float(len(found)),
    }


def _grouped(
    tellings: Iterable[Telling], stands: dict[Anchor, Anchor], wanted: set[Anchor], scorer: Scorer
) -> list[set[Anchor]]:
    """Groups of all tellings, cut down to the marked ones, each by the anchor that was marked."""
    made = Grouping(scorer.scores_among, scorer.threshold, scorer.lexicon)
    made.add(tellings)
    cut = [{stands.get(anchor, anchor) for anchor in group} & wanted for group in made.groups()]
    return [group for group in cut if group]


def _scores(prefix: str, gold: Clusters, found: Clusters) -> dict[str, float]:
    events = several(gold)
    strict, kept, links = b_cubed(events, several(found)), b_cubed(events, found), lea(events, several(found))
    return {
        f"{prefix}b3_f1": round(100 * strict.f1, 2),
        f"{prefix}b3_recall": round(100 * strict.recall, 2),
        f"{prefix}b3_precision": round(100 * strict.precision, 2),
        f"{prefix}b3_kept_f1": round(100 * kept.f1, 2),
        f"{prefix}lea_f1": round(100 * links.f1, 2),
    }

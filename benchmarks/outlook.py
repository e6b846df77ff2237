"""The outlook of an armed actor on made-up histories with known truth (:mod:`benchmarks.fortunes`); ``data`` is not
looked at.

Six hundred histories, each asked once: is the actor weaker by 15 % four weeks from now than it was eight weeks ago?
Four fifths are of six kinds on which the settings were made, with other seeds; the rest (``held_out_…``) are of kinds
that nothing was tuned on: sudden collapse, a change of tactics, and the wars that were made to test who holds a place;
``held_out_<kind>_…`` tells them apart.

``brier``: mean squared difference between the probability and what came true, where an answer was given;
``base_brier``: that of always giving the base rate of these very histories; ``below_base``: percent by which the
outlook's is lower. ``answered``: percent of histories with an answer, ``answered_few`` and ``answered_many``: of
those with at most ten reports, and with a hundred or more, in the last twelve weeks. ``all_below_base``: percent as
above over all histories, where no answer counts as the base rate of the kinds tuned on (30 %). ``ece``: mean
distance, in points, between probability and share come true, by the words of the yardstick; ``ece_by_chance``: what
that would be, in the mean, for as many forecasts if each were right; the rows ``bin_NN_…`` are
its reliability table.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import dateline.assess.outlook as package
from benchmarks.fortunes.score import (
    Forecast,
    below_base,
    brier,
    calibration_error,
    cases,
    error_by_chance,
    forecasts,
    reliability,
)  # fmt: skip
from benchmarks.simulation import errors
from dateline.assess.outlook.answer import base
from dateline.assess.outlook.settings import settings

SPLITS = ("dev",)
NEEDS: tuple[str, ...] = ()
PRIOR = 0.3
_FEW, _MANY = 10, 100


def files(data: Path, split: str) -> list[Path]:
    """The reader's measured errors and the settings; all else is made up."""
    return [errors.FILE, Path(package.__file__).with_name("settings.json")]


def root() -> Path:
    """The folder below which they are named."""
    return errors.FILE.parents[2]


def run(data: Path, split: str) -> dict[str, float]:
    """All figures."""
    return figures(forecasts(cases(), settings()))


def figures(found: Sequence[Forecast]) -> dict[str, float]:
    """All figures of some forecasts."""
    made = _part("", found)
    unseen = [f for f in found if f.case.unseen]
    made |= _part("held_out_", unseen)
    for kind in dict.fromkeys(f.case.kind for f in unseen):
        part = _part("", [f for f in unseen if f.case.kind == kind])
        made |= {f"held_out_{kind.replace(' ', '_')}_{name}": part[name] for name in ("answered", "below_base")}
    every = [(PRIOR if f.probability is None else f.probability, f.case.declines) for f in found]
    made["all_below_base"] = round(100 * below_base(every), 1)
    reports = [(_reports(f), f.probability is not None) for f in found]
    made["answered_few"] = _share([given for number, given in reports if number <= _FEW])
    made["answered_many"] = _share([given for number, given in reports if number >= _MANY])
    for level in ("low", "moderate", "high"):
        those = _pairs([f for f in found if f.confidence == level])
        if those:
            made[f"{level}_confidence_brier"] = round(brier(those), 4)
    for number, (_, n, given, came) in enumerate(reliability(_pairs(found)), 1):
        made[f"bin_{number:02}_confidence"] = round(100 * given, 1)
        made[f"bin_{number:02}_right"] = round(100 * came, 1)
        made[f"bin_{number:02}_claims"] = n
    return made


def _part(prefix: str, found: Sequence[Forecast]) -> dict[str, float]:
    those = _pairs(found)
    share = sum(came for _, came in those) / len(those)
    return {
        f"{prefix}histories": len(found),
        f"{prefix}answered": _share([f.probability is not None for f in found]),
        f"{prefix}brier": round(brier(those), 4),
        f"{prefix}base_brier": round(share * (1 - share), 4),
        f"{prefix}below_base": round(100 * below_base(those), 1),
        f"{prefix}ece": round(100 * calibration_error(those), 1),
        f"{prefix}ece_by_chance": round(100 * error_by_chance(those), 1),
    }


def _pairs(found: Sequence[Forecast]) -> list[tuple[float, bool]]:
    return [(f.probability, f.case.declines) for f in found if f.probability is not None]


def _share(given: Sequence[bool]) -> float:
    return round(100 * sum(given) / len(given), 1) if given else 0.0


def _reports(one: Forecast) -> int:
    gathered = one.case.gathered
    return 0 if gathered.until is None else base(gathered.weighed, gathered.until).reports

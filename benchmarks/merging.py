"""How long it takes to group claims into events: made-up tellings of two years of war, no text.

``claims`` tellings in reports of five, of events drawn by a seeded generator: a type, a town of a grid of 400, a day,
two parties and a number; each event is told by one to four reports, three times in each, beside two earlier events.
``seconds_100k`` is the processor time for all of them, from tellings to groups, ``wall_seconds_100k`` what went by
meanwhile, and ``waiting_seconds_100k`` how much of that was spent ready to run, with every processor taken by others
(where Linux tells it): nothing here waits for a disk, so on a machine with nothing else to do the wall clock shows the
processor time. ``seconds_one_more`` is the processor time for one further report of five claims.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from msgspec.structs import replace

from dateline.corroborate.grouping import Grouping
from dateline.corroborate.scorer import Scorer
from dateline.corroborate.telling import Article, Spot, Telling

SPLITS = ("dev",)
NEEDS: tuple[str, ...] = ()
CLAIMS = 100_000
_A_REPORT = 5
_DAYS = 730
_START = date(2014, 1, 1)
_HEADS = {
    "ASSAULT": ("attack", "shell", "bomb", "kill", "clash"), "CONTROL": ("captur", "seiz", "retook"),
    "COERCE": ("arrest", "besieg", "detain"), "DISPLACE": ("flee", "displac"), "RETREAT": ("withdraw", "releas"),
}  # fmt: skip
_PARTIES = ("islam state", "ypg", "govern forc", "rebel brigad", "coalit", "turkish armi", "pkk", "civilian", "villag")


def files(data: Path, split: str) -> list[Path]:
    """None: the tellings are made up."""
    return []


def run(data: Path, split: str) -> dict[str, float]:
    """Times the grouping of :data:`CLAIMS` tellings; ``data`` is not looked at."""
    return figures(CLAIMS)


def figures(claims: int) -> dict[str, float]:
    """The figures for a number of claims."""
    scorer = Scorer.load()
    tellings = list(made_up(claims, 1))
    grouping = Grouping(scorer.scores_among, scorer.threshold, scorer.lexicon)
    began, first, idle = time.process_time(), time.perf_counter(), _waiting()
    grouping.add(tellings)
    whole, wall = time.process_time() - began, time.perf_counter() - first
    waited = {} if idle is None else {"waiting_seconds_100k": round(((_waiting() or idle) - idle) * CLAIMS / claims, 1)}
    further = list(made_up(_A_REPORT, 2, "further"))
    began = time.process_time()
    grouping.add(further)
    return {
        "seconds_100k": round(whole * CLAIMS / claims, 1),
        "wall_seconds_100k": round(wall * CLAIMS / claims, 1),
        **waited,
        "seconds_one_more": round(time.process_time() - began, 3),
        "claims": float(len(tellings)),
        "events": float(len(grouping.groups())),
    }


def _waiting() -> float | None:
    """Seconds that this process was ready to run and did not; None where the system does not tell."""
    try:
        return int(Path("/proc/self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return None


def made_up(claims: int, seed: int, name: str = "report") -> Iterator[Telling]:
    """Tellings in reports of five, three of the report's own event and two of earlier ones; the same seed always gives
    the same."""
    chance = Random(seed)
    past: list[_Event] = []
    number = 0
    while number < claims:
        event = _Event(chance)
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
            told = [event, event, event, *(chance.choice(past[-200:] or [event]) for _ in range(2))]
            tellings = [one.telling(chance) for one in told]
            words = Counter(word for t in tellings for word in (*t.sentence, t.head))
            article = Article(
                f"{name}{number // _A_REPORT:07}",
                event.day,
                tuple(sorted(words.items())),
                names=tuple(sorted(Counter(word for t in tellings for word in t.names).items())),
                lead=tuple(sorted(Counter(tellings[0].sentence).items())),
            )
            for position, telling in enumerate(tellings[: claims - number]):
                start = 100 * position
                end = start + len(telling.head)
                yield replace(telling, article=article, start=start, end=end, number=position)
            number += _A_REPORT
            if number >= claims:
                break
        past.append(event)


class _Event:
    """A made-up event: what all its tellings share."""

    def __init__(self, chance: Random) -> None:
        self.type = chance.choice(sorted(_HEADS))
        town = chance.randrange(400)
        self.town = f"town{town}"
        self.spot = Spot(self.town, 33 + town // 20 * 0.2, 35.5 + town % 20 * 0.35, 5.0, "at")
        self.day = (_START + timedelta(days=chance.randrange(_DAYS))).isoformat()
        self.who, self.whom = (tuple(p.split()) for p in chance.sample(_PARTIES, 2))
        self.own = tuple(f"name{chance.randrange(3000)}" for _ in range(4))
        self.count = chance.randrange(1, 60)

    def telling(self, chance: Random) -> Telling:
        """One sentence about it; its report is filled in later."""
        head = chance.choice(_HEADS[self.type])
        own = chance.sample(self.own, 2)
        words = tuple(sorted({*self.who, *self.whom, self.town, *own, f"word{chance.randrange(500)}"}))
        counts = (("killed", self.count, self.count),) if chance.random() < 0.5 else ()
        return Telling(
            Article("", None, ()), 0, 0, 1, head, head, (head,), words, context=words, who=self.who, whom=self.whom,
            around=(self.town,), names=(self.town, *own), nearby=(self.town, *own), types=(self.type,), actors=self.who,
            recipients=self.whom, places=(self.town,), spots=(self.spot,), earliest=self.day, latest=self.day,
            counts=counts,
        )  # fmt: skip

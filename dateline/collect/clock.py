"""The time that waiting goes by, so that tests need not wait. It plays no part in any reading."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """The machine's own clock. Seconds are since 1970, UTC."""

    def now(self) -> float:
        """This moment."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)

    def today(self) -> str:
        """This moment as it is kept."""
        return moment(self.now())


FURTHEST = 8 * 86_400.0
"""Seconds ahead. Nothing is put off for longer: what is, was put off by a clock that has been set back since."""


def left(until: float, now: float, most: float = FURTHEST) -> float:
    """Seconds from ``now`` to ``until``; none where it is past, or further ahead than anything is put off."""
    wait = until - now
    return wait if 0.0 < wait <= most else 0.0


def moment(seconds: float) -> str:
    """Seconds since 1970 as ``YYYY-MM-DDThh:mm:ssZ``."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(of: str) -> float:
    """What ``moment`` wrote, as seconds since 1970."""
    return datetime.fromisoformat(of).timestamp()

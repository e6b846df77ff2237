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


def moment(seconds: float) -> str:
    """Seconds since 1970 as ``YYYY-MM-DDThh:mm:ssZ``."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(of: str) -> float:
    """What ``moment`` wrote, as seconds since 1970."""
    return datetime.fromisoformat(of).timestamp()

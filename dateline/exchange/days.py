"""How exactly an event's days are known, as the codes of data sets have it. Days are counted, never shifted: the time
zone of the machine plays no part."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from dateline.exchange.record import LeftOut
from dateline.values import Event


class Days(Struct, frozen=True):
    """The days that an event lies in, both known."""

    first: date
    last: date

    @property
    def number(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The one in the middle, of two the earlier."""
        return self.first + timedelta(days=(self.number - 1) // 2)


def days(event: Event, most: int) -> Days:
    """The days of an event. Raises LeftOut where they are not known, or more than ``most``."""
    if event.earliest is None or event.latest is None:
        raise LeftOut("without known days")
    found = Days(date.fromisoformat(event.earliest), date.fromisoformat(event.latest))
    if found.number > most:
        raise LeftOut("of a longer time than it can tell")
    return found


def seconds(moment: str) -> int:
    """A moment in UTC (ISO 8601, ``Z``) as seconds since 1970."""
    return int(datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(UTC).timestamp())

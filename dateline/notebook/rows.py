"""What a library gives to a notebook: tuples of typed values, each of which makes a frame of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.assess.control.holding import Holding
from dateline.values import Event
from dateline.work.actors import ActorRow
from dateline.work.report_pages import ReportRow
from dateline.work.sources import SourceRow

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame


class Events(tuple[Event, ...]):
    """Events by time, the undated last."""

    __slots__ = ()

    def frame(self) -> GeoDataFrame:
        """One row an event; see ``dateline.frames.events``."""
        from dateline import frames

        return frames.events(self)


class Holdings(tuple[Holding, ...]):
    """Who holds which place, by place and day."""

    __slots__ = ()

    def frame(self) -> GeoDataFrame:
        """One row a place and day; see ``dateline.frames.control``."""
        from dateline import frames

        return frames.control(self)


class Sources(tuple[SourceRow, ...]):
    """Sources, those with the most claims first."""

    __slots__ = ()

    def frame(self) -> DataFrame:
        """One row a source, a column a field."""
        return _plain(self, SourceRow)


class Actors(tuple[ActorRow, ...]):
    """Actors, those with the most claims first."""

    __slots__ = ()

    def frame(self) -> DataFrame:
        """One row an actor, a column a field; names and ties as lists."""
        return _plain(self, ActorRow)


class Reports(tuple[ReportRow, ...]):
    """Reports, those that came last first."""

    __slots__ = ()

    def frame(self) -> DataFrame:
        """One row a report, a column a field."""
        return _plain(self, ReportRow)


def _plain(found: tuple[Any, ...], kind: type) -> DataFrame:
    from dateline import frames

    return frames.rows(found, kind)

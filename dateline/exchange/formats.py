"""The formats there are. A format's module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from msgspec import Struct

from dateline.errors import UsageError
from dateline.exchange.clean import every
from dateline.exchange.imported import Imported
from dateline.exchange.record import AsItIs, LeftOut, Record

Left = Callable[[LeftOut], None]
"""Called for each record that a format has no row for."""


class Format(Struct, frozen=True):
    """A format: its ``name``, what it is for in a few words, media type, the ending of its files, the ``module`` that
    writes it, whether its files can be imported."""

    name: str
    what: str
    media: str
    ending: str
    module: str
    imports: bool = False

    def write(
        self, records: Iterable[Record | AsItIs], left: Left = lambda _: None, **settings: Any
    ) -> Iterator[bytes]:
        """The file in pieces. Raises UsageError where a library that the format needs is not installed."""
        clean = (one if isinstance(one, AsItIs) else every(one) for one in records)
        found: Iterator[bytes] = self._module().write(clean, left, **settings)
        return found

    def read(self, data: bytes, name: str) -> Iterator[Imported]:
        """The rows of a file. Raises UsageError where files of the format cannot be imported, BrokenInputError for a
        file that is none."""
        if not self.imports:
            able = ", ".join(sorted(one.name for one in FORMATS.values() if one.imports))
            raise UsageError(f"{self.name} cannot be imported; these can: {able}")
        found: Iterator[Imported] = import_module(f"dateline.exchange.{self.module}_read").read(data, name)
        return found

    def check(self, data: bytes) -> list[str]:
        """What is wrong with a file by the format's own rules."""
        problems: list[str] = self._module().check(data)
        return problems

    def _module(self) -> Any:
        return import_module(f"dateline.exchange.{self.module}")


_JSON = "application/json"
FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("acled", "ACLED's 31 columns", "text/csv; charset=utf-8", ".csv", "acled", imports=True),
        Format("cap", "CAP 1.2 warnings", "application/cap+xml", ".xml", "cap"),
        Format("csv", "plain CSV, every field", "text/csv; charset=utf-8", ".csv", "plain"),
        Format("ftm", "FollowTheMoney entities", "application/json+ftm", ".ftm.json", "ftm"),
        Format("geojson", "GeoJSON with time", "application/geo+json", ".geojson", "geojson", imports=True),
        Format("hxl", "HXL-tagged CSV", "text/csv; charset=utf-8", ".hxl.csv", "hxl"),
        Format("kml", "KML 2.2", "application/vnd.google-earth.kml+xml", ".kml", "kml"),
        Format("parquet", "Parquet", "application/vnd.apache.parquet", ".parquet", "parquet"),
        Format("plover", "POLECAT's columns", "text/tab-separated-values; charset=utf-8", ".tsv", "plover"),
        Format("timemap", "timemap's data", _JSON, ".timemap.json", "timemap", imports=True),
        Format("ucdp", "UCDP GED's 49 columns", "text/csv; charset=utf-8", ".csv", "ucdp", imports=True),
    )
}


def format_of(name: str) -> Format:
    """The format of a name. Raises UsageError where there is none."""
    if name not in FORMATS:
        raise UsageError(f"{name[:40]}: there is no such format; give one of {', '.join(sorted(FORMATS))}")
    return FORMATS[name]

"""One report all the way: read, locate, date, attribute."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dateline.locate.index import Index, open_index
from dateline.read import learned
from dateline.read.detect import detect
from dateline.read.reader import Reader
from dateline.read.reference import resolve
from dateline.read.sources import SourceIndex
from dateline.read.tree import Tree
from dateline.values import Reading, Report
from dateline.work.claims import claims
from dateline.work.placing import Places
from dateline.work.timing import Timeline


class Tools(Struct, frozen=True):
    """What reading needs beside the report: loaded once a process."""

    reader: Reader
    index: Index


def load_tools() -> Tools:
    """The bundled model and the place index (built on first use, see ``dateline.locate.index``). Raises ``ModelError``
    or ``GazetteerError``."""
    return Tools(Reader.load(), open_index())


def read(report: Report, tools: Tools) -> Reading:
    """Everything that one report says."""
    parsed = tools.reader.document(report)
    tree = Tree(parsed)
    document = replace(parsed, mentions=resolve(parsed, tree))
    sources = SourceIndex(document, document.mentions, tree)
    resolved = Tree(document)
    drafts = detect(document, resolved)
    if document.vectors is not None:
        drafts = learned.detect(document, tools.reader.heads, drafts, sources, resolved)
    places = Places(document, tree, drafts, tools.index)
    times = Timeline(document, tree, drafts)
    return Reading(
        report=report,
        claims=claims(document, tree, drafts, places, times, sources),
        attributions=document.attributions,
        mentions=document.mentions,
        places=places.all,
        times=times.times,
        tokens=document.words,
    )

"""One report all the way: read, locate, date, attribute."""

from __future__ import annotations

from msgspec import Struct

from dateline.locate.index import Index, open_index
from dateline.read import learned
from dateline.read.detect import detect
from dateline.read.document import Document
from dateline.read.model import Floats
from dateline.read.reader import Reader
from dateline.read.resolution import resolve
from dateline.read.setting import Setting
from dateline.read.sources import SourceIndex
from dateline.read.tree import Tree
from dateline.toponyms.tagger import Tagger
from dateline.values import Reading, Report
from dateline.work.claims import claims
from dateline.work.placing import Places
from dateline.work.timing import Timeline


class Tools(Struct, frozen=True):
    """What reading needs beside the report: loaded once a process. ``tagger`` finds the names of places (None: the
    bundled one)."""

    reader: Reader
    index: Index
    tagger: Tagger | None = None


class Parsed(Struct, frozen=True):
    """A report's parse with its mentions resolved, and the tree of the parse as it was before."""

    document: Document
    tree: Tree


def load_tools() -> Tools:
    """The bundled model and the place index (built on first use, see ``dateline.locate.index``). Raises ``ModelError``
    or ``GazetteerError``."""
    return Tools(Reader.load(), open_index())


def read(report: Report, tools: Tools) -> Reading:
    """Everything that one report says."""
    return reading(parse(report, tools), tools)


def reading(parsed: Parsed, tools: Tools) -> Reading:
    """Everything that a parsed report says."""
    document, tree = parsed.document, parsed.tree
    sources = SourceIndex(document, document.mentions, tree)
    resolved = Tree(document)
    setting = Setting(resolved)
    drafts = detect(document, resolved, setting)
    if document.vectors is not None:
        drafts = learned.detect(document, tools.reader.heads, drafts, sources, resolved, setting)
    places = Places(document, tree, drafts, tools.index, tools.tagger)
    times = Timeline(document, tree, drafts)
    return Reading(
        report=document.report,
        claims=claims(document, tree, drafts, places, times, sources),
        attributions=document.attributions,
        mentions=document.mentions,
        places=places.layer,
        times=times.times,
        tokens=document.words,
    )


def type_scores(report: Report, tools: Tools) -> Floats | None:
    """Log-odds that each word of a report claims something of each type, [words, types], whether or not it is found
    likely enough for a claim; None where the model has no such scores. The report is parsed again."""
    document = parse(report, tools).document
    if document.vectors is None:
        return None
    return learned.type_scores(document, tools.reader.heads, detect(document))


def parse(report: Report, tools: Tools) -> Parsed:
    """The parse of a report."""
    parsed = tools.reader.document(report)
    tree = Tree(parsed)
    # A reader without vectors of words (a recorded one) has no learned heads either.
    heads = None if parsed.vectors is None else tools.reader.reference
    return Parsed(parsed.again(mentions=resolve(parsed, tree, heads)), tree)

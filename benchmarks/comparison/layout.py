"""The comparison as tables: a row a system, a column a figure, with what a newcomer must know to read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from benchmarks.comparison.quoted import QUOTED

_PINNED = re.compile(r"^([\w-]+)==(\S+?)\s*\\?$", re.MULTILINE)


class System(Struct, frozen=True):
    """A row: the name in figures, what is shown, and its package, where it is somebody else's."""

    key: str
    label: str
    package: str | None = None


class Table(Struct, frozen=True):
    """Systems as rows, figures as columns (the name in figures, what is shown)."""

    title: str
    before: str
    systems: tuple[System, ...]
    figures: tuple[tuple[str, str], ...]


_DATELINE = System("dateline", "**dateline**")
_SPACY = System("spacy", "spaCy, `en_core_web_sm` 3.8.0", "spacy")
_POPULATION = System("population", "baseline: capitalised names, most populous place")
_MARKS = System("marks", "baseline: quotation marks and verbs of saying")
_KEYWORDS = System("keywords", "baseline: lexicon coder, some 600 word forms")

TABLES = (
    Table(
        "What reading costs",
        "{reports} reports, {words} words, the same for all, each system by itself in one process with one "
        "thread. Words a second of the processor leave the start out and hold on a busy machine too; by the clock"
        " they hold only where the machine has nothing else to do. The start ends when a first sentence is "
        "answered. The systems do not do the same: dateline gives words, trees, mentions, attributions, placed "
        "places, dates and claims; spaCy words, trees and names; the others one thing each.",
        (
            _DATELINE,
            _SPACY,
            System("textacy", "textacy, direct quotations over that model", "textacy"),
            System("blank", "spaCy without a model: words and sentences", "spacy"),
            System("geotext", "geotext", "geotext"),
            System("flashgeotext", "flashgeotext", "flashgeotext"),
            System("dateparser", "dateparser, `search_dates`", "dateparser"),
            System("timexy", "timexy", "timexy"),
            _POPULATION,
            _MARKS,
            _KEYWORDS,
        ),
        (
            ("words_per_cpu_second", "words a second of the processor"),
            ("words_per_second", "words a second by the clock"),
            ("start_cpu_s", "start, s of the processor"),
            ("start_s", "start, s by the clock"),
            ("peak_mb", "peak memory, MB"),
        ),
    ),
    Table(
        "Words, parts of speech and names",
        "F1 from raw text: words, sentences and universal parts of speech of UD English EWT (dev), and the named "
        "people, organisations and places of GUM (dev). dateline was trained on the training parts of both; "
        "spaCy's model on OntoNotes, whose names are shorter, so that “shares a character” is the fairer column. "
        "Trees are not compared: spaCy's follow other rules. spaCy does not tell nested names, nor what a pronoun"
        " or a noun stands for.",
        (_DATELINE, _SPACY),
        (
            ("ewt_words", "EWT words"),
            ("ewt_sentences", "EWT sentences"),
            ("ewt_upos", "EWT parts of speech"),
            ("gum_overlap", "GUM names, shares a character"),
            ("gum_exact", "GUM names, same extent"),
        ),
    ),
    Table(
        "Who says what",
        "PolNeAR (dev): F1 of sources and cues that share a character with a marked one, of the words of "
        "contents, and of attributions whose three parts all meet the marked ones. dateline was trained on "
        "PolNeAR's training part. PolNeAR marks indirect speech too, which neither textacy nor quotation marks "
        "attempt: the last column is the share found of those attributions that hold a quotation mark. textacy "
        "gives up on an article whose quotation marks do not pair{gave_up}.",
        (_DATELINE, System("textacy", "textacy, direct quotations", "textacy"), _MARKS),
        (
            ("polnear_source", "source"),
            ("polnear_cue", "cue"),
            ("polnear_content", "content, words"),
            ("polnear_whole", "whole attribution"),
            ("polnear_direct", "direct ones found, %"),
        ),
    ),
    Table(
        "Places, end to end",
        "Text in, points out. F1 of names (same extent; shares a character), and the percent of all marked names "
        "with coordinates that were found with the same extent and put within 161 km. dateline's figures for LGL "
        "and TR-News are of a tagger fitted without the article's outlet and a ranker fitted without the article; "
        "GeoVirus neither ever saw. geotext, flashgeotext and spaCy give no points: their names are put at the most "
        "populous place so called. geotext and flashgeotext know cities and countries only. LGL and TR-News also "
        "mark words such as “Russian”, which costs every system here recall.",
        (
            _DATELINE,
            _SPACY,
            System("geotext", "geotext", "geotext"),
            System("flashgeotext", "flashgeotext", "flashgeotext"),
            _POPULATION,
        ),
        tuple(
            (f"{corpus}_{figure}", f"{name}, {shown}")
            for corpus, name in (("lgl", "LGL"), ("trnews", "TR-News"), ("geovirus", "GeoVirus"))
            for figure, shown in (("exact", "extent"), ("overlap", "overlap"), ("near", "≤ 161 km"))
        ),
    ),
    Table(
        "Events",
        "PLOVER's gold records (one event each): percent with the right type, F1 of who acts and who is acted on."
        " The project's own dev set: F1 of typed claims, of their words whatever the type, and of the actors and "
        "recipients of paired claims. dateline's rules were written and its model trained on other reports of the"
        " dev set's corpora, on none of PLOVER's. The lexicon coder is a floor: the lists of TABARI and PETRARCH "
        "are some thirty times as long. It knows no negation, plan, source, place or date.",
        (_DATELINE, _KEYWORDS),
        (
            ("plover_type", "PLOVER type"),
            ("plover_source", "PLOVER who"),
            ("plover_target", "PLOVER whom"),
            ("own_claims", "claims"),
            ("own_triggers", "claims, any type"),
            ("own_actors", "actors"),
            ("own_recipients", "recipients"),
        ),
    ),
    Table(
        "Dates",
        "WikiWars (even files): F1 of finding expressions with a calendar value (same extent; shares a "
        "character), and of the annotated single days the percent found with the right day. dateline's rules were"
        " tuned on the odd files. dateparser and timexy attempt no bounds, decades or parts of a year; dateparser"
        " gives a day for everything.",
        (
            _DATELINE,
            System("dateparser", "dateparser, `search_dates`", "dateparser"),
            System("timexy", "timexy", "timexy"),
        ),
        (("wikiwars_exact", "extent"), ("wikiwars_overlap", "overlap"), ("wikiwars_days", "days right, %")),
    ),
)


def section(result: Mapping[str, Any]) -> list[str]:
    """The section of the page: of each table the systems that were run, the others named below it; then what is
    quoted. ``result`` is the contract's ``bench`` object."""
    metrics: Mapping[str, float] = result["metrics"]
    lines = [f"## {result['bench']}, {result['split']}", "", *_HEAD, ""]
    for table in TABLES:
        lines += [f"### {table.title}", "", *written(table, metrics), ""]
    lines += ["### Quoted, not measured here", "", *quoted(), ""]
    return [*lines, f"Data sha256 `{result['data_sha256']}`; {result['seconds']:g} s.", ""]


_HEAD = (
    "dateline beside what its users would pick otherwise, on the same texts, in one run on one machine. Nothing was",
    "tuned for the peers, and none was left out for doing well. `make peers` installs them into an environment of",
    "their own; `make bench` then asks each in a process of its own. Larger is better, except for start and memory.",
)


def written(table: Table, metrics: Mapping[str, float]) -> list[str]:
    """One table, and who is missing from it."""
    gave_up = metrics.get("textacy_gave_up")
    before = table.before.format(
        reports=number(metrics.get("speed_reports")),
        words=number(metrics.get("speed_words")),
        gave_up="" if gave_up is None else f": {number(gave_up)} % of them",
    )
    there = [one for one in table.systems if any(f"{one.key}_{name}" in metrics for name, _ in table.figures)]
    lines = [before, "", "| | " + " | ".join(shown for _, shown in table.figures) + " |"]
    lines.append("|---" * (1 + len(table.figures)) + "|")
    for one in there:
        cells = [number(metrics.get(f"{one.key}_{name}")) for name, _ in table.figures]
        lines.append(f"| {label(one)} | {' | '.join(cells)} |")
    absent = [one for one in table.systems if one not in there]
    for why, failed in (("Not run here (`make peers` installs them)", False), ("Failed here", True)):
        names = [label(one) for one in absent if (f"{one.key}_failed" in metrics) is failed]
        lines += ["", f"{why}: {'; '.join(names)}."] if names else []
    return lines


def label(system: System) -> str:
    """What is shown of a system, with the version that is pinned."""
    version = versions().get(system.package or "")
    return f"{system.label} ({system.package} {version})" if version else system.label


@cache
def versions() -> dict[str, str]:
    """Versions of the peers, as they are pinned."""
    text = Path(__file__).with_name("requirements.in").read_text(encoding="utf-8")
    return dict(_PINNED.findall(text))


def quoted() -> Sequence[str]:
    """What others published, as a list."""
    return [f"- {one.system}: {one.figures}. *{one.source}.*" for one in QUOTED]


def number(value: float | None) -> str:
    """A figure as it is shown; a dash where there is none."""
    return "–" if value is None else f"{value:,.10g}".replace(",", " ")

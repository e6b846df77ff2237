"""MUC-4: templates of incidents in Latin American wire reports; ``dev`` is TST1 and TST2, 200 reports.

Templates are scored as xinyadu/gtt does, see :mod:`benchmarks.templates`: the published figures are over the incident
type and five slots (perpetrators, perpetrating organisations, physical targets, named victims, weapons) of the
processed form. The processed texts are in lower case, the wire's own were in capitals: they are read in capitals, with
a blank line where four spaces part paragraphs.

Day and place of an incident are not part of those figures. They are scored on the templates that were aligned, against
the raw keys: a day is right where the days found and the key's have one in common (``date``), or are the same
(``date_exact``); a place is right where one of the key's names, all of which lie within each other, stands in it as
whole words (``place``).
Precision counts all templates found with a day or place, recall all templates whose key has one.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from benchmarks import differences, templates
from benchmarks.corpora.muc4 import published
from benchmarks.corpora.muc4_keys import Key, keys
from benchmarks.corpora.muc4_templates import IncidentDocument, Template, incidents
from benchmarks.predictions import templates as lines
from benchmarks.reads import Reads, as_report
from benchmarks.spans import Counts
from dateline.read.document import Document
from dateline.read.incident_labels import ROLES
from dateline.read.incidents import Incident
from dateline.read.incidents import incidents as found_in
from dateline.values import Report
from dateline.work.incident_settings import Setting, settings

SPLITS = ("dev", "train")
_PARAGRAPH = "    "


class Found(Struct, frozen=True):
    """What was found in a document: templates as the corpus writes them, and the settings of the same incidents."""

    templates: tuple[Template, ...]
    settings: tuple[Setting, ...]
    places: tuple[str | None, ...]


def files(data: Path, split: str) -> list[Path]:
    """The files of the split, and the raw files with dates and keys."""
    folders = ("dev",) if split == "train" else ("tst1", "tst2")
    return [data / f"{split}.jsonl", *sorted(p for f in folders for p in (data / "raw" / f).glob("*"))]


def run(
    data: Path, split: str, reader: Reads, predict: Path | None = None, errors: Path | None = None
) -> dict[str, float]:
    """Reads the reports of the split; ``predict`` gets lines in the corpus's processed form. ``data`` is the folder
    with train.jsonl, dev.jsonl and raw/."""
    gold = list(incidents(data, split))
    dates, known = published(data, split), keys(data, split)
    found = [read(reader, one, dates.get(one.id)) for one in gold]
    figures = score(gold, found, known)
    if predict:
        lines.write(predict, (lines.line(one, had.templates) for one, had in zip(gold, found, strict=True)))
    if errors:
        sections = [differences.Section(one.id, _rows(one, had)) for one, had in zip(gold, found, strict=True)]
        differences.write(errors, f"MUC-4 {split}: templates", figures, sections)
    return figures


def read(reader: Reads, document: IncidentDocument, date: str | None) -> Found:
    """Reads one document as the wire wrote it; ``date`` is that of its dateline."""
    parsed = reader.document(as_wire_report(document, date))
    incidents_found = found_in(parsed)
    where = settings(parsed, incidents_found)
    names = tuple(_text(parsed, s.place.start, s.place.end) if s.place else None for s in where)
    return Found(tuple(_template(parsed, i) for i in incidents_found), tuple(where), names)


def as_wire_report(document: IncidentDocument, date: str | None = None) -> Report:
    """A document as the wire wrote it."""
    return replace(as_report(document.id, as_wired(document.text)), published=date)


def as_wired(text: str) -> str:
    """A processed text in capitals, as long as before."""
    upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    return upper.replace(_PARAGRAPH, "\n\n  ")


def score(gold: list[IncidentDocument], found: list[Found], known: dict[str, list[Key]]) -> dict[str, float]:
    """The figures of documents and, in the same order, what was found in them."""
    counts = [templates.tallies(had.templates, one.templates) for one, had in zip(gold, found, strict=True)]
    days, same, places = Counts(), Counts(), Counts()
    for one, had in zip(gold, found, strict=True):
        own = [[known[one.id][n] for n in numbers] for numbers in one.numbers]
        dated = sum(any(k.latest for k in ks) for ks in own)
        placed = sum(any(k.places for k in ks) for ks in own)
        aligned = templates.align(had.templates, one.templates)
        pairs = [(i, own[k]) for i, k in enumerate(aligned) if k is not None]
        found_days = sum(s.latest is not None for s in had.settings)
        days += Counts(sum(any(_meet(had.settings[i], k) for k in ks) for i, ks in pairs), found_days, dated)
        same += Counts(sum(any(_same(had.settings[i], k) for k in ks) for i, ks in pairs), found_days, dated)
        right = sum(any(_named(had.places[i], k) for k in ks) for i, ks in pairs)
        places += Counts(right, sum(p is not None for p in had.places), placed)
    others = days.metrics("date") | {"date_exact_f1": round(same.f1, 2)} | places.metrics("place")
    return templates.metrics(templates.total(counts)) | others


def _meet(setting: Setting, key: Key) -> bool:
    if setting.latest is None or key.latest is None:
        return False
    return (setting.earliest or "") <= key.latest and (key.earliest or "") <= setting.latest


def _named(place: str | None, key: Key) -> bool:
    return place is not None and any(f" {name} " in f" {templates.normal(place)} " for name in key.places)


def _same(setting: Setting, key: Key) -> bool:
    return key.latest is not None and (setting.earliest, setting.latest) == (key.earliest, key.latest)


def _template(document: Document, incident: Incident) -> Template:
    return Template(
        incident.type,
        tuple(tuple((_text(document, f.start, f.end),) for f in own) for own in incident.fillers),
    )


def _text(document: Document, start: int, end: int) -> str:
    return " ".join(document.text[start:end].lower().split())


def _rows(gold: IncidentDocument, found: Found) -> list[differences.Row]:
    """A row a template, aligned ones side by side, unless they are the same."""
    aligned = templates.align(found.templates, gold.templates)
    rows = [
        differences.Row(t.type, _shown(gold.templates[k]) if k is not None else "", _shown(t))
        for t, k in zip(found.templates, aligned, strict=True)
    ]
    rows += [differences.Row(t.type, _shown(t), "") for k, t in enumerate(gold.templates) if k not in aligned]
    return [row for row in rows if row.gold != row.found]


def _shown(template: Template) -> str:
    parts = [
        f"{role}: {escape('; '.join(' / '.join(sorted(entity)) for entity in own))}"
        for role, own in zip(ROLES, template.fillers, strict=True) if own
    ]  # fmt: skip
    return "<br>".join([escape(template.type), *parts])

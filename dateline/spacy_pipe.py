"""The component ``dateline`` of spaCy's pipelines (``pip install 'dateline[spacy]'``): ``nlp.add_pipe("dateline")``.

It reads the text of a ``Doc`` as one report, as it stands. What it finds is kept with the Doc, also through
``DocBin``, ``Doc.to_bytes`` and ``nlp.pipe(…, n_process=2)``:

- ``doc._.claims``, ``doc._.attributions``, ``doc._.reading``: the values of ``dateline.read``, offsets in characters;
- ``doc.spans["dateline"]``: a span a claim, its trigger, with the claim's type as label and its id as ``id_``;
- ``doc.spans["dateline-attributions"]``: labels ``source``, ``cue``, ``content``, and the attribution's number as id;
- ``doc.ents``: named mentions and places, in spaCy's labels, where no entity stands yet; ids in ``kb_id_``.

Spans are widened to whole tokens of the Doc; the values have the exact offsets. (The module is not called ``spacy`` so
that nobody mistakes one for the other in a traceback.)"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.collect.draft import Draft, digest
from dateline.collect.options import Options
from dateline.collect.report import make_report
from dateline.notebook.reading import read_report
from dateline.values import Attribution, Claim, Place, Reading
from dateline.work.encode import LAYERS, encode

KEY = "dateline"
"""Of ``doc.spans``, and of ``doc.user_data``, where the reading lies as JSON: bytes are what spaCy can keep."""
ATTRIBUTIONS = "dateline-attributions"
LABELS = {
    "person": "PERSON",
    "organisation": "ORG",
    "armed-actor": "ORG",
    "group": "NORP",
    "nationality": "NORP",
    "place": "GPE",
    "facility": "FAC",
    "weapon": "PRODUCT",
    "vehicle": "PRODUCT",
}
"""Kind of a named mention → spaCy's label of entities."""
NATURAL = frozenset({"continent", "island", "mountain", "river", "canal", "lake", "sea", "ocean", "region", "area"})
"""Features of places that are labelled ``LOC``, not ``GPE``."""
GEONAMES = "geonames:"
"""Before the id of a place in ``ent.kb_id_``; actors have theirs of the list of actors."""


class Component:
    """What the pipeline calls. ``date``, ``publisher``: of every Doc that does not have its own in ``doc._.published``,
    ``doc._.publisher``."""

    def __init__(self, date: str | None = None, publisher: str | None = None, ents: bool = True) -> None:
        self.options = Options(date=date, publisher=publisher, raw=True)
        self.ents = ents

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with what was found. A blank one stays as it is. Raises LanguageError for a text that is not
        English; spaCy's error handlers decide what becomes of the others."""
        if doc.text.strip():
            reading = self.read(doc)
            doc.user_data[KEY] = encode(reading, LAYERS)
            _mark(doc, reading, self.ents)
        return doc

    def read(self, doc: Doc) -> Reading:
        """What a Doc says."""
        options = Options(
            date=doc._.published or self.options.date,
            publisher=doc._.publisher or self.options.publisher,
            raw=True,
        )
        data = doc.text.encode("utf-8", "replace")
        return read_report(make_report(Draft("the Doc", digest(data), doc.text), options))

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing: the settings stand in the pipeline's own config, and the model comes with dateline."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> Component:
        """Nothing, see ``to_disk``."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing, see ``to_disk``."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Component:
        """Nothing, see ``to_disk``."""
        return self


@Language.factory(
    "dateline",
    default_config={"date": None, "publisher": None, "ents": True},
    assigns=["doc._.claims", "doc._.attributions", "doc._.reading", "doc.spans", "doc.ents"],
)
def make(nlp: Language, name: str, date: str | None, publisher: str | None, ents: bool) -> Component:
    """The component. ``date`` (``YYYY-MM-DD``) and ``publisher`` are those of all Docs that name no others; ``ents``:
    whether entities are set. Raises UsageError for what is no day."""
    return Component(date, publisher, ents)


def _mark(doc: Doc, reading: Reading, ents: bool) -> None:
    triggers = (
        doc.char_span(c.trigger.start, c.trigger.end, c.type, alignment_mode="expand", span_id=c.id)
        for c in reading.claims
    )
    doc.spans[KEY] = [span for span in triggers if span is not None]
    doc.spans[ATTRIBUTIONS] = list(_attributions(doc, reading.attributions))
    if ents:
        doc.set_ents(list(_entities(doc, reading)), default="unmodified")


def _attributions(doc: Doc, attributions: Iterable[Attribution]) -> Iterator[Span]:
    for number, one in enumerate(attributions):
        for label, parts in (("source", one.source), ("cue", one.cue), ("content", one.content)):
            for start, end in parts:
                span = doc.char_span(start, end, label, alignment_mode="expand", span_id=str(number))
                if span is not None:
                    yield span


def _entities(doc: Doc, reading: Reading) -> Iterator[Span]:
    """Named mentions and places where no entity stands, the longest first, a mention before a place."""
    ids = {(p.start, p.end): f"{GEONAMES}{p.id}" for p in reading.places if p.id}
    found = [
        (m.start, m.end, LABELS[m.kind], m.id or (ids.get((m.start, m.end), "") if m.kind == "place" else ""))
        for m in reading.mentions
        if m.named and m.kind in LABELS
    ]
    found += [(p.start, p.end, _label(p), ids.get((p.start, p.end), "")) for p in reading.places]
    taken = {token.i for token in doc if token.ent_type}
    for start, end, label, id_ in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        span = doc.char_span(start, end, label, alignment_mode="expand", kb_id=id_)
        if span is not None and not any(token.i in taken for token in span):
            taken.update(token.i for token in span)
            yield span


def _label(place: Place) -> str:
    return "LOC" if place.feature in NATURAL else "GPE"


def _reading(doc: Doc) -> Reading | None:
    data = doc.user_data.get(KEY)
    return None if data is None else _decoded(data)


@lru_cache(maxsize=8)
def _decoded(data: bytes) -> Reading:
    return msgspec.json.decode(data, type=Reading)


def _claims(doc: Doc) -> tuple[Claim, ...]:
    reading = _reading(doc)
    return reading.claims if reading else ()


def _said(doc: Doc) -> tuple[Attribution, ...]:
    reading = _reading(doc)
    return reading.attributions if reading else ()


_GETTERS: dict[str, Callable[[Doc], object]] = {"claims": _claims, "attributions": _said, "reading": _reading}
for _name, _getter in _GETTERS.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, getter=_getter)
for _name in ("published", "publisher"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

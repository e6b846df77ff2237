"""The typed form of a claim, one a line, taken apart without looking at the text (see ``README.md`` in this folder)."""

from __future__ import annotations

import re

from msgspec import Struct

from training.annotations.ontology import COUNTS, FLAGS, KINDS, MODES, RELATIONS, ROLES, STATUSES, TYPES

_ELEMENT = re.compile(r"(?:\^(\d+):\s*)?(.*?)(?:\s+#(\d+))?\Z", re.DOTALL)
_BOUNDS = re.compile(r"\A(.*?)\s*\[\s*(\d*)\s*(?:([-,])\s*(-|\d*))?\s*\](?:\s+of\s+(.*))?\Z", re.DOTALL)
_NOTE = re.compile(r"\A(.*?)\s*\(([^()]*)\)\Z", re.DOTALL)
_LISTS = ("by", "to", "with", "at", "says")
_KEYS = ("trigger", *_LISTS, "on", "flags", *COUNTS)


class LineError(ValueError):
    """What is wrong with a line, in words for its author."""


class Quote(Struct, frozen=True):
    """Words quoted from sentence ``sentence`` (the claim's own if None), their ``nth`` occurrence there."""

    words: str
    sentence: int | None = None
    nth: int | None = None


class Item(Struct, frozen=True):
    """A quoted expression, what it stands for, and notes: a place's role and relation, a source's named and kind."""

    quote: Quote
    of: Quote | None = None
    role: str = "at"
    relation: str = "at"
    named: bool = False
    kind: str = "unnamed"


class TimeItem(Struct, frozen=True):
    """A quoted time with its days as typed: a day, month or year, "first..last", or None for "?"."""

    quote: Quote
    days: str | None
    precision: str


class CountItem(Struct, frozen=True):
    """A quoted number with its bounds."""

    quote: Quote
    low: int | None
    high: int | None
    of: Item | None


class Line(Struct, frozen=True):
    """A typed claim."""

    sentence: int
    type: str
    mode: str | None
    status: str
    flags: tuple[str, ...]
    trigger: Quote
    actors: tuple[Item, ...] = ()
    recipients: tuple[Item, ...] = ()
    means: tuple[Item, ...] = ()
    places: tuple[Item, ...] = ()
    sources: tuple[Item, ...] = ()
    time: TimeItem | None = None
    counts: dict[str, CountItem] = {}


def parse(line: str) -> Line:
    """Takes a line apart. Raises ``LineError`` with the reason where it does not keep to the form."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) < 3 or not cells[0].isdigit():
        raise LineError("needs: sentence number | TYPE mode status | trigger=… | …")
    kind, mode, status = _head(cells[1])
    fields: dict[str, str] = {}
    for cell in filter(None, cells[2:]):
        key, equals, value = (part.strip() for part in cell.partition("="))
        if not equals or key not in _KEYS:
            raise LineError(f"{cell[:40]!r}: begins with none of {', '.join(k + '=' for k in _KEYS)}")
        if key in fields:
            raise LineError(f"{key}= stands twice; separate several with ;")
        if not value:
            raise LineError(f"{key}= is empty; leave it out")
        fields[key] = value
    if "trigger" not in fields:
        raise LineError("has no trigger=")
    flags = tuple(sorted(f.strip() for f in fields.get("flags", "").split(",") if f.strip()))
    if strange := set(flags) - set(FLAGS):
        raise LineError(f"flags={','.join(sorted(strange))}: choose from {', '.join(FLAGS)}")
    if "negated" in flags and status == "actual":
        raise LineError("negated, yet actual: what did not happen is denied")
    by, to, means, at, says = (_items(fields.get(key, ""), key) for key in _LISTS)
    return Line(
        int(cells[0]), kind, mode, status, flags, _quote(fields["trigger"]), by, to, means, at, says,
        _time(fields["on"]) if "on" in fields else None,
        {key: _count(fields[key]) for key in COUNTS if key in fields},
    )  # fmt: skip


def _head(cell: str) -> tuple[str, str | None, str]:
    kind, *rest = cell.split() or [""]
    if kind not in TYPES:
        raise LineError(f"{kind}: no such type; choose from {', '.join(TYPES)}")
    mode, status = None, "actual"
    for word in rest:
        if word in STATUSES:
            status = word
        elif word in MODES.get(kind, ()):
            mode = word
        else:
            known = ", ".join(sorted(MODES.get(kind, ()))) or "none"
            raise LineError(f"{word}: neither a status ({', '.join(STATUSES)}) nor a mode of {kind} ({known})")
    return kind, mode, status


def _items(value: str, key: str) -> tuple[Item, ...]:
    return tuple(_item(part.strip(), key) for part in value.split(";") if part.strip())


def _item(written: str, key: str) -> Item:
    role, relation, named, kind = "at", "at", False, "unnamed"
    if key == "at":
        before, colon, after = written.partition(":")
        if colon and before.strip() in ROLES:
            role, written = before.strip(), after.strip()
    noted = _NOTE.match(written)
    if key == "says":
        if noted is None:
            raise LineError(f"says={written[:40]}: needs (named, KIND) or (unnamed, KIND)")
        written, notes = noted[1], [n.strip() for n in noted[2].split(",")]
        named = "named" in notes
        kinds = [n for n in notes if n not in ("named", "unnamed")] or ["unnamed"]
        if len(kinds) > 1 or kinds[0] not in KINDS:
            raise LineError(f"({noted[2]}): the kind is one of {', '.join(KINDS)}")
        kind = kinds[0]
    elif key == "at" and noted is not None and noted[2].strip() in RELATIONS:
        written, relation = noted[1], noted[2].strip()
    expression, arrow, of = (part.strip() for part in written.partition("=>"))
    if arrow and not of:
        raise LineError(f"{written[:40]!r}: nothing after =>")
    return Item(_quote(expression), _quote(of) if arrow else None, role, relation, named, kind)


def _quote(written: str) -> Quote:
    found = _ELEMENT.match(written.strip())
    if found is None or not found[2].strip():
        raise LineError(f"{written[:40]!r}: quotes no words")
    return Quote(found[2].strip(), int(found[1]) if found[1] else None, int(found[3]) if found[3] else None)


def _time(written: str) -> TimeItem:
    expression, arrow, rest = (part.strip() for part in written.partition("=>"))
    parts = rest.split()
    if not arrow or len(parts) != 2:
        raise LineError("on= needs: words => days precision, as in: on=on Sunday => 2015-02-22 day, or => ? vague")
    return TimeItem(_quote(expression), None if parts[0] == "?" else parts[0], parts[1])


def _count(written: str) -> CountItem:
    found = _BOUNDS.match(written)
    if found is None or not (found[2] or found[4]):
        raise LineError(f"{written[:40]!r}: needs bounds: [13], [13-], [-24] or [13-15], then: of whom")
    low = int(found[2]) if found[2] else None
    last = found[4] if found[4] not in (None, "", "-") else None
    high = low if found[3] is None else int(last) if last else None
    if low is not None and high is not None and low > high:
        raise LineError(f"[{low}-{high}]: the bounds are the wrong way round")
    return CountItem(_quote(found[1]), low, high, _item(found[5], "of") if found[5] else None)

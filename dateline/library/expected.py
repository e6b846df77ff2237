"""What the log says must be in the library: its entries replayed, their chain checked on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field, json

from dateline.library.chain import NOTHING, Entry, Head, canonical, link


class Expected(Struct):
    """The state after the last entry: ``reports``, id → (position, hash of the row, evidence); ``readings``, id →
    (position, hash, report); ``read``, report → its readings; ``current``, report → reading; ``removed``, report →
    (position, reason); ``judgements`` and ``imports``, id → (position, hash). ``problems``: what is wrong with the
    log, by position."""

    reports: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    readings: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    read: dict[str, list[str]] = field(default_factory=dict)
    current: dict[str, str] = field(default_factory=dict)
    removed: dict[str, tuple[int, str]] = field(default_factory=dict)
    judgements: dict[str, tuple[int, str]] = field(default_factory=dict)
    imports: dict[str, tuple[int, str]] = field(default_factory=dict)
    captures: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)
    head: Head = Head(0, NOTHING)
    expected_hash: str | None = None


def replay(entries: Iterable[Entry], at: int = 0) -> Expected:
    """Checks the chain and plays every entry. ``expected_hash`` is the hash of the entry at the position ``at``."""
    state = Expected(expected_hash=NOTHING if at == 0 else None)
    for entry in entries:
        if entry.position != state.head.position + 1:
            state.problems.append((entry.position, f"follows entry {state.head.position}: entries are missing"))
        problem = _broken(entry, state.head.hash)
        if problem:
            state.problems.append((entry.position, problem))
        else:
            _play(state, entry, json.decode(entry.facts))
        if entry.position == at:
            state.expected_hash = entry.hash
        state.head = Head(entry.position, entry.hash)
    return state


def _broken(entry: Entry, previous: str) -> str | None:
    try:
        facts = json.decode(entry.facts)
    except ValueError:
        return "was changed: its facts are no JSON"
    is_linked = link(previous, entry.position, entry.at, entry.kind, entry.subject, bytes(entry.facts)) == entry.hash
    if not is_linked or canonical(facts) != bytes(entry.facts) or not isinstance(facts, dict):
        return "was changed: its hash is not that of the entry and the one before"
    return None


def _play(state: Expected, entry: Entry, facts: dict[str, Any]) -> None:
    """One entry. A kind that is not known here tells of what others keep (events) and changes nothing."""
    id_ = entry.subject
    if entry.kind == "report-added":
        state.reports[id_] = (entry.position, facts["report_sha256"], facts["evidence"])
        state.removed.pop(id_, None)
    if entry.kind in ("report-added", "reading-added"):
        state.readings[facts["reading"]] = (entry.position, facts["reading_sha256"], id_)
        state.read.setdefault(id_, []).append(facts["reading"])
    if entry.kind in ("report-added", "reading-added", "reading-current"):
        state.current[id_] = facts["reading"]
    elif entry.kind == "report-removed":
        _forget_captures(state, id_)
        state.reports.pop(id_, None)
        state.current.pop(id_, None)
        for reading in state.read.pop(id_, []):
            del state.readings[reading]
        state.removed[id_] = (entry.position, facts["reason"])
    elif entry.kind == "judgement-added":
        state.judgements[id_] = (entry.position, facts["judgement_sha256"])
    elif entry.kind == "import-added":
        state.imports[id_] = (entry.position, facts["import_sha256"])
    elif entry.kind == "import-removed":
        state.imports.pop(id_, None)
    elif entry.kind == "page-captured":
        state.captures[id_] = facts["payload"]


def _forget_captures(state: Expected, removed: str) -> None:
    """With a report its archive records go, unless another report came in the same bytes."""
    payload = state.reports[removed][2] if removed in state.reports else None
    if any(id_ != removed and evidence == payload for id_, (_, _, evidence) in state.reports.items()):
        return
    for record in [record for record, of in state.captures.items() if of == payload]:
        del state.captures[record]

"""The bundled samples keep their promises, and the claims marked in them are anchored in their text."""

from __future__ import annotations

import email
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import yardstick

from dateline.values import ClaimType, PlaceRole, Status

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = sorted(p for p in SAMPLES.iterdir() if p.name != "README.md")
ENTRIES = yardstick.entries()
TYPES = frozenset(get_args(ClaimType))


def _bodies(path: Path) -> list[str]:
    """The texts of a file, without tags and container."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in text.splitlines()]
    if path.suffix == ".eml":
        return [str(email.message_from_string(text).get_payload())]
    if path.suffix == ".xml":
        return re.findall(r"<content:encoded><!\[CDATA\[(.*?)\]\]>", text, re.S)
    if path.suffix == ".html":
        return [re.sub(r"<[^>]+>", " ", text)]
    return [text]


def test_there_are_enough_of_them_in_every_format() -> None:
    assert sum(len(_bodies(p)) for p in FILES) >= 24
    assert {p.suffix for p in FILES} == {".txt", ".html", ".jsonl", ".eml", ".xml"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_each_is_short_and_says_that_its_outlet_is_invented(path: Path) -> None:
    for body in _bodies(path):
        assert 90 <= len(body.split()) <= 430
    assert re.search(r"\b(?:is an invented outlet|An invented outlet|are invented);", path.read_text(encoding="utf-8"))


def test_the_list_names_every_file_and_no_other() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.M)
    assert sorted(listed) == [p.name for p in FILES]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e['file']}:{e.get('record', 0)}")
def test_marked_claims_are_anchored(entry: dict[str, object]) -> None:
    text = yardstick.raw_text(entry)
    claims = yardstick.marked(entry, text)
    assert len({(c.start, c.types[0]) for c in claims}) == len(claims), "the same claim twice"
    for claim in claims:
        assert text[claim.start : claim.end] == claim.trigger
        assert set(claim.types) <= TYPES
        assert claim.status in get_args(Status)
        for element in claim.actors + claim.recipients + claim.places + claim.sources:
            assert element.text in text, f"{claim.trigger}: {element.text!r} is not in the text"
        assert {p.role for p in claim.places} <= set(get_args(PlaceRole))


def test_every_type_and_status_is_marked_several_times() -> None:
    claims = [c for e in ENTRIES for c in yardstick.marked(e, yardstick.raw_text(e))]
    types = Counter(t for c in claims for t in c.types)
    statuses = Counter(c.status for c in claims)
    assert not [t for t in TYPES if types[t] < 3]
    assert not [s for s in get_args(Status) if statuses[s] < 3]


def test_the_twin_marks_all_sixteen() -> None:
    twin = next(e for e in ENTRIES if e["file"] == "twin-raqqa-leaflets.txt")
    numbers = {c.number for c in yardstick.marked(twin, yardstick.raw_text(twin))} - {None}
    assert numbers == set(range(1, 17))

"""MUC-3/4 templates in the processed form that xinyadu/gtt distributes: a document a line, in lower case.

A template has an incident type and five slots; a slot is a list of entities, an entity a list of mentions, each with
the offset of the string's first occurrence (which need not be the mention that the annotators meant). ``train`` are the
1,300 messages DEV-MUC3, ``dev`` is TST1 and TST2. One dev template has the type "bombing / attack". Victims are named
people only: the processed form leaves descriptions out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dateline.errors import UsageError
from dateline.read.incident_labels import ROLES

Mentions = tuple[str, ...]
"""The strings by which the text names one entity."""


class Template(Struct, frozen=True):
    """An incident; ``fillers`` has the entities of each role, in the order of ``ROLES``."""

    type: str
    fillers: tuple[tuple[Mentions, ...], ...]


class IncidentDocument(Struct, frozen=True):
    """A message in lower case with its templates; none is given twice. ``numbers``: for each, its places in the file's
    list, which are also those of its raw keys (see ``muc4_keys``)."""

    id: str
    text: str
    templates: tuple[Template, ...]
    numbers: tuple[tuple[int, ...], ...] = ()


def incidents(data: Path, split: str) -> Iterator[IncidentDocument]:
    """The documents of ``split`` (train, dev) in the order of the file ``{split}.jsonl`` in the folder ``data``.

    UsageError: the file is missing or not in this form.
    """
    path = data / f"{split}.jsonl"
    if not path.is_file():
        raise UsageError(f"{path}: no such file; point --data at the folder with MUC-4's train.jsonl and dev.jsonl")
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            stored = msgspec.json.decode(line)
            yield IncidentDocument(stored["docid"], stored["doctext"], *_templates(stored["templates"]))
        except (msgspec.DecodeError, KeyError, TypeError, IndexError) as error:
            raise UsageError(f"{path}, line {number}: not a MUC-4 document with templates ({error})") from error


def _templates(stored: list[dict[str, Any]]) -> tuple[tuple[Template, ...], tuple[tuple[int, ...], ...]]:
    found: dict[Template, list[int]] = {}
    for number, one in enumerate(stored):
        fillers = tuple(
            tuple(tuple(mention[0] for mention in entity) for entity in one[role] if entity) for role in ROLES
        )
        found.setdefault(Template(one["incident_type"], fillers), []).append(number)
    return tuple(found), tuple(tuple(numbers) for numbers in found.values())

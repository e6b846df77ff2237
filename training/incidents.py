"""MUC-4's training documents to labelled words, in three kinds of casing.

The corpus gives strings, not places in the text, so a filler is marked wherever one of its strings stands as whole
words; within a role the longer string wins. Roles are marked apart, since one may lie within another's ("FMLN" in
"FMLN guerrillas").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from benchmarks.corpora.muc4_keys import Key
from benchmarks.corpora.muc4_templates import IncidentDocument, Mentions
from dateline.read import pieces as pc
from dateline.read.decode import B, I, O
from dateline.read.incident_labels import DESCRIBED, MARKED, TYPES
from dateline.read.words import split
from training.casing import Casing
from training.examples import IGNORE, Prepared, Window

Form = Literal["lower", "upper", "restored"]
Occurrences = Literal["all", "near"]
Place = tuple[int, int, int]
"""A role, and words (first, last exclusive)."""
FORMS: tuple[Form, ...] = ("lower", "upper", "restored")
_SENTENCE = re.compile(r"[.!?\"')] {2,}|\S {4,}")


class Incidents(Prepared):
    """A document with what MUC-4 says of its words.

    ``incident_roles`` [word][role]: O, B or I, or IGNORE. ``incident_types`` [word][type]: whether the filler that the
    word belongs to takes part in an incident of the type (1 or 0), all IGNORE in words of no filler. ``told``: the
    document's types; all others are absent from it.
    """

    incident_roles: list[list[int]] = []
    incident_types: list[list[int]] = []
    told: frozenset[int] = frozenset()


def from_incidents(
    document: IncidentDocument,
    form: Form,
    vocabulary: pc.Pieces,
    casing: Casing | None = None,
    keys: Sequence[Key] = (),
    occurrences: Occurrences = "near",
) -> Incidents:
    """A document in lower case, in capitals (whose casing is then hidden, as when a report is read), or with capitals
    restored by ``casing``. ``keys``: the document's raw keys, for human targets without a name. ``occurrences``: which
    places a filler is marked at where its strings stand several times, all of them or those near the incident's other
    fillers; the others are then left out of account (IGNORE)."""
    text = written(document.text, form, casing)
    words = split(text)
    forms = [text[a:b] for a, b in words]
    cases = [pc.HIDDEN] * len(words) if form == "upper" else [pc.casing(f) for f in forms]
    made = Incidents("muc4", text, words, [vocabulary.of(f) for f in forms], cases, _openers(text, words))
    made.incident_roles = [[O] * len(MARKED) for _ in words]
    made.incident_types = [[IGNORE] * len(TYPES) for _ in words]
    made.told = frozenset(t for template in document.templates for t in type_numbers(template.type))
    meant, doubtful = places(document, keys, text, words, made.openers)
    if occurrences == "all":
        meant, doubtful = {place: meant.get(place, frozenset()) | doubtful.get(place, frozenset())
                           for place in {*meant, *doubtful}}, {}  # fmt: skip
    for role, first, last in sorted(meant, key=_widest_first):
        if any(made.incident_roles[i][role] != O for i in range(first, last)):
            continue
        types = meant[role, first, last]
        for i in range(first, last):
            made.incident_roles[i][role] = B if i == first else I
            old = made.incident_types[i]
            made.incident_types[i] = [int(old[t] == 1 or t in types) for t in range(len(TYPES))]
    for role, first, last in doubtful:
        for i in range(first, last):
            if made.incident_roles[i][role] == O:
                made.incident_roles[i][role] = IGNORE
    return made


def written(text: str, form: Form, casing: Casing | None = None) -> str:
    """A text in lower case in one of the three forms; as long as before."""
    if form == "restored":
        if casing is None:
            raise ValueError("restored casing needs the casing of other corpora")
        return casing.restored(text)
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text) if form == "upper" else text


def type_numbers(type_: str) -> list[int]:
    """The numbers of an incident type; MUC-4 joins two in "bombing / attack"."""
    return [TYPES.index(part) for part in type_.split(" / ")]


def window_types(window: Window) -> list[int]:
    """A window's label for each type: 1 where a filler of such an incident stands in it, 0 where the document tells of
    no such incident, else IGNORE."""
    document = window.document
    assert isinstance(document, Incidents)
    rows = document.incident_types[window.first : window.last]
    return [int(any(r[t] == 1 for r in rows)) or (IGNORE if t in document.told else 0) for t in range(len(TYPES))]


def places(
    document: IncidentDocument, keys: Sequence[Key], text: str, words: list[tuple[int, int]], openers: list[int]
) -> tuple[dict[Place, frozenset[int]], dict[Place, frozenset[int]]]:
    """Where the fillers' strings stand as whole words, with the types of their incidents: the places meant, and the
    doubtful ones. Meant are an entity's places with the most of the same incident's other entities in the same or a
    neighbouring sentence; where no place has any, the first place of each string."""
    found = _Strings(text, words, openers)
    meant: dict[Place, frozenset[int]] = {}
    doubtful: dict[Place, frozenset[int]] = {}
    for template, numbers in zip(document.templates, document.numbers, strict=True):
        types = frozenset(type_numbers(template.type))
        entities = [(role, found.of(e)) for role, own in enumerate(template.fillers) for e in own]
        named = {string for own in template.fillers for entity in own for string in entity}
        described = {s for n in numbers for s in (keys[n].described if keys else ())} - named
        entities += [(MARKED.index(DESCRIBED), found.of((s,))) for s in sorted(described)]
        sentences = [{found.sentence[span[0]] for spans in e for span in spans} for _, e in entities]
        for number, (role, strings) in enumerate(entities):
            others = [s for other, s in enumerate(sentences) if other != number]
            support = {
                span: sum(bool({k - 1, k, k + 1} & s) + (k in s) for s in others)
                for spans in strings for span in spans for k in (found.sentence[span[0]],)
            }  # fmt: skip
            most = max(support.values(), default=0)
            for spans in strings:
                for place, span in enumerate(spans):
                    near = support[span] == most if most else place == 0
                    side = meant if near else doubtful
                    key = (role, *span)
                    side[key] = side.get(key, frozenset()) | types
    return meant, {key: types for key, types in doubtful.items() if key not in meant}


class _Strings:
    """Where strings stand in a text, as whole words (first, last exclusive), and the sentence of each word."""

    def __init__(self, text: str, words: list[tuple[int, int]], openers: list[int]) -> None:
        self.lower = text.lower()
        self.starts = {a: i for i, (a, _) in enumerate(words)}
        self.ends = {b: i + 1 for i, (_, b) in enumerate(words)}
        opening = set(openers)
        self.sentence: list[int] = []
        for i in range(len(words)):
            self.sentence.append((self.sentence[-1] if self.sentence else -1) + (i in opening))

    def of(self, entity: Mentions) -> list[list[tuple[int, int]]]:
        """The places of each string of an entity, in order of the text."""
        return [self._places(string) for string in entity]

    def _places(self, string: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        at = self.lower.find(string)
        while at >= 0:
            first, last = self.starts.get(at), self.ends.get(at + len(string))
            if first is not None and last is not None:
                found.append((first, last))
            at = self.lower.find(string, at + 1)
        return found


def _widest_first(place: Place) -> tuple[int, Place]:
    return place[1] - place[2], place


def _openers(text: str, words: list[tuple[int, int]]) -> list[int]:
    """Words after the two spaces that part the corpus's sentences: without capitals nothing else shows them."""
    ends = {m.end() for m in _SENTENCE.finditer(text)}
    return [i for i, (a, _) in enumerate(words) if i == 0 or a in ends]

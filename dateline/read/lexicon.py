"""The trigger lexicon: loading ``lexicon/*.yaml`` and finding the entries that a word may start.

A file holds groups; a group gives a type, perhaps a mode, the words that name the event as verbs, nouns or
adjectives, the frame that says which grammatical function fills which role, and conditions on the arguments.
``lexicon/README.md`` describes every key.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, cast, get_args

from msgspec import Struct

from dateline.read.kinds import ANYTHING, GROUPS
from dateline.read.wordlists import load, names
from dateline.values import ClaimType, Status

Part = Literal["verb", "noun", "adjective"]
TYPES: frozenset[str] = frozenset(get_args(ClaimType))
STATUSES: frozenset[str] = frozenset(get_args(Status))
ROLES = frozenset({"actor", "recipient", "means", "held", "at", "from", "to", "via", "none", "holder", "both"})
_NOT_TRIGGERS = frozenset(
    {"kinds.yaml", "frames.yaml", "operators.yaml", "support.yaml", "irregular.yaml", "modes.yaml"}
)
_KEYS = frozenset(
    "type mode verbs nouns adjectives frame roles needs bans lacks near also status negated confidence prefer "
    "count".split()
)


class Test(Struct, frozen=True):
    """A condition on one slot: the filler's kind bits meet ``kinds`` or its lemma is in ``lemmas``. ``optional``: an
    empty slot passes."""

    slot: str
    kinds: int
    lemmas: frozenset[str]
    optional: bool


class Entry(Struct, frozen=True):
    """One trigger. ``before`` and ``after``: the other words of a phrase, each a set of lemmas, in order of the text
    around the head. ``roles``: slot → role. ``count``: the count that a number on this trigger's people means."""

    type: ClaimType
    mode: str | None
    part: Part
    lemma: str
    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]
    roles: dict[str, str]
    needs: tuple[Test, ...]
    bans: tuple[Test, ...]
    lacks: frozenset[str]
    near: str | None
    also: bool
    status: Status | None
    negated: bool | None
    confidence: float
    count: str | None
    order: int

    @property
    def length(self) -> int:
        """Number of words of the phrase."""
        return 1 + len(self.before) + len(self.after)


class Lexicon(Struct, frozen=True):
    """All entries by the lemma of their head word, longer phrases first, then in order of the files."""

    entries: dict[str, tuple[Entry, ...]]

    def at(self, lemma: str) -> tuple[Entry, ...]:
        """The entries that a word may head."""
        return self.entries.get(lemma, ())


class LexiconError(ValueError):
    """A group in the lexicon is wrong; the message names file, group and key."""


@cache
def lexicon() -> Lexicon:
    """The bundled lexicon, loaded once.

    Raises:
        LexiconError: a file of the lexicon has an unknown key, type, role, frame or condition.
    """
    frames = load("frames.yaml")
    found: dict[str, list[Entry]] = {}
    order = 0
    for name in names():
        if name in _NOT_TRIGGERS:
            continue
        for number, group in enumerate(load(name)):
            for entry in entries(group, frames, f"{name}, group {number + 1}", order):
                found.setdefault(entry.lemma, []).append(entry)
            order += 1
    return Lexicon({k: tuple(sorted(v, key=lambda e: (-e.length, e.order))) for k, v in found.items()})


def entries(
    group: dict[str, object], frames: dict[str, dict[str, dict[str, str]]], where: str, order: int = 0
) -> list[Entry]:
    """The entries of one group of a file.

    Raises:
        LexiconError: the group is wrong; ``where`` goes into the message.
    """
    unknown = set(group) - _KEYS
    if unknown:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)[0]!r}; the keys are {', '.join(sorted(_KEYS))}")
    if group.get("type") not in TYPES:
        raise LexiconError(f"{where}: unknown type {group.get('type')!r}")
    if group.get("status") is not None and group["status"] not in STATUSES:
        raise LexiconError(f"{where}: unknown status {group['status']!r}")
    frame = frames.get(str(group.get("frame", "act")))
    if frame is None:
        raise LexiconError(f"{where}: unknown frame {group.get('frame')!r}")
    found = []
    for part, key in (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives")):
        roles = {
            **frame.get("verb" if part == "adjective" else part, {}),
            **cast("dict[str, str]", group.get("roles", {})),
        }
        wrong = set(roles.values()) - ROLES
        if wrong:
            raise LexiconError(f"{where}: unknown role {sorted(wrong)[0]!r}")
        shapes = dict.fromkeys(_pattern(pattern, part) for pattern in _split(group.get(key)))
        for before, lemma, after in shapes:
            found.append(
                Entry(
                    type=cast("ClaimType", group["type"]),
                    mode=cast("str | None", group.get("mode")),
                    part=cast("Part", part),
                    lemma=lemma,
                    before=before,
                    after=after,
                    roles=roles,
                    needs=_tests(group.get("needs"), where),
                    bans=_tests(group.get("bans"), where),
                    lacks=frozenset(str(group.get("lacks", "")).split()),
                    near=cast("str | None", group.get("near")),
                    also=bool(group.get("also", False)),
                    status=cast("Status | None", group.get("status")),
                    negated=cast("bool | None", group.get("negated")),
                    confidence=float(cast("float", group.get("confidence", 0.8))),
                    count=cast("str | None", group.get("count")),
                    order=order,
                )
            )
    return found


def _split(value: object) -> list[str]:
    """Patterns are separated by commas (words of one pattern by spaces)."""
    return [p.strip() for p in str(value or "").split(",") if p.strip()]


def _pattern(pattern: str, part: str) -> tuple[tuple[frozenset[str], ...], str, tuple[frozenset[str], ...]]:
    """Words before, head, words after. A star marks the head; without one it is the last word of a noun,
    of others the first that is no adverb. Articles do not count. ``a|b`` allows either word, except in the head."""
    words = [w for w in pattern.split() if w not in ("the", "a", "an")]
    plain = len(words) - 1 if part == "noun" else int(len(words) > 1 and words[0].endswith("ly"))
    head = next((i for i, w in enumerate(words) if w.startswith("*")), plain)
    sets = [frozenset(w.lstrip("*").split("|")) for w in words]
    return tuple(sets[:head]), words[head].lstrip("*"), tuple(sets[head + 1 :])


def _tests(value: object, where: str) -> tuple[Test, ...]:
    found = []
    for slot, text in cast("dict[str, str]", value or {}).items():
        kinds, lemmas = 0, set()
        for word in str(text).split():
            if word.startswith("="):
                lemmas.update(word[1:].split("|"))
            elif word == "any":
                kinds |= ANYTHING
            elif word in GROUPS:
                kinds |= GROUPS[word]
            else:
                raise LexiconError(f"{where}: unknown condition {word!r} for {slot!r}")
        found.append(Test(slot.rstrip("?"), kinds, frozenset(lemmas), slot.endswith("?")))
    return tuple(found)

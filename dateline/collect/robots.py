"""What a host's robots.txt lets us fetch (RFC 9309), and how long it wants us to wait between requests.

The standard library's parser knows no wildcards, and Protego makes a regular expression of each rule, which a hostile
file can make run for ever on a long address; here a rule is matched piece by piece, in linear time."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote_to_bytes, urlsplit

from msgspec import Struct

LARGEST = 500 << 10
"""Bytes that are read of a robots.txt; RFC 9309 asks for that many at least."""
_RULES = 5000
_SAFE = "/%:@!$&'()*+,;=~-._?"


class Rule(Struct, frozen=True):
    """``pattern``: the beginning of paths, with ``*`` for anything and ``$`` for the end."""

    allows: bool
    pattern: str


class Robots(Struct, frozen=True):
    """The rules of a host for us; ``delay``: seconds between requests that it asks for."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Whether ``url`` may be fetched: the longest rule that fits decides; of two of a length that which allows."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fitting = [(len(rule.pattern), rule.allows) for rule in self.rules if _fits(rule.pattern, path)]
        return max(fitting, default=(0, True))[1]


NOTHING = Robots((Rule(False, "/"),))
"""Where a robots.txt could not be had for now."""


def parse(data: bytes, agent: str) -> Robots:
    """The rules for ``agent`` in a robots.txt: those of all groups that name it, else those for everyone."""
    own: list[Rule] = []
    common: list[Rule] = []
    delays: dict[bool, float] = {}
    into: list[Rule] = []
    is_named, names = False, True
    for key, value in _lines(data[:LARGEST]):
        if key == "user-agent":
            if not names:  # a new group
                into, is_named = [], False
            names = True
            token = value.split("/")[0].strip().lower()
            if token == agent.lower():
                into, is_named = own, True
            elif token == "*" and into is not own:
                into = common
            continue
        names = False
        is_mine = into is own or into is common
        if key in ("allow", "disallow") and value and is_mine and len(into) < _RULES:
            into.append(Rule(key == "allow", _plain(value)))
        elif key == "crawl-delay" and is_mine and (seconds := _seconds(value)) is not None:
            delays[into is own] = seconds
        if is_named and into is own and not own:
            own.append(Rule(True, ""))  # it is named: what holds for everyone does not hold for us
    return Robots(tuple(own or common), delays.get(bool(own)))


def _lines(data: bytes) -> Iterable[tuple[str, str]]:
    for line in data.decode("utf-8", "replace").lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _fits(pattern: str, path: str) -> bool:
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if is_whole and not others:
        return at == len(path)
    last = others.pop() if is_whole else None
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return last is None or (path.endswith(last) and len(path) - len(last) >= at)


def _plain(path: str) -> str:
    """A path with what needs no escape unescaped and all else escaped the same way."""
    kept = path.replace("%2F", "%252F").replace("%2f", "%252F").replace("%2A", "%252A").replace("%24", "%2524")
    return quote(unquote_to_bytes(kept), safe=_SAFE)


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < 1e6 else None

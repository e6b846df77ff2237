"""Who took part in an event, of all names that its claims give: the fullest name, no pronoun where a name is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.corroborate.called import is_description, is_pronoun, plain, uncounted, words
from dateline.corroborate.independence import Standing
from dateline.corroborate.told import Alike, Told
from dateline.values import Party, Span

_MOST = 6
"""Parties of one side that are shown; an event of more names them in its claims."""

_AGREED = 3
"""Claims that agree on a party, so that one claim's word for another is not enough."""


class Named(Struct):
    """All that claims call one party. ``told``: the claims that name it; ``beside``: keys that a claim has with it."""

    key: str
    named: bool
    names: Counter[str]
    ids: Counter[str]
    told: list[Told]
    beside: set[str]


def parties(told: Sequence[Told], standing: Standing, alike: Alike) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients, those that most independent sources name first. Who stands on both sides stands on the one
    where more claims have it, as in "X attacked Y" beside "Y clashed with X"; of equals on both."""
    actors = named(((one, one.claim.actors) for one in told), alike)
    recipients = named(((one, one.claim.recipients) for one in told), alike)
    for key in sorted(actors.keys() & recipients.keys()):
        more = len(actors[key].told) - len(recipients[key].told)
        if more:
            del (recipients if more > 0 else actors)[key]
    return _shown(actors, standing), _shown(recipients, standing)


def named(given: Iterable[tuple[Told, Sequence[Span]]], alike: Alike) -> dict[str, Named]:
    """Those that spans of claims stand for, by key. Pronouns that stand for nobody known are left out; a description or
    a part of a name goes with a name that holds all its words."""
    found: dict[str, Named] = {}
    for one, spans in given:
        keys = [(span, key) for span in spans if (key := _key(span, alike)) is not None]
        for span, key in keys:
            name = " ".join((span.name or span.text).split())
            entry = found.setdefault(key, Named(key, False, Counter(), Counter(), [], set()))
            entry.named = entry.named or _is_known(span, key) or not is_description(name)
            entry.names[uncounted(name)] += 1
            if span.id:
                entry.ids[span.id] += 1
            if not entry.told or entry.told[-1] is not one:
                entry.told.append(one)
            entry.beside |= {other for _, other in keys if other != key}
    return _joined(found)


def _key(span: Span, alike: Alike) -> str | None:
    name = span.name or span.text
    if span.id:
        return span.id
    return None if is_pronoun(name) else alike.who(uncounted(name))


def _is_known(span: Span, key: str) -> bool:
    """Whether it leads to an actor."""
    return span.id is not None or key != plain(uncounted(span.name or span.text))


def _joined(found: dict[str, Named]) -> dict[str, Named]:
    """Shorter names put with the longer name that they are part of; of several with the one that most claims give."""
    spoken = {key: frozenset(w for name in entry.names for w in words(name)) for key, entry in found.items()}
    for key in sorted(found, key=lambda key: (len(spoken[key]), key)):
        entry = found[key]
        if entry.ids or not spoken[key]:
            continue
        longer = [
            other
            for other in sorted(found)
            if other != key and other not in entry.beside and spoken[key] < spoken[other] and found[other].named
        ]
        if longer:
            other = found[min(longer, key=lambda key: (-len(found[key].told), key))]
            other.told = sorted({id(one): one for one in (*other.told, *entry.told)}.values(), key=_order)
            other.beside |= entry.beside
            other.names += entry.names
            del found[key]
    return found


def _order(one: Told) -> tuple[object, ...]:
    return one.anchor, one.claim.type, one.claim.id


def _shown(found: dict[str, Named], standing: Standing) -> tuple[Party, ...]:
    """A description only where no name has as many claims, or where a claim has both. Whom a single claim names is left
    to that claim where others agree on another name."""
    names = {key: len(entry.told) for key, entry in found.items() if entry.named}
    agreed = {key for key, claims in names.items() if claims >= _AGREED}
    kept = [
        entry
        for entry in found.values()
        if (entry.named or len(entry.told) > max(names.values(), default=0) or entry.beside & names.keys())
        and (not agreed or len(entry.told) > 1 or entry.beside & agreed)
    ]
    kept.sort(key=lambda entry: (-standing.count(entry.told), -len(entry.told), entry.key))
    return tuple(Party(_name(entry), _most(entry.ids)) for entry in kept[:_MOST])


def _name(entry: Named) -> str:
    """The fullest name among those that about as many claims give as the most frequent one."""
    fit = {name: n for name, n in entry.names.items() if entry.named and not is_description(name)} or entry.names
    usual = [name for name in fit if 2 * fit[name] >= max(fit.values())]
    return min(usual, key=lambda name: (-len(words(name)), name.isupper(), -fit[name], -len(name), name))


def _most(ids: Counter[str]) -> str | None:
    return min(ids, key=lambda i: (-ids[i], i)) if ids else None

"""The shipped list of actors: names that mean them everywhere from ``dateline/read/actors.yaml``, which the reader
goes by too, all else from ``actors.yaml`` here. Read-only: what people know beside it goes into a library."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from msgspec.structs import replace

from dateline.corroborate.actor import Actor, ActorKind, Name, Tie
from dateline.read.actors import Actor as Listed
from dateline.read.actors import all_actors, by_id, normal

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SECTORS = {"armed-group": "REB", "military": "MIL", "government": "GOV", "organisation": "NGO", "media": "MED"}


@cache
def _facts() -> dict[str, Any]:
    text = files("dateline.corroborate").joinpath("actors.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - our own file, by a loader of plain values
    return found


@cache
def known() -> dict[str, Actor]:
    """All actors of the list by id."""
    facts = _facts()
    country = {key: code for code, ids in facts["countries"].items() for key in ids}
    sector = {key: code for code, ids in facts["sectors"].items() for key in ids}
    found = {one.id: _actor(one, country, sector) for one in all_actors()}
    for part, whole, *period in facts["parts"]:
        found[part] = replace(found[part], part_of=(*found[part].part_of, _tie(whole, period)))
    for one, other, *period in facts["allies"]:
        found[one] = replace(found[one], allies=(*found[one].allies, _tie(other, period)))
        found[other] = replace(found[other], allies=(*found[other].allies, _tie(one, period)))
    return found


@cache
def conditional() -> dict[str, tuple[Name, ...]]:
    """Names that mean an actor only in a country or a period, by the name as ``normal`` writes it."""
    found: dict[str, list[Name]] = {}
    for name, actor, countries, *period in _facts()["names"]:
        tie = _tie(actor, period)
        found.setdefault(normal(name), []).append(Name(name, actor, tuple(countries), tie.since, tie.until))
    return {key: tuple(names) for key, names in found.items()}


@cache
def names() -> dict[str, tuple[Name, ...]]:
    """All names of each actor of the list, its own first."""
    found = {one.id: [Name(name, one.id) for name in (one.name, *one.aliases)] for one in all_actors()}
    for several in conditional().values():
        for name in several:
            found[name.actor].append(name)
    return {key: tuple(several) for key, several in found.items()}


def _actor(one: Listed, country: dict[str, str], sector: dict[str, str]) -> Actor:
    code, above = country.get(one.id), one.of
    while code is None and above is not None:
        wider = by_id(above)
        code = country.get(above) or (above if wider is None else None)
        above = wider.of if wider is not None else None
    whole = (Tie(one.of),) if one.of is not None and by_id(one.of) is not None else ()
    kind: ActorKind = "state" if one.kind == "place" else "armed-actor" if one.kind == "armed-actor" else "organisation"
    return Actor(one.id, one.name, kind, sector.get(one.id, _SECTORS.get(one.source)), code, whole)


def _tie(actor: str, period: list[Any]) -> Tie:
    """YAML reads a full day as a date and a year as a number."""
    since, until = (None if value is None else str(value) for value in [*period, None, None][:2])
    return Tie(actor, since, until)

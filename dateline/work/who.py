"""The actor that a person means by a name, in a library."""

from __future__ import annotations

from difflib import get_close_matches

from sqlalchemy import Connection

from dateline.corroborate.actor import Actor
from dateline.corroborate.actor_names import key
from dateline.corroborate.known_actors import names
from dateline.corroborate.registry import Registry
from dateline.errors import UsageError
from dateline.library import actor_names, judged

_MOST = 5


def registry(connection: Connection, whole: bool = False) -> Registry:
    """Who is who by the library's reports and judgements. ``whole``: nearly every name will be asked for."""
    lore = actor_names.everything(connection) if whole else actor_names.Names(connection)
    return Registry(lore, judged.actor_judgements(connection))


def meant(name: str, of: Registry) -> Actor:
    """The actor of a name or an id. Raises UsageError with near names where there is none."""
    found = of.by_id(name) or of.resolve(name)
    if found is None:
        near = suggestions(name, of)
        hint = f"did you mean {', '.join(near)}?" if near else "dateline actors lists those there are"
        raise UsageError(f"--actor {name}: no one actor is known by that name; {hint}")
    return found


def suggestions(name: str, of: Registry) -> list[str]:
    """Actors with names near to one, the nearest first: those that bear it in some country, those spelt much like it,
    those whose name holds it."""
    wanted = key(name)
    spelt: dict[str, list[str]] = {}
    for actor, several in sorted(names().items()):
        for one in several:
            spelt.setdefault(key(one.name), []).append(actor)
    same = spelt.get(wanted, [])
    near = get_close_matches(wanted, sorted(spelt), n=_MOST, cutoff=0.75) if wanted else []
    within = [written for written in sorted(spelt) if wanted and wanted in written.split()]
    ids = [*same, *(actor for written in (*near, *within) for actor in spelt[written])]
    found = (of.by_id(actor) for actor in dict.fromkeys(ids))
    return [f"{one.name} ({one.id})" for one in found if one is not None][:_MOST]

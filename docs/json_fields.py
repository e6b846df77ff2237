"""Writes ``docs/fields.md``: every field of every object that a command prints as JSON, from the classes themselves.

``python docs/json_fields.py`` (``make docs`` runs it). What the page says of a class is its docstring; a test compares
the page's fields with those of the classes, and the commands here with those there are."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import fields

PRINTED: dict[str, tuple[str, ...]] = {
    "read": ("dateline.values:Reading", "dateline.cluster.run:Summary"),
    "add": ("dateline.work.add:Added",),
    "alerts": (
        "dateline.work.alerts:Shown",
        "dateline.work.alerts:Applied",
        "dateline.work.alerts:Sent",
        "dateline.work.alerting.notice:Notice",
    ),
    "actors": ("dateline.work.actors:ActorRow",),
    "ask": ("dateline.assess.outlook.outlook:Outlook", "dateline.assess.control.holding:Holding"),
    "backup": ("dateline.work.keep:Backup",),
    "control": ("dateline.assess.control.holding:Holding",),
    "events": ("dateline.values:Event", "dateline.work.events:Quote"),
    "gazetteer": ("dateline.locate.added:Gazetteer", "dateline.work.gazetteer:FoundPlace"),
    "import": ("dateline.work.imported:Outcome",),
    "imports": (
        "dateline.library.imports:Import",
        "dateline.work.imported:Line",
        "dateline.work.imported:Gone",
    ),
    "judge": (
        "dateline.work.judgement_list:Listed",
        "dateline.work.judgement_files:Taken",
        "dateline.work.judged_claims:Standing",
    ),
    "log": ("dateline.library.chain:Entry",),
    "outlook": ("dateline.assess.outlook.outlook:Outlook",),
    "rebuild": ("dateline.work.keep:Rebuilt",),
    "remove": ("dateline.work.remove:Removed",),
    "reread": ("dateline.work.reread:Reread",),
    "restore": ("dateline.work.keep:Backup",),
    "sources": ("dateline.work.sources:SourceRow",),
    "users": ("dateline.library.accounts:Account",),
    "verify": ("dateline.library.verify:Verified",),
    "watch": ("dateline.work.watch:Watched",),
}
"""Command → the classes of what it prints; what lies in their fields follows."""
OTHERS = frozenset({"bench", "brief", "demo", "export", "serve"})
"""Commands that print none of these: documents, tables, formats of their own; ``serve`` describes its JSON itself."""

_HEAD = """# Every field of the JSON

Made from the program itself by `make docs`: each command that prints JSON (`--format json` or `jsonl`), the objects it
prints, and what lies in them. [output.md](output.md) tells more of those of `dateline read`. The API describes its own
at `/api/docs` ([api.md](api.md)); the formats of exports have a page each ([exports.md](exports.md)). `null` is said of
what is not known.

## By command

| command | prints |
|---|---|
"""


def page() -> str:
    """The page."""
    roots = {command: [_class(name) for name in names] for command, names in sorted(PRINTED.items())}
    lines = [f"| `dateline {command}` | {', '.join(map(_link, of))} |" for command, of in roots.items()]
    kinds = classes(one for of in roots.values() for one in of)
    return _HEAD + "\n".join(lines) + "\n\n## Objects\n" + "".join(_section(kind) for kind in kinds)


def classes(roots: Iterator[type[Struct]]) -> list[type[Struct]]:
    """These classes of values and all in their fields, by name."""
    found: set[type[Struct]] = set()
    waiting = list(roots)
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += [inner for field in fields(kind) for inner in _inside(field.type)]
    return sorted(found, key=lambda kind: (kind.__name__, kind.__module__))


def _class(name: str) -> type[Struct]:
    module, _, attribute = name.partition(":")
    kind: type[Struct] = getattr(import_module(module), attribute)
    return kind


def _inside(kind: Any) -> Iterator[type[Struct]]:
    if isinstance(kind, type) and issubclass(kind, Struct) and get_origin(kind) is None:
        yield kind
    for inner in get_args(kind):
        yield from _inside(inner)


def heading(kind: type[Struct]) -> str:
    """What a class is called on the page; two of one name go by their modules too."""
    return f"{kind.__name__} ({kind.__module__.removeprefix('dateline.')})"


def _link(kind: type[Struct]) -> str:
    return f"[{kind.__name__}](#{_anchor(kind)})"


def _anchor(kind: type[Struct]) -> str:
    return heading(kind).lower().replace(" ", "-").translate(str.maketrans("", "", "()."))


def _section(kind: type[Struct]) -> str:
    config = kind.__struct_config__
    tag = [f"| `{config.tag_field}` | always `{config.tag}` |"] if config.tag_field is not None else []
    rows = "\n".join([*tag, *(f"| `{field.encode_name}` | {_type(field.type)} |" for field in fields(kind))])
    about = " ".join((getdoc(kind) or "").replace("``", "`").split())
    return f"\n### {heading(kind)}\n\n{about}\n\n| field | holds |\n|---|---|\n{rows}\n"


def _type(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _type(inner[0])
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin in (Union, UnionType):
        shown = [_type(one) for one in inner if one is not NoneType]
        return " or ".join([*dict.fromkeys(shown), *(["`null`"] if NoneType in inner else [])])
    if origin in (tuple, list, frozenset, set):
        if origin is tuple and inner[-1] is not Ellipsis:
            return f"[{', '.join(map(_type, inner))}]"
        return f"list of {_type(inner[0])}"
    if origin is dict:
        return f"object: {_type(inner[0])} → {_type(inner[1])}"
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _link(kind)
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(kind, "any value")


if __name__ == "__main__":
    (Path(__file__).parent / "fields.md").write_text(page(), encoding="utf-8")

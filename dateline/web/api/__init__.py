"""The resources of the API, one a module. Each is thin: it takes the request apart, calls a use case of
``dateline.work`` and gives its values back."""

from __future__ import annotations

from importlib import import_module

from litestar.types import ControllerRouterHandler

MODULES: tuple[str, ...] = (
    "actors",
    "changes",
    "control",
    "enter",
    "events",
    "exports",
    "gazetteer",
    "jobs",
    "judgements",
    "map_files",
    "meta",
    "people",
    "reports",
    "review",
    "situation",
    "sources",
    "towns",
)
"""Modules of this package, each with a ``HANDLERS``: what it serves below ``/api/v1``."""


def handlers() -> list[ControllerRouterHandler]:
    """All that is served below ``/api/v1``."""
    return [one for name in MODULES for one in import_module(f"{__name__}.{name}").HANDLERS]

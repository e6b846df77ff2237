"""Who may call what: the guard of everything below ``/api/v1``.

A handler says in ``opt`` which ``role`` it needs: viewer, analyst, admin, or None where anybody may call it. Without a
word, what only reads needs a viewer, what changes something an analyst."""

from __future__ import annotations

import asyncio
import hmac
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from dateline.library.chain import Head
from dateline.library.log import read_head
from dateline.web.desk import Desk, desk_of
from dateline.web.problems import Problem
from dateline.web.security.person import Person, Secret, csrf_of, person_of, secret_of
from dateline.work.people import Role

_READING = ("GET", "HEAD")
HEAD = "dateline_head"
"""Where the request's scope holds the log's head, as it was when the request came."""


async def admit(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Finds out who asks, and refuses who may not: 401 nobody known, 403 known but not allowed, 429 too often."""
    scope, desk = connection.scope, desk_of(connection)
    is_reading = scope["method"] in _READING  # type: ignore[typeddict-item]
    role: Role | None = handler.opt.get("role", "viewer" if is_reading else "analyst")
    if role is None:
        return
    secret = secret_of(connection, desk.settings)
    person = await _look(desk, scope, secret)
    if person is None or secret is None:
        raise nobody(desk)
    if not person.may(role):
        raise Problem(403, f"that needs the role {role}; yours is {person.role}")
    if not is_reading:
        _check_change(connection, desk, person, secret)
    scope["user"] = person
    scope["auth"] = secret


def nobody(desk: Desk) -> Problem:
    """Nobody is signed in. The problem says how one signs in here."""
    how = "open the address that dateline serve printed" if desk.single is not None else "sign in"
    return Problem(401, f"nobody is signed in: {how}", {"www-authenticate": "Bearer"}, mode=desk.settings.mode)


async def _look(desk: Desk, scope: Scope, secret: Secret | None) -> Person | None:
    if secret is None:
        return None
    person, head = await asyncio.get_running_loop().run_in_executor(desk.gate, _in_library, desk, secret)
    scope[HEAD] = head  # type: ignore[literal-required]
    return person


def _in_library(desk: Desk, secret: Secret) -> tuple[Person | None, Head]:
    with desk.library.reading() as connection:
        return person_of(connection, secret, desk.single), read_head(connection)


def _check_change(connection: ASGIConnection[Any, Any, Any, Any], desk: Desk, person: Person, secret: Secret) -> None:
    if not secret.is_token:
        given = connection.headers.get("x-csrf-token", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), csrf_of(secret.value).encode()):
            raise Problem(403, "the header X-CSRF-Token is missing or wrong: GET /api/v1/me gives it")
    waiting = desk.changes.take(person.name)
    if waiting:
        raise Problem(429, f"too many changes: wait {waiting} seconds", {"retry-after": str(waiting)})

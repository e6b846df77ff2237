"""Who sends a request: told by a session's cookie or an API token."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Any

from litestar.connection import ASGIConnection
from msgspec import Struct
from sqlalchemy import Connection

from dateline.web.settings import Settings
from dateline.work import people
from dateline.work.people import Person

__all__ = ["Person", "Secret", "cookie_name", "csrf_of", "person_of", "secret_of"]

_BEARER = "bearer "
_LONGEST = 200


class Secret(Struct, frozen=True):
    """What a request shows: a session's secret out of its cookie, or that of an API token (``is_token``)."""

    value: str
    is_token: bool


def cookie_name(settings: Settings) -> str:
    """The session's cookie. Browsers keep the cookies of one host together, whatever the port: there may be several
    desks on this machine. ``__Host-`` is only taken from https, and never from a neighbouring subdomain."""
    if settings.is_secure:
        return "__Host-dateline"
    return f"dateline-{settings.port}"


def secret_of(connection: ASGIConnection[Any, Any, Any, Any], settings: Settings) -> Secret | None:
    """What the request shows; a token goes before a cookie."""
    given = connection.headers.get("authorization")
    if given is not None:
        is_bearer = given[: len(_BEARER)].lower() == _BEARER
        return Secret(given[len(_BEARER) :].strip()[:_LONGEST] if is_bearer else "", True)
    cookie = connection.cookies.get(cookie_name(settings))
    return Secret(cookie[:_LONGEST], False) if cookie else None


def person_of(connection: Connection, secret: Secret, single: str | None) -> Person | None:
    """Whose secret it is, by the library."""
    find = people.of_token if secret.is_token else people.of_session
    return find(connection, secret.value, single)


def csrf_of(session: str) -> str:
    """What a page of the session has to send back with every change: other sites cannot know it."""
    return hmac.new(session.encode("utf-8", "replace"), b"csrf", sha256).hexdigest()

"""Coming in and going out: who is signed in, the one-time address, signing in and out."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import Cookie
from litestar.params import FromQuery, JSONBody
from litestar.response import Redirect
from msgspec import Struct

from dateline.web.desk import Desk, desk_of
from dateline.web.problems import Problem
from dateline.web.security.client import client_of
from dateline.web.security.person import Person, cookie_name, csrf_of
from dateline.work import people


class Me(Struct, frozen=True):
    """Who is signed in. ``mode``: single or accounts; ``csrf``: goes back in the header X-CSRF-Token with every change,
    null for an API token, which needs none; ``expires``: when the session is over, in UTC."""

    user: str
    role: str
    mode: str
    csrf: str | None
    expires: str | None


class Credentials(Struct, frozen=True):
    """An account's name and password."""

    user: str
    password: str


@get("/me", opt={"etag": False, "packed": False}, tags=["people"])
async def me(request: Request[Person, Any, Any]) -> Me:
    """Who is signed in, and what they may do."""
    csrf = None if request.auth.is_token else csrf_of(request.auth.value)
    return _me(desk_of(request), request.user, csrf)


@get("/enter", opt={"role": None, "etag": False}, status_code=303, include_in_schema=False)
async def enter(request: Request[Any, Any, Any], token: FromQuery[str] = "") -> Redirect:
    """Lets the one person of a desk without accounts in by the token that the terminal shows, once."""
    desk = desk_of(request)
    if desk.single is None:
        raise Problem(403, "this desk has accounts: sign in")
    if not desk.entry.use(token):
        raise Problem(
            403, "that address was used before, or is of an earlier run: dateline serve shows the present one"
        )
    secret = await sync_to_thread(people.let_in, desk.library)
    return Redirect("/", status_code=303, cookies=[_cookie(desk, secret, int(people.SINGLE_SESSION.total_seconds()))])


@post("/login", opt={"role": None, "packed": False}, status_code=200, tags=["people"])
async def login(request: Request[Any, Any, Any], data: JSONBody[Credentials]) -> Response[Me]:
    """Signs in with an account: sets the session's cookie."""
    desk = desk_of(request)
    if desk.single is not None:
        raise Problem(403, "this desk has no accounts: open the address that dateline serve printed")
    address = client_of(request.scope, desk.settings)
    waiting = max(desk.sign_ins.wait(f"{data.user[:64]} {address}"), desk.sign_ins_from.wait(address))
    if waiting:
        raise Problem(429, f"too many attempts: wait {waiting} seconds", {"retry-after": str(waiting)})
    secret = await sync_to_thread(people.sign_in, desk.library, data.user, data.password)
    if secret is None:
        desk.sign_ins.take(f"{data.user[:64]} {address}")
        desk.sign_ins_from.take(address)
        raise Problem(401, "name or password are wrong, or the account is disabled", mode=desk.settings.mode)
    found = await sync_to_thread(_person, desk, secret)
    cookie = _cookie(desk, secret, int(people.SESSION.total_seconds()))
    return Response(_me(desk, found, csrf_of(secret)), cookies=[cookie])


@post("/logout", opt={"role": "viewer"}, status_code=204, tags=["people"])
async def logout(request: Request[Person, Any, Any]) -> Response[None]:
    """Signs out: the session is over."""
    desk = desk_of(request)
    if not request.auth.is_token:
        await sync_to_thread(people.sign_out, desk.library, request.auth.value)
    return Response(None, status_code=204, cookies=[_cookie(desk, "", 0)])


def _person(desk: Desk, secret: str) -> Person:
    with desk.library.reading() as connection:
        found = people.of_session(connection, secret, desk.single)
    if found is None:  # disabled between two steps
        raise Problem(401, "name or password are wrong, or the account is disabled", mode=desk.settings.mode)
    return found


def _me(desk: Desk, person: Person, csrf: str | None) -> Me:
    return Me(person.name, person.role, desk.settings.mode, csrf, person.expires)


def _cookie(desk: Desk, secret: str, seconds: int) -> Cookie:
    return Cookie(
        key=cookie_name(desk.settings),
        value=secret,
        max_age=seconds,
        path="/",
        httponly=True,
        secure=desk.settings.is_secure,
        samesite="strict",
    )


HANDLERS = [me, enter, login, logout]
"""What this module serves."""

"""Accounts, kept by admins, and everybody's own API tokens."""

from __future__ import annotations

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from dateline.library.accounts import Account
from dateline.web.desk import desk_of
from dateline.web.given import Asking, Me, TheLibrary
from dateline.web.problems import Problem
from dateline.work import people
from dateline.work.people import Made

_ADMIN = {"role": "admin", "etag": False}
_OWN = {"role": "viewer", "etag": False, "packed": False}


class NewAccount(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who may sign in from now on."""

    name: str
    role: str
    password: str


class Changes(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to change; what is left out stays."""

    role: str | None = None
    disabled: bool | None = None
    password: str | None = None


class NewToken(Struct, frozen=True, forbid_unknown_fields=True):
    """What a token is for, and what it may do: no more than oneself."""

    name: str
    role: str = "viewer"


class Kept(Struct, frozen=True):
    """An API token, without its secret."""

    id: str
    name: str
    role: str
    created: str


class Accounts(Struct, frozen=True):
    """All accounts."""

    items: list[Account]


class Tokens(Struct, frozen=True):
    """One's own tokens."""

    items: list[Kept]


@get("/users", opt=_ADMIN, sync_to_thread=True, tags=["people"])
def users(library: TheLibrary) -> Accounts:
    """All accounts."""
    return Accounts(people.listed(library))


@post("/users", opt=_ADMIN, sync_to_thread=True, tags=["people"])
def add_user(request: Asking, library: TheLibrary, data: JSONBody[NewAccount]) -> Account:
    """Adds an account. On a desk without accounts the command line does so: it is another desk then."""
    _needs_accounts(request)
    return people.add(library, data.name, data.role, data.password)


@patch("/users/{name:str}", opt=_ADMIN, sync_to_thread=True, tags=["people"])
def change_user(request: Asking, library: TheLibrary, name: FromPath[str], data: JSONBody[Changes]) -> Account:
    """Changes an account's role or password, disables it or lets it in again. Its sessions are over then."""
    _needs_accounts(request)
    return people.change(library, name, data.role, data.disabled, data.password)


@get("/tokens", opt=_OWN, sync_to_thread=True, tags=["people"])
def tokens(library: TheLibrary, person: Me) -> Tokens:
    """One's own API tokens."""
    return Tokens([Kept(one.id, one.name, one.role, one.created) for one in people.tokens(library, person)])


@post("/tokens", opt=_OWN, sync_to_thread=True, tags=["people"])
def add_token(
    request: Asking,
    library: TheLibrary,
    person: Me,
    data: JSONBody[NewToken],
) -> Made:
    """A new API token; its secret is shown this once."""
    _needs_session(request)
    return people.make_token(library, person, data.name, data.role)


@delete("/tokens/{id_:str}", opt=_OWN, sync_to_thread=True, tags=["people"])
def remove_token(
    request: Asking,
    library: TheLibrary,
    person: Me,
    id_: FromPath[str],
) -> None:
    """Ends a token."""
    _needs_session(request)
    people.remove_token(library, person, id_)


def _needs_session(request: Asking) -> None:
    """A token that is stolen must not outlive its removal by making others."""
    if request.auth.is_token:
        raise Problem(403, "a token cannot keep tokens: sign in")


def _needs_accounts(request: Asking) -> None:
    if desk_of(request).single is not None:
        raise Problem(403, "this desk has no accounts: dateline users add makes the first one")


HANDLERS = [users, add_user, change_user, tokens, add_token, remove_token]
"""What this module serves."""

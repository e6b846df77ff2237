"""Who may enter the desk and what they may do there: accounts, sessions, API tokens.

Passwords are kept as Argon2id hashes with the cost that RFC 9106 (section 4) recommends for little memory. Sessions and
tokens are random secrets of 256 bits; the library keeps their sha256 alone."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct
from sqlalchemy import Connection

from dateline.errors import NotFoundError, UsageError
from dateline.library import accounts
from dateline.library.accounts import Account, Token
from dateline.library.library import Library
from dateline.library.log import now

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["viewer", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may. A viewer reads; an analyst adds reports and judges; an admin keeps accounts."""
SESSION = timedelta(hours=12)
SINGLE_SESSION = timedelta(days=30)
"""How long someone stays signed in: with an account; as the one person of a desk without accounts."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?")
_SHORTEST, _LONGEST = 10, 1000


class Person(Struct, frozen=True):
    """Who asks. ``account``: None for the one person of a desk without accounts. ``expires``: of the session."""

    name: str
    role: Role
    account: str | None = None
    expires: str | None = None

    def may(self, role: Role) -> bool:
        """Whether they may do what ``role`` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Made(Struct, frozen=True):
    """A new token with its ``secret``, which is shown this once."""

    id: str
    name: str
    role: str
    created: str
    secret: str


def is_used(library: Library) -> bool:
    """Whether the desk of this library has accounts."""
    with library.reading() as connection:
        return accounts.has_accounts(connection)


def listed(library: Library) -> list[Account]:
    """All accounts."""
    with library.reading() as connection:
        return accounts.all_accounts(connection)


def add(library: Library, name: str, role: str, password: str) -> Account:
    """Adds an account. Raises UsageError for a name that is taken or none, for a role there is none of or a short
    password, and where the first account is no admin."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name of an account: small letters, digits, . _ - @, 64 at most")
    made, hashed = Account(name, _role(role), False, now()), hash_of(password)
    with library.noting() as connection:
        if accounts.account(connection, name) is not None:
            raise UsageError(f"{name}: there is such an account; another name, or dateline users password {name}")
        if role != "admin" and not accounts.has_accounts(connection):
            raise UsageError("the first account must be an admin's: somebody has to keep the others")
        accounts.add_account(connection, made, hashed)
    return made


def change(
    library: Library, name: str, role: str | None = None, disabled: bool | None = None, password: str | None = None
) -> Account:
    """Changes an account; whoever is signed in with it has to sign in again, and one that is disabled loses its tokens.
    Raises NotFoundError where there is none, UsageError where no admin would be left."""
    hashed = hash_of(password) if password is not None else None
    with library.noting() as connection:
        old = accounts.account(connection, name)
        if old is None:
            raise NotFoundError(f"{name}: there is no such account; dateline users list shows those there are")
        new = Account(
            name,
            _role(role) if role is not None else old.role,
            old.disabled if disabled is None else disabled,
            old.created,
        )
        others = [one for one in accounts.all_accounts(connection) if one.name != name]
        if not any(one.role == "admin" and not one.disabled for one in [*others, new]):
            raise UsageError(f"{name} is the only admin: make somebody else an admin first")
        accounts.change_account(connection, name, role=new.role, disabled=new.disabled)
        if hashed is not None:
            accounts.change_account(connection, name, password=hashed)
        accounts.close_sessions(connection, name)
        if new.disabled:
            accounts.remove_tokens(connection, name)
    return new


def sign_in(library: Library, name: str, password: str) -> str | None:
    """The secret of a new session; None where name or password are wrong or the account is disabled. A wrong name takes
    as long as a wrong password."""
    with library.reading() as connection:
        found, hashed = accounts.account(connection, name), accounts.password_of(connection, name)
    is_right = _is_right(hashed or _nobody(), password)
    if found is None or hashed is None or found.disabled or not is_right:
        return None
    renewed = hash_of(password) if _hasher().check_needs_rehash(hashed) else None
    secret = secrets.token_urlsafe(32)
    with library.noting() as connection:
        if renewed is not None:
            accounts.change_account(connection, name, password=renewed)
        _open(connection, secret, name, SESSION)
    return secret


def let_in(library: Library) -> str:
    """The secret of a new session of the one person of a desk without accounts."""
    secret = secrets.token_urlsafe(32)
    with library.noting() as connection:
        _open(connection, secret, None, SINGLE_SESSION)
    return secret


def sign_out(library: Library, secret: str) -> None:
    """Ends a session."""
    with library.noting() as connection:
        accounts.close_session(connection, digest(secret))


def of_session(connection: Connection, secret: str, single: str | None) -> Person | None:
    """Whose session it is; None where it is over, or of the other kind of desk. ``single``: the name of the one person
    of a desk without accounts, None where there are accounts."""
    found = accounts.session(connection, digest(secret))
    if found is None or found.expires is None or found.expires <= now():
        return None
    return _person(connection, found, single)


def of_token(connection: Connection, secret: str, single: str | None) -> Person | None:
    """Whose API token it is; it never may more than its account may now."""
    found = accounts.token(connection, digest(secret))
    return None if found is None else _person(connection, found, single)


def tokens(library: Library, person: Person) -> list[Token]:
    """A person's own API tokens."""
    with library.reading() as connection:
        return accounts.tokens_of(connection, person.account)


def make_token(library: Library, person: Person, name: str, role: str) -> Made:
    """A new API token of a person. Raises UsageError for a role above their own or a bad name."""
    name = " ".join(name.split())
    if not name or len(name) > 100 or not name.isprintable():
        raise UsageError("say in 100 characters or less what the token is for")
    if not person.may(_role(role)):
        raise UsageError(f"a token may not do more than you: {person.role} or less, not {role}")
    secret = f"dateline_{secrets.token_urlsafe(32)}"
    made = Token(secrets.token_hex(8), name, role, now(), person.account)
    with library.noting() as connection:
        accounts.add_token(connection, made, digest(secret))
    return Made(made.id, name, role, made.created, secret)


def remove_token(library: Library, person: Person, id_: str) -> None:
    """Ends a token of a person. Raises NotFoundError where they have none of that id."""
    with library.noting() as connection:
        if not accounts.remove_token(connection, person.account, id_):
            raise NotFoundError(f"{id_}: you have no such token")


def hash_of(password: str) -> str:
    """What is kept of a password. Raises UsageError for a short or a very long one."""
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise UsageError(f"a password has {_SHORTEST} to {_LONGEST} characters: several words are good")
    try:
        return _hasher().hash(password)
    except UnicodeEncodeError:
        raise UsageError("the password holds characters that are none: type it again") from None


def digest(secret: str) -> str:
    """What is kept of a session's or token's secret."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _open(connection: Connection, secret: str, of: str | None, lasts: timedelta) -> None:
    until = (datetime.now(UTC) + lasts).strftime("%Y-%m-%dT%H:%M:%SZ")
    accounts.open_session(connection, digest(secret), of, now(), until)


def _person(connection: Connection, found: accounts.Bearer, single: str | None) -> Person | None:
    if found.account is None:
        return Person(single, _role(found.role or "admin"), None, found.expires) if single is not None else None
    known = accounts.account(connection, found.account) if single is None else None
    if known is None or known.disabled:
        return None
    role = min(_role(known.role), _role(found.role or known.role), key=ROLES.index)
    return Person(known.name, role, known.name, found.expires)


def _role(value: str) -> Role:
    for role in ROLES:
        if role == value:
            return role
    raise UsageError(f"{value!r} is no role: {', '.join(ROLES)}")


def _is_right(hashed: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > _LONGEST:
        return False
    try:
        return _hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    """The hash of a password that nobody has."""
    return _hasher().hash(secrets.token_urlsafe(32))

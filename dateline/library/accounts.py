"""Accounts, sessions and API tokens in the database. Of secrets it holds hashes alone; who may do what is decided in
``dateline.work.people``."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, delete, select

from dateline.library.desk_tables import accounts, api_tokens, sessions


class Account(Struct, frozen=True):
    """Someone who may enter the desk: ``role`` is viewer, analyst or admin; ``created`` a moment in UTC."""

    name: str
    role: str
    disabled: bool
    created: str


class Bearer(Struct, frozen=True):
    """What a session or a token stands for: an ``account``, None for the one person of a desk without accounts; the
    ``role`` that a token is held to, None for a session; ``expires``, None for a token."""

    account: str | None
    role: str | None = None
    expires: str | None = None


class Token(Struct, frozen=True):
    """A program's way in, without the secret itself."""

    id: str
    name: str
    role: str
    created: str
    account: str | None


def all_accounts(connection: Connection) -> list[Account]:
    """All accounts, sorted by name."""
    return sorted((_account(row) for row in connection.execute(select(accounts))), key=lambda one: one.name)


def has_accounts(connection: Connection) -> bool:
    """Whether there is any account, a disabled one included."""
    return connection.execute(select(accounts.c.name).limit(1)).first() is not None


def account(connection: Connection, name: str) -> Account | None:
    """The account of that name."""
    row = connection.execute(select(accounts).where(accounts.c.name == name)).first()
    return _account(row) if row else None


def password_of(connection: Connection, name: str) -> str | None:
    """The hash of an account's password."""
    found: str | None = connection.scalar(select(accounts.c.password).where(accounts.c.name == name))
    return found


def add_account(connection: Connection, made: Account, password: str) -> None:
    """Adds an account; ``password`` is its hash."""
    connection.execute(
        accounts.insert().values(
            name=made.name, role=made.role, password=password, disabled=made.disabled, created=made.created
        )
    )


def change_account(connection: Connection, name: str, **values: Any) -> None:
    """Changes ``role``, ``disabled`` or ``password`` (its hash)."""
    connection.execute(accounts.update().where(accounts.c.name == name).values(**values))


def open_session(connection: Connection, token: str, of: str | None, created: str, expires: str) -> None:
    """Begins a session and forgets those that are over; ``token`` is the hash of its secret."""
    connection.execute(delete(sessions).where(sessions.c.expires <= created))
    connection.execute(sessions.insert().values(token=token, account=of, created=created, expires=expires))


def session(connection: Connection, token: str) -> Bearer | None:
    """The session of a secret's hash, whether it is over or not."""
    query = select(sessions.c.account, sessions.c.expires).where(sessions.c.token == token)
    row = connection.execute(query).first()
    return Bearer(row.account, expires=row.expires) if row else None


def close_session(connection: Connection, token: str) -> None:
    """Ends one session."""
    connection.execute(delete(sessions).where(sessions.c.token == token))


def close_sessions(connection: Connection, of: str) -> None:
    """Ends all sessions of an account."""
    connection.execute(delete(sessions).where(sessions.c.account == of))


def tokens_of(connection: Connection, of: str | None) -> list[Token]:
    """The tokens of an account, oldest first."""
    query = select(api_tokens).where(_is(of))
    found = [Token(row.id, row.name, row.role, row.created, row.account) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one.created, one.id))


def add_token(connection: Connection, made: Token, token: str) -> None:
    """Adds a token; ``token`` is the hash of its secret."""
    values = {"id": made.id, "name": made.name, "role": made.role, "created": made.created, "account": made.account}
    connection.execute(api_tokens.insert().values(token=token, **values))


def token(connection: Connection, hashed: str) -> Bearer | None:
    """What the token of a secret's hash stands for."""
    row = connection.execute(select(api_tokens).where(api_tokens.c.token == hashed)).first()
    return Bearer(row.account, row.role) if row else None


def remove_token(connection: Connection, of: str | None, id_: str) -> bool:
    """Removes a token of an account; whether it was there."""
    return connection.execute(delete(api_tokens).where(_is(of) & (api_tokens.c.id == id_))).rowcount > 0


def remove_tokens(connection: Connection, of: str) -> None:
    """Removes all tokens of an account."""
    connection.execute(delete(api_tokens).where(api_tokens.c.account == of))


def _is(of: str | None) -> Any:
    return api_tokens.c.account.is_(None) if of is None else api_tokens.c.account == of


def _account(row: Any) -> Account:
    return Account(row.name, row.role, bool(row.disabled), row.created)

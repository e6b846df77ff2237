"""The commands that keep the desk's accounts."""

from __future__ import annotations

import os
import sys

import click

from dateline.commands.options import stored
from dateline.commands.printing import listed, print_rows
from dateline.errors import UsageError
from dateline.work import terminal

PASSWORD = "DATELINE_PASSWORD"
"""Environment variable with the password, for programs: a command line is seen by other users of the machine."""

_ROLE = click.option(
    "--role",
    type=click.Choice(["viewer", "analyst", "admin"]),
    default="viewer",
    show_default=True,
    help="A viewer reads, an analyst adds reports and judges, an admin keeps the accounts too.",
)


@click.group()
def users() -> None:
    """Keep the accounts of the desk. Once there is one, dateline serve asks people to sign in."""


@users.command("add")
@click.argument("name")
@_ROLE
@stored
@listed
def add(name: str, role: str, location: str | None, store: str | None, format_: str | None) -> int:
    """Add an account; the first one is an admin's. The password is asked for."""
    from dateline.work import people
    from dateline.work.keep import opened

    with opened(location, store, create=True, tell=terminal.tell) as library:
        return print_rows([people.add(library, name, role, _password())], format_)


@users.command("list")
@stored
@listed
def list_(location: str | None, store: str | None, format_: str | None) -> int:
    """List the accounts."""
    from dateline.work import people
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return print_rows(people.listed(library), format_)


@users.command("role")
@click.argument("name")
@click.argument("role")
@stored
@listed
def role(name: str, role: str, location: str | None, store: str | None, format_: str | None) -> int:
    """Change what someone may do: viewer, analyst or admin."""
    return _change(location, store, format_, name, role=role)


@users.command("password")
@click.argument("name")
@stored
@listed
def password(name: str, location: str | None, store: str | None, format_: str | None) -> int:
    """Give someone another password; they have to sign in again."""
    return _change(location, store, format_, name, password=_password())


@users.command("disable")
@click.argument("name")
@stored
@listed
def disable(name: str, location: str | None, store: str | None, format_: str | None) -> int:
    """Let someone in no more: at once, and their API tokens end. What they judged stays."""
    return _change(location, store, format_, name, disabled=True)


@users.command("enable")
@click.argument("name")
@stored
@listed
def enable(name: str, location: str | None, store: str | None, format_: str | None) -> int:
    """Let someone in again."""
    return _change(location, store, format_, name, disabled=False)


def _change(
    location: str | None,
    store: str | None,
    format_: str | None,
    name: str,
    role: str | None = None,
    disabled: bool | None = None,
    password: str | None = None,
) -> int:
    from dateline.work import people
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return print_rows([people.change(library, name, role, disabled, password)], format_)


def _password() -> str:
    """The password: from the environment, asked for twice on a terminal, else the first line of standard input."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UsageError(f"give the password on standard input, or as ${PASSWORD}")
    return line

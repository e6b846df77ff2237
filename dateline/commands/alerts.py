"""``dateline alerts``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import stored
from dateline.commands.printing import chosen, listed, print_each, print_rows, write
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.work.alerting.notice import Notice
    from dateline.work.alerts import Sent

_FILE = click.Path(path_type=Path)


@click.group()
def alerts() -> None:
    """Alerts: what is told when something happens, or is said to; the rules for it, and where it goes."""


@alerts.command("list")
@stored
@click.option(
    "--state",
    type=click.Choice(["active", "cancelled", "ended", "all"]),
    default="active",
    show_default=True,
    help="Of that state; ended: the rule was taken out.",
)
@click.option("--rule", metavar="NAME", help="Of that rule.")
@listed
def list_(location: str | None, store: str | None, state: str, rule: str | None, format_: str | None) -> int:
    """Print the alerts there are, the oldest first."""
    from dateline.work.alerts import alerts as work
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        found = work(library, state, rule)  # type: ignore[arg-type]
    if chosen(format_) != "table":
        return print_rows(found, format_)
    from dateline.work.wording import printable

    for one in found:
        state_ = "" if one.state == "active" else f" [{one.state}]"
        left = f" ({one.waiting} to be delivered, {one.failed} failed)" if one.waiting or one.failed else ""
        click.echo(printable(f"{one.id[:8]} {one.rule}{state_}: {one.headline or 'withdrawn'}{left}"))
    return 0


@alerts.command()
@click.argument("alert")
@stored
@click.option(
    "--as", "as_", type=click.Choice(["text", "json", "cap"]), default="text", show_default=True, help="In that form."
)
def show(alert: str, location: str | None, store: str | None, as_: str) -> int:
    """Print all messages of one alert, in order. ALERT is the beginning of its id."""
    import msgspec

    from dateline.exchange import cap_message as cap
    from dateline.library.alerts import AlertMessage
    from dateline.work.alerting.as_cap import cap_message
    from dateline.work.alerting.as_text import text
    from dateline.work.alerts import messages
    from dateline.work.keep import opened
    from dateline.work.wording import printable

    with opened(location, store, tell=terminal.tell) as library:
        found = messages(library, alert)
    if as_ == "json":
        write(map(msgspec.json.encode, found))
        return 0
    kept = [AlertMessage(one.alert, one.version, one.kind, one.at, None) for one in found]
    for number, one in enumerate(found):
        if one.notice is None:
            terminal.tell(f"message {one.version} ({one.kind}) was erased with a report that it quoted")
        elif as_ == "cap":
            write([cap.alert(cap_message(kept[number], one.notice, kept[:number], "dateline"))], end=b"")
        else:
            click.echo("\n".join(map(printable, text(kept[number], one.notice).splitlines())) + "\n")
    return 0


@alerts.command()
@click.argument("file", type=_FILE)
@stored
@listed
def test(file: Path, location: str | None, store: str | None, format_: str | None) -> int:
    """Check the rules in FILE and print what they would tell of all that is in the library; nothing is kept or sent."""
    from dateline.work.alerting.rules import read_rules
    from dateline.work.alerts import test as work
    from dateline.work.keep import opened

    rules = read_rules(file)
    with opened(location, store, tell=terminal.tell) as library:
        terminal.announce()
        return print_each(work(library, rules), chosen(format_), _noticed)


def _noticed(one: Notice) -> tuple[str | None, tuple[str, str] | None]:
    return f"{one.rule}: {one.headline}", None


@alerts.command()
@click.argument("file", type=_FILE)
@stored
@listed
def use(file: Path, location: str | None, store: str | None, format_: str | None) -> int:
    """Make the rules in FILE those of the library: from now on each change of it raises, updates, cancels alerts."""
    from dateline.work.alerting.rules import read_rules
    from dateline.work.alerts import use as work
    from dateline.work.keep import opened

    rules = read_rules(file)
    with opened(location, store, create=True, tell=terminal.tell) as library:
        return print_rows(work(library, rules), format_)


@alerts.command()
@stored
@listed
def rules(location: str | None, store: str | None, format_: str | None) -> int:
    """Print the rules that the library applies."""
    from dateline.work.alerts import applied
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return print_rows(applied(library), format_)


@alerts.command()
@click.argument("file", type=_FILE)
@stored
@click.option("--retry", is_flag=True, help="Also what could not be delivered before.")
@listed
def send(file: Path, location: str | None, store: str | None, retry: bool, format_: str | None) -> int:
    """Deliver what waits and is due, in the ways that FILE names."""
    from dateline.collect.clock import Clock
    from dateline.work.alerting.rules import read_rules
    from dateline.work.alerts import Sender
    from dateline.work.alerts import retry as again
    from dateline.work.keep import opened

    found: list[Sent] = []
    with opened(location, store, tell=terminal.tell) as library:
        if retry:
            again(library, Clock())
        Sender(library, read_rules(file)).run(found.append)
    return print_each(found, chosen(format_), told)


def told(one: Sent) -> tuple[str | None, tuple[str, str] | None]:
    """The line for a delivery."""
    if one.why is not None and one.state != "sent":
        again = f"; again from {one.due} on" if one.due else ""
        return None, (f"alert {one.alert[:8]}" if one.alert else "alerts", one.why + again)
    note = f" ({one.why})" if one.why else ""
    return f"sent by {one.channel}: {one.kind} {one.alert[:8]} {one.headline or ''}{note}", None


@alerts.command()
@stored
@click.option("--title", default="Alerts", show_default=True, metavar="TEXT", help="The feed's title.")
@click.option("--most", type=click.IntRange(1, 10_000), default=200, show_default=True, metavar="N", help="Entries.")
@click.option("--output", type=_FILE, metavar="FILE", help="Write it to that file instead of standard output.")
def feed(location: str | None, store: str | None, title: str, most: int, output: Path | None) -> int:
    """Print the alerts as an Atom feed, the newest change first."""
    from dateline.work.alerting.send import write as save
    from dateline.work.alerts import atom
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        body = atom(library, title, most)
    if output is None:
        write([body], end=b"")
    else:
        save(output, body)
    return 0

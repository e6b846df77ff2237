"""``dateline watch``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import stored
from dateline.commands.printing import check_text, chosen, listed, print_each
from dateline.errors import DatelineError, UsageError
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.library.library import Library
    from dateline.work.alerting.rules import Rules
    from dateline.work.watch import Watched


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@stored
@click.option("--once", is_flag=True, help="Look once and end, as for a scheduler.")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    metavar="MINUTES",
    help="Look again so often, until it is stopped. Default: 15.",
)
@click.option(
    "--alerts",
    "rules",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Raise alerts by the rules in FILE, and deliver them.",
)
@click.option("--no-pages", is_flag=True, help="Fetch no pages: read what the feeds themselves hold.")
@click.option(
    "--allow", multiple=True, metavar="HOST", help="A host that may be reached though its address is not public."
)
@click.option(
    "--ignore-robots",
    "unasked",
    multiple=True,
    metavar="HOST",
    help="A host whose owner has agreed to be read whatever its robots.txt says.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to a host; more where its robots.txt asks for more.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="What one request may take in all.",
)
@click.option(
    "--at-once",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    metavar="N",
    help="Hosts asked at the same time; each has one connection at most.",
)
@click.option(
    "--contact", metavar="TEXT", help="How to reach you: sent with each request, for those who run the hosts."
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Processes that read."
)
@listed
def watch(
    feeds: tuple[str, ...],
    location: str | None,
    store: str | None,
    once: bool,
    every: float | None,
    rules: Path | None,
    no_pages: bool,
    allow: tuple[str, ...],
    unasked: tuple[str, ...],
    delay: float,
    timeout: float,
    at_once: int,
    contact: str | None,
    jobs: int,
    format_: str | None,
) -> int:
    """Read feeds and folders again and again, add what is new to the library, once; raise alerts.

    FEEDS is an OPML file, a file with an address a line, the address of a feed (RSS, Atom, JSON Feed, news sitemap),
    or a folder; or several of them. A watch that was stopped goes on where it was."""
    from dateline.collect.fetch import AGENT, Limits
    from dateline.collect.polite import Manners
    from dateline.version import __version__
    from dateline.work.alerting.rules import read_rules
    from dateline.work.keep import opened
    from dateline.work.watch import watch as work
    from dateline.work.watched import Settings

    if once and every is not None:
        raise UsageError("--once looks once, --every again and again: give one or the other")
    check_text("--contact", contact)
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise UsageError("--contact goes into a header: give plain letters, as an e-mail address has them")
    manners = Manners(
        delay=delay,
        agent=f"{AGENT}/{__version__}" + (f" ({contact})" if contact else ""),
        unasked=unasked,
        limits=Limits(seconds=timeout),
    )
    settings = Settings(manners=manners, allow=allow, pages=not no_pages, at_once=at_once)
    parsed = read_rules(rules) if rules is not None else None
    with opened(location, store, create=True, tell=terminal.tell) as library:
        terminal.announce()
        after = _delivery(library, parsed) if parsed is not None else lambda: None
        found = work(library, feeds, settings, None if once else (every or 15.0) * 60, jobs, after=after)
        return print_each(found, chosen(format_), partial(_told, once))


def _delivery(library: Library, rules: Rules) -> Callable[[], float | None]:
    """What delivers alerts after each round; what is said of it goes to standard error."""
    from dateline.commands.alerts import told
    from dateline.work.alerts import Sender, Sent, use

    use(library, rules)
    sender = Sender(library, rules)

    def say(one: Sent) -> None:
        line, failure = told(one)
        if failure is not None:
            terminal.complain(DatelineError(failure[1]), failure[0])
        elif line is not None:
            terminal.tell(line)

    return lambda: sender.run(say)


def _told(once: bool, one: Watched) -> tuple[str | None, tuple[str, str] | None]:
    note = f" ({one.note})" if one.note else ""
    if one.status == "failed":
        return None, (one.input, (one.why or "") + note + (f"; again from {one.until} on" if one.until else ""))
    if one.status == "unchanged":
        return None, None
    if one.status == "listed":
        changed = f", {one.changed} changed" if one.changed else ""
        return f"{one.title or one.input}: {one.new} new{changed}{note}", None
    if one.status == "put off" and one.input == one.feed and not once:
        return None, None  # said when it failed
    if one.status == "put off":
        return f"put off until {one.until}: {one.input}: {one.why}", None
    if one.status == "passed over":
        return f"passed over: {one.input}: {one.why}", None
    claims = f", {one.claims} claim{'' if one.claims == 1 else 's'}" if one.status in ("added", "revised") else ""
    return f"{one.status}: {(one.report or '')[:8]} {one.title or one.input}{claims}{note}", None

"""``dateline judge``: what people say of claims, events, places, actors, reports and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.commands.options import stored
from dateline.commands.printing import check_text, chosen, listed, print_each, print_rows
from dateline.errors import UsageError
from dateline.work import terminal

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.work.judgement_files import Taken
    from dateline.work.judging import Session

F = TypeVar("F", bound=Callable[..., Any])
"""Kinds as ``dateline.corroborate.judgement`` has them; importing that would slow every command down."""
KINDS = (
    "accept", "add", "reject", "correct", "same", "different", "place", "actor", "registry", "report", "grade",
    "retract",
)  # fmt: skip
RELATIONS = (
    "same", "different", "name", "kind", "sector", "country", "part-of", "not-part-of", "allied", "not-allied",
)  # fmt: skip


def judges(command: F) -> F:
    """The options of every command that adds judgements."""
    command = listed(stored(command))
    command = click.option("--note", metavar="TEXT", help="Why. Kept with the judgement.")(command)
    return click.option("--who", metavar="NAME", help="Who judges. Default: $DATELINE_WHO, else the login name.")(
        command
    )


@click.group()
def judge() -> None:
    """Add, list and take back what people say of the machine's findings.

    ANCHOR is REPORT:START-END or REPORT:WORDS, where a claim's telling words (for place and actor: any words) stand;
    REPORT is the beginning of its id, eight characters or more. Where several claims share their words: …:TYPE."""


@judge.command("claims")
@click.argument("report")
@stored
@listed
def judge_claims(report: str, location: str | None, store: str | None, format_: str | None) -> int:
    """List the claims of REPORT with their anchors and what was made of them."""
    from dateline.work.judged_claims import standing
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return _print(standing(library, report), format_)


@judge.command("accept")
@click.argument("anchors", nargs=-1, required=True, metavar="ANCHOR...")
@judges
def judge_accept(anchors: tuple[str, ...], **options: Any) -> int:
    """Vouch for claims as they stand."""
    from dateline.work.judge_claims import accept

    return _judged(lambda session: accept(session, anchors), options)


@judge.command("reject")
@click.argument("anchors", nargs=-1, required=True, metavar="ANCHOR...")
@judges
def judge_reject(anchors: tuple[str, ...], **options: Any) -> int:
    """Take claims out: there is no such thing in the text."""
    from dateline.work.judge_claims import reject

    return _judged(lambda session: reject(session, anchors), options)


@judge.command("correct")
@click.argument("anchor")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@judges
def judge_correct(anchor: str, fields: tuple[str, ...], **options: Any) -> int:
    """Give fields of a claim other values; where no claim stands, add one (with type=…).

    status=denied, actors="the group=Free Syrian Army; its allies", places="at:Kobane=305567", time=2015-03-02,
    killed=13+ … or JSON as in the output. docs/judgements.md lists all forms."""
    from dateline.work.judge_claims import correct

    return _judged(lambda session: correct(session, anchor, fields), options)


@judge.command("same")
@click.argument("tellings", nargs=-1, required=True, metavar="ANCHOR|EVENT...")
@judges
def judge_same(tellings: tuple[str, ...], **options: Any) -> int:
    """Say that claims, or all claims of events, tell of one event."""
    from dateline.work.judge import same

    return _judged(lambda session: same(session, tellings), options)


@judge.command("different")
@click.argument("tellings", nargs=-1, required=True, metavar="ANCHOR|EVENT...")
@judges
def judge_different(tellings: tuple[str, ...], **options: Any) -> int:
    """Say that claims, or events, are of different events; EVENT ANCHOR takes a claim out of an event."""
    from dateline.work.judge import different

    return _judged(lambda session: different(session, tellings), options)


@judge.command("place")
@click.argument("anchor")
@click.option("--id", "geonames", metavar="ID", help="A GeoNames id; dateline gazetteer search finds it.")
@click.option("--at", metavar="LAT,LON", help="A point, in WGS84 degrees.")
@click.option(
    "--radius", "radius_km", type=click.FloatRange(min=0, min_open=True), metavar="KM", help="Of --at. Default: 5."
)
@click.option("--unresolved", is_flag=True, help="Nobody can say where.")
@click.option("--everywhere", is_flag=True, help="The same words all through the report.")
@judges
def judge_place(
    anchor: str,
    geonames: str | None,
    at: str | None,
    radius_km: float | None,
    unresolved: bool,
    everywhere: bool,
    **options: Any,
) -> int:
    """Say where words of a report lie."""
    from dateline.work.judge import fix_place

    def work(session: Session) -> None:
        fix_place(session, anchor, geonames, at, radius_km, unresolved, everywhere)

    return _judged(work, options)


@judge.command("actor")
@click.argument("actor", metavar="ANCHOR|ACTOR")
@click.option("--name", metavar="NAME", help="Whom the words stand for; of an actor: how it is called.")
@click.option("--id", "id_", metavar="ACTOR", help="Of an ANCHOR: the actor's id.")
@click.option("--same", multiple=True, metavar="ACTOR", help="Another name or id of it.")
@click.option("--different", multiple=True, metavar="ACTOR", help="It is not this one.")
@click.option("--kind", metavar="KIND", help="Its kind: armed-actor, organisation, person, group …")
@click.option("--sector", metavar="CODE", help="Its PLOVER sector: GOV, MIL, REB …")
@click.option("--country", metavar="CODE", help="Its country's code of two letters.")
@click.option("--part-of", multiple=True, metavar="ACTOR", help="It belongs to this one.")
@click.option("--not-part-of", multiple=True, metavar="ACTOR", help="It does not.")
@click.option("--allied", multiple=True, metavar="ACTOR", help="It is allied with this one.")
@click.option("--not-allied", multiple=True, metavar="ACTOR", help="It is not.")
@judges
def judge_actor(actor: str, name: str | None, id_: str | None, **options: Any) -> int:
    """Say whom words of a report stand for, or what holds of an actor (a name or an id) in all reports."""
    from dateline.work import judge as work
    from dateline.work.anchors import is_anchor

    given = {relation: options.pop(relation.replace("-", "_"), None) for relation in RELATIONS if relation != "name"}
    facts: list[Any] = [("name", name)] if name is not None else []
    for relation, value in given.items():
        facts += [(relation, one) for one in ([value] if isinstance(value, str) else value or ())]
    for relation, value in facts:
        check_text(f"--{relation}", value)
    if not is_anchor(actor):
        if id_ is not None:
            raise UsageError(f"--id goes with words of a report; {actor!r} is no anchor")
        return _judged(lambda session: work.describe_actor(session, actor, facts), options)
    if any(relation != "name" for relation, _ in facts):
        raise UsageError("of words of a report say --name or --id; --kind, --part-of and the like go with an actor")
    return _judged(lambda session: work.name_words(session, actor, name, id_), options)


@judge.command("report")
@click.argument("report")
@click.option("--date", metavar="YYYY-MM-DD", help="When it was published; unknown where nobody can say.")
@click.option("--publisher", metavar="NAME", help="Its outlet; unknown where nobody can say.")
@judges
def judge_report(report: str, date: str | None, publisher: str | None, **options: Any) -> int:
    """Say when, or by which outlet, a report was published; days that count from it are worked out anew."""
    from dateline.work.judge import fix_report

    check_text("--publisher", publisher)
    return _judged(lambda session: fix_report(session, report, date, publisher), options)


@judge.command("grade")
@click.argument("source")
@click.argument("letter", metavar="A|B|C|D|E|F")
@judges
def judge_grade(source: str, letter: str, **options: Any) -> int:
    """Grade an outlet or a source by the Admiralty code: A completely reliable, E unreliable, F cannot be judged."""
    from dateline.work.judge import grade

    check_text("SOURCE", source)
    return _judged(lambda session: grade(session, source, letter), options)


@judge.command("undo")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@judges
def judge_undo(ids: tuple[str, ...], **options: Any) -> int:
    """Take judgements back, by their ids: everything is as if they had never been. Undoing that restores them."""
    from dateline.work.judge import take_back

    return _judged(lambda session: take_back(session, ids), options)


@judge.command("list")
@click.option("--report", metavar="REPORT", help="Only those on this report.")
@click.option("--who", metavar="NAME", help="Only this person's.")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--in-force", is_flag=True, help="Only those that hold now.")
@stored
@listed
def judge_list(
    report: str | None,
    who: str | None,
    kind: str | None,
    in_force: bool,
    location: str | None,
    store: str | None,
    format_: str | None,
) -> int:
    """List judgements, oldest first: who said what, when, and whether it holds. As jsonl, add takes them over."""
    from dateline.work.judgement_list import Wanted, listing
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return _print(listing(library, Wanted(report, who, kind, in_force)), format_)


@judge.command("add")
@click.argument("file", metavar="FILE")
@stored
@listed
def judge_add(file: str, location: str | None, store: str | None, format_: str | None) -> int:
    """Take over judgements that list --format jsonl wrote in another copy of the library (- is standard input).

    They keep their authors, moments and ids; those that are there already change nothing."""
    from dateline.work.judgement_files import add_file
    from dateline.work.keep import opened

    with opened(location, store, tell=terminal.tell) as library:
        return print_each(add_file(library, file), chosen(format_), lambda one: _taken(file, one))


def _taken(file: str, one: Taken) -> tuple[str | None, tuple[str, str] | None]:
    if one.status == "failed":
        return None, (f"{file}, line {one.line}", one.why or "")
    return f"{one.status}: {(one.id or '')[:8]}", None


def _judged(work: Callable[[Session], None], options: dict[str, Any]) -> int:
    """Does what is to be judged in one transaction and prints what came into the library."""
    from dateline.work.judgement_list import told
    from dateline.work.judging import judging
    from dateline.work.keep import bring_up_to_date, opened

    who, note = options["who"], options["note"]
    check_text("--who", who)
    check_text("--note", note)
    with opened(options["location"], options["store"], tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        transaction: AbstractContextManager[Session] = judging(library, who, note)
        with transaction as session:
            work(session)
        made = told(session.made)
    return _print(made, options["format_"])


def _print(found: Sequence[tuple[Struct, Struct]], format_: str | None) -> int:
    """Objects, or rows for eyes."""
    is_table = chosen(format_) == "table"
    return print_rows([pair[is_table] for pair in found], format_)

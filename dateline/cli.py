"""The commands, thin: each reads its options, calls a use case of ``dateline.work`` and prints what comes back.

Errors are handled in one place, :func:`main`. Exit status: 0 all done, 1 some inputs failed, 2 wrong call,
130 interrupted, 141 nobody reads the output any more. What a command needs is imported when it runs: a short report
should be read within seconds of a cold start."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from dateline.commands import library
from dateline.commands.actors import actors, sources
from dateline.commands.alerts import alerts
from dateline.commands.brief import brief
from dateline.commands.control import control
from dateline.commands.events import events
from dateline.commands.export import export
from dateline.commands.gazetteer import gazetteer
from dateline.commands.import_ import import_, imports
from dateline.commands.judge import judge
from dateline.commands.options import collecting, processes
from dateline.commands.outlook import ask, outlook
from dateline.commands.partitions import Run, partitioned
from dateline.commands.printing import check_text, listed, print_all, print_array, print_lines, write
from dateline.commands.serve import serve
from dateline.commands.users import users
from dateline.commands.watch import watch
from dateline.errors import DatelineError, UsageError
from dateline.version import __version__
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.values import Reading

INTERRUPTED = 130
BROKEN_PIPE = 141


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="dateline %(version)s")
def app() -> None:
    """Read news reports about armed conflict: every claim with who says it, who did what to whom, where and when."""


@app.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@listed
@collecting
@click.option(
    "--layers",
    metavar="NAMES",
    help="What the JSON holds, separated by commas: claims (the default), attributions, mentions, places, times, "
    "tokens; or all.",
)
@processes
@partitioned
def read(
    paths: tuple[str, ...],
    format_: str | None,
    date: str | None,
    publisher: str | None,
    raw: bool,
    layers: str | None,
    jobs: int | None,
    **where: Any,
) -> int:
    """Read reports and print what they claim; nothing is stored.

    PATH is a file (.txt .html .jsonl .warc .warc.gz .parquet .eml .rss .atom .xml), a folder, a URL, or - for standard
    input; with --output also an address in an object store (s3://BUCKET/FOLDER).
    """
    from dateline.collect.options import Options
    from dateline.work.encode import layers_of
    from dateline.work.reader import load_encoder
    from dateline.work.reading import expected

    check_text("--publisher", publisher)
    wanted = layers_of(layers) if layers is not None else ("claims",)
    asked = format_
    format_ = format_ or ("table" if sys.stdout.isatty() and layers is None else "jsonl")
    if format_ == "table" and layers is not None:
        raise UsageError("--layers says what the JSON holds: add --format jsonl, or leave it out")
    terminal.announce()
    options = Options(date=date, publisher=publisher, raw=raw)
    run = Run(**where, jobs=jobs)
    if run.output is not None:
        if layers is not None or asked is not None:
            raise UsageError("--output is Parquet: leave --format and --layers out")
        return run.into(paths, options)
    if format_ == "table":
        with terminal.progress(run.readings(paths, options), expected(paths), prints=True) as readings:
            return print_all(readings, _print_tables)
    # Each process turns its own readings into JSON: with all layers that is far less to hand over than the values.
    objects = run.mapped(partial(load_encoder, wanted), paths, options)
    with terminal.progress(objects, expected(paths), prints=True) as lines:
        return print_all(lines, print_lines if format_ == "jsonl" else print_array)


@app.command()
def demo() -> int:
    """Read the bundled sample reports, print what they claim and where to look next."""
    from dateline.work.demo import show

    terminal.announce()
    return show(terminal.console())


@app.command()
@click.argument("name")
@click.option(
    "--data",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The corpus in its original format.",
)
@click.option("--split", default="dev", show_default=True, help="The part of it that is scored.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--predict",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the predictions in the corpus's format.",
)
@click.option("--errors", metavar="FILE", type=click.Path(path_type=Path), help="Write an HTML page of the errors.")
def bench(name: str, data: Path, split: str, as_json: bool, predict: Path | None, errors: Path | None) -> int:
    """Score one public benchmark and show published figures beside; a wrong NAME lists those that there are."""
    from dateline.work.bench import run, table

    result = run(name, data, split, predict, errors)
    if as_json:
        import msgspec

        write([msgspec.json.encode(result)])
    else:
        terminal.console().print(table(result))
    return 0


_COMMANDS = (
    actors,
    alerts,
    ask,
    brief,
    control,
    events,
    export,
    gazetteer,
    import_,
    imports,
    judge,
    outlook,
    serve,
    sources,
    users,
    watch,
)
for _command in (*_COMMANDS, *library.COMMANDS):
    app.add_command(_command)


def main() -> NoReturn:
    """The entry point: runs the command, says what went wrong in one line, exits."""
    try:
        terminal.prepare()
        status = _run(sys.argv[1:])
        sys.stdout.flush()
    except (UsageError, click.UsageError) as error:
        status = _wrong_call(error)
    except click.ClickException as error:
        terminal.complain(DatelineError(error.format_message()))
        status = 1
    except DatelineError as error:
        terminal.complain(error)
        status = 1
    except (KeyboardInterrupt, click.Abort):
        status = INTERRUPTED
    except BrokenPipeError:
        terminal.abandon_output()
        status = BROKEN_PIPE
    except OSError as error:  # inputs have theirs told where they are read: this is the output's, or an output file's
        terminal.complain(DatelineError(f"{error.strerror or error}: nothing more can be written"), error.filename)
        terminal.abandon_output()
        status = 1
    sys.exit(status)


def _run(arguments: list[str]) -> int:
    """Parse and call. ``app.main`` would do so too, but has its own ways with interrupts and broken pipes."""
    try:
        with app.make_context("dateline", arguments) as context:
            return int(app.invoke(context) or 0)
    except click.exceptions.Exit as end:  # --help, --version
        return end.exit_code


def _wrong_call(error: UsageError | click.UsageError) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return 2
    message = error.format_message() if isinstance(error, click.UsageError) else str(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f" ({context.command_path} --help shows how)" if context else ""
    terminal.complain(UsageError(message.rstrip(".") + hint))
    return 2


def _print_tables(readings: Iterator[Reading]) -> None:
    from dateline.work import table

    console = terminal.console()
    shown = False
    for reading in readings:
        console.print(table.show(reading, console.width))
        shown = True
    if shown:
        table.print_legend(console)

"""``dateline brief``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.options import filtering, stored
from dateline.commands.printing import check_text, write
from dateline.work import terminal

if TYPE_CHECKING:
    from dateline.assess.brief.values import Brief


@click.command()
@stored
@filtering
@click.option(
    "--format", "format_", type=click.Choice(["md", "html"]), help="Default: by the ending of --output, else md."
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write there; Markdown's pictures beside it, as FILE-map.svg and FILE-timeline.svg. Default: print.",
)
def brief(location: str | None, store: str | None, format_: str | None, output: Path | None, **given: Any) -> int:
    """Write a situation brief: what reports say of some days, with numbered citations down to the sentence."""
    from dateline.work.brief import brief as work
    from dateline.work.filters import Asked
    from dateline.work.keep import bring_up_to_date, opened

    for option in ("place", "actor"):
        check_text(f"--{option}", given[option])
    with opened(location, store, tell=terminal.tell) as library:
        bring_up_to_date(library, terminal.tell)
        made = work(library, Asked(**given))
    by_name = output is not None and output.suffix.lower() in (".html", ".htm")
    for path, text in _files(made, format_ or ("html" if by_name else "md"), output):
        if path is None:
            write([text.encode()], end=b"")
        else:
            path.write_bytes(text.encode())
    return 0


def _files(made: Brief, format_: str, output: Path | None) -> list[tuple[Path | None, str]]:
    """What is to be written where; None: to standard output."""
    from dateline.assess.brief.markdown import markdown, pictures
    from dateline.assess.brief.page import html

    if format_ == "html":
        return [(output, html(made))]
    if output is None:
        return [(None, markdown(made))]
    svgs = {name: (output.with_name(f"{output.stem}-{name}.svg"), svg) for name, svg in pictures(made).items()}
    text = markdown(made, {name: path.name for name, (path, _) in svgs.items()})
    return [(output, text), *svgs.values()]

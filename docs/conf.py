"""Sphinx's settings: ``make docs`` builds the pages into ``docs/_build``. Nothing of a page comes from elsewhere."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from dateline.version import __version__  # noqa: E402 - the folder of the package must be on the path

project = "dateline"
author = "the authors of dateline"
project_copyright = "the authors of dateline, Apache-2.0"
version = release = __version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown", ".ipynb": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # examples that leave parts out with …

html_theme = "furo"
html_title = f"dateline {__version__}"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"footer_icons": []}

_OUTSIDE = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+(?!docs/)[^)\s]*)\)")


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _read)
    app.connect("include-read", lambda app, path, parent, content: _read(app, str(path), content))


def _read(app: Any, name: str, content: list[str]) -> None:
    """Notebooks become pages; links to files of the clone, which a site does not have, become their names."""
    if content[0].lstrip().startswith('{\n "cells"'):
        content[0] = "\n\n".join(map(_cell, json.loads(content[0])["cells"]))
    content[0] = _OUTSIDE.sub(_file, content[0])


def _file(match: re.Match[str]) -> str:
    return match[1] if "`" in match[1] else f"{match[1]} (`{match[2].lstrip('./')}`)"


def _cell(cell: dict[str, Any]) -> str:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    shown = [f"```python\n{source}\n```"]
    for output in cell.get("outputs", ()):
        text = "".join(output.get("text") or output["data"]["text/plain"]).rstrip("\n")
        shown.append(f"```text\n{text}\n```")
    return "\n\n".join(shown)

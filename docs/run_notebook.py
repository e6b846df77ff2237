"""Runs a notebook's code cells one after the other in one plain namespace, and keeps what they print with them.

``python docs/run_notebook.py docs/tutorial.ipynb`` writes the outputs into the file (``make tutorial``). A kernel with
its sockets and processes (nbclient, ipykernel) would be another dozen packages, and shows nothing more of a notebook
that uses no magic."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any


def run(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with the output of each code cell: what it printed, and the value of its last line. What a cell
    raises is raised."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = []
    number = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number += 1
            cell = {**cell, "execution_count": number, "outputs": _outputs("".join(cell["source"]), number, names)}
        cells.append(cell)
    return {**notebook, "cells": cells}


def _outputs(source: str, number: int, names: dict[str, Any]) -> list[dict[str, Any]]:
    tree = ast.parse(source, f"cell {number}")
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(tree, f"cell {number}", "exec"), names)
        value = (
            eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
            if isinstance(last, ast.Expr)
            else None
        )
    found: list[dict[str, Any]] = []
    if text := printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)})
    if value is not None:
        data = {"text/plain": repr(value).splitlines(keepends=True)}
        found.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return found


if __name__ == "__main__":
    file = Path(sys.argv[1])
    done = run(json.loads(file.read_text(encoding="utf-8")))
    file.write_text(json.dumps(done, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

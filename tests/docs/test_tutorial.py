"""The tutorial runs, cell by cell, and shows what its cells give."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("geopandas", reason="GeoPandas is not installed: pip install 'dateline[frames]'")


@pytest.fixture(scope="module")
def notebook(root: Path) -> dict[str, Any]:
    return json.loads((root / "docs" / "tutorial.ipynb").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runner(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / "docs" / "run_notebook.py"))


def kinds(notebook: dict[str, Any]) -> list[list[str]]:
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [[output["output_type"] for output in cell["outputs"]] for cell in cells]


def test_it_runs_and_each_cell_shows_what_it_shows_in_the_file(
    notebook: dict[str, Any], runner: dict[str, Any]
) -> None:
    """What exactly is printed may change with the model: the kinds of output may not."""
    done = runner["run"](notebook)
    assert kinds(done) == kinds(notebook), "run make tutorial"
    assert sum(map(len, kinds(done))) > 6


def test_it_is_a_notebook_of_the_format_it_names(notebook: dict[str, Any]) -> None:
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(isinstance(cell["source"], list) for cell in notebook["cells"])


def test_what_a_cell_raises_is_raised(runner: dict[str, Any]) -> None:
    cell = {"cell_type": "code", "source": ["assert False, 'told'"], "outputs": []}
    with pytest.raises(AssertionError, match="told"):
        runner["run"]({"cells": [cell]})

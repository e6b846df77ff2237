"""What other programs may import."""

from __future__ import annotations

import subprocess
import sys

import dateline


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert dateline.__all__ == sorted(dateline.__all__)
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None


def test_public_functions_and_classes_say_what_they_are() -> None:
    for name in dateline.__all__:
        assert name == "__version__" or getattr(dateline, name).__doc__


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = ("numpy", "onnxruntime", "pandas", "rich", "spacy", "sqlalchemy", "trafilatura")
    code = f"import sys, dateline; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_command_line_loads_nothing_heavy_before_a_command_runs() -> None:
    heavy = ("litestar", "numpy", "onnxruntime", "rich", "sqlalchemy", "trafilatura")
    code = f"import sys, dateline.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

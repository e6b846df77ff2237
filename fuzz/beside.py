"""Modules of the tests that targets use: what the output promises, and strategies that make events."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

_TESTS = Path(__file__).parents[1] / "tests"


def module(folder: str, name: str) -> ModuleType:
    """The module ``name`` of a folder of the tests, which is no package."""
    path = str(_TESTS / folder)
    if path not in sys.path:
        sys.path.append(path)
    return import_module(name)

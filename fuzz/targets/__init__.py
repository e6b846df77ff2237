"""What is fuzzed, a module each: ``check(data)`` raises for an input that breaks something."""

from __future__ import annotations

from importlib import import_module

from fuzz.faults import Check

NAMES = ("collect", "dates", "exchange", "read")


def target(name: str) -> Check:
    """The check of that name."""
    found: Check = import_module(f"fuzz.targets.{name}").check
    return found

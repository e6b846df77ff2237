"""What handlers are given beside their parameters, as types to annotate these with."""

from __future__ import annotations

from typing import Any, TypeAlias

from litestar import Request
from litestar.di import NamedDependency

from dateline.library.library import Library
from dateline.web.settings import Settings
from dateline.work.people import Person

TheLibrary: TypeAlias = NamedDependency[Library]
"""``library``: the open library."""
Me: TypeAlias = NamedDependency[Person]
"""``person``: whoever asks."""
TheSettings: TypeAlias = NamedDependency[Settings]
"""``settings``: how the desk is set up."""
Asking: TypeAlias = Request[Person, Any, Any]
"""``request``: whoever asks is its ``user``."""

"""The version of the code: read by the build, shown by ``dateline --version``."""

from __future__ import annotations

__version__ = "0.1.0"

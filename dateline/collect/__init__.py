"""Inputs of every kind (text, pages, JSON lines, WARC, feeds, e-mail) to reports."""

from __future__ import annotations

from dateline.collect.gather import Received, collect, receive
from dateline.collect.options import Failure, Options

__all__ = ["Failure", "Options", "Received", "collect", "receive"]

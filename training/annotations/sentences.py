"""The sentences that annotators see: those of :mod:`benchmarks.claims.sentences`."""

from __future__ import annotations

from benchmarks.claims.sentences import sentences

__all__ = ["sentences"]

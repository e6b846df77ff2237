"""The texts that are annotated: those of :mod:`benchmarks.claims.texts`, on which claims are also scored."""

from __future__ import annotations

from benchmarks.claims.texts import CORPORA, Text, load

__all__ = ["CORPORA", "Text", "load"]

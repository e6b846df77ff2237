"""Public benchmarks: one module each, one interface (:func:`run`), one table of results (``python -m benchmarks``).

The scorers are this project's own, written after the published definitions that their docstrings name. They read the
corpora in their original formats and can write predictions in those formats (``predict``), so that any other scorer
can check the figures.
"""

from __future__ import annotations

from benchmarks.registry import names, run

__all__ = ["names", "run"]

"""Generated training reports: texts written for training, with their claims. No report tells of anything that happened
as told; none is evidence of anything. See ``README.md`` in this folder."""

from __future__ import annotations

from training.generated.read import FOLDER, Pair, load, read

__all__ = ["FOLDER", "Pair", "load", "read"]

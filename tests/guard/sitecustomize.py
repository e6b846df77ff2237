"""Found by every Python that a test starts (``conftest`` puts this folder on PYTHONPATH): no network there either."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import offline

offline.install()
sys.path.pop(0)

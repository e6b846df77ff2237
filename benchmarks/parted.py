"""What partitioned output costs (``dateline read --output``): bytes by folder, and working out the events from it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("pyarrow", "h3")


def figures(pages: Sequence[Path], output: Path) -> dict[str, float]:
    """Reads the files into partitions at ``output`` with one process, then works out the events: milliseconds of the
    processor for a report (``corroborate_ms``) and bytes for a report, of each folder and of what corroboration keeps
    (``parted_…_bytes``). Nothing where what it takes is not installed."""
    if any(find_spec(name) is None for name in NEEDED):
        return {}
    from dateline.cluster.engine import Local
    from dateline.cluster.run import read_into

    paths = [str(page) for page in pages]
    read_into(str(output), paths, Local(1))
    began = time.process_time()
    whole = read_into(str(output), paths, Local(1), events=True)
    seconds = time.process_time() - began
    sizes = {**whole.sizes, **(whole.events.sizes if whole.events else {})}
    many = max(1, whole.reports)
    return {
        "corroborate_ms": round(1000 * seconds / many, 2),
        **{f"parted_{folder}_bytes": round(size / many, 0) for folder, size in sorted(sizes.items())},
    }

"""``python -m dateline``: the command line."""

from __future__ import annotations

from dateline.cli import main

if __name__ == "__main__":
    main()

"""Libraries that log to the terminal are kept from it: what goes wrong is said once, by us."""

from __future__ import annotations

import logging


def quiet(*libraries: str) -> None:
    """Let the loggers of ``libraries``, and all below them, say nothing."""
    for name in libraries:
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())

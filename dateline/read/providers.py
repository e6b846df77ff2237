"""Where the network is computed: on a graphics card where ONNX Runtime can use one, else on the processor."""

from __future__ import annotations

import os
from collections.abc import Sequence

from dateline.errors import ModelError

DEVICE = "DATELINE_DEVICE"
"""Environment variable: ``cpu`` or ``cuda``; where it is not set, the card is used if there is one."""
CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"


def providers(available: Sequence[str], wanted: str | None = None) -> list[str]:
    """ONNX Runtime's execution providers to ask for, the first choice first. ``available``: those that this ONNX
    Runtime is built with; ``wanted``: "cpu", "cuda", or nothing for whatever is there. What CUDA has no kernel for is
    computed on the processor. Raises ``ModelError`` for another word, or for "cuda" where it is not to be had."""
    if wanted == "cpu" or (not wanted and CUDA not in available):
        return [CPU]
    if wanted not in (None, "", "cuda"):
        raise ModelError(f"{DEVICE}={wanted}: give cpu or cuda, or leave it unset")
    if CUDA not in available:
        raise ModelError(
            f"{DEVICE}=cuda: this ONNX Runtime cannot use a card; install dateline[gpu] as docs/settings.md says, or "
            f"leave {DEVICE} unset"
        )
    return [CUDA, CPU]


def wanted_device() -> str | None:
    """What the environment asks for."""
    return os.environ.get(DEVICE)


def not_used(asked: Sequence[str], used: Sequence[str]) -> str | None:
    """What to tell a user whose card was asked for and did not start, None where all is well: ONNX Runtime falls back
    to the processor by itself."""
    if CUDA not in asked or CUDA in used:
        return None
    return (
        "the graphics card could not be started (its driver, CUDA or cuDNN does not fit this ONNX Runtime): the "
        f"processor reads instead; {DEVICE}=cpu asks for that"
    )

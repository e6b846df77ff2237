"""Where the network is computed."""

from __future__ import annotations

from typing import Any

import onnxruntime as ort
import pytest

from dateline.errors import ModelError
from dateline.read import providers as p
from dateline.read.model import Model


@pytest.mark.parametrize(
    ("available", "wanted", "chosen"),
    [
        ([p.CPU], None, [p.CPU]),
        ([p.CPU], "", [p.CPU]),
        ([p.CPU], "cpu", [p.CPU]),
        (["TensorrtExecutionProvider", p.CUDA, p.CPU], None, [p.CUDA, p.CPU]),
        ([p.CUDA, p.CPU], "cuda", [p.CUDA, p.CPU]),
        ([p.CUDA, p.CPU], "cpu", [p.CPU]),
        (["AzureExecutionProvider", p.CPU], None, [p.CPU]),
    ],
)
def test_the_card_is_used_where_there_is_one(available: list[str], wanted: str | None, chosen: list[str]) -> None:
    assert p.providers(available, wanted) == chosen


@pytest.mark.parametrize(("available", "wanted", "told"), [([p.CPU], "cuda", "dateline"), ([p.CPU], "tpu", "tpu")])
def test_what_cannot_be_had_is_refused(available: list[str], wanted: str, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        p.providers(available, wanted)


def test_a_card_that_does_not_start_is_told_of() -> None:
    assert p.not_used([p.CUDA, p.CPU], [p.CPU]) is not None
    assert p.not_used([p.CUDA, p.CPU], [p.CUDA, p.CPU]) is None
    assert p.not_used([p.CPU], [p.CPU]) is None


def test_the_session_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an ONNX Runtime that names a card but, as one without a driver does, starts on the processor."""
    asked: list[list[str]] = []
    without: list[list[str] | None] = []

    class Started:
        def get_providers(self) -> list[str]:
            return [p.CPU]

    def start(*_: Any, providers: list[str], disabled_optimizers: list[str] | None) -> Started:
        asked.append(providers)
        without.append(disabled_optimizers)
        return Started()

    monkeypatch.setattr(ort, "get_available_providers", lambda: [p.CUDA, p.CPU])
    monkeypatch.setattr(ort, "InferenceSession", start)
    monkeypatch.delenv(p.DEVICE, raising=False)
    with pytest.warns(RuntimeWarning, match="processor reads instead"):
        _ = Model().session
    monkeypatch.setenv(p.DEVICE, "cpu")
    _ = Model().session
    assert asked == [[p.CUDA, p.CPU], [p.CPU]]
    assert without == [None, ["SkipLayerNormFusion"]]

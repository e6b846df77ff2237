"""Heads in int8: what comes out stays what it was but for the rounding, under the same names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import heads

onnx = pytest.importorskip("onnx")

SIZE, WIDE = 160, 130
COLUMNS = {"tags": 17, "arc": WIDE, "one": 1, "names": WIDE}


def graph(path: Path, seed: int) -> Path:
    """Four heads that read an encoder's vectors, two stored in half precision (one of them to stay as it is), and
    two that read another head."""
    from onnx import TensorProto, helper, numpy_helper

    some = np.random.default_rng(seed)
    nodes = [helper.make_node("Tanh", ["pieces"], ["words"], name="/encoder/Tanh")]
    stored, outputs = [], []

    def head(name: str, source: str, rows: int, columns: int) -> None:
        weight, bias = some.normal(size=(rows, columns)) * rows**-0.5, some.normal(size=columns)
        half = columns == WIDE
        kept = weight.astype(np.float16 if half else np.float32)
        stored.append(numpy_helper.from_array(kept, f"{name}.kept" if half else f"{name}.weight"))
        stored.append(numpy_helper.from_array(bias.astype(np.float32), f"{name}.bias"))
        if half:
            nodes.append(helper.make_node("Cast", [f"{name}.kept"], [f"{name}.weight"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("MatMul", [source, f"{name}.weight"], [f"{name}.sum"], name=f"/{name}/MatMul"))
        nodes.append(helper.make_node("Add", [f"{name}.bias", f"{name}.sum"], [name], name=f"/{name}/Add"))
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "n", columns]))

    for name, columns in COLUMNS.items():
        head(name, "words", SIZE, columns)
    nodes.append(helper.make_node("Tanh", ["arc"], ["bent"], name="/bent/Tanh"))
    head("second", "bent", WIDE, 160)
    head("last", "bent", WIDE, 9)
    inputs = [helper.make_tensor_value_info("pieces", TensorProto.FLOAT, [1, "n", SIZE])]
    made = helper.make_graph(nodes, "heads", inputs, outputs, stored)
    onnx.save(helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    return path


def scores(path: Path, pieces: np.ndarray[Any, Any]) -> dict[str, np.ndarray[Any, Any]]:
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {"pieces": pieces}), strict=True))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1_000), words=st.integers(1, 40))
def test_scores_stay_what_they_were(tmp_path_factory: pytest.TempPathFactory, seed: int, words: int) -> None:
    path = graph(tmp_path_factory.mktemp("graph") / "reader.onnx", seed)
    pieces = np.random.default_rng(seed).normal(size=(1, words, SIZE)).astype(np.float32)
    before, size = scores(path, pieces), path.stat().st_size
    heads.quantise(path)
    after = scores(path, pieces)
    assert list(after) == list(before)
    assert path.stat().st_size < size
    for name, found in after.items():
        if name == "names":
            np.testing.assert_array_equal(found, before[name])
        assert np.abs(found - before[name]).mean() < 0.02, name  # scores are about one in size


def test_one_product_for_all_heads_of_words(tmp_path: Path) -> None:
    path = graph(tmp_path / "reader.onnx", 1)
    heads.quantise(path)
    left = onnx.load(str(path)).graph
    assert sum(node.op_type == "MatMulInteger" for node in left.node) == 1
    assert {node.name for node in heads.products(left)} == {"/names/MatMul", "/second/MatMul", "/last/MatMul"}
    assert {name for node in left.node for name in node.input} >= {table.name for table in left.initializer}


def test_nothing_left_to_do_is_told(tmp_path: Path) -> None:
    path = graph(tmp_path / "reader.onnx", 1)
    heads.quantise(path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="already"):
        heads.quantise(path)
    assert path.read_bytes() == before


def test_the_shipped_graph_is_what_the_step_makes() -> None:
    left = onnx.load(str(Path(heads.__file__).parents[1] / "dateline/read/weights/reader.onnx")).graph
    small = {"/roles/MatMul", "/arc_root/MatMul", "/certainty/MatMul", "/MatMul"}
    assert {node.name for node in heads.products(left)} == {*heads.FLOAT, *small}


def test_every_column_has_a_scale_of_its_own() -> None:
    weight = np.array([[1.0, 0.0, -0.01], [-2.0, 0.0, 0.004]], dtype=np.float32)
    whole, scale = heads.quantised(weight)
    np.testing.assert_allclose(whole * scale, weight, atol=2.0 / 127 / 2)
    assert whole[:, 2].tolist() == [-127, 51]

"""The heads of the exported graph in int8: ``python -m training heads``, and the last but one step of ``export``.

Heads that read the vectors of words become one product: what goes in is quantised once, and the columns are as many
as a processor likes. In floating point all heads took a seventh of the time of the encoder. A column has a scale of its
own, so no head's scores hang on which others stand beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FLOAT = (
    "/arc_bilinear/MatMul",
    "/start/MatMul",
    "/pos/MatMul",
    "/head_kind/MatMul",
    "/names/MatMul",
    "/entities/MatMul",
)
"""Left in floating point: the narrow heads that find sentences, parts of speech and mentions, on which all else rests:
a twelfth of what is left, and with them in int8 what the benchmarks count as one event moved by .2. With the wide ones
in int8 22 of 6,871 claims of 500 reports were told in one form alone and 78 had another part or status, and no figure
that has a bar moved by more than .1 for the worse."""
_TOP = 127
_NAME = "int8.heads"


def products(graph: Any) -> list[Any]:
    """The graph's matrix products in floating point outside the encoder."""
    return [n for n in graph.node if n.op_type in ("MatMul", "Gemm") and "/encoder/" not in n.name]


def quantise(path: Path) -> None:
    """Rewrites a graph whose encoder is quantised already: its inputs, its outputs and their names stay. Raises
    ``ValueError`` where its heads are too."""
    import onnx

    model = onnx.load(str(path))
    tables = _Tables(model.graph)
    stored = [n for n in products(model.graph) if n.op_type == "MatMul" and tables.has(n.input[1])]
    words = Counter(node.input[0] for node in stored).most_common(1)
    heads = [node for node in stored if node.input[0] == words[0][0] and node.name not in FLOAT]
    if tables.has(f"{_NAME}.weight"):
        raise ValueError(f"{path}: the heads are in int8 already")
    _replace(model.graph, tables, heads)
    tables.prune()
    onnx.save(model, str(path))


class _Tables:
    """The graph's stored numbers, by name; those in half precision as what their cast gives."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph
        self._stored = {table.name: table for table in graph.initializer}
        casts = [n for n in graph.node if n.op_type == "Cast" and n.input[0] in self._stored]
        self._casts = {node.output[0]: node for node in casts}

    def has(self, name: str) -> bool:
        """Whether the numbers of this name are stored, not computed."""
        return name in self._stored or name in self._casts

    def value(self, name: str) -> NDArray[np.float32]:
        """The numbers of this name."""
        from onnx import numpy_helper

        stored = self._casts[name].input[0] if name in self._casts else name
        return np.asarray(numpy_helper.to_array(self._stored[stored]), dtype=np.float32)

    def prune(self) -> None:
        """Takes out what nothing reads any more."""
        for node in self._casts.values():
            if node.output[0] not in self._read():
                self._graph.node.remove(node)
        read = self._read()
        for table in list(self._graph.initializer):
            if table.name not in read:
                self._graph.initializer.remove(table)

    def _read(self) -> set[str]:
        return {name for node in self._graph.node for name in node.input}


def _replace(graph: Any, tables: _Tables, nodes: Sequence[Any]) -> None:
    """Puts one quantised product, and its parting into each head's columns, in the place of ``nodes``, which read the
    same, and of the adding of their biases."""
    from onnx import TensorProto, helper, numpy_helper

    name = _NAME
    adding = [_bias(graph, tables, node) for node in nodes]
    weight = np.concatenate([tables.value(node.input[1]) for node in nodes], axis=1)
    bias = np.concatenate([tables.value(stored) for _, stored in adding])
    whole, scale = quantised(weight)
    stored = {
        "weight": whole,
        "zero": np.zeros(len(scale), dtype=np.int8),
        "scale": scale,
        "bias": bias,
        "sizes": np.array([tables.value(node.input[1]).shape[1] for node in nodes], dtype=np.int64),
    }
    graph.initializer.extend(numpy_helper.from_array(value, f"{name}.{key}") for key, value in stored.items())
    parts = [node.output[0] for node, _ in adding]

    def made(kind: str, inputs: list[str], outputs: list[str], **settings: Any) -> Any:
        return helper.make_node(kind, inputs, outputs, name=f"/{name}/{kind}/{outputs[0]}", **settings)

    source = nodes[0].input[0]
    row = [f"{name}.row", f"{name}.row_scale", f"{name}.row_zero"]
    chain = [
        made("DynamicQuantizeLinear", [source], row),
        made("MatMulInteger", [row[0], f"{name}.weight", row[2], f"{name}.zero"], [f"{name}.sum"]),
        made("Cast", [f"{name}.sum"], [f"{name}.float"], to=TensorProto.FLOAT),
        made("Mul", [row[1], f"{name}.scale"], [f"{name}.both"]),
        made("Mul", [f"{name}.float", f"{name}.both"], [f"{name}.scaled"]),
        made("Add", [f"{name}.scaled", f"{name}.bias"], [f"{name}.all"]),
        made("Split", [f"{name}.all", f"{name}.sizes"], parts, axis=-1),
    ]
    place = min(list(graph.node).index(node) for node in nodes)
    for gone in [*nodes, *(node for node, _ in adding)]:
        graph.node.remove(gone)
    for number, node in enumerate(chain):
        graph.node.insert(place + number, node)


def _bias(graph: Any, tables: _Tables, node: Any) -> tuple[Any, str]:
    """The node that adds the bias to a product, and the name of the bias."""
    readers = [n for n in graph.node if node.output[0] in n.input]
    if len(readers) != 1 or readers[0].op_type != "Add":
        raise ValueError(f"{node.name}: a head without a bias")
    biases = [name for name in readers[0].input if tables.has(name)]
    if len(biases) != 1:
        raise ValueError(f"{node.name}: a head without a bias")
    return readers[0], biases[0]


def quantised(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights [in, columns] as whole numbers and each column's scale."""
    scale = np.maximum(np.abs(weight).max(axis=0), np.float32(1e-8)) / np.float32(_TOP)
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)

"""The trained network to the files that dateline ships: an int8 ONNX graph, small weights, labels, vocabulary."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor, nn

from dateline.read.model import FORMAT, Card, Scores, write_card
from training import heads
from training.encoder import BASE_SHA256, base_folder
from training.labels import Labels
from training.network import DISTANCES, Network

WINDOW = 192
"""Pieces a window, the two marks at its ends left out."""


FLOAT = ("/encoder/layers.0/down/MatMul",)
"""Left in floating point: of all the encoder's products the one whose quantisation moves the scores of training
documents most (mean change of role scores .087 with it, .079 without; without one of the others .081 to .089)."""


LEFT_OUT = ("nouns=", "named=")
"""Facts of the reference head that are not shipped: pairs of words, three in five of its rows, without which no figure
of the dev set changed."""
HALVED_FROM = 20_000
"""Numbers in a table from which it is stored in half precision."""


class RowwiseEmbedding(nn.Module):
    """An embedding in int8 with a scale a row. One scale for the whole table, as quantisers choose, loses much: rows
    differ in size by an order of magnitude."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, pieces: Tensor) -> Tensor:
        """[…] → […, SIZE]."""
        return self.table[pieces].float() * self.scale[pieces]  # type: ignore[index, operator]


class Graph(nn.Module):
    """What runs in ONNX: everything up to the scores of words."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, casing: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Fields of ``Scores``, with a batch dimension of one."""
        n = self.network
        x = n.encoder(pieces, casing, None)
        h = (x[:, first[0]] + x[:, last[0]]) * 0.5
        return (
            n.start(h)[..., 0],
            n.pos(h).argmax(-1),
            n.lemma(h).argmax(-1),
            n.head_kind(h).argmax(-1),
            n.names(h),
            n.entities(h),
            n.role_scores(h),
            n.arcs(h),
            n.relation_dependent(h),
            n.relation_head(h),
            n.link_cue(h),
            n.link_span(h),
            n.claim_vectors(h),
            n.certainties(h),
            n.incident_role_scores(h),
            n.incident_types(h),
        )


def export(checkpoint: Path, folder: Path, kept: Path, version: str) -> None:
    """Writes ``reader.onnx`` (int8), ``reader.npz``, ``reader.json`` and ``vocabulary.txt`` to ``folder``, and
    ``reader-float.onnx``, which is not shipped, to ``kept``."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    labels = msgspec.json.decode((checkpoint.parent / "labels.json").read_bytes(), type=Labels)
    network = Network(labels)
    network.load_state_dict(torch.load(checkpoint, weights_only=True)["network"])
    network.eval()
    _write(network, kept / "reader-float.onnx")
    halfway = kept / "reader-halfway.onnx"
    network.encoder.words = RowwiseEmbedding(network.encoder.words.weight.detach())
    _write(network, halfway)
    floating = [node.name for node in heads.products(onnx.load(str(halfway)).graph)]
    quantize_dynamic(
        str(halfway), str(folder / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
        op_types_to_quantize=["MatMul"], nodes_to_exclude=[*floating, *FLOAT],
    )  # fmt: skip
    halfway.unlink()
    heads.quantise(folder / "reader.onnx")
    _halved(folder / "reader.onnx")
    state = {k: v.detach().numpy() for k, v in network.state_dict().items()}
    shipped = [n for n, fact in enumerate(labels.reference_facts) if not fact.startswith(LEFT_OUT)]
    for name in ("reference.facts.rows", "reference.plain.rows"):
        state[name] = state[name][[0, *(n + 1 for n in shipped)]]
    references = [labels.reference_facts[n] for n in shipped]
    np.savez_compressed(
        folder / "reader.npz",
        transitions=network.chain.transitions().detach().numpy(),
        relation_root=state["relation_root"],
        relation_weight=state["relation.weight"],
        relation_bias=state["relation.bias"],
        link_distance=state["link_distance"],
        link_none=state["link_none"],
        **{
            name: value.astype(np.float16)
            for name, value in state.items()
            if name.startswith(("claims.", "reference."))
        },
    )
    card = Card(
        FORMAT, labels.pos, labels.relations, labels.lemmas, labels.kinds, list(DISTANCES), WINDOW, BASE_SHA256,
        version, labels.word_facts, labels.trigger_facts, labels.pair_facts, references,
    )  # fmt: skip
    write_card(card, folder)
    shutil.copyfile(base_folder() / "vocab.txt", folder / "vocabulary.txt")


def _write(network: Network, path: Path) -> None:
    """The network as an ONNX graph, in the precision it has."""
    example = (
        torch.randint(1000, 2000, (1, 12)),
        torch.zeros(1, 12, dtype=torch.long),
        torch.arange(1, 9)[None],
        torch.arange(2, 10)[None],
    )
    names = ("pieces", "casing", "first", "last")
    dynamic = {"pieces": {1: "t"}, "casing": {1: "t"}, "first": {1: "n"}, "last": {1: "n"}}
    for name in Scores._fields:
        dynamic[name] = {1: "n"}
    dynamic["arcs"] = {1: "n", 2: "m"}
    torch.onnx.export(
        Graph(network), example, str(path), input_names=list(names), output_names=list(Scores._fields),
        dynamic_axes=dynamic, opset_version=17, dynamo=False, do_constant_folding=True,
    )  # fmt: skip


def _halved(path: Path) -> None:
    """Stores large tables of floating point in half precision, with a cast that ONNX Runtime does once, on loading."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for table in list(graph.initializer):
        if table.data_type != TensorProto.FLOAT or np.prod(table.dims) < HALVED_FROM:
            continue
        name = table.name
        half = numpy_helper.from_array(numpy_helper.to_array(table).astype(np.float16), f"{name}.half")
        graph.initializer.remove(table)
        graph.initializer.append(half)
        casts.append(helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT, name=f"{name}.cast"))
    for place, node in enumerate(casts):
        graph.node.insert(place, node)
    onnx.save(model, str(path))

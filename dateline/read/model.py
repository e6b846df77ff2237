"""The bundled model: an int8 ONNX graph, its small weights for what is scored outside the graph, and its vocabulary.

One window a call, on a session with one thread: dynamic quantisation takes its scale from what goes in together, so a
window read with others would come out otherwise than alone.
"""

from __future__ import annotations

import hashlib
import warnings
from functools import cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.errors import ModelError
from dateline.read.pieces import END, HIDDEN, NONE, START, Pieces
from dateline.read.providers import CPU, not_used, providers, wanted_device
from dateline.read.thresholds import Thresholds

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FORMAT = 1
FORBIDDEN_ARC = np.float32(-1e4)


class Card(msgspec.Struct, frozen=True):
    """What the weights belong to: labels of the heads, the window they were trained for, hashes."""

    format: int
    pos: list[str]
    relations: list[str]
    lemmas: list[str]
    kinds: list[str]
    distances: list[int]
    window: int
    base_sha256: str
    version: str
    word_facts: list[str] = []
    trigger_facts: list[str] = []
    pair_facts: list[str] = []
    reference_facts: list[str] = []
    thresholds: Thresholds = Thresholds()


def write_card(card: Card, folder: Path) -> None:
    """The card as JSON, facts in one line a list: there are thousands."""
    fields = msgspec.structs.asdict(card)
    lines = [f' "{name}": {msgspec.json.encode(value).decode()}' for name, value in fields.items()]
    (folder / "reader.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


class Scores(NamedTuple):
    """What the graph says of a window of n words. Arrays are by word; see ``training/network.py`` for the heads."""

    start: Floats  # [n] log-odds that the word opens a sentence
    pos: Ints  # [n]
    lemma: Ints  # [n]
    head_kind: Ints  # [n] 0: heads no mention
    names: Floats  # [n, 2 * kinds + 1]
    entities: Floats  # [n, 2 * kinds + 1]
    roles: Floats  # [n, 3, 3] source, cue, content × O, B, I
    arcs: Floats  # [n, n + 1] the last is the root
    relation_dependent: Floats  # [n, 128]
    relation_head: Floats  # [n, 128]
    link_cue: Floats  # [n, 64]
    link_span: Floats  # [n, 128] source, content
    claim: Floats | None = None  # [n, 160] what the claim heads read; None where the model has no such heads
    certainty: Floats | None = None  # [n] -3 to 3
    incident_roles: Floats | None = None  # [n, 5, 3]
    incident_types: Floats | None = None  # [n, 6]


_SLOWER = ["SkipLayerNormFusion"]
"""On a processor ONNX Runtime (1.31) computes sum and norm apart faster than in one: an eighth of the graph's time."""


class Model:
    """The model in a folder (default: the one in the package)."""

    def __init__(self, folder: Path | None = None, graph: str = "reader.onnx") -> None:
        self.folder = folder or Path(str(files("dateline.read"))) / "weights"
        self._graph = self.folder / graph
        try:
            self.card = msgspec.json.decode((self.folder / "reader.json").read_bytes(), type=Card)
            with np.load(self.folder / "reader.npz") as stored:
                self.small: dict[str, Floats] = {name: stored[name] for name in stored.files}
            self.pieces = Pieces.load(self.folder / "vocabulary.txt")
        except (OSError, msgspec.MsgspecError, ValueError) as error:
            raise ModelError(
                f"{self.folder}: the model's files are missing or damaged; install dateline again ({error})"
            ) from error
        if self.card.format != FORMAT:
            raise ModelError(f"{self.folder}: the model has format {self.card.format}, this version needs {FORMAT}")

    @cached_property
    def session(self) -> Any:
        """The ONNX Runtime session: one thread, all optimisations, on the graphics card where there is one."""
        import onnxruntime as ort

        asked = providers(ort.get_available_providers(), wanted_device())
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            session = ort.InferenceSession(
                str(self._graph), options, providers=asked, disabled_optimizers=_SLOWER if asked == [CPU] else None
            )
        except Exception as error:  # ONNX Runtime's errors share no public base class
            raise ModelError(f"{self._graph}: cannot be loaded; install dateline again ({error})") from error
        if (why := not_used(asked, session.get_providers())) is not None:
            warnings.warn(why, RuntimeWarning, stacklevel=2)
        return session

    @cached_property
    def sha256(self) -> str:
        """Of the graph and the small weights together."""
        digest = hashlib.sha256(self._graph.read_bytes())
        digest.update((self.folder / "reader.npz").read_bytes())
        return digest.hexdigest()

    def inputs(self, pieces: list[tuple[int, ...]], casing: list[int]) -> dict[str, Ints]:
        """A window's words, as pieces and casing, in the form that the graph takes."""
        sizes = np.array([len(word) for word in pieces])
        last = sizes.cumsum()
        cases = np.full((1, last[-1] + 2), NONE)
        cases[0, 1:-1] = np.repeat(casing, sizes)
        return {
            "pieces": np.array([[START, *chain.from_iterable(pieces), END]]),
            "casing": cases,
            "first": (last - sizes + 1)[None],
            "last": last[None],
        }

    def run(self, pieces: list[tuple[int, ...]], casing: list[int]) -> Scores:
        """Scores of one window."""
        found = self.session.run(self._outputs, self.inputs(pieces, casing))
        return Scores(**{name: array[0] for name, array in zip(self._outputs, found, strict=True)})

    @cached_property
    def _outputs(self) -> list[str]:
        """The fields of ``Scores`` that the graph gives: a model trained before the claim heads came has the first
        twelve, and serves to parse what they are trained on."""
        return [output.name for output in self.session.get_outputs()]


def shown_casing(casing: list[int], upper: int, lower: int) -> list[int]:
    """The casing of a window, or HIDDEN for all of it where it says nothing: hardly a small letter among the capitals.

    ``upper``, ``lower``: how many of its words are written in capitals, or have small letters.
    """
    return [HIDDEN] * len(casing) if upper > 4 * lower and upper >= 4 else casing

"""The benchmarks by name, and the one way to run them."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import hashes
from benchmarks.published import PUBLISHED
from benchmarks.reads import Reads
from dateline.errors import UsageError

_NAMES = (
    "own", "calibration", "polnear", "plover", "muc4", "ewt", "gum", "re3d", "uds", "wikiwars", "toponyms",
    "geoparsing", "variants", "ecb", "events", "merging", "control", "outlook", "speed", "linear", "comparison",
    "scale", "ray",
)  # fmt: skip
FOLDERS = {"ecb": "ecbplus", "variants": "gazetteer", "toponyms": "geoparsing", "uds": "uds_ih2"}
"""Names of the corpora's folders where they are not the benchmark's own."""


def names() -> list[str]:
    """The benchmarks; each is a module of that name with ``run(data, split, …) -> dict[str, float]``."""
    return [name for name in _NAMES if find_spec(f"benchmarks.{name}") is not None]


def missing(name: str, data: Path) -> Path | None:
    """The first folder that a benchmark needs and ``data``, the folder of all corpora, does not hold."""
    needed = getattr(import_module(f"benchmarks.{name}"), "NEEDS", (FOLDERS.get(name, name),))
    return next((data / folder for folder in needed if not (data / folder).is_dir()), None)


def run(
    name: str,
    data: Path | str,
    split: str = "dev",
    predict: Path | str | None = None,
    errors: Path | str | None = None,
    reader: Reads | None = None,
    peers: Path | str | None = None,
) -> dict[str, Any]:
    """Runs one benchmark; the result is the contract's ``bench`` object.

    ``data`` is the corpus's folder, or one that holds it under its name. ``predict`` gets the predictions
    in the corpus's own format, ``errors`` a page with gold and found side by side. ``reader`` stands in for the bundled
    model; ``peers`` is the Python of other tools' environment, where the benchmark asks them. ``seconds`` is wall-clock
    time, the model's loading left out. UsageError: an unknown name or split, data that is not there, a folder that
    cannot be written to, or an output that the benchmark does not have.
    """
    if name not in names():
        raise UsageError(f"{name}: no such benchmark; choose one of {', '.join(names())}")
    module = import_module(f"benchmarks.{name}")
    folder = _folder(name, Path(data))
    splits: tuple[str, ...] | None = getattr(module, "SPLITS", None)  # without it the benchmark checks for itself
    if splits is not None and split not in splits:
        raise UsageError(f"{split}: {name} has no such split; choose one of {', '.join(splits)}")
    wanted = {
        "reader": reader or _bundled,
        "predict": _writable(predict, "--predict"),
        "errors": _writable(errors, "--errors"),
    }
    options = _options(module, name, wanted)
    if peers is not None and "peers" in inspect.signature(module.run).parameters:
        options["peers"] = Path(peers)
    model = None if reader is not None else _model_hash()
    began = time.perf_counter()
    metrics: dict[str, float] = module.run(folder, split, **options)
    seconds = time.perf_counter() - began
    return {
        "bench": name,
        "split": split,
        "metrics": metrics,
        "published": [{"system": p.system, "metrics": p.metrics, "source": p.source} for p in PUBLISHED.get(name, ())],
        "data_sha256": hashes.of_files(_root(module, folder), _files(module, folder, split)),
        "model_sha256": model,
        "seconds": round(seconds, 1),
    }


def _options(module: ModuleType, name: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """The wanted options that the benchmark takes."""
    takes = inspect.signature(module.run).parameters
    for key in ("predict", "errors"):
        if wanted[key] is not None and key not in takes:
            raise UsageError(f"--{key}: {name} writes none; leave it out")
    options = {key: value for key, value in wanted.items() if key in takes and value is not None}
    if options.get("reader") is _bundled:
        options["reader"] = _bundled()
    return options


def _folder(name: str, data: Path) -> Path:
    inner = data / FOLDERS.get(name, name)
    folder = inner if inner.is_dir() else data
    if not folder.is_dir():
        raise UsageError(f"{data}: no such folder; point --data at the corpus, or at the folder that holds it")
    return folder


def _files(module: ModuleType, folder: Path, split: str) -> list[Path]:
    own: Callable[[Path, str], list[Path]] | None = getattr(module, "files", None)
    if own is not None:
        return own(folder, split)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _root(module: ModuleType, folder: Path) -> Path:
    """The folder below which the files are named: the corpus's own, unless the benchmark's data lie elsewhere."""
    own: Callable[[], Path] | None = getattr(module, "root", None)
    return own() if own is not None else folder


def _writable(target: Path | str | None, option: str) -> Path | None:
    if target is None:
        return None
    path = Path(target)
    if not path.parent.is_dir():
        raise UsageError(f"{option} {path}: the folder {path.parent} does not exist; make it first")
    return path


def _bundled() -> Reads:
    from dateline.read.reader import Reader  # the model is only loaded where a benchmark needs it

    return Reader.load()


def _model_hash() -> str:
    from dateline.read.model import Model

    return Model().sha256

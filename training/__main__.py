"""``python -m training STEP``: splits, train, export, or all of it."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec


def main() -> None:
    """Parses the call and runs the step."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    steps = ["splits", "train", "export", "finish", "card", "all", "agreement", "calibrate", "tune", "places"]
    steps += ["toponyms", "spellings", "mix", "coreference", "second", "heads"]
    parser.add_argument("step", choices=steps)
    data = Path("../shared/data")
    parser.add_argument("--data", type=Path, default=data, help="folder of all corpora")
    parser.add_argument("--run", type=Path, default=Path("runs/reader"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=Path("dateline/read/weights"), help="folder for what is shipped")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--passes", type=int, default=5, help="finish: how often the claim heads see each report")
    parser.add_argument("--warm", type=Path, help="train: checkpoint of an earlier version to begin with")
    parser.add_argument("--share", type=float, default=0.6, help="mix: share of --run's weights, the rest of --warm's")
    parser.add_argument("--into", type=Path, default=Path("runs/mixed"), help="mix: folder for the mixed checkpoint")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--version", default="1", help="version of the weights, written to their card")
    parser.add_argument("--judged", type=Path, help="calibrate: claims that models judged outside their own folds")
    parser.add_argument("--held", type=Path, help="tune: corpus/id of annotated documents not trained on, a line each")
    parser.add_argument("--weights", type=Path, help="tune: folder of the exported model (default: --out)")
    given = parser.parse_args()
    if given.step == "splits":
        from training.splits import FILE, gather

        FILE.write_bytes(msgspec.json.format(msgspec.json.encode(gather(given.data)), indent=1) + b"\n")
    if given.step == "agreement":
        from training.annotations.__main__ import main as annotations

        raise SystemExit(annotations(["agreement", "--data", str(given.data)]))
    if given.step == "calibrate":
        from training.calibrate import run as calibrate

        if given.judged is None:
            parser.error("calibrate needs --judged FILE")
        for name, value in calibrate(given.out, given.judged).items():
            print(f"{name:20} {value:g}")
    if given.step == "places":
        from benchmarks.place_folds import FILE as FOLDS
        from training.places import run as places

        for name, value in places(given.data / "geoparsing", Path("dateline/locate/ranker.json"), FOLDS).items():
            print(f"{name:20} {value:g}")
    if given.step == "tune":
        from training.tune import run as tune

        if given.held is None:
            parser.error("tune needs --held FILE")
        tune(given.data, given.weights or given.out, given.held)
    if given.step == "second":
        from training.second import run as second

        for name, value in second(given.data, given.weights or given.out).items():
            print(f"{name:20} {value:g}")
    if given.step == "toponyms":
        from training.toponyms import run as toponyms

        toponyms(given.data, given.weights or given.out)
    if given.step == "spellings":
        from training.spellings import FILE as spellings
        from training.spellings import learn

        spellings.write_text(learn(given.data / "gazetteer"), encoding="utf-8")
    if given.step == "coreference":
        from training.coreference import run as coreference

        coreference(given.data, given.run, given.out / "vocabulary.txt")
    if given.step in ("train", "all"):
        import torch

        from training.corpora import prepare
        from training.trainer import train

        torch.set_num_threads(given.threads)
        train(prepare(given.data), given.run, given.rounds, given.seed, warm=given.warm)
    if given.step == "mix":
        from training.mix import mix

        if given.warm is None:
            parser.error("mix needs --warm CHECKPOINT, which that of --run was trained on from")
        mix(given.warm, given.run / "checkpoint.pt", given.share, given.into)
    if given.step in ("export", "all"):
        from training.export import export

        export(given.run / "checkpoint.pt", given.out, given.run, given.version)
    if given.step == "heads":
        from training.heads import quantise

        quantise(given.out / "reader.onnx")
    if given.step in ("finish", "all"):
        from training.finish import finish

        finish(given.data, given.run / "checkpoint.pt", given.out, given.passes)
    if given.step in ("card", "all"):
        from training.card import write

        write(given.out, given.data, given.version)


if __name__ == "__main__":
    main()

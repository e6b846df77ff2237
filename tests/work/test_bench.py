from __future__ import annotations

import io

from rich.console import Console

from dateline.work.bench import table


def test_published_figures_stand_beside_ours() -> None:
    result = {
        "bench": "polnear",
        "split": "dev",
        "metrics": {"exact_source_f1": 76.25, "linked_f1": 51.0},
        "published": [{"system": "CRF", "metrics": {"exact_source_f1": 62.0, "token_f1": 70.0}, "source": "a paper"}],
        "data_sha256": "0",
        "model_sha256": "1",
        "seconds": 12.34,
    }
    console = Console(file=io.StringIO(), width=100)
    console.print(table(result))
    assert isinstance(console.file, io.StringIO)
    rows = [line.split() for line in console.file.getvalue().splitlines()]
    assert rows == [
        ["polnear", "dev,", "12.3", "s"],
        ["metric", "dateline", "CRF"],
        ["exact_source_f1", "76.25", "62"],
        ["linked_f1", "51", "–"],
        ["token_f1", "–", "70"],
    ]

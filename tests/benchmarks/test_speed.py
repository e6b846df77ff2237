"""The speed benchmark on two short reports; what it says of 500 is for ``make bench``."""

from __future__ import annotations

from pathlib import Path

from benchmarks import speed


def test_speed_measures_the_whole_command(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Rebels shelled the town on Monday, the mayor said.\n" * 3)
    figures = speed.run(tmp_path, "dev")
    assert (figures["reports"], figures["words"]) == (2, 54)
    assert figures["cold_start_s"] > 0.1  # a process was started and the model loaded
    assert 0 < figures["words_per_second"] < 54 / 0.1
    assert figures["floor_ratio"] > 1
    assert figures.get("peak_mb", 100) > 50

"""What is built can be installed and used without the clone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked, as an installer does for a package of plain Python."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_all_data_of_the_package_is_in_it(installed: Path, root: Path) -> None:
    """Every file of the package that git knows is there; samples lie inside the package. Of the desk's pages there is
    what is made of their sources."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "dateline", "benchmarks", "samples"], cwd=root, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a clone, or git is not there")
    names = [name for name in listed.stdout.decode().split("\0") if name and (root / name).is_file()]
    names = [name for name in names if not name.startswith("dateline/web/frontend/")]
    places = [f"dateline/{name}" if name.startswith("samples/") else name for name in names]
    assert len(places) > 50
    assert [place for place in places if not (installed / place).is_file()] == []


def test_the_dev_set_is_in_it_and_no_other_annotation(installed: Path, root: Path) -> None:
    shipped = {path.name for path in (installed / "benchmarks/claims/dev").iterdir()}
    kept = root / "training/annotations/claims"
    assert shipped == {path.name for path in kept.glob("dev-*.reconciled.json")}
    assert shipped


def test_the_pages_of_the_desk_are_in_it(installed: Path) -> None:
    page = (installed / "dateline/web/static/index.html").read_text(encoding="utf-8")
    scripts = [path.name for path in (installed / "dateline/web/static/assets").glob("*.js") if path.name in page]
    assert scripts
    assert not (installed / "dateline/web/frontend").exists()


def test_it_ships_neither_tests_nor_training(installed: Path) -> None:
    folders = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert folders == {"benchmarks", "dateline"}


def test_the_demo_runs_from_it(installed: Path, tmp_path: Path) -> None:
    path = os.pathsep.join([str(installed), os.environ["PYTHONPATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "demo"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "COLUMNS": "200"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(installed / "dateline" / "samples") in done.stdout.decode("utf-8")

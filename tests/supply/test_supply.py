"""Every package is pinned with its hash, the bill of materials names it, and an audit that nobody answered fails."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from supply import audit, sbom
from supply.parts import FRONTEND, Part, npm_parts, python_parts

EXACT = re.compile(r"\d+\.\d+\.\d+(?:-[\w.]+)?")


@pytest.fixture(scope="module")
def python() -> list[Part]:
    return python_parts()


@pytest.fixture(scope="module")
def npm() -> list[Part]:
    return npm_parts()


def test_every_npm_package_is_pinned_with_a_sha512(npm: list[Part]) -> None:
    assert len(npm) > 50
    for part in npm:
        assert EXACT.fullmatch(part.version), part
        assert [(algorithm, len(digits)) for algorithm, digits in part.hashes] == [("SHA-512", 128)], part.name
    named = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    names = {part.name: part.scope for part in npm}
    assert {names[name] for name in named["dependencies"]} == {"required"}
    assert set(named["devDependencies"]) <= set(names)


def test_npm_runs_no_script_of_a_package(root: Path) -> None:
    build = (root / "dateline" / "web" / "build.py").read_text(encoding="utf-8")
    assert '"ci", "--no-audit", "--no-fund", "--ignore-scripts"' in build


def test_what_an_installation_brings_is_told_from_what_tests_need(python: list[Part], root: Path) -> None:
    scopes = {part.name: part.scope for part in python}
    named = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert {scopes[re.split("[<>=]", one)[0]] for one in named} == {"required"}
    assert (scopes["lxml"], scopes["pytest"], scopes["psycopg"]) == ("required", "excluded", "optional")
    assert all(part.hashes for part in python)


def test_the_bill_names_each_once_and_is_the_same_again(python: list[Part], npm: list[Part]) -> None:
    made = sbom.bill([*python, *npm], sbom.models())
    refs = [one["bom-ref"] for one in made["components"]]
    assert len(refs) == len(set(refs))
    assert {"dateline-reader", *(part.purl for part in npm if part.scope == "required")} <= set(refs)
    assert not any("pytest" in ref for ref in refs)
    known = {*refs, made["metadata"]["component"]["bom-ref"]}
    assert {one for needed in made["dependencies"] for one in (needed["ref"], *needed["dependsOn"])} <= known
    # Sets have another order in the next process.
    assert all(needed["dependsOn"] == sorted(needed["dependsOn"]) for needed in made["dependencies"])
    assert made == sbom.bill([*python_parts(), *npm_parts()], sbom.models())


def test_a_package_that_was_not_asked_about_is_not_well() -> None:
    skipped = {"dependencies": [{"name": "a", "skip_reason": "not found"}, {"name": "b", "version": "1", "vulns": []}]}
    (problem,) = audit.python_problems(json.dumps(skipped))
    assert "1 of 2 packages not audited" in problem
    hole = {"dependencies": [{"name": "b", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}]}
    assert audit.python_problems(json.dumps(hole)) == ["PyPI: b 1: X-1; mended in 2"]
    assert audit.python_problems('{"dependencies": [{"name": "b", "version": "1", "vulns": []}]}') == []
    for nothing in ("", "{}", '{"dependencies": []}'):
        assert len(audit.python_problems(nothing)) == 1
    assert audit.npm_problems('{"vulnerabilities": {}}') == []
    assert audit.npm_problems('{"vulnerabilities": {"x": {"severity": "high"}}}') == ["npm: x: high"]
    for nothing in ("", '{"error": {}}'):
        assert "needs the network" in audit.npm_problems(nothing)[0]

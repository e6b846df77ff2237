"""Every path of the API stands in docs/api.md, and every path that stands there is one."""

from __future__ import annotations

import re
from pathlib import Path

from browsers import Client

_REQUEST = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) ([a-z][\w/{}.-]*)")
_NAME = re.compile(r"\{[^}]*\}")


def test_every_path_is_documented_and_no_other(desk_of_samples: Client, root: Path) -> None:
    paths = desk_of_samples.get("/api/openapi.json").json()["paths"]
    there = {
        f"{method.upper()} {_NAME.sub('{}', path.removeprefix('/api/v1/'))}"
        for path, methods in paths.items()
        for method in methods
    }
    page = (root / "docs" / "api.md").read_text(encoding="utf-8")
    told = {f"{method} {_NAME.sub('{}', path)}" for method, path in _REQUEST.findall(page)}
    assert sorted(there - told) == [], "not documented"
    assert sorted(told - there) == [], "documented, but not there"

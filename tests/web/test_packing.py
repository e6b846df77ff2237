"""Answers are packed where that helps, and never where they hold a secret; a slow answer holds nobody up."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from browsers import Client

from dateline.web.packing import takes_gzip


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip, deflate, br", True),
        ("gzip;q=0.5", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("*, gzip;q=0.0", False),
        ("gzip;q=odd", False),
    ],
)
def test_who_takes_what(accepted: str, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


def told(desk: Client, path: str, accepted: str = "gzip") -> tuple[Any, bytes]:
    """An answer, and its body as it was sent."""
    with desk.stream("GET", path, headers={"accept-encoding": accepted}) as answered:
        return answered, b"".join(answered.iter_raw())


def test_a_long_answer_is_packed_and_says_the_same(desk: Client) -> None:
    plain, whole = told(desk, "/api/openapi.json")
    first, small = told(desk, "/api/v1/export")
    assert first.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in first.headers["vary"]
    assert int(first.headers["content-length"]) == len(small)
    bare, text = told(desk, "/api/v1/export", "identity")
    assert "content-encoding" not in bare.headers
    assert gzip.decompress(small) == text
    assert len(small) < len(text) / 2
    assert plain.status_code == 200
    assert whole


def test_a_kept_answer_is_packed_once_and_needs_not_be_sent_again(desk: Client) -> None:
    first, small = told(desk, "/api/v1/actors?limit=1")
    again, same = told(desk, "/api/v1/actors?limit=1")
    assert first.headers["etag"] == again.headers["etag"]
    assert small == same
    kept = desk.get("/api/v1/actors?limit=1", headers={"if-none-match": first.headers["etag"]})
    assert kept.status_code == 304


def test_a_stream_is_packed_as_it_goes(desk: Client) -> None:
    answered, sent = told(desk, "/api/v1/export/csv")
    assert answered.headers["content-encoding"] == "gzip"
    assert "content-length" not in answered.headers
    assert gzip.decompress(sent) == told(desk, "/api/v1/export/csv", "identity")[1]


def test_what_holds_a_secret_is_never_packed(desk: Client) -> None:
    made = desk.post("/api/v1/tokens", json={"name": "x" * 90, "role": "viewer"}, headers={"accept-encoding": "gzip"})
    assert made.status_code == 201
    assert "content-encoding" not in made.headers
    for number in range(12):
        desk.post("/api/v1/tokens", json={"name": f"{number}" + "x" * 90, "role": "viewer"})
    for path in ("/api/v1/tokens", "/api/v1/me"):
        assert "content-encoding" not in told(desk, path)[0].headers

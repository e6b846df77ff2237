from __future__ import annotations

import json

import pytest

from dateline.errors import UsageError
from dateline.work.encode import LAYERS, encode, layers_of
from tests.work.examples import TEXT, reading

SPAN = ["text", "start", "end", "name", "id", "inherited"]
PLACE = [*SPAN, "latitude", "longitude", "country", "admin1", "feature", "radius_km", "relation", "confidence"]


def test_fields_are_those_of_the_contract_in_its_order() -> None:
    found = json.loads(encode(reading(), LAYERS))
    assert list(found) == ["report", "claims", "attributions", "mentions", "places", "times", "tokens"]
    assert list(found["report"]) == [
        "id", "sha256", "text_sha256", "text", "title", "publisher", "author", "published", "dateline", "url",
        "language", "removed",
    ]  # fmt: skip
    assert found["report"]["dateline"] == {"text": "Harim, Syria", "place": "Harim"}
    claim = found["claims"][0]
    assert list(claim) == [
        "id", "type", "mode", "status", "negated", "aggregate", "background", "trigger", "sentence", "actors",
        "recipients", "means", "places", "time", "counts", "sources", "confidence",
    ]  # fmt: skip
    assert list(claim["trigger"]) == ["text", "start", "end"]
    assert list(claim["sentence"]) == ["start", "end"]
    assert list(claim["actors"][0]) == SPAN
    assert list(claim["places"][0]) == [*PLACE, "role"]
    assert list(claim["time"]) == ["text", "start", "end", "earliest", "latest", "precision"]
    assert list(claim["counts"]["killed"]) == ["low", "high", "text", "of"]
    assert list(claim["sources"][0]) == [*SPAN, "named", "kind", "how"]
    assert list(found["tokens"][0]) == ["start", "end", "lemma", "pos", "head", "relation", "sentence"]
    assert found["claims"][1]["time"] is None
    assert found["report"]["text"] == TEXT


def test_only_the_wanted_layers_and_always_the_report() -> None:
    assert list(json.loads(encode(reading()))) == ["report", "claims"]
    assert list(json.loads(encode(reading(), ("tokens", "claims")))) == ["report", "claims", "tokens"]
    assert b"\n" not in encode(reading(), LAYERS), "one line an object, whatever the text holds"


def test_layers_are_named_by_commas() -> None:
    assert layers_of("all") == LAYERS
    assert layers_of("tokens, claims") == ("claims", "tokens")
    for wrong in ("", "claims,", "claim", "all,claims", "CLAIMS"):
        with pytest.raises(UsageError, match="is not a layer"):
            layers_of(wrong)

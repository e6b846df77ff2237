"""A reading as one JSON object of the contract."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from dateline.errors import UsageError
from dateline.values import Reading

LAYERS = ("claims", "attributions", "mentions", "places", "times", "tokens")
"""All layers, in the order of the JSON's keys."""

_encoder = msgspec.json.Encoder()


def layers_of(value: str) -> tuple[str, ...]:
    """The layers that ``--layers`` names, separated by commas, in the order of :data:`LAYERS`; ``all`` names every one.

    Raises ``UsageError`` for others."""
    named = {name.strip() for name in value.split(",")}
    if named == {"all"}:
        return LAYERS
    unknown = sorted(named - set(LAYERS))
    if unknown:
        raise UsageError(f"--layers {unknown[0]!r} is not a layer: give all or some of {','.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if layer in named)


def encode(reading: Reading, layers: Collection[str] = ("claims",)) -> bytes:
    """The JSON object, in UTF-8 and on one line without its end: ``report`` and the wanted layers. Field names and
    their order are those of the values; the same reading always gives the same bytes."""
    wanted = {"report": reading.report}
    return _encoder.encode(wanted | {layer: getattr(reading, layer) for layer in LAYERS if layer in layers})

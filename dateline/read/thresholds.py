"""From which scores on the claim heads' findings count: part of the model's card, chosen by ``python -m training tune``
on annotated reports that the model was not trained on."""

from __future__ import annotations

from msgspec import Struct


class Thresholds(Struct, frozen=True):
    """``trigger``: probability from which a word reports something. ``roles``: log-odds from which a word of the
    claim's sentence plays a role, by role. ``none``: log-odds from which a mention of another sentence is taken over,
    by slot. Where a role or slot is not named, 0."""

    trigger: float = 0.4
    roles: dict[str, float] = {}
    none: dict[str, float] = {}

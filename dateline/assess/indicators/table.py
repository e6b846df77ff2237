"""The indicators of an armed actor: what each counts, which way it points, and how much one event of it says.

``fall`` and ``rise`` are natural logarithms of how much likelier one such event is in a week in which the actor
declines, or gains, than in one in which it holds. They are judgements, made before anything was scored and kept small:
the strongest, a place lost, is twice as likely under decline. What they come to is scaled on simulated histories alone
(:mod:`dateline.assess.outlook.settings`).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Key = Literal[
    "places-gained", "places-lost", "places-held", "contested", "attacks-by", "attacks-on", "clashes", "losses",
    "defections", "hesitation", "strength-down", "strength-up", "strength-size", "withdrawals-planned", "withdrawals",
    "concessions", "institutions-moved", "mobilisation", "alliances", "agreements", "support-lost", "unrest",
    "harm-to-civilians",
]  # fmt: skip


class Indicator(Struct, frozen=True):
    """``title`` heads a series; ``one`` and ``many`` name one event and several of them; ``absent`` says what is
    missing where there is none (empty where its absence says nothing)."""

    key: Key
    title: str
    one: str
    many: str
    fall: float = 0.0
    rise: float = 0.0
    absent: str = ""

    @property
    def side(self) -> Literal["for", "against", "neither"]:
        """Whether an event of it speaks for decline, against it, or neither."""
        return "for" if self.fall > self.rise else "against" if self.rise > self.fall else "neither"


_ALL = (
    Indicator("places-lost", "Places lost", "place lost", "places lost", 0.7, -0.5, "places that changed hands"),
    Indicator("places-gained", "Places gained", "place gained", "places gained", -0.6, 0.7),
    Indicator("places-held", "Places still held", "place held", "places held", -0.1, 0.1, "what it still holds"),
    Indicator("contested", "Places contested", "place contested", "places contested"),
    Indicator("attacks-by", "Attacks by it", "attack by it", "attacks by it", -0.15, 0.15, "attacks by it"),
    Indicator("attacks-on", "Attacks on it", "attack on it", "attacks on it", 0.1, -0.1, "attacks on it"),
    Indicator("clashes", "Clashes", "clash", "clashes"),
    Indicator("losses", "Losses among its people", "loss among its people", "losses among its people", 0.25, -0.15,
              "its losses"),
    Indicator("defections", "Defections and surrenders", "defection or surrender", "defections and surrenders", 0.6,
              -0.4, "defections or surrenders"),
    Indicator("hesitation", "Hesitation and poor morale", "sign of hesitation", "signs of hesitation", 0.4, -0.3,
              "the mood of its fighters"),
    Indicator("strength-down", "Reported weaker", "report of weakening", "reports of weakening", 0.5, -0.4,
              "its numbers and strength"),
    Indicator("strength-up", "Reported stronger", "report of growth", "reports of growth", -0.4, 0.5, "recruits"),
    Indicator("strength-size", "Size reported", "figure of its size", "figures of its size"),
    Indicator("withdrawals-planned", "Withdrawals planned", "planned withdrawal", "planned withdrawals", 0.5, -0.3,
              "withdrawals"),
    Indicator("withdrawals", "Withdrawals carried out", "withdrawal", "withdrawals", 0.5, -0.4),
    Indicator("concessions", "Concessions announced", "concession", "concessions", 0.15, -0.1),
    Indicator("institutions-moved", "Institutions moved away", "institution moved", "institutions moved", 0.5, -0.3,
              "its courts, offices and headquarters"),
    Indicator("mobilisation", "Deployments and advances", "deployment or advance", "deployments and advances", -0.2,
              0.2, "reinforcements"),
    Indicator("alliances", "Allies and support", "sign of support", "signs of support", -0.15, 0.2,
              "allies and supplies"),
    Indicator("agreements", "Agreements", "agreement", "agreements"),
    Indicator("support-lost", "Support lost", "loss of support", "losses of support", 0.25, -0.2),
    Indicator("unrest", "Protest against it", "protest against it", "protests against it", 0.15, -0.1),
    Indicator("harm-to-civilians", "Harm to civilians by it", "harm to civilians", "harm to civilians"),
)  # fmt: skip

TABLE: dict[Key, Indicator] = {one.key: one for one in _ALL}
"""All indicators, in the order in which they are shown."""

"""The words of likelihood of ICD 203 (Office of the Director of National Intelligence, "Analytic Standards", 2015)."""

from __future__ import annotations

from typing import Literal

Word = Literal[
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"
]

YARDSTICK: tuple[tuple[Word, float, float], ...] = (
    ("almost no chance", 0.01, 0.05),
    ("very unlikely", 0.05, 0.20),
    ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55),
    ("likely", 0.55, 0.80),
    ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)
"""Each word with the range it stands for. Certainty, either way, has none."""


def word(probability: float) -> tuple[Word, float, float]:
    """The word for a probability, with its range; the next word begins at its bound (0.20 is unlikely)."""
    for one in YARDSTICK:
        if probability < one[2]:
            return one
    return YARDSTICK[-1]

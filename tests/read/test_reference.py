from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document, resolved

CASES = {c["case"]: c for c in yaml.safe_load((Path(__file__).parent / "stands_for.yaml").read_text("utf-8"))}


@pytest.mark.parametrize("case", CASES)
def test_what_mentions_stand_for(case: str) -> None:
    entry = CASES[case]
    made = resolved(document(entry["text"], entry["parses"], [tuple(m[:3]) for m in entry["mentions"]]))
    for mention, (text, _, _, of, name) in zip(made.mentions, entry["mentions"], strict=True):
        back = None if mention.of is None else made.mentions[mention.of]
        assert (back and made.text[back.start : back.end]) == of, text
        assert mention.name == name, text


def test_a_known_actor_has_an_id() -> None:
    entry = CASES["the group and the acronym lead to the name"]
    made = resolved(document(entry["text"], entry["parses"], [tuple(m[:3]) for m in entry["mentions"]]))
    assert [m.id for m in made.mentions] == ["free-syrian-army", "free-syrian-army", None, *["free-syrian-army"] * 2]


@pytest.mark.parametrize(("noun", "of"), [("city", "Manbij"), ("country", None), ("ministry", None)])
def test_the_city_leads_to_the_one_place_named_before(noun: str, of: str | None) -> None:
    made = resolved(
        document(
            f"Troops took Manbij. The {noun} was calm.",
            [
                "Troops/troop/NOUN/2/nsubj took/take/VERB/0/root Manbij/manbij/PROPN/2/obj ././PUNCT/2/punct",
                f"The/the/DET/2/det {noun}/{noun}/NOUN/4/nsubj was/be/AUX/4/cop calm/calm/ADJ/0/root ././PUNCT/4/punct",
            ],
            [("Troops", "armed-actor", False), ("Manbij", "place", True), (f"The {noun}", "place", False)],
        )
    )
    last = made.mentions[-1]
    back = None if last.of is None else made.mentions[last.of]
    assert (back and made.text[back.start : back.end]) == of

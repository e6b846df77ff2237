"""Two names are two parties, and a total is a number, by the bundled model and the rules, on texts of our own."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.work.pipeline import Tools, load_tools, read


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Clashes broke out between Nuer and Dinka militia near Bor.", ["Nuer", "Dinka militia"]),
        (
            "Villages were burned by the Rizeigat and Salamat militia in Darfur.",
            ["the Rizeigat", "Salamat militia"],
        ),
        ("Ansar and Nusra brigades captured the base, an activist said.", ["Ansar", "Nusra brigades"]),
        ("An attack by Ansar and Nusra fighters killed 10 soldiers.", ["Ansar", "Nusra fighters"]),
        ("Ahrar and Jaish militia shelled the town of Hama on Monday.", ["Ahrar", "Jaish militia"]),
        ("The town was shelled by the army and the Popular Mobilisation.", ["the army", "the Popular Mobilisation"]),
        ("The army and the Popular Mobilisation captured Baiji.", ["The army", "the Popular Mobilisation"]),
        # One party, or one force of two nations.
        ("Trinidad and Tobago soldiers arrested two men.", ["Trinidad and Tobago soldiers"]),
        ("US and Iraqi forces attacked IS near Mosul.", ["US and Iraqi forces"]),
        ("Police and army units arrested 20 protesters in Cairo.", ["Police and army units"]),
    ],
)
def test_two_names_are_two_parties(tools: Tools, text: str, actors: list[str]) -> None:
    claims = read(as_report("r", text), tools).claims
    assert claims
    assert all([a.text for a in c.actors] == actors for c in claims)


@pytest.mark.parametrize(
    ("text", "key", "number"),
    [
        ("A total of 1,250 people fled Ramadi last week.", "displaced", 1250),
        ("A total of 1 250 people fled Ramadi.", "displaced", 1250),
        ("The mayor said a total of 1,250 people had fled to Baghdad.", "displaced", 1250),
        ("A combined total of 45 people died in attacks in Borno.", "killed", 45),
        ("A total of 14 gunmen and 3 policemen were killed in Sinai.", "killed", 17),
    ],
)
def test_a_total_is_a_number(tools: Tools, text: str, key: str, number: int) -> None:
    [one] = read(as_report("r", text), tools).claims
    assert (one.counts[key].low, one.counts[key].high) == (number, number)

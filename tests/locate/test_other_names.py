from __future__ import annotations

import pytest

from dateline.locate import PlaceMention, resolve
from dateline.locate.index import Index


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Syrian troops left Manbij for جرابلس on Monday.", {"Manbij": "25", "جرابلس": "24"}),
        ("Shelling hit Mabbug (Манбидж) in Syria.", {"Mabbug": "25", "Манбидж": "25"}),
        ("The Syrian town of Kobanê (عين العرب), near Jarablos, fell.", {"Kobanê": "23", "عين العرب": "23"}),
        ("The Syrian town of Arappinar, known in Arabic as Ain al-Arab, fell.", {"Arappinar": "23"}),
        ("The Syrian town of Arappinar (Kurdish: Kobanî; Arabic: Ain al-Arab) fell.", {"Arappinar": "23"}),
    ],
)
def test_a_name_in_another_script_or_an_alias_beside_it_finds_the_place(
    small: Index, text: str, places: dict[str, str]
) -> None:
    mentions = [PlaceMention(text.index(n), text.index(n) + len(n), n) for n in places]
    assert [p.id for p in resolve(mentions, text, None, small)] == list(places.values())


def test_an_alias_binds_for_the_whole_report(small: Index) -> None:
    text = "Arappinar, also known as Ain al-Arab, lies in Syria. Days later Arappinar fell."
    starts = [0, text.rindex("Arappinar")]
    found = resolve([PlaceMention(s, s + 9, "Arappinar") for s in starts], text, None, small)
    assert [p.id for p in found] == ["23", "23"]

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.collect.language import language_of
from dateline.errors import LanguageError

ENGLISH = "The army said on Monday that its soldiers had withdrawn from the village after heavy fighting with rebels."


@pytest.mark.parametrize(
    "text",
    [ENGLISH, ENGLISH.upper(), "Rebels seized the town.", ENGLISH + " “Nous ne partirons pas d’ici”, a dit le maire."],
)
def test_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "🙂🙂", "ISIS SEIZES KOBANE VILLAGES", "שלום", "12 345", "Deir ez-Zor, Hajin, Abu Kamal"]
)
def test_too_little_to_tell_is_unknown_not_refused(text: str) -> None:
    assert language_of(text) is None


GERMAN = (
    "Die Armee teilte am Montag mit, dass ihre Soldaten sich nach schweren Kämpfen aus dem Dorf zurückgezogen hätten."
)
FRENCH = (
    "L’armée a déclaré lundi que ses soldats s’étaient retirés du village après de violents combats avec les rebelles."
)
SPANISH = (
    "El ejército dijo el lunes que sus soldados se habían retirado del pueblo tras intensos combates con los rebeldes."
)
TURKISH = "Ordu pazartesi günü yaptığı açıklamada askerlerinin şiddetli çatışmalardan sonra köyden çekildiğini söyledi."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GERMAN, "German"),
        (FRENCH, "French"),
        (SPANISH, "Spanish"),
        (TURKISH, "Turkish"),
        ("قال الجيش يوم الاثنين إن جنوده انسحبوا من القرية بعد قتال عنيف مع المتمردين في ريف حلب الشمالي", "Arabic"),
        (
            "Армия заявила в понедельник, что её солдаты отступили из деревни после тяжёлых боёв с повстанцами.",
            "Russian",
        ),
        (
            "De legerleiding zei maandag dat de soldaten zich na zware gevechten uit het dorp hadden teruggetrokken.",
            "Dutch",
        ),
    ],
)
def test_another_language_is_named(text: str, name: str) -> None:
    with pytest.raises(LanguageError, match=name):
        language_of(text)


def test_real_english_reports_are_never_refused(shared: Path) -> None:
    with (shared / "data/ceha/train_dev.csv").open(newline="") as file:
        texts = [row["Event Description"] for row in csv.DictReader(file)]
    unknown = [t for t in texts if language_of(t) != "en"]
    assert len(unknown) < 0.03 * len(texts)
    wires = (shared / "data/muc4/raw/dev/dev-muc3-0001-0100").read_text("latin-1").split("\nDEV-")
    assert {language_of(w) for w in wires} == {"en"}

"""Reports made up for a long run: any number of them, no two alike, and read by the real reader."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from msgspec import Struct

_TOWNS = (
    "Harim Idlib Raqqa Manbij Kobane Suluk Hasakah Homs Aleppo Daraa Palmyra Latakia Tartus Hama Afrin Azaz "
    "Jarabulus Qamishli Mosul Tikrit Ramadi Fallujah Kirkuk Sinjar Baiji Samarra Haditha Erbil Dohuk Baquba"
).split()
_SIDES = (
    "Gunmen",
    "Fighters of the Sand Brigade",
    "The army",
    "YPG fighters",
    "Islamic State fighters",
    "Rebels",
    "Militiamen",
)
_DEEDS = (
    "killed {n} people in {town} on {day}",
    "shelled the market of {town} on {day}, and {n} civilians were wounded",
    "captured {town} on {day} after a fight of several hours",
    "withdrew from {town} on {day}",
    "detained {n} men at a checkpoint near {town} on {day}",
    "attacked a convoy north of {town} on {day}, killing at least {n} soldiers",
)
_SAYS = (
    "the mayor said",
    "a resident told Radio Sand",
    "two officials said",
    "an activist said by phone",
    "the army said",
)
_MORE = (
    "About {n} families fled to the villages around it, {who}.",
    "{who}: neither bread nor clean water had reached the town for several days.",
    "A spokesman denied it and said that nobody had been hurt.",
    "The road to {other} was closed in the evening, {who}.",
    "More fighting was feared in {other}, where people were told to stay at home.",
)
_OUTLETS = ("Made-up Wire", "Valley Radio", "Orchard Post", "Harbour News", "Gazette of the Plain")
_START = date(2015, 1, 1)


class Made(Struct, frozen=True):
    """A report: its ``number`` stands in the title, so that each is told from every other."""

    number: int
    title: str
    text: str
    published: str
    outlet: str

    @property
    def page(self) -> bytes:
        """As a page of a news site."""
        paragraphs = "".join(f"<p>{one}</p>" for one in self.text.split("\n\n"))
        return (
            f'<!doctype html><html lang="en"><head><title>{self.title}</title>'
            f'<meta property="og:site_name" content="{self.outlet}">'
            f'<meta property="article:published_time" content="{self.published}T08:00:00Z"></head><body><main><article>'
            f"<h1>{self.title}</h1>{paragraphs}</article></main></body></html>"
        ).encode()


def made(number: int, seed: int) -> Made:
    """The report of a number; the same again for the same seed."""
    chance = Random(f"{seed} {number}")
    town, other = chance.sample(_TOWNS, 2)
    day = _START + timedelta(days=number // 12 % 700)
    told = {
        "n": chance.randint(2, 60), "town": town, "other": other, "day": f"{day:%A}", "who": chance.choice(_SAYS)
    }  # fmt: skip
    deed = f"{chance.choice(_SIDES)} {chance.choice(_DEEDS).format(**told)}, {told['who']}."
    more = [one.format(**told) for one in chance.sample(_MORE, 3)]
    text = f"{deed} {more[0]}\n\n{more[1][:1].upper()}{more[1][1:]}\n\n{more[2][:1].upper()}{more[2][1:]}"
    return Made(number, f"Report {number} from {town}", text, f"{day:%Y-%m-%d}", chance.choice(_OUTLETS))

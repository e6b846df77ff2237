"""Reports and readings made by hand, each with the bytes it came in, and libraries to put them in."""

from __future__ import annotations

import hashlib
import json

from dateline.library.library import Library
from dateline.library.records import Change, Fingerprint
from dateline.values import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimSource,
    Count,
    Dateline,
    Extent,
    Mention,
    Origin,
    Place,
    Reading,
    Report,
    Span,
    Time,
    Trigger,
)

FIRST = Fingerprint("model-1", "lexicon-1", "gazetteer-1", "code-1")
SECOND = Fingerprint("model-2", "lexicon-1", "gazetteer-1", "code-1")
EXTRACTOR = "extractor-1"


def report(number: int = 0, publisher: str | None = "Orchard Wire", data: bytes | None = None) -> Report:
    """Report ``number``; told by two outlets it is two reports. ``data``: the bytes, if not those of ``data_of``."""
    title = f"Bridge {number} shelled"
    text = f"{title}\n\nMarket sellers in Harim said gunmen killed {number + 2} people near bridge {number}.\n"
    url = f"https://example.org/{number}"
    id_ = hashlib.sha256(json.dumps([publisher, url, text]).encode()).hexdigest()[:32]
    return Report(
        id=id_,
        sha256=hashlib.sha256(data or data_of(number)).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title=title,
        publisher=publisher,
        published="2015-03-03",
        dateline=Dateline("Harim, Syria", "Harim"),
        url=url,
        language="en",
        removed=((0, 4, "menu"),),
    )


def data_of(number: int = 0) -> bytes:
    """The bytes that report ``number`` came in."""
    return f"<html>report {number}, as received</html>".encode()


def reading(of: Report, type_: str = "ASSAULT") -> Reading:
    """Two claims, with every kind of span that there is."""

    def at(quoted: str) -> tuple[str, int, int]:
        start = of.text.index(quoted)
        return quoted, start, start + len(quoted)

    harim = ClaimPlace(
        *at("Harim"), name="Harim", id="170063", latitude=36.2, longitude=36.5, radius_km=2.0, country="SY"
    )
    sentence = Extent(of.text.index("Market"), len(of.text) - 1)
    number = at("killed ")[2]
    killing = Claim(
        id="c0",
        type=type_,  # type: ignore[arg-type]
        mode="firearms",
        status="actual",
        negated=False,
        aggregate=False,
        background=False,
        trigger=Trigger(*at("killed")),
        sentence=sentence,
        actors=(Span(*at("gunmen")),),
        recipients=(Span(*at("people"), name="x" * 5000),),
        places=(harim,),
        time=Time(*at("shelled"), earliest="2015-03-02", latest=None, precision="range"),
        counts={"killed": Count(2, None, of.text[number : number + 1]), "injured": Count(None, None, "several")},
        sources=(ClaimSource(*at("Market sellers"), named=False, kind="witness", how="said"),),
        confidence=0.1 + 0.2,
    )
    shelling = Claim("c1", "ASSAULT", None, "denied", True, False, True, Trigger(*at("shelled")), Extent(0, 3))
    said = Attribution(((at("Market")[1:]),), (at("said")[1:],), ((at("gunmen")[1], sentence.end),))
    mentions = (Mention(*at("gunmen")[1:], kind="armed-actor", named=False),)
    places = (Place(*at("Harim"), name="Harim"),)
    return Reading(of, (killing, shelling), (said,), mentions, places, (Time(*at("shelled"), None, None, "vague"),))


def origin(number: int = 0) -> Origin:
    """How report ``number`` came."""
    return Origin(f"https://example.org/{number}", "fetched", "html", None)


def put(library: Library, number: int = 0, publisher: str | None = "Orchard Wire") -> Change:
    """Adds report ``number`` with its first reading."""
    with library.writing() as writer:
        return writer.add(reading(report(number, publisher)), data_of(number), origin(number), EXTRACTOR, FIRST)


def reread(library: Library, number: int = 0, made_with: Fingerprint = SECOND, type_: str = "COERCE") -> Change:
    """Reads report ``number`` again."""
    with library.writing() as writer:
        return writer.add_reading(reading(report(number), type_), made_with)

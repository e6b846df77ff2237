"""What the output promises, checked on one report's JSON object: fields, types, allowed values, and what must hold
between them. Written from the documentation alone: nothing of the package is used, so that a change of a value shows
here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

MODES: dict[str, str] = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
    "CONTROL": "holds gains loses contests",
    "DISPLACE": "flee expelled evacuated return",
    "STRENGTH": "up down size",
}
STATUSES = "actual planned requested possible feared hypothetical denied asked"
SOURCE_KINDS = "person official military armed-group government organisation media witness document unnamed"
MENTION_KINDS = "person organisation armed-actor group place facility weapon vehicle quantity time nationality"
COUNTS = "killed injured displaced detained force"
RELATIONS = (
    "at near road-to countryside-of outskirts-of between border-of along north-of south-of east-of west-of "
    "northeast-of northwest-of southeast-of southwest-of"
)
FEATURES = (
    "settlement admin1 admin2 country region area continent island mountain river canal lake sea ocean crossing dam "
    "camp airport road facility"
)
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
RELATIVE = re.compile(
    r"(?:on |last |next |early |late )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year)"
    r"|today|yesterday|tomorrow|tonight|overnight|recently",
    re.I,
)

Check = Callable[[Any], bool]


def _string(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _whole(value: Any) -> bool:
    return type(value) is int and value >= 0


def _truth(value: Any) -> bool:
    return type(value) is bool


def _share(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _day(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None and bool(_date(value))


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _within(low: float, high: float) -> Check:
    return lambda value: type(value) in (int, float) and low <= value <= high


def _one_of(words: str) -> Check:
    return lambda value: value in words.split()


def _or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _list(value: Any) -> bool:
    return isinstance(value, list)


def _dict(value: Any) -> bool:
    return isinstance(value, dict)


def _stretches(value: Any) -> bool:
    return _list(value) and all(_list(piece) and len(piece) == 2 and all(map(_whole, piece)) for piece in value)


def _sha256(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


REPORT: dict[str, Check] = {
    "id": _string,
    "sha256": _sha256,
    "text_sha256": _sha256,
    "text": _string,
    "title": _or_null(_string),
    "publisher": _or_null(_string),
    "author": _or_null(_string),
    "published": _or_null(_day),
    "dateline": _or_null(_dict),
    "url": _or_null(_string),
    "language": _or_null(_one_of("en")),
    "removed": _list,
}
EXTENT: dict[str, Check] = {"start": _whole, "end": _whole}
TRIGGER: dict[str, Check] = {"text": _string} | EXTENT
SPAN = TRIGGER | {"name": _or_null(_string), "id": _or_null(_string), "inherited": _truth}
PLACE = SPAN | {
    "latitude": _or_null(_within(-90, 90)),
    "longitude": _or_null(_within(-180, 180)),
    "country": _or_null(lambda value: isinstance(value, str) and re.fullmatch("[A-Z]{2}", value) is not None),
    "admin1": _or_null(_string),
    "feature": _or_null(_one_of(FEATURES)),
    "radius_km": _or_null(_within(0.001, 20_000)),
    "relation": _one_of(RELATIONS),
    "confidence": _or_null(_share),
}
CLAIM_PLACE = PLACE | {"role": _one_of("at from to via held")}
SOURCE = SPAN | {"named": _truth, "kind": _one_of(SOURCE_KINDS), "how": _or_null(_string)}
TIME = TRIGGER | {
    "earliest": _or_null(_day),
    "latest": _or_null(_day),
    "precision": _one_of("day week month year range vague"),
}
COUNT: dict[str, Check] = {
    "low": _or_null(_whole),
    "high": _or_null(_whole),
    "text": _string,
    "of": _or_null(_dict),
}
CLAIM: dict[str, Check] = {
    "id": _string,
    "type": lambda value: value in MODES,
    "mode": _or_null(_string),
    "status": _one_of(STATUSES),
    "negated": _truth,
    "aggregate": _truth,
    "background": _truth,
    "trigger": _dict,
    "sentence": _dict,
    "actors": _list,
    "recipients": _list,
    "means": _list,
    "places": _list,
    "time": _or_null(_dict),
    "counts": _dict,
    "sources": _list,
    "confidence": _share,
}
ATTRIBUTION = {"source": _stretches, "cue": _stretches, "content": _stretches}
MENTION = EXTENT | {
    "kind": _one_of(MENTION_KINDS),
    "named": _truth,
    "name": _or_null(_string),
    "id": _or_null(_string),
    "of": _or_null(_whole),
}
TOKEN = EXTENT | {
    "lemma": _string,
    "pos": _one_of(UPOS),
    "head": _whole,
    "relation": lambda value: isinstance(value, str) and re.fullmatch(r"[a-z]+(:[a-z]+)?", value) is not None,
    "sentence": _whole,
}
SPANS = ("actors", "recipients", "means", "places", "sources")
LAYERS = {"attributions": ATTRIBUTION, "mentions": MENTION, "places": PLACE, "times": TIME, "tokens": TOKEN}


def faults(result: dict[str, Any], length: int | None = None, raw: bool = False) -> Iterator[str]:
    """What breaks the promise in one object of ``--layers all``; ``length`` is that of the decoded input in code
    points, where it is known."""
    if list(result) != ["report", "claims", *LAYERS]:
        yield f"keys are {list(result)}"
        return
    broken = list(_shape(result))
    yield from broken
    if not broken:
        yield from _report(result["report"], length, raw)
        yield from _slices(result, result["report"]["text"])
        for i, claim in enumerate(result["claims"]):
            yield from (f"claims[{i}] ({claim['trigger']['text']!r}): {fault}" for fault in _claim(claim, result))
        yield from _layers(result)


def _shape(result: dict[str, Any]) -> Iterator[str]:
    yield from _fields(result["report"], REPORT, "report")
    for i, claim in enumerate(result["claims"]):
        where = f"claims[{i}]"
        wrong = list(_fields(claim, CLAIM, where))
        yield from wrong
        if wrong:
            continue
        yield from _fields(claim["trigger"], TRIGGER, f"{where}.trigger")
        yield from _fields(claim["sentence"], EXTENT, f"{where}.sentence")
        for name, schema in (("actors", SPAN), ("recipients", SPAN), ("means", SPAN), ("places", CLAIM_PLACE)):
            yield from _each(claim[name], schema, f"{where}.{name}")
        yield from _each(claim["sources"], SOURCE, f"{where}.sources")
        yield from _fields(claim["time"], TIME, f"{where}.time") if claim["time"] else ()
        yield from (f"{where}.counts has {name!r}" for name in claim["counts"] if name not in COUNTS.split())
        yield from _each(list(claim["counts"].values()), COUNT, f"{where}.counts")
        yield from _each([c["of"] for c in claim["counts"].values() if c.get("of")], SPAN, f"{where}.counts.of")
    for name, schema in LAYERS.items():
        yield from _each(result[name], schema, name)


def _each(values: list[Any], schema: dict[str, Check], where: str) -> Iterator[str]:
    for i, value in enumerate(values):
        yield from _fields(value, schema, f"{where}[{i}]")


def _fields(value: Any, schema: dict[str, Check], where: str) -> Iterator[str]:
    if not isinstance(value, dict) or set(value) != set(schema):
        yield f"{where} has the fields {sorted(value) if isinstance(value, dict) else value!r}"
        return
    for name, check in schema.items():
        if not check(value[name]):
            yield f"{where}.{name} is {value[name]!r}"


def _report(report: dict[str, Any], length: int | None, raw: bool) -> Iterator[str]:
    text: str = report["text"]
    if hashlib.sha256(text.encode()).hexdigest() != report["text_sha256"]:
        yield "text_sha256 is not that of text"
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        yield "text holds a NUL or a lone surrogate"
    if report["title"] is not None and not raw and _words(report["title"]) not in _words(text):
        yield f"the title {report['title']!r} is not in the text"
    line = report["dateline"]
    if line is not None:
        if set(line) != {"text", "place"} or not _string(line["text"]) or not _or_null(_string)(line["place"]):
            yield f"dateline is {line!r}"
        elif line["text"] not in text or (line["place"] or "").lower() not in line["text"].lower():
            yield f"dateline {line!r} is not in the text"
    for piece in report["removed"]:
        start, end, why = piece
        if not (_whole(start) and _whole(end) and start < end and _string(why)):
            yield f"removed has {piece!r}"
        elif length is not None and end > length:
            yield f"removed has {piece!r}, but the input has only {length} characters"
    if any(after[0] < before[1] for before, after in pairwise(report["removed"])):
        yield "removed is not in order, or overlaps"


def _words(text: str) -> str:
    return " ".join(text.split())


def _slices(value: Any, text: str, where: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        if "start" in value:
            start, end = value["start"], value["end"]
            if not 0 <= start < end <= len(text):
                yield f"{where}: {start}:{end} is no stretch of the text"
            elif value.get("text", text[start:end]) != text[start:end]:
                yield f"{where}: {start}:{end} is {text[start:end]!r}, not {value['text']!r}"
            elif text[start:end] != text[start:end].strip():
                yield f"{where}: {text[start:end]!r} has blanks at its ends"
        for name, inner in value.items():
            yield from _slices(inner, text, f"{where}.{name}") if name != "report" else ()
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _slices(inner, text, f"{where}[{i}]")


def _claim(claim: dict[str, Any], result: dict[str, Any]) -> Iterator[str]:
    sentence, trigger = claim["sentence"], claim["trigger"]
    if claim["mode"] is not None and claim["mode"] not in MODES[claim["type"]].split():
        yield f"{claim['type']} has no mode {claim['mode']!r}"
    if claim["negated"] and claim["status"] in ("actual", "possible", "planned", "asked"):
        yield f"negated, but {claim['status']}"
    if not _inside(trigger, sentence):
        yield "the trigger is outside its sentence"
    expressions = [
        (name, span) for name in ("actors", "recipients", "means", "places", "sources") for span in claim[name]
    ]
    expressions += [("counts", count["of"]) for count in claim["counts"].values() if count["of"]]
    for name, span in expressions:
        is_before = span["end"] <= sentence["start"]
        if span["inherited"] and not (is_before or (name == "sources" and span["start"] >= sentence["end"])):
            yield f"{name}: {span['text']!r} is inherited, but does not lie in an earlier sentence"
        if not span["inherited"] and not _inside(span, sentence):
            yield f"{name}: {span['text']!r} is not inherited, but lies outside the sentence"
    for name in SPANS:
        places = [(span["start"], span["end"], span.get("role")) for span in claim[name]]
        if len(places) != len(set(places)):
            yield f"{name} has an expression twice"
    for place in claim["places"]:
        yield from _place(place)
        if (
            not _is_described(place["text"])
            and place["latitude"] is not None
            and not any(_same_place(place, other) for other in result["places"])
        ):
            yield f"the place {place['text']!r} is not in the layer"
    if claim["time"]:
        yield from _time(claim["time"], result["report"]["published"])
        if not any(_inside(time, claim["time"]) or _inside(claim["time"], time) for time in result["times"]):
            yield f"the time {claim['time']['text']!r} is not in the layer"
    for name, count in claim["counts"].items():
        if None not in (count["low"], count["high"]) and count["low"] > count["high"]:
            yield f"{name}: {count['low']} to {count['high']}"
        if count["low"] is None and count["high"] is None:
            yield f"{name}: {count['text']!r} says no number"
        if count["text"] not in result["report"]["text"]:
            yield f"{name}: {count['text']!r} is not in the text"
    outlet = result["report"]["publisher"]
    for source in claim["sources"]:
        if outlet and outlet.lower() in (source["text"].lower(), (source["name"] or "").lower()):
            yield f"the report's own outlet {outlet!r} is a source"
        text = _words(result["report"]["text"])
        for part in (source["how"] or "").split(", "):
            if any(word.lower() not in text.lower() for word in part.split()):
                yield f"how is {source['how']!r}, of which {part!r} is not in the text"


def _same_place(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one[key] == other[key] for key in ("name", "id", "latitude", "longitude", "relation", "radius_km"))


def _inside(inner: dict[str, Any], outer: dict[str, Any]) -> bool:
    return bool(outer["start"] <= inner["start"] and inner["end"] <= outer["end"])


def _is_described(called: str) -> bool:
    """Whether an expression says what a place is, not what it is called: "the capital", "The town", "the Kurdish
    border town"; all in capitals nobody can tell."""
    called = "".join(c for c in called if unicodedata.category(c) != "Cf")  # "The<no width> town" reads as "The town"
    called = re.sub(r"\b(?:The|This|That) ", lambda article: article[0].lower(), called)
    first, *words = called.split()
    return (
        called.islower()
        or called.isupper()
        or (first in ("the", "this", "that") and any(word.islower() and len(word) > len("von") for word in words))
    )


def _place(place: dict[str, Any]) -> Iterator[str]:
    if (place["latitude"] is None) != (place["longitude"] is None):
        yield f"the place {place['text']!r} has half a point"
    if place["latitude"] is None and (place["radius_km"] is not None or place["id"] is not None):
        yield f"the place {place['text']!r} has no point, but an id or a radius"
    if place["latitude"] is not None and None in (place["radius_km"], place["name"], place["feature"]):
        yield f"the place {place['text']!r} has a point, but no name, radius or feature"


def _time(time: dict[str, Any], published: str | None) -> Iterator[str]:
    first, last = time["earliest"], time["latest"]
    if first and last and first > last:
        yield f"the time {time['text']!r} ends before it begins"
    if time["precision"] == "day" and first != last:
        yield f"the time {time['text']!r} is no one day: {first} to {last}"
    if published is None and first and RELATIVE.fullmatch(time["text"]):
        yield f"the time {time['text']!r} is {first} in a report without a date"


def _layers(result: dict[str, Any]) -> Iterator[str]:
    text, tokens, mentions = result["report"]["text"], result["tokens"], result["mentions"]
    if len({claim["id"] for claim in result["claims"]}) != len(result["claims"]):
        yield "two claims have the same id"
    for place in result["places"]:
        yield from _place(place)
    for time in result["times"]:
        yield from _time(time, result["report"]["published"])
    for i, attribution in enumerate(result["attributions"]):
        if not attribution["cue"] and not attribution["source"]:
            yield f"attributions[{i}] has neither source nor cue"
        for name, pieces in attribution.items():
            if any(not 0 <= start < end <= len(text) for start, end in pieces):
                yield f"attributions[{i}].{name} leaves the text"
            if any(after[0] < before[1] for before, after in pairwise(pieces)):
                yield f"attributions[{i}].{name} is not in order, or overlaps"
    for i, mention in enumerate(mentions):
        of = mention["of"]
        if of is not None and (of >= len(mentions) or mentions[of]["start"] > mention["start"] or of == i):
            yield f"mentions[{i}] refers back to {of}"
    for name in ("claims", "mentions", "places", "times", "tokens"):
        starts = [item["sentence"]["start"] if name == "claims" else item["start"] for item in result[name]]
        if starts != sorted(starts):
            yield f"{name} are not in the order of the text"
    roots: dict[int, int] = {}
    for i, token in enumerate(tokens):
        if token["head"] >= len(tokens) or tokens[token["head"]]["sentence"] != token["sentence"]:
            yield f"tokens[{i}] has its head in another sentence"
        if (token["head"] == i) != (token["relation"] == "root"):
            yield f"tokens[{i}] is {token['relation']} with the head {token['head']}"
        roots[token["sentence"]] = roots.get(token["sentence"], 0) + (token["head"] == i)
    for before, after in pairwise(tokens):
        if after["start"] < before["end"] or after["sentence"] - before["sentence"] not in (0, 1):
            yield "tokens overlap, or their sentences are not counted up"
    if set(roots.values()) - {1} or (tokens and tokens[0]["sentence"] != 0):
        yield "a sentence has no root, or several"

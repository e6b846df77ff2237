"""A plain lexicon coder of events, in the manner of TABARI: words of a list, each with a type of PLOVER or of
dateline's three states; who acts is the last name before the word, who is acted on the first behind it. No parser, no
model.

The list was written from the definitions of the types (PLOVER's and CAMEO's, and dateline's guide), without a look at
texts that are scored. The real coders of this kind (TABARI, PETRARCH-2) have some 15,000 verb phrases and as many
actors; this is a floor, not a stand-in for them. Answers: [start, end, type, source, target] for each word, source
and target [start, end] or null."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

# Verbs in the base form, nouns after a bar; the regular forms are made, the irregular ones stand in _IRREGULAR.
LEXICON = {
    "AGREE": "agree pledge promise vow | agreement deal pact accord",
    "CONSULT": "meet visit discuss negotiate consult mediate confer telephone | talk negotiation meeting summit visit",
    "SUPPORT": "praise endorse support back congratulate welcome defend | backing",
    "CONCEDE": "concede pardon | concession amnesty",
    "COOPERATE": "cooperate collaborate | cooperation",
    "AID": "donate evacuate rescue fund assist aid supply shelter | donation assistance",
    "RETREAT": "withdraw retreat surrender release resign disarm free | withdrawal surrender resignation ceasefire "
    "truce",
    "REQUEST": "demand urge request appeal call ask | demand appeal",
    "ACCUSE": "accuse condemn blame denounce criticise criticize charge allege investigate sue | accusation "
    "condemnation criticism investigation",
    "REJECT": "reject refuse veto rebuff decline | rejection refusal",
    "THREATEN": "threaten warn | threat warning ultimatum",
    "PROTEST": "protest demonstrate riot rally march | protest demonstration riot rally boycott",
    "SANCTION": "sanction expel convict sentence halt suspend | sanction embargo",
    "MOBILIZE": "mobilise mobilize deploy mass reinforce | deployment mobilisation mobilization reinforcement",
    "COERCE": "arrest detain seize confiscate ban deport imprison besiege blockade censor jail | arrest detention "
    "siege curfew blockade crackdown",
    "ASSAULT": "attack bomb kill shoot shell fight clash strike raid kidnap abduct torture murder assassinate execute "
    "wound injure ambush behead rape storm bombard | attack bombing airstrike shelling clash fighting killing raid "
    "explosion blast assault kidnapping ambush massacre murder",
    "CONTROL": "capture recapture control occupy overrun liberate retake | stronghold",
    "DISPLACE": "flee displace uproot | refugee exodus displacement",
    "STRENGTH": "defect outnumber | defection morale manpower",
}
_IRREGULAR = {
    "meet": "met", "withdraw": "withdrew withdrawn", "shoot": "shot", "fight": "fought", "strike": "struck",
    "flee": "fled", "overrun": "overran", "retake": "retook retaken",
}  # fmt: skip
_DOUBLED = frozenset({"ban", "control", "expel", "kidnap"})
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z“\"])|\n+")
_PART = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'-]*)"
_NAME = re.compile(rf"{_PART}(?:\s+(?:of\s+(?:the\s+)?)?{_PART})*")


def load() -> Callable[[dict[str, Any]], Any]:
    """Makes the list of forms."""
    forms()
    return lambda request: events(request["text"])


def events(text: str) -> list[list[Any]]:
    """Every word of the list, in order of the text."""
    found: list[list[Any]] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        shouted = sentence.isupper()  # then capitals tell no names
        actors = [] if shouted else [(start + m.start(), start + m.end()) for m in _NAME.finditer(sentence)]
        for word in _WORD.finditer(sentence):
            kind = forms().get(word[0].lower())
            if kind is None:
                continue
            a, b = start + word.start(), start + word.end()
            if not any(one[0] <= a and b <= one[1] and one != (a, b) for one in actors):  # the "Free" of "Free Army"
                source = next((list(one) for one in reversed(actors) if one[1] <= a), None)
                target = next((list(one) for one in actors if one[0] >= b), None)
                found.append([a, b, kind, source, target])
    return found


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand: up to a full stop before a capital, or the end of a line."""
    cuts = [0, *(match.end() for match in _SENTENCE.finditer(text)), len(text)]
    yield from ((a, b) for a, b in pairwise(cuts) if a < b)


@cache
def forms() -> dict[str, str]:
    """Every form of every word of the list, with its type; of a form that stands in two types the first counts."""
    made: dict[str, str] = {}
    for kind, listed in LEXICON.items():
        verbs, _, nouns = listed.partition("|")
        for verb in verbs.split():
            for form in verb_forms(verb):
                made.setdefault(form, kind)
        for noun in nouns.split():
            for form in (noun, _plural(noun)):
                made.setdefault(form, kind)
    return made


def verb_forms(verb: str) -> list[str]:
    """The forms of a verb: base, third person, past, participle with -ing."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb in _DOUBLED:
        stem = verb + verb[-1]
    past = _IRREGULAR[verb].split() if verb in _IRREGULAR else [_past(verb, stem)]
    return [verb, _plural(verb), *past, f"{stem}ing"]


def _past(verb: str, stem: str) -> str:
    if verb.endswith("ee"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{stem}ed"


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "sh", "ch", "x")) else f"{word}s"

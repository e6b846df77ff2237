"""Lemmas that the rules can rely on: irregular forms from a table, regular ones by suffix, checked against the words that
the rules know. The parser's own lemma is learned, and a rare verb may come out mangled."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

_IRREGULAR_VERBS = """
be am is are was were been being 's 're 'm|have has had having 've|do does did done|say said says|go goes went gone|get got gotten
make made|know knew known|take took taken|see saw seen|come came|give gave given|find found|tell told|think thought
become became|leave left|bring brought|begin began begun|keep kept|hold held|write wrote written|stand stood|hear heard|let let
mean meant|set set|meet met|run ran|pay paid|sit sat|speak spoke spoken|lie lay lain|lead led|read read|grow grew grown|lose lost
fall fell fallen|send sent|build built|draw drew drawn|break broke broken|spend spent|cut cut|rise rose risen|drive drove driven
buy bought|wear wore worn|choose chose chosen|seek sought|throw threw thrown|catch caught|deal dealt|win won|fight fought
feel felt|lay laid|hit hit|shoot shot|flee fled|strike struck stricken|blow blew blown|steal stole stolen|swear swore sworn
forbid forbade forbidden|tear tore torn|overrun overran|overthrow overthrew overthrown|withdraw withdrew withdrawn
retake retook retaken|undertake undertook undertaken|overtake overtook overtaken|beat beaten|bear bore borne|bind bound
bleed bled|burst burst|cast cast|cling clung|creep crept|dig dug|fly flew flown flies|forgive forgave forgiven|freeze froze frozen
hang hanged hung|hide hid hidden|hurt hurt|leap leapt|lend lent|light lit|put put|quit quit|ride rode ridden|ring rang rung
sell sold|shake shook shaken|shed shed|show shown|shrink shrank shrunk|shut shut|sink sank sunk|slay slew slain|sleep slept
slide slid|spread spread|spring sprang sprung|stick stuck|sweep swept|swing swung|teach taught|tread trod trodden|wake woke woken
weep wept|wring wrung|foresee foresaw foreseen|uphold upheld|withhold withheld|withstand withstood|slit slit
rebuild rebuilt|regain regained|die died dying dies|lie lied lying|tie tied tying|vie vied vying|hijack hijacked|ban banned banning
rid rid|split split|thrust thrust|bid bid|cede ceded|dye dyed|injure injured injuring|besiege besieged besieging|seize seized seizing
shell shelled shelling|free freed freeing|agree agreed agreeing|wound wounded wounding|raid raided raiding|kidnap kidnapped kidnaped
will 'll wo|would 'd|can ca|arm armed|bomb bombed bombing|mass massed massing|target targeted targetted targeting
"""
_IRREGULAR_NOUNS = """
man men|woman women|child children|person persons|people peoples|foot feet|life lives|wife wives|knife knives|half halves|leaf leaves
shelf shelves|thief thieves|policeman policemen|gunman gunmen|militiaman militiamen|fisherman fishermen|clansman clansmen
tribesman tribesmen|businessman businessmen|serviceman servicemen|herdsman herdsmen|spokesman spokesmen|crisis crises|barracks barracks
headquarters headquarters|guardsman guardsmen|gunship gunships|series series|troop troops|casualty casualties|army armies|city cities
country countries|enemy enemies|ally allies|party parties|injury injuries|fatality fatalities|authority authorities
"""
_KEPT = frozenset("headquarters barracks series ranks hostilities".split())


def _table(text: str) -> dict[str, str]:
    found = {}
    for line in text.split("\n"):
        for group in line.split("|"):
            lemma, *forms = group.split() or [""]
            found.update(dict.fromkeys(forms, lemma))
    return found


_VERBS, _NOUNS = _table(_IRREGULAR_VERBS), _table(_IRREGULAR_NOUNS)


class Lemmas:
    """Mends lemmas against the words ``known`` to the rules. One instance for all documents: it remembers forms."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._seen: dict[tuple[str, str, str], str] = {}

    def of(self, form: str, pos: str, parsed: str) -> str:
        """The lemma of a form (lower case): from the tables, else the parser's where the rules know it, else a regular
        one that they know, else the parser's."""
        key = (form, pos, parsed)
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) > 200_000:
                self._seen.clear()
            found = self._seen[key] = self._work_out(form, pos, parsed)
        return found

    def _work_out(self, form: str, pos: str, parsed: str) -> str:
        if pos in ("VERB", "AUX") and form in _VERBS:
            return _VERBS[form]
        if pos in ("NOUN", "PROPN") and form in _NOUNS:
            return _NOUNS[form]
        if form in _KEPT or pos in ("PRON", "ADP", "PUNCT", "NUM"):
            return form if form in _KEPT or pos != "PRON" else parsed
        if pos in ("NOUN", "PROPN"):
            for candidate in plural(form):
                if candidate in self._known:
                    return candidate
        if parsed in self._known and (parsed == form or pos == "VERB" or form.startswith(parsed[:3])):
            return parsed
        if form in self._known and pos not in ("VERB",):
            return form
        for candidate in regular(form, pos):
            if candidate in self._known:
                return candidate
        return parsed


@cache
def plural(form: str) -> tuple[str, ...]:
    """What a noun form may be the regular plural of."""
    if not form.endswith("s") or form.endswith(("ss", "us", "is")) or len(form) < 4:
        return ()
    found = [form[:-1]]
    if form.endswith("ies"):
        found.insert(0, form[:-3] + "y")
    elif form.endswith(("ses", "shes", "ches", "xes", "zes", "oes")):
        found.insert(0, form[:-2])
    return tuple(found)


@cache
def regular(form: str, pos: str) -> tuple[str, ...]:
    """What a form may be the regular inflection of, the likeliest first."""
    found: list[str] = []
    if form.endswith("ies") and len(form) > 4:
        found.append(form[:-3] + "y")
    if form.endswith("es") and len(form) > 3:
        found += [form[:-1], form[:-2]]
    elif form.endswith("s") and not form.endswith("ss") and len(form) > 3:
        found.append(form[:-1])
    if pos in ("VERB", "AUX"):
        for ending in ("ed", "ing"):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                stem = form[: -len(ending)]
                if ending == "ed" and stem.endswith("i"):
                    found.append(stem[:-1] + "y")
                found += [stem, stem + "e"]
                if stem[-1] == stem[-2]:
                    found.append(stem[:-1])
    found.append(form)
    return tuple(found)

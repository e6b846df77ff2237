"""Lemmas that the rules can rely on: irregular forms from a table, regular ones by suffix, checked against the words
that the rules know. The parser's own lemma is learned, and a rare verb may come out mangled."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache

from dateline.read.remembered import Remembered
from dateline.read.wordlists import load

_KEPT = frozenset("headquarters barracks series ranks hostilities".split())


_LONGEST_PRONOUN = len("themselves")
"""A longer word is a noun that was taken for a pronoun."""
_REMEMBERED = 20_000
"""Forms whose lemmas are kept: a few hundred reports' words."""


@cache
def irregular() -> tuple[dict[str, str], dict[str, str]]:
    """Irregular forms of verbs and of nouns, each with its lemma (``lexicon/irregular.yaml``)."""
    raw = load("irregular.yaml")
    verbs, nouns = ({f: lemma for lemma, forms in raw[k].items() for f in forms.split()} for k in ("verbs", "nouns"))
    return verbs, nouns


class Lemmas:
    """Mends lemmas against the words ``known`` to the rules. One instance for all documents: it remembers forms."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._verbs, self._nouns = irregular()
        self._made: Remembered[tuple[str, str, str], str] = Remembered(lambda read: self.of(*read), _REMEMBERED)

    def of_all(self, forms: Iterable[str], pos: Iterable[str], parsed: Iterable[str]) -> list[str]:
        """The lemmas of words, of which the forms, the parts of speech and the parser's lemmas are told."""
        return list(map(self._made.__getitem__, zip(forms, pos, parsed, strict=True)))

    def of(self, form: str, pos: str, parsed: str) -> str:
        """The lemma of a form (lower case): from the tables, else the parser's where the rules know it, else a regular
        one that they know, else the parser's."""
        if pos == "PRON" and len(form) > _LONGEST_PRONOUN:
            return form
        if pos in ("VERB", "AUX") and form in self._verbs:
            return self._verbs[form]
        if pos in ("NOUN", "PROPN") and form in self._nouns:
            return self._nouns[form]
        if form in _KEPT or pos in ("PRON", "ADP", "PUNCT", "NUM"):
            return form if form in _KEPT or pos != "PRON" else parsed
        if pos in ("NOUN", "PROPN"):
            for candidate in plural(form):
                if candidate in self._known:
                    return candidate
        if pos == "VERB" and parsed == form and form.endswith(("ed", "ing")):
            for candidate in regular(form, pos)[:-1]:
                if candidate in self._known:
                    return candidate  # "killed" is known too, as a word for the dead
        if parsed in self._known and (parsed == form or pos == "VERB" or form.startswith(parsed[:3])):
            return parsed
        if form in self._known and pos not in ("VERB",):
            return form
        for candidate in regular(form, pos):
            if candidate in self._known:
                return candidate
        return parsed


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


def regular(form: str, pos: str) -> tuple[str, ...]:
    """What a form may be the regular inflection of, the likeliest first."""
    found: list[str] = []
    if form.endswith("ies") and len(form) > 4:
        found.append(form[:-3] + "y")
    if form.endswith("es") and len(form) > 3:
        found.append(form[:-1])
        if pos not in ("NOUN", "PROPN"):  # plurals of "aide" and of "aid" differ
            found.append(form[:-2])
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

"""Who stands behind a claim, and by which outlet it reached us.

A claim's origin is the source nearest to it; the outlet itself where it names none. The way is the agency or outlet
that carried it: the last medium in the chain of sources, else the agency that the report (or a copy of it) credits,
else its outlet. So what three papers print from one agency came one way, and what two outlets have from one official
has one origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from dateline.corroborate.called import BODIES, is_description, is_pronoun, words
from dateline.corroborate.copies import copies
from dateline.corroborate.outlets import UNKNOWN, label, outlets
from dateline.corroborate.told import About, Alike, Told
from dateline.values import ClaimSource

Kind = Literal["own", "named", "outlet", "unnamed"]
_OWN = frozenset(
    "our reporter reporters correspondent correspondents station announcer newscaster newsroom desk".split()
)
_PAPERS = frozenset("communique communiqué document statement release letter text bulletin tweet post".split())
_HIDDEN = frozenset(
    "source sources anonymity anonymous unidentified unnamed official officials activist activists resident residents "
    "witness witnesses eyewitness eyewitnesses local locals people member members someone officer officers commander "
    "commanders soldier soldiers fighter fighters guard guards policeman policemen diplomat diplomats aide "
    "aides".split()
)
_SPEAKERS = frozenset("spokesman spokeswoman spokesperson spokesmen".split())
_ROLES = _HIDDEN | _SPEAKERS | frozenset("senior high ranking security report reports media said told former".split())


class Origin(Struct, frozen=True):
    """Behind one claim. ``key``: equal for all names of one source (of an outlet: its key); ``way``: the key of the
    agency or outlet that carried it; ``words``: the words of all that it is called; ``names``: those of its name."""

    kind: Kind
    key: str
    way: str
    label: str
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


class Origins:
    """The origins of an event's claims. ``shown`` holds for each way how it is shown."""

    def __init__(self, told: Sequence[Told], alike: Alike) -> None:
        self.alike = alike
        self.shown: dict[str, str] = {}
        reports = {one.report.report: one.report for one in told}
        self.outlet = outlets(reports.values(), alike.who)
        self._outlets = frozenset(self.outlet.values())
        self._way = self._ways(reports)

    def of(self, one: Told) -> Origin:
        """Who stands behind a claim."""
        own, outlet = self._way[one.report.report], self.outlet[one.report.report]
        chain = [found for source in one.claim.sources if (found := self._source(source)) is not None]
        chain = [found for found in chain if found.key not in (own, outlet)]
        if len(chain) > 1 and chain[0].kind == "unnamed" and chain[0].words <= _PAPERS:
            chain = chain[1:]  # "said in the statement": whose statement it is says more
        if not chain:
            return Origin("own", own, own, self.shown[own])
        first, relays = chain[0], [found.key for found in chain[1:] if found.kind == "outlet"]
        if first.kind == "outlet":
            return Origin("outlet", first.key, own, first.label, first.words, first.names)
        way = relays[-1] if relays else own
        return Origin(first.kind, first.key, way, first.label, first.words, first.names)

    def _ways(self, reports: Mapping[str, About]) -> dict[str, str]:
        """For each report the key of the agency whose text it prints, else of the outlet that had the text first."""
        found: dict[str, str] = {}
        for group in copies({name: about.signature for name, about in reports.items()}):
            abouts = sorted((reports[name] for name in group), key=self._first)
            credits_ = [about for about in abouts if about.agency]
            printed = credits_[0].agency if credits_ else None
            way = self.alike.who(printed) if printed else self.outlet[abouts[0].report]
            for about in abouts:
                found[about.report] = way
                own = self.outlet[about.report]
                self.shown.setdefault(own, label(about) or UNKNOWN)
            self.shown.setdefault(way, printed or UNKNOWN)
        return found

    def _first(self, about: About) -> tuple[str, str, str]:
        return about.published or "9999", self.outlet[about.report], about.report

    def _source(self, source: ClaimSource) -> Origin | None:
        """One source of a chain; None for the outlet's own people."""
        said, name = words(source.text), source.name or source.text
        if said <= _OWN and words(source.name or "reporter") <= _OWN:
            return None
        key = source.id or self.alike.who(name)
        everything = said | words(name)
        shown = " ".join(name.split())
        if key in self._outlets or (source.kind == "media" and source.named):
            self.shown.setdefault(key, shown)
            return Origin("outlet", key, key, shown, everything, words(name))
        key = self.alike.of(key)
        everything |= words(key)
        if source.named and not is_pronoun(name) and (not everything & _SPEAKERS or not is_description(name)):
            return Origin("named", key, key, shown, everything, words(name) - _SPEAKERS or words(name))
        body = self._body(source, everything)
        if body:
            return Origin(
                "named", self.alike.of(self.alike.who(" ".join(body))), key, shown, everything, frozenset(body)
            )
        return Origin("unnamed", "", key, _nameless(source), everything - _ROLES, frozenset())

    def _body(self, source: ClaimSource, everything: frozenset[str]) -> list[str]:
        """The words of the body or office that speaks, as written: "the police", "a YPG spokesman", "a statement of the
        ministry"; none for a nameless person and for a body that is any one ("an agency")."""
        left = [w for w in source.text.split() if words(w) and not words(w) <= _SPEAKERS | _PAPERS]
        is_named = not is_description(" ".join(left)) if left else False
        if is_pronoun(source.text) or everything & _HIDDEN or not left:
            return []
        if is_named and (source.kind == "document" or everything & _SPEAKERS):
            return left
        anyone = source.text.split()[0].casefold() in ("a", "an", "some", "one", "another")
        return left if everything & BODIES and (not anyone or everything & _SPEAKERS) else []


def _nameless(source: ClaimSource) -> str:
    """How a source without a name is shown: by its own words, for a pronoun by those that it stands for."""
    said = [" ".join(text.split()) for text in (source.text, source.name or "") if text and not is_pronoun(text)]
    return said[0] if said else "somebody"

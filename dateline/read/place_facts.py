"""Facts of a place told before a claim's sentence, as short texts, from which the second look tells whether the claim
happened there: how far back it stands, how much of the report is about it, which claims before were placed there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from dateline.read.draft import Draft, Phrase
from dateline.read.facts import Coded
from dateline.read.kinds import PLACE, STATE
from dateline.read.remembered import Remembered

FAR, NEAREST, OPENING = 40, 14, 8
"""Places offered: the nearest of at most ``FAR`` sentences back, and those among the first words for places of all."""
_LOOK_BACK = 40
_STEPS = (1, 2, 3, 4, 6, 9, 14, 25)
_SHARES = (0.02, 0.05, 0.1, 0.15, 0.22, 0.3, 0.4, 0.55, 0.75)
_NOT_YET = 99


class Placed(Struct, frozen=True):
    """A claim and the names of the places that its own sentence gives it, and of its parties."""

    word: int
    sentence: int
    type: str
    lemma: str
    places: frozenset[str]
    parties: frozenset[str]


class Spots:
    """The places that a report names, the mentions of one under one name."""

    def __init__(self, facts: Coded[int] | Coded[str]) -> None:
        self.facts = facts
        tree, document = facts.tree, facts.document
        kinds = facts.kinds
        self.heads: list[int] = []
        self.kind: dict[int, str] = {}
        self.by_name: dict[str, list[int]] = {}
        self._alone: dict[int, list[str]] = {}
        for head, number in sorted(document.mention_by_head.items()):
            kind = document.mentions[number].kind
            proper = tree.pos[head] == "PROPN"
            if kind not in ("place", "facility") and not (kind == "organisation" and proper and kinds.of(head) & PLACE):
                continue
            if tree.pos[head] in ("PRON", "ADV", "DET"):
                continue
            self.heads.append(head)
            self.kind[head] = "facility" if kind == "facility" else "org" if kind == "organisation" else "place"
            self.by_name.setdefault(facts.name(head), []).append(head)

    def grain(self, head: int) -> str:
        """Whether a word names a state, a place within one, or only describes a place or a building."""
        if self.facts.kinds.of(head) & STATE:
            return "state"
        if self.facts.tree.pos[head] == "PROPN":
            return "named"
        return "building" if self.kind.get(head) == "facility" else "area"

    def alone(self, head: int) -> list[str]:
        """Facts of a place by itself."""
        known = self._alone.get(head)
        if known is None:
            facts, tree = self.facts, self.facts.tree
            mentions = self.by_name[facts.name(head)]
            known = self._alone[head] = [
                f"often={_step(len(mentions))}", f"kind={self.kind[head]} {self.grain(head)}",
                f"case={tree.case(head)}|{tree.rel[head]}", f"role={tree.base[head]}",
                f"noun={tree.lemma[head] if tree.pos[head] != 'PROPN' else '*'}",
                f"opening={min(facts.document.words[mentions[0]].sentence, 3)}",
            ]  # fmt: skip
        return known

    def before(self, word: int) -> list[tuple[str, int]]:
        """Name and nearest mention of each place that a claim of ``word`` may take over, the nearest first."""
        low = self.facts.tree.bounds(word)[0]
        at = bisect_left(self.heads, low)
        number = self.facts.document.words[word].sentence
        found: dict[str, int] = {}
        for head in reversed(self.heads[:at]):
            if len(found) >= NEAREST or number - self.facts.document.words[head].sentence > FAR:
                break
            found.setdefault(self.facts.name(head), head)
        for head in self.heads[: min(at, OPENING)]:
            found.setdefault(self.facts.name(head), head)
        return list(found.items())


class Past:
    """The claims of a report in order of the text, with their places."""

    def __init__(self, claims: Sequence[Placed]) -> None:
        self.claims = sorted(claims, key=lambda one: (one.word, one.type))
        self.words = [one.word for one in self.claims]
        self.often: dict[str, int] = {}
        for one in self.claims:
            for name in one.places:
                self.often[name] = self.often.get(name, 0) + 1
        self.total = max(1, sum(self.often.values()))

    def before(self, word: int) -> list[Placed]:
        """The claims before a word, the latest first."""
        at = bisect_left(self.words, word)
        return self.claims[max(0, at - _LOOK_BACK) : at][::-1]


def placed(facts: Coded[int] | Coded[str], draft: Draft) -> Placed:
    """What later claims know of one."""
    return Placed(
        draft.trigger.head,
        draft.sentence,
        draft.type,
        facts.tree.lemma[draft.trigger.head],
        frozenset(facts.name(p.head) for p in draft.places if not p.inherited),
        parties(facts, (*draft.actors, *draft.recipients)),
    )


def parties(facts: Coded[int] | Coded[str], phrases: Sequence[Phrase]) -> frozenset[str]:
    """The names of parties."""
    return frozenset(facts.name(p.head) for p in phrases)


def place_facts(spots: Spots, past: Past, draft: Draft) -> list[tuple[str, int, list[str]]]:
    """Name, nearest mention and facts of each place told before the sentence of a claim."""
    offered = spots.before(draft.trigger.head)
    if not offered:
        return []
    facts, word = spots.facts, draft.trigger.head
    tree, document = facts.tree, facts.document
    low, high = tree.bounds(word)
    sentence = document.sentences[draft.sentence]
    before = past.before(low)
    with_place = [one for one in before if one.places]
    same_type = [one for one in with_place if one.type == draft.type]
    here = {facts.name(j) for j in spots.heads[bisect_left(spots.heads, low) : bisect_left(spots.heads, high)]}
    own = [p for p in draft.places if not p.inherited]
    grain = spots.grain(own[0].head) if own else "-"
    known = parties(facts, (*draft.actors, *draft.recipients))
    total = bisect_left(spots.heads, low)
    of_claim = [
        f"lemma={tree.lemma[word]} {bool(own)}", f"type={draft.type} own={min(len(own), 2)} {grain}",
        f"type={draft.type} status={draft.status}", f"flags={draft.aggregate}{draft.background}{sentence.title}",
        f"here={min(len(here), 3)} own={min(len(own), 2)}", f"noun={tree.pos[word] == 'NOUN'}",
        f"placed before={_step(len(with_place))}", f"sentence={_step(draft.sentence)}",
        f"rel={tree.base[word]}",
    ]  # fmt: skip
    used: dict[str, list[int]] = {}
    like: dict[str, int] = {}
    party: dict[str, int] = {}
    for n, one in enumerate(with_place):
        is_shared = not one.parties.isdisjoint(known)
        for name in one.places:
            used.setdefault(name, []).append(n)
            if is_shared:
                party.setdefault(name, draft.sentence - one.sentence)
    for n, one in enumerate(same_type):
        for name in one.places:
            like.setdefault(name, n)
    made = []
    names = 0
    for name, head in offered:
        mentions = spots.by_name[name]
        count = bisect_left(mentions, low)
        gap = draft.sentence - document.words[head].sentence
        kind = spots.grain(head)
        paragraphs = sentence.paragraph - document.sentences[document.words[head].sentence].paragraph
        claims = used.get(name, ())
        latest, last = (claims[0], draft.sentence - with_place[claims[0]].sentence) if claims else (_NOT_YET, _NOT_YET)
        alike = like.get(name, _NOT_YET)
        made.append(
            (
                name,
                head,
                [
                    *of_claim, *spots.alone(head),
                    _GAP[gap], _PARAGRAPHS[paragraphs], _GAP_OF[gap, kind],
                    f"share={_share(count / max(1, total))}",
                    _LATEST[latest], _LATEST_OF[latest, kind, gap],
                    _LIKE[alike], _LIKE_OF[alike, draft.type], _LAST[last],
                    _PARTY[party.get(name, _NOT_YET)],
                    f"used={_share(len(claims) / max(1, len(with_place)))}",
                    f"about={_share(past.often.get(name, 0) / past.total)}",
                    f"type={draft.type} {kind}", f"own={grain} {kind}", _AGAIN[name in here], _NAMES[names],
                ],
            )
        )  # fmt: skip
        names += tree.pos[head] == "PROPN"
    return made


def _step(number: int) -> int:
    return number if number <= 0 else bisect_right(_STEPS, number)


def _share(share: float) -> int:
    return bisect_right(_SHARES, share)


def _steps(name: str) -> Remembered[int, str]:
    """The facts of one name by what is counted: they are the same few, again and again."""
    return Remembered(lambda number: f"{name}={_step(number)}", _REMEMBERED)


_REMEMBERED = 2_000
_GAP, _PARAGRAPHS, _LATEST, _LIKE, _LAST, _PARTY, _NAMES = map(
    _steps, ("gap", "paragraphs", "latest", "like", "last", "party", "names")
)
_AGAIN = {again: f"again={again}" for again in (False, True)}
_GAP_OF: Remembered[tuple[int, str], str] = Remembered(lambda of: f"gap={_step(of[0])} {of[1]}", _REMEMBERED)
_LIKE_OF: Remembered[tuple[int, str], str] = Remembered(lambda of: f"like={_step(of[0])} {of[1]}", _REMEMBERED)
_LATEST_OF: Remembered[tuple[int, str, int], str] = Remembered(
    lambda of: f"latest={_step(of[0])} {of[1]} gap={min(of[2], 4)}", _REMEMBERED
)

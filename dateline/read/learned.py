"""Claims by the trained heads: which words report something, how real it is, and who and what plays a part in it.

The heads see the model's vectors and, as facts, what the lexicon and the rules make of the same words. What they choose
is a head word each time; the noun phrase around it comes from the tree. What the rules find and the heads do not stands
as the rules word it: on reports held out of training that costs no F1 and keeps constructions that were never marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dateline.read.claim_heads import ClaimHeads, Doer, logit, sigmoid
from dateline.read.contests import by_vote, is_campaigning
from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.facts import LOOK_BACK, Coded, Told
from dateline.read.kinds import ARMED, MEDIUM, PLACE, Kinds
from dateline.read.model import Floats
from dateline.read.no_act import no_act
from dateline.read.one_event import settled
from dateline.read.ontology import ALL_MODES, STATUSES, TYPES
from dateline.read.own_act import not_told
from dateline.read.parts import Parts, Ranked, choose, ranked
from dateline.read.second_look import SecondLook
from dateline.read.setting import DYING, Setting, by_mishap, by_nature
from dateline.read.signs import Around, signs
from dateline.read.sources import SourceIndex
from dateline.read.status import reality
from dateline.read.sure_sources import owning_up, telling
from dateline.read.surroundings import Surroundings
from dateline.read.tree import Tree
from dateline.read.two_parties import apart
from dateline.read.worded import figures, outermost, phrases, places, speakers, when
from dateline.values import ClaimType

_BEARERS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV", "AUX", "X"})
_CARRIED = frozenset({"REQUEST", "THREATEN"})
_NEVER = -30.0
_NOT = frozenset({"not", "n't", "n’t", "never"})
WORTH = 0.34
"""Confidence from which a finding is told: half the F1 that is reached (Lipton et al. 2014, arXiv:1402.1892)."""
LOOKED_AT = 0.2
"""Probability from which a finding of the network is looked at where its confidence decides and the rules find nothing
else: the threshold of its card is the best one for the network alone, but a noun, or a word that the lexicon has, is
likelier to be right."""
AROUND = 4
"""Sentences from which a report shows whether it is news of conflict; of fewer everything found is told."""
BY_RULES = 0.2
"""The same for what the rules alone find: of what they tell from there to ``WORTH`` one in three is right."""
AT_WAR = 1.0
"""Words of conflict a sentence from which a report is surely of war: there what the rules alone find of a place's or an
actor's state is told at any confidence, as they were written for its rarer constructions, and all else from ``LIKELY``.
Of what is told there below ``WORTH`` one in four is right."""
LIKELY = 0.13
_STATES = frozenset({"CONTROL", "DISPLACE", "STRENGTH"})
_AT_ONCE = 64
"""Triggers of which the products with weights are worked out together."""


class Found(Struct, frozen=True):
    """A claim with what it was chosen from, what the rules make of the same word and type, and the signs of its worth
    (see ``dateline/read/signs.py``). ``by_rules``: whether the rules alone find it."""

    draft: Draft
    ranked: Ranked
    ruled: Draft | None
    signs: dict[str, float]
    by_rules: bool = False


class _Borne(NamedTuple):
    """A claim of a type that a word bears: signs of its worth, whether the rules alone find it, how likely it is."""

    type: int
    signs: dict[str, float]
    by_rules: bool
    chance: float


class _State(NamedTuple):
    """Numbers of a claim's status and mode; whether it is negated, aggregate, background."""

    status: int
    mode: int
    flags: Sequence[bool]


def detect(
    document: Document,
    heads: ClaimHeads,
    ruled: Sequence[Draft],
    sources: SourceIndex,
    tree: Tree | None = None,
    setting: Setting | None = None,
) -> list[Draft]:
    """The claims of a parsed report whose mentions are resolved, in order of the text. ``ruled``: what the lexicon and
    the rules find (``dateline.read.detect``); ``tree``, ``setting``: those of the document, where they are there
    already."""
    if document.vectors is None or not len(document.words):
        return []
    finder = Finder(document, heads, ruled, sources, tree, setting)
    found = finder.found()
    drafts = [one.draft for one in found]
    if heads.second is not None:
        drafts = SecondLook(finder.facts, sources, found).drafts(heads.second)
    drafts = [not_told(sources, apart(finder.tree, draft)) for draft in drafts]
    return settled(finder.tree, finder.kinds, drafts)


def type_scores(document: Document, heads: ClaimHeads, ruled: Sequence[Draft]) -> Floats:
    """Log-odds that each word reports something of each type, [words, types]; -30 for words that cannot."""
    made = np.full((len(document.words), len(TYPES)), _NEVER, dtype=np.float32)
    if document.vectors is not None and len(document.words):
        tree = Tree(document)
        words, scores = _scores(document, Coded(tree, Kinds(tree), ruled, heads.codes), heads)
        made[words] = scores
    return made


class Finder:
    """Finds the claims of one document, and says what they were chosen from."""

    def __init__(
        self,
        document: Document,
        heads: ClaimHeads,
        ruled: Sequence[Draft],
        sources: SourceIndex,
        tree: Tree | None = None,
        setting: Setting | None = None,
    ) -> None:
        self.document = document
        self.heads = heads
        self.sources = sources
        self.tree = tree = tree or Tree(document)
        self.kinds = kinds = Kinds(tree)
        self.facts = Coded(tree, kinds, ruled, heads.codes)
        self.setting = setting or Setting(tree)
        self.surroundings = Surroundings(document, self.facts, heads)
        self.words, self.scores = _scores(document, self.facts, heads)
        self.judges = heads.calibrator is not None and len(document.sentences) >= AROUND
        """Whether what is found is told by its confidence."""
        self.at_war = self.setting.density >= AT_WAR

    @cached_property
    def mishaps(self) -> bool:
        """Whether the report tells of a mishap, had nobody been armed in it."""
        tree = self.tree
        return any(by_mishap(tree, i) for i, pos in enumerate(tree.pos) if pos == "VERB")

    def found(self) -> list[Found]:
        """The claims in order of the text."""
        at = logit(LOOKED_AT if self.heads.calibrator is not None else self.heads.thresholds.trigger)
        ruled = self.facts.by_head
        above = {*np.nonzero(self.scores > at)[0].tolist()}
        marked = [n for n, i in enumerate(self.words) if n in above or i in ruled]
        best = self.scores.max(axis=1).tolist()
        around = Around.of(best[n] for n in marked)
        borne = {n: types for n in marked if (types := self._types(self.words[n], self.scores[n], around))}
        found: list[Found] = []
        told: list[Told] = []
        for n, doer, states in self._doers(borne):
            for one, parts in self._of_word(self.words[n], doer, borne[n], states, told[: -LOOK_BACK - 1 : -1]):
                found.append(one)
                told.append(parts.told(self.facts))
        return _once(sorted(found, key=lambda one: (one.draft.trigger.start, one.draft.trigger.end, one.draft.type)))

    def _doers(self, borne: Mapping[int, Sequence[_Borne]]) -> Iterator[tuple[int, Doer, list[_State]]]:
        """The words that bear claims, with what they bring to them and the state of each, worked out for many at a
        time."""
        vectors, heads = self.document.vectors, self.heads
        assert vectors is not None
        bearing = list(borne)
        for at in range(0, len(bearing), _AT_ONCE):
            some = bearing[at : at + _AT_ONCE]
            words = [self.words[n] for n in some]
            doers = heads.doers(vectors[words].astype(np.float32))
            about = [self.facts.of_trigger(i) for i in words]
            claims = [(k, one.type) for k, n in enumerate(some) for one in borne[n]]
            status, mode, flags = heads.states(
                [doers[k] for k, _ in claims], [t for _, t in claims], [about[k] for k, _ in claims]
            )
            states = map(_State, status.argmax(axis=1).tolist(), mode.argmax(axis=1).tolist(), (flags > 0.5).tolist())
            for n, doer in zip(some, doers, strict=True):
                yield n, doer, [next(states) for _ in borne[n]]

    def trigger(self, i: int, type_: str) -> Phrase:
        """The words that bear a claim of a type: those that the rules found for it, else the word with its particle."""
        ruled = self._ruled(i, type_)
        if ruled is not None:
            return ruled.trigger
        tree, words = self.tree, self.document.words
        last = i + 1 if any(k == i + 1 and tree.rel[k] == "compound:prt" for k in tree.kids[i]) else i
        return Phrase(words[i].start, words[last].end, i)

    def _ruled(self, i: int, type_: str) -> Draft | None:
        return next((d for d in self.facts.by_head.get(i, ()) if d.type == type_), None)

    def _types(self, i: int, scores: Floats, report: Around) -> list[_Borne]:
        """What a word bears: claims that the network would choose, those of the rules, and where confidence decides,
        all that are worth telling."""
        surely = logit(self.heads.thresholds.trigger)
        sentence = self.document.words[i].sentence
        # A gas explosion or a boxing match is no conflict, whatever its words: the rules' own condition holds here too.
        ruled = {TYPES.index(d.type) for d in self.facts.by_head.get(i, ())}
        at = logit(LOOKED_AT) if self.judges and not ruled else surely
        offered = [t for t in np.nonzero(scores > at)[0].tolist() if self.setting.allows(None, sentence, TYPES[t])]
        every = [t for t in sorted({*offered, *ruled}) if not self._is_none(i, TYPES[t])]
        made = []
        for t in every:
            shown = signs(self.facts, i, TYPES[t], float(scores[t]), report)
            by_rules = t in ruled and not (t in offered and scores[t] > surely)
            chance = self._chance(float(scores[t]), shown)
            if not self.judges or chance >= WORTH or (by_rules and self._by_rules(i, TYPES[t], chance)):
                made.append(_Borne(t, shown, by_rules, chance))
        return made

    def _chance(self, score: float, shown: dict[str, float]) -> float:
        if self.heads.calibrator is not None:
            return self.heads.calibrator.apply(shown)
        return round(float(sigmoid(np.array(score, dtype=np.float32))), 3)

    def _by_rules(self, i: int, type_: ClaimType, chance: float) -> bool:
        """Whether what the rules alone find is told; no metaphor names a place and the force that takes it."""
        if chance >= BY_RULES or (self.at_war and (type_ in _STATES or chance >= LIKELY)):
            return True
        ruled = self._ruled(i, "CONTROL")
        if type_ != "CONTROL" or ruled is None:
            return False
        held = any(
            p.role == "held" and not p.inherited and (self.kinds.of(p.head) & PLACE or self.tree.pos[p.head] == "PROPN")
            for p in ruled.places
        )
        return held and any(self.kinds.of(p.head) & ARMED for p in (*ruled.actors, *ruled.recipients))

    def _is_none(self, i: int, type_: ClaimType) -> bool:
        """Whether what a word tells comes of illness, mishap or a vote, so that nobody attacked anybody."""
        voted = by_vote(self.tree, self.kinds, i, type_)
        voted = voted or (self.setting.campaign and is_campaigning(self.tree, i, type_))
        return (
            voted or no_act(self.tree, self.kinds, i, type_) or by_nature(self.tree, i, type_) or self._mishap(i, type_)
        )

    def _mishap(self, i: int, type_: ClaimType) -> bool:
        """Whether a word tells of a mishap, in a report where nobody is armed; who dies there dies of it."""
        if self.setting.armed or type_ != "ASSAULT":
            return False
        return by_mishap(self.tree, i) or (self.tree.lemma[i] in DYING and self.mishaps)

    def _of_word(
        self, i: int, doer: Doer, borne: Sequence[_Borne], states: Sequence[_State], told: Sequence[Told]
    ) -> list[tuple[Found, Parts]]:
        tree, heads = self.tree, self.heads
        word = self.document.words[i]
        spoken = self.sources.heads(word.start, word.end)
        stating = self.sources.stating(word.start, word.end)
        candidates = self.facts.candidates(i)
        if not {h for h, _ in spoken}.issubset(candidates):
            candidates = sorted({*candidates, *(h for h, _ in spoken)})
        around = self.surroundings.of(i, candidates)
        known = self.surroundings.known(i, around, [h for h, _ in spoken], told)
        made: list[tuple[Found, Parts]] = []
        for (t, shown, by_rules, chance), state in zip(borne, states, strict=True):
            options = ranked(*heads.roles(doer, t, around.vectors, known), around.among)
            chosen = choose(options, heads.thresholds)
            said = STATUSES[state.status]
            # "Had not captured" must never come out as a capture: the word's own negation outweighs the head.
            denied = said == "actual" and any(tree.form[k] in _NOT for k in tree.kids[i]) and reality(tree, i).negated
            ruled = self._ruled(i, TYPES[t])
            actors = phrases(tree, chosen, "actor")
            draft = Draft(
                type=TYPES[t],
                mode=ALL_MODES[state.mode] or None,
                status="denied" if denied else said,
                negated=denied or state.flags[0],
                aggregate=state.flags[1],
                background=state.flags[2],
                trigger=self.trigger(i, TYPES[t]),
                sentence=word.sentence,
                actors=actors,
                recipients=_without(phrases(tree, chosen, "recipient"), actors),
                means=phrases(tree, chosen, "means") or self._media(TYPES[t], ruled),
                places=self._places(chosen, ruled),
                times=when(tree, chosen),
                counts=figures(tree, self.kinds, i, chosen, ruled),
                sources=speakers(chosen, spoken, owning_up(tree, spoken) + telling(tree, chosen, spoken), stating)
                or tuple(self.sources.heads(word.start, word.end, certain=True)[:1]),
                confidence=chance,
            )
            if ruled is not None and by_rules:
                draft = _filled(ruled, draft)
            made.append((Found(draft, options, ruled, shown, by_rules), chosen))
        return made

    def _media(self, type_: ClaimType, ruled: Draft | None) -> tuple[Phrase, ...]:
        """What carries an appeal or a threat to many ("through leaflets"), as the rules find it: too rare for the heads
        to know."""
        if ruled is None or type_ not in _CARRIED:
            return ()
        return tuple(p for p in ruled.means if self.kinds.of(p.head) & MEDIUM)

    def _places(self, chosen: Parts, ruled: Draft | None) -> tuple[PlacePhrase, ...]:
        """The places chosen; where none of the claim's own sentence is among them, those that the rules find there."""
        found = places(self.tree, chosen)
        own, elsewhere = [p for p in found if not p.inherited], [p for p in found if p.inherited]
        if not own and ruled is not None:
            own = [p for p in ruled.places if not p.inherited]
        return (*self._distinct(outermost(own)), *elsewhere)

    def _distinct(self, places: Sequence[PlacePhrase]) -> list[PlacePhrase]:
        """One expression a place ("Libya … Libya", "Idlib … the city"): a name before a description, then the first."""
        best: dict[str, PlacePhrase] = {}
        for place in sorted(places, key=lambda p: self.tree.pos[p.head] != "PROPN"):
            best.setdefault(self.facts.name(place.head), place)
        return [p for p in places if best[self.facts.name(p.head)] is p]


def _scores(document: Document, facts: Coded[int], heads: ClaimHeads) -> tuple[list[int], Floats]:
    """The words that may report something, and their log-odds by type."""
    assert document.vectors is not None
    words = [i for i in range(len(document.words)) if document.words[i].pos in _BEARERS]
    if not words:
        return [], np.zeros((0, len(TYPES)), dtype=np.float32)
    return words, heads.type_scores(document.vectors[words].astype(np.float32), [facts.of_word(i) for i in words])


def _filled(ruled: Draft, network: Draft) -> Draft:
    """What the rules alone find, with what the network makes of slots that they leave open."""
    actors = ruled.actors or _without(network.actors, ruled.recipients)
    return replace(
        ruled,
        actors=actors,
        recipients=ruled.recipients or _without(network.recipients, actors),
        places=ruled.places if any(not p.inherited for p in ruled.places) else network.places or ruled.places,
        confidence=network.confidence,
    )


def _without(phrases: tuple[Phrase, ...], others: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    taken = {p.head for p in others}
    return tuple(p for p in phrases if p.head not in taken)


def _once(found: Sequence[Found]) -> list[Found]:
    """Without claims whose words overlap those of a more confident one of their type: "left two dead" and "dead"."""
    last: dict[str, int] = {}
    weaker: set[int] = set()
    for n, one in enumerate(found):
        before = last.get(one.draft.type)
        if before is not None and found[before].draft.trigger.end > one.draft.trigger.start:
            is_weaker = one.draft.confidence <= found[before].draft.confidence
            weaker.add(n if is_weaker else before)
            if is_weaker:
                continue
        last[one.draft.type] = n
    return [one for n, one in enumerate(found) if n not in weaker]

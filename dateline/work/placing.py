"""Places for a parsed report: the names in it resolved together, then looked up for the expressions in claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import msgspec

from dateline.locate.candidates import nationality_country
from dateline.locate.generics import FEATURE_WORDS
from dateline.locate.index import Index
from dateline.locate.resolve import PlaceMention, resolve
from dateline.read.actors import by_id
from dateline.read.document import Document
from dateline.read.draft import Draft, PlacePhrase
from dateline.read.kinds import FACILITY, PLACE, lists
from dateline.read.phrases import GENERIC
from dateline.read.tree import Tree
from dateline.toponyms.find import find, is_actor
from dateline.toponyms.known import gazetteer
from dateline.toponyms.tagger import Tagger, bundled
from dateline.values import ClaimPlace, Mention, Place
from dateline.work.generic_places import Generic
from dateline.work.place_names import Names

_Core = tuple[int, int]
_PLACES = ("place", "facility")
_NO_NAMES = frozenset((*FEATURE_WORDS, *"north south east west northern southern eastern western".split()))
_NO_PLACES = ("person", "organisation", "weapon", "vehicle", "quantity", "time")


class Places:
    """The places of one report. ``drafts``: their place expressions are looked at too, mention or not.

    ``all`` holds each name that ``tagger`` (the bundled one unless given) takes for a place's, and those within the
    expressions of claims; where the two share words, the tagger's. ``layer`` leaves out what of the latter neither the
    index nor the reader knows for a place."""

    def __init__(
        self,
        document: Document,
        tree: Tree,
        drafts: Sequence[Draft],
        index: Index,
        tagger: Tagger | None = None,
    ) -> None:
        self.document = document
        self.tree = tree
        self._by_start = document.by_start
        self._generic = _generic()
        self._in_firms = self._words_of_firms()
        self._core_of: dict[tuple[int, int], _Core | None] = {}
        words, known = document.words, gazetteer(index)
        found = find(tree, tagger or bundled(), known)
        self._names = Names(document.text, [(words[a].start, words[b - 1].end) for a, b in found], known)
        cores: set[_Core] = set()
        for draft in drafts:
            for phrase in draft.places:
                key = (phrase.start, phrase.end)
                if key not in self._core_of:
                    self._core_of[key] = self._core(phrase)
                if core := self._core_of[key]:
                    cores.add(core)
        text = document.text
        asked = [PlaceMention(a, b, text[a:b]) for a, b in self._names.beside(cores)]
        dateline = document.report.dateline.text if document.report.dateline else None
        self.all = tuple(resolve(asked, text, dateline, index))
        self.layer = _layer(self.all, self._names.found, document.mentions)
        self._resolved = {(p.start, p.end): p for p in self.all}
        self._generic_places = Generic(text, tree, self.all, index)

    def of(self, phrases: Sequence[PlacePhrase]) -> tuple[ClaimPlace, ...]:
        """The places of a claim, the most specific (smallest) first. An expression that leads to no name stays, with
        null coordinates."""
        made: list[ClaimPlace] = []
        for phrase in phrases:
            if phrase.role == "at" and not phrase.case and self._kind(phrase.head) == "person":
                continue  # who was struck, not where
            core = self._core_of[(phrase.start, phrase.end)]
            place = self._resolved.get(core) if core else None
            if place is not None and core is not None and (core[1] <= phrase.start or phrase.end <= core[0]):
                refers = self._generic_places.refers(self.tree.lemma[phrase.head], place)
                place = place if refers else None
            if place is None or place.latitude is None or self.tree.lemma[phrase.head] == "capital":
                place = self._generic_places.stands_for(phrase.head, phrase.start, phrase.end) or place
            if place is None:
                place = self._part_of(phrase)
            if (place is None or place.latitude is None) and self._is_none(phrase):
                continue
            if place is not None and place.feature in _STATES and self._owned(phrase.head) and made:
                continue  # "Aleppo, Syria's largest city"
            if place is not None and place.feature in _STATES and self._facility(phrase.head):
                place = None  # the French embassy is not in France
            if phrase.inherited and not self._lendable(place, core, phrase.head):
                continue
            start, end = _whole(phrase, core)
            text = self.document.text[start:end]
            if text.lower() in GENERIC:
                continue  # a bare "Province", torn from its name
            fields = msgspec.structs.asdict(place) if place else {}
            fields |= {"text": text, "start": start, "end": end, "inherited": phrase.inherited}
            made.append(ClaimPlace(**fields, role=phrase.role))
        made = [p for p in made if not _leads_to(p, made) and not _explained(p, made)]
        made.sort(key=lambda p: (p.role != "held", p.radius_km or 0.0))
        # "Kobane (Ain al-Arab)" is one place.
        first = {_same(p): p for p in reversed(made) if p.id}
        made = [p for p in made if not p.id or first[_same(p)] is p]
        again = {(p.role, p.text.lower()): p for p in reversed(made) if not p.id}
        made = [p for p in made if p.id or again[p.role, p.text.lower()] is p]
        ids = {p.id for p in made if not self._bracketed(p)}
        return tuple(p for p in made if not (p.id and p.id in ids and self._bracketed(p)))

    def _is_none(self, phrase: PlacePhrase) -> bool:
        """Whether a phrase that leads to no known place is called something else. Towns are held, and people are not: a
        name that is held and looks like a person's is a place's."""
        kind = self._kind(phrase.head)
        if phrase.role == "held" and kind == "person" and self.tree.pos[phrase.head] == "PROPN":
            return False
        return kind in _NO_PLACES

    def _part_of(self, phrase: PlacePhrase) -> Place | None:
        """ "The outskirts of the capital": where the whole is clear, the part lies there too."""
        for k in self.tree.kids[phrase.head]:
            if self.tree.base[k] == "nmod" and self.tree.case(k) == "of":
                word = self.document.words[k]
                if word.end <= phrase.end:
                    return self._generic_places.stands_for(k, word.start, word.end)
        return None

    def _owned(self, head: int) -> bool:
        tree = self.tree
        return tree.lemma[head] in GENERIC and any(tree.rel[k] == "nmod:poss" for k in tree.kids[head])

    def _facility(self, head: int) -> bool:
        listed = lists().nouns.get(self.tree.lemma[head], 0)
        return bool(listed & FACILITY) and not listed & PLACE

    def _lendable(self, place: Place | None, core: _Core | None, head: int) -> bool:
        """Whether a place may be carried over to a sentence that names none: one that is known, or at least called a
        place by the text ("the village of X"); on land no larger than a province; no mere landmark ("south of X")."""
        if place is None or place.latitude is None:
            return core is not None and self.tree.lemma[head] in GENERIC
        aside = place.relation.endswith("-of") and place.relation not in _AROUND
        return place.feature not in _TOO_LARGE and not aside

    def _bracketed(self, place: ClaimPlace) -> bool:
        return self.document.text[max(place.start - 1, 0) : place.start] == "("

    def _core(self, phrase: PlacePhrase) -> _Core | None:
        """The name inside a place expression, or the name that the expression refers back to."""
        core = self._inside(phrase.start, phrase.end, phrase.head) or self._referred(phrase.head)
        if core is None or is_actor(self.document.text[core[0] : core[1]]):
            return None
        return self._names.meant(core)

    def _inside(self, start: int, end: int, head: int) -> _Core | None:
        """The place named in an expression: its head where that is a name, else the last name in it, else an adjective
        of nationality ("Turkish territory"). Names of actors ("the IS-held city") are none."""
        words, pos = self.document.words, self.tree.pos
        if pos[head] == "PROPN" and self.tree.lemma[head] not in self._generic and not self._is_actor(head):
            return self._named(head)
        first = self._by_start.get(start, head)
        last = head
        while last + 1 < len(words) and words[last + 1].end <= end:
            last += 1
        names = [i for i in range(first, last + 1) if pos[i] == "PROPN" and not self._is_actor(i)]
        names = [i for i in names if self.tree.lemma[i] not in self._generic and i not in self._in_firms]
        names.sort(key=lambda i: (self._kind(i) == "nationality", -i))
        names += [i for i in range(first, last + 1) if pos[i] == "ADJ" and nationality_country(self.document.form(i))]
        return self._named(names[0]) if names else None

    def _words_of_firms(self) -> frozenset[int]:
        """Words of the longer names of organisations: "the West Coast Bank branch" is on no such coast."""
        found: set[int] = set()
        words = self.document.words
        for mention in self.document.mentions:
            first = self._by_start.get(mention.start)
            if mention.kind == "organisation" and mention.named and first is not None:
                last = first
                while last < len(words) and words[last].end <= mention.end:
                    last += 1
                if last - first > 1:
                    found.update(range(first, last))
        return frozenset(found)

    def _mention(self, word: int) -> Mention | None:
        number = self.document.mention_by_head.get(word)
        return None if number is None else self.document.mentions[number]

    def _kind(self, word: int) -> str | None:
        mention = self._mention(word)
        return mention.kind if mention else None

    def _is_actor(self, word: int) -> bool:
        mention = self._mention(word)
        if mention is None:
            return False
        return mention.kind in ("armed-actor", "person") or by_id(mention.id or "") is not None

    def _referred(self, head: int) -> _Core | None:
        number = self.document.mention_by_head.get(head)
        seen = set()
        while number is not None and number not in seen:
            seen.add(number)
            mention = self.document.mentions[number]
            if mention.kind in _PLACES and len(seen) > 1:
                head = self.document.mention_heads[number]
                widest = self.document.mentions[self.document.mention_by_head[head]]
                core = self._inside(widest.start, widest.end, head)
                if core is not None:
                    return core
            number = mention.of
        return None

    def _named(self, head: int) -> _Core | None:
        """The run of name words around ``head``: what hyphens tie to it, and the name parts beside it."""
        tree, words = self.tree, self.document.words
        if tree.pos[head] not in ("PROPN", "ADJ", "NOUN"):
            return None
        low, high = tree.bounds(head)
        first, last = self._name_of_mention(head)
        while (step := self._step(first, -1, first, last)) and first - step >= low:
            first -= step
        while (step := self._step(last, 1, first, last)) and last + step < high:
            last += step
        return words[first].start, words[last].end

    def _name_of_mention(self, head: int) -> tuple[int, int]:
        """First and last word of the name around ``head`` as the reader marked it, where that is a plain run of name
        words; else ``head`` itself."""
        mention = self._mention(head)
        if mention is None or mention.kind != "place" or self.tree.pos[head] != "PROPN":
            return head, head
        first = last = head
        words, pos = self.document.words, self.tree.pos
        while first and words[first - 1].start >= mention.start and pos[first - 1] == "PROPN" and self._own(first - 1):
            first -= 1
        while last + 1 < len(words) and words[last + 1].end <= mention.end and pos[last + 1] == "PROPN":
            if self.tree.lemma[last + 1] in _DAYS:
                break
            last += 1
        return first, last

    def _own(self, word: int) -> bool:
        """Whether a name word is more than a direction ("NORTHERN SAN SALVADOR")."""
        return not self.tree.form[word].endswith("ern")

    def _step(self, word: int, way: int, first: int, last: int) -> int:
        """How many words beyond ``word``, at an end of the run ``first`` to ``last``, belong to the same name: two
        where a hyphen joins them ("al-Arab"), one for a name word that the tree ties to the run, else none."""
        tree, size = self.tree, len(self.document.words)
        beside, beyond = word + way, word + 2 * way
        if 0 <= beyond < size and tree.form[beside] in _HYPHENS and tree.pos[beyond] in _NAME_PARTS:
            if not self._gap(word, beside) and not self._gap(beside, beyond):
                return 2
        if not 0 <= beside < size or self._gap(word, beside) not in (" ", "\xa0"):
            return 0
        if tree.pos[beside] == "ADJ":
            return int(way < 0 and tree.rel[beside] == "amod" and tree.head[beside] == last and self._capital(beside))
        if tree.pos[beside] != "PROPN" or tree.lemma[beside] in _DAYS:
            return 0
        run = range(first, last + 1)
        outside = [w for w in run if tree.head[w] not in run]
        tied = tree.head[beside] in run or any(tree.head[w] == beside for w in outside)
        if tree.head[beside] == tree.head[word] and not tree.under(max(word, beside), "case"):
            return int(tree.base[max(word, beside)] in ("flat", "nmod"))  # both parts hung on "the town"
        part = tree.base[beside] if tree.head[beside] in run else tree.base[outside[0]] if outside else ""
        return int(tied and part in ("flat", "compound", "nmod", "goeswith"))

    def _capital(self, word: int) -> bool:
        """Whether an adjective belongs to a name ("Middle East"): a capital within a sentence, no nationality."""
        form = self.document.form(word)
        return form[:1].isupper() and word != self.tree.bounds(word)[0] and nationality_country(form) is None

    def _gap(self, one: int, other: int) -> str:
        a, b = min(one, other), max(one, other)
        return self.document.text[self.document.words[a].end : self.document.words[b].start]


@cache
def _generic() -> frozenset[str]:
    """Nouns for places, and what else may stand in a name of one without being it."""
    return frozenset(noun for noun, bits in lists().nouns.items() if bits & (PLACE | FACILITY)) | _NO_NAMES


def _whole(phrase: PlacePhrase, core: _Core | None) -> _Core:
    """The span of an expression with all of the name that it was torn from ("Tell" of "Tell Abyad")."""
    if core is None or core[1] <= phrase.start or phrase.end <= core[0]:
        return phrase.start, phrase.end  # no name, or that of what it refers back to
    return min(phrase.start, core[0]), max(phrase.end, core[1])


def _same(place: ClaimPlace) -> tuple[str, ...]:
    """What two expressions for one place share. Posts on the road to a town share its id, and are two all the same."""
    return (place.role, place.id or "", place.relation, place.text.lower() if place.relation == "road-to" else "")


def _layer(places: Sequence[Place], found: Sequence[_Core], mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Of all places the names that the tagger found; of those that only claims have, what has a point, or lies in a
    mention by name of a place or building."""
    own = set(found)
    named = sorted((m.start, m.end) for m in mentions if m.kind in _PLACES and m.named)
    starts = [start for start, _ in named]
    reach = list(accumulate((end for _, end in named), max))  # how far those up to each one reach
    kept = []
    for place in places:
        before = bisect_right(starts, place.start)
        mentioned = before and reach[before - 1] >= place.end
        if mentioned or place.latitude is not None or (place.start, place.end) in own:
            kept.append(place)
    return tuple(kept)


def _explained(place: ClaimPlace, places: Sequence[ClaimPlace]) -> bool:
    """Whether an unknown place is named right behind a comma: "the capital, Kampala"."""
    if place.latitude is not None or not place.text.lower().endswith("capital"):
        return False
    return any(0 < p.start - place.end < _BESIDE for p in places)


def _leads_to(road: ClaimPlace, places: Sequence[ClaimPlace]) -> bool:
    """Whether a place is but the road to another one of the claim."""
    if road.latitude is not None or not road.text.lower().endswith(_ROADS):
        return False
    return any(p.relation in ("road-to", "between") and 0 <= p.start - road.end < _NEXT for p in places)


_ROADS = ("road", "highway", "route", "way", "roads", "highways", "routes")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BESIDE = 3  # characters: ", "
_NEXT = 12  # characters: "to the", "between"
_STATES = frozenset({"country", "continent"})
_AROUND = frozenset({"countryside-of", "outskirts-of"})
_TOO_LARGE = frozenset({"country", "continent", "ocean", "river"})  # of what happens at sea, nothing finer is told
_NAME_PARTS = ("PROPN", "DET", "NOUN", "ADJ")
_HYPHENS = frozenset({"-", "‐", "‑", "–"})

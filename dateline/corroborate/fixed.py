"""Where words lie and whom they stand for, as a person says: laid over the spans of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from dateline.corroborate.judgement import Named, Placed, Spot
from dateline.values import Claim, Mention, Place, Span

P = TypeVar("P", bound=Place)
S = TypeVar("S", bound=Span)
_CERTAIN = 1.0


class PlaceFix:
    """A judged place on the words ``start:end`` of a text. ``there`` are the places of the reading so far. Mentions
    that refer back to these words ("the base") lie there too."""

    def __init__(
        self, text: str, start: int, end: int, says: Placed, there: Iterable[Place], mentions: Sequence[Mention] = ()
    ) -> None:
        self.text, self.start, self.end, self.says = text, start, end, says
        self.words = _core(text[start:end])
        before = [place for place in there if self._here(place)]
        here = {number for number, one in enumerate(mentions) if _alike(start, end, one.start, one.end)}
        back = _following(mentions, here, set(here))
        self.back = {(mentions[number].start, mentions[number].end) for number in back}
        self.ids = {place.id for place in before if place.id}

    def of(self, place: P) -> P:
        """The place as judged; itself where other words are meant."""
        is_meant = self._here(place) or ((place.start, place.end) in self.back and _is_open(place, self.ids))
        if not is_meant and not (self.says.everywhere and self._likewise(place)):
            return place
        return _at(place, self.says.spot, self.text)

    def in_claim(self, claim: Claim) -> Claim:
        """The claim with its places as judged."""
        return replace(claim, places=tuple(self.of(place) for place in claim.places)) if claim.places else claim

    def in_layer(self, places: Sequence[Place]) -> tuple[Place, ...]:
        """The places of a reading, with the judged words among them if nothing took them for a place."""
        made = [self.of(place) for place in places]
        if not any(self._here(place) for place in places):
            made.append(_at(Place(self.text[self.start : self.end], self.start, self.end), self.says.spot, self.text))
        return tuple(sorted(made, key=lambda place: (place.start, place.end)))

    def _here(self, place: Place) -> bool:
        """The same words, or a phrase around the name ("the town of X")."""
        inside = place.start <= self.start and self.end <= place.end
        return inside or (self.start <= place.start and place.end <= self.end)

    def _likewise(self, place: Place) -> bool:
        return _core(place.text) == self.words or (place.id in self.ids and self.words in place.text.casefold())


def _is_open(place: Place, ids: set[str]) -> bool:
    """Whether nothing else is known of where a place lies than what was judged."""
    return place.latitude is None or place.id in ids


def _core(words: str) -> str:
    from dateline.locate.relative import core_span

    start, end = core_span(words)
    return words[start:end].strip().casefold()


def _at(place: P, spot: Spot | None, text: str) -> P:
    if spot is None:
        return replace(
            place, name=None, id=None, latitude=None, longitude=None, country=None, admin1=None, feature=None,
            radius_km=None, confidence=None,
        )  # fmt: skip
    latitude, longitude, radius = spot.latitude, spot.longitude, spot.radius_km
    if spot.id is not None and place.relation != "at":
        # "10 km north of X", and a person says which X.
        from dateline.locate.circle import covering
        from dateline.locate.relative import core_span, relation_of

        start, end = core_span(text[place.start : place.end])
        told = relation_of(text, place.start + start, place.start + end)
        latitude, longitude, radius = covering(told, latitude, longitude, radius, spot.feature or "")
    return replace(
        place, name=spot.name, id=spot.id, latitude=latitude, longitude=longitude, country=spot.country,
        admin1=spot.admin1, feature=spot.feature, radius_km=radius, confidence=_CERTAIN,
    )  # fmt: skip


class ActorFix:
    """Whom the words ``start:end`` stand for, and with them the mentions that refer back to them. ``own``: numbers of
    the mentions that people have named themselves."""

    def __init__(self, start: int, end: int, says: Named, mentions: Sequence[Mention], own: set[int]) -> None:
        self.says = says
        here = {number for number, one in enumerate(mentions) if _alike(start, end, one.start, one.end)}
        own |= here
        self.meant = here | _following(mentions, here, own)
        self.spans = {(start, end), *((mentions[n].start, mentions[n].end) for n in self.meant)}
        self.start, self.end = start, end

    def of(self, span: S) -> S:
        """The span with the name; itself where other words are meant."""
        is_meant = (span.start, span.end) in self.spans or _alike(self.start, self.end, span.start, span.end)
        return replace(span, name=self.says.name, id=self.says.id) if is_meant else span

    def in_claim(self, claim: Claim) -> Claim:
        """The claim with whoever takes part in it as judged."""
        counts = {
            kind: replace(count, of=self.of(count.of)) if count.of else count for kind, count in claim.counts.items()
        }
        return replace(
            claim,
            actors=tuple(map(self.of, claim.actors)),
            recipients=tuple(map(self.of, claim.recipients)),
            sources=tuple(map(self.of, claim.sources)),
            counts=counts,
        )

    def in_layer(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions of a reading with the name."""
        name, id_ = self.says.name, self.says.id
        return tuple(replace(m, name=name, id=id_) if n in self.meant else m for n, m in enumerate(mentions))


def _following(mentions: Sequence[Mention], here: set[int], own: set[int]) -> set[int]:
    """The mentions that refer back to ``here``, at one or more removes, save those in ``own``."""
    found: set[int] = set()
    for number, one in enumerate(mentions):
        seen: set[int] = set()
        while one.of is not None and one.of not in seen and number not in own:
            seen.add(one.of)
            if one.of in here:
                found.add(number)
                break
            if one.of in own:
                break
            one = mentions[one.of]
    return found


def _alike(start: int, end: int, other: int, stop: int) -> bool:
    """Whether two spans share at least half of what they cover together: a newer reading may draw it otherwise."""
    shared = min(end, stop) - max(start, other)
    return shared > 0 and 2 * shared >= max(end, stop) - min(start, other)

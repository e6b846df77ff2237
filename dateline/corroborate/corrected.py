"""A reading as people see it: the machine's findings with what was judged laid over them.

Judgements are played in the order in which they were made, each on the claims as they stand by then, so that the later
one on the same thing holds. The reading itself stays as it is; what comes out depends on both alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from dateline.corroborate.fixed import ActorFix, PlaceFix
from dateline.corroborate.judged import at
from dateline.corroborate.judgement import (
    COUNTS,
    Accept,
    Add,
    Correct,
    Named,
    OfClaim,
    Placed,
    Reject,
    Saying,
    value_of,
)
from dateline.corroborate.telling import Anchor
from dateline.read.ontology import MODES
from dateline.values import Claim, ClaimType, Reading

VOUCHED = 1.0
"""The confidence of a claim that a person vouches for."""


def corrected(reading: Reading, judgements: Iterable[Saying]) -> Reading:
    """The reading with live ``judgements`` on its report applied, in their order. Claims that were rejected are gone,
    those that were added or vouched for are there whatever the reading found; a judgement that meets no words any more
    changes nothing."""
    sayings = list(judgements)
    return _Standing(reading, sayings).play() if sayings else reading


class Entry:
    """A claim under judgement. ``telling`` and ``found``, a type, are what judgements know it by; ``first`` is what was
    found there, ``is_machine`` by the reading itself; ``own`` are the fields that people have filled in, ``is_vouched``
    that one accepted it after that."""

    __slots__ = ("claim", "first", "found", "is_machine", "is_out", "is_vouched", "own", "telling")

    def __init__(self, claim: Claim, telling: Anchor, is_machine: bool = True) -> None:
        self.claim = self.first = claim
        self.found = claim.type
        self.telling = telling
        self.is_machine = is_machine
        self.is_out = self.is_vouched = False
        self.own: set[str] = set()


class _Standing:
    def __init__(self, reading: Reading, sayings: Sequence[Saying]) -> None:
        self.reading = reading
        self.sayings = sayings
        report = reading.report.id
        self.entries = [Entry(c, (report, c.trigger.start, c.trigger.end)) for c in reading.claims]
        self.aliases = _aliases(sayings)
        self.rejected: set[tuple[int, int, str]] = set()
        self.named: set[int] = set()

    def play(self) -> Reading:
        for saying in self.sayings:
            says = saying.says
            if isinstance(says, Accept | Add | Reject | Correct):
                self._claim(saying, says)
            elif isinstance(says, Placed):
                self._place(saying, says)
            elif isinstance(says, Named):
                self._actor(saying, says)
            elif says.field == "published":
                self._published(says.value)
            else:
                self._publisher(says.value)
        return replace(self.reading, claims=tuple(e.claim for e in self.entries if not e.is_out))

    def _claim(self, saying: Saying, says: OfClaim) -> None:
        start, end = saying.start or 0, saying.end or 0
        if isinstance(says, Reject):
            self.rejected.add((start, end, says.of))
            found = self._entry(start, end, says.of)
            if found is not None:
                found.is_out = True
        elif isinstance(says, Correct):
            entry = self._entry(start, end, says.of, says.alone) or self._new(says.claim, says.of, start, end)
            entry.claim = with_correction(entry.claim, says)
            entry.own.add(says.field)
            entry.is_vouched = False
        else:
            kind = says.of if isinstance(says, Accept) else says.claim.type
            alone = isinstance(says, Accept) and says.alone
            entry = self._entry(start, end, kind, alone) or self._new(says.claim, kind, start, end)
            entry.claim = replace(says.claim, confidence=VOUCHED)
            entry.is_out, entry.is_vouched = False, True

    def _place(self, saying: Saying, says: Placed) -> None:
        there = [*self.reading.places, *(place for e in self.entries for place in e.claim.places)]
        fix = PlaceFix(self.reading.report.text, saying.start or 0, saying.end or 0, says, there, self.reading.mentions)
        for entry in self.entries:
            entry.claim = fix.in_claim(entry.claim)
        self.reading = replace(self.reading, places=fix.in_layer(self.reading.places))

    def _actor(self, saying: Saying, says: Named) -> None:
        fix = ActorFix(saying.start or 0, saying.end or 0, says, self.reading.mentions, self.named)
        for entry in self.entries:
            entry.claim = fix.in_claim(entry.claim)
        self.reading = replace(self.reading, mentions=fix.in_layer(self.reading.mentions))

    def _published(self, day: str | None) -> None:
        from dateline.corroborate.redated import times_anew

        reading = self.reading
        anew = times_anew(reading.report, day, [entry.claim for entry in self.entries])
        for entry in self.entries:
            if entry.claim.time is not None and "time" not in entry.own:
                entry.claim = replace(entry.claim, time=anew(entry.claim.time))
        times = tuple(anew(time) for time in reading.times)
        self.reading = replace(reading, report=replace(reading.report, published=day), times=times)

    def _publisher(self, outlet: str | None) -> None:
        from dateline.corroborate.redated import without_outlet

        for entry in self.entries:
            if "sources" not in entry.own:
                entry.claim = without_outlet(entry.claim, outlet)
        self.reading = replace(self.reading, report=replace(self.reading.report, publisher=outlet))

    def _entry(self, start: int, end: int, kind: str, alone: bool = False) -> Entry | None:
        """The claim that a judgement speaks of: among those at the telling that the words overlap most the one of that
        type, else of a type it was corrected to; where there was and is one alone, that one."""
        anchor = (self.reading.report.id, start, end)
        telling = at(anchor, {anchor[0]: [e.telling for e in self.entries]})
        there = [e for e in self.entries if e.telling == telling]
        for wanted in (kind, *self.aliases.get((start, end, kind), ())):
            for entry in there:
                if entry.found == wanted:
                    return entry
        return there[0] if alone and len(there) == 1 else None

    def _new(self, claim: Claim, kind: ClaimType, start: int, end: int) -> Entry:
        """A claim that this reading has not, as it was when it was judged."""
        entry = Entry(claim, (self.reading.report.id, start, end), is_machine=False)
        entry.found = kind
        entry.is_out = (start, end, kind) in self.rejected
        behind = (n for n, other in enumerate(self.entries) if _order(other.claim) > _order(claim))
        self.entries.insert(next(behind, len(self.entries)), entry)
        return entry


def _aliases(sayings: Iterable[Saying]) -> dict[tuple[int | None, int | None, str], list[str]]:
    """The types that claims were corrected to: a better reading may find those by itself."""
    found: dict[tuple[int | None, int | None, str], list[str]] = {}
    for saying in sayings:
        says = saying.says
        if isinstance(says, Correct) and says.field == "type":
            found.setdefault((saying.start, saying.end, says.of), []).insert(0, str(says.value))
    return found


def with_correction(claim: Claim, correction: Correct) -> Claim:
    """The claim with a field as corrected. Raises msgspec.ValidationError for a value of another type."""
    value = value_of(correction)
    if correction.field == "type" and claim.mode not in MODES.get(value, ()):
        return replace(claim, type=value, mode=None)
    if correction.field not in COUNTS:
        return replace(claim, **{correction.field: value})
    counts = {name: count for name, count in claim.counts.items() if name != correction.field}
    if value is not None:
        counts[correction.field] = value
    return replace(claim, counts=dict(sorted(counts.items())))


def _order(claim: Claim) -> tuple[int, int, str, str]:
    return claim.trigger.start, claim.trigger.end, claim.type, claim.id


def entries(reading: Reading, judgements: Iterable[Saying]) -> Iterator[Entry]:
    """The claims of ``corrected``, rejected ones too, with the words and the type by which a judgement names them."""
    standing = _Standing(reading, list(judgements))
    standing.play()
    yield from standing.entries

"""What was chosen for a claim, in words: from head words to the phrases of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

from msgspec.structs import replace

from dateline.read import counts, times
from dateline.read.draft import CountDraft, Draft, Phrase, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.ontology import COUNTS, PLACE_ROLES
from dateline.read.parts import Parts
from dateline.read.phrases import named, phrase
from dateline.read.tree import Tree
from dateline.values import PlaceRole

P = TypeVar("P", bound=Phrase)


def phrases(tree: Tree, chosen: Parts, role: str) -> tuple[Phrase, ...]:
    """The phrases of a role: the claim's own, else what it takes over."""
    if role in chosen.taken:
        elsewhere = [phrase(tree, named(tree, j)) for j, _ in chosen.taken[role]]
        return tuple(replace(p, inherited=True) for p in elsewhere)
    heads = dict.fromkeys(named(tree, j) for _, j in sorted(chosen.own.get(role, []), key=lambda x: x[1]))
    first = next(iter(heads), None)
    return tuple(outermost([phrase(tree, j) for j in heads if j == first or not counts.of_named(tree, j)]))


def outermost(found: Sequence[P]) -> list[P]:
    """Phrases without those that lie within others."""
    return [p for p in found if not any(_within(p, q) for q in found)]


def _within(one: Phrase, other: Phrase) -> bool:
    wider = other.end - other.start > one.end - one.start
    return wider and other.start <= one.start and one.end <= other.end


def places(tree: Tree, chosen: Parts) -> tuple[PlacePhrase, ...]:
    """The places, by role, the claim's own first."""
    found: list[tuple[int, int, PlacePhrase]] = []
    for rank, role in enumerate(PLACE_ROLES):
        for _, j in chosen.own.get(role, []):
            found.append((0 if role in ("at", "held") else 1 + rank, j, _place(tree, j, role, False)))
    elsewhere = [_place(tree, j, cast("PlaceRole", role), True) for j, role in chosen.taken.get("place", ())]
    return (*(p for _, _, p in sorted(found, key=lambda x: x[:2])), *elsewhere)


def _place(tree: Tree, j: int, role: PlaceRole, inherited: bool) -> PlacePhrase:
    whole = phrase(tree, j)
    return PlacePhrase(whole.start, whole.end, j, inherited, role, tree.case(j))


def when(tree: Tree, chosen: Parts) -> tuple[Phrase, ...]:
    """The times, the last first."""
    if "time" in chosen.taken:
        whole = times.whole(tree, chosen.taken["time"][0][0])
        return (Phrase(whole.start, whole.end, whole.head, True),)
    return tuple(times.whole(tree, j) for _, j in sorted(chosen.own.get("time", []), reverse=True))


def figures(tree: Tree, kinds: Kinds, i: int, chosen: Parts, ruled: Draft | None) -> dict[str, CountDraft]:
    """How many, by what is counted."""
    found: dict[str, CountDraft] = {}
    for name in COUNTS:
        for _, j in sorted(chosen.own.get(name, []), reverse=True):
            several = counts.of_group(tree, kinds, j) if name != "force" else None
            count = several or counts.at(tree, j)
            if count is not None:
                found[name] = count
                break
        else:
            if ruled is not None and name in ruled.counts:
                found[name] = ruled.counts[name]
    people = sorted(j for _, j in chosen.own.get("recipient", []))
    told = counts.TOLD.get(tree.lemma[i])
    if people and told is not None and told not in found:
        # "One adult and four minors were killed and 16 others wounded": the 16 are not among the dead.
        others = {count.start for count in found.values()}
        people = [j for j in people if (own := counts.at(tree, j)) is None or own.start not in others]
        count = counts.stated(tree, kinds, people)
        if count is not None:
            found[told] = count
    return found


def speakers(
    chosen: Parts,
    spoken: Sequence[tuple[int, int | None]],
    surely: Sequence[int] = (),
    stating: Sequence[int] = (),
) -> tuple[tuple[int, int | None], ...]:
    """Head words of who says it, with the cue where the rules know it: in their order, then in order of the text.
    ``surely``: those of ``spoken`` who say it whether or not they are chosen; ``stating``: those in whose statement the
    claim stands, who come last."""
    heads = [j for _, j in chosen.own.get("source", [])]
    if "source" in chosen.taken and not (surely or stating):
        heads = [j for j, _ in chosen.taken["source"]]
    heads += [j for j in surely if j not in heads]
    order = [h for h, _ in spoken]
    cues = dict(reversed(list(spoken)))
    heads.sort(key=lambda j: (order.index(j) if j in order else len(order), j))
    heads += [j for j in stating if j not in heads]
    return tuple((j, cues.get(j)) for j in heads)

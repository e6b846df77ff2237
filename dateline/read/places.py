"""Place expressions of a claim and the part each plays: at, from, to, via, held."""

from __future__ import annotations

from typing import cast

from dateline.read import place_neighbours
from dateline.read.draft import PlacePhrase
from dateline.read.kinds import ARMED, EVENT, FACILITY, PEOPLE, PLACE, STATE, Kinds
from dateline.read.match import Match
from dateline.read.phrases import GENERIC, extent, phrase
from dateline.read.place_nouns import SIDES, is_place, otherwise
from dateline.read.roles import Roles
from dateline.read.tree import Tree
from dateline.values import PlaceRole

_FROM = frozenset({"from", "out of", "off", "away from"})
_TO = frozenset({"to", "into", "toward", "towards", "onto", "for", "in direction of"})
_VIA = frozenset({"via", "through", "across", "by way of", "over", "past"})
_MOVING = frozenset({"RETREAT", "DISPLACE", "MOBILIZE", "AID", "STRENGTH", "CONSULT"})
_TOLD = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "SANCTION"})
_INSIDE = frozenset(
    {"in", "of", "at", "near", "on", "inside", "within", "outside", "along", "around", "across", "between", "to", ""}
)
_STAYING = frozenset({"living", "residing", "based", "stationed", "trapped", "staying", "remaining", "camped"})
_CAPITALS = frozenset(
    "washington moscow kiev kyiv ankara damascus baghdad tehran jerusalem riyadh khartoum juba beijing london paris "
    "brussels".split()
)
_OUTER_CASES = frozenset(
    {"in", "at", "on", "near", "inside", "outside", "within", "around", "across", "along", "throughout", "over"}
)


def find(tree: Tree, kinds: Kinds, match: Match, roles: Roles) -> tuple[PlacePhrase, ...]:
    """The places of a claim, in its own sentence: those of its trigger, else those inside its recipients and actors,
    else those of the clause that it hangs in. Most specific first."""
    found: dict[int, PlacePhrase] = {}
    moving = match.entry.type in _MOVING
    noun = tree.pos[match.head] == "NOUN" and not moving
    told = match.entry.type in _TOLD
    for head, role in roles.places:
        if otherwise(tree, kinds, head) or (not role and not moving and _aims(tree, head, noun)):
            continue
        if told and _of_event(tree, kinds, head):
            continue
        _add(tree, kinds, head, role or part(tree.case(head), moving), found)
    for head in () if told else (match.head, *roles.recipients):
        for k in _side_of(tree, kinds, head):
            _add(tree, kinds, k, "at", found)
    for head in () if told or moving else (match.head, *roles.means):
        for k in _before_event(tree, kinds, head):
            _add(tree, kinds, k, "at", found)
    if not any(p.role in ("at", "held") for p in found.values()):
        for head in (*roles.recipients, *([] if told else roles.actors), *roles.means):
            if told and kinds.of(head) & EVENT:
                continue
            role = "from" if match.entry.type == "DISPLACE" and head in roles.recipients else ""
            for k, case in nested(tree, kinds, head):
                taken = case in _TO and match.entry.type == "COERCE" and not noun
                if moving or taken or case not in _TO:  # "took the men to a hill"
                    _add(tree, kinds, k, role or ("to" if taken else part(case, moving)), found)
            for k in tree.kids[head] if moving else ():
                if tree.base[k] == "nmod" and tree.case(k) == "from" and is_place(tree, kinds, k):
                    _add(tree, kinds, k, "from", found)
        if not found:
            for k in _told_after(tree, match.head):
                if is_place(tree, kinds, k):
                    _add(tree, kinds, k, "at", found)
        if (not found or moving) and not told:
            _around(tree, kinds, match, found, bool(found))
        if not found and not told and not moving:
            for k in place_neighbours.shared(tree, kinds, match.head):
                _add(tree, kinds, k, "at", found)
    _chains(tree, kinds, found)
    return tuple(sorted(found.values(), key=lambda p: (_RANK[p.role], 0 if p.role == "held" else 1)))


_RANK = {"held": 0, "at": 0, "from": 1, "to": 1, "via": 1}


def part(case: str, moving: bool) -> PlaceRole:
    """The part that a preposition gives a place. ``moving``: the event moves someone or something."""
    if case in _FROM:
        return "from"
    if moving and case in _TO:
        return "to"
    if moving and case in _VIA:
        return "via"
    return "at"


def _add(tree: Tree, kinds: Kinds, head: int, role: str, found: dict[int, PlacePhrase]) -> None:
    up = tree.head[head]
    if (
        tree.base[head] == "appos"
        and tree.pos[up] == "PROPN"
        and tree.pos[head] == "NOUN"
        and is_place(tree, kinds, up)
    ):
        head = up  # "Raqqa, a city held by IS": the name
    else:
        head = _name_before(tree, kinds, head)
    if head in found:
        return
    whole = phrase(tree, head)
    found[head] = PlacePhrase(whole.start, whole.end, head, role=cast("PlaceRole", role), case=tree.case(head))
    for k, case in nested(tree, kinds, head):
        if case != "of" and k not in found:
            _add(tree, kinds, k, "at" if role == "held" else ("via" if case in _VIA and role == "to" else role), found)


def _aims(tree: Tree, head: int, noun: bool) -> bool:
    """Whether a preposition gives an aim ("fight for a homeland", "the threat to the town")."""
    case = tree.case(head)
    return case == "for" or (noun and case in _TO)


def _of_event(tree: Tree, kinds: Kinds, head: int) -> bool:
    """Whether a place right behind an event noun belongs to that: "condemns the attack in Baghdad"."""
    before = extent(tree, head)[0] - 2
    return before >= tree.bounds(head)[0] and tree.case(head) in _INSIDE and bool(kinds.of(before) & EVENT)


def _side_of(tree: Tree, kinds: Kinds, head: int) -> list[int]:
    """The place that a direction counts from: "struck positions west of the town"."""
    return [
        k
        for side in tree.kids[head]
        if tree.pos[side] in ("ADV", "ADJ") and tree.lemma[side] in SIDES and side > head
        for k in tree.kids[side]
        if tree.base[k] in ("obl", "nmod") and tree.case(k) in ("of", "from") and is_place(tree, kinds, k)
    ]


def _before_event(tree: Tree, kinds: Kinds, head: int) -> list[int]:
    """The town in front of an event noun: "Peshawar bombing", "the Baghdad attack". A country may be who did it."""
    if tree.pos[head] not in ("NOUN", "PROPN") or not kinds.of(head) & EVENT:
        return []
    return [
        k
        for k in tree.kids[head]
        if tree.base[k] == "compound"
        and tree.pos[k] == "PROPN"
        and kinds.of(k) & PLACE
        and not kinds.of(k) & (ARMED | PEOPLE)
        and (not kinds.of(k) & STATE or tree.lemma[k] in _CAPITALS)
    ]


def _chains(tree: Tree, kinds: Kinds, found: dict[int, PlacePhrase]) -> None:
    """Adds what stands right beside the places found, as part of the same address."""
    for head, place in list(found.items()):
        role = place.role
        for k in place_neighbours.behind(tree, kinds, head):
            _add(tree, kinds, k, "at" if role == "held" else role, found)
        for k in place_neighbours.before(tree, kinds, head):
            _add(tree, kinds, k, role, found)


def _name_before(tree: Tree, kinds: Kinds, head: int) -> int:
    """The name that "…, a city held by IS" explains, where the tree does not tie the two."""
    if tree.lemma[head] not in GENERIC or not any(tree.form[k] in ("a", "an") for k in tree.kids[head]):
        return head
    before = extent(tree, head)[0] - 2
    if before < 0 or tree.form[before + 1] != "," or tree.pos[before] != "PROPN":
        return head
    while tree.base[before] in ("flat", "compound") and tree.pos[tree.head[before]] == "PROPN":
        before = tree.head[before]
    return before if is_place(tree, kinds, before) else head


def nested(tree: Tree, kinds: Kinds, head: int) -> list[tuple[int, str]]:
    """Places that a noun phrase contains ("civilians in Raqqa", "Suruc, Turkey"), each with its preposition."""
    found = []
    beside = head + 1
    if beside < len(tree) and tree.form[beside] in _STAYING and tree.head[beside] != head:
        found += [(k, tree.case(k)) for k in tree.kids[beside] if tree.base[k] == "obl" and is_place(tree, kinds, k)]
    for k in tree.kids[head]:
        if k <= head:
            continue
        base = tree.base[k]
        if base == "nmod" or (base == "obl" and tree.pos[head] != "VERB"):
            case = tree.case(k)
            if case == "of" and kinds.is_state(k) and _building(tree, kinds, head):
                continue  # "the embassy of France" is not there
            if case in _INSIDE | _VIA | _TO and is_place(tree, kinds, k):
                found += [(j, case) for j in tree.joined(k)]
            elif case == "of":
                found += nested(tree, kinds, k)
        elif (
            tree.rel[k] == "acl:relcl"
        ):  # "the checkpoints, which IS controls, on the road": the last belongs to the noun
            found += [
                (j, tree.case(j))
                for j in tree.kids[k]
                if tree.base[j] == "obl" and _after_comma(tree, j) and is_place(tree, kinds, j)
            ]
        elif base in ("appos", "list") and is_place(tree, kinds, k) and is_place(tree, kinds, head):
            if any(tree.form[j] in ("a", "an") for j in tree.kids[k]):
                continue  # "Kano, a busy hub"
            found.append((k, ""))
        elif tree.base[k] == "acl" and tree.lemma[k] in (
            "locate",
            "situate",
            "base",
            "live",
            "station",
            "stay",
            "remain",
        ):
            found += [(j, tree.case(j)) for j in tree.kids[k] if tree.base[j] == "obl" and is_place(tree, kinds, j)]
    return found


def _building(tree: Tree, kinds: Kinds, head: int) -> bool:
    listed = kinds.lists.nouns.get(tree.lemma[head], 0)
    return bool(listed & FACILITY) and not listed & PLACE


def _after_comma(tree: Tree, i: int) -> bool:
    first = min((k for k in tree.kids[i] if k < i and tree.base[k] != "punct"), default=i)
    return first > 0 and tree.form[first - 1] == ","


def _told_after(tree: Tree, head: int) -> list[int]:
    """Where a clause beside says that "it" happened."""
    for k in tree.kids[head]:
        if tree.base[k] in ("conj", "parataxis") and tree.lemma[k] in ("happen", "occur"):
            subject = tree.own_subject(k)
            if subject is not None and tree.form[subject] in ("it", "this", "that"):
                return [j for j in tree.kids[k] if tree.base[j] == "obl"]
    return []


def _around(tree: Tree, kinds: Kinds, match: Match, found: dict[int, PlacePhrase], some: bool) -> None:
    """Places of the clauses that the trigger hangs in ("chaos in the city amid raids")."""
    below = match.head
    for up in tree.above(match.head):
        if tree.rel[below] in ("acl:relcl", "parataxis", "appos"):
            return
        if tree.pos[up] in ("VERB", "AUX", "ADJ", "NOUN"):
            for k in tree.kids[up]:
                if k == below or tree.base[k] not in ("obl", "nmod") or tree.case(k) not in _OUTER_CASES:
                    continue
                if tree.base[k] == "nmod" and tree.base[below] == "nmod":
                    continue
                if is_place(tree, kinds, k):
                    _add(tree, kinds, k, "at", found)
        if found and not some:
            return
        below = up

"""From grammatical functions to roles: who acts, who suffers, with what, and which phrases name places."""

from __future__ import annotations

from msgspec import Struct, field

from dateline.read.kinds import ACTOR, EVENT, FACILITY, MEDIUM, NAME, PLACE, STATE, TIME, VEHICLE, WEAPON, Kinds
from dateline.read.lists import words as word_list
from dateline.read.match import Match
from dateline.read.phrases import extent
from dateline.read.slots import META, actor_like
from dateline.read.tree import Tree

_LOCATIVE = frozenset({"out of", "away from", "by way of"}) | frozenset(
    "in at on near inside within outside around along between throughout across over into from to toward "
    "towards through via "
    "of above below behind beyond beside by against onto off for under up down past amid".split()
)
_MEANS_CASES = frozenset({"with", "using", "through", "via", "by means of", "by", "in", "during", "from"})
_PLAIN = {"out of": "of", "away from": "from"}
_HOLDERS = frozenset({"in", "as in", "as", "like", "at", "on", "near", "around"})
_OBJECTS = ACTOR | PLACE | FACILITY | VEHICLE | WEAPON
_UNRESOLVED = frozenset({"more", "what", "who", "whom", "which", "that", "whose", "whatever", "whoever"})
_WORDS = frozenset(
    {
        "REQUEST",
        "ACCUSE",
        "THREATEN",
        "SANCTION",
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "REJECT",
        "COOPERATE",
        "AID",
    }
)


class Roles(Struct):
    """Head words by role. ``places``: (head word, role)."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    means: list[int] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)


def fill(tree: Tree, kinds: Kinds, match: Match) -> Roles:
    """The roles of a match's arguments."""
    roles = Roles()
    entry = match.entry
    for slot, k in match.slots:
        if slot == "act" and entry.type == "STRENGTH":  # "afraid of sending gunmen out of the town"
            roles.places += [(j, "") for j in tree.kids[k] if tree.base[j] == "obl" and kinds.of(j) & PLACE]
            for j in tree.kids[k]:
                if tree.base[j] in ("obj", "obl"):  # "… on patrols outside the town"
                    roles.places += [(m, "") for one in tree.joined(j) for m, _ in _inner_places(tree, kinds, one)]
        if slot in META:
            continue
        if k in match.words and (slot == "mod" or not kinds.of(k) & _OBJECTS or tree.pos[k] == "PRON"):
            continue
        if tree.form[k] in _UNRESOLVED or tree.pos[k] in ("PUNCT", "SYM"):
            continue
        role = entry.roles.get(slot) or entry.roles.get(_PLAIN.get(slot, slot))
        if slot == "poss" and role == "recipient" and _has_object(match):
            role = "actor"  # "the army's killing of civilians", but "the mayor's killing"
        if slot == "mod" and role is not None:
            _modifier(tree, kinds, match, k, role, roles)
        elif role is not None:
            k = _whose(tree, k)
            if tree.form[k] == "other" and tree.form[k - 1 : k] == ["each"]:
                continue
            for j in _alike(tree, kinds, k):
                _put(tree, kinds, match, slot, j, role, roles)
        else:
            for j in _alike(tree, kinds, k):
                _other(tree, kinds, match, slot, j, roles)
    if entry.type == "THREATEN" and not roles.recipients:
        for slot, k in match.slots:
            if slot == "xcomp":
                roles.recipients += [j for j in tree.kids[k] if tree.rel[j] == "obj" and kinds.of(j) & (ACTOR | PLACE)]
    _adverb_of_place(tree, match, roles)
    for name in ("actors", "recipients", "means"):
        setattr(roles, name, list(dict.fromkeys(getattr(roles, name))))
    roles.actors = [a for a in roles.actors if not any(tree.form[k] == "no" for k in tree.kids[a])]
    roles.recipients = [r for r in roles.recipients if r not in roles.actors or entry.type == "CONTROL"]
    return roles


def _adverb_of_place(tree: Tree, match: Match, roles: Roles) -> None:
    """ "surrounded there", "sent fighters here": a place too, where no other is named."""
    if match.entry.part == "verb" and not roles.places:
        for k in tree.kids[match.head]:
            if tree.base[k] == "advmod" and tree.form[k] in ("here", "there"):
                roles.places.append((k, "at"))


def _has_object(match: Match) -> bool:
    return any(s == "of" and match.entry.roles.get("of") == "recipient" for s, _ in match.slots)


def _alike(tree: Tree, kinds: Kinds, k: int) -> list[int]:
    """A phrase and those coordinated with it; a name beside a place is one too."""
    found = tree.joined(k)
    if kinds.of(k) & PLACE and tree.pos[k] == "PROPN":
        for j in found[1:]:
            if tree.pos[j] == "PROPN":
                kinds.add(j, PLACE)
    return found


def _whose(tree: Tree, k: int) -> int:
    """ "claimed the lives of 20 people": the people."""
    if tree.lemma[k] not in ("life", "body", "death"):
        return k
    for j in tree.kids[k]:
        if tree.rel[j] == "nmod:poss" or (tree.base[j] == "nmod" and tree.case(j) == "of"):
            return j
    return k


def _put(tree: Tree, kinds: Kinds, match: Match, slot: str, k: int, role: str, roles: Roles) -> None:
    bits, kind_of_claim = kinds.of(k), match.entry.type
    if role == "none" or (bits & TIME and not bits & (ACTOR | PLACE)):
        return
    if role in ("held", "at", "from", "to", "via"):
        if bits & (PLACE | FACILITY):
            roles.places.append((k, role))
        elif role == "at":
            roles.places += [(j, "at") for j, _ in _inner_places(tree, kinds, k)]
        elif role == "held" and bits & ACTOR and kind_of_claim == "CONTROL" and slot in ("obj", "from", "of"):
            roles.recipients.append(k)
        return
    if role == "both":
        role = "actor"
    if role == "actor":
        if bits & (WEAPON | MEDIUM) and not bits & (ACTOR | VEHICLE):
            roles.means.append(k)
        elif bits & EVENT and not bits & ACTOR:
            roles.means.append(k)
        elif bits & ACTOR or (bits & VEHICLE and slot == "subj"):
            if bits & PLACE and not bits & (STATE | NAME) and slot != "subj":
                roles.places.append((k, "at"))
            else:
                roles.actors.append(k)
        elif bits & FACILITY and slot == "subj" and kind_of_claim in _WORDS:
            roles.actors.append(k)  # "hospitals appealed for blood"
        elif bits & (PLACE | FACILITY):
            if slot in ("poss", "mod", "of", "in", "at", "inside", "within", "from"):
                roles.places.append((k, "at"))
        return
    if role == "means":
        if bits & (WEAPON | VEHICLE | MEDIUM):
            roles.means.append(k)
        elif bits & (PLACE | FACILITY):
            roles.places.append((k, "at"))
        return
    _recipient(tree, kinds, match, slot, k, roles)


def _recipient(tree: Tree, kinds: Kinds, match: Match, slot: str, k: int, roles: Roles) -> None:
    bits, kind_of_claim = kinds.of(k), match.entry.type
    if tree.lemma[k] in _BODY:
        return  # "shot in the head"
    if (
        kind_of_claim in _WORDS
        and not bits & (ACTOR | NAME)
        and (slot not in ("obj", "into") or kind_of_claim in _TO_PEOPLE)
    ):
        if slot == "obj" and kind_of_claim == "THREATEN" and bits & (PLACE | FACILITY):
            roles.recipients.append(k)
        elif bits & PLACE and slot in ("in", "at", "on", "of"):
            roles.places.append((k, "at"))
        return
    if kind_of_claim == "ASSAULT" and bits & WEAPON and not bits & (ACTOR | FACILITY | VEHICLE | PLACE):
        roles.means.append(k)  # "fired rockets", "detonated a bomb"
        return
    if bits & EVENT and not bits & (ACTOR | PLACE | FACILITY) and kind_of_claim not in _VERBAL:
        return
    if (bits & PLACE and not bits & (ACTOR | NAME)) or (bits & FACILITY and not bits & ACTOR):
        if slot in ("on", "in", "at", "to", "of", "with") and kind_of_claim in (
            "DISPLACE",
            "REQUEST",
            "CONSULT",
            "MOBILIZE",
        ):
            roles.places.append((k, "to" if slot == "to" else "at"))
            return
        if kind_of_claim in ("CONSULT", "DISPLACE"):
            roles.places.append((k, "from" if kind_of_claim == "DISPLACE" else "at"))
            return
        roles.recipients.append(k)
        if kind_of_claim in ("ASSAULT", "COERCE", "PROTEST") and match.entry.count is None and _locates(tree, kinds, k):
            roles.places.append((k, "at"))
        return
    roles.recipients.append(k)


def _locates(tree: Tree, kinds: Kinds, k: int) -> bool:
    """Whether what is struck also says where: a town or a named building, not "three houses"."""
    if kinds.of(k) & PLACE:
        return True
    first, last = extent(tree, k)
    return any(tree.pos[j] == "PROPN" and kinds.of(j) & PLACE for j in range(first, last))


_BODY = frozenset("back head chest leg face shoulder arm neck stomach foot hand knee throat eye body heart".split())
_TO_PEOPLE = frozenset({"REQUEST", "THREATEN", "CONSULT", "SANCTION"})
_VERBAL = frozenset({"ACCUSE", "REJECT", "SUPPORT", "AGREE", "CONSULT", "THREATEN"})


def _modifier(tree: Tree, kinds: Kinds, match: Match, k: int, role: str, roles: Roles) -> None:
    bits = kinds.of(k)
    if bits & (WEAPON | VEHICLE) and not bits & PLACE and match.entry.type == "ASSAULT" and tree.base[k] == "compound":
        roles.means.append(k)
    elif tree.base[k] == "amod" and not bits & STATE and tree.lemma[k] not in kinds.lists.nationalities:
        return
    elif actor_like(kinds, k):
        (roles.actors if role in ("actor", "both") else roles.recipients).append(k)
    elif bits & PLACE:
        roles.places.append((k, "at"))


def _is_means(tree: Tree, kinds: Kinds, match: Match, k: int) -> bool:
    """Whether a word may be a means: towns are shelled with guns, not by phone, which is how a source told it."""
    if match.entry.type in _WORDS:
        return bool(kinds.of(k) & (WEAPON | VEHICLE | MEDIUM))
    return bool(kinds.of(k) & (WEAPON | VEHICLE)) and tree.lemma[k] not in word_list("channels")


def _other(tree: Tree, kinds: Kinds, match: Match, slot: str, k: int, roles: Roles) -> None:
    """A prepositional phrase to which the frame gives no role: a place, a means, or nothing."""
    bits = kinds.of(k)
    place = bits & (PLACE | FACILITY)
    if slot == "by" and tree.lemma[k] == "way":
        roles.places += [(j, "via") for j in tree.kids[k] if tree.base[j] == "nmod" and kinds.of(j) & PLACE]
        return
    if place and slot in _LOCATIVE and not (bits & NAME and slot in ("by", "of", "against", "for")):
        if tree.pos[k] == "PRON" and slot in ("by", "of", "for", "against"):
            return
        if bits & ACTOR and not bits & (NAME | STATE) and tree.pos[k] != "PRON":
            if slot in _HOLDERS and tree.pos[k] == "NOUN":
                roles.places += [(j, "") for j, _ in _inner_places(tree, kinds, k)]
            return
        roles.places.append((k, ""))
    elif slot == "as" and bits & MEDIUM:
        roles.means.append(k)
    elif slot in ("as", "as in") and place and not bits & ACTOR and tree.pos[k] == "NOUN":
        roles.places.append((k, ""))  # "as in the cases at the checkpoints"
    elif slot in _MEANS_CASES and tree.pos[k] != "PRON" and not place and _is_means(tree, kinds, match, k):
        roles.means.append(k)
    elif slot in ("with", "using") and bits & EVENT:
        roles.means.append(k)
    elif slot in _HOLDERS and not bits & ACTOR and tree.pos[k] == "NOUN":
        roles.places += [(j, "") for j, _ in _inner_places(tree, kinds, k)]


def _inner_places(tree: Tree, kinds: Kinds, k: int) -> list[tuple[int, str]]:
    """Places that locate a noun which is none itself: "Kobane's battles", "recent cases in Amarna"."""
    found = []
    for j in tree.kids[k]:
        case = tree.case(j)
        if kinds.of(j) & PLACE and (
            tree.rel[j] in ("nmod:poss", "compound") or (tree.base[j] in ("nmod", "obl") and case in _LOCATIVE)
        ):
            if tree.pos[j] in ("NOUN", "PROPN") and not kinds.of(j) & TIME:
                found.append((j, case))
    return found

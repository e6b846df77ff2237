"""One event, one claim: joins what a sentence tells in several words.

"The strike killed 13 people", "a bomb exploded, wounding 20" and "13 people were killed in an attack" each hold two
triggers of one assault. The casualty verb is the trigger of the joined claim where the other is its subject or its
circumstance; a casualty verb that hangs below another assault gives its counts and victims to that one.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct, field

from dateline.read import counts
from dateline.read.draft import CountDraft
from dateline.read.kinds import FACILITY, PEOPLE, PLACE, Kinds
from dateline.read.match import Match
from dateline.read.roles import Roles
from dateline.read.tree import Tree

_CIRCUMSTANCE = frozenset(
    {
        "in",
        "by",
        "during",
        "with",
        "from",
        "after",
        "following",
        "of",
        "amid",
        "as a result of",
        "when",
        "at",
        "through",
    }
)
_DAYS = frozenset({"yesterday", "today", "earlier", "later"})
_REACHING = frozenset({"target", "hit", "strike", "damage", "destroy", "burn"})
_HARM = frozenset({"killed", "injured"})


class Raw(Struct):
    """A match with its roles and counts, before it becomes a draft."""

    match: Match
    roles: Roles
    counts: dict[str, CountDraft] = field(default_factory=dict)
    mode: str | None = None


def merged(tree: Tree, kinds: Kinds, found: list[Raw]) -> list[Raw]:
    """The claims of ``found`` with those that tell one event joined."""
    at: dict[int, Raw] = {}
    for raw in found:
        if raw.match.entry.type == "ASSAULT":
            at.setdefault(raw.match.head, raw)
    gone: set[int] = set()
    for head in sorted(at):
        raw = at[head]
        if head in gone:
            continue
        other = _host(tree, kinds, raw, at, gone)
        if other is not None:
            _absorb(tree, kinds, at[other], raw)
            gone.add(head)
    kept = [r for r in found if r.match.entry.type != "ASSAULT" or r.match.head not in gone]
    phrases = {w: r for r in kept for w in r.match.words if w != r.match.head}
    types: dict[int, set[str]] = {}
    for raw in kept:
        types.setdefault(raw.match.head, set()).add(raw.match.entry.type)
    kept = [r for r in kept if not _swallowed(tree, r, phrases, types)]
    kept = _nested(tree, kept)
    _listed_counts(tree, kept)
    for raw in kept:
        _share(raw)
    return kept


def _host(tree: Tree, kinds: Kinds, raw: Raw, at: dict[int, Raw], gone: set[int]) -> int | None:
    """The other assault whose event this one is, or None."""
    head, entry = raw.match.head, raw.match.entry
    harm = entry.count in _HARM
    top = head
    steps = 0
    while (
        steps < 4
        and tree.base[top] in ("nmod", "conj", "compound")
        and tree.pos[tree.head[top]] in ("NOUN", "PROPN", "NUM")
    ):
        up = tree.head[top]  # "a series of attacks killed", "in a wave of raids"
        if up in at and up != head and up not in gone:
            if tree.base[top] == "nmod" and (tree.case(top) in ("of", "in", "by", "with", "from") or harm):
                return up
            if tree.base[top] == "conj" and harm and at[up].match.entry.count in _HARM:
                return up
            if tree.base[top] == "compound":
                return up
            return None
        if tree.base[top] == "conj" and not harm:
            break
        top, steps = up, steps + 1
    up, base = tree.head[top], tree.base[top]
    if up == top:
        return None
    if entry.part == "noun" and not harm:
        if up in at and up not in gone and tree.pos[up] in ("VERB", "ADJ"):
            if base in ("nsubj", "obj") or tree.rel[top] == "obl:agent":
                return up
            if base == "obl" and tree.case(top) in _CIRCUMSTANCE:
                host = at[up]
                same = host.match.entry.count in _HARM or tree.case(top) in ("in", "by", "with", "during", "from")
                return up if same else None
        return None
    if harm:
        return _cause(tree, raw, at, gone, up, base, top)
    if entry.part == "verb" and base in ("advcl", "conj", "acl") and up in at and up not in gone:
        host = at[up]
        if base == "advcl" and tree.mark(top) in ("", "by", "when", "after", "as") and host.match.entry.count in _HARM:
            return up  # "killed 5 when they attacked"
        if base == "advcl" and tree.form[top].endswith("ing") and tree.lemma[top] in _REACHING:
            return up  # "an IED exploded, targeting a convoy"
    return None


def _cause(tree: Tree, raw: Raw, at: dict[int, Raw], gone: set[int], up: int, base: str, top: int) -> int | None:
    """The assault that a casualty word belongs to."""
    if base == "nsubj" and up in at and up not in gone:
        return up
    if base in ("obj", "xcomp", "ccomp") and tree.pos[up] in ("VERB", "AUX"):
        # "left 13 dead", "resulted in the death": climb to the verb, then to its subject or its own clause
        for k in tree.kids[up]:
            if k in at and k not in gone and tree.base[k] == "nsubj":
                return k
        if up in at and up not in gone:
            return up
        top, up, base = up, tree.head[up], tree.base[up]
        if up == top:
            return None
    if base == "obl" and tree.pos[up] == "VERB" and tree.lemma[up] in ("result", "lead", "end"):
        for k in tree.kids[up]:
            if k in at and k not in gone and tree.base[k] == "nsubj":
                return k
        top, up, base = up, tree.head[up], tree.base[up]
    if base in ("advcl", "conj", "xcomp", "parataxis") or (base == "acl" and tree.rel[top] == "acl"):
        if up in at and up not in gone and (base != "advcl" or tree.mark(top) in ("", "that", "by")):
            first, second = at[up], raw
            if base == "conj" and _own_deed(first) and "obj" in {s for s, _ in second.match.slots}:
                return None
            if (
                base == "conj"
                and first.match.entry.count in _HARM
                and second.match.entry.count == first.match.entry.count
            ):
                if "obj" in {s for s, _ in second.match.slots} and tree.own_subject(top) is not None:
                    return None
            if base == "conj" and tree.own_subject(top) is not None and not _mere_count(tree, raw):
                return None
            return up
        if base == "conj" and up not in at:
            for k in tree.kids[up]:
                if k in at and k not in gone and tree.base[k] in ("nsubj", "obj") and at[k].match.entry.part == "noun":
                    return k
        if base == "advcl" and up not in at:
            for k in tree.kids[up]:  # "the blast tore through the market, killing 13"
                if k in at and k not in gone and tree.base[k] in ("nsubj", "obj"):
                    return k
    if tree.rel[top] == "acl:relcl" and up in at and up not in gone:
        return up
    return None


def _own_deed(raw: Raw) -> bool:
    """ "abducted a girl and wounded her father", "burst in and killed": a deed beside the harm, not its cause."""
    return raw.match.entry.mode == "abduct" or raw.match.entry.lemma in ("burst", "barge")


def _mere_count(tree: Tree, raw: Raw) -> bool:
    """ "…, and 20 were wounded": a clause that only counts."""
    text = tree.document.text
    real = any(text[c.start : c.end].lower() not in ("a", "an") for c in raw.counts.values())
    dated = any(tree.rel[k].endswith(":unmarked") or tree.form[k] in _DAYS for k in tree.kids[raw.match.head])
    return real and not dated and not raw.roles.places and not raw.roles.actors


def _absorb(tree: Tree, kinds: Kinds, host: Raw, guest: Raw) -> None:
    """Gives what ``guest`` tells to ``host``."""
    h, g = host.roles, guest.roles
    noun = guest.match.entry.part == "noun" and guest.match.entry.count not in _HARM
    if guest.match.head in h.actors:
        h.actors.remove(guest.match.head)
    if guest.match.head in h.recipients:
        h.recipients.remove(guest.match.head)
    if noun and guest.match.head not in h.means:
        h.means.append(guest.match.head)
    if not h.actors:
        h.actors += [a for a in g.actors if a not in h.recipients and a not in h.actors]
    victims = bool(h.recipients) and host.match.entry.count in _HARM
    h.recipients += [
        r
        for r in g.recipients
        if r not in h.recipients
        and r not in h.actors
        and r != host.match.head
        and not (victims and _where(tree, kinds, r))
    ]
    h.means += [m for m in g.means if m not in h.means and m != host.match.head]
    h.places += [p for p in g.places if p not in h.places]
    if not host.mode:
        own = host.match.entry.mode
        host.mode = own or guest.mode or guest.match.entry.mode
    for key, count in guest.counts.items():
        host.counts.setdefault(key, count)


def _nested(tree: Tree, kept: list[Raw]) -> list[Raw]:
    """Leaves out what only spells a claim out below its own trigger: "met to discuss", "afraid of sending gunmen"."""
    at = {r.match.head: r for r in kept}
    gone: set[int] = set()
    for raw in kept:
        head, kind = raw.match.head, raw.match.entry.type
        up = tree.head[head]
        host = at.get(up)
        if (
            host is None
            or up == head
            or up in gone
            or tree.base[head] not in ("xcomp", "advcl", "ccomp", "acl", "csubj")
        ):
            continue
        other = host.match.entry
        same = other.type == kind and kind not in ("ASSAULT", "CONTROL", "COERCE", "DISPLACE")
        morale = other.type == "STRENGTH" and other.mode == "down" and kind in ("MOBILIZE", "ASSAULT", "RETREAT")
        if (same and tree.base[head] != "ccomp") or (morale and raw.roles.actors in ([], host.roles.actors)):
            host.roles.places += [p for p in raw.roles.places if p not in host.roles.places]
            host.roles.recipients += (
                [] if morale else [r for r in raw.roles.recipients if r not in host.roles.recipients]
            )
            gone.add(head)
    return [r for r in kept if r.match.head not in gone]


def _share(raw: Raw) -> None:
    """ "60 people were killed and injured": the number is of both together, so that each is at most that."""
    spans: dict[int, list[str]] = {}
    for key in sorted(raw.counts):
        spans.setdefault(raw.counts[key].start, []).append(key)
    for keys in spans.values():
        for key in keys if len(keys) > 1 else []:
            count = raw.counts.pop(key)
            if count.high is not None:
                raw.counts[key] = msgspec.structs.replace(count, low=None)


def _where(tree: Tree, kinds: Kinds, r: int) -> bool:
    """Whether what was struck is a place rather than people."""
    return bool(kinds.of(r) & (PLACE | FACILITY)) and tree.pos[r] in ("NOUN", "PROPN") and not kinds.of(r) & PEOPLE


def _swallowed(tree: Tree, raw: Raw, phrases: dict[int, Raw], types: dict[int, set[str]]) -> bool:
    """Whether a noun only names what another claim's trigger says ("their loss in the battles"). ``phrases``: for each
    further word of a trigger its claim; ``types``: the claims on each head."""
    head, entry = raw.match.head, raw.match.entry
    owner = phrases.get(head)
    purpose = owner is not None and owner.match.entry.part == "noun" and tree.pos[head] == "VERB"
    if (
        owner is not None
        and not purpose
        and owner is not raw
        and (owner.match.entry.type, entry.type) != ("CONCEDE", "RETREAT")
    ):
        return True
    if (
        entry.type == "ASSAULT"
        and entry.part == "noun"
        and tree.base[head] == "nmod"
        and tree.case(head) in ("in", "of")
    ):
        return bool(types.get(tree.head[head], set()) & {"STRENGTH", "RETREAT", "CONCEDE", "THREATEN"})
    return False


def _listed_counts(tree: Tree, kept: list[Raw]) -> None:
    """Adds "13 dead and 20 wounded" to the sentence's only assault that could have caused them."""
    by_sentence: dict[int, list[Raw]] = {}
    for raw in kept:
        if raw.match.entry.type == "ASSAULT":
            by_sentence.setdefault(tree.document.words[raw.match.head].sentence, []).append(raw)
    for number, raws in by_sentence.items():
        sentence = tree.document.sentences[number]
        found = counts.listed(tree, sentence.first, sentence.last)
        if not found:
            continue
        last = max(raws, key=lambda r: (bool(r.counts), -r.match.head))
        for key in sorted(found):
            if key not in _HARM:
                continue
            twice = [r for r in raws if key in r.counts and _same_words(r, key)]
            if twice:
                twice[0].counts[key] = found[key]  # "13 people died and 24 were injured"
            elif not any(key in r.counts for r in raws):
                last.counts[key] = found[key]


def _same_words(raw: Raw, key: str) -> bool:
    own = raw.counts[key]
    return any(k != key and c.start == own.start for k, c in raw.counts.items())

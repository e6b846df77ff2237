"""Which lexicon entries fit the words of a document."""

from __future__ import annotations

from msgspec import Struct

from dateline.read import slots as around
from dateline.read.held import HOLDING
from dateline.read.kinds import ARMED, EVENT, NAME, PEOPLE, PLACE, STATE, Kinds
from dateline.read.lexicon import Entry, Lexicon, Test
from dateline.read.operators import support
from dateline.read.setting import Setting
from dateline.read.slots import Slots
from dateline.read.tree import Tree

_WINDOW = 5
_HYPHENS = frozenset({"-", "–", "‑"})
_SKIP = frozenset({"-", "the", "a", "an", "’", "'"})
_PARTS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adjective": frozenset({"ADJ", "VERB"}),
}
_HEADS_OF_COMPOUNDS = frozenset(
    "campaign operation attempt plot wave incident spree attack offensive raid strike mission "
    "sortie push drive victim "
    "threat bid case series action talks talk effort process announcement call".split()
)


class Match(Struct, frozen=True):
    """An entry found at word ``head``; ``words``: all words of its phrase."""

    entry: Entry
    head: int
    words: tuple[int, ...]
    slots: tuple[tuple[str, int], ...]


def matches(tree: Tree, kinds: Kinds, lexicon: Lexicon, setting: Setting) -> list[Match]:
    """The entries that fit, at most one a word and type, in order of the text. Longer phrases go first and claim their
    words."""
    candidates: list[tuple[int, int, Entry, tuple[int, ...]]] = []
    sentence, there = -1, set[str]()
    for i, lemma in enumerate(tree.lemma):
        found = lexicon.entries.get(lemma)
        if found is None:
            continue
        pos = tree.pos[i]
        low, high = tree.bounds(i)
        if low != sentence:
            sentence = low
            there = {*tree.form[low:high], *tree.lemma[low:high]}
        for entry in found:
            # Most phrases are not there at all: seen at once, without a walk over the words.
            if (entry.after and entry.after[0].isdisjoint(there)) or (
                entry.before and entry.before[-1].isdisjoint(there)
            ):
                continue
            if pos in _PARTS[entry.part] or (
                pos in _MISTAGGED and _wordy(entry) and tree.form[i + 1 : i + 2] != ["of"]
            ):
                words = _phrase(tree, i, entry, low, high)
                if words:
                    candidates.append((-entry.length, i, entry, words))
    candidates.sort(key=lambda c: (c[0], c[1], c[2].order))
    taken: dict[int, list[Match]] = {}
    covered: set[int] = set()
    known: dict[tuple[int, str], Slots] = {}
    for _, i, entry, words in candidates:
        if i in taken:
            if not entry.also or any(m.entry.type == entry.type for m in taken[i]):
                continue
        elif any(w in covered for w in words):
            continue
        if not setting.allows(entry.near, tree.document.words[i].sentence, entry.type):
            continue
        if entry.type not in _ATTRIBUTIVE and _attributive(tree, i):
            continue
        if entry.part == "noun" and (_modifies(tree, i) or _is_name(tree, i, entry)):
            continue
        if entry.part == "verb" and i and tree.form[i - 1] in _HYPHENS and tree.form[i] in HOLDING:
            continue
        key = (i, entry.part)
        if key not in known:
            known[key] = _slots(tree, kinds, i, entry)
        slots = known[key]
        if entry.part == "verb" and entry.after:
            slots = slots + around.of_parts(tree, i, words)
        if entry.lacks and any(s in entry.lacks for s, _ in slots):
            continue
        if not fits(tree, kinds, entry, slots) or (entry.part == "noun" and _mere_reference(tree, kinds, i, slots)):
            continue
        taken.setdefault(i, []).append(Match(entry, i, words, tuple(slots)))
        # A concession announced leaves the withdrawal itself to be told.
        # So does the purpose named by a noun ("a campaign to liberate the town").
        purpose = entry.part == "noun" and any(tree.pos[w] == "VERB" for w in words)
        covered.update((i,) if entry.type == "CONCEDE" or purpose else words)
    return [m for i in sorted(taken) for m in taken[i]]


_ATTRIBUTIVE = frozenset({"CONTROL", "DISPLACE", "COERCE"})


def _slots(tree: Tree, kinds: Kinds, i: int, entry: Entry) -> Slots:
    if entry.part == "verb":
        return around.of_verb(tree, i)
    if entry.part == "adjective":
        return around.of_adjective(tree, i)
    return around.of_noun(tree, kinds, i)


_MISTAGGED = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})


def _wordy(entry: Entry) -> bool:
    """Whether a phrase is telling enough to overrule the parser's part of speech."""
    return any(not words & (_PARTICLES | _ADVERBS) for words in (*entry.before, *entry.after))


_ADVERBS = frozenset("out up down off away back over through home apart".split())


def _modifies(tree: Tree, i: int) -> bool:
    """Whether an event noun only describes another noun ("attack helicopter")."""
    if tree.base[i] != "compound" or tree.head[i] <= i:
        return False
    return tree.lemma[tree.head[i]] not in _HEADS_OF_COMPOUNDS


def _attributive(tree: Tree, i: int) -> bool:
    """Whether a participle stands before its noun, alone or beside another ("captured or wounded fighters")."""
    up = tree.head[i]
    return tree.pos[i] == "VERB" and (tree.base[i] == "amod" or (tree.base[i] == "conj" and tree.base[up] == "amod"))


def _is_name(tree: Tree, i: int, entry: Entry) -> bool:
    """Whether a single event noun is part of a name ("Operation Sayeed", "the Rally for Congo")."""
    if tree.pos[i] != "PROPN" or entry.length > 1 or tree.document.sentences[tree.document.words[i].sentence].title:
        return False
    word = tree.document.words[i]
    return not tree.document.text[word.start : word.end].isupper()


def _mere_reference(tree: Tree, kinds: Kinds, i: int, slots: Slots) -> bool:
    """Whether a noun only points back to an event ("condemned the attack") or speaks of its kind ("kidnapping is a
    business"), without a word on it."""
    if any(s not in ("gov", "mod") for s, _ in slots):
        return False
    if tree.pos[i] == "NOUN" and any(s == "mod" and kinds.of(k) & (ARMED | NAME | STATE | PLACE) for s, k in slots):
        return False  # "the Mosul offensive"
    if any(tree.form[k] in ("this", "these", "those") for k in tree.kids[i]):
        return False  # "after these attacks" tells of them again
    single = tree.form[i] == tree.lemma[i] and not any(tree.base[k] == "det" for k in tree.kids[i])
    if not slots and single:
        return tree.base[i] in ("nmod", "nsubj", "obj", "obl", "conj", "compound")
    if not single and not any(tree.form[k] in ("the", "this", "that", "these", "those", "such") for k in tree.kids[i]):
        return False
    gov = next((k for s, k in slots if s == "gov"), None)
    if gov is None or tree.base[i] == "obl":
        return tree.base[i] in ("obl", "nmod", "obj", "conj")
    lists, lemma = support(), tree.lemma[gov]
    return not any(lemma in lists[name] for name in ("carry", "suffer", "occur", "impact")) and tree.base[i] != "nsubj"


def _phrase(tree: Tree, i: int, entry: Entry, low: int, high: int) -> tuple[int, ...]:
    """The words of an entry's phrase around its head ``i``, in a sentence of the words ``low:high``; empty where they
    are not there."""
    if not (entry.before or entry.after):
        return (i,)
    words = [i]
    if entry.before:
        at = i - 1
        for wanted in reversed(entry.before):
            between = bool(wanted & _UNDER)
            while at >= low and tree.form[at] not in wanted and tree.lemma[at] not in wanted:
                if tree.form[at] not in _SKIP and not (between and _inside(tree, at, i)):
                    break
                at -= 1
            if at < low or not (tree.lemma[at] in wanted or tree.form[at] in wanted):
                return ()
            words.append(at)
            at -= 1
    if entry.after:
        far = entry.part == "verb" and entry.after[0] & _APART
        high = min(high, i + 1 + (_FAR if far else _WINDOW))
        at = i + 1
        for number, wanted in enumerate(entry.after):
            # "Drove thousands from their homes": with a noun behind it, a particle may stand behind the object.
            loose = far and len(entry.after) > 1
            tight = entry.part == "noun" or (number == 0 and wanted & _PARTICLES and not loose)
            steps = 0
            while at < high and not _is_one(tree, at, wanted):
                if tree.pos[at] in ("PUNCT", "SCONJ") and tree.form[at] not in (_BRACKETS if far else _SKIP):
                    return ()
                if tree.pos[at] in ("VERB", "ADP") or (tight and tree.form[at] not in _SKIP):
                    steps += 1
                    if steps > (0 if tight and tree.pos[at] != "ADV" else 1):
                        return ()
                at += 1
            if at >= high:
                return ()
            words.append(at)
            at += 1
    return tuple(sorted(words))


_UNDER = frozenset({"under", "in", "of", "joint"})


def _inside(tree: Tree, at: int, head: int) -> bool:
    """Whether a word stands between a preposition, or an adjective, and its noun: "in our hands", "under the rebels'
    control", "joint military exercises"."""
    if tree.pos[at] in ("ADP", "VERB", "AUX", "PUNCT", "SCONJ", "CCONJ") and tree.form[at] != "'s":
        return False
    return head in (tree.head[at], tree.head[tree.head[at]]) and head - at < _WINDOW


def _is_one(tree: Tree, at: int, wanted: frozenset[str]) -> bool:
    """Whether a word is one of a phrase's words; an inflected verb is no noun of that name ("have controlled")."""
    if tree.form[at] in wanted:
        return True
    return tree.lemma[at] in wanted and (tree.pos[at] != "VERB" or tree.form[at].endswith("ing"))


_APART = frozenset({"out", "from", "back", "off", "away"})
_FAR = 10
_BRACKETS = frozenset({"-", "(", ")", "’", "'"})
_PARTICLES = frozenset("on upon for to at of in into from over with against alongside toward towards".split())


def fits(tree: Tree, kinds: Kinds, entry: Entry, slots: Slots) -> bool:
    """Whether the conditions of an entry hold for its arguments."""
    for test in entry.needs:
        fillers = _fillers(slots, test.slot)
        if not fillers:
            if not test.optional:
                return False
        elif not any(
            _passes(tree, kinds, test, k)
            or _victim(tree, kinds, entry, test, k)
            or _changed_hands(tree, kinds, entry, slots, test.slot, k)
            for k in fillers
        ):
            return False
    return not any(
        _banned(tree, kinds, test, k) for test in entry.bans for f in _fillers(slots, test.slot) for k in tree.joined(f)
    )


def _fillers(slots: Slots, slot: str) -> list[int]:
    if slot == "any":
        return [k for s, k in slots if s not in around.META]
    return [k for s, k in slots if s == slot]


def _victim(tree: Tree, kinds: Kinds, entry: Entry, test: Test, k: int) -> bool:
    """A name that is killed, wounded or arrested is a person's, whatever the model takes it for."""
    is_of_persons = entry.count in ("killed", "injured") or entry.lemma in _OF_PERSONS
    if is_of_persons and test.slot == "obj" and tree.pos[k] == "PROPN":
        kinds.add(k, PEOPLE)
        return True
    return False


def _changed_hands(tree: Tree, kinds: Kinds, entry: Entry, slots: Slots, slot: str, k: int) -> bool:
    """A name that falls to an armed group, or is lost to one, is a place's, whatever the model takes it for."""
    if entry.type != "CONTROL" or entry.roles.get(slot) != "held" or tree.pos[k] != "PROPN" or kinds.of(k) & ARMED:
        return False
    if not any(entry.roles.get(s) == "actor" and kinds.of(j) & ARMED for s, j in slots if s in _GAINER):
        return False
    kinds.add(k, PLACE)
    return True


_GAINER = frozenset({"to", "into", "of"})
_OF_PERSONS = frozenset({"arrest", "kidnap", "abduct", "detain", "jail", "imprison"})


def _passes(tree: Tree, kinds: Kinds, test: Test, k: int) -> bool:
    if test.lemmas and (tree.lemma[k] in test.lemmas or tree.form[k] in test.lemmas):
        return True
    if test.kinds and kinds.of(k) & test.kinds:
        return True
    inner = kinds.measured(k)
    return inner != k and bool(test.lemmas) and tree.lemma[inner] in test.lemmas


def _banned(tree: Tree, kinds: Kinds, test: Test, k: int) -> bool:
    if test.lemmas and tree.lemma[k] in test.lemmas and tree.pos[k] != "PROPN":
        return True
    if not test.kinds:
        return False
    bits = kinds.of(k)
    return (
        bool(bits & test.kinds) and (not bits & (NAME | STATE | EVENT | ARMED) or bool(test.kinds & bits & EVENT))
    ) or (test.kinds.bit_count() > 10)

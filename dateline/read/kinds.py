"""What a noun phrase may stand for, as a set of bits: an armed actor, people, an organisation, a place …

The bits come from the report's mentions, from a list of common nouns, and for names that neither knows from nothing:
such a name may be any of actor, person or place. They are conditions on a trigger's arguments, so they lean to the
lenient side.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.read.actors import lookup
from dateline.read.tree import RELATIVE, Tree
from dateline.read.wordlists import load

ARMED, PEOPLE, ORG, PLACE, FACILITY, WEAPON, VEHICLE, TIME, EVENT, THING, NAME, MEDIUM, STATE, QUANTITY = (
    1 << n for n in range(14)
)
ACTOR = ARMED | PEOPLE | ORG | STATE
PERSONAL = ARMED | PEOPLE | ORG | STATE
ANYTHING = (1 << 14) - 1

GROUPS: dict[str, int] = {
    "armed": ARMED,
    "people": PEOPLE,
    "org": ORG | STATE,
    "actor": ACTOR,
    "place": PLACE,
    "facility": FACILITY,
    "site": PLACE | FACILITY,
    "weapon": WEAPON,
    "vehicle": VEHICLE,
    "time": TIME,
    "event": EVENT,
    "thing": THING,
    "name": NAME,
    "medium": MEDIUM,
    "quantity": QUANTITY,
    "state": STATE,
}

_OF_MENTION: dict[str, int] = {
    "person": PEOPLE,
    "organisation": ORG,
    "armed-actor": ARMED,
    "group": PEOPLE,
    "place": PLACE,
    "facility": FACILITY,
    "weapon": WEAPON,
    "vehicle": VEHICLE,
    "quantity": QUANTITY,
    "time": TIME,
    "nationality": STATE,
}
_OF_LIST: dict[str, int] = {
    "armed": ARMED,
    "people": PEOPLE,
    "org": ORG,
    "place": PLACE,
    "facility": FACILITY,
    "vehicle": VEHICLE,
    "weapon": WEAPON,
    "thing_means": MEDIUM,
    "time": TIME,
    "event": EVENT,
}
_OF_PRONOUN: dict[str, int] = {
    **dict.fromkeys(("he", "she", "i", "you", "him", "her", "me", "someone", "his", "my", "your"), PEOPLE | ORG),
    **dict.fromkeys(("we", "who", "whom", "us", "our", "himself", "herself", "ourselves"), PERSONAL),
    **dict.fromkeys(("they", "them", "their", "themselves"), PEOPLE | ORG | STATE | THING | VEHICLE),
    **dict.fromkeys(("it", "its", "itself"), ARMED | ORG | STATE | PLACE | FACILITY | THING),
}

_MONTHS = frozenset({"march", "may", "sun", "sat", "mon", "second", "spring", "fall"})
_PERSONS = ("ers", "ors", "ists", "ist", "ians", "men", "ees")
_MEN = frozenset("man member people element leader commander body remnant prisoner woman ranks".split())


class Lists:
    """The noun lists, loaded once: kind bits by lemma, and the words that only measure out another noun."""

    def __init__(self) -> None:
        raw = load("kinds.yaml")
        self.nouns: dict[str, int] = {}
        for name, bits in _OF_LIST.items():
            for word in raw[name].split():
                self.nouns[word] = self.nouns.get(word, 0) | bits
        self.armed_names = frozenset(raw["names_armed"].split())
        self.states = frozenset(raw["states"].split())
        self.nationalities = frozenset(raw["nationalities"].split())
        self.transparent = frozenset(raw["transparent"].split())
        self.time = frozenset(raw["time"].split())


@cache
def lists() -> Lists:
    """The noun lists of ``lexicon/kinds.yaml``."""
    return Lists()


class KindsSeen(NamedTuple):
    """What is kept with a tree for all that ask for the kinds of its words. ``bits``: of words, as far as they are
    worked out; ``placed``: names that somewhere are places'; ``dateline``: its words; ``mentions``: kinds, by head."""

    bits: dict[int, int]
    placed: frozenset[str]
    dateline: range
    mentions: dict[int, str]


class Kinds:
    """Kind bits of the words of one document, worked out when asked for. What :meth:`add` notes is known to this one
    alone, all else to all of one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lists = lists()
        if tree.kinds is None:
            document = tree.document
            mentions: dict[int, str] = {head: document.mentions[m].kind for head, m in document.mention_by_head.items()}
            tree.kinds = KindsSeen({}, _placed(tree), _dateline(tree), mentions)
        self._known, self._placed, self._dateline, self._mentions = tree.kinds

    def of(self, i: int) -> int:
        """The bits of the noun phrase headed by word ``i``."""
        found = self._known.get(i)
        if found is None:
            self._known[i] = ANYTHING  # for a tree that runs in a circle
            found = self._known[i] = self._work_out(i)
        return found

    def add(self, i: int, bits: int) -> None:
        """Notes what else the context shows of word ``i``."""
        bits |= self.of(i)
        if bits == self._known[i]:
            return
        if self.tree.kinds is not None and self._known is self.tree.kinds.bits:
            self._known = {**self._known}
        self._known[i] = bits

    def measured(self, i: int) -> int:
        """The noun that ``i`` only measures out ("dozens of militants" → militants), else ``i`` itself."""
        tree = self.tree
        for _ in range(4):
            if tree.lemma[i] not in self.lists.transparent and tree.pos[i] != "NUM":
                return i
            inner = next((k for k in tree.kids[i] if tree.base[k] == "nmod" and tree.case(k) in ("of", "of the")), None)
            if inner is None and i + 1 < len(tree) and tree.form[i + 1] == "of" and tree.base[i + 1] == "case":
                inner = tree.head[i + 1] if tree.head[i + 1] > i else None
            if inner is None:
                return i
            i = inner
        return i

    def _meant(self, i: int) -> int:
        """The bits of what a pronoun stands for, where the report's mentions say so; 0 where they do not."""
        document = self.tree.document
        number = document.mention_by_head.get(i)
        for _ in range(20):
            earlier = None if number is None else document.mentions[number].of
            if earlier is None:
                break
            number = earlier
        if number is None or number == document.mention_by_head.get(i):
            return 0
        head = document.mention_heads[number]
        return self.of(head) if self.tree.pos[head] != "PRON" else 0

    def is_state(self, i: int) -> bool:
        """Whether word ``i`` names a country (or the capital that stands for its government)."""
        return self.tree.lemma[i] in self.lists.states or self.tree.form[i] in self.lists.states

    def _work_out(self, i: int) -> int:
        tree, known = self.tree, self.lists
        inner = self.measured(i)
        if inner != i:
            return self.of(inner)
        if i in self._dateline:
            return 0
        lemma, pos, form = tree.lemma[i], tree.pos[i], tree.form[i]
        if pos == "PRON" and not known.nouns.get(lemma):
            if form in RELATIVE:
                noun = tree.antecedent(i)
                return self.of(noun) if noun != i else ANYTHING & ~TIME
            stands_for = self._meant(i)
            if stands_for:
                return stands_for
            return _OF_PRONOUN.get(form, ANYTHING & ~TIME)
        bits = known.nouns.get(lemma, 0) or known.nouns.get(form, 0)
        if bits & TIME and lemma in _MONTHS and pos not in ("PROPN", "NUM"):
            bits &= ~TIME
        kind = self._mentions.get(i)
        if kind is not None:
            bits |= _OF_MENTION[kind]
        if pos != "ADJ" and form != lemma and lemma in known.nationalities:
            return PEOPLE | ARMED | STATE  # "the Kurds", "Russians"
        if pos == "PROPN":
            word = tree.document.words[i]
            actor = lookup(tree.document.text[word.start : word.end])
            if actor is not None and actor.kind in ("armed-actor", "organisation"):
                return bits & ~(PLACE | PEOPLE) | _OF_MENTION[actor.kind]
        if pos == "PROPN" or bits == 0:
            if lemma in known.armed_names or form in known.armed_names:
                bits |= ARMED
            elif self.is_state(i):
                bits |= STATE | PLACE
            elif lemma in known.nationalities:
                bits |= STATE
        if lemma == "state" and i and tree.form[i - 1] == "islamic":
            return ARMED
        if lemma in ("man", "member") and form != lemma and any(tree.form[k] == "its" for k in tree.kids[i]):
            return ARMED  # "its men"
        if lemma in _MEN:
            for k in tree.kids[i]:
                if (
                    tree.base[k] in ("compound", "flat", "nmod")
                    and tree.lemma[k] != lemma
                    and self.of(k) & ~ORG == ARMED
                ):
                    return ARMED
        if bits & TIME and pos == "PROPN" and bits & ~TIME:
            bits &= ~TIME
        if pos == "NUM" and not bits & TIME:
            return bits | PEOPLE | THING | QUANTITY
        if pos == "PROPN" and tree.form[i] in self._placed and not bits & (ARMED | STATE):
            return bits & ~PEOPLE | PLACE
        if bits:
            return bits
        if pos == "PROPN":
            for k in tree.kids[i]:  # "Ahrar al-Sham brigades", "Islamic State"
                if tree.base[k] in ("flat", "compound") and tree.lemma[k] in known.armed_names:
                    return ARMED
            return NAME | ARMED | ORG | PEOPLE | PLACE
        if pos in ("NUM", "DET"):
            return PEOPLE | THING | QUANTITY
        if pos == "ADJ":
            return PEOPLE | THING
        if pos == "NOUN" and form.endswith(_PERSONS):
            return PEOPLE | THING
        return THING


_IN = frozenset({"in", "near", "outside", "around", "towards", "toward", "into", "inside"})
_SETTLEMENTS = frozenset(
    "town city village district province governorate neighbourhood neighborhood countryside area".split()
)


def _placed(tree: Tree) -> frozenset[str]:
    """Names that somewhere in the document stand after "in" or "the town of": places, whatever the model thinks of
    another mention of theirs."""
    found = set()
    for i, pos in enumerate(tree.pos):
        if pos != "PROPN" or tree.base[i] in ("flat", "compound") or tree.lemma[i] in lists().time:
            continue
        case = tree.case(i)
        if case in _IN or (case == "of" and tree.lemma[tree.head[i]] in _SETTLEMENTS):
            found.add(tree.form[i])
    return frozenset(found)


def _dateline(tree: Tree) -> range:
    """The words of the dateline ("SURUC, Turkey —"), which take part in no claim."""
    report = tree.document.report
    if report.dateline is None:
        return range(0)
    start = report.text.find(report.dateline.text, 0, 20_000)
    if start < 0:
        return range(0)
    words = tree.document.words
    first = next((i for i, w in enumerate(words) if w.start >= start), 0)
    last = next((i for i in range(first, len(words)) if words[i].start >= start + len(report.dateline.text)), first)
    return range(first, last)

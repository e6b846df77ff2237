"""What the parse, the lexicon and the rules know of words and of pairs of words, as short texts ("case=from").

The learned heads take these texts beside the model's vectors: each that training has seen often enough has a row in a
small table (see ``training/claim_network.py``), and what a word or a pair has is the sum of its rows. Texts that begin
with ``!`` come from the lexicon and the rules; training leaves them out at times, lest the heads lean on them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from dateline.read.document import Document
from dateline.read.draft import Draft
from dateline.read.kinds import Kinds
from dateline.read.quotations import quotations
from dateline.read.remembered import Remembered
from dateline.read.status import reality
from dateline.read.tree import Tree
from dateline.read.word_shapes import Shapes, named, signature

FAR, AHEAD, REACH = 48, 2, 12
"""Candidates elsewhere: the nearest heads of mentions before the trigger's sentence, at most ``REACH`` sentences back,
and those of ``AHEAD`` sentences behind it."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_TIMELY = frozenset("here there abroad yesterday today tonight tomorrow recently overnight earlier later now".split())
_EDGES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45)
_STEPS = 5
_LAST_RANK = 9
LOOK_BACK = 4
MEMORY = ("actor", "recipient", "place", "time", "source")
Told = dict[str, frozenset[str]]
"""Names (see :meth:`Facts.name`) that fill the slots of a claim."""


T = TypeVar("T")


class _Kept(Generic[T]):
    """What facts say of single words, kept from document to document. ``nouns``: of words that may play a part, by
    part of speech, kind of mention, kind, preposition and relation."""

    def __init__(self, word: Callable[[str], T], pair: Callable[[str], T]) -> None:
        self.shapes = Shapes(word)
        self.nouns = [named(name, pair) for name in ("npos", "kind", "bits", "ncase", "nrel")]
        self.parts, self.often = named("part", pair), named("often", pair)
        self.gaps: Remembered[int, T] = Remembered(lambda gap: pair(f"gap={_bucket(gap)}"), 1_000)


@lru_cache(maxsize=4)
def _kept(word: Callable[[str], T], pair: Callable[[str], T]) -> _Kept[T]:
    return _Kept(word, pair)


Codes = tuple[Callable[[str], T], Callable[[str], T], Callable[[str], T]]
"""What stands for the facts of words, of triggers and of pairs."""


class Coded(Generic[T]):
    """Facts of one document. ``drafts``: what the rules found; ``codes``: what to give for each fact."""

    def __init__(self, tree: Tree, kinds: Kinds, drafts: Sequence[Draft], codes: Codes[T]) -> None:
        self._code_word, self._code_trigger, self._code = codes
        self.tree = tree
        self.kinds = kinds
        self.drafts = drafts
        document = tree.document
        self.document: Document = document
        self.heads = sorted(document.mention_by_head)
        self.by_head: dict[int, list[Draft]] = {}
        self._numbers: dict[int, list[int]] = {}
        self._role: dict[int, dict[int, str]] = {}
        for number, draft in enumerate(drafts):
            self.by_head.setdefault(draft.trigger.head, []).append(draft)
            self._numbers.setdefault(draft.trigger.head, []).append(number)
        self._starts = [d.trigger.start for d in drafts]
        self._quote = self._quoted()
        self._noun: dict[int, tuple[T, ...]] = {}
        self._remote: dict[int, tuple[int, str, T, T]] = {}
        self._ranks: dict[str, list[T]] = {}
        self._name: dict[int, str] = {}
        self._kept = _kept(self._code_word, self._code)
        self._near: tuple[int, list[int]] = (-1, [])
        self._names: dict[str, int] = {}
        for head in self.heads:
            name = self.name(head)
            self._names[name] = self._names.get(name, 0) + 1
        self._parts: dict[int, str] = {}
        self._uses()

    def name(self, head: int) -> str:
        """What tells expressions for one thing: the full name if known, else the lemma."""
        known = self._name.get(head)
        if known is None:
            number = self.document.mention_by_head.get(head)
            mention = None if number is None else self.document.mentions[number]
            known = self._name[head] = mention.name if mention is not None and mention.name else self.tree.lemma[head]
        return known

    def names(self, words: Iterable[int]) -> list[str]:
        """The names of words, as :meth:`name` gives them."""
        known = self._name.get
        return [known(j) or self.name(j) for j in words]

    def of_word(self, i: int) -> list[T]:
        """Facts of a word that may be a trigger."""
        tree, code, drafts = self.tree, self._code_word, self.by_head.get(i)
        found = [code(f"!rule={d.type}") for d in drafts] if drafts else None
        sentence = self.document.sentences[self.document.words[i].sentence]
        rel, pos, kids = tree.rel, tree.pos, tree.kids[i]
        shape = self._kept.shapes.of(
            tree.lemma[i], pos[i], rel[i], pos[tree.head[i]], sentence.title, tree.case(i), [rel[k] for k in kids]
        )
        return found + shape if found else shape

    def of_trigger(self, i: int) -> list[T]:
        """Facts of a trigger: what the words around make of it."""
        return [self._code_trigger(fact) for fact in self._of_trigger(i)]

    def _of_trigger(self, i: int) -> list[str]:
        tree = self.tree
        real = reality(tree, i)
        found = [f"!status={real.status}", f"!negated={real.negated}", f"!hearsay={real.hearsay}"]
        for draft in self.by_head.get(i, ())[:1]:
            found += [
                f"!status+={draft.status}", f"!mode={draft.mode}", f"!aggregate={draft.aggregate}",
                f"!background={draft.background}",
            ]  # fmt: skip
        found += [f"aux={tree.form[k]}" for k in tree.kids[i] if tree.base[k] in ("aux", "mark", "cop")]
        found += [f"adv={tree.lemma[k]}" for k in tree.kids[i] if tree.base[k] == "advmod"]
        up = tree.head[i]
        found += [f"up={tree.lemma[up]}", f"uprel={tree.rel[i]}"] if up != i else ["root"]
        sentence = self.document.sentences[self.document.words[i].sentence]
        found.append(f"lemma={tree.lemma[i]}")
        found.append(f"place={'title' if sentence.title else min(self.document.words[i].sentence, 6)}")
        if tree.form[sentence.last - 1] == "?":
            found.append("question")
        return found

    def candidates(self, i: int) -> list[int]:
        """Words that may play a part in a claim with its trigger at word ``i``, in order of the text: the nominals of
        its sentence, and heads of mentions near it and in the first sentences."""
        number = self.document.words[i].sentence
        if self._near[0] != number:
            self._near = (number, self._candidates(i, number))
        return [*self._near[1]]

    def _candidates(self, i: int, number: int) -> list[int]:
        tree = self.tree
        low, high = tree.bounds(i)
        own = [
            j
            for j in range(low, high)
            if tree.pos[j] in _NOMINAL or j in self.document.mention_by_head or tree.form[j] in _TIMELY
        ]
        sentences = self.document.sentences
        first = sentences[max(0, number - REACH)].first
        last = sentences[min(len(sentences) - 1, number + AHEAD)].last
        a, b = bisect_left(self.heads, first), bisect_left(self.heads, low)
        before = self.heads[max(a, b - FAR) : b]
        c, d = bisect_left(self.heads, high), bisect_left(self.heads, last)
        opening = [h for h in self.heads[:8] if h < (before[0] if before else low)]
        return [*opening, *before, *own, *self.heads[c : min(d, c + FAR // 2)]]

    def of_pairs(self, i: int, candidates: Sequence[int], spoken: Sequence[int], told: Sequence[Told]) -> list[list[T]]:
        """Facts of the trigger ``i`` with each candidate (in order of the text): those of the candidate alone, of how
        it lies to the trigger, and of what the rules and the claims before say of it. ``spoken``: heads of who says it
        by the rules, nearest first; ``told``: what fills the slots of the claims before, the latest first."""
        low, high = self.tree.bounds(i)
        own = [j for j in candidates if low <= j < high]
        away = [j for j in candidates if not low <= j < high]
        lie = dict(zip(own, self.near(i, own), strict=True))
        lie |= dict(zip(away, self.afar(self.document.words[i].sentence, away), strict=True))
        named: dict[str, list[int]] = {}
        for j, name in zip(candidates, self.names(candidates), strict=True):
            named.setdefault(name, []).append(j)
        quoted, known = self.quoted(i, candidates), self.known(i, named, spoken, told)
        others = self.others(spoken)
        if others is not None:
            for j in candidates:
                if j not in spoken:
                    known.setdefault(j, []).append(others)
        return [[*self.of_noun(j), *lie[j], q, *known.get(j, ())] for j, q in zip(candidates, quoted, strict=True)]

    def near(self, i: int, own: Sequence[int]) -> list[tuple[T, ...]]:
        """How candidates of its sentence lie to trigger ``i``."""
        tree, code, gaps = self.tree, self._code, self._kept.gaps
        passive = "P" if tree.pos[i] == "VERB" and tree.passive(i) else tree.pos[i][:2]
        ways = zip(own, self._paths(i, own), strict=True)
        return [(code(f"path={passive}:{way}"), gaps[j - i]) for j, way in ways]

    def afar(self, here: int, away: Sequence[int]) -> list[tuple[T, ...]]:
        """How candidates elsewhere lie to the triggers of sentence ``here``."""
        code, sentences, remote = self._code, self.document.sentences, self._remote
        low, paragraph = sentences[here].first, sentences[here].paragraph
        before: dict[str, int] = {}  # by kind, how many stand between
        of_sentence: dict[int, tuple[T, T]] = {}
        made: list[tuple[T, ...]] = []
        for j in reversed(away):
            number, kind, part, often = remote.get(j) or self._of_remote(j)
            shared = of_sentence.get(number)
            if shared is None:
                where = sentences[number]
                at = f"at={'title' if where.title else min(where.paragraph, 3)}{where.paragraph == paragraph:d}"
                shared = of_sentence[number] = (code(f"away={max(-REACH, number - here)}"), code(at))
            rank = _LAST_RANK
            if j < low:
                rank = before.get(kind, 0)
                before[kind] = rank + 1
            made.append((shared[0], self._ranks[kind][min(rank, _LAST_RANK)], shared[1], part, often))
        made.reverse()
        return made

    def _of_remote(self, j: int) -> tuple[int, str, T, T]:
        """Of a word that lies elsewhere: its sentence, its sort in short, its first part, and how often its name
        comes."""
        number = self.document.mention_by_head.get(j)
        kind = "-" if number is None else self.document.mentions[number].kind[:3]
        if kind not in self._ranks:
            self._ranks[kind] = [self._code(f"rank={kind}{rank}") for rank in range(_LAST_RANK + 1)]
        part, often = self._parts.get(j, ""), min(self._names.get(self.name(j), 1), 6)
        found = (
            self.document.words[j].sentence, kind, self._kept.parts[part], self._kept.often[often]
        )  # fmt: skip
        self._remote[j] = found
        return found

    def quotation(self, i: int) -> int:
        """The number of the quotation that a word stands in, 0 for none."""
        return self._quote[i] if self._quote else 0

    @property
    def quotes(self) -> bool:
        """Whether anything is quoted; where not, :meth:`quoted` says the same of all."""
        return bool(self._quote)

    def quoted(self, i: int, candidates: Sequence[int]) -> list[T]:
        """Whether trigger ``i`` and each candidate stand in a quotation, and in the same."""
        if not self._quote:
            return [self._code("quote=FalseFalseTrue")] * len(candidates)
        outer = self._quote[i]
        codes = [[self._code(f"quote={bool(outer)}{inner}{same}") for same in (False, True)] for inner in (False, True)]
        return [codes[inner > 0][inner == outer] for inner in (self._quote[j] for j in candidates)]

    def known(
        self, i: int, named: Mapping[str, Sequence[int]], spoken: Sequence[int], told: Sequence[Told]
    ) -> dict[int, list[T]]:
        """What the rules make of words beside trigger ``i``, and the claims before of candidates' names; what nothing
        is known of is left out. ``named``: the candidates, by name."""
        found: dict[int, list[T]] = {}
        for j, fact in self._ruled(i, spoken):
            found.setdefault(j, []).append(self._code(fact))
        low, high = self.tree.bounds(i)
        for name, facts in self._remembered(told).items():
            for j in named.get(name, ()):
                where = " here" if low <= j < high else ""
                found.setdefault(j, []).extend([self._code(fact + where) for fact in facts])
        return found

    def others(self, spoken: Sequence[int]) -> T | None:
        """What holds of all candidates but those who say it by the rules."""
        return self._code("!others say") if spoken else None

    def _ruled(self, i: int, spoken: Sequence[int]) -> list[tuple[int, str]]:
        """What the rules make of words beside trigger ``i``: their part in its claim and in those before, and that they
        say it."""
        at = bisect_left(self._starts, self.document.words[i].start)
        found = [(j, f"!role={role}") for j, role in self._roles(self._numbers.get(i, ())).items()]
        says = {j: min(rank, 2) for rank, j in reversed(list(enumerate(spoken)))}
        found += [(j, f"!says={rank}") for j, rank in says.items()]
        found += [(j, f"!latest={role}") for j, role in self._roles(range(max(0, at - 1), at)).items()]
        found += [(j, f"!recent={role}") for j, role in self._roles(range(max(0, at - 4), at)).items()]
        return found

    def _roles(self, numbers: Iterable[int]) -> dict[int, str]:
        """The parts that drafts give to words, later ones first."""
        made: dict[int, str] = {}
        for number in numbers:
            own = self._role.get(number)
            if own is None:
                own = self._role[number] = _roles(self.drafts[number])
            made.update(own)
        return made

    def _remembered(self, told: Sequence[Told]) -> dict[str, list[str]]:
        """By name, which slots it filled in the claims before, and how long ago."""
        found: dict[str, list[str]] = {}
        for slot in MEMORY:
            latest: dict[str, int] = {}
            for back, one in enumerate(told[:LOOK_BACK]):
                for name in one.get(slot, ()):
                    latest.setdefault(name, back)
            for name, back in latest.items():
                found.setdefault(name, []).append(f"!told {slot}{min(back, 2)}")
        return found

    def of_noun(self, j: int) -> tuple[T, ...]:
        """Facts of a noun by itself."""
        known = self._noun.get(j)
        if known is None:
            tree, (pos, kinds, bits, case, relation) = self.tree, self._kept.nouns
            number = self.document.mention_by_head.get(j)
            kind = "" if number is None else self.document.mentions[number].kind
            known = self._noun[j] = (
                pos[tree.pos[j]], kinds[kind], bits[signature(self.kinds.of(j))], case[tree.case(j)],
                relation[tree.rel[j]],
            )  # fmt: skip
        return known

    def _paths(self, i: int, own: Sequence[int]) -> list[str]:
        """The way through the tree from ``i`` to words of its sentence: labels up, then down; "?" where it is long."""
        tree = self.tree
        ways = {i: ("", 0)}
        top = i
        for step in range(1, _STEPS + 1):
            up = tree.head[top]
            if up in ways:
                break
            ways[up] = (f"{ways[top][0]}<{tree.rel[top]}", step)
            top = up
        found = []
        for j in own:
            way, k, down = ways.get(j), j, ""
            for step in range(1, _STEPS + 1):
                if way is not None:
                    break
                down = f">{tree.rel[k]}{down}"
                k = tree.head[k]
                met = ways.get(k)
                if met is not None:
                    way = (met[0] + down, 0) if met[1] + step <= _STEPS else ("?", 0)
            found.append("?" if way is None else way[0])
        return found

    def _quoted(self) -> list[int]:
        """For each word the number of the quotation it stands in, 0 for none; empty where nothing is quoted."""
        spans = [q for q in quotations(self.document.text) if q.depth == 0]
        if not spans:
            return []
        starts = self.document.starts
        found = [0] * len(starts)
        for number, q in enumerate(spans, start=1):
            for i in range(bisect_left(starts, q.start), bisect_right(starts, max(q.start, q.end - 1))):
                found[i] = number
        return found

    def _uses(self) -> None:
        """Notes for each word the first part that the rules give it in its own sentence."""
        for draft in self.drafts:
            for head, role in _roles(draft).items():
                if self.document.words[head].sentence == draft.sentence:
                    self._parts.setdefault(head, role)


class Facts(Coded[str]):
    """Facts as they are written."""

    def __init__(self, tree: Tree, kinds: Kinds, drafts: Sequence[Draft]) -> None:
        super().__init__(tree, kinds, drafts, (str, str, str))


def _roles(draft: Draft) -> dict[int, str]:
    """The parts that a draft gives to words."""
    found: dict[int, str] = {}
    for name, count in draft.counts.items():
        if count.of is not None:
            found[count.of.head] = name
    for role, phrases in (("time", draft.times[:1]), ("means", draft.means)):
        for phrase in phrases:
            found[phrase.head] = role
    for place in draft.places:
        found[place.head] = place.role
    for role, phrases in (("recipient", draft.recipients), ("actor", draft.actors)):
        for phrase in phrases:
            found[phrase.head] = role
    return found


def _bucket(gap: int) -> str:
    size = bisect_right(_EDGES, abs(gap))
    return f"{'-' if gap < 0 else '+'}{size}"

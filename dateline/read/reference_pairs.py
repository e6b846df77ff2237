"""The facts of what refers back with each thing that it may mean, in numbers: those that
:meth:`dateline.read.reference_facts.ReferenceFacts.of_pairs` writes out, for many pairs at once.

A fact's number is its row in the model's table, 0 for none. Facts that always come together have one row: their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import chain
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dateline.read.features import Features
from dateline.read.pronouns import bound
from dateline.read.reference_facts import (
    EDGES,
    FARTHEST,
    NEAR,
    OFTEN,
    OPENING,
    SUBJECTS,
    ReferenceFacts,
    bucket,
    kind_of,
    same_noun,
    sorts,
    style,
)

Numbers = NDArray[np.intp]
_Sort = tuple[str, bool | None, str | None, str]
_FLAGS = (False, True)
_ENDS: tuple[Literal["left", "right"], ...] = ("left", "right")
_WORDED = ("forms=", "form=", "nouns=", "named=")


class PairTables:
    """Numbers of the facts of which there are few, kept from document to document. ``facts``: those that have a row;
    ``code``: the row of a fact; ``join``: the row of several that come together."""

    def __init__(
        self, facts: Sequence[str], code: Callable[[str], int], join: Callable[[tuple[int, ...]], int]
    ) -> None:
        self.code = code
        self._join = join
        self._kept: dict[Hashable, Numbers] = {}
        self._sorts: dict[Hashable, dict[_Sort, int]] = {}
        self.worded: dict[str, dict[str, dict[str, int]]] = {name: {} for name in _WORDED}
        """By kind of fact and word of what refers back, the rows by word of what may be meant."""
        for fact in facts:
            name = fact[: fact.find("=") + 1]
            if name in self.worded:
                for at in (i for i, letter in enumerate(fact) if letter == ">"):
                    self.worded[name].setdefault(fact[len(name) : at], {})[fact[at + 1 :]] = code(fact)
        self.called, self.shared, self.same = (code(f) for f in ("called so", "shared modifier", "same words"))
        self.near = _array(code(f"near={bucket(n)}") for n in range(NEAR + OPENING))
        self.rank = _array(code(f"rank={n}") for n in range(FARTHEST + 1))
        self.chain = np.array(
            [
                [self._row(f"!chain={n}", f"!often={often}") for often in range(OFTEN + 1)]
                for n in range(FARTHEST + 1)
            ]
        )  # fmt: skip
        self.quotes = np.array([[code(f"quotes={own}{other}") for other in _FLAGS] for own in _FLAGS])
        self.subject = np.array(
            [[code(f"subject={n}{own}") for n in range(SUBJECTS + 1)] for own in _FLAGS]
        )  # fmt: skip

    def _row(self, *facts: str) -> int:
        return self._join(tuple([self.code(fact) for fact in facts]))

    def _keep(self, key: Hashable, made: Callable[[], Numbers]) -> Numbers:
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = made()
        return known

    def away(self, kind: str) -> Numbers:
        """By bucket of the distance in sentences."""
        return self._keep(
            ("away", kind), lambda: _array(self._row(f"away={n}", f"{kind} away={n}") for n in range(len(EDGES) + 1))
        )

    def says(self, kind: str) -> Numbers:
        """By whether what may be meant is who speaks; the last: nobody does."""
        return self._keep(("says", kind), lambda: np.array([*(self.code(f"!says={same}{kind}") for same in _FLAGS), 0]))

    def bound(self, kind: str) -> Numbers:
        """By whether grammar keeps both apart."""
        return self._keep(("bound", kind), lambda: _array(self.code(f"bound={is_}{kind}") for is_ in _FLAGS))

    def ruled(self, own: str) -> Numbers:
        """By what is known of what may be meant (no name, a name, a name on the list of actors), and by what the rules
        take for meant: nothing, something else, the same thing, this very mention."""

        def made() -> Numbers:
            known: tuple[list[str], ...] = ([], ["!known=False"], ["!known=True"])
            right = (
                [f"!none{own}"],
                [f"!another={own}"],
                [f"!rule={own}", "!exactly=False"],
                [f"!rule={own}", "!exactly=True"],
            )
            return np.array([[self._row(*a, *b) for b in right] for a in known])

        return self._keep(("ruled", own), made)

    def relations(self, own: str, other: str) -> Numbers:
        """By distance in sentences, up to two."""
        return self._keep(
            ("relations", own, other), lambda: _array(self.code(f"rels={own}>{other}{n}") for n in range(3))
        )

    def sorts(self, f: Features, others: Sequence[_Sort]) -> Numbers:
        """By sort, number, gender and style of what may be meant."""
        own = (f.form if f.style == "pronoun" else style(f), f.sort, f.plural)
        known = self._sorts.setdefault(own, {})
        for other in others:
            if other not in known:
                known[other] = self._row(*sorts(f, other))
        return np.array([known[other] for other in others])


class Pairs:
    """The pairs of one document."""

    def __init__(self, facts: ReferenceFacts, tables: PairTables) -> None:
        self.facts = facts
        self.tables = tables
        features, tree, mentions = facts.features, facts.tree, facts.document.mentions
        heads = [f.head for f in features]
        self._sentence = _array(f.sentence for f in features)
        self._subject = _array(f.subject for f in features)
        self._quoted = _array(facts.quoted)
        self._chain = _array(facts.chain)
        self._known = _array(0 if m.name is None else 1 if m.id is None else 2 for m in mentions)
        self._verb, _ = _numbered([tree.lemma[tree.head[i]] for i in heads])
        self._sort, self._sort_names = _numbered([f.sort for f in features])
        self._combination, self._combinations = _numbered([(f.sort, f.plural, f.gender, f.style) for f in features])
        self._relation, self._relations = _numbered([tree.base[i] for i in heads])
        self._pronoun = np.array([f.style == "pronoun" for f in features], dtype=bool)
        self._name = np.array([f.style == "name" for f in features], dtype=bool)
        self._lemma, self._lemmas = _numbered([f.lemma for f in features])
        self._text, _ = _numbered([facts.text(f) for f in features])
        # What facts of words tell mentions by: pronouns by form, names by sort, all others by noun.
        self._word, words = _numbered([_word(f) for f in features])
        self._words: dict[str, dict[str, int]] = {"pronoun": {}, "name": {}, "other": {}}
        for n, (style_, word) in enumerate(words):
            self._words[style_][word] = n
        self._count = len(words)
        self._modified: dict[str, list[int]] = {}
        for f in features:
            for word in f.words:
                self._modified.setdefault(word, []).append(f.index)
        self._beside: dict[str, list[int]] = {}
        for f in features:
            for k in tree.kids[f.head] if f.style == "name" else ():
                self._beside.setdefault(tree.lemma[k], []).append(f.index)
        self._of_relations: dict[str, Numbers] = {}
        self._of_sorts: dict[tuple[str, str, bool | None], Numbers] = {}
        self._of_word: dict[tuple[bool, str], Numbers] = {}
        self._called: dict[str, NDArray[np.bool_]] = {}

    def rows(self, asked: Sequence[tuple[int, Sequence[int]]]) -> Numbers:
        """The numbers of the facts of each mention with each of its candidates, [pairs, columns]; those of the
        candidate by itself are left out."""
        sizes = _array(len(candidates) for _, candidates in asked)
        total = int(sizes.sum())
        if not total:
            return np.zeros((0, 1), dtype=np.intp)
        # From here on candidates stand in order of distance, the nearest first.
        at = np.fromiter(chain.from_iterable(reversed(c) for _, c in asked), dtype=np.intp, count=total)
        of = np.repeat(np.arange(len(sizes)), sizes)
        starts = np.minimum(np.cumsum(sizes) - sizes, total - 1)  # the last ones may have no candidates
        nth = np.arange(total) - starts[of]
        columns = [
            *self._counted(of, at, starts, nth, [i for i, _ in asked]),
            *self._placed(of, at, [i for i, _ in asked]),
            *self._worded(of, at, [i for i, _ in asked]),
        ]
        # Back into the order of the text.
        turned = (starts + sizes - 1)[of] - nth
        found: Numbers = _stacked(columns)[:, turned].T
        return found

    def _counted(self, of: Numbers, at: Numbers, starts: Numbers, nth: Numbers, asked: Sequence[int]) -> list[Numbers]:
        """Facts that hang on the other candidates: how many stand between."""
        tables = self.tables
        subject = self._subject[at]
        subjects = np.cumsum(subject) - subject
        subjects -= subjects[starts][of]
        own = self._subject[asked][of]
        thing = of * len(self._chain) + self._chain[at]
        order, first, sizes = _groups(thing)
        opens = np.zeros(len(thing), dtype=np.intp)
        opens[order[first]] = 1
        ordinal = np.cumsum(opens)
        ordinal = ordinal[order[first]] - ordinal[starts][of[order[first]]]
        group = np.repeat(np.arange(len(first)), sizes)
        things = np.empty(len(thing), dtype=np.intp)
        things[order] = tables.chain[np.minimum(ordinal, FARTHEST)[group], np.minimum(sizes, OFTEN)[group]]
        order, first, sizes = _groups(of * len(self._sort_names) + self._sort[at])
        rank = np.empty(len(order), dtype=np.intp)
        rank[order] = np.arange(len(order)) - np.repeat(first, sizes)
        return [
            tables.near[nth],
            tables.rank[np.minimum(rank, FARTHEST)],
            tables.subject[own, np.minimum(subjects, SUBJECTS)] * subject,
            things,
        ]

    def _placed(self, of: Numbers, at: Numbers, asked: Sequence[int]) -> list[Numbers]:
        """Facts of sort and place, and of what the rules make of both."""
        tables, facts, features = self.tables, self.facts, self.facts.features
        tree, mentions = facts.tree, facts.document.mentions
        kinds = [kind_of(features[i]) for i in asked]
        away = self._sentence[asked][of] - self._sentence[at]
        apart = np.where(self._verb[asked][of] == self._verb[at], tables.code("same verb"), 0)
        together = np.nonzero(away == 0)[0]
        bounds = [
            tables.bound(kinds[n])[int(bound(features[asked[n]], features[j], tree))]
            for n, j in zip(of[together].tolist(), at[together].tolist(), strict=True)
        ]
        apart[together] = bounds
        speaks = np.full(len(at), 2)
        spoken = [n for n, i in enumerate(asked) if i in facts.spoken]
        for n, first, last in zip(spoken, *(np.searchsorted(of, spoken, side).tolist() for side in _ENDS), strict=True):
            speakers = facts.spoken[asked[n]]
            speaks[first:last] = [chain_ in speakers for chain_ in self._chain[at[first:last]].tolist()]
        ruled = _array(-1 if (r := mentions[i].of) is None else r for i in asked)
        same = self._chain[ruled][of] == self._chain[at]
        right = np.where(ruled[of] < 0, 0, np.where(same, 2 + (ruled[of] == at), 1))
        return [
            _stacked([tables.away(kind) for kind in kinds])[of, np.searchsorted(EDGES, away, side="right")],
            _stacked([self._sorts(features[i]) for i in asked])[of, self._combination[at]],
            tables.quotes[self._quoted[asked][of], self._quoted[at]],
            _stacked([self._by_relation(tree.base[features[i].head]) for i in asked])[
                of, self._relation[at], np.minimum(away, 2)
            ],
            apart,
            _stacked([tables.says(kind) for kind in kinds])[of, speaks],
            _stacked([tables.ruled(style(features[i])) for i in asked])[of, self._known[at], right],
        ]

    def _by_relation(self, own: str) -> Numbers:
        known = self._of_relations.get(own)
        if known is None:
            rows = [self.tables.relations(own, other) for other in self._relations]
            known = self._of_relations[own] = np.stack(rows)
        return known

    def _sorts(self, f: Features) -> Numbers:
        key = (f.form if f.style == "pronoun" else style(f), f.sort, f.plural)
        known = self._of_sorts.get(key)
        if known is None:
            known = self._of_sorts[key] = self.tables.sorts(f, self._combinations)
        return known

    def _worded(self, of: Numbers, at: Numbers, asked: Sequence[int]) -> list[Numbers]:
        """Facts of the words of both: for pronouns one, for descriptions up to four."""
        tables, features = self.tables, self.facts.features
        words = _stacked([self._by_word(features[i]) for i in asked])[of, self._word[at]]
        # From here on pairs of two that are no pronouns.
        plain = ~(self._pronoun[asked][of] | self._pronoun[at])
        like = plain & (self._lemma[asked][of] == self._lemma[at])
        words[like] = [
            tables.code(same_noun(features[asked[n]], features[j]))
            for n, j in zip(of[like].tolist(), at[like].tolist(), strict=True)
        ]
        called = _stacked([self._is_called(features[i]) for i in asked])[of, at] & plain & ~like
        shared = _stacked([self._shares(features[i]) for i in asked])[of, at] & plain
        same = plain & (self._text[asked][of] == self._text[at])
        return [words, called * tables.called, shared * tables.shared, same * tables.same]

    def _by_word(self, f: Features) -> Numbers:
        """Rows for what refers back and each of ``_words``: forms where it is a pronoun, else nouns. Two of the same
        noun are told apart later (:func:`same_noun`)."""
        own = (f.style == "pronoun", f.form if f.style == "pronoun" else f.lemma)
        known = self._of_word.get(own)
        if known is None:
            worded = self.tables.worded
            known = self._of_word[own] = np.zeros(self._count, dtype=np.intp)
            if own[0]:
                others = worded["form="].get(f.form, {})
                self._fill(known, "pronoun", worded["forms="].get(f.form, {}))
                known[list(self._words["name"].values())] = others.get("name", 0)
            else:
                others = worded["nouns="].get(f.lemma, {})
                known[list(self._words["pronoun"].values())] = self.tables.code("pronoun before")
                self._fill(known, "name", worded["named="].get(f.lemma, {}))
            self._fill(known, "other", others)
        return known

    def _fill(self, into: Numbers, style_: str, rows: Mapping[str, int]) -> None:
        """Puts down the rows of the words of one style."""
        numbers = self._words[style_]
        for word in numbers.keys() & rows.keys():
            into[numbers[word]] = rows[word]

    def _is_called(self, f: Features) -> NDArray[np.bool_]:
        """For each mention, whether it is a name with the noun of what refers back in it or beside it
        (:meth:`ReferenceFacts.is_called`)."""
        known = self._called.get(f.lemma)
        if known is None:
            within = np.array([f.lemma in other for other in self._lemmas], dtype=bool)
            known = within[self._lemma]
            known[self._beside.get(f.lemma, [])] = True
            known = self._called[f.lemma] = known & self._name
        return known

    def _shares(self, f: Features) -> NDArray[np.bool_]:
        """For each mention, whether it has a modifier of what refers back."""
        found = np.zeros(len(self._name), dtype=bool)
        for word in f.words:
            found[self._modified[word]] = True
        return found


def _stacked(rows: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """``np.stack``, which looks at each row for longer than it takes to copy it."""
    return np.concatenate(rows).reshape(len(rows), *rows[0].shape)


def _word(f: Features) -> tuple[str, str]:
    if f.style == "pronoun":
        return "pronoun", f.form
    return ("name", f.sort) if f.style == "name" else ("other", f.lemma)


def _array(numbers: object) -> Numbers:
    return np.array(list(numbers), dtype=np.intp)  # type: ignore[call-overload]


def _numbered(values: Sequence[Hashable]) -> tuple[Numbers, list]:  # type: ignore[type-arg]
    """For each value its number, and the values by number."""
    numbers: dict[Hashable, int] = {}
    return _array(numbers.setdefault(value, len(numbers)) for value in values), list(numbers)


def _groups(keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """What brings equal keys together, each group in its order; where the groups begin there; their sizes."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.concatenate([[0], np.nonzero(ordered[1:] != ordered[:-1])[0] + 1])
    return order, first, np.diff(np.append(first, len(keys)))

"""The facts of what refers back with each thing that it may mean, in numbers: those that
:meth:`dateline.read.reference_facts.ReferenceFacts.of_pairs` writes out, for many pairs at once.

A fact's number is its row in the model's table, 0 for none. Facts that always come together have one row: their sum.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import chain

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
        self._sorts: dict[tuple[Hashable, _Sort], int] = {}
        self.worded: dict[str, dict[str, dict[str, int]]] = {name: {} for name in _WORDED}
        """By kind of fact and word of what refers back, the rows by word of what may be meant."""
        for fact in facts:
            name = fact[: fact.find("=") + 1]
            if name in self.worded:
                for at in (i for i, letter in enumerate(fact) if letter == ">"):
                    self.worded[name].setdefault(fact[len(name) : at], {})[fact[at + 1 :]] = code(fact)
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
        known, found = self._sorts, []
        for other in others:
            row = known.get((own, other))
            if row is None:
                row = known[own, other] = self._row(*sorts(f, other))
            found.append(row)
        return np.array(found)


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
        self._lemma, _ = _numbered([f.lemma for f in features])
        self._text, _ = _numbered([facts.text(f) for f in features])
        self._forms = [f.form if f.style == "pronoun" else "name" if f.style == "name" else f.lemma for f in features]
        self._of_relations: dict[str, Numbers] = {}
        self._of_sorts: dict[tuple[str, str, bool | None], Numbers] = {}
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
            *self._worded(at, starts, sizes, [i for i, _ in asked]),
        ]
        # Back into the order of the text.
        turned = (starts + sizes - 1)[of] - nth
        found: Numbers = np.stack(columns, axis=1)[turned]
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
        for k in np.nonzero(away == 0)[0].tolist():
            i = asked[of[k]]
            apart[k] = tables.bound(kinds[of[k]])[int(bound(features[i], features[at[k]], tree))]
        speaks = np.full(len(at), 2)
        for n, i in enumerate(asked):
            if i in facts.spoken:
                mine = of == n
                speaks[mine] = np.isin(self._chain[at[mine]], list(facts.spoken[i]))
        ruled = _array(-1 if (r := mentions[i].of) is None else r for i in asked)
        same = self._chain[ruled][of] == self._chain[at]
        right = np.where(ruled[of] < 0, 0, np.where(same, 2 + (ruled[of] == at), 1))
        return [
            np.stack([tables.away(kind) for kind in kinds])[of, np.searchsorted(EDGES, away, side="right")],
            np.stack([self._sorts(features[i]) for i in asked])[of, self._combination[at]],
            tables.quotes[self._quoted[asked][of], self._quoted[at]],
            np.stack([self._by_relation(tree.base[features[i].head]) for i in asked])[
                of, self._relation[at], np.minimum(away, 2)
            ],
            apart,
            np.stack([tables.says(kind) for kind in kinds])[of, speaks],
            np.stack([tables.ruled(style(features[i])) for i in asked])[of, self._known[at], right],
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

    def _worded(self, at: Numbers, starts: Numbers, sizes: Numbers, asked: Sequence[int]) -> list[Numbers]:
        """Facts of the words of both: for pronouns one, for descriptions up to four."""
        features, code = self.facts.features, self.tables.code
        words, called, shared, same = (np.zeros(len(at), dtype=np.intp) for _ in range(4))
        for i, first, last in zip(asked, starts.tolist(), (starts + sizes).tolist(), strict=True):
            if first == last:
                continue
            f, mine = features[i], at[first:last]
            if f.style == "pronoun":
                words[first:last] = self._by_form(f.form, mine)
                continue
            pronoun = self._pronoun[mine]
            like = (self._lemma[mine] == self._lemma[i]) & ~pronoun
            words[first:last] = self._by_noun(f, mine)
            words[first:last][pronoun] = code("pronoun before")
            for k in np.nonzero(like)[0].tolist():
                words[first + k] = code(same_noun(f, features[mine[k]]))
            called[first:last] = (self._is_called(f.lemma)[mine] & ~like) * code("called so")
            if f.words:
                some = [not f.words.isdisjoint(features[j].words) for j in mine.tolist()]
                shared[first:last] = (np.array(some, dtype=bool) & ~pronoun) * code("shared modifier")
            same[first:last] = ((self._text[mine] == self._text[i]) & ~pronoun) * code("same words")
        return [words, called, shared, same]

    def _by_form(self, form: str, at: Numbers) -> list[int]:
        pronouns = self.tables.worded["forms="].get(form, {})
        others = self.tables.worded["form="].get(form, {})
        pronoun, forms = self._pronoun, self._forms
        return [(pronouns if pronoun[j] else others).get(forms[j], 0) for j in at.tolist()]

    def _by_noun(self, f: Features, at: Numbers) -> list[int] | int:
        """Those of names by sort, of others by noun; of pronouns and the same noun nothing that stands."""
        nouns = self.tables.worded["nouns="].get(f.lemma)
        named = self.tables.worded["named="].get(f.lemma)
        if nouns is None and named is None:
            return 0
        nouns, named, name, features = nouns or {}, named or {}, self._name, self.facts.features
        return [named.get(features[j].sort, 0) if name[j] else nouns.get(features[j].lemma, 0) for j in at.tolist()]

    def _is_called(self, lemma: str) -> NDArray[np.bool_]:
        known = self._called.get(lemma)
        if known is None:
            known = np.zeros(len(self._name), dtype=bool)
            for j in np.nonzero(self._name)[0].tolist():
                known[j] = self.facts.is_called(self.facts.features[j], lemma)
            self._called[lemma] = known
        return known


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

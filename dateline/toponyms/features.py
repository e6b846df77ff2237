"""What the tagger sees of each word of a run: the word and its neighbours, its part in the sentence, what the reader's
mentions and the gazetteer make of it, and how the rest of the report uses the same word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from dateline.locate.context import fold_word, nationalities
from dateline.read.actors import lookup
from dateline.read.tree import Tree
from dateline.toponyms.codes import Codes
from dateline.toponyms.known import Gazetteer, Known
from dateline.toponyms.runs import HYPHENS, Run, shouted

_IN = frozenset("in at near from to of outside inside around across toward towards into through over".split())
_WIDEST = 12  # words of a mention that are looked at
_LONGEST_ACTOR = 60  # characters
_QUARTERS = 4
_NOTHING = Known("", 0)
_WELL_KNOWN = 4  # level from which a place is known well enough to tell where its name ends: a town of 28,000
_BEYOND = 2  # words
_SMALL = frozenset({"DET", "ADP", "CCONJ", "SCONJ"})


_OF_WORDS = "w a b aa bb wa bw ba e3 e4 s bsa sa sb i j n f l x y".split()
_OF_GRAMMAR = "p r pr pa pb h hp rh c".split()
_NUMBERS = tuple(map(str, range(7)))

T = TypeVar("T")


class Features(Generic[T]):
    """The features of one report's words, as ``codes`` gives them. "w=" begins the word's own, "a=" the next word's,
    "b=" that of the word before; "m" mentions, "g" the longest known name that covers it, "o" its own name, "d" the
    report's use."""

    def __init__(self, tree: Tree, found: Sequence[Run], gazetteer: Gazetteer, codes: Codes[T]) -> None:
        self.tree = tree
        self.gazetteer = gazetteer
        self.plain = shouted(tree)
        self._code = codes.whole
        self._casing = codes.whole("plain" if self.plain else "cased")
        self._of_words = [codes.valued(name) for name in _OF_WORDS]
        self._of_grammar = [codes.valued(name) for name in _OF_GRAMMAR]
        self._shapes: dict[int, str] = {}
        self._longest: dict[int, tuple[int, int, Known]] = {}
        wanted = {i for first, last in found for i in range(first - 1, last + 1)}
        self._kinds = _kinds(tree, wanted)
        self._use = self._uses(found)
        self._spans = gazetteer.spans(tree, found)

    def of(self, first: int, last: int) -> list[list[T]]:
        """For each word of the run ``first:last`` its features."""
        code = self._code
        known = self._known(first, last)
        low, high = self.tree.bounds(first)  # no run reaches over a sentence's end
        made = []
        for i in range(first, last):
            own = ["m" + k for k in self._kinds.get(i, ())]
            own += ["mb" + k for k in self._kinds.get(i - 1, ())[:1]]
            own += ["ma" + k for k in self._kinds.get(i + 1, ())[:1]]
            own += known[i - first]
            own += ["ka" + k for k in known[i - first + 1]] if i + 1 < last else []
            own += ["kb" + k for k in known[i - first - 1]] if i > first else []
            own += self._use.get(self.tree.form[i], ())
            coded = [self._casing, *self._words(i, first, last, low, high), *self._grammar(i, low, high)]
            coded += map(code, own)
            made.append(coded)
        return made

    def whole(self, first: int, last: int) -> Run:
        """The longest known name that holds the name ``first:last``, where that is well known and begins and ends with
        words of names; else the name itself: "Latin America" of "America"."""
        low, high, known = self._longest.get(first, (first, last, _NOTHING))
        if self.plain and high - low <= last - first:
            low, high, known = self._onward(first, last)
        longer = low <= first and last <= high and high - low > last - first and known.level >= _WELL_KNOWN
        return (low, high) if longer and self._names(low) and self._names(high - 1) else (first, last)

    def _onward(self, first: int, last: int) -> tuple[int, int, Known]:
        """The same beyond the end of the run: of names in capitals the parser may take half for common words."""
        text, words = self.tree.document.text, self.tree.document.words
        for end in range(min(last + _BEYOND, self.tree.bounds(first)[1]), last, -1):
            known = self.gazetteer.of(" ".join(text[words[first].start : words[end - 1].end].split()))
            if known is not None and self.tree.form[end - 1][0].isalpha():
                return first, end, known
        return first, last, _NOTHING

    def _names(self, word: int) -> bool:
        """Whether a word may begin or end a name."""
        capital = self.tree.document.text[self.tree.document.words[word].start].isupper()
        return capital and self.tree.pos[word] not in _SMALL

    def _words(self, i: int, first: int, last: int, low: int, high: int) -> list[T]:
        w, a, b, aa, bb, wa, bw, ba, e3, e4, s, bsa, sa, sb, at, to, n, f, ends, x, y = self._of_words
        form = self.tree.form
        word = form[i]
        before, before2 = form[i - 1] if i > low else "<", form[i - 2] if i - 1 > low else "<"
        after, after2 = form[i + 1] if i + 1 < high else ">", form[i + 2] if i + 2 < high else ">"
        shape = self._shape(i)
        return [
            w(word), a(after), b(before), aa(after2), bb(before2),
            wa(f"{word} {after}"), bw(f"{before} {word}"), ba(f"{before} {after}"),
            e3(word[-3:]), e4(word[-4:]),
            s(shape), bsa(f"{'<' if i == low else ''}{shape} {after}"),
            sa(self._shape(i + 1) if i + 1 < high else ""), sb(self._shape(i - 1) if i > low else ""),
            at(_NUMBERS[min(i - first, 3)]), to(_NUMBERS[min(last - 1 - i, 3)]), n(_NUMBERS[min(last - first, 6)]),
            f(form[first]), ends(form[last - 1]),
            x(form[last] if last < high else ">"), y(form[first - 1] if first > low else "<"),
        ]  # fmt: skip

    def _grammar(self, i: int, low: int, high: int) -> list[T]:
        p, r, pr, pa, pb, h, hp, rh, c = self._of_grammar
        tree = self.tree
        pos, base, head = tree.pos[i], tree.base[i], tree.head[i]
        return [
            p(pos), r(base), pr(f"{pos} {base}"),
            pa(tree.pos[i + 1] if i + 1 < high else ""), pb(tree.pos[i - 1] if i > low else ""),
            h(tree.lemma[head] if head != i else ""), hp(tree.pos[head]), rh(f"{base} {tree.pos[head]}"),
            c(tree.case(i)),
        ]  # fmt: skip

    def _shape(self, i: int) -> str:
        shape = self._shapes.get(i)
        if shape is None:
            word = self.tree.document.words[i]
            form = self.tree.document.text[word.start : word.end]
            article = self.tree.form[i] in ("the", "a", "an")  # its capital is the sentence's
            shape = self._shapes[i] = _shape(form.lower() if article else form, self.plain)
        return shape

    def _known(self, first: int, last: int) -> list[list[str]]:
        """What each word is of the names known: of the longest one that covers it, and of itself alone."""
        longest = self._longest
        alone: dict[int, Known] = {}
        for a, b, known in self._spans[first, last]:
            if b - a == 1:
                alone[a] = known
            for i in range(a, b):
                if i not in longest or b - a > longest[i][1] - longest[i][0]:
                    longest[i] = a, b, known
        text, words = self.tree.document.text, self.tree.document.words
        whole = text[words[first].start : words[last - 1].end]
        adjectives = nationalities()
        actor = lookup(whole) if len(whole) < _LONGEST_ACTOR else None
        made: list[list[str]] = []
        for i in range(first, last):
            own = ["g0"]
            if i in longest:
                a, b, known = longest[i]
                at = "B" if i == a else "I"
                size = min(b - a, 3)
                own = [
                    f"g{at}{size}", f"g{at}{known.feature}", f"g{at}{size}v{known.level}",
                    f"g{at}{known.feature}{known.level}", f"gend{b - 1 - i}", f"grun{a == first}{b == last}",
                ]  # fmt: skip
            own.append(f"o{alone[i].feature}{alone[i].level}" if i in alone else "o0")
            if fold_word(text[words[i].start : words[i].end]) in adjectives:
                own.append("nationality")
            if actor is not None:
                own.append(f"actor {actor.kind}")
            made.append(own)
        return made

    def _uses(self, found: Sequence[Run]) -> dict[str, list[str]]:
        """How a report uses each name word: in what kind of mention, after which words, and how often."""
        tree = self.tree
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for first, last in found:
            for i in range(first, last):
                if tree.pos[i] != "PROPN":
                    continue
                counts = seen[tree.form[i]]
                counts["all"] += 1
                if kinds := self._kinds.get(i):
                    counts[kinds[0].partition("/")[0]] += 1
                if i and tree.form[i - 1] in _IN:
                    counts["in"] += 1
                if i and tree.pos[i - 1] == "PROPN" and tree.form[i - 1] not in HYPHENS:
                    counts["after"] += 1
        made = {}
        for form, counts in seen.items():
            total = counts.pop("all")
            own = [f"d{min(total, 3)}"]
            for kind in sorted(counts):
                share = f"{kind}{_QUARTERS * counts[kind] // total}"
                own += [f"d{share}", f"dd{share}"] if total > 1 else [f"d{share}"]
            made[form] = own
        return made


def _shape(form: str, plain: bool) -> str:
    if not form[0].isalnum():
        return form
    if form[0].isdigit():
        return "9"
    if plain:
        return "-"
    if form.isupper():
        return "A." if "." in form else f"A{min(len(form), 5)}"
    return "Aa" if form[0].isupper() else "a"


def _kinds(tree: Tree, wanted: set[int]) -> dict[int, list[str]]:
    """For each wanted word the three narrowest mentions that cover it: their kind, the word's part in them (head, first
    word or other) and whether they are names; the narrowest again without its rank."""
    document = tree.document
    covers: dict[int, list[tuple[int, str]]] = {}
    starts = document.by_start
    for mention, head in zip(document.mentions, document.mention_heads, strict=True):
        first = starts.get(mention.start)
        if first is None:
            continue
        size, mark = mention.end - mention.start, "n" if mention.named else ""
        for i in range(first, min(first + _WIDEST, len(document.words))):
            if document.words[i].end > mention.end:
                break
            if i in wanted:
                part = "H" if i == head else "B" if i == first else "I"
                covers.setdefault(i, []).append((size, f"{mention.kind}/{part}{mark}"))
    made = {}
    for i, cover in covers.items():
        names = [name for _, name in sorted(cover)[:3]]
        made[i] = [names[0], *(f"{rank}{name}" for rank, name in enumerate(names))]
    return made

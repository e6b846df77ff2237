"""Learns the weights of ``dateline/locate/spellings.csv`` from names of one place (``python -m training spellings``).

Data: country files in the GeoNames dump's 19 columns (Who's On First, CC BY), Iraq, Ethiopia and Sudan. No name that a
place of Syria has is learned from, and no row of that country: ``benchmarks/variants.py`` is measured on it. Half of
Iraq's places, by the hash of their id, are kept back: ``held_back`` says which.

Method: a memoryless stochastic transducer (Ristad and Yianilos, "Learning string-edit distance", 1998), fitted by
expectation maximisation over all alignments; its probabilities against those of letters by chance give log odds, and
these the costs. A word's percentage comes from how often one name of a place lacks a word that the other has.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import combinations, product
from math import log
from pathlib import Path

from dateline.locate.folding import ARABIC_LETTER, fold
from dateline.locate.generics import GENERICS, core_words
from dateline.locate.sounds import LATIN, sounds, word_sounds
from dateline.locate.spellings import PAIRS, SWAP
from training.transducer import Pair, fit

FILE = Path("dateline/locate/spellings.csv")
COUNTRIES = ("ET", "IQ", "SD")
KEPT_OUT = "SY"
_HALVED = "IQ"
_MOST_PAIRS = 4  # of one place, so that the capitals' hundred names do not outweigh the villages
_SOUNDS = range(3, 19)
_KINSHIP = 0.5  # below this share of common letters two names are names of different origin
_SEEN = 12  # a word seen less often in pairs tells nothing
_LEAST = 25  # percent: less would let a generic word hide the letters beside it
_LETTERS = 30  # a letter seen less often in a set of pairs is left out of it
_NOTES = """\
# Costs of spelling differences, in hundredths of a nat; of words, percent. See dateline/locate/spellings.py.
# Learned by training/spellings.py from alternate names in Who's On First country files (CC BY 4.0): Iraq (half),
# Ethiopia, Sudan; pairs: {latin} Latin, {mixed} of both scripts, {arabic} Arabic.
"""
_LETTER_NATS = 4.5  # what leaving out a letter costs on average


def held_back(place: str) -> bool:
    """Whether a place of Iraq, by its id as written, is kept out of training, to be measured on."""
    return sha256(place.encode()).digest()[0] % 2 == 1


def learn(gazetteer: Path) -> str:
    """The table's text, learned from the country files in a folder."""
    latin: list[Pair] = []
    mixed: list[Pair] = []
    arabic: list[Pair] = []
    together: list[tuple[list[str], list[str]]] = []
    for names in _places(gazetteer):
        western = sorted({n for n in names if n.isascii() and len(sounds(n)) in _SOUNDS})
        eastern = sorted({n for n in names if ARABIC_LETTER.search(n) and len(sounds(n)) in _SOUNDS})
        latin += _kin(combinations(western, 2))
        arabic += _kin(combinations(eastern, 2))
        mixed += [(sounds(a), sounds(b)) for a, b in _some(product(western, eastern))]
        together += [(core_words(a), core_words(b)) for a, b in _some(combinations(western, 2))]
    pairs = {"latin": _common_letters(latin), "mixed": _common_letters(mixed), "arabic": _common_letters(arabic)}
    rows = [(kind, a, b, c) for kind in PAIRS for a, b, c in fit(pairs[kind], apart=kind == "mixed") if c < SWAP]
    rows += [("word", word, "", share) for word, share in _word_shares(together)]
    notes = _NOTES.format(**{kind: len(found) for kind, found in pairs.items()})
    return notes + "pair,a,b,cost\n" + "".join(f"{p},{a},{b},{c}\n" for p, a, b, c in rows)


def _places(gazetteer: Path) -> Iterator[list[str]]:
    """The folded names of each place that may be learned from."""
    taken = {name for _, names in _rows(gazetteer / f"{KEPT_OUT}.txt") for name in names}
    for country in COUNTRIES:
        for place, names in _rows(gazetteer / f"{country}.txt"):
            if country == _HALVED and held_back(place):
                continue
            yield sorted({fold(n) for n in names if n not in taken} - {""})


def _rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[8] == path.stem:
                yield row[0], [n for n in (row[1], row[2], *row[3].split(",")) if n]


def _some(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A few of a place's pairs, chosen by hash."""
    return sorted(pairs, key=lambda p: sha256("\t".join(p).encode()).digest())[:_MOST_PAIRS]


def _kin(pairs: Iterable[tuple[str, str]]) -> list[Pair]:
    """Pairs of sounds that differ and yet share enough letters to be spellings of one name."""
    heard = {tuple(sorted((sounds(a), sounds(b)))) for a, b in pairs}
    kin = [(a, b) for a, b in sorted(heard) if a != b and _common(a, b) >= _KINSHIP]
    return _some(kin)


def _common_letters(pairs: list[Pair]) -> list[Pair]:
    """The pairs without those that have a digit, a name in two scripts, or a letter too rare to be learned."""
    seen = Counter(letter for pair in pairs for name in pair for letter in name)
    common = {letter for letter, times in seen.items() if times >= _LETTERS}
    scripts = (LATIN & common, frozenset(c for c in common if ARABIC_LETTER.match(c)))
    return [pair for pair in pairs if all(any(s.issuperset(name) for s in scripts) for name in pair)]


def _common(a: str, b: str) -> float:
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))


def _word_shares(pairs: Iterable[tuple[list[str], list[str]]]) -> list[tuple[str, int]]:
    """Of words that names of a place often lack, the percentage of their letters' cost that counts."""
    both: Counter[str] = Counter()
    one: Counter[str] = Counter()
    for a, b in pairs:
        for word in set(a) & set(b) & GENERICS:
            both[word] += 1
        for longer, shorter in ((a, b), (b, a)):
            for word in (set(longer) - set(shorter)) & GENERICS:
                rest = "".join(word_sounds(w) for w in longer if w != word)
                if rest and rest == "".join(word_sounds(w) for w in shorter):
                    one[word] += 1
    found = []
    for word in sorted(one):
        if one[word] + both[word] >= _SEEN and one[word] >= _SEEN // 3:
            nats = _nats(one[word], both[word])
            share = round(100 * nats / (_LETTER_NATS * max(1, len(word_sounds(word)))))
            if share < 100:
                found.append((word, max(_LEAST, share)))
    return found


def _nats(one: int, both: int) -> float:
    return max(0.0, log((both + one) / one))

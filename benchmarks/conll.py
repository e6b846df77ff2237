"""Scores of tokens, sentences, parts of speech and trees, after the CoNLL 2018 shared task (Zeman et al. 2018, "CoNLL
2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies", section 3; its ``conll18_ud_eval.py``).

Words of gold and system are aligned when they cover the same characters, blanks left out. A figure is the F1 of what is
right among the aligned words over all words of both; with given words that is plain accuracy. An attachment is right
when the head is the aligned head (or both are roots). As in the shared task, LAS compares the universal part of the
relation ("obl:agent" as "obl") and punctuation counts. The one difference: words inside a multiword token ("didn't")
are aligned by their share of its characters too, where the shared task aligns them by their forms.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from msgspec import Struct

from benchmarks.corpora.treebank import TreebankDocument
from benchmarks.spans import Counts, Piece, exact
from dateline.read.document import Document


class Parse(Struct, frozen=True):
    """Words and sentences as characters of the text without blanks; heads are word numbers, a root is its own head."""

    words: list[Piece]
    pos: list[str]
    heads: list[int]
    relations: list[str]
    sentences: list[Piece]


def gold_parse(document: TreebankDocument) -> Parse:
    """The parse that a treebank document holds."""
    return parse(document.text, document.words, document.pos, document.heads, document.relations, document.sentences)


def found_parse(document: Document) -> Parse:
    """The parse that a reader found."""
    return parse(
        document.text,
        [(word.start, word.end) for word in document.words],
        [word.pos for word in document.words],
        [word.head for word in document.words],
        [word.relation for word in document.words],
        [sentence.first for sentence in document.sentences],
    )


def parse(
    text: str, words: list[Piece], pos: list[str], heads: list[int], relations: list[str], firsts: list[int]
) -> Parse:
    """A parse of words as characters of ``text``; ``firsts``: numbers of the sentences' first words."""
    own = _unspaced(text, words)
    return Parse(own, pos, heads, relations, _sentences(own, firsts))


def score(gold: Parse, found: Parse) -> dict[str, Counts]:
    """Counts of words, sentences, upos, uas, las (universal relations) and las_subtypes (whole relation labels)."""
    aligned = align(gold.words, found.words)
    of = {j: i for i, j in aligned}
    attached = [(i, j) for i, j in aligned if _head(gold, i) == _moved(_head(found, j), of)]
    rights = {
        "words": len(aligned),
        "upos": sum(gold.pos[i] == found.pos[j] for i, j in aligned),
        "uas": len(attached),
        "las": sum(universal(gold.relations[i]) == universal(found.relations[j]) for i, j in attached),
        "las_subtypes": sum(gold.relations[i] == found.relations[j] for i, j in attached),
    }
    counts = {name: Counts(right, len(found.words), len(gold.words)) for name, right in rights.items()}
    return {**counts, "sentences": exact(gold.sentences, found.sentences)}


def align(gold: list[Piece], found: list[Piece]) -> list[tuple[int, int]]:
    """Pairs of word numbers (gold, found) that cover the same characters; both lists are in order of the text."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(found):
        if gold[i] == found[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif gold[i] <= found[j]:
            i += 1
        else:
            j += 1
    return pairs


def universal(relation: str) -> str:
    """The relation without its subtype."""
    return relation.split(":", 1)[0]


def _head(parse: Parse, word: int) -> int | None:
    head = parse.heads[word]
    return None if head == word else head


def _moved(head: int | None, of: dict[int, int]) -> int | None:
    """A found head as the gold word that it is aligned with; -1 where it is aligned with none."""
    return None if head is None else of.get(head, -1)


def _unspaced(text: str, words: list[Piece]) -> list[Piece]:
    before = list(accumulate((not sign.isspace() for sign in text), initial=0))
    return [(before[start], before[end]) for start, end in words]


def _sentences(words: list[Piece], firsts: list[int]) -> list[Piece]:
    return [(words[a][0], words[b - 1][1]) for a, b in pairwise([*firsts, len(words)]) if a < b]

"""Runs of words that may hold place names: words written like names, and the small words that tie them together."""

from __future__ import annotations

from dateline.read.tree import Tree

_ARTICLES = frozenset("al el ad adh ar ash esh ez er ed az ul il".split())
_HYPHENED = _ARTICLES | frozenset("as at an en es et".split())  # words of other languages too, unless a hyphen follows
HYPHENS = frozenset("-‐‑–")
_TIES = _ARTICLES | frozenset("of the and de del della di da do dos du des la las le les los e y".split())
_MARKS = HYPHENS | frozenset({"'s", "’s", "'", "’", "&", "."})
_SMALL = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART"})  # of sentences' first words, no names
_NAMELIKE = frozenset({"ADJ", "X"})  # what the parser makes of half a name in capitals: "LATIN", "SALVADOR"
_MOST_TIES = 2
_LONGEST = 40
_SHOUTED = 4  # words in capitals to each in small letters, from which the case of letters tells nothing

Run = tuple[int, int]


def runs(tree: Tree) -> list[Run]:
    """Runs of words (first, last exclusive) that may hold names, in order; none reaches over a sentence's end."""
    strong = _strong(tree)
    found: list[Run] = []
    for sentence in tree.document.sentences:
        low = at = sentence.first
        while at < sentence.last:
            if not strong[at]:
                at += 1
                continue
            first, last = _opened(tree, at, low), at + 1
            while last - first < _LONGEST and (step := _onward(tree, strong, last, sentence.last)):
                last += step
            words = tree.document.words
            if last < sentence.last and tree.form[last] == "." and words[last - 1].end == words[last].start:
                last += 1  # "Kan." at the end of a sentence: the stop may be the name's
            found.append((first, last))
            low = at = last
    return found


def shouted(tree: Tree) -> bool:
    """Whether (nearly) all of a report is in capitals, or has none."""
    text, words = tree.document.text, tree.document.words
    capitals = sum([text[word.start].isupper() for word in words])
    small = sum([word.end - word.start > 1 and text[word.start + 1].islower() for word in words])
    return not capitals or small * _SHOUTED < capitals


def _strong(tree: Tree) -> list[bool]:
    """For each word, whether it looks like part of a name: a proper noun, or written with a capital where that tells
    something."""
    document, text = tree.document, tree.document.text
    heads = {h for m, h in zip(document.mentions, document.mention_heads, strict=True) if m.named}
    plain = shouted(tree)
    opening = {sentence.first for sentence in document.sentences}
    made = []
    for i, word in enumerate(document.words):
        letter = text[word.start]
        capital = not letter.islower() and (not plain or tree.pos[i] in _NAMELIKE)
        capital = capital and not (i in opening and tree.pos[i] in _SMALL)
        made.append((capital or tree.pos[i] == "PROPN" or i in heads) and letter.isalpha())
    return made


def _opened(tree: Tree, i: int, low: int) -> int:
    """Where the run around word ``i`` begins: an article before it belongs to it ("al-Bab")."""
    if i - 2 >= low and tree.form[i - 1] in HYPHENS and tree.form[i - 2] in _HYPHENED:
        return i - 2
    return i - 1 if i - 1 >= low and tree.form[i - 1] in _ARTICLES else i


def _onward(tree: Tree, strong: list[bool], at: int, high: int) -> int:
    """How many words from ``at`` on go on with the run: a name word with the ties before it, or a number."""
    for step in range(_MOST_TIES + 1):
        i = at + step
        if i >= high:
            return 0
        if strong[i] or (step == 0 and tree.form[i][0].isdigit()):
            return step + 1
        article = tree.form[i] in _HYPHENED and i + 1 < high and tree.form[i + 1] in HYPHENS
        if not article and tree.form[i] not in _TIES and tree.form[i] not in _MARKS:
            return 0
        if tree.form[i] in HYPHENS and not _touches(tree, i):
            return 0  # a dash
    return 0


def _touches(tree: Tree, i: int) -> bool:
    """Whether a mark stands right beside a word."""
    words = tree.document.words
    return words[i - 1].end == words[i].start or (i + 1 < len(words) and words[i].end == words[i + 1].start)

"""Who says what, read off the trees: "X said that …", "…, X said", "according to X", "citing X", "accused X of …".

Works sentence by sentence; what quotation marks show is found in ``speakers``.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.read.document import Document
from dateline.read.lists import verb_forms
from dateline.read.lists import words as word_list
from dateline.read.reporting_clause import reporting_clause
from dateline.read.sayer import source_of
from dateline.read.saying import Saying, Stretch
from dateline.read.tree import Tree

_SAYING_NOUNS = frozenset(
    "statement claim allegation report accusation assertion announcement comment remark warning denial confirmation "
    "account testimony suggestion declaration".split(" ")
)
NOT = frozenset({"not", "n't", "n’t", "never"})
_MODALS = frozenset({"would", "will", "can", "could", "should", "may", "might", "must", "’d", "'d", "’ll", "'ll"})
_TELLING = frozenset({"saying", "telling"})
_ABOUT = frozenset({"of", "about"})
_DASHES = frozenset({"–", "—", "--"})
_OWNING_UP = frozenset({"confess", "admit"})
_SPEAKING_OF = frozenset({"warn", "tell", "complain", "speak"})


def sayings(document: Document, tree: Tree) -> list[Saying]:
    """All sayings that the trees show, in order of their cues."""
    found: list[Saying] = []
    say, accuse, relay = verb_forms("say"), verb_forms("accuse"), verb_forms("relay")
    demand = verb_forms("demand")
    for i, form in enumerate(tree.form):
        pos = tree.pos[i]
        if pos == "VERB" and not is_name(document, i):
            if form in relay:
                found += _relayed(document, tree, i)
            if form in say:
                found += _said(document, tree, i, say[form])
            elif form in accuse:
                found += _accused(document, tree, i)
            elif form in demand:
                found += _demanded(document, tree, i)
        elif form in say and pos in {"NOUN", "PROPN"} and _ends_sentence(tree, i):
            shown = reporting_clause(document, tree, i, say[form])
            if shown is not None:
                found.append(Saying(shown[0], i, shown[1], True))
        elif pos == "NOUN" and tree.lemma[i] in _SAYING_NOUNS:
            found += _noun(document, tree, i)
        if tree.form[i] == "according" and i + 1 < len(tree) and tree.form[i + 1] == "to":
            found += _according(document, tree, i)
    return found


def _ends_sentence(tree: Tree, word: int) -> bool:
    """Whether a word may be a verb of saying that was taken for a noun: "…,” the ministry states." ends so."""
    _, last = tree.bounds(word)
    return word + 2 == last and tree.form[word + 1] == "." and tree.form[word] not in {"report", "note", "comment"}


def is_name(document: Document, word: int) -> bool:
    """Whether a word that looks like a verb is part of a name: "Tell Abyad"."""
    text, words = document.text, document.words
    if not text[words[word].start].isupper() or word + 1 >= len(words):
        return False
    opens = document.sentences[words[word].sentence].first == word
    return not opens and text[words[word + 1].start].isupper() and not document.form(word).isupper()


def stretch(document: Document, words: list[int], tree: Tree) -> Stretch | None:
    """The characters of an unbroken run of words, punctuation at its edges left out."""
    first, last = words[0], words[-1]
    while first < last and tree.pos[first] == "PUNCT" and tree.form[first] not in "“\"‘'«":
        first += 1
    while last > first and tree.pos[last] == "PUNCT" and tree.form[last] not in "”\"’'»":
        last -= 1
    start, end = document.words[first].start, document.words[last].end
    return (start, end) if start < end else None


def clause(document: Document, tree: Tree, top: int, without: int | None = None) -> tuple[Stretch, ...]:
    """The characters of the clause of ``top``; the part below ``without`` is cut out, which may leave two pieces."""
    inside = _within(tree, top, without)
    low, high = min(inside), max(inside)
    if without is None or not low < without < high:
        found = stretch(document, [low, high], tree)
        return (found,) if found else ()
    cut = [w for w in _within(tree, without, None) if low <= w <= high]
    left = [w for w in range(low, min(cut)) if w in inside]
    right = [w for w in range(max(cut) + 1, high + 1) if w in inside]
    pieces = [stretch(document, [part[0], part[-1]], tree) for part in (left, right) if part]
    return tuple(p for p in pieces if p is not None)


def _within(tree: Tree, top: int, without: int | None) -> set[int]:
    found, stack = {top}, [top]
    while stack:
        for kid in tree.kids[stack.pop()]:
            if kid != without and kid not in found:
                found.add(kid)
                stack.append(kid)
    return found


def _said(document: Document, tree: Tree, verb: int, lemma: str) -> Iterator[Saying]:
    if _unsaid(tree, verb):
        return
    shown = reporting_clause(document, tree, verb, lemma)
    if shown is not None:
        yield Saying(shown[0], verb, shown[1], True)
        return
    source = source_of(tree, verb)
    content = () if source is None else _content(document, tree, verb, source, lemma)
    if content:
        yield Saying(source, verb, content)


def _unsaid(tree: Tree, verb: int) -> bool:
    """Whether nothing is said after all: "did not say whether", "would tell", "to explain", "if people think"."""
    for kid in tree.kids[verb]:
        if kid > verb:
            break
        form = tree.form[kid]
        if form in NOT or (tree.base[kid] == "aux" and form in _MODALS):
            return True
        if tree.base[kid] == "mark" and form in {"if", "unless", "to"}:
            return True
    return False


def _content(document: Document, tree: Tree, verb: int, source: int, lemma: str) -> tuple[Stretch, ...]:
    """What a verb of saying says, read off the tree."""
    if lemma == "continue":  # "ISIL continues to …": what someone says then stands in quotation marks
        return ()
    kids = tree.kids[verb]
    clauses = [k for k in kids if tree.base[k] == "ccomp" and not _holds(tree, k, source)]
    if clauses:
        return tuple(p for k in clauses for p in clause(document, tree, k))
    if tree.base[verb] == "parataxis" and tree.head[verb] != verb:
        return clause(document, tree, tree.head[verb], verb)
    if tree.base[verb] == "advcl" and tree.mark(verb) == "as" and lemma != "speak":
        return clause(document, tree, tree.head[verb], verb)
    asides = [k for k in kids if tree.base[k] == "parataxis" and tree.pos[k] in {"VERB", "ADJ", "NOUN", "AUX"}]
    if asides and not _holds(tree, asides[0], source):
        return clause(document, tree, asides[0])
    return _objects(document, tree, verb, lemma) or _behind_colon(document, tree, verb)


def _behind_colon(document: Document, tree: Tree, verb: int) -> tuple[Stretch, ...]:
    """ "X said the opposite: …"."""
    _, last = tree.bounds(verb)
    colon = next((i for i in range(verb + 1, min(last, verb + 7)) if tree.form[i] == ":"), None)
    if colon is None or colon + 2 >= last:
        return ()
    found = stretch(document, [colon + 1, last - 1], tree)
    return (found,) if found else ()


def _holds(tree: Tree, top: int, word: int) -> bool:
    return any(up == top for up in tree.above(word))


def _objects(document: Document, tree: Tree, verb: int, lemma: str) -> tuple[Stretch, ...]:
    """What is said, as a noun phrase or an infinitive: "reported heavy shelling", "claimed to have left"."""
    if lemma in word_list("say_clause_only"):
        return ()
    found: list[Stretch] = []
    for kid in tree.kids[verb]:
        base = tree.base[kid]
        if tree.form[kid] in {"anonymity", "condition"}:
            continue
        spoken_to = lemma in word_list("tell") and base in {"obj", "iobj"}
        if (base in {"obj", "xcomp"} and not spoken_to and tree.pos[kid] != "PRON") or (
            base == "obl" and kid > verb and tree.case(kid) in _ABOUT and lemma in _SPEAKING_OF
        ):
            found += clause(document, tree, kid)
        elif lemma in _OWNING_UP and kid > verb and base in {"obl", "advcl"}:
            if "to" in (tree.case(kid), tree.mark(kid)):  # "confessed to the murder", "admitted to killing"
                found += clause(document, tree, kid)
    return tuple(found)


def _accused(document: Document, tree: Tree, verb: int) -> Iterator[Saying]:
    """ "X accused Y of bombing …": X says what stands after "of" or "for"."""
    source = source_of(tree, verb)
    if source is None:
        return
    for kid in tree.kids[verb]:
        if kid <= verb:
            continue
        linked = tree.case(kid) or tree.mark(kid)
        if tree.base[kid] in {"obl", "advcl", "xcomp", "ccomp"} and linked in {"of", "for", "with", "that", ""}:
            if tree.base[kid] in {"obl", "advcl"} and not linked:
                continue
            yield Saying(source, verb, clause(document, tree, kid))


def _demanded(document: Document, tree: Tree, verb: int) -> Iterator[Saying]:
    """ "X urged Y to leave", "X called for talks": X says what is demanded."""
    source = source_of(tree, verb)
    if source is None or _unsaid(tree, verb):
        return
    for kid in tree.kids[verb]:
        base = tree.base[kid]
        if kid < verb:
            continue
        if tree.lemma[kid] in {"name", "identify", "quote"}:  # "asked not to be named"
            continue
        asked = base == "obl" and tree.case(kid) == "for"
        if base in {"xcomp", "ccomp"} or (base == "advcl" and tree.mark(kid) in {"to", "that"}) or asked:
            yield Saying(source, verb, clause(document, tree, kid))


def _relayed(document: Document, tree: Tree, verb: int) -> Iterator[Saying]:
    """ "Reuters reported …, citing residents", "quoted X as saying that …", "X was quoted as saying that …"."""
    told = [k for k in tree.kids[verb] if tree.base[k] in {"advcl", "xcomp", "obl"} and tree.form[k] in _TELLING]
    objects = [k for k in tree.kids[verb] if tree.rel[k] == "obj"]
    if told:
        source = tree.own_subject(verb) if tree.passive(verb) else next(iter(objects), None)
        said = [k for k in tree.kids[told[0]] if tree.base[k] in {"ccomp", "parataxis"}]
        if source is not None:
            for k in said:
                yield Saying(tree.antecedent(source), told[0], clause(document, tree, k), True)
        return
    if objects and tree.base[verb] in {"advcl", "acl"} and tree.head[verb] != verb:
        top = tree.head[verb]
        lemma = verb_forms("say").get(tree.form[top])
        if lemma is not None:
            outer = source_of(tree, top)
            if outer is not None:
                shown = reporting_clause(document, tree, top, lemma)
                content = shown[1] if shown else _content(document, tree, top, outer, lemma)
                if content:
                    yield Saying(objects[0], verb, content, True)
                return
        if tree.pos[top] in {"VERB", "ADJ", "AUX"}:
            yield Saying(objects[0], verb, clause(document, tree, top, verb))


def _noun(document: Document, tree: Tree, noun: int) -> Iterator[Saying]:
    """ "the ministry's claim that …", "reports from residents that …"."""
    contents = [k for k in tree.kids[noun] if k > noun and tree.base[k] in {"acl", "ccomp"} and tree.mark(k) == "that"]
    if not contents:
        return
    for kid in tree.kids[noun]:
        if tree.rel[kid] == "nmod:poss" or (tree.base[kid] == "nmod" and tree.case(kid) in {"by", "from", "of"}):
            yield Saying(kid, noun, clause(document, tree, contents[0]))
            return


def _according(document: Document, tree: Tree, word: int) -> Iterator[Saying]:
    """ "According to X, …", "…, according to X": at the sentence's edge it covers the sentence, else its clause."""
    source = _bound_by(tree, word)
    if source is None:
        return
    first, last = tree.bounds(word)
    parted = _parted(document, tree, word)
    if parted is not None:
        yield Saying(source, word, parted, True)
        return
    phrase = _within(tree, source, None) | {word, word + 1}
    aside = _between_dashes(document, tree, word, max(w for w in phrase if tree.pos[w] != "PUNCT") + 1)
    if aside:
        yield Saying(source, word, aside, True)
        return
    if word <= first + 1:
        rest = [w for w in range(first, last) if w not in phrase and w > max(phrase)]
        quoted = stretch(document, [rest[0], rest[-1]], tree) if rest else None
        if quoted is not None:
            yield Saying(source, word, (quoted,), True)
        return
    ends = max(phrase) >= last - 3 or not any(tree.pos[i] == "AUX" or tree.form[i] == "," for i in range(word, last))
    ends = ends and tree.form[word - 1] in {",", "–", "—", "-", "”", '"'}
    if ends and word - 2 >= first:
        said = stretch(document, [first, word - 1], tree)
        if said is not None and not _embedded(tree, source):
            yield Saying(source, word, (said,), True)
            return
    top = next((u for u in tree.above(source) if tree.pos[u] in {"VERB", "AUX", "ADJ"} or tree.head[u] == u), None)
    if top is not None:
        pieces = clause(document, tree, top, source)
        yield Saying(source, word, pieces, True)


def _between_dashes(document: Document, tree: Tree, word: int, closing: int) -> tuple[Stretch, ...]:
    """What is said where "according to X" stands between dashes, up to the word ``closing``: what follows, and a
    subject that it parts from its verb; empty where it does not stand so."""
    first, last = tree.bounds(word)
    if word <= first or closing >= last - 2 or not {tree.form[word - 1], tree.form[closing]} <= _DASHES:
        return ()
    pieces = [stretch(document, [closing + 1, last - 1], tree)]
    if word - 2 >= first and not any(tree.pos[i] in {"VERB", "AUX"} for i in range(first, word - 1)):
        pieces.insert(0, stretch(document, [first, word - 2], tree))
    return tuple(p for p in pieces if p is not None)


def _parted(document: Document, tree: Tree, word: int) -> tuple[Stretch, ...] | None:
    """What is said where "according to X" stands between commas that part a subject from its verb."""
    first, last = tree.bounds(word)
    if word - 2 < first or tree.form[word - 1] != ",":
        return None
    if any(tree.pos[i] in {"VERB", "AUX"} and tree.base[i] != "amod" for i in range(first, word - 1)):
        return None
    comma = next((i for i in range(word + 2, min(last - 2, word + _NEAR)) if tree.form[i] == ","), None)
    if comma is None or tree.pos[comma + 1] not in {"VERB", "AUX"} or tree.form[comma + 1].endswith("ing"):
        return None
    pieces = (stretch(document, [first, word - 2], tree), stretch(document, [comma + 1, last - 1], tree))
    return tuple(p for p in pieces if p is not None)


_NEAR = 24


def _bound_by(tree: Tree, word: int) -> int | None:
    """The noun that "according to" binds, whichever way the tree hangs it."""
    up = tree.head[word]
    if tree.base[word] == "case" and up > word:
        return up
    for kid in tree.kids[word]:
        if kid > word and tree.base[kid] in {"obl", "nmod", "obj"}:
            return kid
    to = tree.head[word + 1]
    _, last = tree.bounds(word)
    if word + 1 < to < last:
        return to
    nouns = [i for i in range(word + 2, min(last, word + 12)) if tree.pos[i] in {"NOUN", "PROPN", "PRON"}]
    return next((i for i in nouns if i + 1 >= last or tree.pos[i + 1] not in {"NOUN", "PROPN"}), None)


def _embedded(tree: Tree, word: int) -> bool:
    """Whether what "according to" hangs on is itself said by someone."""
    return any(tree.base[up] == "ccomp" for up in tree.above(word))

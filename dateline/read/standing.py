"""What any noun phrase of a report stands for, whether or not it is a mention: full name and id."""

from __future__ import annotations

from dateline.read.actors import lookup
from dateline.read.document import Document
from dateline.read.kinds import lists as kind_lists
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree

_DEEP = 4
_OF = frozenset({"of", "from"})
_PLACES = frozenset({"place", "facility"})
_MEASURES = frozenset(
    {"rank", "ranks", "number", "numbers", "line", "lines", "force", "member", "members", "rest", "bulk"}
)


def stands_for(document: Document, tree: Tree, start: int, end: int, head: int) -> tuple[str | None, str | None]:
    """The full name, and the id of a well-known actor, of the noun phrase ``start:end`` headed by word ``head``.
    ``document`` carries resolved mentions. Looks through words that only measure out ("the number of IS militants",
    "the ranks of the group"), and from fighters to their actor ("fighters of the group"). (``None``, ``None``) where
    nothing is known."""
    for deep in range(_DEEP):
        number = document.mention_by_head.get(head)
        mention = None if number is None else document.mentions[number]
        if deep and mention is not None and mention.kind in _PLACES and mention.id is None:
            return None, None  # soldiers from a town are not the town
        if mention is not None and mention.name is not None:
            return mention.name, mention.id
        actor = lookup(document.text[start:end]) if end - start < 90 and tree.pos[head] != "PRON" else None
        if actor is not None:
            return actor.name, actor.id
        inner = _inner(tree, head)
        if inner is None:
            return None, None
        head = inner
        start, end = document.words[inner].start, document.words[inner].end
    return None, None


def _inner(tree: Tree, head: int) -> int | None:
    """The noun that a measuring word counts, or the actor whose fighters these are."""
    measures = tree.lemma[head] in _MEASURES or tree.form[head] in _MEASURES
    measures = measures or tree.lemma[head] in kind_lists().transparent or tree.pos[head] == "NUM"
    fighters = tree.lemma[head] in word_list("fighters") or tree.form[head] in {"men", "fighters"}
    for kid in tree.kids[head]:
        if tree.base[kid] == "nmod" and kid > head and tree.case(kid) in _OF and (measures or fighters):
            return kid
        if fighters and tree.base[kid] in {"compound", "nmod"} and kid < head and tree.pos[kid] in {"PROPN", "PRON"}:
            return kid
    return None

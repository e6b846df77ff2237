"""What kind of source an expression is, and whether it names anyone."""

from __future__ import annotations

from dateline.read.actors import Actor, by_id, lookup
from dateline.read.document import Document
from dateline.read.kinds import ARMED, PEOPLE
from dateline.read.kinds import lists as kind_lists
from dateline.read.lists import words as word_list
from dateline.read.tree import Tree
from dateline.values import Mention, SourceKind

_INSTITUTIONS = frozenset(
    {"army", "military", "government", "ministry", "police", "navy", "parliament", "cabinet", "regime", "embassy",
     "council", "court", "agency", "department", "command", "office", "administration", "presidency"}
)  # fmt: skip
_CIVIL_GENERALS = frozenset({"secretary", "attorney", "director", "solicitor", "consul", "inspector", "prosecutor"})
_HEADED = frozenset({"spokesman", "spokeswoman", "spokesperson", "leader", "commander", "member", "official", "source"})


class Expression:
    """The words that tell what a source is: those of its noun phrase, and of the mentions it refers back to."""

    def __init__(self, document: Document, tree: Tree, head: int, earlier: int | None = None) -> None:
        self.document = document
        self.tree = tree
        self.head = head
        self.chain = list(_chain(document, head))
        heads = [head, *(document.mention_heads[i] for i in self.chain)]
        if earlier is not None:
            heads.append(earlier)
        self.heads = list(dict.fromkeys(heads))
        self.words: list[str] = []
        for word in self.heads[:6]:
            self.words += _describing(tree, word)

    def mention(self) -> Mention | None:
        """The mention of the expression itself."""
        number = self.document.mention_by_head.get(self.head)
        return None if number is None else self.document.mentions[number]


def _chain(document: Document, head: int) -> list[int]:
    number = document.mention_by_head.get(head)
    found: list[int] = []
    while number is not None and number not in found and len(found) < 20:
        found.append(number)
        number = document.mentions[number].of
    return found


def _describing(tree: Tree, head: int) -> list[str]:
    """A noun's lemma and those of what stands before it, of its apposition, and of "of" and "from" phrases."""
    found = _title(tree, head)
    for kid in tree.kids[head]:
        base = tree.base[kid]
        if base in {"compound", "amod", "appos", "flat"} or (base == "nmod" and kid < head):
            found += _title(tree, kid)
            if base == "appos":
                found += [w for k in tree.kids[kid] if tree.base[k] in {"compound", "amod"} for w in _title(tree, k)]
    up = tree.head[head]
    if up != head and tree.base[head] in {"appos", "flat"} and tree.pos[up] in {"NOUN", "PROPN"}:
        found += _title(tree, up)
    return found


def _title(tree: Tree, i: int) -> list[str]:
    """A word's lemma and form; the general of "secretary-general" is none."""
    if tree.form[i] == "general":
        before = [tree.form[k] for k in range(max(0, i - 2), i)]
        if any(word in _CIVIL_GENERALS for word in before if word != "-"):
            return ["secretary"]
    return [tree.lemma[i], tree.form[i]]


def describe(expression: Expression, name: str | None, actor: Actor | None = None) -> tuple[SourceKind, bool]:
    """The kind of a source, and whether it is named: a person or an institution by name, not a role or a group.
    ``actor``: the well-known actor that the expression itself names."""
    tree, head = expression.tree, expression.head
    actor = actor or _actor(expression, name)
    named = _named(expression, actor)
    words = set(expression.words)
    if actor is not None:
        return actor.source, True
    if (name or "").casefold() in kind_lists().states or tree.form[head] in kind_lists().states:
        return "government", True
    if named and _is_person(expression):
        return _person(words, expression), True
    return _role(tree, head, words, expression, named), named


def _actor(expression: Expression, name: str | None) -> Actor | None:
    """The well-known actor that speaks itself ("the group", "Reuters"), not one of its people."""
    for number in expression.chain:
        mention = expression.document.mentions[number]
        lemma = expression.tree.lemma[expression.document.mention_heads[number]]
        if mention.id and lemma not in word_list("anonymous") and mention.kind != "person":
            return by_id(mention.id)
    if not expression.chain and name is not None:
        return lookup(name)
    return None


def _named(expression: Expression, actor: Actor | None) -> bool:
    if actor is not None:
        return True
    document, tree = expression.document, expression.tree
    for number in expression.chain:
        mention = document.mentions[number]
        plain = mention.named and mention.kind not in {"nationality", "time"}
        if plain and not _is_role(document, tree, document.mention_heads[number], mention.kind):
            return True
    number_of = document.mention_by_head.get(expression.head)
    kind = None if number_of is None else document.mentions[number_of].kind
    if tree.pos[expression.head] == "PROPN" and not _is_role(document, tree, expression.head, kind):
        return True
    if tree.lemma[expression.head] in _INSTITUTIONS:
        return any(
            tree.pos[k] == "PROPN" or (tree.base[k] == "amod" and document.form(k)[:1].isupper())
            for k in tree.kids[expression.head]
        )
    return any(
        tree.base[k] in {"appos", "flat"} and tree.pos[k] == "PROPN" and _mention_kind(document, k) == "person"
        for k in tree.kids[expression.head]
    )


def _is_role(document: Document, tree: Tree, head: int, kind: str | None) -> bool:
    """Whether what was taken for a name is only a role, or a people: "Ministers", "Elders of the tribes", "Kurds"."""
    noun, form = tree.lemma[head], document.form(head)
    nations = kind_lists().nationalities
    if noun in nations or noun.removesuffix("s") in nations:
        return form.endswith("s") or kind == "group"
    if any(tree.pos[k] == "PROPN" and tree.base[k] in {"flat", "compound"} for k in tree.kids[head]):
        return False
    opens = document.sentences[document.words[head].sentence].first == head
    if noun in word_list("anonymous") or noun in word_list("person_nouns"):
        return opens or not form[:1].isupper()
    if kind_lists().nouns.get(noun, 0) & (PEOPLE | ARMED):
        return opens or not form[:1].isupper()
    return opens and kind != "person" and form.endswith("s") and form[1:].islower()


def _mention_kind(document: Document, head: int) -> str | None:
    number = document.mention_by_head.get(head)
    return None if number is None else document.mentions[number].kind


def _is_person(expression: Expression) -> bool:
    kinds = [expression.document.mentions[i].kind for i in expression.chain if expression.document.mentions[i].named]
    if kinds:
        return kinds[-1] in {"person", "group"} or kinds[0] == "person"
    forms = expression.tree.form[expression.head]
    return expression.tree.pos[expression.head] == "PROPN" and forms not in word_list("organisation_nouns")


def _person(words: set[str], expression: Expression) -> SourceKind:
    """A named person: soldier, official, fighter, or just a person."""
    if "secretary" in words:  # "secretary general"
        return "official"
    if words & (word_list("military_nouns") - {"commander", "leader"}):
        return "armed-group" if _belongs(expression) == "armed-group" else "military"
    if words & word_list("official_nouns") or words & {"commander", "leader", "chief"}:
        belongs = _belongs(expression)
        if belongs in {"armed-group", "military"}:
            return belongs
        if "commander" in words:
            return "military"
        return "official" if words & word_list("official_nouns") else "person"
    if words & word_list("armed_nouns"):
        return "armed-group"
    return "person"


def _belongs(expression: Expression) -> SourceKind | None:
    """The kind of the well-known actor whose man a source is: "a YPG spokesman", "a commander of the FSA"."""
    document, tree = expression.document, expression.tree
    for head in expression.heads[:6]:
        for word in _near(tree, head):
            number = document.mention_by_head.get(word)
            mention = None if number is None else document.mentions[number]
            actor = by_id(mention.id) if mention is not None and mention.id else lookup(document.form(word))
            if actor is not None:
                return actor.source
    return None


def _near(tree: Tree, head: int) -> list[int]:
    found: list[int] = []
    for kid in tree.kids[head]:
        if tree.base[kid] in {"compound", "nmod", "appos", "amod", "flat", "obl"}:
            found.append(kid)
            found += [k for k in tree.kids[kid] if tree.base[k] in {"compound", "nmod", "amod", "appos", "flat"}]
    up = tree.head[head]
    if up != head and tree.base[head] in {"appos", "flat"}:
        found += [k for k in tree.kids[up] if k != head]
    return found


def _role(tree: Tree, head: int, words: set[str], expression: Expression, named: bool) -> SourceKind:
    """A role or a group without a personal name, or an institution."""
    lemmas = {tree.lemma[h] for h in expression.heads} | {tree.form[h] for h in expression.heads}
    belongs = _belongs(expression)
    people = bool(lemmas & word_list("anonymous"))
    if lemmas & word_list("documents") and not people:
        return "document"
    if "police" in words:
        return "official"
    if (
        words & {"military", "army", "pentagon"}
        or {"armed", "forces"} <= words
        or (lemmas & (word_list("military_nouns") - {"commander"}))
    ):
        return "armed-group" if belongs == "armed-group" and not words & {"military", "army"} else "military"
    if belongs in {"armed-group", "military"} and (people or lemmas & _HEADED):
        return belongs
    if words & word_list("armed_nouns"):
        return "armed-group"
    if "commander" in lemmas:
        return "military"
    if words & word_list("media_nouns"):
        return "media" if not lemmas & {"activist", "activists"} else "witness"
    if words & word_list("government_nouns") and not lemmas & word_list("official_nouns"):
        return "official" if people else "government"
    if lemmas & word_list("official_nouns") or words & {"security", "diplomatic", "official", "government", "police"}:
        return "official"
    if lemmas & word_list("witness_nouns"):
        return "witness"
    if named or lemmas & word_list("organisation_nouns"):
        mention = expression.mention()
        return "person" if mention is not None and mention.kind == "person" and named else "organisation"
    return "unnamed"

"""Who a source expression leads back to: "he said" to the last speaker, "the source" to the one told of before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dateline.read.document import Document
from dateline.read.features import DEFINITE, HE, IT, SHE, THEY, gender
from dateline.read.kinds import PEOPLE
from dateline.read.kinds import lists as kind_lists
from dateline.read.lists import words as word_list
from dateline.read.saying import Saying
from dateline.read.tree import Tree

PRONOUNS = HE | SHE | IT | THEY
_BACK = 8
_BACK_SPEAKER = 2
_BODIES = word_list("organisation_nouns") | word_list("government_nouns") | word_list("armed_bodies")
_SEVERAL = frozenset({"police", "people", "media"})


class LastSpeakers:
    """The speakers of a report, for looking back."""

    def __init__(self, document: Document, tree: Tree, sayings: Sequence[Saying]) -> None:
        self.document = document
        self.tree = tree
        self.speakers = sorted({s.source for s in sayings if s.source is not None})
        self.roles = self._roles()

    def speaker(self, head: int) -> int | None:
        """Who a pronoun stands for: who spoke last and agrees with it, in this sentence or the two before."""
        i = bisect_left(self.speakers, head) - 1
        own = self.document.words[head].sentence
        while i >= 0 and own - self.document.words[self.speakers[i]].sentence <= _BACK_SPEAKER:
            word = self.speakers[i]
            if self.tree.form[word] not in PRONOUNS and self._may_be(word, self.tree.form[head]):
                return word
            i -= 1
        return None

    def _may_be(self, word: int, pronoun: str) -> bool:
        """Whether a speaker agrees with a pronoun in number, sort and gender."""
        tree = self.tree
        number = self.document.mention_by_head.get(word)
        kind = None if number is None else self.document.mentions[number].kind
        several = tree.form[word].endswith("s") and tree.form[word] != tree.lemma[word]
        if pronoun in THEY:
            return several or kind in {"organisation", "armed-actor", "group"}
        if pronoun in IT:
            person = tree.lemma[word] in word_list("person_nouns")
            return not (several or person) and (kind in {"organisation", "armed-actor"} or tree.lemma[word] in _BODIES)
        if tree.pos[word] == "NOUN":
            known_person = tree.lemma[word] in word_list("person_nouns") or tree.form[word] in word_list("anonymous")
            if not known_person and not kind_lists().nouns.get(tree.lemma[word], 0) & PEOPLE:
                return False
            if tree.form[word].endswith("s") or tree.form[word] in _SEVERAL:
                return False
        elif tree.pos[word] != "PROPN" or kind != "person":
            return False
        known = None if number is None else gender(self.document, tree, self.document.mentions[number], word)
        return known is None or (known == "m") == (pronoun in HE)

    def _roles(self) -> dict[str, list[int]]:
        """Where each noun stands that is a source and names no one, by its form: "source", "officials"."""
        found: dict[str, list[int]] = {}
        anonymous = word_list("anonymous")
        for i, form in enumerate(self.tree.form):
            if form in anonymous and self.tree.pos[i] in {"NOUN", "PROPN"}:
                found.setdefault(form, []).append(i)
        return found

    def role(self, head: int) -> int | None:
        """Where "the source" was told of before: with the same noun, up to eight sentences back, "a source" first."""
        if not any(self.tree.form[k] in DEFINITE for k in self.tree.kids[head] if self.tree.base[k] == "det"):
            return None
        before = self.roles.get(self.tree.form[head], [])
        i = bisect_left(before, head) - 1
        own = self.document.words[head].sentence
        found: int | None = None
        while i >= 0 and own - self.document.words[before[i]].sentence <= _BACK:
            found = before[i]
            if not any(self.tree.form[k] in DEFINITE for k in self.tree.kids[found] if self.tree.base[k] == "det"):
                return found
            i -= 1
        return found

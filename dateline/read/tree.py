"""Reading a dependency tree: who is the subject, is the verb passive, which preposition binds a noun.

Universal Dependencies as in the English EWT and GUM treebanks. A parser errs, so nothing here trusts one label alone:
a passive shows in its auxiliary, its subject's label or the participle, whichever is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dateline.read import surface
from dateline.read.document import Document, children
from dateline.read.lemmas import Lemmas
from dateline.read.mends import mended
from dateline.read.operators import support
from dateline.read.vocabulary import vocabulary

if TYPE_CHECKING:
    from dateline.read.kinds import KindsSeen

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
SUBJECTS = frozenset({"nsubj", "csubj"})
_DEEP = 60  # no sentence of prose nests deeper; keeps a broken tree from looping


@cache
def _lemmas() -> Lemmas:
    return Lemmas(vocabulary())


class Tree:
    """A document's words as plain lists, quick to look up: lemma and form in lower case, part of speech, relation with
    and without subtype, head, dependents. Trees of the same words share these lists: nobody changes them."""

    form: list[str]
    lemma: list[str]
    pos: list[str]
    rel: list[str]
    base: list[str]
    head: list[int]
    kids: tuple[tuple[int, ...], ...]
    extents: dict[tuple[int, frozenset[str]], tuple[int, int]]
    """What :func:`dateline.read.phrases.extent` has found, by head and what binds."""
    _case: list[str | None]
    _bounds: list[tuple[int, int]]

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kinds: KindsSeen | None = None
        known = document.__dict__.get("columns")
        if known is None:
            self._work_out()
            document.__dict__["columns"] = {name: getattr(self, name) for name in Tree.__annotations__}
        else:
            self.__dict__.update(known)

    def _work_out(self) -> None:
        document = self.document
        words, text = document.words, document.text
        self.form = [text[w.start : w.end].lower() for w in words]
        self.pos = [w.pos for w in words]
        self.lemma = _lemmas().of_all(self.form, self.pos, [w.lemma.lower() for w in words])
        self.rel = [w.relation for w in words]
        self.base = [r.partition(":")[0] if ":" in r else r for r in self.rel]
        self.head = [w.head for w in words]
        self._bounds = [of for s in document.sentences for of in [(s.first, s.last)] * (s.last - s.first)]
        self.extents = {}
        self._case = [None] * len(words)
        self.kids = document.children
        if mended(self):
            self.kids = children(self.head)
        self._case = [None] * len(words)

    def __len__(self) -> int:
        return len(self.lemma)

    def bounds(self, i: int) -> tuple[int, int]:
        """First and last word (exclusive) of the sentence of word ``i``."""
        return self._bounds[i]

    def above(self, i: int) -> Iterator[int]:
        """The words that govern ``i``, nearest first."""
        for _ in range(_DEEP):
            if self.head[i] == i:
                return
            i = self.head[i]
            yield i

    def under(self, i: int, *bases: str) -> list[int]:
        """Dependents of ``i`` whose relation, without subtype, is one of ``bases``."""
        return [k for k in self.kids[i] if self.base[k] in bases]

    def case(self, i: int) -> str:
        """The preposition that binds the nominal ``i``, in lower case ("out of"), or an empty text."""
        known = self._case[i]
        if known is None:
            known = self._case[i] = self._preposition(i)
        return known

    def _preposition(self, i: int) -> str:
        found = [k for k in self.kids[i] if self.base[k] == "case" and k < i and self.form[k] not in ("'s", "’s")]
        if not found:
            return surface.preposition(self, i)
        if len(found) > 1:  # "across Tel Abyad in the countryside", both on the last word: the nearer binds it
            found = [k for k in found if not any(self._nominal_between(j, i) for j in range(k + 1, i))]
        words = []
        for k in found:
            words.append(self.form[k])
            words += [self.form[f] for f in self.kids[k] if self.base[f] == "fixed"]
        if words == ["of"]:
            if self.form[found[0] - 1 : found[0]] == ["out"]:
                return "out of"
            if self.form[max(found[0] - 2, 0) : found[0]] == ["by", "way"]:
                return "by way of"
        return " ".join(words)

    def _nominal_between(self, j: int, i: int) -> bool:
        """Whether ``j`` is a noun that does not belong to the noun phrase of ``i``."""
        return self.pos[j] in ("NOUN", "PROPN", "PRON") and self.head[j] != i and self.head[self.head[j]] != i

    def mark(self, i: int) -> str:
        """The subordinating word of clause ``i`` ("if", "to", "in order"), or an empty text."""
        words = [self.form[k] for k in self.kids[i] if self.base[k] == "mark" and k < i]
        return " ".join(words)

    def joined(self, i: int) -> list[int]:
        """Word ``i`` and what is coordinated with it ("X, Y and Z"). A verb between the two shows a misread tree."""
        found = [i]
        for k in self.kids[i]:
            if self.base[k] == "conj" and k > i and self.pos[k] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                if any(self.pos[j] in ("VERB", "AUX") and self.base[j] != "amod" for j in range(i + 1, k)):
                    break
                if self.pos[k] == "NUM" and self.form[k - 1] == "," and self.form[k + 1 : k + 2] == [","]:
                    continue  # an age
                if self.lemma[k] in _SUMMING and self.form[k - 2 : k] in ([",", "a"], [",", "an"]):
                    continue  # "…, a charge that they deny": sums up the clause
                found.append(k)
        return found

    def participle(self, i: int) -> bool:
        """Whether verb ``i`` has a form that a passive can have."""
        form = self.form[i]
        return form != self.lemma[i] and not form.endswith("ing") and not (form.endswith("s") and form[-2:] != "ss")

    def passive(self, i: int) -> bool:
        """Whether verb ``i`` is in the passive, reduced relatives ("the town captured by X") included."""
        if not self.participle(i) and self.form[i] not in _BARE_PARTICIPLES:
            return False
        active = labelled = False
        for k in self.kids[i]:
            relation = self.rel[k]
            if self.base[k] == "aux" or relation == "cop":
                if self.lemma[k] in ("be", "get"):
                    return True
                active = active or self.lemma[k] in ("have", "do")
            elif relation in ("nsubj:pass", "csubj:pass") or (relation == "obl:agent" and self.case(k) == "by"):
                labelled = True
            elif relation == "obj" or (relation == "nsubj" and k < i):
                active = True
        agent = any(self.rel[k] == "obl:agent" and self.case(k) == "by" for k in self.kids[i])
        if labelled and not active and surface.after(self, i) is None:
            return agent or self.lemma[i] in support()["transitive"]
        if active:
            return self._bare_passive(i)
        if self.rel[i] == "acl" and self.lemma[i] in support()["transitive"] and surface.after(self, i) is not None:
            return False  # "jets bombed positions", taken for "jets (that were) bombed"
        if self.rel[i] in ("acl", "amod") or agent:
            return self.participle(i)
        if self.base[i] == "conj" and self.head[i] != i:
            first = self.head[i]
            return self.pos[first] == "VERB" and self.form[first] != self.lemma[first] and self.passive(first)
        if self.base[i] in ("advcl", "xcomp"):
            return self.participle(i) and not self.under(i, "obj", "mark")
        return False

    def _bare_passive(self, i: int) -> bool:
        """ "At least 33 killed in blasts", "the pilot, captured in May": no auxiliary, no object, and a verb that
        cannot do without one."""
        if self.lemma[i] not in support()["transitive"] or not self.participle(i):
            return False
        if any(self.base[k] in ("aux", "obj", "ccomp", "xcomp") for k in self.kids[i]):
            return False
        return surface.after(self, i) is None

    def own_subject(self, i: int) -> int | None:
        """The nominal that the clause of ``i`` has as its own surface subject."""
        found = [k for k in self.kids[i] if self.base[k] in SUBJECTS and self.rel[k] != "nsubj:outer"]
        if len(found) > 1 and self.form[found[0]] in RELATIVE:
            return found[1]  # "which IS controls": the first is the object
        return found[0] if found else None

    def antecedent(self, pronoun: int) -> int:
        """The noun that a relative pronoun stands for, else the word itself."""
        if self.form[pronoun] not in RELATIVE or self.pos[pronoun] not in ("PRON", "DET", "SCONJ"):
            return pronoun
        for up in self.above(pronoun):
            if self.rel[up] == "acl:relcl" and self.head[up] != up and self.head[up] < pronoun:
                return self._whole(self.head[up])
            if self.base[up] in ("ccomp", "advcl", "root"):
                break
        return pronoun

    def _whole(self, noun: int) -> int:
        """ "thousands of people who": the thousands."""
        up = self.head[noun]
        if self.base[noun] == "nmod" and self.form[up] in _HEAPS and self.case(noun) == "of":
            return up
        return noun

    def subject(self, i: int) -> int | None:
        """The surface subject of verb ``i``: its own, or the one that control, coordination, a relative clause or an
        adverbial clause lends it."""
        for _ in range(_DEEP):
            own = self.own_subject(i)
            if own is not None:
                return self.antecedent(own)
            up = self.head[i]
            if up == i:
                return None
            relation, base = self.rel[i], self.base[i]
            if relation == "acl:relcl":
                return up if not self._gap_is_object(i) else None
            if base == "acl":
                if self.mark(i) in ("of", "from", "for"):
                    return up if self.pos[up] in ("NOUN", "PROPN") and self.base[up] == "obj" else self._owner(up)
                if self.mark(i) != "to":
                    return self._described(i, up)
                return self._owner(up)
            if base == "amod":
                return up
            if base == "xcomp":
                controller = self._controller(up)
                if controller is not None:
                    return controller
            elif base == "conj":
                if self.pos[up] not in ("VERB", "AUX", "ADJ") and self.own_subject(up) is None:
                    return None
            elif base == "advcl" or (base == "ccomp" and self.mark(i) in ("to", "of", "from", "for")):
                mark, lemma = self.mark(i), self.lemma[up]
                asked = (mark == "to" and lemma in _ASKING) or (mark in ("of", "from", "for") and lemma in _CHARGING)
                controller = self._controller(up) if asked else None
                if asked and controller is None and self.passive(up):
                    i = up
                    continue
                if controller is not None:
                    return controller
                if self.mark(i) not in (
                    "",
                    "to",
                    "in order to",
                    "so as to",
                    "by",
                    "while",
                    "after",
                    "before",
                    "without",
                ):
                    return None
                if self.pos[up] not in ("VERB", "AUX", "ADJ", "NOUN"):
                    return None
            else:
                return None
            i = up
        return None

    def _described(self, i: int, noun: int) -> int:
        """The noun that a participle describes. A comma between the two, and another noun right before the
        participle, show that the parser went too far back."""
        before = i - 1
        while before > noun and self.pos[before] == "ADV":
            before -= 1
        if before > noun and self.pos[before] in ("NOUN", "PROPN") and "," in self.form[noun:before]:
            return before
        return noun

    def _gap_is_object(self, i: int) -> bool:
        return any(self.base[k] in ("obj", "obl") and self.form[k] in RELATIVE for k in self.kids[i])

    def _owner(self, noun: int) -> int | None:
        """Whose plan a "plan to attack" is: the possessor, else the subject of the verb that has the noun."""
        for k in self.kids[noun]:
            if self.rel[k] == "nmod:poss" or (self.base[k] == "nmod" and self.case(k) in ("of", "by")):
                return k
        up = self.head[noun]
        if up != noun and self.base[noun] in ("obj", "obl") and self.pos[up] in ("VERB", "AUX"):
            return self.subject(up)
        return None

    def _controller(self, verb: int) -> int | None:
        """Who does what the infinitive below ``verb`` says, where that is not the verb's subject."""
        if self.lemma[verb] in _SUBJECT_CONTROL or self.passive(verb):
            return None
        for k in self.kids[verb]:
            if self.rel[k] in ("obj", "iobj"):
                return k
        if self.lemma[verb] in _ASKING:
            for k in self.kids[verb]:
                if self.base[k] == "obl" and self.case(k) in ("on", "upon", "to"):
                    return k
        return None

    def slots(self, i: int) -> list[tuple[str, int]]:
        """What fills the grammatical functions of verb ``i``: ("subj", word), ("obj", word), (preposition, word) …,
        as in the active voice. Each word is the head of a noun phrase; coordinated ones are not listed apart."""
        found: list[tuple[str, int]] = []
        passive = self.passive(i)
        subject = self.subject(i)
        if subject is not None and subject != i:
            found.append(("obj" if passive else "subj", subject))
        has_object = passive
        subjects = [k for k in self.kids[i] if self.base[k] == "nsubj"]
        if len(subjects) > 1 and self.form[subjects[0]] in RELATIVE and not passive:
            noun = self.antecedent(subjects[0])
            found.append(("obj", noun if noun != subjects[0] else max(subjects[0] - 1, 0)))
            has_object = True
        for k in self.kids[i]:
            relation, base = self.rel[k], self.base[k]
            if relation == "obj":
                found.append(("obj2" if passive else "obj", self.antecedent(k)))
                has_object = True
            elif relation == "iobj":
                found.append(("iobj", self.antecedent(k)))
            elif (base in ("obl", "nmod") and relation != "nmod:poss") or self._phrase_as_clause(k):
                case = self.case(k)
                if relation == "obl:agent" or (case == "by" and passive):
                    found.append(("subj", self.antecedent(k)))
                else:
                    found.append((case, self.antecedent(k)))
        if subject is None:
            near = surface.before(self, i)
            if near is not None:
                found.append(("obj" if passive else "subj", near))
        if not has_object:
            near = surface.after(self, i)
            if near is not None:
                found.append(("obj", near))
                has_object = True
        if self.rel[i] == "acl:relcl" and not has_object and not self._relative_inside(i):
            if subject != self.head[i]:
                found.append(("obj", self.head[i]))
        if not has_object and not passive:
            bare = self._bare_object(i)
            if bare is not None:
                found.append(("obj", bare))
                has_object = True
        if not has_object and not passive:
            given = next((k for s, k in found if s == "iobj"), None)
            if given is not None:
                found.append(("obj", given))
        if not passive and not has_object:
            found += self._shared_object(i) if self.base[i] == "conj" else self._object_of_next(i)
        return found

    def _bare_object(self, i: int) -> int | None:
        """ "burned down a church": an oblique right of the verb, without preposition and no time, is its object."""
        for k in self.kids[i]:
            if k > i and self.rel[k] == "obl" and self.pos[k] in ("NOUN", "PROPN") and not self.case(k):
                if all(self.base[j] in ("compound", "advmod") for j in self.kids[i] if i < j < k):
                    return self.antecedent(k)
        return None

    def _object_of_next(self, i: int) -> list[tuple[str, int]]:
        """ "to degrade and defeat the group": the object hangs on the second verb and belongs to both."""
        if i + 2 >= len(self.form) or self.form[i + 1] not in ("and", "or") or self.base[i + 2] != "conj":
            return []
        if self.head[i + 2] != i or self.pos[i + 2] != "VERB" or self.passive(i + 2):
            return []
        return [("obj", k) for k in self.kids[i + 2] if self.rel[k] == "obj" and k > i]

    def _relative_inside(self, i: int) -> bool:
        return any(self.form[k] in RELATIVE and self.base[k] in ("obj", "obl", "nsubj") for k in self.kids[i])

    def _phrase_as_clause(self, k: int) -> bool:
        """A prepositional phrase that the parser took for a clause ("as in the cases in X")."""
        return self.base[k] == "advcl" and self.pos[k] in ("NOUN", "PROPN") and self.case(k) != "" and not self.mark(k)

    def _shared_object(self, i: int) -> list[tuple[str, int]]:
        """ "killed or wounded 13 people": the object hangs on one verb and belongs to both."""
        first = self.head[i]
        if self.pos[first] != "VERB":
            return []
        return [("obj", k) for k in self.kids[first] if self.rel[k] == "obj" and k > i]


_HEAPS = frozenset({"dozens", "hundreds", "thousands", "scores", "tens", "most", "many", "some", "several"})
_BARE_PARTICIPLES = frozenset("hit put set cut shut beset overrun split beat".split())
_SUMMING = frozenset("charge claim accusation allegation move step decision sign blow setback development".split())
_ASKING = frozenset("call appeal urge ask order tell force push press demand plead beg instruct command".split())
_CHARGING = frozenset(
    "accuse suspect blame prevent stop keep bar condemn criticize criticise convict arrest hinder".split()
)
_SUBJECT_CONTROL = frozenset("promise threaten vow pledge swear use".split())

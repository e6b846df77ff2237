"""What each mention stands for: the mention it refers back to, and the full name.

Rules in order of how sure they are, after the multi-pass sieve of Lee and others (2013), "Deterministic coreference
resolution based on entity-centric, precision-ranked rules": names, appositions, relative pronouns, descriptions with
the same noun, descriptions by sort, pronouns. No answer where none is clear.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from dateline.read.actors import normal
from dateline.read.aliases import aliases as aliases_of
from dateline.read.descriptions import by_sort, named_by, same_noun
from dateline.read.document import Document
from dateline.read.entities import Entity, Names, acronym_key, initials, says_more, says_no_more
from dateline.read.features import THIRD, Features, Seen, roles, seen
from dateline.read.kinds import lists as kind_lists
from dateline.read.lists import words as word_list
from dateline.read.not_meant import not_meant
from dateline.read.own_side import OURS, Side, name_behind, not_us, sides
from dateline.read.phrases import extent
from dateline.read.pronouns import antecedent, relative
from dateline.read.sides import bars
from dateline.read.tree import Tree
from dateline.values import Mention, MentionKind

_BIND = frozenset({"of", "from", "for"})
_RECENT = 12
_MOST_LIKELY = 0.51
"""Chance beside which all others together are smaller, whatever the rounding."""
_LABELS = frozenset({"militant", "jihadist", "jihadi", "extremist", "terrorist", "islamist"})
_OWNERS = frozenset({"our", "my", "your", "their", "its", "his", "her"})
_UNNAMED = frozenset({"time", "quantity"})


class Choice(Struct, frozen=True):
    """What a mention may refer back to by the model: mentions, their chances, and the chance of none of them."""

    candidates: Sequence[int]
    chances: Sequence[float]
    none: float


class Look(NamedTuple):
    """What is seen of a document's mentions and names before any of them is resolved. ``order``: what mentions look
    like, in order of the text, the widest first; ``roles``: by mention, nouns that say what it is."""

    seen: Seen
    names: Names
    order: list[Features]
    roles: list[set[str]]


def look(document: Document, tree: Tree) -> Look:
    """What is seen of the mentions and names of a document."""
    shown = seen(document, tree)
    order = sorted(shown.features, key=lambda f: (f.start, -f.end))
    return Look(shown, Names(document, tree, aliases_of(document)), order, [roles(tree, f) for f in shown.features])


def resolve(
    document: Document,
    tree: Tree | None = None,
    learned: Mapping[int, Choice] | None = None,
    known: Look | None = None,
) -> tuple[Mention, ...]:
    """The document's mentions in their order, with ``of`` (index of the mention referred back to), ``name`` (in full)
    and ``id`` (of a well-known actor) filled in where they are known. ``learned``: by mention, what is followed in
    place of the rules for pronouns and descriptions; ``known``: what :func:`look` gives, if it is there already."""
    tree = tree or Tree(document)
    return _Resolver(document, tree, learned, known or look(document, tree)).run()


class _Resolver:
    def __init__(self, document: Document, tree: Tree, learned: Mapping[int, Choice] | None, known: Look) -> None:
        self.document = document
        self.tree = tree
        self.learned = learned or {}
        self.by_model = learned is not None
        self.features = known.seen.features
        self.names = known.names
        self.entity_of: dict[int, Entity] = {}
        self.of: dict[int, int] = {}
        self.by_key: dict[str, Entity] = {}
        self.by_last_word: dict[str, list[Entity]] = {}
        self.by_initials: dict[str, Entity] = {}
        self.by_noun: dict[str, list[Features]] = {}
        self.by_word: dict[int, int] = {}
        self.before: list[Features] = []
        self.by_head = {f.head: f for f in reversed(self.features)}
        self.quoted = known.seen.quoted
        self.sides = sides(document, tree, self.features, self.by_head) if self.by_model else {}
        self.order = known.order
        self.roles = known.roles

    def run(self) -> tuple[Mention, ...]:
        for feature in self.order:
            self._place(feature)
            self.before.append(feature)
            if feature.style != "pronoun":
                self.by_noun.setdefault(feature.lemma, []).append(feature)
            self.by_word.setdefault(feature.head, feature.index)
        name_behind(self.sides, self.entity_of, self.features, self.names, self._phrase)
        return tuple(self._filled(i, m) for i, m in enumerate(self.document.mentions))

    def _place(self, feature: Features) -> None:
        """Put one mention to the entity it belongs to, or to a new one."""
        if self.document.mentions[feature.index].kind in _UNNAMED:
            self._join(feature, Entity("other", feature.plural, None), None)
            return
        twin = self.by_word.get(feature.head)
        if twin is not None:
            self._join(feature, self.entity_of[twin], None)
            return
        known = self._spelt_out(feature)
        if known is not None:
            self._join(feature, known, self._anchor(known))
            return
        of = self._apposed(feature)
        if of is None and feature.style == "pronoun":
            of = self._pronoun(feature)
        elif of is None and feature.style == "name":
            entity = self._named(feature)
            if entity is not None:
                self._join(feature, entity, self._anchor(entity))
                return
        elif of is None:
            of = self._described(feature)
        if of is not None:
            self._join(feature, self.entity_of[of], of)
        else:
            self._join(feature, Entity(feature.sort, feature.plural, feature.gender), None)

    def _anchor(self, entity: Entity) -> int | None:
        """The mention that a further name refers back to: the last one by name, for pronouns may have been mistaken."""
        recent = entity.mentions[: -_RECENT - 1 : -1]
        by_name = (i for i in recent if self.features[i].style == "name")
        no_pronoun = (i for i in recent if self.features[i].style != "pronoun")
        return next(by_name, next(no_pronoun, next(iter(recent), None)))

    def _spelt_out(self, feature: Features) -> Entity | None:
        """A description that holds its own name: "the city of Raqqa", "the IS group"."""
        if feature.style in {"name", "pronoun"} or feature.plural:
            return None
        text = self.document.text[feature.start : feature.end]
        if feature.sort == "body" and len(text) < 80:
            actor = self.names.actor(text)
            return self._keyed("actor:" + actor.id, feature) if actor is not None else None
        if feature.sort != "place" or feature.lemma not in word_list("settlements"):
            return None
        named = named_by(self.tree, feature.head)
        if named is None:
            return None
        inner = self.by_head.get(named)
        if inner is not None:
            return self._keyed(self.names.of(inner).key, feature) if inner.style == "name" else None
        name = self.names.unseen(named)
        entity = self._keyed(normal(name), feature)
        entity.name = entity.name or name
        return entity

    def _keyed(self, key: str, feature: Features) -> Entity:
        """The entity of a key, or a new one under it."""
        entity = self.by_key.get(key)
        if entity is None:
            entity = self.by_key[key] = Entity(feature.sort, False, None)
        return entity

    def _apposed(self, feature: Features) -> int | None:
        """ "Khabat Hisso, a media activist": the mention this one is an apposition to."""
        if self.tree.base[feature.head] != "appos" or feature.style == "pronoun":
            return None
        of = self.by_word.get(self.tree.head[feature.head])
        if of is None:
            return None
        other = self.features[of]
        if other.sort != feature.sort or bool(other.plural) != bool(feature.plural):
            return None
        if other.style == "name" == feature.style:
            return None
        return of

    def _pronoun(self, feature: Features) -> int | None:
        of = relative(feature, self.tree, self.by_word)
        if of is None and self.by_model and feature.form in OURS:
            return self._our(feature, self.sides.get(feature.index))
        if of is None and feature.index in self.learned:
            return self._chosen(
                self.learned[feature.index], not_meant(feature, self.tree, self.by_word, self.entity_of)
            )
        if of is None and feature.form in THIRD:
            of = antecedent(feature, self.before, self.entity_of, self.tree, self.quoted)
        return of

    def _our(self, feature: Features, side: Side | None) -> int | None:
        """Whom "we" stands for: who speaks, where that is known, and never what the words tell of."""
        choice = self.learned.get(feature.index)
        of = None if choice is None else self._chosen(choice, not_us(side, self.features, self.tree))
        is_speaker = side and (of is None or not side.speakers.isdisjoint(self.entity_of[of].mentions[-64:]))
        return side.body if side and is_speaker and side.body in self.entity_of else of

    def _chosen(self, choice: Choice, barred: Callable[[Entity], bool] | None = None) -> int | None:
        """The likeliest mention of what is likeliest meant, of what is not barred."""
        if choice.none > _MOST_LIKELY:
            return None
        total: dict[Entity, float] = {}
        best: dict[Entity, tuple[float, int]] = {}
        entities = self.entity_of
        for i, chance in zip(choice.candidates, choice.chances, strict=True):
            entity = entities.get(i)
            if entity is None:
                continue
            before = total.get(entity)
            if before is None:
                total[entity], best[entity] = chance, (chance, i)
                continue
            total[entity] = before + chance
            most, at = best[entity]
            if chance > most or (chance == most and i > at):
                best[entity] = chance, i
        while total:
            top = max(total.values())
            if top <= choice.none:
                return None
            chosen = max((one for one, sum_ in total.items() if sum_ == top), key=best.__getitem__)
            if barred is None or not barred(chosen):
                return best[chosen][1]
            del total[chosen]
        return None

    def _labelled(self, feature: Features, choice: Choice, of: int | None) -> int | None:
        """ "The militants" after "Kurdish fighters took a town from IS": a group that is named so is called so rather
        than people described by another noun."""
        if of is None or feature.lemma not in _LABELS or not feature.plural:
            return of
        chosen = self.entity_of[of]
        if chosen.actor is not None or feature.lemma in chosen.roles:
            return of
        named = []
        for i, chance in zip(choice.candidates, choice.chances, strict=True):
            actor = self.entity_of[i].actor if i in self.entity_of else None
            if actor is not None and actor.kind == "armed-actor":
                named.append((chance, i))
        return max(named)[1] if named else of

    def _described(self, feature: Features) -> int | None:
        if feature.index in self.learned:
            choice = self.learned[feature.index]
            if feature.sort == "place" and feature.plural:  # "these areas" are none of the towns alone
                return self._chosen(choice, lambda entity: not entity.plural)
            barred = bars(feature, self._whose(feature), self.tree, self.features)
            return self._labelled(feature, choice, self._chosen(choice, barred))
        of = same_noun(feature, self.by_noun, self.entity_of)
        return by_sort(feature, self.before, self.entity_of, self.tree, kind_lists().states) if of is None else of

    def _whose(self, feature: Features) -> Entity | None:
        """Whose a description says that someone is: "her" in "her mother", "Reid" in "Reid's lawyer"."""
        for owner in (self.by_head.get(k) for k in self.tree.kids[feature.head] if self.tree.rel[k] == "nmod:poss"):
            if owner is not None:
                if owner.style == "name":
                    return self._named(owner)
                of = self._pronoun(owner) if owner.style == "pronoun" else None
                one = None if of is None else self.entity_of[of]
                return one if one is None or None in (owner.gender, one.gender) or owner.gender == one.gender else None
        return None

    def _named(self, feature: Features) -> Entity | None:
        """The entity that a name names, from the names seen so far."""
        named = self.names.of(feature)
        name, entity = named.text, self.by_key.get(named.key)
        if entity is not None:
            return entity if self._alike(entity, feature) else None
        if feature.sort == "person":
            return self._surname(name, feature)
        acronym = acronym_key(name)
        if acronym is not None and feature.sort == "body":
            return self.by_initials.get(acronym)
        if feature.sort == "body":
            return self._part_of_name(name, feature)
        return None

    def _alike(self, entity: Entity, feature: Features) -> bool:
        if entity.sort == feature.sort:
            return True
        return entity.actor is not None or {entity.sort, feature.sort} <= {"body", "people"}

    def _surname(self, name: str, feature: Features) -> Entity | None:
        """ "Hisso" after "Khabat Hisso": the last person of that surname, if the gender does not speak against it."""
        parts = name.split()
        if not parts:
            return None
        for entity in reversed(self.by_last_word.get(parts[-1].casefold(), [])[-6:]):
            if entity.sort != "person" or entity.name is None:
                continue
            if feature.gender and entity.gender and feature.gender != entity.gender:
                continue
            if len(parts) == 1 or set(parts) <= set(entity.name.split()):
                return entity
        return None

    def _part_of_name(self, name: str, feature: Features) -> Entity | None:
        """ "the Observatory" after "the Syrian Observatory for Human Rights"."""
        parts = set(name.split())
        if not parts or feature.plural:
            return None
        found = None
        for entity in reversed(self.by_last_word.get(name.split()[-1].casefold(), [])[-6:]):
            if entity.sort == "body" and entity.name is not None and parts < set(entity.name.split()):
                if found is not None and found is not entity:
                    return None
                found = entity
        return found

    def _join(self, feature: Features, entity: Entity, of: int | None) -> None:
        entity.mentions.append(feature.index)
        self.entity_of[feature.index] = entity
        if of is not None:
            self.of[feature.index] = of
        entity.gender = entity.gender or feature.gender
        entity.roles |= self.roles[feature.index]
        if self.document.mentions[feature.index].kind in _UNNAMED:
            return
        if feature.style == "name":
            self._learn_name(feature, entity)
        elif entity.actor is None and feature.style != "pronoun":
            text = self.document.text[feature.start : feature.end]
            entity.actor = self.names.actor(text) if len(text) < 80 else None
            if entity.actor is not None and entity.name is None:
                entity.name = entity.actor.name

    def _learn_name(self, feature: Features, entity: Entity) -> None:
        name, full, key, actor = self.names.of(feature)
        if not name:
            return
        if actor is not None and feature.sort != "person":
            entity.actor = entity.actor or actor
        if entity.name is None or (entity.actor is None and says_more(full, entity.name)):
            entity.name = full
        if entity.actor is not None:
            entity.name = entity.actor.name
        self.by_key.setdefault(key, entity)
        words = [w.casefold() for w in name.split()]
        for word in set(words) if feature.sort == "body" else {words[-1]}:
            seen = self.by_last_word.setdefault(word, [])
            if not seen or seen[-1] is not entity:
                seen.append(entity)
        if feature.sort == "body" and len(words) > 1:
            self.by_initials.setdefault(initials(full), entity)

    def _filled(self, index: int, mention: Mention) -> Mention:
        entity = self.entity_of[index]
        feature = self.features[index]
        name = entity.name
        if name is None and index in self.of and self.features[entity.mentions[0]].style != "pronoun":
            name = self._phrase(entity.mentions[0])
            whose = name.partition(" ")[0].lower() in _OWNERS  # "our forces" are nobody's name
            if whose or says_no_more(name, self.document.text[mention.start : mention.end]):
                name = None
        if name is None and feature.style == "possessed":
            name = self._owner(feature)
        actor, of = entity.actor, self.of.get(index)
        if actor is None and of is None and name is None and mention.of is None and mention.name is None:
            return mention
        kind = self._kind(feature, mention, entity)
        return replace(mention, kind=kind, of=of, name=name, id=actor.id if actor else mention.id)

    def _kind(self, feature: Features, mention: Mention, entity: Entity) -> MentionKind:
        """The kind of a well-known actor, where the model took its name for a place or an organisation."""
        actor = entity.actor
        if actor is None or feature.style != "name" or mention.kind not in {"place", "organisation", "group", "person"}:
            return mention.kind
        known = self.names.of(feature).actor
        plain = mention.kind in {"organisation", "group"} or self.tree.form[feature.head] == actor.name.lower()
        acronym = acronym_key(self.document.text[mention.start : mention.end]) is not None
        return actor.kind if known == actor and (plain or acronym) else mention.kind

    def _phrase(self, index: int) -> str:
        """A description in full: "a spokesman for the YPG"."""
        one, words = self.features[index], self.document.words
        first, last = extent(self.tree, one.head, binding=_BIND)
        start, end = min(words[first].start, one.start), max(words[last - 1].end, one.end)
        return " ".join(self.document.text[start:end].split())

    def _owner(self, feature: Features) -> str | None:
        """ "their gunmen": the armed actor that the possessive stands for."""
        if feature.lemma not in word_list("fighters"):
            return None
        for kid in self.tree.kids[feature.head]:
            if self.tree.rel[kid] == "nmod:poss" and kid in self.by_word:
                owner = self.entity_of[self.by_word[kid]]
                return owner.name if owner.actor is not None else None
        return None

"""Claims of a report: triggers of the lexicon with their arguments, status, counts, places and times."""

from __future__ import annotations

from dateline.read import aggregate, background, counts, held, merge, modes, places, times, verbal_modes
from dateline.read.document import Document
from dateline.read.draft import CountDraft, Draft, Phrase, PlacePhrase
from dateline.read.inherit import carry_over
from dateline.read.kinds import ARMED, Kinds
from dateline.read.lexicon import lexicon
from dateline.read.match import Match, matches
from dateline.read.phrases import phrase
from dateline.read.roles import fill
from dateline.read.setting import Setting
from dateline.read.status import reality
from dateline.read.tree import Tree

_VAGUE = 0.6
_ALONE = 0.75
"""Without party, place, number or time, a trigger is the likelier to mean something else."""


def detect(document: Document, tree: Tree | None = None, setting: Setting | None = None) -> list[Draft]:
    """The claims of a parsed report, in order of the text. ``tree``, ``setting``: those of the document, where they are
    there already.

    Each is worded as its sentence words it: noun phrases as written, pronouns kept; elements that the sentence
    leaves out and an earlier one supplies are marked as inherited. Places, dates, names and sources are resolved by
    later steps.
    """
    tree = tree or Tree(document)
    kinds = Kinds(tree)
    found = [_raw(tree, kinds, m) for m in matches(tree, kinds, lexicon(), setting or Setting(tree))]
    found = merge.merged(tree, kinds, found)
    drafts = [draft for raw in found if (draft := _draft(tree, kinds, raw)) is not None]
    drafts += [_held(tree, h) for h in held.find(tree, kinds)]
    drafts.sort(key=lambda d: (d.trigger.start, d.trigger.end, d.type))
    return carry_over(tree, kinds, drafts)


def _raw(tree: Tree, kinds: Kinds, match: Match) -> merge.Raw:
    roles = fill(tree, kinds, match)
    raw = merge.Raw(match=match, roles=roles)
    entry = match.entry
    if entry.count is not None:
        people = roles.actors if entry.type == "STRENGTH" else roles.recipients
        if entry.type == "STRENGTH":
            people = [k for s, k in match.slots if s == "obj"] or people
        found = (counts.of_group(tree, kinds, people[0]) if people else None) or counts.of_people(tree, kinds, people)
        if found is not None:
            raw.counts[entry.count] = found
    elif entry.type == "MOBILIZE":
        found = counts.of_people(tree, kinds, roles.recipients or roles.actors, people=ARMED)
        if found is not None:
            raw.counts["force"] = found
    elif entry.type == "RETREAT" and entry.mode == "withdraw":
        found = counts.of_people(tree, kinds, roles.actors, people=ARMED)
        if found is not None:
            raw.counts["force"] = found
    return raw


def _draft(tree: Tree, kinds: Kinds, raw: merge.Raw) -> Draft | None:
    match, roles, entry = raw.match, raw.roles, raw.match.entry
    real = reality(tree, match.head, ignore=match.words)
    status, negated = real.status, real.negated
    if entry.negated and not negated:
        return None
    if entry.count == "force" and "force" not in raw.counts:
        return None
    if negated and entry.confidence < _VAGUE and entry.part == "noun":
        return None  # "without violence" tells nothing
    if entry.negated:
        negated = False
        status = "actual" if status == "denied" else status
    if real.hearsay and status == "actual" and not _attributed(tree.document, match.head):
        status = "possible"
    if entry.type == "RETREAT" and status == "actual" and _announced(tree, match):
        status = "planned"
    if entry.status is not None and (status == "actual" or tree.form[match.words[0]] == "must"):
        status = entry.status
    mode = raw.mode or entry.mode
    if entry.type == "ASSAULT" and mode is None:
        mode = modes.of_assault(tree, match.head, roles.means, roles.actors)
    elif mode is None:
        mode = verbal_modes.of_words(tree, match)
    elif entry.type == "CONTROL":
        mode = _direction(mode, bool(roles.actors), bool(roles.recipients))
    when = times.find(tree, kinds, match.head)
    where = places.find(tree, kinds, match, roles)
    told = bool(roles.actors or roles.recipients or where or raw.counts or when)
    if not told and entry.part == "noun" and entry.confidence < _VAGUE:
        return None  # "unrest", "violence" and nothing else
    published = tree.document.report.published
    return Draft(
        type=entry.type,
        mode=mode,
        status=status,
        negated=negated,
        aggregate=aggregate.is_aggregate(tree, match.head, when, raw.counts, entry.part == "noun"),
        background=background.is_background(tree, match.head, when, published),
        trigger=_trigger(tree, match),
        sentence=tree.document.words[match.head].sentence,
        actors=_phrases(tree, roles.actors),
        recipients=_phrases(tree, roles.recipients),
        means=_phrases(tree, roles.means),
        places=where,
        times=when,
        counts={k: c for k, c in raw.counts.items() if status == "actual" or not _one(tree.document.text, c)},
        confidence=round(entry.confidence * (1.0 if told else _ALONE), 3),
    )


def _one(text: str, count: CountDraft) -> bool:
    """Whether a count is but an article: "a soldier"."""
    return text[count.start : count.end].lower() in ("a", "an")


def _announced(tree: Tree, match: Match) -> bool:
    """ "announced the withdrawal of its troops": announced, it still lies ahead."""
    return match.entry.part == "noun" and any(s == "gov" and tree.lemma[k] in _ANNOUNCING for s, k in match.slots)


_ANNOUNCING = frozenset({"announce", "declare", "promise", "offer", "order", "pledge"})


def _direction(mode: str, gainer: bool, loser: bool) -> str:
    """A place that changes hands is told from the side that the sentence names: "fell to X" is X's gain, "X were driven
    out" their loss."""
    if mode == "loses" and gainer:
        return "gains"
    if mode == "gains" and loser and not gainer:
        return "loses"
    return mode


def _phrases(tree: Tree, heads: list[int]) -> tuple[Phrase, ...]:
    return tuple(phrase(tree, h) for h in heads)


def _trigger(tree: Tree, match: Match) -> Phrase:
    """The trigger's words where they stand together, else its head word."""
    words = tree.document.words
    few = next((k for s, k in match.slots if s == "few"), None)
    if few is not None and any(t.slot == "few" for t in match.entry.needs):
        return Phrase(words[few].start, words[few].end, few)  # "fewer fighters remain"
    first, last = match.words[0], match.words[-1]
    if last - first + 1 > 4:
        first = last = match.head
    if last == match.head and any(k == last + 1 and tree.rel[k] == "compound:prt" for k in tree.kids[last]):
        last += 1
    return Phrase(words[first].start, words[last].end, match.head)


def _attributed(document: Document, head: int) -> bool:
    start = document.words[head].start
    return any(a.source and any(s <= start < e for s, e in a.content) for a in document.attributions)


def _held(tree: Tree, found: held.Held) -> Draft:
    words = tree.document.words
    place = phrase(tree, found.place)
    start = place.start
    if words[found.first].start <= start <= words[found.participle].end:
        start = words[found.participle + 1].start
    elif start < words[found.first].start:
        start = words[found.participle + 1].start
    return Draft(
        type="CONTROL",
        mode="holds",
        status="actual",
        negated=False,
        aggregate=False,
        background=False,
        trigger=Phrase(words[found.participle].start, words[found.participle].end, found.participle),
        sentence=words[found.participle].sentence,
        actors=(Phrase(words[found.first].start, words[found.holder].end, found.holder),),
        places=(PlacePhrase(min(start, place.end - 1), place.end, found.place, role="held"),),
        confidence=0.85,
    )

"""Facts of those who may say a claim whose own sentence names no source, as short texts, from which the second look
tells who goes on speaking: how far off they stand and when they spoke last, who said the claims before, quotation marks
and the first person."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dateline.read.draft import Draft
from dateline.read.facts import Coded
from dateline.read.saying import Saying
from dateline.read.sources import SourceIndex
from dateline.read.speakers import cues

FAR, AHEAD, NEAREST, BEHIND = 14, 2, 8, 3
"""Speakers offered: the nearest of ``FAR`` sentences before the claim's own and of ``AHEAD`` behind it."""
_SPEAKERS = frozenset({"person", "organisation", "armed-actor", "group"})
_FIRST_PERSON = frozenset({"i", "we", "our", "my", "us", "me", "ours"})
_STEPS = (1, 2, 3, 4, 6, 9, 14)
_SHARES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7)
_LENGTHS = (6, 12, 25, 50)
_NOT_YET = 99


class Spoken(NamedTuple):
    """A claim and the names of those who say it by the rules."""

    word: int
    sentence: int
    names: frozenset[str]


class Speakers:
    """Who may say something in a report."""

    def __init__(self, facts: Coded[int] | Coded[str], sources: SourceIndex) -> None:
        self.facts = facts
        self.sources = sources
        tree, document = facts.tree, facts.document
        self.sayings: dict[int, list[Saying]] = {}
        for saying in sources.sayings:
            if saying.source is not None:
                self.sayings.setdefault(saying.source, []).append(saying)
        self.subjects = {cue.source for cue in cues(document, tree, sources.sayings)}
        found = {*self.sayings, *self.subjects}
        for head, number in document.mention_by_head.items():
            if tree.base[head] == "nsubj" and document.mentions[number].kind in _SPEAKERS:
                found.add(head)
        self.words = sorted(found)
        self.by_name: dict[str, list[int]] = {}
        for word in self.words:
            self.by_name.setdefault(facts.name(word), []).append(word)
        sentences = document.sentences
        self.personal = [any(tree.form[i] in _FIRST_PERSON for i in range(s.first, s.last)) for s in sentences]
        self.telling = {document.words[word].sentence for word in self.sayings}

    def around(self, word: int) -> list[tuple[str, int]]:
        """Name and nearest word of each speaker in other sentences, those before first, the nearest first."""
        facts, words = self.facts, self.facts.document.words
        low, high = facts.tree.bounds(word)
        number = words[word].sentence
        found: dict[str, int] = {}
        for j in reversed(self.words[: bisect_left(self.words, low)]):
            if len(found) >= NEAREST or number - words[j].sentence > FAR:
                break
            if facts.tree.pos[j] != "PRON":
                found.setdefault(facts.name(j), j)
        most = len(found) + BEHIND
        for j in self.words[bisect_left(self.words, high) :]:
            if len(found) >= most or words[j].sentence - number > AHEAD:
                break
            if facts.tree.pos[j] != "PRON":
                found.setdefault(facts.name(j), j)
        return list(found.items())

    def kind(self, word: int) -> str:
        """What sort of thing a word stands for."""
        number = self.facts.document.mention_by_head.get(word)
        kind = "-" if number is None else self.facts.document.mentions[number].kind
        return f"{kind} {self.facts.tree.pos[word]}"


def spoken_facts(
    speakers: Speakers, before: Sequence[Spoken], draft: Draft, spoken: Sequence[tuple[int, int | None]]
) -> list[tuple[int, list[str]]]:
    """Word and facts of each speaker in other sentences. ``before``: the claims before, the latest first."""
    facts, word = speakers.facts, draft.trigger.head
    tree, document = facts.tree, facts.document
    offered = speakers.around(word)
    if not offered:
        return []
    low, high = tree.bounds(word)
    sentence = document.sentences[draft.sentence]
    ruled = {facts.name(head): n for n, (head, _) in reversed(list(enumerate(spoken)))}
    here = any(low <= head < high for head, _ in spoken)
    quote = facts.quotation(word) > 0
    personal = speakers.personal[draft.sentence]
    telling = draft.sentence in speakers.telling
    of_claim = [
        f"type={draft.type}", f"type={draft.type} status={draft.status}", f"here={here} telling={telling}",
        f"quote={quote} {personal}", f"title={sentence.title}", f"share={_share(speakers)}",
        f"latest={bool(before and before[0].names)} {telling}",
        f"length={bisect_right(_LENGTHS, len(document.sentences))}",
    ]  # fmt: skip
    made = []
    for n, (name, j) in enumerate(offered):
        at = document.words[j].sentence
        gap = draft.sentence - at
        other = document.sentences[at]
        said = [s for k in speakers.by_name[name] if k < low for s in speakers.sayings.get(k, ())]
        spoke = [k for k in speakers.by_name[name] if k < low and k in speakers.subjects]
        last = document.words[spoke[-1]].sentence if spoke else None
        back = next((k for k, one in enumerate(before) if name in one.names), _NOT_YET)
        colon = tree.form[other.last - 1] == ":"
        since = _step(draft.sentence - last) if last is not None and last < draft.sentence else "-"
        between = [speakers.personal[k] for k in range(at + 1, draft.sentence)]
        goes_on = bool(between) and all(between)
        told_between = sum(k in speakers.telling for k in range(at + 1, draft.sentence))
        closes = any(
            end >= document.sentences[max(0, draft.sentence - 1)].start and start < sentence.start
            for s in said
            for start, end in s.content
        )
        made.append(
            (
                j,
                [
                    *of_claim,
                    f"gap={_signed(gap)}", f"ruled={ruled.get(name, -1)}", f"back={_step(back)}", f"since={since}",
                    f"back={_step(back)} {personal} {telling}", f"since={since} {quote} {personal}",
                    f"kind={speakers.kind(j)}", f"word={tree.form[j] if tree.pos[j] != 'PROPN' else '*'}",
                    f"up={tree.lemma[tree.head[j]]}", f"colon={colon} {_signed(gap)}", f"order={n}",
                    f"paragraphs={_step(sentence.paragraph - other.paragraph)}",
                    f"between={min(told_between, 3)} {goes_on}", f"closes={closes} {personal} {quote}",
                    f"says={j in speakers.sayings} {j in speakers.subjects}", f"often={_step(len(said))}",
                    f"case={tree.case(j)}|{tree.rel[j]}", f"opening={min(at, 3)}",
                ],
            )
        )  # fmt: skip
    return made


def _share(speakers: Speakers) -> int:
    return bisect_right(_SHARES, len(speakers.telling) / max(1, len(speakers.personal)))


def _step(number: int) -> int:
    return number if number <= 0 else bisect_right(_STEPS, number)


def _signed(number: int) -> int:
    return -bisect_right(_STEPS, -number) if number < 0 else bisect_right(_STEPS, number)

"""Reads the generated reports: the same values as for the annotated corpora."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from dateline.errors import BrokenInputError
from training.annotations.format import AnnotatedClaim, AnnotatedDocument
from training.annotations.line import LineError
from training.annotations.quote import Quoting, written
from training.annotations.resolve import claim
from training.annotations.sentences import sentences
from training.annotations.texts import Text

FOLDER = Path(__file__).with_name("reports")
CORPUS = "generated"
Pair = tuple[Text, AnnotatedDocument]


class Draft(Struct):
    """A document as its lines stand: paragraphs of sentences, and claims as (line number, sentence, rest)."""

    line: int
    id: str
    published: str
    title: str | None = None
    paragraphs: list[list[str]] = field(default_factory=list)
    claims: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """As written, the title first."""
        return [*([self.title] if self.title else []), *(s for p in self.paragraphs for s in p)]

    @property
    def text(self) -> str:
        """Title and paragraphs, a blank line between."""
        return "\n\n".join([*([self.title] if self.title else []), *(" ".join(p) for p in self.paragraphs if p)])


def load(folder: Path = FOLDER) -> list[Pair]:
    """All generated reports, by file and place in it. Raises ``BrokenInputError`` that names every faulty line."""
    pairs: list[Pair] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        found, problems = read(path)
        pairs += found
        wrong += problems
    seen: set[str] = set()
    for text, _ in pairs:
        if text.id in seen:
            wrong.append(f"{text.id}: stands twice")
        seen.add(text.id)
    if wrong:
        raise BrokenInputError("\n".join(wrong))
    return pairs


def read(path: Path) -> tuple[list[Pair], list[str]]:
    """The reports of one file without fault, and what is wrong with the others."""
    pairs: list[Pair] = []
    wrong: list[str] = []
    for draft in _drafts(path, wrong):
        problems: list[str] = []
        pair = _pair(draft, path.name, problems)
        if problems:
            wrong += problems
        else:
            pairs.append(pair)
    return pairs, wrong


def _drafts(path: Path, wrong: list[str]) -> Iterator[Draft]:
    draft: Draft | None = None
    fresh = False
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if line.startswith("//"):
            continue
        if line.startswith("@"):
            if draft is not None:
                yield draft
            name, _, day = line[1:].strip().partition(" ")
            draft, fresh = Draft(number, name, day.strip()), True
        elif draft is None:
            if line:
                wrong.append(f"{path.name}:{number}: stands outside a report; open one with '@ ID DAY'")
        elif not line:
            fresh = True
        elif line.startswith("= "):
            draft.title = line[2:]
        elif line.startswith(">"):
            draft.claims.append((number, len(draft.sentences), line[1:].strip()))
        else:
            if fresh:
                draft.paragraphs.append([])
            draft.paragraphs[-1].append(line)
            fresh = False
    if draft is not None:
        yield draft


def _pair(draft: Draft, name: str, wrong: list[str]) -> Pair:
    text = Text(CORPUS, draft.id, draft.text, "train", draft.title, draft.published)
    spans = sentences(text.text)
    found = [written(text.text, s) for s in spans]
    for ours, theirs in zip(draft.sentences, found, strict=False):
        if ours != theirs:
            wrong.append(f"{name}:{draft.line}: {draft.id}: a line is not one sentence: {ours[:50]!r}, {theirs[:50]!r}")
            break
    try:
        date.fromisoformat(draft.published)
    except ValueError:
        wrong.append(f"{name}:{draft.line}: {draft.id}: {draft.published!r} is no day; write '@ ID YYYY-MM-DD'")
    annotated = (0, spans[-1][1] if spans else 0)
    quoting = Quoting(text.text, spans)
    claims: list[AnnotatedClaim] = []
    for line, sentence, rest in draft.claims:
        kind, bar, after = (part.strip() for part in rest.partition("|"))
        trigger, _, others = (part.strip() for part in after.partition("|"))
        try:
            if not bar or not trigger:
                raise LineError("needs: > TYPE mode status | trigger | …")
            typed = f"{sentence} | {kind} | trigger={trigger}" + (f" | {others}" if others else "")
            claims.append(claim(typed, quoting, annotated))
        except LineError as error:
            wrong.append(f"{name}:{line}: {error}")
    return text, AnnotatedDocument(CORPUS, text.id, text.sha256, annotated, text.published, tuple(claims))

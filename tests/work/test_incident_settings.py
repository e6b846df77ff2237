"""Days and places of incidents, in short texts."""

from __future__ import annotations

import re

from msgspec.structs import replace

from benchmarks.reads import as_report
from dateline.read.document import Document, Sentence
from dateline.read.incidents import Filler, Incident
from dateline.read.words import split
from dateline.values import Mention, Token
from dateline.work.incident_settings import Setting, settings

TEXT = "Talks opened in Lima on 3 March 1990. A mill burnt near Cuzco on 5 March 1990. The mill was old. It rained."


def document(published: str | None = "1990-03-09") -> Document:
    words = split(TEXT)
    tokens: list[Token] = []
    number, base = 0, 0
    for i, (a, b) in enumerate(words):
        tokens.append(Token(a, b, TEXT[a:b].lower(), "X", base, "root" if i == base else "dep", number))
        if TEXT[a:b] == ".":
            number, base = number + 1, i + 1
    firsts = [i for i, t in enumerate(tokens) if i == 0 or tokens[i - 1].sentence != t.sentence]
    ends = [*firsts[1:], len(tokens)]
    sentences = [Sentence(words[a][0], words[b - 1][1], a, b, 0) for a, b in zip(firsts, ends, strict=True)]
    places = [Mention(m.start(), m.end(), "place", True) for m in re.finditer("Lima|Cuzco", TEXT)]
    heads = tuple(next(i for i, (a, _) in enumerate(words) if a == p.start) for p in places)
    report = replace(as_report("r", TEXT), published=published)
    return Document(report, tuple(tokens), tuple(sentences), tuple(places), heads)


def incident(*strings: str) -> Incident:
    fillers = tuple(Filler(TEXT.index(s), TEXT.index(s) + len(s), 0.9) for s in strings)
    return Incident("arson", ((), (), fillers, (), ()), 0.9)


def shown(setting: Setting) -> tuple[str | None, str | None, str | None]:
    place = TEXT[setting.place.start : setting.place.end] if setting.place else None
    return setting.earliest, setting.latest, place


def test_the_sentence_of_the_fillers() -> None:
    assert [shown(s) for s in settings(document(), [incident("A mill")])] == [("1990-03-05", "1990-03-05", "Cuzco")]


def test_the_sentences_before_where_the_own_says_nothing() -> None:
    assert shown(settings(document(), [incident("The mill")])[0]) == ("1990-03-05", "1990-03-05", "Cuzco")


def test_the_place_named_most_often_where_none_is_near() -> None:
    text = "Lima slept. Rain fell. Cuzco and Lima slept. Rain fell. Rain fell. Rain fell. Rain fell. A mill burnt."
    words = split(text)
    tokens, sentences, first = [], [], 0
    for i, (a, b) in enumerate(words):
        tokens.append(Token(a, b, text[a:b].lower(), "X", first, "dep", len(sentences)))
        if text[a:b] == ".":
            sentences.append(Sentence(words[first][0], b, first, i + 1, 0))
            first = i + 1
    places = tuple(Mention(m.start(), m.end(), "place", True) for m in re.finditer("Lima|Cuzco", text))
    made = Document(as_report("r", text), tuple(tokens), tuple(sentences), places, (0,) * len(places))
    at = text.index("A mill")
    (found,) = settings(made, [Incident("arson", ((), (), (Filler(at, at + 6, 0.9),), (), ()), 0.9)])
    assert found.place == places[0]


def test_on_or_before_the_report_where_nothing_is_near() -> None:
    bare = replace(document(), mentions=(), mention_heads=())
    text = TEXT.replace("1990", "    ").replace("3 March", "       ").replace("5 March", "       ")
    bare = replace(bare, report=replace(bare.report, text=text))
    assert settings(bare, [incident("The mill")]) == [Setting(None, "1990-03-09", None)]
    unknown = replace(bare, report=replace(bare.report, published=None))
    assert settings(unknown, [incident()]) == [Setting(None, None, None)]
    assert settings(unknown, []) == []

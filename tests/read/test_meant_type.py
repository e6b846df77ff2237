"""What a claim is by the words that go with its trigger."""

from __future__ import annotations

import pytest

from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase
from dateline.read.kinds import Kinds
from dateline.read.meant_type import meant
from dateline.read.phrases import phrase
from dateline.read.reader import Reader
from dateline.read.tree import Tree
from dateline.values import ClaimType, Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def claim(document: Document, word: str, type_: ClaimType, mode: str | None = None, **parts: str) -> Draft:
    """A claim on a word, its parts words too."""
    tree = Tree(document)

    def at(form: str) -> int:
        return next(i for i in range(len(document.words)) if document.form(i) == form)

    i = at(word)
    trigger = Phrase(document.words[i].start, document.words[i].end, i)
    actors, recipients = ((phrase(tree, at(parts[n])),) if n in parts else () for n in ("actor", "recipient"))
    sentence = document.words[i].sentence
    return Draft(type_, mode, "actual", False, False, False, trigger, sentence, actors, recipients)


def read(reader: Reader, text: str) -> Document:
    return reader.document(Report("id", "0" * 64, "0" * 64, text))


def told(document: Document, *drafts: Draft) -> list[tuple[str, str, list[str], list[str]]]:
    tree = Tree(document)
    text = document.text
    return [
        (
            d.type,
            text[d.trigger.start : d.trigger.end],
            [text[p.start : p.end] for p in d.actors],
            [text[p.start : p.end] for p in d.recipients],
        )
        for d in meant(tree, Kinds(tree), drafts)
    ]


@pytest.mark.parametrize(("word", "actor"), [("casualties", "casualties"), ("inflicted", "rebels")])
def test_who_inflicts_casualties_attacks(reader: Reader, word: str, actor: str) -> None:
    document = read(reader, "The rebels inflicted 20 casualties on the brigade near Darwan on Monday.")
    found = claim(document, word, "STRENGTH", "down", actor=actor)
    attack = ("ASSAULT", "inflicted", ["The rebels"], ["the brigade"])
    assert told(document, found) == [attack]
    assert len(told(document, found, claim(document, "inflicted", "ASSAULT", actor="rebels"))) == 1


def test_casualties_that_are_only_reported_are_a_loss(reader: Reader) -> None:
    document = read(reader, "The brigade suffered 20 casualties near Darwan on Monday.")
    found = claim(document, "casualties", "STRENGTH", "down", actor="brigade")
    assert [kind for kind, *_ in told(document, found)] == ["STRENGTH"]


@pytest.mark.parametrize(
    ("text", "word", "type_"),
    [
        ("The council suspended its aid to the ministry on Monday.", "suspended", "SANCTION"),
        ("The council demanded a halt to military assistance.", "halt", "SANCTION"),
        ("The rebels suspended the dialogue with the government.", "suspended", "SANCTION"),
        ("The rebels suspended their attacks on the town.", "suspended", "RETREAT"),
        ("Both sides ended the talks with a handshake.", "ended", "RETREAT"),
        ("The rebels halted their advance.", "halted", "RETREAT"),
    ],
)
def test_what_is_stopped_tells_a_sanction_from_a_truce(reader: Reader, text: str, word: str, type_: str) -> None:
    document = read(reader, text)
    assert [kind for kind, *_ in told(document, claim(document, word, "RETREAT", "ceasefire"))] == [type_]


@pytest.mark.parametrize(("who", "type_"), [("gunmen", "RETREAT"), ("villagers", "DISPLACE")])
def test_who_is_armed_withdraws_and_is_not_displaced(reader: Reader, who: str, type_: str) -> None:
    document = read(reader, f"The {who} fled to the hills after the raid.")
    [(kind, _, actors, recipients)] = told(document, claim(document, "fled", "DISPLACE", "flee", recipient=who))
    assert kind == type_
    assert (actors if type_ == "RETREAT" else recipients) == [f"The {who}"]


@pytest.mark.parametrize(
    ("text", "word", "type_", "triggers"),
    [
        ("The senate cut the aid to the army.", "aid", "AID", []),
        ("The senate voted for a halt to military aid.", "aid", "AID", []),
        ("The ministers discussed the aid.", "aid", "AID", []),
        ("The rebels suspended the dialogue with the government.", "dialogue", "CONSULT", []),
        ("The rebels ended the dialogue with the government.", "dialogue", "CONSULT", ["dialogue"]),
        ("The town received aid on Monday.", "aid", "AID", ["aid"]),
        ("The agency gave aid to the villagers.", "aid", "AID", ["gave"]),
    ],
)
def test_what_is_stopped_or_debated_is_not_done(
    reader: Reader, text: str, word: str, type_: ClaimType, triggers: list[str]
) -> None:
    document = read(reader, text)
    assert [trigger for _, trigger, *_ in told(document, claim(document, word, type_))] == triggers


def test_who_is_deported_is_forced(reader: Reader) -> None:
    document = read(reader, "Forty refugees were deported to the border on Monday.")
    flight = claim(document, "deported", "DISPLACE", "expelled", recipient="refugees")
    assert told(document, flight) == [("COERCE", "deported", [], ["Forty refugees"])]
    both = told(document, claim(document, "deported", "COERCE", "deport", recipient="refugees"), flight)
    assert sorted(one[0] for one in both) == ["COERCE", "DISPLACE"]


def test_who_is_armed_and_seeks_refuge_withdraws(reader: Reader) -> None:
    for who, expected in (("gunmen", "RETREAT"), ("villagers", "DISPLACE")):
        document = read(reader, f"Some of the {who} sought refuge in a house near the market.")
        [found] = told(document, claim(document, "sought", "DISPLACE", "flee"))
        assert found[0] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Those who left can come back to their homes.", "come", ("DISPLACE", "return")),
        ("The families went back to their homes.", "went", ("DISPLACE", "return")),
        ("The soldiers went back to their homes.", "went", ("RETREAT", "withdraw")),
        ("The families went back to the negotiations.", "went", ("RETREAT", "withdraw")),
    ],
)
def test_who_is_not_armed_and_goes_home_returns(
    reader: Reader, text: str, word: str, expected: tuple[str, str]
) -> None:
    document = read(reader, text)
    tree = Tree(document)
    subject = next(w for w in ("Those", "families", "soldiers") if w in text)
    [found] = meant(tree, Kinds(tree), [claim(document, word, "RETREAT", "withdraw", actor=subject)])
    assert (found.type, found.mode) == expected
    assert len(found.recipients) == (found.type == "DISPLACE") != len(found.actors)


def test_who_returns_is_not_in_flight_and_who_is_displaced_has_not_withdrawn(reader: Reader) -> None:
    document = read(reader, "Those who left can come back to their homes.")
    tree = Tree(document)
    left = claim(document, "left", "RETREAT", "withdraw", actor="Those")
    back = claim(document, "come", "DISPLACE", "flee", recipient="Those")
    assert [(d.type, d.mode) for d in meant(tree, Kinds(tree), [left, back])] == [
        ("DISPLACE", "flee"),
        ("DISPLACE", "return"),
    ]
    assert [(d.type, d.mode) for d in meant(tree, Kinds(tree), [left])] == [("RETREAT", "withdraw")]


@pytest.mark.parametrize(("whom", "type_"), [("diplomats", "SANCTION"), ("migrants", "COERCE")])
def test_who_expels_diplomats_cuts_relations(reader: Reader, whom: str, type_: ClaimType) -> None:
    document = read(reader, f"Darwan expelled four Russian {whom} on Monday.")
    found = claim(document, "expelled", "COERCE", "deport", actor="Darwan", recipient=whom)
    assert told(document, found) == [(type_, "expelled", ["Darwan"], [f"four Russian {whom}"])]

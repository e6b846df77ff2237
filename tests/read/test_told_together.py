"""One event in several words is one claim: a verb and its noun, an attack and its toll. Texts of our own, parsed by the
bundled model; the claims are put on words of them, as the heads would find them."""

from __future__ import annotations

import pytest

from dateline.read.document import Document
from dateline.read.draft import CountDraft, Draft, Phrase, PlacePhrase
from dateline.read.harm_told import harm_told_on
from dateline.read.phrases import phrase
from dateline.read.reader import Reader
from dateline.read.tree import Tree
from dateline.read.verb_and_noun import told_together
from dateline.values import ClaimType, Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def read(reader: Reader, text: str) -> Document:
    return reader.document(Report("id", "0" * 64, "0" * 64, text))


def at(document: Document, form: str) -> int:
    return next(i for i in range(len(document.words)) if document.form(i) == form)


def claim(
    document: Document, word: str, type_: ClaimType, confidence: float = 0.5, whom: str = "", where: str = ""
) -> Draft:
    """A claim on a word, whom it strikes and where named by words too; its number is the one before whom."""
    tree, i = Tree(document), at(document, word)
    recipients, counts, places = [], {}, []
    if whom:
        people = at(document, whom)
        recipients.append(phrase(tree, people))
        number = document.words[people - 1 if tree.pos[people - 1] == "NUM" else people]
        name = "injured" if word.startswith(("wound", "injur")) else "killed"
        counts[name] = CountDraft(2, 2, number.start, number.end, recipients[0])
    if where:
        place = phrase(tree, at(document, where))
        places.append(PlacePhrase(place.start, place.end, place.head))
    trigger = Phrase(document.words[i].start, document.words[i].end, i)
    return Draft(
        type_,
        None,
        "actual",
        False,
        False,
        False,
        trigger,
        document.words[i].sentence,
        (),
        tuple(recipients),
        (),
        tuple(places),
        counts=counts,
        confidence=confidence,
    )


def words(document: Document, drafts: list[Draft]) -> list[str]:
    return [document.text[d.trigger.start : d.trigger.end] for d in drafts]


@pytest.mark.parametrize(
    ("text", "killed", "dead", "wounded", "hurt"),
    [
        ("Three men were killed and nine others were wounded in the market.", "killed", "men", "wounded", "others"),
        ("Three men were killed, while nine women were injured.", "killed", "men", "injured", "women"),
        ("A mine killed three farmers and wounded nine women near Darwan.", "killed", "farmers", "wounded", "women"),
    ],
)
def test_the_wounded_beside_the_dead_are_of_one_attack(
    reader: Reader, text: str, killed: str, dead: str, wounded: str, hurt: str
) -> None:
    document = read(reader, text)
    first = claim(document, killed, "ASSAULT", whom=dead)
    second = claim(document, wounded, "ASSAULT", whom=hurt)
    [found] = harm_told_on(Tree(document), [first, second])
    assert found.trigger == first.trigger
    assert found.recipients == (*first.recipients, *second.recipients)
    assert set(found.counts) == {"killed", "injured"}


def test_two_deeds_stay_two(reader: Reader) -> None:
    document = read(reader, "Gunmen killed a guard, abducted his sister and wounded the driver.")
    two = [claim(document, w, "ASSAULT", whom=who) for w, who in (("killed", "guard"), ("wounded", "driver"))]
    assert harm_told_on(Tree(document), two) == two
    document = read(reader, "Two men were killed in Idlib and three women were wounded in Hama.")
    two = [
        claim(document, w, "ASSAULT", whom=who, where=where)
        for w, who, where in (("killed", "men", "Idlib"), ("wounded", "women", "Hama"))
    ]
    assert harm_told_on(Tree(document), two) == two


def test_what_a_blast_hit_is_told_with_it(reader: Reader) -> None:
    document = read(reader, "Police blamed the rebels for an explosion that hit a checkpoint near the border.")
    blast = claim(document, "explosion", "ASSAULT")
    [found] = harm_told_on(Tree(document), [blast, claim(document, "hit", "ASSAULT", whom="checkpoint")])
    assert (found.trigger, len(found.recipients)) == (blast.trigger, 1)


@pytest.mark.parametrize(
    "text",
    [
        "A jury heard of the shooting two years ago in Darwan that left four women dead and a guard wounded.",
        "They want to end a war that has lasted a decade and left four people dead.",
    ],
)
def test_how_an_attack_left_people_is_told_with_it(reader: Reader, text: str) -> None:
    document = read(reader, text)
    attack = claim(document, "shooting" if "shooting" in text else "war", "ASSAULT")
    [found] = harm_told_on(Tree(document), [attack, claim(document, "dead", "ASSAULT")])
    assert found.trigger == attack.trigger
    document = read(reader, "The shooting began when the men left the camp, and a guard was killed.")
    two = [claim(document, word, "ASSAULT") for word in ("shooting", "killed")]
    assert harm_told_on(Tree(document), two) == two


def test_dead_and_wounded_are_what_casualties_are(reader: Reader) -> None:
    document = read(reader, "The brigade suffered 29 casualties, including dead and wounded, on Monday.")
    loss = claim(document, "casualties", "STRENGTH")
    assert harm_told_on(Tree(document), [loss, claim(document, "wounded", "ASSAULT")]) == [loss]


@pytest.mark.parametrize(
    ("text", "type_", "verb", "noun", "expected"),
    [
        ("The judge drew up an indictment against the mayor.", "ACCUSE", "drew", "indictment", "drew up an indictment"),
        ("The ministers will begin contacts with the rebels.", "CONSULT", "begin", "contacts", "begin contacts"),
        ("The general convened his officers for a meeting.", "CONSULT", "convened", "meeting", "convened"),
        ("The army carried out an attack on the village.", "ASSAULT", "carried", "attack", "attack"),
        ("The two parties signed an agreement in May.", "AGREE", "signed", "agreement", "signed an agreement"),
    ],
)
def test_a_verb_and_its_noun_are_one_event(
    reader: Reader, text: str, type_: ClaimType, verb: str, noun: str, expected: str
) -> None:
    document = read(reader, text)
    surer = verb if expected == verb else noun
    both = [claim(document, w, type_, 0.8 if w == surer else 0.4) for w in (verb, noun)]
    found = told_together(Tree(document), both)
    assert words(document, found) == [expected]
    assert told_together(Tree(document), found) == found


def test_an_agreement_signed_is_named_by_both_words(reader: Reader) -> None:
    document = read(reader, "They criticised the agreement signed in Geneva by the two governments.")
    for some in (["agreement"], ["signed"], ["agreement", "signed"]):
        found = told_together(Tree(document), [claim(document, word, "AGREE") for word in some])
        assert words(document, found) == ["agreement signed"]


@pytest.mark.parametrize(
    ("text", "type_", "two"),
    [
        ("Nine people were killed in the attack on the camp.", "ASSAULT", ["killed", "attack"]),
        ("The rebels suspended the truce on Friday.", "RETREAT", ["suspended", "truce"]),
    ],
)
def test_what_may_be_two_events_stays_two(reader: Reader, text: str, type_: ClaimType, two: list[str]) -> None:
    document = read(reader, text)
    both = [claim(document, word, type_) for word in two]
    assert told_together(Tree(document), both) == both

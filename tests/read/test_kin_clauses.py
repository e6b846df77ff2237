"""Whose clause stands behind "kin of someone": by trees written down, and by the bundled model."""

from __future__ import annotations

import pytest

from benchmarks.reads import as_report
from dateline.read.draft import Draft, Phrase
from dateline.read.kin_clauses import whose_clause
from dateline.read.party_words import in_right_words
from dateline.read.phrases import phrase
from dateline.read.tree import Tree
from dateline.values import Claim, ClaimType
from dateline.work.pipeline import Tools, load_tools, read
from tests.read import trees

WIDOW = (
    "The widow of a baker shot by deserters fled.",
    (
        "The|the|DET|2|det widow|widow|NOUN|9|nsubj|person of|of|ADP|5|case a|a|DET|5|det "
        "baker|baker|NOUN|2|nmod|person shot|shoot|VERB|2|acl by|by|ADP|8|case "
        "deserters|deserter|NOUN|6|obl:agent|armed-actor fled|flee|VERB|0|root .|.|PUNCT|9|punct"
    ),
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def told(tools: Tools, text: str, trigger: str) -> Claim:
    return next(c for c in read(as_report("r", text), tools).claims if c.trigger.text == trigger)


def draft(tree: Tree, type_: ClaimType, head: int, actors: tuple[int, ...], recipients: tuple[int, ...]) -> Draft:
    word = tree.document.words[head]
    return Draft(
        type_, None, "actual", False, False, False, Phrase(word.start, word.end, head), 0,
        actors=tuple(phrase(tree, k) for k in actors), recipients=tuple(phrase(tree, k) for k in recipients),
    )  # fmt: skip


def test_a_participle_behind_kin_of_someone_hangs_on_this_someone() -> None:
    assert Tree(trees.document(*WIDOW)).head[5] == 4


def test_what_was_hung_below_the_participle_too() -> None:
    text, parse = WIDOW
    tree = Tree(trees.document(text, parse.replace("baker|baker|NOUN|2|nmod", "baker|baker|NOUN|6|obl")))
    assert (tree.head[4], tree.rel[4], tree.head[5]) == (1, "nmod", 4)


@pytest.mark.parametrize("recipients", [(1,), (1, 4), ()])
def test_the_clause_is_done_to_the_person_and_not_to_the_kin(recipients: tuple[int, ...]) -> None:
    tree = Tree(trees.document(*WIDOW))
    made = in_right_words(tree, draft(tree, "ASSAULT", 5, (7, 1), recipients))
    assert [p.head for p in made.recipients] == [4]
    assert [p.head for p in made.actors] == [7]


@pytest.mark.parametrize(
    ("words", "verb", "whose"),
    [
        ("The/DET mother/NOUN of/ADP a/DET girl/NOUN who/PRON was/AUX killed/VERB wept/VERB", 7, (1, 4)),
        ("The/DET mother/NOUN of/ADP girls/NOUN who/PRON was/AUX killed/VERB", 6, None),
        ("The/DET parents/NOUN of/ADP a/DET girl/NOUN who/PRON were/AUX held/VERB", 7, None),
        ("A/DET mother/NOUN of/ADP three/NUM killed/VERB there/ADV", 4, None),
        ("A/DET father/NOUN of/ADP four/NUM girls/NOUN killed/VERB there/ADV", 5, None),
        ("The/DET father/NOUN of/ADP the/DET boy/NOUN ,/PUNCT who/PRON was/AUX held/VERB", 8, None),
        ("A/DET brother/NOUN of/ADP the/DET minister/NOUN killed/VERB there/ADV", 5, None),
        ("The/DET brother/NOUN of/ADP the/DET minister/NOUN was/AUX killed/VERB", 6, None),
        ("The/DET son/NOUN of/ADP a/DET farmer/NOUN from/ADP Rif/PROPN held/VERB there/ADV", 7, (1, 4)),
        ("The/DET mayor/NOUN of/ADP a/DET town/NOUN taken/VERB there/ADV", 5, None),
    ],
)
def test_where_grammar_leaves_it_open_the_clause_stays_with_the_kin(
    words: str, verb: int, whose: tuple[int, int] | None
) -> None:
    rows = [word.split("/") for word in words.split()]
    parse = " ".join(
        f"{form}|{_LEMMAS.get(form, form.lower())}|{pos}|{_head(rows, i)}" for i, (form, pos) in enumerate(rows)
    )
    assert whose_clause(Tree(trees.document(" ".join(form for form, _ in rows), parse)), verb) == whose


_LEMMAS = {"girls": "girl", "parents": "parent", "killed": "kill", "held": "hold", "was": "be", "were": "be"}


def _head(rows: list[list[str]], i: int) -> str:
    """An article hangs on the word behind it, all else on the second word, which is the root."""
    if rows[i][1] == "DET":
        return f"{i + 2}|det"
    return "0|root" if i == 1 else "2|dep"


@pytest.mark.parametrize(
    ("text", "trigger", "whom"),
    [
        ("The wife of a carpenter fatally shot by gunmen said she had seen nothing.", "shot", "a carpenter"),
        ("The lawyer of the man arrested on Monday spoke.", "arrested", "the man"),
        ("The family of a teenager shot by soldiers held a vigil.", "shot", "a teenager"),
    ],
)
def test_the_victim_of_kin_is_the_victim(tools: Tools, text: str, trigger: str, whom: str) -> None:
    assert [p.text for p in told(tools, text, trigger).recipients] == [whom]


def test_what_the_kin_themselves_did_stays_theirs(tools: Tools) -> None:
    assert [p.text for p in told(tools, "The father of Ahmed killed two soldiers.", "killed").actors] == [
        "The father of Ahmed"
    ]

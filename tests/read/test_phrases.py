"""From a head word to its expression."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.phrases import named, phrase
from dateline.read.tree import Tree

OPEN = (
    "the|the|DET|2|det ranks|rank|NOUN|0|root of|of|ADP|5|case the|the|DET|5|det group|group|NOUN|2|nmod "
    "(|(|PUNCT|7|punct IS|IS|PROPN|5|compound )|)|PUNCT|{}|punct fell|fall|VERB|2|acl"
)


@pytest.mark.parametrize(
    ("hangs_on", "expected"), [(7, "the ranks of the group (IS)"), (9, "the ranks of the group (IS)")]
)
def test_a_phrase_has_no_half_bracket(hangs_on: int, expected: str) -> None:
    document = trees.document("the ranks of the group (IS) fell", OPEN.format(hangs_on))
    found = phrase(Tree(document), 1)
    assert document.text[found.start : found.end] == expected


NAMES = [
    (
        "Rif County Marshal Jane Roe spoke",
        (
            "Rif|Rif|PROPN|2|compound County|County|PROPN|3|compound Marshal|Marshal|PROPN|6|nsubj "
            "Jane|Jane|PROPN|3|appos Roe|Roe|PROPN|4|flat spoke|speak|VERB|0|root"
        ),
        2,
        "Rif County Marshal Jane Roe",
    ),
    (
        "Lt. Gen. Jane Roe spoke",
        (
            "Lt.|Lt.|PROPN|3|nmod:desc Gen.|Gen.|PROPN|1|flat Jane|Jane|PROPN|5|nsubj Roe|Roe|PROPN|1|flat "
            "spoke|speak|VERB|0|root"
        ),
        2,
        "Lt. Gen. Jane Roe",
    ),
    (
        "sources close to talks spoke",
        (
            "sources|source|NOUN|5|nsubj close|close|ADJ|1|amod to|to|ADP|4|case talks|talk|NOUN|2|obl "
            "spoke|speak|VERB|0|root"
        ),
        0,
        "sources close to talks",
    ),
    (
        "In ten days, 30 clerks spoke",
        (
            "In|in|ADP|3|case ten|ten|NUM|3|nummod days|day|NOUN|6|compound ,|,|PUNCT|6|punct 30|30|NUM|6|nummod "
            "clerks|clerk|NOUN|7|nsubj spoke|speak|VERB|0|root"
        ),
        5,
        "30 clerks",
    ),
    (
        "In West Ferry, Captain Jane Roe spoke",
        (
            "In|in|ADP|3|case West|west|PROPN|3|compound Ferry|Ferry|PROPN|7|compound ,|,|PUNCT|3|punct "
            "Captain|Captain|PROPN|6|nmod:desc Jane|Jane|PROPN|7|nmod Roe|Roe|PROPN|8|nsubj spoke|speak|VERB|0|root"
        ),
        6,
        "Captain Jane Roe",
    ),
    (
        "a South Ferry, Rif man spoke",
        (
            "a|a|DET|6|det South|South|PROPN|3|compound Ferry|Ferry|PROPN|6|compound ,|,|PUNCT|5|punct "
            "Rif|Rif|PROPN|3|appos man|man|NOUN|7|nsubj spoke|speak|VERB|0|root"
        ),
        5,
        "a South Ferry, Rif man",
    ),
    (
        "Doctors Without Borders spoke",
        "Doctors|Doctors|PROPN|4|nsubj Without|Without|ADP|3|case Borders|Borders|PROPN|1|nmod spoke|speak|VERB|0|root",
        0,
        "Doctors Without Borders",
    ),
    (
        "doctors without borders spoke",
        "doctors|doctor|NOUN|4|nsubj without|without|ADP|3|case borders|border|NOUN|1|nmod spoke|speak|VERB|0|root",
        0,
        "doctors",
    ),
    (
        "the M-8 fell",
        "the|the|DET|2|det M|M|PROPN|5|nsubj -|-|PUNCT|2|punct 8|8|NUM|2|nummod fell|fall|VERB|0|root",
        1,
        "the M-8",
    ),
    (
        "[TEXT] Rif rebels spoke",
        (
            "[|[|PUNCT|2|punct TEXT|text|NOUN|5|compound ]|]|PUNCT|2|punct Rif|Rif|PROPN|5|compound "
            "rebels|rebel|NOUN|6|nsubj spoke|speak|VERB|0|root"
        ),
        4,
        "Rif rebels",
    ),
    (
        "the rebels saw the farmers",
        "the|the|DET|2|det rebels|rebel|NOUN|3|nsubj saw|see|VERB|0|root the|the|DET|2|det farmers|farmer|NOUN|3|obj",
        1,
        "the rebels",
    ),
    (
        "afternoon sources spoke",
        "afternoon|afternoon|NOUN|2|nmod:unmarked sources|source|NOUN|3|nsubj spoke|speak|VERB|0|root",
        1,
        "sources",
    ),
    (
        "today that three students",
        "today|today|NOUN|4|compound that|that|DET|4|det three|three|NUM|4|nummod students|student|NOUN|0|root",
        3,
        "that three students",
    ),
    (
        "Roe, the mayor, spoke",
        (
            "Roe|Roe|PROPN|6|nsubj ,|,|PUNCT|4|punct the|the|DET|4|det mayor|mayor|NOUN|1|appos ,|,|PUNCT|4|punct "
            "spoke|speak|VERB|0|root"
        ),
        0,
        "Roe",
    ),
]


@pytest.mark.parametrize(("text", "tree", "head", "expected"), NAMES)
def test_a_phrase_holds_the_whole_name_and_no_other(text: str, tree: str, head: int, expected: str) -> None:
    found = phrase(Tree(trees.document(text, tree)), head)
    assert text[found.start : found.end] == expected


@pytest.mark.parametrize(
    ("text", "tree", "head", "expected"),
    [
        (
            "a 26-year-old man fell",
            (
                "a|a|DET|7|det 26|26|NUM|4|nummod -|-|PUNCT|4|punct year|year|NOUN|8|nsubj -|-|PUNCT|6|punct "
                "old|old|ADJ|7|amod man|man|NOUN|8|nsubj fell|fall|VERB|0|root"
            ),
            3,
            6,
        ),
        ("six other shops", "six|six|NUM|3|nummod other|other|ADJ|3|amod shops|shop|NOUN|0|root", 0, 2),
        ("gang member Roe", "gang|gang|NOUN|2|compound member|member|NOUN|3|nmod:desc Roe|Roe|PROPN|0|root", 1, 2),
        ("three dead men", "three|three|NUM|2|nummod dead|dead|NOUN|0|root men|man|NOUN|2|appos", 0, 0),
        ("shops fell", "shops|shop|NOUN|2|nsubj fell|fall|VERB|0|root", 0, 0),
    ],
)
def test_what_a_number_an_age_or_a_title_introduces(text: str, tree: str, head: int, expected: int) -> None:
    assert named(Tree(trees.document(text, tree)), head) == expected


@pytest.mark.parametrize(
    ("name", "inside", "taken"),
    [
        ("Hill Front", "HF", True),
        ("HF", "Hill Front", True),
        ("Army of Hill People", "EHP", True),  # its letters are those of another language
        ("Hill Front", "words indistinct", False),
        ("Hill Front", "Rif", False),
        ("Jane Roe", "chairman of the Front", False),
    ],
)
def test_a_name_takes_its_short_form_in_square_brackets_along(name: str, inside: str, taken: bool) -> None:
    words, behind = name.split(), inside.split()
    head = next(n for n, w in enumerate(words) if n + 1 == len(words) or words[n + 1] == "of")
    parts = [
        f"{w}|{w}|{'ADP|' + str(n + 3) + '|case' if w == 'of' else 'PROPN|' + str(head + 1) + '|compound'}"
        for n, w in enumerate(words)
    ]
    parts[head] = f"{words[head]}|{words[head]}|PROPN|{len(words) + len(behind) + 3}|nsubj"
    if "of" in words:
        parts[-1] = f"{words[-1]}|{words[-1]}|PROPN|{head + 1}|nmod"
    at = len(words) + 1
    parts += [f"[|[|PUNCT|{at + 1}|punct", *(f"{w}|{w}|NOUN|{head + 1}|dep" for w in behind), f"]|]|PUNCT|{at}|punct"]
    document = trees.document(f"{name} [{inside}] spoke", " ".join([*parts, "spoke|speak|VERB|0|root"]))
    found = phrase(Tree(document), head)
    assert document.text[found.start : found.end] == (f"{name} [{inside}]" if taken else name)

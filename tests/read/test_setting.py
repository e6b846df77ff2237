"""What illness, weather and accidents do is done by nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.setting import by_mishap, by_nature
from dateline.read.tree import Tree

DIED_OF = (
    "A thousand people died of meningitis and another disease.",
    (
        "A|a|DET|2|det thousand|thousand|NUM|3|nummod people|people|NOUN|4|nsubj|group died|die|VERB|0|root "
        "of|of|ADP|6|case meningitis|meningitis|NOUN|4|obl and|and|CCONJ|9|cc "
        "another|another|DET|9|det disease|disease|NOUN|6|conj "
        ".|.|PUNCT|4|punct"
    ),
)
DIED_OF_WOUNDS = (
    "He died of wounds.",
    "He|he|PRON|2|nsubj|person died|die|VERB|0|root of|of|ADP|4|case wounds|wound|NOUN|2|obl .|.|PUNCT|2|punct",
)
FLOOD = (
    "The flood threatens two camps.",
    (
        "The|the|DET|2|det flood|flood|NOUN|3|nsubj threatens|threaten|VERB|0|root two|two|NUM|5|nummod "
        "camps|camp|NOUN|3|obj|place .|.|PUNCT|3|punct"
    ),
)
STORM = (
    "Soldiers died in a storm of shells.",
    (
        "Soldiers|soldier|NOUN|2|nsubj|armed-actor died|die|VERB|0|root in|in|ADP|5|case a|a|DET|5|det "
        "storm|storm|NOUN|2|obl of|of|ADP|7|case shells|shell|NOUN|5|nmod|weapon .|.|PUNCT|2|punct"
    ),
)
ACCIDENT = (
    "One soldier died in an accident.",
    (
        "One|one|NUM|2|nummod soldier|soldier|NOUN|3|nsubj|armed-actor died|die|VERB|0|root in|in|ADP|6|case "
        "an|a|DET|6|det accident|accident|NOUN|3|obl .|.|PUNCT|3|punct"
    ),
)
OUTBREAK = (
    "After the fever the outbreak grew.",
    (
        "After|after|ADP|3|case the|the|DET|3|det fever|fever|NOUN|6|obl "
        "the|the|DET|5|det outbreak|outbreak|NOUN|6|nsubj grew|grow|VERB|0|root .|.|PUNCT|6|punct"
    ),
)
OUTBREAK_OF_VIOLENCE = (
    "After the fever the outbreak of violence grew.",
    (
        "After|after|ADP|3|case the|the|DET|3|det fever|fever|NOUN|8|obl "
        "the|the|DET|5|det outbreak|outbreak|NOUN|8|nsubj of|of|ADP|7|case "
        "violence|violence|NOUN|5|nmod grew|grow|VERB|0|root .|.|PUNCT|8|punct"
    ),
)


@pytest.mark.parametrize(
    ("sentence", "word", "kind", "expected"),
    [
        (DIED_OF, "died", "ASSAULT", True),
        (DIED_OF, "died", "DISPLACE", False),
        (DIED_OF_WOUNDS, "died", "ASSAULT", False),
        (FLOOD, "threatens", "THREATEN", True),
        (STORM, "died", "ASSAULT", False),
        (ACCIDENT, "died", "ASSAULT", True),
        (OUTBREAK, "outbreak", "ASSAULT", True),
        (OUTBREAK_OF_VIOLENCE, "outbreak", "ASSAULT", False),
    ],
)
def test_by_nature(sentence: tuple[str, str], word: str, kind: str, expected: bool) -> None:
    document = trees.document(*sentence)
    tree = Tree(document)
    assert by_nature(tree, [document.form(i) for i in range(len(tree))].index(word), kind) == expected


def test_cars_and_fires_hurt_by_mishap_and_guns_do_not() -> None:
    struck = trees.document(
        "He was struck by a car.",
        "He|he|PRON|3|nsubj:pass was|be|AUX|3|aux:pass struck|strike|VERB|0|root by|by|ADP|6|case a|a|DET|6|det "
        "car|car|NOUN|3|obl:agent .|.|PUNCT|3|punct",
    )
    assert by_mishap(Tree(struck), 2)
    for kind, expected in (("house", True), ("mortar", False)):
        killed = trees.document(
            f"Two died in {kind} fire.",
            f"Two|two|NUM|2|nsubj died|die|VERB|0|root in|in|ADP|5|case {kind}|{kind}|NOUN|5|compound "
            "fire|fire|NOUN|2|obl .|.|PUNCT|2|punct",
        )
        assert by_mishap(Tree(killed), 1) is expected

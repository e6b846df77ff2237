"""How many, summed over coordinated phrases."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read import counts
from dateline.read.kinds import Kinds
from dateline.read.tree import Tree

SOLDIERS = (
    "Two soldiers and 16 gunmen died.",
    (
        "Two|two|NUM|2|nummod soldiers|soldier|NOUN|6|nsubj|armed-actor and|and|CCONJ|5|cc 16|16|NUM|5|nummod "
        "gunmen|gunman|NOUN|2|conj|armed-actor died|die|VERB|0|root .|.|PUNCT|6|punct"
    ),
)
CHAIN = (
    "One officer, four soldiers and three civilians died.",
    (
        "One|one|NUM|2|nummod officer|officer|NOUN|9|nsubj|armed-actor ,|,|PUNCT|5|punct four|four|NUM|5|nummod "
        "soldiers|soldier|NOUN|2|conj|armed-actor and|and|CCONJ|8|cc three|three|NUM|8|nummod "
        "civilians|civilian|NOUN|5|conj|group died|die|VERB|0|root .|.|PUNCT|9|punct"
    ),
)
MINISTER = (
    "The minister and his two bodyguards died.",
    (
        "The|the|DET|2|det minister|minister|NOUN|7|nsubj|person and|and|CCONJ|6|cc his|his|PRON|6|nmod:poss "
        "two|two|NUM|6|nummod bodyguards|bodyguard|NOUN|2|conj|group died|die|VERB|0|root .|.|PUNCT|7|punct"
    ),
)
ON_THE_VERB = (
    "At least 12 civilians and up to five fighters died.",
    (
        "At|at|ADP|2|case least|least|ADJ|3|nmod 12|12|NUM|4|nummod civilians|civilian|NOUN|10|nsubj|group "
        "and|and|CCONJ|9|cc up|up|ADP|8|case to|to|ADP|6|fixed five|five|NUM|9|nummod "
        "fighters|fighter|NOUN|10|nsubj|armed-actor "
        "died|die|VERB|0|root .|.|PUNCT|10|punct"
    ),
)
NAMES = (
    "Ada and Bo died.",
    "Ada|Ada|PROPN|4|nsubj|person and|and|CCONJ|3|cc Bo|Bo|PROPN|1|conj|person died|die|VERB|0|root .|.|PUNCT|4|punct",
)
PARTED = (
    "Ten workers killed and 30 others wounded.",
    (
        "Ten|ten|NUM|2|nummod workers|worker|NOUN|7|nsubj|group killed|kill|VERB|2|acl and|and|CCONJ|6|cc "
        "30|30|NUM|6|nummod others|other|NOUN|2|conj|group wounded|wound|VERB|0|root .|.|PUNCT|7|punct"
    ),
)
ALONE = (
    "Two soldiers died.",
    "Two|two|NUM|2|nummod soldiers|soldier|NOUN|3|nsubj|armed-actor died|die|VERB|0|root .|.|PUNCT|3|punct",
)
THINGS = (
    "Two soldiers and 16 vehicles vanished.",
    (
        "Two|two|NUM|2|nummod soldiers|soldier|NOUN|6|nsubj|armed-actor and|and|CCONJ|5|cc 16|16|NUM|5|nummod "
        "vehicles|vehicle|NOUN|2|conj|vehicle vanished|vanish|VERB|0|root .|.|PUNCT|6|punct"
    ),
)
AGES = (
    "Ada Orr, 19, Bo Orr, 22, and three soldiers died.",
    (
        "Ada|Ada|PROPN|13|nsubj|person Orr|Orr|PROPN|1|flat ,|,|PUNCT|4|punct 19|19|NUM|1|conj ,|,|PUNCT|6|punct "
        "Bo|Bo|PROPN|1|conj|person Orr|Orr|PROPN|6|flat ,|,|PUNCT|9|punct 22|22|NUM|1|conj ,|,|PUNCT|13|punct "
        "and|and|CCONJ|13|cc three|three|NUM|13|nummod soldiers|soldier|NOUN|1|conj|armed-actor "
        "died|die|VERB|0|root .|.|PUNCT|14|punct"
    ),
)
AGED = (
    "A man aged 27 and one soldier died.",
    (
        "A|a|DET|2|det man|man|NOUN|8|nsubj|person aged|aged|ADJ|2|amod 27|27|NUM|2|conj and|and|CCONJ|7|cc "
        "one|one|NUM|7|nummod soldier|soldier|NOUN|2|conj|armed-actor died|die|VERB|0|root .|.|PUNCT|8|punct"
    ),
)


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        (AGES, "soldiers", (5, 5, "Ada Orr, 19, Bo Orr, 22, and three")),
        (AGED, "soldier", (2, 2, "A man aged 27 and one")),
        (SOLDIERS, "soldiers", (18, 18, "Two soldiers and 16")),
        (SOLDIERS, "gunmen", (18, 18, "Two soldiers and 16")),
        (CHAIN, "officer", (8, 8, "One officer, four soldiers and three")),
        (CHAIN, "civilians", (8, 8, "One officer, four soldiers and three")),
        (MINISTER, "bodyguards", (3, 3, "The minister and his two")),
        (ON_THE_VERB, "fighters", (12, None, "At least 12 civilians and up to five")),
        (PARTED, "workers", None),
        (PARTED, "others", None),
        (NAMES, "Ada", None),
        (ALONE, "soldiers", None),
        (THINGS, "soldiers", None),
    ],
)
def test_the_sum_of_coordinated_people(
    sentence: tuple[str, str], head: str, expected: tuple[int | None, int | None, str] | None
) -> None:
    document = trees.document(*sentence)
    tree = Tree(document)
    found = counts.of_group(tree, Kinds(tree), [document.form(i) for i in range(len(tree))].index(head))
    assert (found and (found.low, found.high, document.text[found.start : found.end])) == expected


def test_some_of_those_told_of_are_not_counted_again() -> None:
    document = trees.document(
        "They hit nine clerks, two of whom were drivers.",
        "They|they|PRON|2|nsubj hit|hit|VERB|0|root nine|nine|NUM|4|nummod clerks|clerk|NOUN|2|obj|group "
        ",|,|PUNCT|10|punct two|two|NUM|4|appos of|of|ADP|8|case whom|who|PRON|6|nmod were|be|AUX|10|cop "
        "drivers|driver|NOUN|4|acl:relcl .|.|PUNCT|2|punct",
    )
    tree = Tree(document)
    both, alone = (counts.stated(tree, Kinds(tree), heads) for heads in ([3, 5], [5]))
    assert both is not None
    assert (both.low, both.high) == (9, 9)
    assert alone is not None
    assert (alone.low, alone.high) == (2, 2)

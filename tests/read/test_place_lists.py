"""Places of one list and of one address."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.document import Document
from dateline.read.draft import Draft, Phrase, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.phrases import phrase
from dateline.read.place_lists import completed
from dateline.read.tree import Tree

TOWNS = ("Aleppo", "Hama", "Homs", "Idlib", "Raqqa", "Palmyra")


def places(document: Document, seeds: list[int], parties: list[int] | None = None) -> list[str]:
    """The places of a claim on the second word that had those of words ``seeds``, as they read."""
    tree = Tree(document)
    wholes = [phrase(tree, k) for k in seeds]
    draft = Draft(
        type="ASSAULT",
        mode=None,
        status="actual",
        negated=False,
        aggregate=False,
        background=False,
        trigger=Phrase(0, 1, 1),
        sentence=0,
        recipients=tuple(phrase(tree, k) for k in parties or ()),
        places=tuple(PlacePhrase(w.start, w.end, w.head, case=tree.case(w.head)) for w in wholes),
    )
    return [document.text[p.start : p.end] for p in completed(tree, Kinds(tree), draft).places]


def listed(towns: list[str]) -> Document:
    """ "Rebels attacked in A, B and C."."""
    text = f"Rebels attacked in {', '.join(towns[:-1])} and {towns[-1]}."
    words = ["Rebels|rebel|NOUN|2|nsubj", "attacked|attack|VERB|0|root", "in|in|ADP|4|case"]
    for n, town in enumerate(towns):
        if n:
            mark = ("and|and|CCONJ" if n == len(towns) - 1 else ",|,|PUNCT") + f"|{len(words) + 2}|punct"
            words.append(mark)
        words.append(f"{town}|{town}|PROPN|{4 if n else 2}|{'conj' if n else 'obl'}|place")
    return trees.document(text, " ".join([*words, ".|.|PUNCT|2|punct"]))


@given(
    towns=st.lists(st.sampled_from(TOWNS), min_size=2, max_size=5, unique=True),
    seeds=st.sets(st.integers(0, 4), min_size=1),
)
def test_of_joined_places_none_is_left_out_and_none_told_twice(towns: list[str], seeds: set[int]) -> None:
    """Whichever of them are known, and however many there are."""
    known = sorted({n % len(towns) for n in seeds})
    found = places(listed(towns), [3 + 2 * n for n in known])
    assert sorted(found) == sorted(towns)
    assert found[0] == towns[known[0]]


def test_what_a_place_lies_in_goes_with_it() -> None:
    document = trees.document(
        "Gunmen struck in Burlington, Iowa, on Sunday.",
        "Gunmen|gunman|NOUN|2|nsubj struck|strike|VERB|0|root in|in|ADP|4|case Burlington|Burlington|PROPN|2|obl|place "
        ",|,|PUNCT|6|punct Iowa|Iowa|PROPN|4|appos|place ,|,|PUNCT|4|punct on|on|ADP|9|case "
        "Sunday|Sunday|PROPN|2|obl .|.|PUNCT|2|punct",
    )
    assert places(document, [3]) == ["Burlington", "Iowa"]


def test_a_party_joined_with_a_place_is_none() -> None:
    assert places(listed(["Hama", "Homs", "Raqqa"]), [3], parties=[5]) == ["Hama", "Raqqa"]


def test_a_place_under_its_own_preposition_plays_its_own_part() -> None:
    document = trees.document(
        "Rebels moved from Hama and to Homs.",
        "Rebels|rebel|NOUN|2|nsubj moved|move|VERB|0|root from|from|ADP|4|case Hama|Hama|PROPN|2|obl|place "
        "and|and|CCONJ|7|cc to|to|ADP|7|case Homs|Homs|PROPN|4|conj|place .|.|PUNCT|2|punct",
    )
    assert places(document, [3]) == ["Hama"]


def test_nobody_right_behind_a_place_is_where_it_lies() -> None:
    document = trees.document(
        "Gunmen struck in Burlington, Ada, on Sunday.",
        "Gunmen|gunman|NOUN|2|nsubj struck|strike|VERB|0|root in|in|ADP|4|case Burlington|Burlington|PROPN|2|obl|place "
        ",|,|PUNCT|6|punct Ada|Ada|PROPN|4|appos|person ,|,|PUNCT|4|punct on|on|ADP|9|case "
        "Sunday|Sunday|PROPN|2|obl .|.|PUNCT|2|punct",
    )
    assert places(document, [3]) == ["Burlington"]


def test_half_a_name_is_no_place_beside_the_other_half() -> None:
    document = trees.document(
        "Rebels attacked in Rif and San Miguel.",
        "Rebels|rebel|NOUN|2|nsubj attacked|attack|VERB|0|root in|in|ADP|4|case Rif|Rif|PROPN|2|obl|place "
        "and|and|CCONJ|6|cc San|San|PROPN|4|conj Miguel|Miguel|PROPN|4|conj|place .|.|PUNCT|2|punct",
    )
    assert places(document, [3]) == ["Rif", "San"]

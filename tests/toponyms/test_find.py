"""Runs of words, the names found in them, and what reports make of a name elsewhere."""

from __future__ import annotations

import sys
from itertools import pairwise, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))
import trees
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.tree import Tree
from dateline.toponyms.codes import WRITTEN
from dateline.toponyms.features import Features
from dateline.toponyms.find import find
from dateline.toponyms.known import Gazetteer
from dateline.toponyms.runs import runs, shouted
from dateline.toponyms.tagger import Tagger, names

BAB = (
    "Fighters left al-Bab and Deir ez-Zor on Monday.",
    (
        "Fighters|fighter|NOUN|2|nsubj left|leave|VERB|0|root al|al|DET|5|det -|-|PUNCT|5|punct Bab|Bab|PROPN|2|obj "
        "and|and|CCONJ|7|cc Deir|Deir|PROPN|5|conj ez|ez|X|7|flat -|-|PUNCT|7|punct Zor|Zor|PROPN|7|flat "
        "on|on|ADP|12|case Monday|Monday|PROPN|2|obl .|.|PUNCT|2|punct"
    ),
)
ALEPPO = (
    "Aleppo fell.",
    "Aleppo|Aleppo|PROPN|2|nsubj fell|fall|VERB|0|root .|.|PUNCT|2|punct",
)
HEZBOLLAH = (
    "Hezbollah left Aleppo.",
    "Hezbollah|Hezbollah|PROPN|2|nsubj left|leave|VERB|0|root Aleppo|Aleppo|PROPN|2|obj .|.|PUNCT|2|punct",
)
FREE = ((0.0, 0.0, -1e4), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))


def tagger(**weights: float) -> Tagger:
    """A tagger that takes for a name what its own weights say begins one."""
    return Tagger(
        {f"w={word}": (score, 0.0) for word, score in weights.items()} | {"1": (0.0, 0.0)}, FREE, (0.0, 0.0, -1e4)
    )


def found(one: Tagger, known: Gazetteer, *sentences: tuple[str, str]) -> list[str]:
    document = trees.joined(list(sentences))
    words = document.words
    return [document.text[words[a].start : words[b - 1].end] for a, b in find(Tree(document), one, known)]


def test_runs_hold_what_is_written_like_a_name_and_the_words_that_tie_it() -> None:
    document = trees.joined([BAB])
    tree = Tree(document)
    assert [" ".join(tree.form[a:b]) for a, b in runs(tree)] == ["fighters", "al - bab and deir ez - zor", "monday ."]


def test_a_report_in_capitals_is_known_as_one() -> None:
    loud = trees.document(
        "ALEPPO FELL TODAY.", "ALEPPO|Aleppo|PROPN|2|nsubj FELL|fall|VERB|0|root TODAY|today|NOUN|2|obl"
    )
    assert shouted(Tree(loud))
    assert not shouted(Tree(trees.joined([BAB])))
    assert [b - a for a, b in runs(Tree(loud))] == [1]  # a capital tells nothing: the name alone is one


def test_a_name_is_found_whole_where_the_gazetteer_knows_it_so(known: Gazetteer) -> None:
    cased = (
        "Aid left the United States.",
        (
            "Aid|aid|NOUN|2|nsubj left|leave|VERB|0|root the|the|DET|5|det United|United|PROPN|5|compound "
            "States|States|PROPN|2|obj .|.|PUNCT|2|punct"
        ),
    )
    loud = (
        "AID LEFT UNITED STATES TODAY.",
        (
            "AID|aid|NOUN|2|nsubj LEFT|leave|VERB|0|root UNITED|United|PROPN|2|obj STATES|{0}|{1}|3|flat "
            "TODAY|today|NOUN|2|obl .|.|PUNCT|2|punct"
        ),
    )
    assert found(tagger(united=5.0), known, cased) == ["United States"]
    assert found(tagger(states=5.0), known, cased) == ["United States"]
    for lemma, kind in (("States", "X"), ("state", "NOUN")):  # what the parser makes of the rest of a name in capitals
        assert found(tagger(united=5.0), known, (loud[0], loud[1].format(lemma, kind))) == ["UNITED STATES"]
    assert found(tagger(aleppo=5.0), known, ALEPPO) == ["Aleppo"]


def test_the_gazetteer_gives_the_best_known_place_of_exactly_that_name(known: Gazetteer) -> None:
    paris, nowhere = known.of("Paris"), known.of("Zzyzzyva")
    assert paris is not None
    assert paris.feature == "settlement"
    assert nowhere is None
    assert known.of("Syrian Arab Republic") == known.of("Syria")
    assert known.of("Calif.") is not None


def test_a_name_that_is_mostly_a_place_is_one_everywhere(known: Gazetteer) -> None:
    shy = Tagger({"w=aleppo": (1.0, 0.0), "bw=< aleppo": (-2.0, 0.0)}, FREE, (0.0, 0.0, -1e4))
    assert found(shy, known, ALEPPO) == []
    assert found(shy, known, HEZBOLLAH, ALEPPO) == ["Aleppo", "Aleppo"]
    assert found(shy, known, HEZBOLLAH, ALEPPO, ALEPPO) == ["Aleppo"]  # not where it is so in a third of its uses only


def test_a_well_known_armed_actor_is_no_place(known: Gazetteer) -> None:
    assert found(tagger(hezbollah=5.0, aleppo=5.0), known, HEZBOLLAH) == ["Aleppo"]


def test_features_tell_of_the_gazetteer_and_of_the_rest_of_the_report(known: Gazetteer) -> None:
    tree = Tree(trees.joined([HEZBOLLAH, ALEPPO]))
    looked_at = runs(tree)
    features = Features(tree, looked_at, known, WRITTEN)
    aleppo = features.of(*looked_at[1])[0]
    assert {"w=aleppo", "b=left", "gBsettlement", "gB1", "d2"} <= set(aleppo)
    assert not any("\n" in feature for feature in aleppo)


@given(st.lists(st.integers(0, 2), max_size=30))
def test_names_of_labels_never_overlap_and_begin_where_told(labels: list[int]) -> None:
    made = names(labels)
    assert all(labels[a] == 1 and all(label == 2 for label in labels[a + 1 : b]) for a, b in made)
    assert len(made) == labels.count(1)
    assert all(one[1] <= other[0] for one, other in pairwise(made))


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), min_size=1, max_size=7), st.randoms())
def test_the_labels_are_the_best_of_all(words: list[list[str]], chance: object) -> None:
    from random import Random

    assert isinstance(chance, Random)
    weights = {f: (chance.uniform(-2, 2), chance.uniform(-2, 2)) for f in "abcde"}
    rows = [tuple(chance.uniform(-1, 1) for _ in range(3)) for _ in range(3)]
    steps = ((rows[0][0], rows[0][1], -1e4), (rows[1][0], rows[1][1], rows[1][2]), (rows[2][0], rows[2][1], rows[2][2]))
    first = (chance.uniform(-1, 1), chance.uniform(-1, 1), -1e4)
    one = Tagger(weights, steps, first)

    def value(labels: tuple[int, ...]) -> float:
        scores = [(0.0, *(sum(weights[f][k] for f in own if f in weights) for k in (0, 1))) for own in words]
        between = sum(steps[a][b] for a, b in pairwise(labels))
        return first[labels[0]] + between + sum(row[label] for row, label in zip(scores, labels, strict=True))

    allowed = [y for y in product(range(3), repeat=len(words)) if y[0] != 2 and (0, 2) not in pairwise(y)]
    assert value(tuple(one.labels(words))) >= max(map(value, allowed)) - 1e-9

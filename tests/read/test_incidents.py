"""Incidents put together from scores, on documents scored by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document as parsed

from benchmarks.reads import as_report
from dateline.read.document import Document, Sentence
from dateline.read.incident_labels import MARKED, ROLES, TYPES
from dateline.read.incident_shape import shapes
from dateline.read.incident_signs import MOST, Candidate, Place, candidates
from dateline.read.incidents import FILLER_FEATURES, TYPE_FEATURES, Rates, filler_rows, gather, incidents, probabilities
from dateline.read.words import split
from dateline.values import Token

TEXT = "THE RED DAWN BOMBED A MILL. ANA RUIZ DIED. THE MILL BURNT."
ARSON, BOMBING = TYPES.index("arson"), TYPES.index("bombing")
ORGANISATION, TARGET, VICTIM = (ROLES.index(r) for r in ("PerpOrg", "Target", "Victim"))


def document(spans: dict[tuple[int, str], float], types: dict[int, float], text: str = TEXT) -> Document:
    """A document in which the heads find each (role, words) with the given log-odds, and types all over."""
    words = split(text)
    forms = [text[a:b] for a, b in words]
    roles = np.zeros((len(words), len(MARKED), 3), dtype=np.float32)
    roles[..., 0] = 6.0
    for (role, string), odds in spans.items():
        parts = string.split()
        for i in range(len(words)):
            if forms[i : i + len(parts)] == parts:
                roles[i, role] = [0, odds, -9]
                for k in range(1, len(parts)):
                    roles[i + k, role] = [0, -9, odds]
    scores = np.full((len(words), len(TYPES)), -6.0, dtype=np.float32)
    for t, odds in types.items():
        scores[:, t] = odds
    sentence, tokens, firsts = 0, [], [0]
    for i, (a, b) in enumerate(words):
        tokens.append(Token(a, b, forms[i].lower(), "X", i, "root", sentence))
        if forms[i] == "." and i + 1 < len(words):
            sentence += 1
            firsts.append(i + 1)
    ends = [*firsts[1:], len(words)]
    sentences = [Sentence(words[a][0], words[b - 1][1], a, b, 0) for a, b in zip(firsts, ends, strict=True)]
    return Document(as_report("d", text), tuple(tokens), tuple(sentences), incident_roles=roles, incident_types=scores)


def rates(type_at: float = 0.5, filler_at: float = 0.5) -> Rates:
    """Types as the highest score says; fillers as the candidate's score and the type's score say."""
    types = [0.0] * (TYPE_FEATURES + 1)
    types[0] = 1.0
    fillers = [0.0] * (FILLER_FEATURES + 1)
    fillers[1] = 1.0
    fillers[25] = 1.0
    return Rates(types, fillers, type_at, filler_at)


def strings(made: Document, found: tuple[object, ...]) -> list[tuple[str, list[list[str]]]]:
    return [
        (i.type, [[made.text[f.start : f.end] for f in own] for own in i.fillers])  # type: ignore[attr-defined]
        for i in found
    ]


def test_an_incident_with_its_fillers() -> None:
    made = document({(ORGANISATION, "RED DAWN"): 4, (TARGET, "MILL"): 4, (VICTIM, "ANA RUIZ"): 4}, {BOMBING: 3})
    found = incidents(made, rates())
    assert strings(made, found) == [("bombing", [[], ["RED DAWN"], ["MILL"], ["ANA RUIZ"], []])]
    assert found[0].confidence == pytest.approx(1 / (1 + np.exp(-3)), abs=1e-6)


def test_nothing_without_scores_or_without_likely_types() -> None:
    made = document({(TARGET, "MILL"): 4}, {BOMBING: -3})
    assert incidents(made, rates()) == ()
    assert incidents(replace(made, incident_roles=None, incident_types=None), rates()) == ()
    assert incidents(Document(as_report("e", ""), (), ()), rates()) == ()


def test_several_types_the_likeliest_first() -> None:
    made = document({(TARGET, "MILL"): 4}, {BOMBING: 2, ARSON: 3})
    assert [i.type for i in incidents(made, rates())] == ["arson", "bombing"]


def test_of_strings_within_each_other_the_likelier_is_taken() -> None:
    made = document({(TARGET, "MILL"): 4}, {BOMBING: 3}, "A BIG MILL. A BIG MILL. THE MILL.")
    roles = made.incident_roles
    assert roles is not None
    roles[1, TARGET] = roles[5, TARGET] = [0, 1, -9]
    assert [c.key for c in candidates(made)] == ["mill", "big"]
    roles[1, TARGET] = roles[5, TARGET] = [0, 6, -9]
    roles[2, TARGET] = roles[6, TARGET] = [0, -9, 6]
    found = incidents(made, rates())
    assert strings(made, found)[0][1][TARGET] == ["BIG MILL"]


def test_a_second_name_that_the_report_introduces_is_no_second_filler() -> None:
    text = "THE RED DAWN FRONT (RDF) BOMBED A MILL. THEY FLED."
    made = document({(ORGANISATION, "RED DAWN FRONT"): 5, (ORGANISATION, "RDF"): 3}, {BOMBING: 3}, text)
    assert strings(made, incidents(made, rates()))[0][1][ORGANISATION] == ["RED DAWN FRONT"]


def test_parts_of_one_phrase_are_one_filler() -> None:
    made = document({(TARGET, "OLD"): 3, (TARGET, "MILL"): 5}, {BOMBING: 3}, "THEY BOMBED THE OLD MILL.")
    assert strings(made, incidents(made, rates()))[0][1][TARGET] == ["MILL"]


def test_shapes() -> None:
    made = parsed(
        "Men burnt the old paper mill of Cuzco.",
        [
            (
                "Men/man/NOUN/2/nsubj burnt/burn/VERB/0/root the/the/DET/6/det old/old/ADJ/6/amod "
                "paper/paper/NOUN/6/compound mill/mill/NOUN/2/obj of/of/ADP/8/case Cuzco/Cuzco/PROPN/6/nmod "
                "././PUNCT/2/punct"
            )
        ],
        [("the old paper mill", "facility", False)],
    )

    def shape(first: int, last: int) -> list[float]:
        place = Place(first, last, 0.5, 0.5)
        return shapes(made, [Candidate(TARGET, "", place, (place,), 0.5, (0.0,) * len(TYPES))])[0]

    assert shape(3, 6) == [1, 0, 0, 0, 1]  # old paper mill
    assert shape(3, 5) == [1, 1, 0, 0, 0]  # old paper
    assert shape(5, 6) == [1, 0, 1, 0, 0]  # mill
    assert shape(3, 4) == [0, 1, 0, 0, 0]  # old


def test_every_place_of_a_string_counts() -> None:
    twice = document({(TARGET, "MILL"): 0.0}, {BOMBING: 3})
    (found,) = [c for c in candidates(twice) if c.key == "mill"]
    assert len(found.places) == 2
    assert found.score > found.best.score


def test_a_long_filler_is_as_likely_as_its_opening_when_all_its_words_are() -> None:
    made = document({(VICTIM, "ANA RUIZ"): 0.0}, {})
    best = candidates(made)[0]
    assert best.key == "ana ruiz"
    assert best.score == pytest.approx(best.best.opens, abs=0.02)


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_any_scores_give_spans_of_whole_words_and_the_same_again(seed: int, words: int) -> None:
    rng = np.random.default_rng(seed)
    made = document({}, {}, " ".join(rng.choice(["MILL", "RED", ".", "ANA", "THE"], words)))
    size = len(made.words)
    scored = replace(
        made,
        incident_roles=rng.normal(0, 3, (size, len(MARKED), 3)).astype(np.float32),
        incident_types=rng.normal(0, 2, (size, len(TYPES))).astype(np.float32),
    )
    found = incidents(scored, rates(0.2, 0.2))
    assert found == incidents(scored, rates(0.2, 0.2))
    starts, ends = {w.start for w in made.words}, {w.end for w in made.words}
    for incident in found:
        assert len(incident.fillers) == len(ROLES)
        for filler in (f for own in incident.fillers for f in own):
            assert filler.start in starts
            assert filler.end in ends
            assert 0.2 <= filler.confidence <= 1
    assert len(candidates(scored)) <= MOST


def test_features_have_the_sizes_that_rates_have() -> None:
    evidence = gather(document({(TARGET, "MILL"): 4}, {BOMBING: 3}))
    assert evidence is not None
    assert evidence.types.shape == (len(TYPES), TYPE_FEATURES)
    table, pairs = filler_rows(evidence, probabilities(evidence.types, rates().types))
    assert table.shape == (len(pairs), FILLER_FEATURES)
    assert {t for _, t in pairs} == {BOMBING}

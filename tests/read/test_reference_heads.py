"""What the model chooses for pronouns and descriptions, and how the rules carry it on."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parent))
from handmade import document, resolved

from dateline.read import reference
from dateline.read.document import Document
from dateline.read.model import Floats
from dateline.read.reference import Choice
from dateline.read.reference_facts import ReferenceFacts, style
from dateline.read.reference_heads import ReferenceHeads
from dateline.read.reference_pairs import Numbers
from dateline.read.resolution import choices, resolve
from dateline.read.tree import Tree
from dateline.values import Attribution

SIZE, HIDDEN = 4, 3


def weights(facts: dict[str, float], none: float = 0.0) -> dict[str, Floats]:
    """Of a head that goes by facts alone, each worth what is given."""
    made = {
        "facts.rows": np.zeros((len(facts) + 1, HIDDEN)),
        "plain.rows": np.array([[0.0], *([x] for x in facts.values())]),
        "score.weight": np.zeros((1, HIDDEN)),
        "score.bias": np.zeros(1),
        "none.weight": np.zeros((1, HIDDEN)),
        "none.bias": np.array([none]),
    }
    for name, size in (("anaphor", HIDDEN), ("candidate", HIDDEN), ("low_anaphor", 2), ("low_candidate", 2)):
        made |= {f"{name}.weight": np.zeros((size, SIZE)), f"{name}.bias": np.zeros(size)}
    return {f"reference.{k}": v.astype(np.float32) for k, v in made.items()}


def heads(facts: dict[str, float], none: float = 0.0) -> ReferenceHeads:
    return ReferenceHeads(weights(facts, none), list(facts))


def made() -> Document:
    found = document(
        "Soldiers fought the YPG. They left Manbij. The group said it won.",
        [
            "Soldiers/soldier/NOUN/2/nsubj fought/fight/VERB/0/root the/the/DET/4/det YPG/YPG/PROPN/2/obj",
            "They/they/PRON/2/nsubj left/leave/VERB/0/root Manbij/Manbij/PROPN/2/obj ././PUNCT/2/punct",
            "The/the/DET/2/det group/group/NOUN/3/nsubj said/say/VERB/0/root it/it/PRON/5/nsubj won/win/VERB/3/ccomp",
        ],
        [
            ("Soldiers", "armed-actor", False), ("the YPG", "armed-actor", True), ("They", "group", False),
            ("Manbij", "place", True), ("The group", "armed-actor", False), ("it", "organisation", False),
        ],
    )  # fmt: skip
    return replace(found, vectors=np.zeros((len(found.words), SIZE), dtype=np.float16))


def numbers(pairs: list[list[int]]) -> Numbers:
    """The numbers of the facts of pairs, filled up with 0."""
    width = max([len(one) for one in pairs] + [1])
    return np.array([[*one, *[0] * (width - len(one))] for one in pairs], dtype=np.intp)


SOLDIERS, YPG, THEY, MANBIJ, GROUP, IT = range(6)


def test_anaphors_and_their_candidates() -> None:
    found = resolved(made())
    tree = Tree(found)
    facts = ReferenceFacts(found, tree)
    assert facts.anaphors() == [THEY, GROUP, IT]
    assert facts.candidates(GROUP) == [SOLDIERS, YPG, THEY, MANBIJ]
    assert [style(facts.features[i]) for i in (THEY, GROUP)] == ["pronoun", "definite"]


def test_what_a_description_contains_is_no_candidate() -> None:
    found = resolved(
        document(
            "Rebels met. The group's leader fled.",
            [
                "Rebels/rebel/NOUN/2/nsubj met/meet/VERB/0/root ././PUNCT/2/punct",
                "The/the/DET/2/det group/group/NOUN/4/nmod:poss 's/'s/PART/2/case leader/leader/X/5/x fled/flee/X/0/",
            ],
            [("Rebels", "armed-actor", False), ("The group's leader", "person", False), ("The group", "group", False)],
        )
    )
    facts = ReferenceFacts(found, Tree(found))
    assert facts.candidates(1) == [0]
    assert 1 not in facts.candidates(2) or facts.features[1].start < facts.features[2].start


def test_the_model_decides_and_names_are_carried_on() -> None:
    found = made()
    tree = Tree(found)
    # The name among the candidates for each; a pronoun passes on what the description stands for.
    asked = heads({"they>name": 5.0, "definite>name": 5.0, "named=group>body": 3.0, "it>definite": 9.0})
    mentions = resolve(found, tree, asked)
    assert [mentions[i].of for i in (THEY, GROUP, IT)] == [YPG, YPG, GROUP]
    assert len({mentions[i].name for i in (YPG, THEY, GROUP, IT)}) == 1
    assert mentions[IT].name is not None
    assert {mentions[i].id for i in (YPG, THEY, GROUP, IT)} == {mentions[YPG].id}


def test_none_is_an_answer() -> None:
    mentions = resolve(made(), Tree(made()), heads({}, none=20.0))
    assert [mentions[i].of for i in (THEY, GROUP, IT)] == [None, None, None]


def test_chances_of_one_thing_are_added_up() -> None:
    found = made()
    chosen = {
        THEY: Choice((SOLDIERS,), (0.9,), 0.1),
        GROUP: Choice((SOLDIERS, YPG, THEY), (0.3, 0.35, 0.2), 0.15),
        IT: Choice((SOLDIERS, YPG), (0.2, 0.1), 0.5),
    }
    mentions = reference.resolve(found, None, chosen)
    assert [mentions[i].of for i in (THEY, GROUP, IT)] == [SOLDIERS, SOLDIERS, None]


def test_without_the_head_or_vectors_the_rules_are_followed() -> None:
    found = made()
    tree = Tree(found)
    ruled = reference.resolve(found, tree)
    assert resolve(found, tree) == ruled
    assert resolve(found, tree, ReferenceHeads({}, [])) == ruled
    assert resolve(replace(found, vectors=None), tree, heads({"they>name": 5.0})) == ruled


def test_every_anaphor_has_chances() -> None:
    found = resolved(made())
    tree = Tree(found)
    asked = choices(found, tree, heads({}))
    assert set(asked) == {THEY, GROUP, IT}
    for choice in asked.values():
        assert sum(choice.chances) + choice.none == pytest.approx(1, abs=1e-5)


def test_i_and_we_lead_to_who_speaks() -> None:
    text = "Omar met Kerem. Omar said we won."
    found = document(
        text,
        [
            "Omar/Omar/PROPN/2/nsubj met/meet/VERB/0/root Kerem/Kerem/PROPN/2/obj ././PUNCT/2/punct",
            "Omar/Omar/PROPN/2/nsubj said/say/VERB/0/root we/we/PRON/4/nsubj won/win/VERB/2/ccomp ././PUNCT/2/punct",
        ],
        [("Omar", "person", True), ("Kerem", "person", True), ("Omar", "person", True), ("we", "group", False)],
    )
    said = Attribution(((16, 20),), ((21, 25),), ((26, 32),))
    found = replace(found, attributions=(said,), vectors=np.zeros((len(found.words), SIZE), dtype=np.float16))
    facts = ReferenceFacts(resolved(found), Tree(found))
    says = [["!says=Truewe" in pair, "!says=Falsewe" in pair] for pair in facts.of_pairs(3, facts.candidates(3))]
    assert says == [[True, False], [False, True], [True, False]]
    mentions = resolve(found, Tree(found), heads({"!says=Truewe": 4.0}))
    assert (mentions[3].of, mentions[3].name) == (2, "Omar")
    assert resolved(found).mentions[3].of is None


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7))
def test_chances_are_chances(seed: int, candidates: int) -> None:
    rng = np.random.default_rng(seed)
    facts = ["a", "b", "c"]
    plain = {k: rng.normal(size=v.shape).astype(np.float32) for k, v in weights(dict.fromkeys(facts, 0.0)).items()}
    for table in ("facts", "plain"):
        plain[f"reference.{table}.rows"][0] = 0  # no fact
    head = ReferenceHeads(plain, facts)
    pairs = [[head.code(f) for f in [*facts, "unknown"] if rng.random() < 0.5] for _ in range(candidates)]
    vectors = rng.normal(size=(candidates, SIZE)).astype(np.float32)
    anaphor = rng.normal(size=(1, SIZE)).astype(np.float32)
    rows = list(range(candidates))
    none_alone: list[list[int]] = [[] for _ in rows]
    ((found, none),) = head.chances(anaphor, [[head.code("a")]], vectors, none_alone, [rows], numbers(pairs))
    assert found.shape == (candidates,)
    assert (found >= 0).all()
    assert float(found.sum()) + none == pytest.approx(1, abs=1e-5)
    # A candidate's score does not hang on where it stands among the others.
    order = rng.permutation(candidates)
    turned = [pairs[n] for n in order]
    ((again, _),) = head.chances(anaphor, [[head.code("a")]], vectors, none_alone, [order.tolist()], numbers(turned))
    assert again == pytest.approx(found[order], abs=1e-5)
    # Nor on which anaphors are asked about together.
    twice = anaphor[[0, 0]]
    own = [[], [head.code("a")]]
    both = head.chances(twice, own, vectors, none_alone, [rows, order.tolist()], numbers(pairs + turned))
    assert both[1][0] == pytest.approx(again, abs=1e-5)
    # Facts of a candidate by itself count like those of the pair; facts joined, like each of them.
    ((alone, _),) = head.chances(anaphor, own[1:], vectors, pairs, [rows], numbers(none_alone))
    assert alone == pytest.approx(found, abs=1e-5)
    joined = [[head.join(tuple(facts))] for facts in pairs]
    ((at_once, _),) = head.chances(anaphor, own[1:], vectors, none_alone, [rows], numbers(joined))
    assert at_once == pytest.approx(found, abs=1e-5)

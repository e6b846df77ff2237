"""Slips of the parser that the rules put right before they look at a tree."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import trees
from handmade import document

from dateline.read.phrases import phrase
from dateline.read.tree import Tree


def tree_of(text: str, *rows: str) -> Tree:
    """The tree of a text; each row is a stretch of its words."""
    return Tree(trees.document(text, " ".join(rows)))


FORMS = ("that", "who", "Ain", "said", "of", "and", "from")
PARTS = ("PROPN", "NOUN", "VERB", "PRON", "ADP", "CCONJ")
RELATIONS = ("flat", "nsubj", "mark", "ccomp", "nmod", "case", "conj", "cc", "obj", "obl", "compound")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence with any words in any tree."""
    size = draw(st.integers(1, 7))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: 0}
    for n, i in enumerate(order[1:], 1):
        heads[i] = order[draw(st.integers(0, n - 1))] + 1
    words = []
    for i in range(size):
        form, pos = draw(st.sampled_from(FORMS)), draw(st.sampled_from(PARTS))
        relation = "root" if heads[i] == 0 else draw(st.sampled_from(RELATIONS))
        words.append(f"{form}/{form.lower()}/{pos}/{heads[i]}/{relation}")
    return " ".join(words)


@settings(max_examples=1000, deadline=None)
@given(st.lists(sentences(), min_size=2, max_size=3))
def test_a_mended_tree_is_a_tree_of_each_sentence(parses: list[str]) -> None:
    text = "\n".join(" ".join(word.split("/")[0] for word in parse.split(" ")) for parse in parses)
    found = document(text, parses, [])
    tree = Tree(found)
    assert [found.words[head].sentence for head in tree.head] == [word.sentence for word in found.words]
    for i in range(len(tree)):
        seen = {i}
        while tree.head[i] != i:
            i = tree.head[i]
            assert i not in seen, parses
            seen.add(i)
    assert all(i in tree.kids[head] for i, head in enumerate(tree.head) if head != i)


def test_is_in_capitals_is_a_name() -> None:
    tree = Tree(trees.document("IS fled.", "IS|be|AUX|2|cop fled|flee|VERB|0|root .|.|PUNCT|2|punct"))
    assert (tree.pos[0], tree.rel[0]) == ("PROPN", "nsubj")


def test_is_in_an_all_capitals_line_stays_a_verb() -> None:
    tree = Tree(trees.document("HE IS DEAD", "HE|he|PRON|3|nsubj IS|be|AUX|3|cop DEAD|dead|ADJ|0|root"))
    assert (tree.pos[1], tree.lemma[1]) == ("AUX", "be")


def test_a_subject_with_a_preposition_behind_its_verb_is_none() -> None:
    text = "It came through leaflets."
    tree = tree_of(
        text,
        "It|it|PRON|2|nsubj came|come|VERB|0|root through|through|ADP|4|case",
        "leaflets|leaflet|NOUN|2|nsubj .|.|PUNCT|2|punct",
    )
    assert tree.rel[3] == "obl"
    assert tree.own_subject(1) == 0


def test_a_name_that_hangs_on_a_word_further_right_is_tied_to_what_stands_before() -> None:
    text = "the town of Ain Issa, in Kobane"
    tree = tree_of(
        text,
        "the|the|DET|2|det town|town|NOUN|0|root of|of|ADP|4|case Ain|Ain|PROPN|8|flat",
        "Issa|Issa|PROPN|8|flat ,|,|PUNCT|8|punct in|in|ADP|8|case Kobane|Kobane|PROPN|2|nmod",
    )
    assert (tree.head[3], tree.rel[3]) == (1, "nmod")
    assert tree.head[4] == 3
    assert 3 in tree.kids[1]


def test_the_preposition_nearest_to_a_noun_binds_it() -> None:
    text = "across Tel Abyad in the countryside"
    tree = tree_of(
        text,
        "across|across|ADP|6|case Tel|Tel|PROPN|0|root Abyad|Abyad|PROPN|2|flat in|in|ADP|6|case",
        "the|the|DET|6|det countryside|countryside|NOUN|2|nmod",
    )
    assert tree.case(5) == "in"


def test_out_of_is_one_preposition() -> None:
    text = "they pulled out of Kobane"
    tree = tree_of(
        text,
        "they|they|PRON|2|nsubj pulled|pull|VERB|0|root out|out|ADP|2|compound:prt of|of|ADP|5|case",
        "Kobane|Kobane|PROPN|2|obl",
    )
    assert tree.case(4) == "out of"


def test_subjects_are_lent() -> None:
    text = "The army wants to attack Raqqa."
    tree = tree_of(
        text,
        "The|the|DET|2|det army|army|NOUN|3|nsubj wants|want|VERB|0|root to|to|PART|5|mark",
        "attack|attack|VERB|3|xcomp Raqqa|Raqqa|PROPN|5|obj .|.|PUNCT|3|punct",
    )
    assert tree.subject(4) == 1
    text = "The army ordered civilians to leave."
    tree = tree_of(
        text,
        "The|the|DET|2|det army|army|NOUN|3|nsubj ordered|order|VERB|0|root",
        "civilians|civilian|NOUN|3|obj to|to|PART|6|mark leave|leave|VERB|3|xcomp .|.|PUNCT|3|punct",
    )
    assert tree.subject(5) == 3


def test_an_object_is_found_by_its_place_where_the_tree_gives_none() -> None:
    text = "Rebels captured Azaz."
    misread = "Rebels|rebel|NOUN|2|nsubj captured|capture|VERB|0|root Azaz|Azaz|PROPN|1|appos .|.|PUNCT|2|punct"
    assert ("obj", 2) in Tree(trees.document(text, misread)).slots(1)


def test_what_has_a_possessor_is_a_noun() -> None:
    text = "The mayor's killing shocked Kano."
    tree = tree_of(
        text,
        "The|the|DET|2|det mayor|mayor|NOUN|4|nsubj 's|'s|PART|2|case killing|kill|VERB|5|nsubj",
        "shocked|shock|VERB|0|root",
        "Kano|Kano|PROPN|5|obj .|.|PUNCT|5|punct",
    )
    assert (tree.pos[3], tree.lemma[3], tree.rel[1]) == ("NOUN", "killing", "nmod:poss")


def test_an_agent_without_a_preposition_is_a_subject_or_an_object() -> None:
    text = "the coalition called on civilians"
    tree = tree_of(
        text,
        "the|the|DET|2|det coalition|coalition|NOUN|3|obl:agent called|call|VERB|0|root on|on|ADP|5|case",
        "civilians|civilian|NOUN|3|obl",
    )
    assert tree.rel[1] == "nsubj"


def test_a_verb_in_capitals_before_a_name_is_a_name() -> None:
    text = "They hold Jarablus and Tell Abyad"
    tree = tree_of(
        text,
        "They|they|PRON|2|nsubj hold|hold|VERB|0|root Jarablus|Jarablus|PROPN|2|obj and|and|CCONJ|5|cc",
        "Tell|tell|VERB|2|conj Abyad|Abyad|PROPN|5|obj",
    )
    assert tree.joined(2) == [2, 4]
    assert tree.rel[5] == "flat"


def test_a_headline_in_capitals_keeps_its_verb() -> None:
    tree = tree_of("Rebels Attack Azaz", "Rebels|rebel|NOUN|2|nsubj Attack|attack|VERB|0|root Azaz|Azaz|PROPN|2|obj")
    assert tree.pos[1] == "VERB"


def test_two_name_words_in_a_row_with_one_part_are_one_name() -> None:
    tree = tree_of(
        "driven out of Ain Issa",
        "driven|drive|VERB|0|root out|out|ADP|4|case of|of|ADP|4|case Ain|Ain|PROPN|1|obl Issa|Issa|PROPN|1|obl",
    )
    assert (tree.head[4], tree.rel[4]) == (3, "flat")


def test_two_nouns_side_by_side_behind_one_preposition_are_a_compound() -> None:
    tree = tree_of(
        "It came through paper slips",
        "It|it|PRON|2|nsubj came|come|VERB|0|root through|through|ADP|4|case paper|paper|NOUN|2|obl",
        "slips|slip|NOUN|2|obj",
    )
    assert (tree.head[3], tree.rel[3], tree.rel[4]) == (4, "compound", "obl")
    assert tree.case(4) == "through"


def test_of_two_objects_without_a_preposition_none_is_a_compound() -> None:
    tree = tree_of(
        "They gave villagers bread",
        "They|they|PRON|2|nsubj gave|give|VERB|0|root villagers|villager|NOUN|2|iobj bread|bread|NOUN|2|obj",
    )
    assert tree.rel[2] == "iobj"


def test_as_before_a_noun_opens_no_clause() -> None:
    tree = tree_of(
        "They vanish as at the bridge",
        "They|they|PRON|2|nsubj vanish|vanish|VERB|0|root as|as|SCONJ|6|mark at|at|ADP|6|case",
        "the|the|DET|6|det bridge|bridge|NOUN|2|advcl",
    )
    assert (tree.rel[5], tree.rel[2]) == ("obl", "case")


def test_as_before_a_clause_with_a_subject_stays() -> None:
    tree = tree_of(
        "They vanish as he is chief",
        "They|they|PRON|2|nsubj vanish|vanish|VERB|0|root as|as|SCONJ|6|mark he|he|PRON|6|nsubj is|be|AUX|6|cop",
        "chief|chief|NOUN|2|advcl",
    )
    assert tree.rel[5] == "advcl"


def test_a_bare_day_behind_said_is_when() -> None:
    tree = tree_of(
        "They fled, he said the same day",
        "They|they|PRON|2|nsubj fled|flee|VERB|5|ccomp ,|,|PUNCT|2|punct he|he|PRON|5|nsubj said|say|VERB|0|root",
        "the|the|DET|8|det same|same|ADJ|8|amod day|day|NOUN|5|ccomp",
    )
    assert tree.rel[7] == "obl:unmarked"


def test_what_follows_said_that_is_what_is_said() -> None:
    tree = tree_of(
        "An officer who asked, said that few remain",
        "An|a|DET|2|det officer|officer|NOUN|6|nsubj who|who|PRON|4|nsubj asked|ask|VERB|2|acl:relcl ,|,|PUNCT|4|punct",
        "said|say|VERB|0|root that|that|SCONJ|9|mark few|few|ADJ|9|nsubj remain|remain|VERB|4|ccomp",
    )
    assert tree.head[8] == 5
    assert 8 in tree.kids[5]


def test_a_relative_pronoun_behind_a_noun_ties_its_clause_to_the_noun() -> None:
    tree = tree_of(
        "It follows a string of desertions that thinned the group",
        "It|it|PRON|2|nsubj follows|follow|VERB|0|root a|a|DET|4|det string|string|NOUN|2|obj of|of|ADP|6|case",
        "desertions|desertion|NOUN|4|nmod that|that|PRON|8|nsubj thinned|thin|VERB|2|ccomp the|the|DET|10|det",
        "group|group|NOUN|8|obj",
    )
    assert (tree.head[7], tree.rel[7]) == (5, "acl:relcl")


def test_what_hangs_on_of_is_no_second_subject() -> None:
    tree = tree_of(
        "A wave of defections hit the ranks",
        "A|a|DET|2|det wave|wave|NOUN|5|nsubj of|of|ADP|4|case defections|defection|NOUN|5|nsubj",
        "hit|hit|VERB|0|root the|the|DET|7|det ranks|rank|NOUN|5|obj",
    )
    assert (tree.head[3], tree.rel[3]) == (1, "nmod")


def test_of_two_objects_the_one_before_an_active_verb_is_its_subject() -> None:
    tree = tree_of(
        "Rebels lost Azaz",
        "Rebels|rebel|NOUN|2|obj lost|lose|VERB|0|root Azaz|Azaz|PROPN|2|obj",
    )
    assert (tree.rel[0], tree.rel[2]) == ("nsubj", "obj")


def test_a_bare_name_beside_where_people_are_from_is_a_place_too() -> None:
    rows = "Men|man|NOUN|6|nsubj from|from|ADP|3|case Homs|Homs|PROPN|1|nmod and|and|CCONJ|5|cc {} died|die|VERB|0|root"
    tree = tree_of("Men from Homs and Hama died", rows.format("Hama|Hama|PROPN|1|conj"))
    assert tree.head[4] == 2
    assert 4 in tree.kids[2]
    of = "Men|man|NOUN|6|nsubj of|of|ADP|3|case Homs|Homs|PROPN|1|nmod and|and|CCONJ|5|cc Hama|Hama|PROPN|1|conj"
    assert tree_of("Men of Homs and Hama died", of, "died|die|VERB|0|root").head[4] == 0


def test_what_hangs_on_a_name_does_not_carry_it() -> None:
    tree = tree_of(
        "Sample Daily B. fell",
        "Sample|Sample|PROPN|3|compound Daily|Daily|PROPN|1|flat B.|B.|PROPN|4|flat fell|fall|PROPN|0|root",
    )
    assert tree.head == [2, 0, 3, 3]


def test_two_nouns_in_a_row_are_one_subject() -> None:
    tree = tree_of(
        "A court source spoke",
        "A|a|DET|2|det court|court|NOUN|4|nsubj source|source|NOUN|4|nsubj spoke|speak|VERB|0|root",
    )
    assert (tree.head[1], tree.rel[1], tree.rel[2]) == (2, "compound", "nsubj")


def test_a_title_belongs_to_the_name_behind_it() -> None:
    tree = tree_of(
        "told by prosecutor Jane Roe",
        "told|tell|VERB|0|root by|by|ADP|3|case prosecutor|prosecutor|NOUN|1|obl:agent Jane|Jane|PROPN|1|obj "
        "Roe|Roe|PROPN|4|flat",
    )
    assert (tree.head[2], tree.rel[2]) == (3, "nmod:desc")
    assert (tree.head[3], tree.rel[3], tree.case(3)) == (0, "obl:agent", "by")


def test_a_subject_beside_a_day_stands_alone() -> None:
    tree = tree_of(
        "On Monday police spoke",
        "On|on|ADP|2|case Monday|monday|PROPN|4|nsubj police|police|NOUN|4|nsubj spoke|speak|VERB|0|root",
    )
    assert tree.head[1] == 3


def test_nothing_is_done_by_whom_it_is_told_according_to() -> None:
    tree = tree_of(
        "according to police it fell",
        "according|accord|VERB|3|case to|to|ADP|1|fixed police|police|NOUN|5|nsubj it|it|PRON|5|nsubj "
        "fell|fall|VERB|0|root",
    )
    assert (tree.rel[2], tree.rel[3]) == ("obl", "nsubj")


def test_several_are_no_title_of_one_name() -> None:
    tree = tree_of(
        "among reporters Roe spoke",
        "among|among|ADP|2|case reporters|reporter|NOUN|4|obl Roe|Roe|PROPN|4|nsubj spoke|speak|VERB|0|root",
    )
    assert (tree.head[1], tree.head[2]) == (3, 3)


@pytest.mark.parametrize(
    ("first", "dash", "is_two"), [("Roe", " - ", True), ("Roe", "-", False), ("ROE", " - ", False)]
)
def test_a_dash_between_spaces_parts_two_names(first: str, dash: str, is_two: bool) -> None:
    text = f"Guards shot {first}{dash}Jane Doe."
    tree = tree_of(
        text,
        f"Guards|guard|NOUN|2|nsubj shot|shoot|VERB|0|root {first}|{first}|PROPN|2|obj -|-|PUNCT|5|punct",
        "Jane|Jane|PROPN|3|flat Doe|Doe|PROPN|3|flat .|.|PUNCT|2|punct",
    )
    assert (phrase(tree, 2).end < text.index("Jane")) == is_two


_WORDS = (
    ("Operation", "NOUN"), ("Desert", "PROPN"), ("Shield", "NOUN"), ("went", "VERB"), ("on", "ADP"), ("and", "CCONJ"),
    ("three", "NUM"), ("reporters", "NOUN"), ("Roe", "PROPN"), ("and", "CCONJ"), ("Doe", "PROPN"), ("were", "AUX"),
    ("killed", "VERB"), ("our", "PRON"), ("men", "NOUN"), ("fled", "VERB"), ("mother", "NOUN"), ("of", "ADP"),
    ("guards", "NOUN"), ("who", "PRON"), ("drowned", "VERB"),
)  # fmt: skip
_RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "flat", "compound", "acl", "advcl", "appos")


@st.composite
def _parses(draw: st.DrawFn) -> str:
    """A tree of any shape over the same words."""
    order = draw(st.permutations(range(len(_WORDS))))
    heads = {order[0]: 0}
    for n, i in enumerate(order[1:], start=1):
        heads[i] = order[draw(st.integers(0, n - 1))] + 1
    relations = [draw(st.sampled_from(_RELATIONS)) for _ in _WORDS]
    return " ".join(
        f"{form}|{form.lower()}|{pos}|{heads[i]}|{relations[i] if heads[i] else 'root'}"
        for i, (form, pos) in enumerate(_WORDS)
    )


@settings(max_examples=300, deadline=None)
@given(_parses())
def test_a_tree_stays_a_tree(parse: str) -> None:
    tree = Tree(trees.document(" ".join(form for form, _ in _WORDS), parse))
    for i in range(len(tree)):
        word, steps = i, 0
        while tree.head[word] != word:
            word, steps = tree.head[word], steps + 1
            assert steps <= len(tree), f"word {i} hangs on itself"

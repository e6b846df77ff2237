"""What can stand beside what: claims of one word, harm told on, and what single words make of a claim."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import trees

from dateline.read.draft import CountDraft, Draft, Phrase, PlacePhrase
from dateline.read.kinds import Kinds
from dateline.read.one_event import settled
from dateline.read.status_words import modal
from dateline.read.tree import Tree
from dateline.values import ClaimType


def tree_of(text: str, *rows: str) -> Tree:
    """The tree of a text; each row is a stretch of its words."""
    return Tree(trees.document(text, " ".join(rows)))


def of(tree: Tree, i: int) -> Phrase:
    word = tree.document.words[i]
    return Phrase(word.start, word.end, i)


def claim(tree: Tree, i: int, type_: ClaimType, confidence: float = 0.5, **slots: object) -> Draft:
    plain = {"mode": None, "status": "actual", "negated": False, "aggregate": False, "background": False}
    return Draft(type=type_, trigger=of(tree, i), sentence=0, confidence=confidence, **plain | slots)  # type: ignore[arg-type]


def run(tree: Tree, *drafts: Draft) -> list[Draft]:
    return settled(tree, Kinds(tree), drafts)


SEIZED = (
    "Rebels seized Suluk.",
    "Rebels|rebel|NOUN|2|nsubj|armed-actor seized|seize|VERB|0|root Suluk|Suluk|PROPN|2|obj|place .|.|PUNCT|2|punct",
)
SHOT = (
    "Gunmen opened fire, killing two men.",
    "Gunmen|gunman|NOUN|2|nsubj|armed-actor opened|open|VERB|0|root fire|fire|NOUN|2|obj ,|,|PUNCT|5|punct",
    "killing|kill|VERB|2|advcl two|two|NUM|7|nummod men|man|NOUN|5|obj|person .|.|PUNCT|2|punct",
)


def test_a_town_is_taken_and_not_arrested() -> None:
    tree = tree_of(*SEIZED)
    [found] = run(tree, claim(tree, 1, "COERCE", mode="seize", recipients=(of(tree, 2),)))
    assert (found.type, found.mode, found.recipients) == ("CONTROL", "gains", ())
    assert [(p.head, p.role) for p in found.places] == [(2, "held")]


def test_people_are_arrested_still() -> None:
    tree = tree_of(
        "Police seized Hemo.",
        "Police|police|NOUN|2|nsubj seized|seize|VERB|0|root Hemo|Hemo|PROPN|2|obj|person .|.|PUNCT|2|punct",
    )
    arrest = claim(tree, 1, "COERCE", mode="arrest", recipients=(of(tree, 2),))
    assert run(tree, arrest) == [arrest]


def test_of_two_claims_of_one_word_the_change_of_hands_is_meant() -> None:
    tree = tree_of(*SEIZED)
    held = (PlacePhrase(of(tree, 2).start, of(tree, 2).end, 2, role="held"),)
    gain = claim(tree, 1, "CONTROL", 0.4, mode="gains", places=held)
    for other in ("COERCE", "MOBILIZE", "STRENGTH", "PROTEST"):
        assert [d.type for d in run(tree, claim(tree, 1, other, 0.9), gain)] == ["CONTROL"]


def test_who_moves_tells_a_withdrawal_from_a_flight() -> None:
    tree = tree_of(
        "Militants left with villagers.",
        "Militants|militant|NOUN|2|nsubj|armed-actor left|leave|VERB|0|root with|with|ADP|4|case",
        "villagers|villager|NOUN|2|obl|group .|.|PUNCT|2|punct",
    )
    for who, kept in ((0, "RETREAT"), (3, "DISPLACE")):
        retreat = claim(tree, 1, "RETREAT", 0.4, actors=(of(tree, who),))
        flight = claim(tree, 1, "DISPLACE", 0.5 if who == 0 else 0.3, recipients=(of(tree, who),))
        assert [d.type for d in run(tree, flight, retreat)] == [kept]


def test_force_that_takes_a_place_is_both() -> None:
    tree = tree_of(*SEIZED)
    both = (claim(tree, 1, "ASSAULT"), claim(tree, 1, "CONTROL", mode="gains"))
    assert [d.type for d in run(tree, *both)] == ["ASSAULT", "CONTROL"]


def test_harm_in_a_clause_of_an_attack_is_part_of_it() -> None:
    tree = tree_of(*SHOT)
    two = CountDraft(2, 2, tree.document.words[5].start, tree.document.words[5].end, of(tree, 6))
    attack = claim(tree, 1, "ASSAULT", 0.8, actors=(of(tree, 0),))
    harm = claim(tree, 4, "ASSAULT", 0.9, recipients=(of(tree, 6),), counts={"killed": two})
    [found] = run(tree, attack, harm)
    assert found.trigger.head == 1
    assert found.recipients == harm.recipients
    assert found.counts == {"killed": two}
    assert run(tree, harm) == [harm]


def test_things_are_not_counted_among_the_killed() -> None:
    tree = tree_of(
        "They downed 68 drones.",
        "They|they|PRON|2|nsubj downed|down|VERB|0|root 68|68|NUM|4|nummod drones|drone|NOUN|2|obj|vehicle",
        ".|.|PUNCT|2|punct",
    )
    count = CountDraft(68, 68, 12, 14, of(tree, 3))
    [found] = run(tree, claim(tree, 1, "ASSAULT", counts={"killed": count}))
    assert found.counts == {}


def test_whose_capture_of_a_town_it_is_took_it() -> None:
    tree = tree_of(
        "The militia's capture of the town ended.",
        "The|the|DET|2|det militia|militia|NOUN|4|nmod:poss|armed-actor 's|'s|PART|2|case capture|capture|NOUN|8|nsubj",
        "of|of|ADP|7|case the|the|DET|7|det town|town|NOUN|4|nmod|place ended|end|VERB|0|root .|.|PUNCT|8|punct",
    )
    [found] = run(tree, claim(tree, 3, "CONTROL", mode="gains", recipients=(of(tree, 1),)))
    assert (found.actors, found.recipients) == ((of(tree, 1),), ())


def test_by_whom_an_attack_was_claimed_made_it() -> None:
    tree = tree_of(
        "The attack, claimed by IS, failed.",
        "The|the|DET|2|det attack|attack|NOUN|8|nsubj ,|,|PUNCT|4|punct claimed|claim|VERB|2|acl by|by|ADP|6|case",
        "IS|IS|PROPN|4|obl|armed-actor ,|,|PUNCT|4|punct failed|fail|VERB|0|root .|.|PUNCT|8|punct",
    )
    [found] = run(tree, claim(tree, 1, "ASSAULT"))
    assert [p.head for p in found.actors] == [5]


def test_auxiliaries_and_conditions_are_not_told_as_done() -> None:
    rows = "Troops|troop|NOUN|3|nsubj {0}|{0}|AUX|3|aux leave|leave|VERB|0|root .|.|PUNCT|3|punct"
    told = {form: modal(tree_of(f"Troops {form} leave.", rows.format(form)), 2) for form in ("will", "could", "did")}
    assert told == {"will": "planned", "could": "possible", "did": None}
    tree = tree_of(
        "Many flee if troops leave.",
        "Many|many|ADJ|2|nsubj flee|flee|VERB|0|root if|if|SCONJ|5|mark troops|troop|NOUN|5|nsubj",
        "leave|leave|VERB|2|advcl .|.|PUNCT|2|punct",
    )
    assert modal(tree, 4) == "hypothetical"
    assert modal(tree, 1) is None


def test_a_fight_that_may_spread_is_not_told_as_fought() -> None:
    tree = tree_of(
        "Many could be displaced if the fighting spread.",
        "Many|many|ADJ|4|nsubj could|could|AUX|4|aux be|be|AUX|4|aux:pass displaced|displaced|ADJ|0|root",
        "if|if|SCONJ|8|mark the|the|DET|7|det fighting|fighting|NOUN|8|nsubj spread|spread|VERB|4|advcl",
        ".|.|PUNCT|4|punct",
    )
    assert (modal(tree, 3), modal(tree, 6)) == ("possible", "hypothetical")


@given(st.data())
def test_nothing_is_added_and_the_order_is_kept(data: st.DataObject) -> None:
    tree = tree_of(*SHOT)
    types = st.sampled_from(["ASSAULT", "COERCE", "CONTROL", "MOBILIZE", "STRENGTH", "DISPLACE"])
    made = data.draw(
        st.lists(st.tuples(st.sampled_from([0, 1, 4, 6]), types, st.floats(0, 1)), unique_by=lambda x: x[:2])
    )
    drafts = sorted((claim(tree, i, t, c) for i, t, c in made), key=lambda d: (d.trigger.start, d.type))  # type: ignore[arg-type]
    found = run(tree, *drafts)
    assert len(found) <= len(drafts)
    assert [d.trigger.start for d in found] == sorted(d.trigger.start for d in found)
    assert bool(found) == bool(drafts)
    assert found == settled(tree, Kinds(tree), found)


def test_people_wounded_by_shelling_are_not_killed() -> None:
    tree = tree_of(
        "The shelling wounded two women.",
        "The|the|DET|2|det shelling|shelling|NOUN|3|nsubj wounded|wound|VERB|0|root two|two|NUM|5|nummod",
        "women|woman|NOUN|3|obj|person .|.|PUNCT|3|punct",
    )
    two = CountDraft(2, 2, tree.document.words[3].start, tree.document.words[3].end, of(tree, 4))
    [found] = run(tree, claim(tree, 1, "ASSAULT", counts={"killed": two}, recipients=(of(tree, 4),)))
    assert found.counts == {"injured": two}


def test_a_number_is_of_those_it_stands_with() -> None:
    tree = tree_of(
        "The truck was destroyed and six men were killed.",
        "The|the|DET|2|det truck|truck|NOUN|4|nsubj:pass|vehicle was|be|AUX|4|aux:pass destroyed|destroy|VERB|0|root",
        "and|and|CCONJ|9|cc six|six|NUM|7|nummod men|man|NOUN|9|nsubj:pass|person were|be|AUX|9|aux:pass",
        "killed|kill|VERB|4|conj .|.|PUNCT|4|punct",
    )
    words = tree.document.words
    men = Phrase(words[5].start, words[6].end, 6)
    six = CountDraft(6, 6, words[5].start, words[5].end, men)
    first, second = run(
        tree,
        claim(tree, 3, "ASSAULT", counts={"killed": six}, recipients=(of(tree, 1),)),
        claim(tree, 8, "ASSAULT", counts={"killed": six}, recipients=(men,)),
    )
    assert (first.counts, second.counts) == ({}, {"killed": six})


def test_a_town_that_is_struck_is_where_it_was() -> None:
    tree = tree_of(
        "Jets hit Sarrin.",
        "Jets|jet|NOUN|2|nsubj|vehicle hit|hit|VERB|0|root Sarrin|Sarrin|PROPN|2|obj|place .|.|PUNCT|2|punct",
    )
    before = PlacePhrase(0, 4, 0, True, "at", "")
    [found] = run(tree, claim(tree, 1, "ASSAULT", recipients=(of(tree, 2),), places=(before,)))
    assert [(p.head, p.role, p.inherited) for p in found.places] == [(2, "at", False)]


def test_hundreds_of_dead_in_a_month_and_no_town_are_a_total() -> None:
    rows = (
        "Some|some|ADV|2|advmod 900|900|NUM|3|nummod people|people|NOUN|5|nsubj:pass|person were|be|AUX|5|aux:pass",
        "killed|kill|VERB|0|root in|in|ADP|7|case June|June|PROPN|5|obl|time .|.|PUNCT|5|punct",
    )
    tree = tree_of("Some 900 people were killed in June.", *rows)
    words = tree.document.words

    def killed(number: int) -> bool:
        count = CountDraft(number, number, words[1].start, words[1].end, of(tree, 2))
        [found] = run(tree, claim(tree, 4, "ASSAULT", counts={"killed": count}, times=(of(tree, 6),)))
        return found.aggregate

    assert killed(900)
    assert not killed(9)


def test_who_loses_a_town_and_retakes_it() -> None:
    tree = tree_of(
        "The FSA lost Azaz to IS and retook it.",
        "The|the|DET|2|det FSA|FSA|PROPN|3|nsubj|armed-actor lost|lose|VERB|0|root Azaz|Azaz|PROPN|3|obj|place",
        "to|to|ADP|6|case IS|IS|PROPN|3|obl|armed-actor and|and|CCONJ|8|cc retook|retake|VERB|3|conj",
        "it|it|PRON|8|obj .|.|PUNCT|3|punct",
    )
    azaz = PlacePhrase(of(tree, 3).start, of(tree, 3).end, 3, False, "held", "")
    lost = claim(tree, 2, "CONTROL", mode="gains", actors=(of(tree, 1), of(tree, 5)), places=(azaz,))
    first, second = run(tree, lost, claim(tree, 7, "CONTROL", mode="gains"))
    assert (first.mode, [p.head for p in first.actors], [p.head for p in first.recipients]) == ("loses", [5], [1])
    assert (second.mode, [p.head for p in second.actors], second.recipients) == ("gains", [1], ())
    assert second.places == (azaz,)


def test_who_is_driven_out_loses() -> None:
    tree = tree_of(
        "IS was driven out.",
        "IS|IS|PROPN|3|nsubj:pass|armed-actor was|be|AUX|3|aux:pass driven|drive|VERB|0|root",
        "out|out|ADP|3|compound:prt .|.|PUNCT|3|punct",
    )
    [found] = run(tree, claim(tree, 2, "CONTROL", mode="gains", recipients=(of(tree, 0),)))
    assert found.mode == "loses"


MURDERED = (
    "Since Galan's murder ten others were killed.",
    "Since|since|ADP|4|case Galan|Galan|PROPN|4|nmod:poss|person 's|'s|PART|2|case murder|murder|NOUN|7|obl",
    "ten|ten|NUM|6|nummod others|other|NOUN|7|nsubj:pass|person were|be|AUX|8|aux:pass killed|kill|VERB|0|root",
    ".|.|PUNCT|8|punct",
)


def test_a_number_goes_to_the_claim_whose_people_it_counts() -> None:
    tree = tree_of(*MURDERED)
    words = tree.document.words
    others = Phrase(words[4].start, words[5].end, 5)
    ten = CountDraft(10, 10, words[4].start, words[4].end, others)
    murder = claim(tree, 3, "ASSAULT", counts={"killed": ten}, recipients=(of(tree, 1),))
    first, second = run(tree, murder, claim(tree, 7, "ASSAULT", recipients=(others,)))
    assert (first.counts, second.counts) == ({}, {"killed": ten})


def test_an_article_alone_is_nobody() -> None:
    tree = tree_of("The fled.", "The|the|DET|2|nsubj fled|flee|VERB|0|root .|.|PUNCT|2|punct")
    [found] = run(tree, claim(tree, 1, "DISPLACE", actors=(of(tree, 0),), recipients=(of(tree, 0),)))
    assert (found.actors, found.recipients) == ((), ())

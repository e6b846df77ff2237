"""What a denial reaches, on the bundled model's parses: claims told as denied, claims that are not, and who denies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.read.denials import denial
from dateline.read.document import Document
from dateline.read.tree import Tree
from dateline.values import Claim, Report
from dateline.work.pipeline import load_tools, read

Tell = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="module")
def tell() -> Tell:
    tools = load_tools()

    def told(text: str) -> tuple[Claim, ...]:
        return read(Report("id", "0" * 64, "0" * 64, text), tools).claims

    return told


def status(claims: tuple[Claim, ...], trigger: str) -> tuple[str, bool]:
    """Status and negation of the claim whose trigger holds a word."""
    [found] = [c for c in claims if trigger in c.trigger.text]
    return found.status, found.negated


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The ministry denied accounts of air strikes by its jets on the town of Azaz.", "strikes"),
        ("The ministry denied reports about accounts of air strikes by its jets on the town of Azaz.", "strikes"),
        ("The army denied the rumours about the suggestion that its soldiers shelled the town of Azaz.", "shelled"),
        ("The governor dismissed an account of claims of air raids by the coalition near Mosul.", "raids"),
        ("Damascus denied a report on allegations of chemical attacks by its forces in Saraqib.", "attacks"),
        ("The militia denied claims that its men killed five villagers in Hula.", "killed"),
        ("The officer repeated a denial of reports of air strikes by Turkish jets on Afrin.", "strikes"),
        ("Reports of a massacre by government troops in Homs were denied by the ministry.", "massacre"),
        ("The general denied involvement in the bombing of the market in Kunduz.", "bombing"),
        ("He denied charges that he had ordered the killing of protesters in Banjul.", "killing"),
        ("The governor disputed reports that rebels seized the town of Marib.", "seized"),
        ("The movement denied that it was planning an attack on the embassy in Sanaa.", "attack"),
    ],
)
def test_a_denial_reaches_through_what_speaks_of_an_event(tell: Tell, text: str, trigger: str) -> None:
    assert status(tell(text), trigger)[0] == "denied"


@pytest.mark.parametrize(
    ("text", "trigger", "said"),
    [
        ("The new law would deny the militants a haven to plot attacks on Baghdad.", "attacks", "planned"),
        ("The ministry denied visas to victims of the bombing in Homs.", "bombing", "actual"),
        ("The ministry denied entry to reporters who wrote about the massacre in Homs.", "massacre", "actual"),
        ("The council rejected the offer of the rebels who had bombed the bridge in Homs.", "bombed", "actual"),
        ("After the raid on the village, the army denied reports of looting by its soldiers.", "raid", "actual"),
        ("The army denied that the siege of the town had caused hunger among villagers.", "siege", "actual"),
        ("The army did not deny reports of air strikes by its jets on the town of Azaz.", "strikes", "possible"),
        ("The army neither confirmed nor denied claims of shelling by its troops in Homs.", "shelling", "possible"),
    ],
)
def test_a_denial_does_not_reach_what_only_stands_beside_it(tell: Tell, text: str, trigger: str, said: str) -> None:
    assert status(tell(text), trigger) == (said, False)


def test_an_accusation_that_is_denied_was_made(tell: Tell) -> None:
    claims = tell("He denied charges that he had ordered the killing of protesters in Banjul.")
    assert [c.status for c in claims if c.type == "ACCUSE"] == ["actual"]


def test_who_denies_a_part_in_it_is_source_and_actor(tell: Tell) -> None:
    [found] = tell("Officials denied any role in the abduction of the two priests near Goma.")
    assert found.status == "denied"
    assert [a.text for a in found.actors] == ["Officials"]
    assert [s.text for s in found.sources] == ["Officials"]


def test_every_word_of_a_wild_sentence_can_be_asked() -> None:
    text = "deny denied denial of claims that reports of rumours of it"
    words = text.split(" ")
    tools = load_tools()
    document: Document = tools.reader.document(Report("id", "0" * 64, "0" * 64, text))
    assert len(document.words) == len(words)
    tree = Tree(document)
    for i in range(len(tree)):
        found = denial(tree, i)
        assert found is None or tree.lemma[found.word] in {"deny", "denial"}

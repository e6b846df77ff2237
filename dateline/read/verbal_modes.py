"""Modes of what is done by words: what a demand or refusal is about, how parties meet, what is threatened."""

from __future__ import annotations

from dateline.read.match import Match
from dateline.read.tree import Tree

_ABOUT: tuple[tuple[str, frozenset[str]], ...] = (
    ("meet", frozenset("talk talks meeting negotiation dialogue summit session conference meet negotiate".split())),
    (
        "yield",
        frozenset(
            "release withdraw withdrawal ceasefire cease-fire truce surrender evacuate leave stop end halt "
            "free lift retreat "
            "disarm resign step open allow pull spare amnesty exchange evacuation access corridor resignation "
            "departure "
            "refrain ransom lay cease money".split()
        ),
    ),
    (
        "change",
        frozenset("reform change election investigation law constitution policy rights inquiry probe accept".split()),
    ),
    (
        "assist",
        frozenset(
            "help aid assistance support weapon weapons arms money food medicine intervention troop "
            "reinforcement protection "
            "donor ammunition ambulance relief send deliver provide supply join fund airstrike blood asylum "
            "rescue train "
            "protect save".split()
        ),
    ),
)
_MEETING: tuple[tuple[str, frozenset[str]], ...] = (
    ("third-party", frozenset("mediate mediation broker mediator".split())),
    ("multilateral", frozenset("summit conference session nato assembly council multilateral".split())),
    ("phone", frozenset("phone telephone".split())),
    ("visit", frozenset("visit tour receive host arrive travel delegation".split())),
)
_THREATS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "violence",
        frozenset(
            "attack kill strike bomb execute behead destroy invade retaliate avenge revenge war violence "
            "death punish retaliation "
            "hit respond crush annihilate storm burn shoot murder fight assassinate blow massacre bombing".split()
        ),
    ),
    ("arrest", frozenset({"arrest", "jail", "detain", "imprison"})),
    ("expel", frozenset({"expel", "deport", "evict"})),
    ("relations", frozenset("sever cut sanction break recall".split())),
    ("territory", frozenset("seize occupy annex capture".split())),
    ("restrict", frozenset("close block ban besiege restrict".split())),
)


def of_words(tree: Tree, match: Match) -> str | None:
    """The mode of a REQUEST, REJECT, CONSULT or THREATEN, from the words of its complement; None where they show
    none."""
    table = {"REQUEST": _ABOUT, "REJECT": _ABOUT, "CONSULT": _MEETING, "THREATEN": _THREATS}.get(match.entry.type)
    if table is None:
        return None
    words = {tree.lemma[w] for w in match.words}
    for slot, k in match.slots:
        if slot in ("act", "for", "to", "obj", "of", "with", "gov", "by", "at"):
            words.add(tree.lemma[k])
    for k in tree.kids[match.head]:
        if tree.base[k] in ("acl", "advcl", "xcomp", "compound", "obj"):
            words.add(tree.lemma[k])
            words |= {tree.lemma[j] for j in tree.kids[k] if tree.base[j] == "conj"}
    for mode, lemmas in table:
        if words & lemmas:
            return mode
    return None

from __future__ import annotations

from typing import Any, get_args

import pytest

from dateline.read.lexicon import Entry, LexiconError, entries, lexicon
from dateline.read.operators import operators, support
from dateline.read.tree import Tree  # noqa: F401 - the same lemma rules as the lexicon's reader uses
from dateline.values import ClaimType

FRAMES = {"act": {"verb": {"subj": "actor", "obj": "recipient"}, "noun": {"of": "recipient"}}}
MODES = {
    "AGREE": set(), "SUPPORT": set(), "CONCEDE": set(), "COOPERATE": set(), "AID": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
               "cyber"},
    "ASSAULT": {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
                "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"},
    "CONTROL": {"holds", "gains", "loses", "contests"},
    "DISPLACE": {"flee", "expelled", "evacuated", "return"},
    "STRENGTH": {"up", "down", "size"},
}  # fmt: skip


def everything() -> list[Entry]:
    return [e for found in lexicon().entries.values() for e in found]


def test_every_type_has_triggers_and_only_modes_of_its_own() -> None:
    assert {e.type for e in everything()} == set(get_args(ClaimType)) == set(MODES)
    assert not [(e.lemma, e.type, e.mode) for e in everything() if e.mode and e.mode not in MODES[e.type]]


def test_it_is_broad() -> None:
    assert len(lexicon().entries) >= 900
    for kind in get_args(ClaimType):
        assert sum(e.type == kind for e in everything()) >= 15, kind


def test_longer_phrases_come_first() -> None:
    for found in lexicon().entries.values():
        assert [e.length for e in found] == sorted((e.length for e in found), reverse=True)


def test_no_entry_stands_twice() -> None:
    keys = [(e.lemma, e.part, e.type, e.mode, e.before, e.after, e.order) for e in everything()]
    assert len(keys) == len(set(keys))


def test_patterns() -> None:
    group: dict[str, Any] = {
        "type": "ASSAULT", "verbs": "open fire|gunfire, forcibly take", "nouns": "air strike, *wave of killing",
    }  # fmt: skip
    shapes = {(e.part, e.lemma, e.before, e.after) for e in entries(group, FRAMES, "here")}
    assert ("verb", "open", (), (frozenset({"fire", "gunfire"}),)) in shapes
    assert ("verb", "take", (frozenset({"forcibly"}),), ()) in shapes
    assert ("noun", "strike", (frozenset({"air"}),), ()) in shapes
    assert ("noun", "wave", (), (frozenset({"of"}), frozenset({"killing"}))) in shapes


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ({"type": "ASSAULT", "verb": "kill"}, "unknown key 'verb'"),
        ({"type": "ATTACK", "verbs": "kill"}, "unknown type 'ATTACK'"),
        ({"type": "ASSAULT", "verbs": "kill", "frame": "none"}, "unknown frame 'none'"),
        ({"type": "ASSAULT", "verbs": "kill", "roles": {"obj": "victim"}}, "unknown role 'victim'"),
        ({"type": "ASSAULT", "verbs": "kill", "needs": {"obj": "humans"}}, "unknown condition 'humans'"),
        ({"type": "ASSAULT", "verbs": "kill", "status": "sure"}, "unknown status 'sure'"),
    ],
)
def test_a_wrong_group_is_named(group: dict[str, Any], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        entries(group, FRAMES, "kill.yaml, group 3")


def test_the_other_lists_load() -> None:
    assert {"planned", "requested", "feared", "possible", "denied", "failed", "saying"} <= set(operators())
    assert {"carry", "suffer", "occur", "impact", "transitive"} <= set(support())

"""Who says a claim whether or not the network chooses them: who owns up to the deed, and who told it to an outlet."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.read.lists import verb_forms
from dateline.read.parts import Parts
from dateline.read.tree import Tree

_OWNS_UP = frozenset({"confess", "confesses", "confessed", "confessing"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_Spoken = Sequence[tuple[int, int | None]]
"""Head words of those who speak of a claim by the rules, each with its cue."""


def owning_up(tree: Tree, spoken: _Spoken) -> list[int]:
    """Who owns up to the deed, of those who speak of it."""
    owned = [(j, cue) for j, cue in spoken if cue is not None and tree.form[cue] in _OWNS_UP]
    return [j for j, cue in owned if not any(tree.form[k] in _NOT for k in tree.kids[cue])]


def telling(tree: Tree, chosen: Parts, spoken: _Spoken) -> list[int]:
    """Who told it to an outlet, where that one alone is chosen: if the outlet says it, so does whoever told it."""
    heard = [(j, tree.head[j]) for _, j in chosen.own.get("source", [])]
    is_told = [tree.base[j] in {"obj", "iobj"} and tree.form[up] in verb_forms("tell") for j, up in heard]
    return [j for j, cue in spoken if all(is_told) and cue in dict(heard).values()]

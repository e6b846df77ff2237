"""The mode of an assault, from its means or its actor, where the trigger itself shows none."""

from __future__ import annotations

from functools import cache

from dateline.read.tree import Tree
from dateline.read.wordlists import load


@cache
def _modes() -> dict[str, str]:
    return {word: mode for mode, words in load("modes.yaml").items() for word in words.split()}


def of_assault(tree: Tree, trigger: int, means: list[int], actors: list[int]) -> str | None:
    """The mode that means, then actors, then the trigger's own modifiers show; None where none does."""
    for head in means:
        mode = _of(tree, head)
        if mode is not None:
            return mode
    for head in actors:
        mode = _modes().get(tree.lemma[head])
        if mode in ("aerial", "drone", "heavy-weapons") or tree.lemma[head] in ("sniper",):
            return mode
        if any(tree.lemma[k] == "suicide" for k in tree.kids[head]):
            return "suicide-attack"
    if tree.pos[trigger] == "NOUN":
        for k in tree.kids[trigger]:
            if tree.base[k] in ("compound", "amod") and k < trigger:
                mode = _modes().get(tree.lemma[k]) or ("aerial" if tree.lemma[k] == "air" else None)
                if mode is not None:
                    return mode
    return None


def _of(tree: Tree, head: int) -> str | None:
    lemma = tree.lemma[head]
    before = {tree.lemma[k] for k in tree.kids[head] if tree.base[k] in ("compound", "amod", "flat")}
    if "suicide" in before:
        return "suicide-attack"
    if lemma == "gas" and "tear" in before:
        return "crowd-control"
    if before & {"air", "aerial"}:
        return "aerial"
    if lemma in ("attack", "strike", "fire", "bomb", "weapon", "bombing", "round", "shell"):
        for word in sorted(before):
            if word in _modes():
                return _modes()[word]
    return _modes().get(lemma)

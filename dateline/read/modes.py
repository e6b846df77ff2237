"""The mode of an assault, from its means or its actor, where the trigger itself shows none."""

from __future__ import annotations

from dateline.read.kinds import Kinds
from dateline.read.tree import Tree

_LEMMAS: dict[str, str] = {}
for _mode, _words in {
    "aerial": "airstrike warplane jet aircraft helicopter gunship plane bomber airforce barrel sortie air-raid barrel-bomb aerial "
    "warplanes",
    "drone": "drone uav quadcopter",
    "heavy-weapons": "artillery mortar rocket missile shell shelling howitzer tank cannon grad katyusha scud bombardment "
    "warship bazooka rpg projectile",
    "explosives": "bomb ied explosive mine landmine dynamite grenade vbied device bombing explosion blast car-bomb charge",
    "firearms": "rifle gun pistol gunfire kalashnikov ak-47 machine-gun machinegun sniper bullet gunshot shooting firearm "
    "submachine crossfire",
    "primitive": "knife machete axe sword stone stick club spear arrow dagger",
    "crowd-control": "tear-gas teargas water-cannon baton",
    "unconventional": "chlorine sarin chemical gas phosphorus napalm nerve",
    "suicide-attack": "suicide",
    "abduct": "kidnapping abduction",
}.items():
    _LEMMAS.update(dict.fromkeys(_words.split(), _mode))
_PHRASES = {("suicide",): "suicide-attack", ("tear", "gas"): "crowd-control", ("air",): "aerial", ("car",): ""}


def of_assault(tree: Tree, kinds: Kinds, trigger: int, means: list[int], actors: list[int]) -> str | None:
    """The mode that means, then actors, then the trigger's own modifiers show; None where none does."""
    for head in means:
        mode = _of(tree, head)
        if mode is not None:
            return mode
    for head in actors:
        mode = _LEMMAS.get(tree.lemma[head])
        if mode in ("aerial", "drone", "heavy-weapons") or tree.lemma[head] in ("sniper",):
            return mode
        if any(tree.lemma[k] == "suicide" for k in tree.kids[head]):
            return "suicide-attack"
    if tree.pos[trigger] == "NOUN":
        for k in tree.kids[trigger]:
            if tree.base[k] in ("compound", "amod") and k < trigger:
                mode = _LEMMAS.get(tree.lemma[k]) or ("aerial" if tree.lemma[k] == "air" else None)
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
            if word in _LEMMAS:
                return _LEMMAS[word]
    return _LEMMAS.get(lemma)

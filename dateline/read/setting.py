"""How much a report and its sentences speak of armed conflict, or of an accident: a condition of ambiguous triggers."""

from __future__ import annotations

from functools import cache

from dateline.read.contests import is_play, of_campaign, of_sport
from dateline.read.kinds import ARMED, WEAPON, lists
from dateline.read.tree import Tree

_LONG = 10  # sentences
_HARD = ARMED | WEAPON
_SOFT = frozenset(
    "group party movement front wing leader leadership leadership organization organisation member team unit "
    "cell officer "
    "commission element command security volunteer opposition general major captain guard faction alliance coalition "
    "police policeman patrol column stone club stick axe charge cocktail knife crew pilot personnel enemy gang marine "
    "navy ranger regime resistance defender invader device".split()
)
_VIOLENT = frozenset(
    "attack kill strike airstrike raid battle clash fight shoot bomb bombing shell shelling explosion blast "
    "explode offensive "
    "wound injure ambush massacre murder assault gunfire ceasefire cease-fire truce besiege siege hostage "
    "kidnap coup insurgency war combat bombard bombardment execute behead detonate violence "
    "shooting suicide torture behead slaughter assassinate crossfire mortar rocket missile artillery stab burn "
    "fighting".split()
)
_SPORTING = frozenset("attack fight shoot strike".split())
"""Words of sport and politics too: they make a sentence violent only beside others."""
_DISASTERS = frozenset(
    "earthquake quake tremor aftershock flood flooding landslide mudslide storm hurricane cyclone typhoon tsunami "
    "tornado avalanche wildfire drought collision derailment crash stampede epidemic cholera ebola covid volcano "
    "eruption".split()
)
_ILLNESSES = frozenset(
    "disease illness virus flu influenza malaria measles meningitis plague infection pandemic coronavirus fever cancer "
    "hunger famine starvation malnutrition thirst diarrhoea diarrhea typhoid polio tuberculosis rain rainfall "
    "wind cold heat accident".split()
)
_ACCIDENTS = frozenset({"accident", "crash", "collision", "derailment", "stampede"})
_ON_THE_ROAD = frozenset(
    "car bus lorry truck van train tram motorcycle motorbike bicycle taxi cab vehicle suv minibus cyclist motorist "
    "driver lightning tree".split()
)
_HITTING = frozenset({"hit", "strike", "kill", "injure", "run", "knock", "crush", "drag", "hurt"})
DYING = frozenset({"die", "dead", "death", "injury", "injure", "hurt"})
"""Words that tell of death and harm without saying that anybody did it."""
_FIRES = frozenset({"fire", "blaze", "inferno", "wildfire"})
_QUENCHING = frozenset({"battle", "fight", "tackle", "extinguish", "douse", "combat"})
_IN_OR_BY = frozenset({"in", "by", "from", "of", "during"})
_OF_GUNS = frozenset(
    "police security live troop soldier army guard "
    "sniper mortar artillery gun rocket tank machine-gun enemy friendly arm arms small-arms weapon automatic heavy "
    "missile rifle cross covering indirect return cease".split()
)
_CAUSING = frozenset({"nsubj", "obl", "nmod", "compound", "advcl"})
_CAUSES = frozenset({"of", "from", "by", "due", "because", "with", ""})
_GAS = frozenset({"explosion", "blast", "leak"})
_OF_SETTING = _VIOLENT | _DISASTERS | {"gas"}
_NEEDS_SOMEONE = frozenset({"ASSAULT", "THREATEN"})
_BY_FORCE = frozenset({"ASSAULT", "COERCE", "STRENGTH", "MOBILIZE", "CONTROL"})


def by_nature(tree: Tree, i: int, kind: str) -> bool:
    """Whether what the words at ``i`` tell comes of illness, weather or accident, so that nobody did it: "died of
    cholera", "threatened by floods", "the flood killed", "an outbreak of measles". Hunger counts too: who starves a
    town is told of by other words."""
    if kind not in _NEEDS_SOMEONE:
        return False
    causes = _DISASTERS | _ILLNESSES
    own = [
        k
        for k in tree.kids[i]
        if tree.base[k] in _CAUSING
        and (tree.case(k) in _CAUSES or (tree.case(k) == "in" and tree.lemma[k] in _ACCIDENTS))
    ]
    if any((tree.lemma[k] in causes and tree.pos[k] == "NOUN") or _joined_to(tree, k, causes) for k in own):
        return True
    # "The outbreak" alone is one of illness where the report speaks of one before.
    alone = tree.lemma[i] == "outbreak" and not any(tree.lemma[k] in _VIOLENT for k in own)
    return alone and any(lemma in causes for lemma in tree.lemma[max(0, i - _SHORTLY) : i])


def _joined_to(tree: Tree, word: int, among: frozenset[str]) -> bool:
    """Whether something coordinated with a word of peace is one of these."""
    return tree.lemma[word] not in _VIOLENT and any(
        tree.base[k] == "conj" and tree.lemma[k] in among for k in tree.kids[word]
    )


def by_mishap(tree: Tree, i: int) -> bool:
    """Whether the words at ``i`` tell of a mishap where a report speaks of nobody armed: "struck by a car", "killed in
    a house fire", "battled the blaze"."""
    own = tree.kids[i]
    if tree.pos[i] == "NOUN" and _is_fire(tree, i):
        return True
    if any(_is_fire(tree, k) and _harms(tree, i, k) for k in own):
        return True
    behind = range(i + 1, min(i + 5, tree.bounds(i)[1]))
    if any(_is_fire(tree, k) and {"in", "by"} & set(tree.form[i + 1 : k]) for k in behind):
        return True  # "killed in house fire", whatever a headline's tree looks like
    return tree.lemma[i] in _HITTING and any(
        tree.lemma[k] in _ON_THE_ROAD and (tree.base[k] == "nsubj" or tree.case(k) == "by") and tree.base[k] != "obj"
        for k in own
        if not (tree.base[k] == "nsubj" and tree.passive(i))
    )


def _harms(tree: Tree, i: int, k: int) -> bool:
    """Whether a fire did what the words at ``i`` tell, or was fought; others open it, or set it."""
    if tree.base[k] == "obj":
        return tree.lemma[i] in _QUENCHING
    return tree.base[k] == "nsubj" or (tree.base[k] in ("obl", "nmod") and tree.case(k) in _IN_OR_BY)


def _is_fire(tree: Tree, k: int) -> bool:
    if tree.lemma[k] not in _FIRES or tree.pos[k] != "NOUN":
        return False
    return not any(tree.lemma[j] in _OF_GUNS for j in (*tree.kids[k], max(k - 1, 0)))


@cache
def _hard() -> frozenset[str]:
    """Nouns that always speak of someone armed, or of weapons."""
    return frozenset(noun for noun, bits in lists().nouns.items() if bits & _HARD) - _SOFT


_SHORTLY = 80  # words: three sentences or so


class Setting:
    """How much a document and its sentences speak of armed conflict: a condition of ambiguous triggers."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.sentences: list[int] = []
        self.violent: list[bool] = []
        disasters = armed = 0
        hard, names = _hard(), lists().armed_names
        lemmas, pos = tree.lemma, tree.pos
        for sentence in tree.document.sentences:
            score, violent = 0, False
            for i in range(sentence.first, sentence.last):
                lemma = lemmas[i]
                if lemma in _OF_SETTING:
                    if lemma in _DISASTERS or (lemma == "gas" and not _GAS.isdisjoint(lemmas[i + 1 : i + 2])):
                        disasters += 1
                        continue
                    if lemma in _VIOLENT:
                        violent = True
                        score += lemma not in _SPORTING
                        continue
                if lemma in hard or (pos[i] == "PROPN" and lemma in names):
                    score += 1
                    armed += 1
            self.sentences.append(score)
            self.violent.append(violent)
        for i, head in enumerate(tree.document.mention_heads):
            if tree.document.mentions[i].kind in ("armed-actor", "weapon"):
                self.sentences[tree.document.words[head].sentence] += 1
        self.accident = disasters > armed
        self.armed = armed
        self.sport = of_sport(tree, armed)
        self.campaign = of_campaign(tree, armed)
        self.total = sum(self.sentences)
        self.density = self.total / max(1, len(self.sentences))
        # A long text that hardly speaks of conflict uses even plain words of war in other senses.
        self.peaceful = len(self.sentences) >= _LONG and self.total * 20 < len(self.sentences)

    def allows(self, near: str | None, sentence: int, kind: str) -> bool:
        """Whether the condition ``near`` of an entry of type ``kind`` holds in a sentence. In a report on an earthquake
        or a crash, where hardly anyone is armed, nothing is done by force, and in one on a match it is part of the
        play."""
        if self.accident and kind in _BY_FORCE:
            return False
        if self.sport and is_play(self.tree, sentence, kind):
            return False
        if near is None:
            return not self.peaceful or self.violent[sentence] or self.sentences[sentence] > 0
        if near == "document":
            return self.sentences[sentence] > 0 or self.total >= max(2, len(self.sentences) // 6)
        if near == "violence":
            return self.violent[sentence]
        return self.sentences[sentence] > 0

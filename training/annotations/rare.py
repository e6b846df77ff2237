"""Passages dense in the types that whole documents hold too few of, for the batches ``rare-N``.

Patterns only choose what is read: whoever annotates a passage marks all types in it, by reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from training.annotations.sentences import sentences
from training.annotations.texts import Text

SHORTEST, LONGEST = 4, 12
# A pattern for each rare type, and what a sentence with it is worth: the rarer the type, the more.
WORTH = {
    "CONCEDE": 10.0,
    "CONCEDE, perhaps": 3.0,
    "REJECT": 4.0,
    "THREATEN": 3.0,
    "SUPPORT": 2.0,
    "AGREE": 2.0,
    "STRENGTH": 2.0,
    "SANCTION": 1.0,
    "RETREAT": 1.0,
    "MOBILIZE": 1.0,
    "DISPLACE": 1.0,
    "AID": 1.0,
    "COOPERATE": 1.0,
    "CONTROL": 1.0,
}
# What a second choice, for the batches ``lack-N``, is after: the types that a model trained on the first finds worst.
LACKING = {
    "MOBILIZE": 3.0,
    "COOPERATE": 3.0,
    "AID": 3.0,
    "STRENGTH": 2.5,
    "SANCTION": 2.5,
    "REJECT": 2.0,
    "DISPLACE": 2.0,
    "CONTROL": 2.0,
    "THREATEN": 1.0,
    "RETREAT": 1.0,
    "AGREE": 1.0,
}
_PATTERNS = {
    "CONCEDE": r"""amnesty | (?<!beg )\bpardon(?:s|ed|ing)?\b | truce | concessions? | back(?:ed|s|ing)?\s(?:down|off) |
        (?:unilateral|announced?|announcing|decreed?|declared?|offer(?:ed)?|proposed)\s(?:\w+\s){0,4}
        (?:cease-?\s?fire|withdrawal|release|pullout|suspension) |
        lift(?:ed|s|ing)?\s(?:\w+\s){0,3}(?:siege|curfew|sanctions|ban|embargo|blockade|restrictions|emergency) |
        (?:will|to|would|agreed\sto)\s(?:release|free|withdraw|resign|step\sdown|pull\sout|lay\sdown)\b |
        suspend(?:s|ed)?\s(?:\w+\s){0,4}(?:attacks|operations|actions|hostilities|extradition|strike) |
        apologi[sz]ed? | apology | commut(?:e|ed|ation) | clemency | call(?:ed|s|ing)?\soff | reprieve |
        revers(?:e|ed|al)\s(?:its|his|her|their|course)""",
    "CONCEDE, perhaps": r"""\b(?:conced | offer(?:ed|s)?\s(?:to|of)\b | peace\s(?:offer|proposal|plan|initiative) |
        (?:willing|willingness|ready|prepared|readiness)\sto\s | accept(?:ed|s|ance|ing)? | grant(?:ed|s|ing)\b |
        eas(?:e|ed|ing)\s | resign | allow(?:ed|s)?\s | permit(?:ted|s)?\s | abandon | give\sup | gave\sup | dropp |
        releas\w+\s(?:\w+\s){0,4}(?:prisoner|hostage|detainee|rebel|guerrilla|soldier|kidnap|people) | freed\b |
        lift(?:ed|ing)?\b | yield | withdr[ae]w | step(?:s|ped|ping)?\sdown)""",
    "REJECT": r"""\b(?:reject | refus | rebuff | veto | turned?\sdown | rul(?:e|ed|ing)\sout | declin(?:e|ed|es)\sto |
        spurn | dismiss(?:ed|es) | oppos(?:e|es|ed)\b)""",
    "THREATEN": r"threat(?!\sto\b) | \bwarn(?:s|ed|ing)\b | ultimatum | vow(?:s|ed)?\sto | reprisal | retaliat",
    "SUPPORT": r"""\b(?:endors | prais | welcom(?:e|ed|es)\b | hail(?:ed|s) | solidarity | commend | congratulat |
        applaud | voic\w+\ssupport | express\w*\s(?:\w+\s)?support | (?:full|strong)\s(?:support|backing))""",
    "AGREE": r"""\b(?:agree(?:d|s|ment|ments)\b | accords?\b | \bdeals?\b | pledg | treaty | promis(?:e|ed|es)\b |
        sign(?:ed|ing)\b | pact\b)""",
    "STRENGTH": r"""\b(?:defect(?:ed|ion|ors) | weaken | casualties | desert(?:ed|ers|ion) | morale |
        defeat(?:ed|ing)? | annihilat | reinforc | strengthen | crush | recruit |
        (?:[\d,]+|thousand|hundred)\s(?:guerrillas|troops|soldiers|fighters|rebels|men)\b)""",
    "SANCTION": r"""\b(?:sanction | expel | sentenc | convict | embargo | br(?:eak|oke)\s(?:off\s)?relations |
        suspend\w*\s(?:\w+\s)?aid | extradit)""",
    "RETREAT": r"""\b(?:resign | surrender | withdr[ae]w | ceasefire | cease-fire | releas | freed\b | disarm |
        demobili | lay\sdown\stheir)""",
    "MOBILIZE": r"\b(?:deploy | mobili[sz] | reinforcement | troops | alert\b | patrol)",
    "DISPLACE": r"\b(?:refugee | displac | evacuat | fled\b | flee | exodus)",
    "AID": r"\b(?:asylum | relief | humanitarian | aid\b | rescue | red\scross)",
    "COOPERATE": r"""\b(?:jointly | joint | military\s(?:aid|assistance|advisers|support) | training | trained |
        alliance)""",
    "CONTROL": r"\b(?:stronghold | controlled | control\sof | occup(?:ied|y|ation) | captured | seized | held\sby)",
}
_RARE = {name: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for name, pattern in _PATTERNS.items()}
# What conflict news is about; without it a pardon is a turkey's and a deal a player's.
_ABOUT = re.compile(
    r"""\b(?:guerrilla | rebel | army | armed | military | troops | soldier | terroris | police\b | war\b | peace |
    prison | attack | kill | bomb | isis\b | isil\b | islamic\sstate | syria | russia | putin | ukrain | iran | iraq |
    israel | palestin | saudi | cuba | korea | venezuel | china\b | turk(?:ey|ish)\b | refugee | hostage | nuclear |
    missile | sanctions | protest | f\.?m\.?l\.?n | m-19 | farc\b | extradit | ceasefire | cease-fire | truce |
    detain | foreign\sminist | guant[aá]namo)""",
    re.IGNORECASE | re.VERBOSE,
)


class Passage(Struct, frozen=True):
    """Sentences ``first`` (counted from one) to ``first + count - 1`` of a text, and their worth."""

    text: Text
    first: int
    count: int
    worth: float


def passages(texts: Iterable[Text], worth: Mapping[str, float] = WORTH) -> list[Passage]:
    """The best passage of each text that has one, best first. ``worth``: what a sentence with each pattern counts."""
    found = [p for text in texts if (p := _best(text, worth)) is not None]
    return sorted(found, key=lambda p: (-p.worth, p.text.id))


def _best(text: Text, of: Mapping[str, float]) -> Passage | None:
    spans = sentences(text.text)
    shown = [" ".join(text.text[a:b].split()) for a, b in spans]
    worth = [_worth(s, of) for s in shown]
    candidates = [
        Passage(text, first + 1, count, round(sum(worth[first : first + count]) / (count + 3), 3))
        for first in range(len(spans))
        for count in range(SHORTEST, min(LONGEST, len(spans) - first) + 1)
        if worth[first] and worth[first + count - 1]
    ]
    return max(candidates, key=lambda p: (p.worth, -p.first), default=None)


def _worth(sentence: str, of: Mapping[str, float]) -> float:
    # Long lists and tables make no dense news.
    if len(sentence) > 600:
        return 0.0
    worth = sum(of.get(name, 0.0) for name, pattern in _RARE.items() if pattern.search(sentence))
    return worth if _ABOUT.search(sentence) else worth / 3


def dealt(ranked: Sequence[Sequence[Passage]], limits: Sequence[int]) -> Iterator[Passage]:
    """Passages of several corpora in turn, each corpus in its order and up to its limit of sentences, so that every
    batch holds something of each for as long as it lasts, the corpora with more to give coming up more often."""
    left = [_upto(one, limit) for one, limit in zip(ranked, limits, strict=True)]
    turns = sorted(((n + 0.5) / len(one), corpus, n) for corpus, one in enumerate(left) for n in range(len(one)))
    yield from (left[corpus][n] for _, corpus, n in turns)


def _upto(one: Sequence[Passage], limit: int) -> list[Passage]:
    taken: list[Passage] = []
    for passage in one:
        if sum(p.count for p in taken) + passage.count > limit:
            break
        taken.append(passage)
    return taken

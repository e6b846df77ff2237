"""Does a short expression look like the name of a person, or of a news outlet? Shape only, no list of persons."""

from __future__ import annotations

import re

from dateline.collect.wordlist import words

_PARTICLES = words(
    "al el bin ibn ben bint abu abd de da del della di do dos du la le van von der den ter ten y e of the"
)
_NOT_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december now then contrast comparison night noon dawn land sea air force law "
    "the this that these those it its his her their our my all no not one two there here who what when where "
    "contact email phone date time subject to from"
)
_MEDIA_WORDS = words(
    "news agency agencies press times wire post herald network daily media observer tribune gazette today online "
    "service broadcasting telegraph journal monitor radio television tv channel weekly bulletin chronicle examiner "
    "guardian independent mail mirror standard reporter review dispatch courier correspondent record report reports "
    "newspaper magazine"
)
_GENERIC_WORDS = words(
    "news breaking latest top world local national international regional daily weekly today online press media more "
    "other related politics sport sports business opinion middle east africa asia europe the and our all"
)
# The big agencies by the short names that their datelines carry.
AGENCIES = words(
    "ap afp upi reuters efe acan-efe dpa ansa tass itar-tass interfax xinhua kyodo anadolu aa sana irna isna pti ani "
    "ians bbc cnn npr aps map mena spa wam kuna petra nna bernama antara yonhap apa belga cp pa ritzau ntb tt tanjug "
    "notimex telam prela acan thomson"
)
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\||&|\band\b)\s*", re.I)


def is_name(text: str) -> bool:
    """One to five words, each capitalised (or a particle such as "al-", "bin", "van"), no digits."""
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 60:
        return False
    if any(w.lower().strip(".") in _NOT_NAMES for w in words) or not _is_capitalised(words[-1]):
        return False
    return all(_is_capitalised(w) or w.lower() in _PARTICLES for w in words)


def _is_capitalised(word: str) -> bool:
    core = word.strip(".,'’\"“”()-")
    article, hyphen, rest = core.partition("-")
    core = rest if hyphen and article.lower() in ("al", "el", "ar", "as", "ash", "an") else core
    letters = core.replace("'", "").replace("’", "").replace("-", "").replace(".", "").replace("`", "")
    return letters.isalpha() and core[0].isupper()


def person_names(text: str) -> str | None:
    """``text`` as printed where it is one name or a list of names ("Jane Roe and John Doe"), else ``None``."""
    text = text.strip(" \t:.-–—")
    if not text or len(text) > 160:
        return None
    pieces = [p for p in _SEPARATOR.split(text) if p]
    return text if pieces and all(is_name(p) for p in pieces) else None


def is_outlet(text: str) -> bool:
    """A short name with a word such as News, Agency, Radio in it, or an agency's; "Breaking News" is none."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or not words[0][:1].isupper():
        return False
    bare = [w.lower().strip(".,'’()") for w in words]
    if " ".join(bare) in AGENCIES:
        return True
    return any(w in _MEDIA_WORDS for w in bare) and not all(w in _GENERIC_WORDS for w in bare)

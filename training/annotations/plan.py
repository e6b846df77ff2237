"""Which documents are annotated, in which batch: ``plan.json``, made once by ``python -m training.annotations plan``.

The dev set comes from what its corpora hold apart already (re3d's and CEHA's dev splits, ECB+'s dev topics), so nothing
scored elsewhere is trained on, and no topic of ECB+ stands on both sides. Batches of the dev set are named ``dev-N``;
all others may be trained on. Within a corpus documents come in the order of sha256 of their id, so that a batch is a
mixed sample.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.errors import UsageError
from training.annotations.rare import LACKING, SHORTEST, WORTH, Passage, dealt, passages
from training.annotations.sentences import sentences
from training.annotations.texts import Text, load

FILE = Path(__file__).with_name("plan.json")
BATCH_SENTENCES = 120
CUT = 40
RARE_SENTENCES = 100
_SHINGLE, _COPIED = 10, 0.3
_SAME_TOPIC = 2

_TWICE = ["re3d-3", "ceha-4", "ecbplus-2", "muc4-3", "polnear-2"]
# Chosen by their headlines: violence, courts and police, diplomacy.
_TRNEWS_DEV = "1010010 1020010 1020011 1030016 1040001 1050002".split()
_TRNEWS = (
    "1010001 1010008 1010013 1020002 1020003 1020005 1020006 1020012 1020015 1030001 1030005 1030008 1030014 "
    "1030017 1060002 1060003 1060005 1060006 1080005 1090001 1100001 1110001 1110003 1130003 1160001 1170005 "
    "1310001 1330001 1350001 1360003"
).split()
# ECB+ topics of conflict and crime with the most documents taken of each (they repeat the same event): bombings, riots,
# then jailbreak, trials, robbery, arrests.
_ECB_TRAIN = {"8": 12, "19": 14, "3": 4, "16": 3, "22": 4, "24": 5, "26": 6, "32": 4, "33": 4}
_ECB_DEV = {"12": 3, "18": 3}
# Passages dense in rare types: how many sentences of each corpus at most. MUC-4 stays below 30 % of what is trained on.
_RARE = {"muc4": 620, "polnear": 360, "ecbplus": 20, "gum": 20, "trnews": 20}
# The same for the types that were found worst once the model had learned from those.
_LACK = {"muc4": 260, "polnear": 420}
# Whole documents beside, for the batches ``more-N``: sentences of each corpus at most, again with MUC-4 in bounds.
_MORE = {"ecbplus": 450, "muc4": 350, "polnear": 350, "trnews": 150}
_MORE_LIMIT = 25
_ECB_MORE = {"3": 5, "8": 6, "16": 5, "19": 6, "22": 5, "26": 6, "32": 4, "33": 4}
# Chosen by their headlines like those above, as far as any are left: arrests, trials, a strike, a contested vote.
_TRNEWS_MORE = (
    "1010003 1010005 1020004 1020009 1030009 1030011 1090002 1100004 1130001 1140001 1170003 1200001 1260001"
).split()
_CONFLICT = re.compile(
    r"\b(?:syria|iraq|isis|islamic state|russia|ukraine|troops|military|sanction|refugee|attack|killed|arrest|protest|"
    r"police|condemn|accuse|threat|ceasefire|nuclear|missile|bomb|rebel|deport)\w*",
    re.IGNORECASE,
)
# Less of American campaigns than _CONFLICT finds: conflict abroad, diplomacy, police, protest.
_FOREIGN = re.compile(
    r"""\b(?:syria | iraq | isis\b | isil\b | islamic\sstate | al\sqaeda | taliban | afghan | iran | russia | putin |
    ukrain | crimea | nato\b | israel | palestin | saudi | yemen | libya | egypt | turk(?:ey|ish)\b | kurd | assad |
    north\skorea | china\b | chinese | cuba\b | venezuel | troops | soldier | airstrike | military |
    sanction | refugee | attack | killed | gunm[ae]n | shooting | shot\b | arrest | detain | protest | demonstrat |
    riot | police | officers?\b | convict | charged | condemn | ceasefire | cease-fire | truce | treaty | diplomat |
    foreign\sminister | ambassador | embassy | nuclear | missile | bomb | rebel | militant | hostage |
    deport | extradit)\w*""",
    re.IGNORECASE | re.VERBOSE,
)


class Entry(Struct, frozen=True):
    """A document and how many of its sentences are annotated (all if None), from sentence ``first`` on, counted from
    one (the first if None)."""

    corpus: str
    id: str
    sentences: int | None = None
    first: int | None = None

    def part(self, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """The characters of a text with these sentences that are annotated: from its beginning, or that of ``first``,
        to the end of the last one."""
        if not spans:
            return (0, 0)
        skipped = (self.first or 1) - 1
        last = len(spans) if self.sentences is None else skipped + self.sentences
        return (0 if self.first is None else spans[skipped][0], spans[last - 1][1])


class Plan(Struct, frozen=True):
    """Batches by name. ``twice``: those that a second annotator reads blind, beside all of dev."""

    batches: dict[str, list[Entry]]
    twice: list[str]

    def of(self, batch: str) -> list[Entry]:
        """A batch's documents. Raises ``UsageError`` where there is no such batch."""
        if batch not in self.batches:
            raise UsageError(f"{batch}: no such batch; the plan has {', '.join(self.batches)}")
        return self.batches[batch]


def is_dev(batch: str) -> bool:
    """Whether a batch belongs to the dev set, which is never trained on."""
    return batch.startswith("dev-")


def read(path: Path = FILE) -> Plan:
    """The plan as it is fixed."""
    return msgspec.json.decode(path.read_bytes(), type=Plan)


def write(plan: Plan, path: Path = FILE) -> None:
    """One document a line."""
    batches = ",\n".join(
        f' "{name}": [\n' + ",\n".join(f"  {_line(e)}" for e in entries) + "\n ]"
        for name, entries in plan.batches.items()
    )
    twice = msgspec.json.encode(plan.twice).decode()
    path.write_text(f'{{"twice": {twice},\n"batches": {{\n{batches}\n}}}}\n', encoding="utf-8")


def _line(entry: Entry) -> str:
    fields = msgspec.structs.asdict(entry)
    if entry.first is None:
        del fields["first"]
    return msgspec.json.encode(fields).decode()


def make(data: Path) -> Plan:
    """The plan that the rules of this module give for the corpora under ``data``."""
    corpora = {c: load(data, c) for c in ("re3d", "ceha", "ecbplus", "trnews", "muc4", "polnear", "gum", "wikiwars")}
    dev = list(_dev(corpora))
    told = {s for text in dev for s in _shingles(text.text)}
    batches = dict(_batches("dev", [_entry(t) for t in dev], corpora))
    for corpus, texts in corpora.items():
        limit = {"muc4": 30, "wikiwars": 30, "polnear": 25}.get(corpus, CUT)
        chosen = _train(corpus, texts)
        kept = [t for t in chosen if t not in dev and not _copies(t, told)]
        batches |= dict(_batches(corpus, [_entry(t, limit) for t in kept], corpora))
    batches |= dict(_rare("rare", _RARE, WORTH, corpora, batches, told))
    batches |= dict(_more(corpora, batches, told))
    batches |= dict(_rare("lack", _LACK, LACKING, corpora, batches, told))
    return Plan(batches, _TWICE)


def _rare(
    name: str,
    limits: dict[str, int],
    worth: dict[str, float],
    corpora: dict[str, dict[str, Text]],
    planned: dict[str, list[Entry]],
    dev: set[tuple[str, ...]],
) -> Iterator[tuple[str, list[Entry]]]:
    """Batches of passages from training documents that no other batch has, nor tells word for word."""
    taken = {(e.corpus, e.id) for entries in planned.values() for e in entries}
    told = dev | {s for corpus, i in taken for s in _shingles(corpora[corpus][i].text)}
    ranked: list[list[Passage]] = []
    for corpus in limits:
        ranked.append([])
        of_topic: Counter[str] = Counter()
        for passage in passages((t for t in _free(corpus, corpora[corpus]) if (corpus, t.id) not in taken), worth):
            text = passage.text
            if _copies(text, dev) or _copies(text, told) or of_topic[text.topic or ""] >= _SAME_TOPIC:
                continue
            of_topic[text.topic or ""] += text.topic is not None
            told |= _shingles(text.text)
            ranked[-1].append(passage)
    chosen = [Entry(p.text.corpus, p.text.id, p.count, p.first) for p in dealt(ranked, list(limits.values()))]
    yield from _batches(name, chosen, corpora, RARE_SENTENCES)


def _more(
    corpora: dict[str, dict[str, Text]], planned: dict[str, list[Entry]], dev: set[tuple[str, ...]]
) -> Iterator[tuple[str, list[Entry]]]:
    """Batches of whole documents (of long ones the beginning) that no other batch has, nor tells word for word, the
    corpora mixed in each."""
    taken = {(e.corpus, e.id) for entries in planned.values() for e in entries}
    told = dev | {s for corpus, i in taken for s in _shingles(corpora[corpus][i].text)}
    ranked: list[list[Passage]] = []
    for corpus in _MORE:
        ranked.append([])
        left = dict(_ECB_MORE)
        for text in _further(corpus, corpora[corpus]):
            room = left.get(text.topic or "", 1)
            if (corpus, text.id) in taken or not room or _copies(text, dev) or _copies(text, told):
                continue
            left[text.topic or ""] = room - (text.topic is not None)
            told |= _shingles(text.text)
            entry = _entry(text, 30 if corpus == "muc4" else _MORE_LIMIT)
            ranked[-1].append(Passage(text, 1, entry.sentences or len(sentences(text.text)), 0.0))
    chosen = [
        Entry(p.text.corpus, p.text.id, p.count if p.count < len(sentences(p.text.text)) else None)
        for p in dealt(ranked, list(_MORE.values()))
    ]
    yield from _batches("more", chosen, corpora, RARE_SENTENCES)


def _further(corpus: str, texts: dict[str, Text]) -> list[Text]:
    """Training documents that whole ones may come from, in the order in which they are taken."""
    train = _split(texts, "train")
    if corpus == "ecbplus":
        return [t for t in train if t.topic in _ECB_MORE and 4 <= len(sentences(t.text)) <= CUT]
    if corpus == "muc4":
        return _wires(texts)
    if corpus == "trnews":
        return [t for t in train if t.id in _TRNEWS_MORE]
    return sorted((t for t in train if len(sentences(t.text)) >= SHORTEST), key=_foreign, reverse=True)


def _free(corpus: str, texts: dict[str, Text]) -> list[Text]:
    """Training documents that passages may come from: dated messages of MUC-4, news of GUM, topics of ECB+ that
    no batch is about."""
    train = _split(texts, "train")
    if corpus == "muc4":
        return [t for t in train if t.published]
    if corpus == "gum":
        return [t for t in train if t.id.startswith("GUM_news")]
    if corpus == "ecbplus":
        return [t for t in train if t.topic not in {*_ECB_TRAIN, *_ECB_DEV}]
    return train


def _dev(corpora: dict[str, dict[str, Text]]) -> Iterator[Text]:
    yield from sorted(_split(corpora["re3d"], "dev"), key=lambda t: -len(t.text))[:12]
    described = _split(corpora["ceha"], "dev")
    news = sorted((t for t in described if t.topic == "news"), key=lambda t: -len(t.text))
    yield from [*news[:8], *[t for t in described if t.topic == "note" and len(sentences(t.text)) >= 3][:2]]
    yield from _topics(_split(corpora["ecbplus"], "dev"), _ECB_DEV, least=14)
    yield from (corpora["trnews"][i] for i in _TRNEWS_DEV)
    yield from [t for t in _wires(corpora["muc4"]) if len(sentences(t.text)) >= 16][:4]


def _train(corpus: str, texts: dict[str, Text]) -> list[Text]:
    train = _split(texts, "train")
    if corpus == "ecbplus":
        return list(_topics(train, _ECB_TRAIN, least=3))
    if corpus == "trnews":
        return [t for t in train if t.id in _TRNEWS]
    if corpus == "muc4":
        return _wires(texts)[:89]
    if corpus == "polnear":
        return sorted((t for t in train if _density(t) > 0.012), key=_density, reverse=True)[:30]
    if corpus == "gum":
        return [t for t in train if t.id.startswith("GUM_news") and _density(t) > 0.008]
    return train


def _wires(texts: dict[str, Text]) -> list[Text]:
    return [t for t in _split(texts, "train") if t.published and 8 <= len(sentences(t.text)) <= 30]


def _split(texts: dict[str, Text], split: str) -> list[Text]:
    return sorted((t for t in texts.values() if t.split == split), key=_order)


def _order(text: Text) -> str:
    return hashlib.sha256(text.id.encode()).hexdigest()


def _topics(texts: list[Text], wanted: dict[str, int], least: int) -> Iterator[Text]:
    left = dict(wanted)
    for text in texts:
        if left.get(text.topic or "", 0) and least <= len(sentences(text.text)) <= CUT:
            left[text.topic or ""] -= 1
            yield text


def _density(text: Text) -> float:
    head = text.text[:5000]
    return len(_CONFLICT.findall(head)) / max(1, len(head.split()))


def _foreign(text: Text) -> float:
    head = text.text[:5000]
    return len(_FOREIGN.findall(head)) / max(1, len(head.split()))


def _entry(text: Text, limit: int = CUT) -> Entry:
    return Entry(text.corpus, text.id, limit if len(sentences(text.text)) > limit else None)


def _batches(
    name: str, entries: Iterable[Entry], corpora: dict[str, dict[str, Text]], most: int = BATCH_SENTENCES
) -> Iterator[tuple[str, list[Entry]]]:
    found: list[list[Entry]] = [[]]
    size = 0
    for entry in entries:
        if size >= most:
            found.append([])
            size = 0
        found[-1].append(entry)
        size += entry.sentences or len(sentences(corpora[entry.corpus][entry.id].text))
    if len(found) > 1 and size < most // 3:
        found[-2].extend(found.pop())
    yield from ((f"{name}-{number}", batch) for number, batch in enumerate(found, start=1))


def _copies(text: Text, told: set[tuple[str, ...]]) -> bool:
    """Whether a good part of the text stands word for word in others (the same agency report, say)."""
    own = _shingles(text.text)
    return len(own & told) > _COPIED * len(own)


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Its runs of ten words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}

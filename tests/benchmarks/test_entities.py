"""Entities of GUM and re3d: types, traps, figures by hand, predictions."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import get_args

from recorded import Recorded, document

from benchmarks import gum, kinds, re3d
from benchmarks.corpora.treebank import gum as gum_documents
from benchmarks.reads import as_report
from dateline.values import Mention, MentionKind


def rest(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5


DEV = next(name for name in map(str, range(100)) if rest(name) == 0)
TRAIN = next(name for name in map(str, range(100)) if rest(name) != 0)
TEXT = "Rebels in Ada Town shelled a base with 2 mortars on Sunday."


def entity(start: int, end: int, label: str, confidence: float = 1) -> str:
    row = {"begin": start, "end": end, "type": label, "value": TEXT[start:end], "documentId": DEV}
    return json.dumps({**row, "confidence": confidence}) + "\n"


def re3d_corpus(folder: Path) -> Path:
    (folder / "Somebody").mkdir(parents=True)
    texts = [{"_id": name, "text": TEXT, "title": "", "sourceUrl": ""} for name in (DEV, TRAIN)]
    (folder / "Somebody/documents.json").write_text("".join(json.dumps(row) + "\n" for row in texts))
    (folder / "Somebody/entities.json").write_text(
        entity(0, 6, "Organisation")
        + entity(10, 18, "Location")
        + entity(39, 48, "MilitaryPlatform")
        + entity(14, 18, "Organisation", 0)  # within another: kept
        + entity(27, 33, "Organisation", 0)  # junk: dropped
        + entity(19, 26, "DocumentReference")  # no kind of ours: not scored
    )
    return folder


def test_every_kind_of_the_contract_has_its_re3d_type() -> None:
    assert set(kinds.RE3D) == set(get_args(MentionKind))


def test_re3d_by_hand(tmp_path: Path) -> None:
    mentions = [
        Mention(0, 6, "armed-actor", False),  # exact
        Mention(10, 13, "place", True),  # overlaps
        Mention(14, 18, "place", True),  # exact, but the type is another; overlaps, but "Ada Town" is taken
        Mention(39, 48, "vehicle", False),  # exact: military platforms count as vehicles
    ]
    reader = Recorded({DEV: document(as_report(DEV, TEXT), mentions=mentions)})
    figures = re3d.run(re3d_corpus(tmp_path), "dev", reader, predict=tmp_path / "p.json", errors=tmp_path / "e.html")
    assert (figures["exact_precision"], figures["exact_recall"]) == (50.0, 50.0)  # 2 of 4, 4 found
    assert figures["overlap_f1"] == 75.0
    assert (figures["exact_organisation_f1"], figures["exact_vehicle_f1"]) == (66.67, 100.0)
    assert (figures["exact_location_f1"], figures["overlap_location_f1"]) == (0.0, 66.67)
    rows = [json.loads(line) for line in (tmp_path / "p.json").read_text().splitlines()]
    assert [(r["documentId"], r["begin"], r["end"], r["type"], r["value"]) for r in rows] == [
        (DEV, 0, 6, "Organisation", "Rebels"),
        (DEV, 10, 13, "Location", "Ada"),
        (DEV, 14, 18, "Location", "Town"),
        (DEV, 39, 48, "Vehicle", "2 mortars"),
    ]
    assert "<mark>Ada Town</mark>" in (tmp_path / "e.html").read_text()


CONLLU = """# newdoc id = g
# sent_id = g-1
1\tMen\tman\tNOUN\t_\t_\t3\tnsubj\t_\tEntity=(1-person-new-nnn-cf1-1-coref
2\tthere\tthere\tADV\t_\t_\t1\tadvmod\t_\tEntity=1)
3\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_
4\tAda\tAda\tPROPN\t_\t_\t3\tobj\t_\tEntity=(2-place-new-nnn-cf1-1-coref-Ada)(3-object-new-nnn-cf1-1-coref)
"""
GUM_TEXT = "Men there left Ada"
WORDS = [
    (0, 3, "NOUN", 2, "nsubj"),
    (4, 9, "ADV", 0, "advmod"),
    (10, 14, "VERB", 2, "root"),
    (15, 18, "PROPN", 2, "obj"),
]


def test_gum_by_hand(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev/g.conllu").write_text(CONLLU + "\n")
    mentions = [
        Mention(0, 9, "group", False),
        Mention(15, 18, "organisation", True),
        Mention(10, 14, "weapon", False),  # GUM does not annotate weapons: neither right nor wrong
    ]
    parsed = {"g": document(as_report("g", GUM_TEXT), WORDS, mentions=mentions)}
    target = tmp_path / "again" / "dev" / "g.conllu"
    target.parent.mkdir(parents=True)
    figures = gum.run(tmp_path, "dev", Recorded(parsed, parsed), predict=target, errors=tmp_path / "e.html")
    assert figures["las"] == figures["upos"] == figures["raw_sentences"] == figures["raw_words"] == 100.0
    assert figures["entity_f1"] == 50.0
    assert figures["entity_span_f1"] == 100.0
    assert (figures["entity_person_f1"], figures["entity_place_f1"]) == (100.0, 0.0)
    (again,) = gum_documents(tmp_path / "again", "dev")
    assert again.text == GUM_TEXT
    assert [(e.first, e.last, e.type) for e in again.entities] == [(0, 2, "person"), (3, 4, "organization")]
    assert (again.heads, again.relations) == ([2, 0, 2, 2], ["nsubj", "advmod", "root", "obj"])

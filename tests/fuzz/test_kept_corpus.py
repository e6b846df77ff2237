"""What the fuzzer kept, and what once broke something, breaks nothing; and a target can fail."""

from __future__ import annotations

import pytest

from fuzz import faults
from fuzz.run import CORPUS
from fuzz.targets import NAMES, target
from fuzz.words import mutated

LARGEST = 1_200_000


@pytest.mark.parametrize("name", NAMES)
def test_nothing_kept_breaks_anything(name: str) -> None:
    check, kept = target(name), sorted((CORPUS / name).iterdir())
    assert len(kept) >= 8
    for path in kept:
        try:
            check(path.read_bytes())
        except Exception as error:
            raise AssertionError(f"python -m fuzz {name} {path}: {error!r}") from error


def test_the_kept_corpus_stays_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < LARGEST


def test_what_breaks_a_promise_is_a_crash() -> None:
    with pytest.raises(faults.BrokenPromiseError, match="none of dateline's errors"):
        faults.told(ValueError("x"))
    with pytest.raises(faults.BrokenPromiseError, match="no message of one line"):
        faults.told(faults.DatelineError("two\nlines"))
    with pytest.raises(faults.BrokenPromiseError, match="for 10 bytes"), faults.in_time(10, -1.0, 0.0):
        pass
    with pytest.raises(faults.BrokenPromiseError):
        faults.none_of(iter(["claims[0] is wrong"]))


def test_changed_words_are_mostly_words_and_the_same_again() -> None:
    text = b"2015-03-04\nGunmen killed 12 people in Harim on Friday, the mayor said."
    found = {mutated(text, 200, seed, lambda data, most: data[:most]) for seed in range(200)}
    assert len(found) > 100
    assert all(len(one) <= 200 and one.startswith(b"2015-03-04\n") for one in found)
    assert found == {mutated(text, 200, seed, lambda data, most: data[:most]) for seed in range(200)}

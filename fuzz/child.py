"""One process of the fuzzer: ``python -m fuzz.child TARGET`` and libFuzzer's options. It ends at the first crash."""

from __future__ import annotations

import os
import sys

import atheris

from fuzz.words import mutated

_FOLLOWED = ("dateline", "htmldate", "trafilatura", "courlan", "feedparser")
"""Whose branches lead the fuzzer: ours, and those of the libraries that take strangers' bytes apart."""
_WORDS = ("dates", "read")


def main() -> None:
    """Never returns: libFuzzer ends the process."""
    name = sys.argv.pop(1)
    sys.argv[0] = os.environ.get("FUZZ_SELF", sys.argv[0])  # what libFuzzer starts to compare inputs
    with atheris.instrument_imports(include=list(_FOLLOWED)):
        from fuzz.targets import target

        check = target(name)
    given = {"custom_mutator": lambda data, most, seed: mutated(data, most, seed, atheris.Mutate)}
    atheris.Setup(sys.argv, check, **(given if name in _WORDS else {}))
    atheris.Fuzz()


if __name__ == "__main__":
    main()

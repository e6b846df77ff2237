"""Fuzzing of what takes strangers' bytes: ``python -m fuzz TARGET --minutes N``.

Atheris (libFuzzer for Python, https://github.com/google/atheris) makes the inputs and is led by the branches that they
reach. It was chosen over hypothesis alone since it has that feedback, keeps a corpus and minimises it, and drives the
hypothesis strategies of the tests too. It is installed by ``make fuzz`` only: nothing else needs it."""

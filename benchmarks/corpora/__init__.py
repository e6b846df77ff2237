"""Readers of public corpora in their original formats, used to train (``training/``) and to score (``benchmarks/``).

One reader for both, so that what is scored is what was trained on, split by split. All offsets are code points, end
exclusive. Traps named in a docstring were checked in the files.
"""

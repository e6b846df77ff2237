"""Claims annotated by hand in public corpora: the stored form (offsets and labels, no text), the form that is typed,
and the checks between the two. See ``README.md`` in this folder."""

"""Events marked by reading: the typed form, its resolution to anchors, and the split (see ``README.md``)."""

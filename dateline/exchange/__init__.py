"""Formats of the field, written and read: one module a format, each with the check of its own schema."""

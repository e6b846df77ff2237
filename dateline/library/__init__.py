"""The library: reports with the bytes they came in, readings, judgements, and a log of every change. Values go in and
come out; rows never leave it. SQLite or PostgreSQL."""

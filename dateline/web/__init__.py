"""The desk: an HTTP API over a library and the pages that show it."""

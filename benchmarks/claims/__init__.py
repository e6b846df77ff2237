"""Claims that people annotated, and how a reader's claims are scored against them."""

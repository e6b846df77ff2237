"""What the program is made of, and whether any of it is known to be unsafe: ``make sbom``, ``make audit``."""

"""``python -m supply.check FILE``: checks a bill of materials against the schema, with CycloneDX's own library."""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def main(arguments: list[str]) -> int:
    """1 where the file is none."""
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(arguments[0]).read_text(encoding="utf-8"))
    print(f"{arguments[0]}: {f'is no CycloneDX 1.6: {wrong}' if wrong else 'is valid CycloneDX 1.6'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

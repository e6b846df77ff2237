"""``python -m supply.sbom FILE``: the bill of materials as CycloneDX 1.6 in JSON, https://cyclonedx.org/docs/1.6/json/.

It holds what an installation brings and what the desk's pages are built of, with the hashes that the locks demand, and
the models that come with the program. Two runs over the same locks and models write the same bytes: it has no moment,
and its serial number is made of what it holds. ``make sbom`` checks it with CycloneDX's own library."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.version import __version__
from supply.parts import ROOT, Part, npm_parts, python_parts

MODELS = (
    ("dateline-reader", "dateline/read/weights", "fine-tuned from all-MiniLM-L6-v2; docs/model-card.md"),
    ("dateline-toponyms", "dateline/toponyms/weights.npz", "finds names of places; docs/model-card.md"),
    ("dateline-places", "dateline/locate/ranker.json", "ranks the places of a name"),
    ("dateline-events", "dateline/corroborate/weights", "tells whether claims are of one event; docs/same-event.md"),
)
"""Name, file or folder, what it is: models are no packages, and yet part of what runs."""


def bill(parts: Iterable[Part], models: Iterable[tuple[str, Mapping[str, str], str]]) -> dict[str, Any]:
    """The bill of materials. ``models``: name, SHA-256 of each of its files, description."""
    wanted = [part for part in parts if part.scope != "excluded"]
    components = [_component(part) for part in wanted]
    components += [_model(name, files, what) for name, files, what in models]
    seed = json.dumps(components, sort_keys=True)
    own = f"pkg:pypi/dateline@{__version__}"
    refs = {(part.kind, part.name): part.purl for part in wanted}
    needs = [
        {
            "ref": part.purl,
            "dependsOn": sorted({refs[part.kind, one] for one in part.needs if (part.kind, one) in refs}),
        }
        for part in wanted
    ]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, own + sha256(seed.encode()).hexdigest())}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "dateline",
                "version": __version__,
                "purl": own,
                "licenses": [{"expression": "Apache-2.0"}],
            }
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": sorted(part.purl for part in wanted)}, *needs],
    }


def models(root: Path = ROOT) -> list[tuple[str, dict[str, str], str]]:
    """The models with the hashes of their files."""
    found = []
    for name, where, what in MODELS:
        path = root / where
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        hashes = {one.relative_to(root).as_posix(): sha256(one.read_bytes()).hexdigest() for one in files}
        found.append((name, hashes, what))
    return found


def _component(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "scope": part.scope,
        "hashes": [{"alg": algorithm, "content": digits} for algorithm, digits in part.hashes],
    }
    if part.licence:
        found["licenses"] = [{"license": {"name": part.licence}}]
    return found


def _model(name: str, files: Mapping[str, str], what: str) -> dict[str, Any]:
    return {
        "type": "machine-learning-model",
        "bom-ref": name,
        "name": name,
        "version": __version__,
        "scope": "required",
        "description": what,
        "components": [
            {
                "type": "file",
                "bom-ref": f"{name}/{path}",
                "name": path,
                "hashes": [{"alg": "SHA-256", "content": digits}],
            }
            for path, digits in sorted(files.items())
        ],
    }


def main(arguments: list[str]) -> int:
    """Writes the file."""
    if len(arguments) != 1:
        print("python -m supply.sbom FILE", file=sys.stderr)
        return 2
    made = bill([*python_parts(), *npm_parts()], models())
    Path(arguments[0]).write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    kinds = [str(one.get("purl", "model")).partition("/")[0] for one in made["components"]]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds)))
    print(f"{arguments[0]}: {len(kinds)} components ({counted})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The packages that a release is made of, as the two lock files pin them, with their hashes."""

from __future__ import annotations

import base64
import json
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Literal

from msgspec import Struct

ROOT = Path(__file__).parents[1]
FRONTEND = ROOT / "dateline" / "web" / "frontend"
Scope = Literal["required", "optional", "excluded"]
"""``required``: every installation has it, or the desk's pages hold it. ``optional``: an extra brings it. ``excluded``:
building and testing need it, nobody who uses the program."""
_PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+) \\$", re.MULTILINE)
_HASH = re.compile(r"--hash=(sha256):([0-9a-f]{64})")


class Part(Struct, frozen=True, order=True):
    """A package: ``kind`` of its registry; ``hashes`` (algorithm as CycloneDX writes it, hexadecimal digits) of the
    files of its release, any of which may be installed; ``licence`` as the package itself says."""

    kind: Literal["pypi", "npm"]
    name: str
    version: str
    scope: Scope
    hashes: tuple[tuple[str, str], ...]
    licence: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def purl(self) -> str:
        """Its package URL (https://github.com/package-url/purl-spec)."""
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"


def python_parts(lock: Path = ROOT / "requirements.lock", project: Path = ROOT / "pyproject.toml") -> list[Part]:
    """What ``requirements.lock`` pins; licences and who needs whom as the installed packages say."""
    text = lock.read_text(encoding="utf-8")
    found = list(_PIN.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    needs = {match[1]: _needs(match[1]) for match in found}
    named = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = named["optional-dependencies"]
    required = _reached({_plain(one) for one in named["dependencies"]}, needs)
    optional = _reached({_plain(one) for name in extras if name != "dev" for one in extras[name]}, needs)
    return sorted(
        Part(
            "pypi",
            match[1],
            match[2],
            "required" if match[1] in required else "optional" if match[1] in optional else "excluded",
            tuple(sorted(("SHA-256", digits) for _, digits in _HASH.findall(text[match.end() : end]))),
            _licence(match[1]),
            tuple(sorted(needs[match[1]] & needs.keys())),
        )
        for match, end in zip(found, ends, strict=True)
    )


def npm_parts(lock: Path = FRONTEND / "package-lock.json") -> list[Part]:
    """What ``package-lock.json`` pins. ``excluded`` is what only builds and tests the pages; data packages that the
    pages are made from are among those, since none of their files is in the result as it was."""
    found = []
    for path, told in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if path:
            algorithm, _, digits = str(told["integrity"]).partition("-")
            hashes = ((algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digits).hex()),)
            scope: Scope = "excluded" if told.get("dev") else "required"
            name = path.rpartition("node_modules/")[2]
            needs = tuple(sorted(told.get("dependencies", {})))
            found.append(Part("npm", name, told["version"], scope, hashes, told.get("license"), needs))
    return sorted(found)


def _needs(name: str) -> set[str]:
    try:
        wanted = metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # of another platform, or not installed here
        return set()
    return {_plain(one) for one in wanted if "extra ==" not in one}


def _reached(names: set[str], needs: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    while names:
        found |= names
        names = {other for name in names for other in needs.get(name, ())} - found
    return found


def _plain(requirement: str) -> str:
    """The name in a requirement, as the lock writes it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[( ]", requirement, maxsplit=1)[0]).lower()


def _licence(name: str) -> str | None:
    """What a package says in one line; some say it in their classifiers only, some put the whole text there."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    said = str((told.get_all("License-Expression") or told.get_all("License") or [""])[0])
    if said.strip() and "\n" not in said.strip() and len(said) < 100:
        return said.strip()
    classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License :: ")]
    return "; ".join(one.rpartition(" :: ")[2] for one in classifiers) or None

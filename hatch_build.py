"""The pages of the desk are built before they go into a wheel."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Pages(BuildHookInterface[Any]):
    """Builds ``dateline/web/static`` for every wheel that is to be given away; an editable one needs none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds what is missing. Raises RuntimeError where that fails."""
        if version == "editable":
            return
        place = Path(self.root) / "dateline" / "web" / "build.py"
        spec = importlib.util.spec_from_file_location("dateline_web_build", place)
        if spec is None or spec.loader is None:
            raise RuntimeError(f"{place} is not there")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.build()

"""Put the data and the compiled translations inside the installed package when a wheel is built."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface[Any]):
    """`resources/` and `translations/` stand beside the code in a checkout and inside it once installed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files of both folders, except in an editable install, which finds them in the checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        included: dict[str, str] = build_data["force_include"]
        if (root / "resources").is_dir():
            included[str(root / "resources")] = "xborder_desk/resources"
        self._folder = tempfile.TemporaryDirectory()
        for catalogue in sorted((root / "translations").glob("*/LC_MESSAGES/*.po")):
            language = catalogue.parent.parent.name
            compiled = Path(self._folder.name) / f"{language}.mo"
            with catalogue.open("rb") as source, compiled.open("wb") as target:
                write_mo(target, read_po(source, locale=language))
            inside = f"xborder_desk/translations/{language}/LC_MESSAGES/{catalogue.stem}.mo"
            included[str(compiled)] = inside

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled translations; they are in the wheel now."""
        del version, build_data, artifact_path
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()

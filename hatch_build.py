"""Put the data and the compiled translations inside the installed package when a wheel is built."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface[Any]):
    """`resources/` and `translations/` stand beside the code in a checkout and inside it once installed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files of both folders, except in an editable install, which finds them in the checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from xborder_desk.i18n.compiling import compiled, read_catalogue  # noqa: PLC0415 - on the path only now

        included: dict[str, str] = build_data["force_include"]
        for folder in ("resources", "translations"):
            for each in (root / folder).rglob("*"):
                if each.is_file() and each.suffix != ".mo":
                    included[str(each)] = f"xborder_desk/{each.relative_to(root).as_posix()}"
        self._made = tempfile.TemporaryDirectory()
        for catalogue in sorted((root / "translations").glob("*/LC_MESSAGES/*.po")):
            language = catalogue.parent.parent.name
            made = Path(self._made.name) / f"{language}-{catalogue.stem}.mo"
            made.write_bytes(compiled(read_catalogue(catalogue, language)))
            included[str(made)] = f"xborder_desk/translations/{language}/LC_MESSAGES/{catalogue.stem}.mo"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled translations; they are in the wheel now."""
        del version, build_data, artifact_path
        made = getattr(self, "_made", None)
        if made is not None:
            made.cleanup()

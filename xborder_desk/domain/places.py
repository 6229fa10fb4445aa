"""Where our own data lies: beside the checkout, or inside the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Places:
    """The folders of what travels with the program and is no code."""

    resources: Path
    translations: Path


def find_places(package: Path = _PACKAGE) -> Places:
    """Find resources and translations, in a checkout or as installed; ``package`` is the program's own."""
    root = package.parent if (package.parent / "resources" / "fonts").is_dir() else package
    return Places(root / "resources", root / "translations")

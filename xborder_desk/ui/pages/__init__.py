"""The pages, one file each; they are found by looking here."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xborder_desk.ui.page import Page


def find() -> list[Page]:
    """Import every page and give them in their order."""
    names = [found.name for found in pkgutil.iter_modules(__path__)]
    pages: list[Page] = [importlib.import_module(f"{__name__}.{name}").PAGE for name in names]
    return sorted(pages, key=lambda page: page.order)

"""Whether all that is set on a page stays on it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from pathlib import Path


def outside(path: Path) -> list[str]:
    """The letters that stand beyond the edges of their page."""
    found = []
    with contextlib.closing(pypdfium2.PdfDocument(path)) as pdf:
        for page in pdf:
            wide, high = page.get_size()
            view = page.get_textpage()
            for place in range(view.count_chars()):
                left, bottom, right, top = view.get_charbox(place)
                if left < 0 or right > wide or bottom < 0 or top > high:
                    found.append(view.get_text_range(place, 1))
            view.close()
            page.close()
    return found

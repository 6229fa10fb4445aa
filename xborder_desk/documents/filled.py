"""Opening a PDF to draw it: values in letters that who draws it does not have are given pictures first."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2

from xborder_desk.documents.marks import BREAKS, fill_in, lacks_letters

MOST_BYTES: Final = 256 << 20
"""A larger file is drawn as it is: it would be held in memory besides."""


def open_to_draw(source: str, password: str = "") -> pypdfium2.PdfDocument:
    """Open a PDF; if it is a form, its fields are shown as a dossier would show them.

    Raises:
        pypdfium2.PdfiumError: it is locked or damaged.

    """
    seen = pypdfium2.PdfDocument(source, password=password or None)
    if seen.get_formtype():
        whole = _filled(source, password)
        if whole is not None:
            seen.close()
            seen = pypdfium2.PdfDocument(whole)
        seen.init_forms()
    return seen


def page_with_values(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Give a page (from 0) of which the values of fields are a part, so that their words can be found."""
    page = document[number]
    if document.get_formtype():
        page.flatten()
        page.close()
        page = document[number]
    return page


def _filled(source: str, password: str) -> bytes | None:
    """Give the file with pictures of all values; nothing where it can be drawn as it is."""
    if Path(source).stat().st_size > MOST_BYTES:
        return None
    with contextlib.suppress(*BREAKS), pikepdf.open(source, password=password) as pdf:
        if lacks_letters(pdf):
            fill_in(pdf)
            kept = io.BytesIO()
            pdf.save(kept, encryption=False)
            return kept.getvalue()
    return None

"""Opening a PDF to draw it as it is seen.

Who draws it has not the letters of every value in a form, and does not know of layers that notes lie on: such
values are given pictures first, and such notes are taken away where their layer is switched off.
"""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2

from xborder_desk.documents.layers import Layers, drop_hidden_notes
from xborder_desk.documents.marks import BREAKS, fill_in, lacks_letters

MOST_BYTES: Final = 256 << 20
"""A larger file is drawn as it is: it would be held in memory besides."""


def open_to_draw(source: str, password: str = "") -> pypdfium2.PdfDocument:
    """Open a PDF; its fields and notes are shown as a dossier would show them.

    Raises:
        pypdfium2.PdfiumError: it is locked or damaged.

    """
    seen = pypdfium2.PdfDocument(source, password=password or None)
    whole = _as_seen(source, password)
    if whole is not None:
        seen.close()
        seen = pypdfium2.PdfDocument(whole)
    if seen.get_formtype():
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


def _as_seen(source: str, password: str) -> bytes | None:
    """Give the file with pictures of all values and without hidden notes; nothing where it is so already."""
    if Path(source).stat().st_size > MOST_BYTES:
        return None
    with contextlib.suppress(*BREAKS), pikepdf.open(source, password=password) as pdf:
        hidden = "/OCProperties" in pdf.Root and drop_hidden_notes(pdf, Layers(pdf))
        lacking = "/AcroForm" in pdf.Root and lacks_letters(pdf)
        if lacking:
            fill_in(pdf)
        if hidden or lacking:
            kept = io.BytesIO()
            pdf.save(kept, encryption=False)
            return kept.getvalue()
    return None

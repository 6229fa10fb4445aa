"""Mending a PDF: a lost table of objects, as when its end was cut off, and odd pages; in a child process."""

from __future__ import annotations

import contextlib
import re
from decimal import Decimal
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Stream

from xborder_desk.documents.boxes import LETTER, boxed
from xborder_desk.documents.marks import BREAKS

_OF_THE_TABLE: Final = re.compile(
    r"file is damaged|startxref|xref|cross-reference table|EOF after endobj|unable to find trailer"
)
"""What is said of a lost table; anything else is said of something that is missing or cut."""
_ELSEWHERE: Final = ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI")
"""What in a stream names another file that it, or a picture of it, is to be taken from."""
_NAMED: Final = {"Do": "/XObject", "Tf": "/Font"}


def mend(source: str, target: str) -> bool:
    """Write a PDF anew with a table of what is in it, if nothing of its pages is lost; tells whether it is.

    A document of which a page, or something a page shows, is missing is not mended: nobody is to take what is
    left for the whole.
    """
    try:
        with pikepdf.open(source) as pdf:
            whole = len(pdf.pages) > 0 and all(_whole(page) for page in pdf.pages)
            if not whole or not all(_OF_THE_TABLE.search(str(each)) for each in pdf.get_warnings()):
                return False
            pdf.save(target)
    except (*BREAKS, pikepdf.PasswordError):
        return False
    return True


def straighten(pdf: pikepdf.Pdf) -> None:
    """Set right what readers take in different ways: turns that are no quarters, and boxes that are none."""
    for page in pdf.pages:
        turn: Any = page.obj.get("/Rotate")
        if turn is not None:
            number = int(turn) if isinstance(turn, int | Decimal) else 0
            page.obj.Rotate = 0 if number % 90 else number % 360
        if boxed(page.mediabox) is None:
            page.obj.MediaBox = Array(LETTER)
        if boxed(page.cropbox) is None:
            page.obj.CropBox = page.obj.MediaBox


def keep_inside(page: pikepdf.Page) -> None:
    """Take from what a page shows all that would have a reader fetch something from another file."""
    contents = page.obj.get("/Contents")
    shown: list[Any] = list(contents) if isinstance(contents, Array) else [contents]
    with contextlib.suppress(*BREAKS):  # what has no resources has no pictures
        shown += [one for _, one in page.resources.get("/XObject", Dictionary()).items()]
    for one in shown:
        for key in _ELSEWHERE if isinstance(one, Stream) else ():
            if key in one:
                del one[key]


def _whole(page: pikepdf.Page) -> bool:
    """Whether a page has its contents, and all pictures and fonts that they name can be read."""
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    if not streams or not all(isinstance(one, Stream) for one in streams):
        return False
    for said in pikepdf.parse_content_stream(page, "Do Tf"):
        kind = _NAMED[str(said.operator)]
        found = page.resources.get(kind, Dictionary()).get(str(said.operands[0]))
        if not isinstance(found, Dictionary | Stream):
            return False
        if isinstance(found, Stream):
            found.read_raw_bytes()
    return True

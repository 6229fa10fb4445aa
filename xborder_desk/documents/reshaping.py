"""Copies in another shape: pages of a file, pictures upright or in another format; in a child process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image, ImageOps

from xborder_desk.documents.cleaning import LOCKED, clean_pdf
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.marks import BREAKS
from xborder_desk.documents.marks import KEY as MARKS
from xborder_desk.documents.opened import opened, pages_of
from xborder_desk.documents.pictures import draw_picture, plain
from xborder_desk.documents.tags import TAGGED
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.jobs.frames import Plain

PICTURES: Final = ("png", "jpg", "tiff", "webp")
_SAVED: Final = {"png": "PNG", "jpg": "JPEG", "tiff": "TIFF", "webp": "WEBP"}
_A4: Final = (210.0, 297.0)
_PDF: Final = "pdf"
_TURNS: Final = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
NO_PAGES: Final = N_("There are no pages {first} to {last}: the file has {pages}.")


def extract_pdf(source: str, target: str, first: int, last: int, password: str = "") -> dict[str, Plain]:
    """Write pages of a PDF, from 1, without what acts and without what belongs to other pages.

    With its ``password`` one that is locked is opened; the pages are written without a lock.

    Raises:
        CannotShowError: it is locked or damaged, or has no such pages.

    """
    try:
        with pikepdf.open(source) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        if password:
            _unlock(source, f"{target}.open", password)
            return extract_pdf(f"{target}.open", target, first, last)
        pages = 0
    except BREAKS:
        pages = 0  # said better by the one who cleans it
    if pages and not 1 <= first <= last <= pages:
        raise CannotShowError(NO_PAGES, first=first, last=last, pages=pages)
    return {"pages": _copied(source, target, (first, last))}


def _unlock(source: str, target: str, password: str) -> None:
    """Write a locked PDF anew, without its lock."""
    try:
        with pikepdf.open(source, password=password) as pdf:
            pdf.save(target, encryption=False)
    except pikepdf.PasswordError as error:
        raise CannotShowError(LOCKED) from error
    except BREAKS as error:
        raise CannotShowError(N_("The PDF is damaged."), detail=str(error)[:300]) from error


def extract_picture(source: str, target: str, first: int, last: int) -> dict[str, Plain]:
    """Write pages of a TIFF, from 1, as a TIFF.

    Raises:
        CannotShowError: it is damaged or has no such pages.

    """
    with opened(source) as picture:
        pages = int(getattr(picture, "n_frames", 1))
        if not 1 <= first <= last <= pages:
            raise CannotShowError(NO_PAGES, first=first, last=last, pages=pages)
        _save(list(_frames(picture, range(first - 1, last))), target, "tiff")
    return {"pages": last - first + 1}


def turn_pdf(source: str, target: str, turn: int) -> dict[str, Plain]:
    """Write a PDF with every page turned by so many degrees clockwise, and without what acts.

    Raises:
        CannotShowError: it is locked or damaged.

    """
    return {"pages": _copied(source, target, None, turn)}


def _copied(source: str, target: str, pages: tuple[int, int] | None, turn: int = 0) -> int:
    """Write pages so that they stand alone: what lay on them, like values of fields, is part of them."""
    count = clean_pdf(source, target, pages).count
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            if MARKS in page.obj:
                _draw_marks(pdf, page)
            if turn:
                page.rotate(turn, relative=True)
        pdf.save(target, deterministic_id=True)
    return count


def _draw_marks(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    marks = [(mark.Form, " ".join(map(str, mark.Matrix))) for mark in page.obj[MARKS]]
    del page.obj[MARKS]
    if TAGGED not in page.obj:
        # What its content leaves open would reach what is drawn behind it; in a form it cannot.
        page.contents_coalesce()
        contents = page.obj.get("/Contents")
        form = pdf.make_stream(contents.read_bytes() if isinstance(contents, Stream) else b"")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, page.mediabox
        form.Resources = page.resources
        page.Contents = pdf.make_stream(b"")
        page.Resources = Dictionary()
        marks.insert(0, (form, "1 0 0 1 0 0"))
    drawn = [
        f"q {matrix} cm {page.add_resource(form, Name.XObject, prefix='XbdMark')} Do Q"
        for form, matrix in marks
    ]
    page.contents_add(b"q", prepend=True)
    page.contents_add("\n".join(["Q", *drawn]).encode("ascii"))


def convert_picture(source: str, target: str, kind: str, turn: int = 0) -> dict[str, Plain]:
    """Write a picture upright, turned clockwise by ``turn`` degrees more; ``kind`` is one of ``PICTURES``.

    What the file said of itself (camera, place, time) stays with the original.

    Raises:
        CannotShowError: it is damaged, too large, or of a kind that cannot be read.

    """
    if kind == _PDF:
        return {"pages": draw_picture(source, target, *_A4)[0]}
    with opened(source) as picture:
        many = pages_of(picture) if kind == "tiff" else 1
        frames = [_turned(frame, turn) for frame in _frames(picture, range(many))]
        _save(frames, target, kind)
    return {"pages": len(frames)}


def _frames(picture: Image.Image, places: range) -> Iterator[Image.Image]:
    for place in places:
        if place or len(places) > 1:
            picture.seek(place)
        picture.load()
        yield plain(ImageOps.exif_transpose(picture))


def _turned(picture: Image.Image, turn: int) -> Image.Image:
    return picture.transpose(_TURNS[turn]) if turn % 360 else picture


def _save(frames: list[Image.Image], target: str, kind: str) -> None:
    bare = [Image.frombytes(frame.mode, frame.size, frame.tobytes()) for frame in frames]
    if kind == "tiff":
        bare[0].save(target, "TIFF", save_all=True, append_images=bare[1:], compression="tiff_adobe_deflate")
    elif kind == "jpg":
        bare[0].save(target, "JPEG", quality=95, subsampling=0)
    else:
        bare[0].save(target, _SAVED[kind], lossless=True)

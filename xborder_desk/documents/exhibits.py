"""Turning one evidence file into pages for the bundle, or into the reason why not; in a child process."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.cleaning import Cleaned, Stamp, clean_pdf
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.pictures import draw_picture
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.jobs.frames import Plain

PDF: Final = "application/pdf"


def shown_as_pages(media_type: str) -> bool:
    """Whether files of this type are shown by pages of their own (others are text, or cannot be shown)."""
    return media_type == PDF or media_type.startswith("image/")


def make_pages(wanted: dict[str, Any]) -> dict[str, Plain]:
    """Make an evidence file's pages.

    ``wanted``: ``source`` and ``target`` (paths), ``sha256`` of the source, ``media_type``, ``pages``
    ([first, last] or null), ``corner`` and ``stamp`` (its width and height in points), ``width`` and
    ``height`` of a page in millimetres. Gives ``count``, ``spots`` (page from 0 -> where its stamp must stand
    instead of the corner), ``outline`` (the file's own bookmarks), ``unfit``
    (why it is not fit for an archival file), ``even`` (names of contents that close all they open),
    ``pages_sha256`` of what was written, ``remarks`` (untranslated: [text, fields]), and, where it cannot be
    shown, ``problem`` (untranslated) with ``fields``.
    """
    source, target = str(wanted["source"]), str(wanted["target"])
    try:
        _see(source, str(wanted["sha256"]))
        made = _made(wanted, source, target)
    except CannotShowError as error:
        fields: dict[str, Plain] = {name: str(value) for name, value in error.fields.items()}
        return {
            "count": 0,
            "spots": {},
            "outline": [],
            "unfit": "",
            "even": [],
            "pages_sha256": "",
            "remarks": [],
            "problem": error.text,
            "fields": fields,
        }
    said: list[Plain] = [[remark.text, dict(remark.fields)] for remark in made.remarks]
    spots: dict[str, Plain] = {str(place): spot for place, spot in made.spots.items()}
    outline: list[Plain] = [mark.plain() for mark in made.outline]
    return {
        "count": made.count,
        "spots": spots,
        "outline": outline,
        "unfit": made.unfit,
        "even": [*made.even],
        "pages_sha256": _sha256(target),
        "remarks": said,
        "problem": "",
        "fields": {},
    }


def _made(wanted: dict[str, Any], source: str, target: str) -> Cleaned:
    if wanted["media_type"] != PDF:
        return Cleaned(*draw_picture(source, target, float(wanted["width"]), float(wanted["height"])), {})
    pages = wanted.get("pages")
    stamp = Stamp(str(wanted["corner"]), (float(wanted["stamp"][0]), float(wanted["stamp"][1])))
    asked = (int(pages[0]), int(pages[1])) if pages else None
    return clean_pdf(source, target, asked, stamp, to_bind=True)


def _see(source: str, sha256: str) -> None:
    """See that the file holds something, and the very bytes that were received."""
    if not Path(source).stat().st_size:
        raise CannotShowError(N_("The file is empty."))
    if _sha256(source) != sha256:
        raise CannotShowError(N_("The stored file no longer has the checksum it was received with."))


def _sha256(path: str) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

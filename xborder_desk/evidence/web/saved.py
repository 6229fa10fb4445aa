"""Pages saved with everything on them as one file (MHTML)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.evidence import Part
from xborder_desk.domain.file_names import file_name
from xborder_desk.evidence.web.page import Page, read_page
from xborder_desk.mail import headers
from xborder_desk.mail.reading import unlike
from xborder_desk.mail.structure import Piece, parse

if TYPE_CHECKING:
    from pathlib import Path

MOST_PICTURES: Final = 200

_MARKS: Final = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s*<?\"?(?:Saved by|Gespeichert von|Enregistr))",
    re.IGNORECASE | re.MULTILINE,
)


def looks_saved(head: bytes, name: str) -> bool:
    """Whether it is such a page and not a mail that is built alike."""
    if not re.search(rb"^Content-Type:\s*multipart/related", head, re.IGNORECASE | re.MULTILINE):
        return False
    return bool(_MARKS.search(head)) or name.lower().endswith((".mht", ".mhtml"))


def read_saved(path: Path, room: int) -> tuple[Page, list[Part]]:
    """Read the page, and take out its pictures as far as there is room."""
    top = parse(path.read_bytes())
    pieces = list(top.leaves())
    start = top.parameters.get("start", "").strip("<>")
    page_piece = next((piece for piece in pieces if start and _id(piece) == start), None) or next(
        (piece for piece in pieces if piece.media_type in {"text/html", "application/xhtml+xml"}), None
    )
    page = read_page(
        page_piece.content if page_piece else b"",
        page_piece.parameters.get("charset", "") if page_piece else "",
    )
    subject = headers.text_of(top.field("subject") or b"")
    page.title = page.title or subject
    address = headers.unfold(
        top.field("snapshot-content-location") or (page_piece and page_piece.field("content-location")) or b""
    )
    if address:
        page.facts["saved_from"] = address
    date = headers.date_of(top.field("date") or b"")
    if date:
        page.facts["captured_at"] = date
    return page, _pictures(pieces, room)


def _pictures(pieces: list[Piece], room: int) -> list[Part]:
    parts: list[Part] = []
    names: set[str] = set()
    for piece in pieces:
        if not piece.media_type.startswith("image/") or piece.media_type.startswith("image/svg"):
            continue
        data = piece.content
        if len(data) > room or len(parts) >= MOST_PICTURES:
            break
        room -= len(data)
        where = headers.unfold(piece.field("content-location") or b"").partition("?")[0]
        name = file_name(piece.name or where, f"picture-{len(parts) + 1}")
        parts.append(Part(unlike(name, names), data))
    return parts


def _id(piece: Piece) -> str:
    return headers.unfold(piece.field("content-id") or b"").strip("<> ")

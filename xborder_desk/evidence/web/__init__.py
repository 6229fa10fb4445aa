"""Saved web pages and web archives: text, title, address, time; nothing on them is run or fetched."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Part, Reading
from xborder_desk.evidence.web.page import MOST, Page, read_page
from xborder_desk.evidence.web.saved import looks_saved, read_saved
from xborder_desk.evidence.web.warc import is_wacz, is_warc, read_archive
from xborder_desk.i18n import N_
from xborder_desk.mail import charsets

_START: Final = re.compile(
    # Each comment ends where it ends: tried in other ways, a row of them would take for ever.
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXES: Final = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".warc", ".wacz")


def sniff(head: bytes, name: str) -> float:
    """Look for the beginning of a page or of a web archive; a name alone counts for less."""
    if is_warc(head) or is_wacz(head, name) or looks_saved(head, name):
        return 0.97
    text = charsets.decode_guessed(head)[0]
    if _START.match(text):
        return 0.9
    named = PurePath(name).suffix.lower() in _SUFFIXES[:3]
    return 0.65 if named and head and b"\0" not in head and re.search(r"<[a-zA-Z!/]", text) else 0.0


def read(path: str, name: str, room: int) -> dict[str, Any]:
    """Read the page, or the pages of an archive.

    ``facts``: ``charset``, ``hidden_text`` (what its layout hides); where they are noted ``saved_from`` (the
    address), ``captured_at`` (ISO), ``address`` (what the page calls its own), ``published``, ``author``,
    ``site``; of an archive ``captured``: address, time, status, type, size and title of each answer.
    """
    file = Path(path)
    with file.open("rb") as opened:
        head = opened.read(8192)
    if is_warc(head) or is_wacz(head, name):
        return _archive(
            file, name, room, "application/wacz" if head.startswith(b"PK") else "application/warc"
        )
    if looks_saved(head, name):
        page, parts = read_saved(file, room)
        return _reading([page], name, "multipart/related", parts).to_plain()
    with file.open("rb") as opened:
        page = read_page(opened.read(MOST + 1))
    return _reading([page], name, "text/html", []).to_plain()


def sample() -> bytes:
    """Make a short page."""
    head = b'<!DOCTYPE html><html lang="en"><head><title>Order 4711</title></head>'
    return head + b"<body><p>Shipped.</p></body></html>"


def _archive(path: Path, name: str, room: int, media_type: str) -> dict[str, Any]:
    capture = read_archive(path, room)
    pages = capture.pages or [Page(told=[Message(N_("No page was found in this web archive."))])]
    pages[0].facts["captured"] = capture.listed
    pages[0].told += capture.told
    return _reading(pages, name, media_type, capture.parts).to_plain()


def _reading(pages: list[Page], name: str, media_type: str, parts: list[Part]) -> Reading:
    main = pages[0]
    date = main.facts.get("captured_at")
    return Reading(
        "web",
        media_type,
        title=main.title or name,
        date=date if isinstance(date, str) and date else None,
        language=main.language,
        pages=len(pages) if len(pages) > 1 else None,
        page_texts=tuple(page.text for page in pages),
        facts=main.facts,
        parts=tuple(parts),
        warnings=tuple(main.told),
        viewable=True,
    )


KIND = EvidenceKind(
    id="web",
    media_types=("text/html", "multipart/related", "application/warc", "application/wacz"),
    suffixes=_SUFFIXES,
    sniff=sniff,
    read="xborder_desk.evidence.web:read",
    sample=sample,
    priority=2,
)

"""Saved web pages: their text, title and language; nothing on them is run or fetched."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.i18n import N_
from xborder_desk.mail import charsets
from xborder_desk.mail.web_text import read_html

MOST: Final = 16 << 20
"""Bytes of a page that are read."""

MOST_TEXT: Final = 4 << 20

_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-:]+)", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_SUFFIXES: Final = (".html", ".htm", ".xhtml")


def sniff(head: bytes, name: str) -> float:
    """Look for the beginning of a page; a name alone counts for less."""
    text = charsets.decode_guessed(head)[0]
    if _START.match(text):
        return 0.9
    named = PurePath(name).suffix.lower() in _SUFFIXES
    return 0.65 if named and head and b"\0" not in head and re.search(r"<[a-zA-Z!/]", text) else 0.0


def read(path: str, name: str, _room: int) -> dict[str, Any]:
    """Read the page.

    ``facts``: ``charset``, ``hidden_text`` (what its layout hides) and, when the browser noted it while
    saving, ``saved_from`` (the address).
    """
    with Path(path).open("rb") as file:
        data = file.read(MOST)
    declared = _DECLARED.search(data[:4096])
    charset = declared[1].decode("ascii", "replace") if declared else ""
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    text, sure = charsets.decode_guessed(data) if marked or not charset else charsets.decode(data, charset)
    page = read_html(text)
    told: list[Message] = []
    if not sure:
        told.append(Message(N_("Some characters could not be read; they are shown as a replacement mark.")))
    if not page.text:
        told.append(
            Message(N_("The page holds no text that can be read; it may have been made by a script."))
        )
    if page.hidden:
        told.append(Message(N_("The page holds text that its layout hides from the reader.")))
    facts: dict[str, Any] = {
        "charset": charset or charsets.guess(data),
        "hidden_text": page.hidden[:MOST_TEXT],
    }
    source = _SAVED_FROM.search(data[:8192])
    if source:
        facts["saved_from"] = source[1].decode("ascii", "replace")
    return Reading(
        "web",
        "text/html",
        title=page.title[:500] or name,
        language=page.language,
        page_texts=(page.text[:MOST_TEXT],),
        facts=facts,
        warnings=tuple(told),
        viewable=True,
    ).to_plain()


def sample() -> bytes:
    """Make a short page."""
    head = b'<!DOCTYPE html><html lang="en"><head><title>Order 4711</title></head>'
    return head + b"<body><p>Shipped.</p></body></html>"


KIND = EvidenceKind(
    id="web",
    media_types=("text/html",),
    suffixes=_SUFFIXES,
    sniff=sniff,
    read="xborder_desk.evidence.web:read",
    sample=sample,
    priority=1,
)

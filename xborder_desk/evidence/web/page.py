"""One HTML page: its text, title and language, and where and when it was saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_
from xborder_desk.mail import charsets
from xborder_desk.mail.telling import TOO_LONG
from xborder_desk.mail.web_text import read_html

MOST: Final = 16 << 20
"""Bytes of a page that are taken from its file."""

MOST_TEXT: Final = 4 << 20

_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w\-:]+)", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE: Final = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+(?:saved date:\s*([^\r\n]{1,60}))?",
    re.IGNORECASE,
)
_META: Final = re.compile(r"<(?:meta|link)\b[^>]{1,3000}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_NAMED: Final = {
    "canonical": "address",
    "og:url": "address",
    "article:published_time": "published",
    "author": "author",
    "og:site_name": "site",
}


@dataclass(slots=True)
class Page:
    """What a page says and what is odd about it; ``facts`` as the kind tells them."""

    title: str = ""
    language: str | None = None
    text: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    told: list[Message] = field(default_factory=list)


def read_page(data: bytes, charset: str = "") -> Page:
    """Read a page; ``charset`` is what the server said it is written in. Never fails."""
    declared = _DECLARED.search(data[:4096])
    charset = charset or (declared[1].decode("ascii", "replace") if declared else "")
    # Browsers save in UTF-8 and leave what the page said of itself; by chance nothing else reads as UTF-8.
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or _is_utf_8(data)
    text, sure = charsets.decode_guessed(data) if marked or not charset else charsets.decode(data, charset)
    seen = read_html(text)
    page = Page(seen.title[:500], seen.language, seen.text[:MOST_TEXT])
    if seen.cut or len(data) > MOST or len(seen.text) > MOST_TEXT:
        page.told.append(Message(TOO_LONG, missing=True))
    if not sure:
        page.told.append(
            Message(
                N_("Some characters could not be read; they are shown as a replacement mark."), missing=True
            )
        )
    if not seen.text:
        page.told.append(
            Message(N_("The page holds no text that can be read; it may have been made by a script."))
        )
    if seen.hidden:
        page.told.append(Message(N_("The page holds text that its layout hides from the reader.")))
    page.facts = {"charset": charset or charsets.guess(data), "hidden_text": seen.hidden[:MOST_TEXT]}
    page.facts |= _noted(text[: 1 << 18])
    page.facts |= _saved(data[: 1 << 16])
    return page


def _is_utf_8(data: bytes) -> bool:
    return not data.isascii() and len(data) > 64 and charsets.guess(data) == "utf-8"  # noqa: PLR2004 - too few letters to tell


def _noted(text: str) -> dict[str, str]:
    """Give what a page notes of itself in its head."""
    found: dict[str, str] = {}
    for tag in _META.findall(text):
        given = {name.lower(): one or two or three for name, one, two, three in _ATTRIBUTE.findall(tag)}
        name = given.get("property") or given.get("name") or given.get("rel") or ""
        value = " ".join((given.get("content") or given.get("href") or "").split())[:2000]
        if name.lower() in _NAMED and value:
            found.setdefault(_NAMED[name.lower()], value)
    return found


def _saved(data: bytes) -> dict[str, str]:
    """Give the address and the time which a browser, or a program in it, noted while saving."""
    single = _SINGLE_FILE.search(data)
    if single:
        facts = {"saved_from": single[1].decode("utf-8", "replace")}
        when = re.match(
            r"\w{3} (\w{3} \d{1,2} \d{4} [\d:]{8} )GMT([+-]\d{4})",
            (single[2] or b"").decode("ascii", "replace"),
        )
        if when:
            try:
                moment = datetime.strptime(when[1] + when[2], "%b %d %Y %H:%M:%S %z")
            except ValueError:
                return facts
            facts["captured_at"] = moment.isoformat()
        return facts
    source = _SAVED_FROM.search(data)
    return {"saved_from": source[1].decode("ascii", "replace")} if source else {}

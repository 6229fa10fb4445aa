"""Electronic books (EPUB), as shops and authorities send terms and manuals: chapter by chapter."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from xborder_desk.domain.packed import PackedError
from xborder_desk.evidence.office.found import MOST_TEXT, Found
from xborder_desk.evidence.office.xml import fields, tags
from xborder_desk.mail import charsets
from xborder_desk.mail.web_text import read_html

if TYPE_CHECKING:
    from xborder_desk.domain.packed import Packed


def read_book(packed: Packed) -> Found:
    """Read it; each chapter is a page.

    Raises:
        PackedError: its list of chapters is missing or cannot be unpacked.
        BrokenXmlError: that list is damaged.

    """
    found = Found()
    container = tags(packed.read("META-INF/container.xml"), lenient=True)
    listed = next((tag.attributes.get("full-path", "") for tag in container if tag.name == "rootfile"), "")
    data = packed.read(listed)
    _properties(data, found)
    folder = posixpath.dirname(listed)
    files: dict[str, str] = {}
    size = 0
    for tag in tags(data, lenient=True):
        given = tag.attributes
        if tag.opening and tag.name == "item":
            files[given.get("id", "")] = posixpath.normpath(
                posixpath.join(folder, unquote(given.get("href", "")))
            )
        elif tag.opening and tag.name == "itemref" and size < MOST_TEXT:
            try:
                page = packed.read(files.get(given.get("idref", ""), ""))
            except PackedError:
                found.left.append(given.get("idref", ""))
                continue
            text = read_html(charsets.decode_guessed(page)[0]).text
            size += len(text)
            found.pages.append(text)
    found.counted = len(found.pages)
    return found


def _properties(data: bytes, found: Found) -> None:
    meta = fields(data)
    for name, fact in (("title", "title"), ("creator", "author"), ("publisher", "publisher")):
        found.note(fact, meta.get(name))
    found.note_time("created", meta.get("date"))
    found.language = meta.get("language")

"""Office files: letters, tables, presentations, books, of today and of before 2007; their text and notes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.domain.packed import LockedError, Packed, PackedError, TooMuchError
from xborder_desk.evidence.office import book, legacy, odf, sheets, slides, words
from xborder_desk.evidence.office.found import MOST_TEXT, Found
from xborder_desk.evidence.office.xml import BrokenXmlError
from xborder_desk.i18n import N_
from xborder_desk.mail.rtf import read_rtf
from xborder_desk.mail.telling import TOO_LONG
from xborder_desk.mail.web_text import read_html

ROOM: Final = 256 << 20
"""Bytes that an office file may unpack to."""

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN: Final = b"mimetypeapplication/vnd.oasis.opendocument."
_BOOK: Final = b"mimetypeapplication/epub+zip"
_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_TYPES: Final = {
    ".docx": f"{_OOXML}wordprocessingml.document",
    ".xlsx": f"{_OOXML}spreadsheetml.sheet",
    ".pptx": f"{_OOXML}presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".epub": "application/epub+zip",
    ".rtf": "application/rtf",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pages": "application/vnd.apple.pages",
    ".numbers": "application/vnd.apple.numbers",
    ".key": "application/vnd.apple.keynote",
}
_ALSO: Final = {".docm": ".docx", ".dotx": ".docx", ".xlsm": ".xlsx", ".xltx": ".xlsx", ".pptm": ".pptx"}
_ALSO_OPEN: Final = {
    ".ott": ".odt",
    ".ots": ".ods",
    ".otp": ".odp",
    ".ppsx": ".pptx",
    ".pps": ".ppt",
    ".dot": ".doc",
}
_APPLE: Final = (".pages", ".numbers", ".key")
_PREVIEWS: Final = ("QuickLook/Preview.pdf", "preview.jpg", "QuickLook/Thumbnail.jpg", "preview-web.jpg")
_LOCKED: Final = N_("The file is locked with a password. Save it without the password and add that as well.")
_BROKEN: Final = N_("The office file is damaged and cannot be opened. Ask whoever sent it to send it again.")
_TOO_MUCH: Final = N_("The office file unpacks to more than is allowed; it was not opened.")
_STRANGE: Final = N_("The file is kept as it is. This version cannot read files of the type {type}.")


def sniff(head: bytes, name: str) -> float:
    """Look for the members with which such files begin; the name counts where they begin otherwise."""
    suffix = PurePath(name).suffix.lower()
    known = suffix in _TYPES or suffix in _ALSO or suffix in _ALSO_OPEN
    if head.startswith(b"{\\rtf"):
        return 0.95
    if head.startswith(_COMPOUND):
        return 0.9 if known else 0.3
    if head.startswith(b"PK\x03\x04"):
        inside = b"[Content_Types].xml" in head or head[30:].startswith((_OPEN, _BOOK))
        return 0.95 if inside else 0.9 if known else 0.0
    if head.lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"<?xml") and b'progid="Word.Document"' in head[:2048]:
        return 0.9
    return 0.0


def read(path: str, name: str, room: int) -> dict[str, Any]:
    """Read the file.

    ``facts``: ``format`` (the suffix of such files), ``title``, ``subject``, ``author``, ``last_author``,
    ``company``, ``program``, ``created`` and ``modified`` (ISO), those that are there; for a workbook
    ``sheets``, for slides ``hidden_slides``; ``tracked_changes``, ``deleted_text``, ``hidden_text`` and
    ``comments`` where a document keeps them. A table's sheet, a slide or a chapter is a page.
    """
    with Path(path).open("rb") as file:
        head = file.read(8192)
    form = ""
    try:
        form, found = _found(path, PurePath(name).suffix.lower(), head, room)
    except LockedError:
        found = Found(encrypted=True)
    except TooMuchError:
        found = Found(told=[Message(_TOO_MUCH)])
    except (PackedError, BrokenXmlError):
        found = Found(told=[Message(_BROKEN)])
    form = form or _named(name) or _guessed(head)
    return _reading(found, form, name).to_plain()


def sample() -> bytes:
    """Make a letter of one line."""
    kept = io.BytesIO()
    words = "<w:p><w:r><w:t>It never came.</w:t></w:r></w:p>"
    main = f'<w:document xmlns:w="urn:w"><w:body>{words}</w:body></w:document>'
    with zipfile.ZipFile(kept, "w") as packed:
        for name, data in (("[Content_Types].xml", "<Types/>"), ("word/document.xml", main)):
            packed.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 9, 30, 0)), data)
    return kept.getvalue()


def _found(path: str, suffix: str, head: bytes, room: int) -> tuple[str, Found]:
    if head.startswith(b"{\\rtf"):
        return ".rtf", _rtf(path, room)
    if head.startswith(_COMPOUND):
        return _compound(path, suffix, room)
    if not head.startswith(b"PK"):
        return ".doc", words.read_flat(Path(path).read_bytes())
    with Packed(Path(path), ROOM) as packed:
        return _unpacked(packed, path, suffix, room)


def _unpacked(packed: Packed, path: str, suffix: str, room: int) -> tuple[str, Found]:
    if packed.has("ppt/presentation.xml"):
        form, found = ".pptx", slides.read_slides(packed, room)
    elif packed.has("xl/workbook.xml"):
        form, found = ".xlsx", sheets.read_workbook(path, packed, room)
    elif packed.has("META-INF/container.xml"):
        form, found = ".epub", book.read_book(packed)
    elif packed.has("content.xml"):
        form, found = _open_form(packed), odf.read_open(packed, room)
    elif suffix in _APPLE or packed.has("Index/Document.iwa"):
        form, found = suffix, _apple(packed, room)
    else:
        form, found = ".docx", words.read_words(packed, room)
    return form, found


def _rtf(path: str, room: int) -> Found:
    rich = read_rtf(Path(path).read_bytes())
    found = Found(pages=[read_html(rich.text).text if rich.html else rich.text])
    for name in ("title", "author", "subject", "company"):
        found.note(name, rich.notes.get(name))
    found.note_time("created", rich.notes.get("created"))
    if rich.cut:
        found.told.append(Message(TOO_LONG, missing=True))
    if rich.pictures:
        found.facts["pictures"] = rich.pictures
    for name, data in rich.files:
        room = found.add_part(name, data, room)
    words.tell(words.Text(deleted=[rich.deleted], hidden=[rich.hidden]), found)
    return found


def _compound(path: str, suffix: str, room: int) -> tuple[str, Found]:
    found = legacy.read_compound(path, room)
    form = str(found.facts.pop("format", ""))
    if form == "xls":
        sheets.read_old_workbook(path, found)
    if found.encrypted:
        form = _ALSO.get(suffix, suffix).removeprefix(".") or "docx"
    elif not form or (form == "object" and not found.parts):
        found.told.append(Message(_STRANGE, {"type": suffix or "application/x-ole-storage"}))
    return f".{form}", found


def _open_form(packed: Packed) -> str:
    told = packed.read("mimetype")[:200].decode("ascii", "replace").strip() if packed.has("mimetype") else ""
    return next((suffix for suffix, kind in _TYPES.items() if told.startswith(kind)), ".odt")


def _apple(packed: Packed, room: int) -> Found:
    """Take out the picture of the first page that lies in Apple's files; their form is not published."""
    found = Found()
    for name in _PREVIEWS:
        if packed.has(name):
            room = found.add_part(name, packed.read(name), room)
            found.told.append(
                Message(N_("Files of Apple's programs cannot be read; the preview inside was taken out."))
            )
            return found
    found.told.append(
        Message(N_("Files of Apple's programs cannot be read. Save it as a PDF and add that too."))
    )
    return found


def _reading(found: Found, form: str, name: str) -> Reading:
    told = list(found.told)
    if found.encrypted:
        told.append(Message(_LOCKED))
    elif not told and not any(page.strip() for page in found.pages):
        told.append(Message(N_("The office file holds no text that can be read.")))
    if found.left:
        text = N_("Not taken out of this file: {name}, {count} in all: too many or too large.")
        told.append(Message(text, {"name": found.left[0], "count": len(found.left)}, missing=True))
    facts = {"format": form.removeprefix("."), **found.facts}
    date = facts.get("modified") or facts.get("created")
    return Reading(
        "office",
        _TYPES.get(form, "application/octet-stream"),
        title=str(facts.get("title") or name),
        date=date if isinstance(date, str) else None,
        language=found.language,
        pages=found.counted,
        page_texts=_within(found.pages),
        facts=facts,
        parts=tuple(found.parts),
        warnings=tuple(told),
        encrypted=found.encrypted,
        viewable=any(page.strip() for page in found.pages),
    )


def _within(pages: list[str]) -> tuple[str, ...]:
    kept, room = [], MOST_TEXT
    for page in pages:
        kept.append(page[:room])
        room -= len(kept[-1])
    return tuple(kept)


def _named(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    suffix = _ALSO.get(suffix, _ALSO_OPEN.get(suffix, suffix))
    return suffix if suffix in _TYPES else ""


def _guessed(head: bytes) -> str:
    return ".rtf" if head.startswith(b"{") else ".doc" if head.startswith(_COMPOUND) else ".docx"


KIND = EvidenceKind(
    id="office",
    media_types=tuple(sorted(set(_TYPES.values()))),
    suffixes=tuple(_TYPES),
    sniff=sniff,
    read="xborder_desk.evidence.office:read",
    sample=sample,
    priority=3,
)

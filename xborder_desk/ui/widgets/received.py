"""What is dragged here or pasted, as files on the disk: from mail programs, browsers and any other."""

from __future__ import annotations

import datetime as dt
import re
import struct
import tempfile
from dataclasses import dataclass
from email import policy
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from xborder_desk.domain.evidence import Message
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMimeData

PASTED: Final = "xborder-paste-"
_MOST_PIXELS: Final = 80_000_000
MOST_CHARACTERS: Final = 5_000_000
# How Windows hands over what is no file yet: Outlook's mails and attachments come so.
DESCRIPTOR: Final = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
_CONTENTS: Final = 'application/x-qt-windows-mime;value="FileContents"'
_MAIL: Final = ("message/rfc822", "text/x-moz-message-source")
_LINK: Final = "text/x-moz-url"
_ENTRY: Final = 592
_NAME_AT: Final = 72
_NAME_BYTES: Final = 520
_MOST_PROMISED: Final = 2_000
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_LONGEST: Final = 100
_MOST_BYTES: Final = 200
WITHDRAWN: Final = N_(
    "“{file}” is no longer there: its program took it away. Save it as a file, then add that."
)
TOO_LONG: Final = N_("{length} characters are too many to paste. Save the text as a file, then add that.")
TOO_LARGE: Final = N_("This picture is too large to paste. Save it as a file, then add that.")


@dataclass(frozen=True)
class Received:
    """Files, and a sentence for each thing that could not be taken."""

    paths: tuple[Path, ...] = ()
    told: tuple[Message, ...] = ()


def holds_something(mime: QMimeData) -> bool:
    """Whether there is something to be taken in, as far as can be told without taking it."""
    known = any(mime.hasFormat(one) for one in (DESCRIPTOR, *_MAIL, _LINK))
    return known or bool(mime.urls()) or mime.hasImage()


def received(mime: QMimeData, *, texts: bool = False) -> Received:
    """Take what is there as files, with ``texts`` a plain text too. Nothing is fetched from anywhere."""
    local = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if local:
        return _files(local)
    for take in (_promised, _mail, _picture, _link):
        found = take(mime)
        if found is not None:
            return found
    return _text(mime) if texts and mime.hasText() else Received()


def _files(paths: list[Path]) -> Received:
    """Give the files that are there; one that its program has withdrawn is named."""
    there, told = [], []
    for path in paths:
        try:
            found = path.exists()
        except OSError:
            found = False
        if found:
            there.append(path)
        else:
            told.append(Message(WITHDRAWN, {"file": path.name}))
    return Received(tuple(there), tuple(told))


def _promised(mime: QMimeData) -> Received | None:
    """Take what a Windows program promises as files, each by its name."""
    if not mime.hasFormat(DESCRIPTOR):
        return None
    folder, paths, told = _folder(), [], []
    for number, name in enumerate(names_in(bytes(mime.data(DESCRIPTOR).data()))):
        data = bytes(mime.data(f"{_CONTENTS};index={number}").data())
        if not data and number == 0:
            data = bytes(mime.data(_CONTENTS).data())
        if data:
            paths.append(_write(folder, name, data))
        else:
            told.append(Message(WITHDRAWN, {"file": name}))
    return Received(tuple(paths), tuple(told))


def names_in(descriptor: bytes) -> Iterator[str]:
    """Give the names in a FILEGROUPDESCRIPTORW: a count, then entries of 592 bytes, the name at byte 72."""
    if len(descriptor) < struct.calcsize("<I"):
        return
    (count,) = struct.unpack_from("<I", descriptor)
    for number in range(min(count, _MOST_PROMISED)):
        start = 4 + number * _ENTRY + _NAME_AT
        raw = descriptor[start : start + _NAME_BYTES]
        if len(raw) < _NAME_BYTES:
            return
        name = raw.decode("utf-16-le", "replace").split("\0", 1)[0]
        yield safe_name(name) or f"item-{number + 1}"


def _mail(mime: QMimeData) -> Received | None:
    """Take a mail whose source a mail program hands over."""
    for kind in _MAIL:
        data = bytes(mime.data(kind).data())
        if data.strip():
            head = BytesHeaderParser(policy=policy.default).parsebytes(data[:65536])
            try:
                subject = str(head.get("Subject", ""))
            except (ValueError, LookupError, TypeError, AttributeError):
                subject = ""
            return Received((_write(_folder(), f"{safe_name(subject) or 'mail'}.eml", data),))
    return None


def _picture(mime: QMimeData) -> Received | None:
    """Take a picture that is in no file: a screenshot, or one dragged out of a page."""
    if not mime.hasImage():
        return None
    image = QImage(mime.imageData())
    if image.isNull() or image.width() * image.height() > _MOST_PIXELS:
        return Received(told=(Message(TOO_LARGE, {}),))
    file = _folder() / f"screenshot-{_now()}.png"
    return Received((file,)) if image.save(str(file)) else Received(told=(Message(TOO_LARGE, {}),))


def _link(mime: QMimeData) -> Received | None:
    """Keep a link as what it is: its address and title, as a shortcut; the page is not fetched."""
    title, address = (
        "",
        next((url.toString() for url in mime.urls() if url.scheme() in {"http", "https"}), ""),
    )
    if mime.hasFormat(_LINK):
        lines = bytes(mime.data(_LINK).data()).decode("utf-16-le", "replace").strip("\ufeff\0").split("\n")
        address = address or lines[0].strip()
        title = lines[1].strip() if len(lines) > 1 else ""
    if not address.startswith(("http://", "https://")) or any(c.isspace() for c in address):
        return None
    host = address.split("/")[2] if address.count("/") > 1 else address
    name = safe_name(title) or safe_name(host) or "link"
    text = f"[InternetShortcut]\r\nURL={address}\r\n" + (f"; {title}\r\n" if title else "")
    return Received((_write(_folder(), f"{name}.url", text.encode("utf-8", "replace")),))


def _text(mime: QMimeData) -> Received:
    text = mime.text()
    if len(text) > MOST_CHARACTERS:
        return Received(told=(Message(TOO_LONG, {"length": len(text)}),))
    if not text.strip():
        return Received()
    # Half a pair of surrogates, as a cut through an emoji leaves it, is no reason to take nothing.
    return Received((_write(_folder(), f"text-{_now()}.txt", text.encode("utf-8", "replace")),))


def safe_name(name: str) -> str:
    """Give a name that every system can keep as a file's, empty if nothing is left of it."""
    plain = " ".join(_UNSAFE.sub(" ", name).split()).strip(" .")
    stem, dot, end = plain.rpartition(".")
    if dot and len(end) <= len("docx") + 1:
        return f"{_short(stem)}.{end}" if stem.strip(" .") else end
    return _short(plain)


def _short(text: str) -> str:
    """Give as much of a name as systems keep: they count bytes, and a Chinese letter has three."""
    return text[:_LONGEST].encode()[:_MOST_BYTES].decode("utf-8", "ignore").strip(" .")


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix=PASTED))


def _write(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    number = 1
    while file.exists():
        number += 1
        file = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    file.write_bytes(data)
    return file


def _now() -> str:
    return f"{dt.datetime.now().astimezone():%Y-%m-%d-%H%M%S}"

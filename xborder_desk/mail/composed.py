"""A message that has no file of its own, written down as a mail, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.evidence import storable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.mail.headers import Address
    from xborder_desk.mail.reading import Attachment, Mail

NOTE: Final = b"X-Xborder-Desk: written from a message kept inside another; it had no file of its own\r\n"

_WORD: Final = 45
"""Bytes in one encoded word; as base64 they stay below the 75 characters that are allowed."""


def as_eml(mail: Mail) -> bytes:
    """Write the mail as its properties tell it: header, text, attachments."""
    head = NOTE
    for name, people in (("From", mail.from_), ("To", mail.to), ("Cc", mail.cc), ("Bcc", mail.bcc)):
        if people:
            head += f"{name}: ".encode() + b",\r\n ".join(_person(one) for one in people) + b"\r\n"
    if mail.subject:
        head += b"Subject: " + _words(mail.subject) + b"\r\n"
    if mail.date:
        head += f"Date: {format_datetime(datetime.fromisoformat(mail.date))}\r\n".encode()
    if mail.message_id:
        head += b"Message-ID: <" + _plain(mail.message_id) + b">\r\n"
    head += b"MIME-Version: 1.0\r\n"
    text = _part(b"text/plain; charset=utf-8", b"", storable(mail.text).encode())
    if not mail.attachments:
        return head + text
    parts = [text, *(_attached(one) for one in mail.attachments)]
    return head + _mixed(parts)


def _mixed(parts: Iterable[bytes]) -> bytes:
    whole = b"\r\n".join(parts)
    border = b"part-" + hashlib.sha256(whole).hexdigest()[:24].encode()
    body = b"".join(b"--" + border + b"\r\n" + part + b"\r\n" for part in parts)
    head = b'Content-Type: multipart/mixed; boundary="' + border + b'"\r\n\r\n'
    return head + body + b"--" + border + b"--\r\n"


def _attached(one: Attachment) -> bytes:
    name = _words(one.raw_name or one.name)
    disposed = b'Content-Disposition: attachment; filename="' + name.replace(b'"', b"'") + b'"\r\n'
    kind = _plain(one.media_type) if "/" in one.media_type else b"application/octet-stream"
    return _part(b"application/octet-stream" if kind.startswith(b"multipart/") else kind, disposed, one.data)


def _part(kind: bytes, more: bytes, data: bytes) -> bytes:
    packed = base64.encodebytes(data).replace(b"\n", b"\r\n")
    return b"Content-Type: " + kind + b"\r\n" + more + b"Content-Transfer-Encoding: base64\r\n\r\n" + packed


def _person(one: Address) -> bytes:
    address = _plain(one.address)
    if not one.name:
        return address
    name = _words(one.name)
    if not name.startswith(b"=?"):
        name = b'"' + name.replace(b"\\", b"").replace(b'"', b"'") + b'"'
    return name + b" <" + address + b">" if address else name


def _words(text: str) -> bytes:
    line = " ".join(storable(text).split())
    if line.isascii() and "=?" not in line and line.isprintable() and len(line) < 800:  # noqa: PLR2004 - a line ends at 998
        return line.encode()
    words: list[bytes] = []
    piece = b""
    for letter in line:
        raw = letter.encode()
        if len(piece) + len(raw) > _WORD:
            words.append(piece)
            piece = b""
        piece += raw
    words.append(piece)
    return b"\r\n ".join(b"=?utf-8?b?" + base64.b64encode(word) + b"?=" for word in words)


def _plain(text: str) -> bytes:
    return "".join(letter for letter in storable(text) if letter.isprintable() and letter != " ").encode()

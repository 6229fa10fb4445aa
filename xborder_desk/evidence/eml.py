"""E-mails as they are saved to a file: who wrote to whom, when, what, and everything attached."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind
from xborder_desk.mail.reading import read_mail
from xborder_desk.mail.telling import reading_of

_FIELD: Final = re.compile(rb"[!-9;-~]{2,76}[ \t]*:(?!//)")
_KNOWN: Final = re.compile(
    rb"^(?:from|to|cc|subject|date|sender|reply-to|message-id|mime-version|received|return-path|delivered-to"
    rb"|content-type|content-transfer-encoding|x-mailer|in-reply-to|references|dkim-signature|envelope-to"
    rb"|x-original-to|thread-topic|x-received|arc-seal)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def sniff(head: bytes, name: str) -> float:
    """Judge whether it begins with the header of a mail."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    start = re.sub(rb"\A>?From (?![ \t]*:)[^\r\n]*(?:\r\n|\r|\n)", b"", start)
    head_of_it = start.replace(b"\r", b"\n").partition(b"\n\n\n\n")[0]
    # One field written in two ways, “From:” and “From :”, is one.
    known = len({field.rstrip(b" \t:").lower() for field in _KNOWN.findall(head_of_it)})
    if _FIELD.match(start) is None:
        known = 0
    if name.lower().endswith((".eml", ".emlx")):
        return 0.9 if known else 0.5 if b"\0" not in head else 0.0
    # One such word may begin any text; three are a mail.
    return (0.0, 0.0, 0.5, 0.8)[min(known, 3)]


def read(path: str, name: str, room: int) -> dict[str, Any]:
    """Read the mail; its ``facts`` are those of ``mail.telling``."""
    return reading_of(read_mail(Path(path).read_bytes()), "eml", "message/rfc822", name, room).to_plain()


def sample() -> bytes:
    """Make a short mail with one attachment."""
    return (
        b"From: =?utf-8?q?J=C3=BCrgen?= <juergen@example.org>\r\nTo: shop@example.com\r\n"
        b"Subject: Where is my parcel?\r\nDate: Mon, 02 Mar 2026 09:30:00 +0100\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nIt never came.\r\n'
        b'--b\r\nContent-Type: text/csv; name="order.csv"\r\nContent-Disposition: attachment\r\n\r\n'
        b"1;2\r\n--b--\r\n"
    )


KIND = EvidenceKind(
    id="eml",
    media_types=("message/rfc822", "message/global"),
    suffixes=(".eml", ".emlx"),
    sniff=sniff,
    read="xborder_desk.evidence.eml:read",
    sample=sample,
    priority=2,
)

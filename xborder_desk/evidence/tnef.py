"""winmail.dat, the wrapping in which Outlook sends its own mails: unwrapped and read as e-mails are."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.i18n import N_
from xborder_desk.mail.telling import reading_of
from xborder_desk.mail.tnef import SIGNATURE, read_tnef

TYPE: Final = "application/ms-tnef"


def sniff(head: bytes, _name: str) -> float:
    """Look for the signature."""
    return 0.95 if head.startswith(SIGNATURE) else 0.0


def read(path: str, name: str, room: int) -> dict[str, Any]:
    """Read what is wrapped in it; its ``facts`` are those of ``mail.telling``.

    Who sent it to whom usually stands in the mail around it, so that this is no fault here.
    """
    try:
        mail = read_tnef(Path(path).read_bytes())
    except ValueError:
        told = Message(N_("The file from Outlook is damaged and cannot be unwrapped. It is kept as it is."))
        return Reading("tnef", TYPE, title=name, warnings=(told,)).to_plain()
    reading = reading_of(mail, "tnef", TYPE, name, room, wrapped=True)
    if not (mail.subject or mail.text or mail.attachments):
        told = Message(N_("There is neither a text nor an attachment in this file from Outlook."))
        return replace(reading, warnings=(told,), viewable=False).to_plain()
    return reading.to_plain()


def sample() -> bytes:
    """Make one with a subject, a text and a file."""
    data = SIGNATURE + b"\x01\x00"
    for level, which, content in (
        (1, 0x00018004, b"Where is my parcel?\0"),
        (1, 0x0002800C, b"It never came.\0"),
        (2, 0x00069002, bytes(14)),
        (2, 0x00018010, b"order.csv\0"),
        (2, 0x0006800F, b"1;2\r\n"),
    ):
        data += struct.pack("<BII", level, which, len(content)) + content
        data += struct.pack("<H", sum(content) & 0xFFFF)
    return data


KIND = EvidenceKind(
    id="tnef",
    media_types=(TYPE,),
    suffixes=(".dat", ".tnef"),
    sniff=sniff,
    read="xborder_desk.evidence.tnef:read",
    sample=sample,
    priority=4,
)

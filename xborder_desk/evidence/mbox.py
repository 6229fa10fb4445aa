"""Mailboxes in one file: each message in it becomes a part."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Part, Reading
from xborder_desk.domain.file_names import file_name
from xborder_desk.i18n import N_
from xborder_desk.mail.headers import text_of
from xborder_desk.mail.mbox import is_mbox, split_mbox
from xborder_desk.mail.structure import split

MOST_PARTS: Final = 1000


def sniff(head: bytes, name: str) -> float:
    """Look for the line that begins each message; a single mail may begin with it too, under another name."""
    if not is_mbox(head):
        return 0.0
    return 0.95 if name.lower().endswith((".mbox", ".mbx")) or len(list(split_mbox(head))) > 1 else 0.4


def read(path: str, name: str, room: int) -> dict[str, Any]:
    """Take the messages out; ``facts``: ``messages`` (how many there are) and their ``subjects``."""
    parts: list[Part] = []
    subjects: list[str] = []
    count = 0
    for count, message in enumerate(split_mbox(Path(path).read_bytes()), 1):
        if len(message) > room or len(parts) >= MOST_PARTS:
            continue
        room -= len(message)
        fields = dict(split(message)[0])
        subject = text_of(fields.get("subject", b""))
        subjects.append(subject)
        named = file_name(f"{subject}.eml" if subject else "", f"message-{count}.eml")
        parts.append(Part(f"{count:03} {named}", message))
    told: list[Message] = []
    if not count:
        told.append(Message(N_("This is not a mailbox, or it holds no message.")))
    if count > len(parts):
        text = N_("Only {number} of {count} messages were taken out of this mailbox.")
        told.append(Message(text, {"number": len(parts), "count": count}, missing=True))
    return Reading(
        "mbox",
        "application/mbox",
        title=name,
        facts={"messages": count, "subjects": [*subjects]},
        parts=tuple(parts),
        warnings=tuple(told),
        viewable=True,
    ).to_plain()


def sample() -> bytes:
    """Make a box of two messages."""
    line = b"From shop@example.com Mon Mar  2 09:30:00 2026\n"
    message = line + b"From: shop@example.com\nSubject: %b\n\nHello\n>From us.\n\n"
    return message % b"One" + message % b"Two"


KIND = EvidenceKind(
    id="mbox",
    media_types=("application/mbox",),
    suffixes=(".mbox", ".mbx"),
    sniff=sniff,
    read="xborder_desk.evidence.mbox:read",
    sample=sample,
    priority=3,
)

"""Files without a single byte: kept, and said to be empty."""

from __future__ import annotations

from typing import Any

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.i18n import N_


def sniff(head: bytes, _name: str) -> float:
    """Say whether there is nothing at all."""
    return 0.0 if head else 1.0


def read(_path: str, name: str, _room: int) -> dict[str, Any]:
    """Say that it is empty."""
    told = Message(N_("The file is empty: it has no content at all. Ask whoever sent it to send it again."))
    return Reading("empty", "application/x-empty", title=name, warnings=(told,)).to_plain()


def sample() -> bytes:
    """Make one."""
    return b""


KIND = EvidenceKind(
    id="empty",
    media_types=("application/x-empty",),
    suffixes=(),
    sniff=sniff,
    read="xborder_desk.evidence.empty:read",
    sample=sample,
    priority=9,
)

"""Messages saved by Outlook (.msg): read as e-mails are."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Reading
from xborder_desk.i18n import N_
from xborder_desk.mail.msg import read_msg
from xborder_desk.mail.telling import reading_of

TYPE: Final = "application/vnd.ms-outlook"

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES: Final = "__properties_version1.0".encode("utf-16-le")


def sniff(head: bytes, name: str) -> float:
    """Look for a compound file that names a list of properties, or is called so."""
    if not head.startswith(_COMPOUND):
        return 0.0
    return 0.95 if _PROPERTIES in head or PurePath(name).suffix.lower() == ".msg" else 0.0


def read(path: str, name: str, room: int) -> dict[str, Any]:
    """Read the message; its ``facts`` are those of ``mail.telling``.

    A message inside it had no file of its own; as a part it is written down as an e-mail.
    """
    try:
        mail = read_msg(Path(path).read_bytes())
    except ValueError:
        told = Message(N_("The Outlook message is damaged and cannot be opened. It is kept as it is."))
        return Reading("msg", TYPE, title=name, warnings=(told,)).to_plain()
    return reading_of(mail, "msg", TYPE, name, room).to_plain()


def sample() -> bytes:
    """Make a short message: a compound file of one sector per stream."""
    return _compound(
        {
            "__properties_version1.0": bytes(32)
            + b"".join(
                kind.to_bytes(2, "little") + which.to_bytes(2, "little") + bytes(4) + value
                for kind, which, value in (
                    (0x001F, 0x0037, bytes(8)),
                    (0x001F, 0x1000, bytes(8)),
                    (0x001F, 0x0C1A, bytes(8)),
                    (0x0040, 0x0039, (134_169_138_000_000_000).to_bytes(8, "little")),
                )
            ),
            "__substg1.0_0037001F": "Where is my parcel?".encode("utf-16-le"),
            "__substg1.0_1000001F": "It never came.".encode("utf-16-le"),
            "__substg1.0_0C1A001F": "Jürgen".encode("utf-16-le"),
        }
    )


def _compound(streams: dict[str, bytes]) -> bytes:
    """Write a compound file with each stream padded to 4096 bytes, which needs no mini stream."""
    sector, per, free, end = 512, 8, 0xFFFFFFFF, 0xFFFFFFFE
    directory = -(-(1 + len(streams)) // 4)
    first = 1 + directory
    fat = [0xFFFFFFFD, *range(2, 1 + directory), end]
    for number in range(len(streams)):
        start = first + number * per
        fat += [*range(start + 1, start + per), end]
    fat += [free] * (sector // 4 - len(fat))
    head = _COMPOUND + bytes(16) + (0x3E).to_bytes(2, "little") + (3).to_bytes(2, "little") + b"\xfe\xff"
    head += (9).to_bytes(2, "little") + (6).to_bytes(2, "little") + bytes(10)
    head += b"".join(n.to_bytes(4, "little") for n in (1, 1, 0, 4096, end, 0, end, 0, 0, *([free] * 108)))
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = _entry("Root Entry", 5, free, 1, end, 0)
    for number, name in enumerate(names):
        after = number + 2 if number + 1 < len(names) else free
        entries += _entry(name, 2, after, free, first + number * per, sector * per)
    entries += _entry("", 0, free, free, 0, 0) * (directory * 4 - 1 - len(names))
    body = b"".join(streams[name].ljust(sector * per, b"\0") for name in names)
    return head + b"".join(n.to_bytes(4, "little") for n in fat) + entries + body


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    links = b"".join(n.to_bytes(4, "little") for n in (0xFFFFFFFF, right, child))
    title = raw.ljust(64, b"\0") + (len(raw) + 2 if name else 0).to_bytes(2, "little")
    return (
        title
        + bytes([kind, 1])
        + links
        + bytes(36)
        + start.to_bytes(4, "little")
        + size.to_bytes(8, "little")
    )


KIND = EvidenceKind(
    id="msg",
    media_types=(TYPE,),
    suffixes=(".msg",),
    sniff=sniff,
    read="xborder_desk.evidence.msg:read",
    sample=sample,
    priority=4,
)

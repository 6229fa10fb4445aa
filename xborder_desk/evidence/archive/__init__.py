"""Archives: what is in them is listed, and taken out as far as limits and locks allow."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePath
from typing import Any, Final

from xborder_desk.domain.evidence import EvidenceKind, Message, Part, Reading
from xborder_desk.domain.file_names import file_name
from xborder_desk.evidence.archive import packed, pressed, rar, seven
from xborder_desk.evidence.archive.member import BrokenArchiveError, Member
from xborder_desk.i18n import N_
from xborder_desk.mail.reading import unlike

MOST_LISTED: Final = 2000
MOST_PARTS: Final = 1000

_MAGIC: Final = (
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"PK\x07\x08", "application/zip"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (257, b"ustar", "application/x-tar"),
)
_READERS: Final = {
    "application/zip": packed.members,
    "application/vnd.rar": rar.rar_members,
    "application/x-7z-compressed": seven.seven_members,
    "application/x-tar": pressed.tar_members,
}
_CERTAIN: Final = 0.6
"""Many kinds are archives inside; those that know their own are surer."""


def sniff(head: bytes, _name: str) -> float:
    """Look for the first bytes of an archive."""
    return _CERTAIN if _type(head) else 0.0


def read(path: str, name: str, room: int, password: str = "") -> dict[str, Any]:
    """List it and take its files out, those of a locked ZIP with the ``password``; it is kept nowhere.

    ``facts``: ``count`` (files inside), ``size`` (bytes they unpack to, as far as it says), ``locked``
    (whether a password is wanted), ``members`` (path, size, time, whether locked; the first ones).
    """
    with Path(path).open("rb") as file:
        media_type = _type(file.read(512))
    reader = _READERS.get(media_type, pressed.members)
    told: list[Message] = []
    try:
        members = reader(Path(path), password)
        taken, parts, wrong = _take(members, PurePath(name).stem, room, told)
    except BrokenArchiveError as fault:
        text = fault.text or N_(
            "The archive is damaged and cannot be opened. Ask whoever sent it to send it again."
        )
        return Reading(
            "archive", media_type or "application/zip", title=name, warnings=(Message(text),)
        ).to_plain()
    shown = [member for member in taken if not member.aside]
    locked = any(member.locked for member in shown)
    return Reading(
        "archive",
        media_type,
        title=name,
        page_texts=(
            "\n".join(
                f"{member.path}\t{member.size}\t{member.changed}".rstrip() for member in shown[:MOST_LISTED]
            ),
        ),
        facts={
            "count": len(shown),
            "size": sum(max(member.size, 0) for member in shown),
            "locked": locked or wrong,
            "members": [member.as_fact() for member in shown[:MOST_LISTED]],
        },
        parts=tuple(parts),
        warnings=tuple(_messages(shown, told)),
        encrypted=locked or any(member.guarded for member in shown),
        viewable=True,
    ).to_plain()


def sample() -> bytes:
    """Make one with two files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, data in (("order/bill.txt", "49,90"), ("order/terms.txt", "None.")):
            made.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 9, 30, 0)), data)
    return kept.getvalue()


def _take(members: Any, stem: str, room: int, told: list[Message]) -> tuple[list[Member], list[Part], bool]:  # noqa: ANN401 - an iterator
    parts: list[Part] = []
    taken: list[Member] = []
    names: set[str] = set()
    left: list[str] = []
    broken: list[str] = []
    wrong = False
    for number, member in enumerate(members, 1):
        taken.append(member)
        if member.aside or member.locked or member.open is None:
            continue
        if member.size > room or len(parts) >= MOST_PARTS:
            left.append(member.path or stem)
            continue
        data = member.open(room)
        wrong |= data is None and member.guarded
        if data is None or len(data) > room:
            (broken if data is None else left).append(member.path or stem)
            continue
        room -= len(data)
        parts.append(Part(unlike(file_name(member.path or stem, f"member-{number}.bin"), names), data))
    for lost, text in (
        (left, N_("Not taken out of this file: {name}, {count} in all: too many or too large.")),
        (broken, N_("Damaged and not taken out: {name}, {count} in all.")),
    ):
        if lost:
            told.append(Message(text, {"name": lost[0], "count": len(lost)}, missing=True))
    return taken, parts, wrong


def _messages(shown: list[Member], told: list[Message]) -> list[Message]:
    locked = [member.open is not None for member in shown if member.locked]
    for count, text in (
        (
            sum(locked),
            N_(
                "Files in this archive that are locked with a password: {count}. Give the password to read "
                "them; it is not kept."
            ),
        ),
        (
            len(locked) - sum(locked),
            N_(
                "Files in this archive that are locked in a way that is not opened here: {count}. Unpack it "
                "and add them as well."
            ),
        ),
    ):
        if count:
            told.append(Message(text, {"count": count}, missing=True))
    if any(member.open is None and not member.locked for member in shown):
        told.append(
            Message(
                N_(
                    "Files packed in a way that is only listed here: unpack the archive and add them as well."
                ),
                missing=True,
            )
        )
    if not shown:
        told.append(Message(N_("The archive holds no files.")))
    return told


def _type(head: bytes) -> str:
    return next((kind for at, magic, kind in _MAGIC if head.startswith(magic, at)), "")


KIND = EvidenceKind(
    id="archive",
    media_types=tuple(sorted({kind for _, _, kind in _MAGIC})),
    suffixes=(".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"),
    sniff=sniff,
    read="xborder_desk.evidence.archive:read",
    sample=sample,
    priority=1,
    takes_password=True,
)

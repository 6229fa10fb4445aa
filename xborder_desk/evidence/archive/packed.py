"""ZIP archives, also those whose names are in the character set of some other country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.packed import Packed, PackedError
from xborder_desk.evidence.archive.member import BrokenArchiveError, Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from zipfile import ZipInfo

_UNICODE: Final = 0x800
_LOCKED: Final = 1
_EASTERN: Final = re.compile(
    r"[\x20-\x7e\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]*[\u3040-\u30ff\u4e00-\u9fff]{2}"
    r"[\x20-\x7e\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]*"
)
_KNOWN_METHODS: Final = {0, 8, 12, 14}


def members(path: Path, password: str) -> Iterator[Member]:
    """Give the members in their order.

    Raises:
        BrokenArchiveError: it cannot be opened.

    """
    try:
        opened = Packed(path, password=password)
    except PackedError as fault:
        raise BrokenArchiveError from fault
    with opened as packed:
        for info in packed.members:
            known, kept_shut = info.compress_type in _KNOWN_METHODS, bool(info.flag_bits & _LOCKED)
            yield Member(
                name_of(info),
                info.file_size,
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*info.date_time),
                locked=kept_shut and not (password and known),
                guarded=kept_shut and known and bool(password),
                open=_opener(packed, info) if known else None,
            )


def name_of(info: ZipInfo) -> str:
    """Give a member's name; where none is declared, in the character set in which it makes sense."""
    if info.flag_bits & _UNICODE:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    if raw.isascii():
        return info.filename
    for charset in ("utf-8", "gb2312", "cp932", "gb18030"):
        try:
            text = raw.decode(charset)
        except UnicodeDecodeError:
            continue
        if charset == "utf-8" or _EASTERN.fullmatch(text):
            return text
    return info.filename


def _opener(packed: Packed, info: ZipInfo) -> Callable[[int], bytes | None]:
    def opened(_room: int) -> bytes | None:
        try:
            return packed.unpack(info)
        except PackedError:
            return None

    return opened

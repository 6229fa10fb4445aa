"""Entries of a stranger's PDF, asked for without trusting that they are what they should be."""

from __future__ import annotations

import re
from typing import Any, Final


def entry(holder: Any, key: str) -> Any:  # noqa: ANN401 - an object of a stranger's document may be anything
    """Give an entry of a dictionary, or nothing when that is not one."""
    try:
        return holder.get(key) if holder is not None else None
    except Exception:  # noqa: BLE001 - not a dictionary, or broken: there is no such entry
        return None


def entries(value: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Give the members of an array, none when it is not one."""
    try:
        return list(value) if is_list(value) else []
    except Exception:  # noqa: BLE001 - as above
        return []


def is_list(value: object) -> bool:
    """Whether it is an array."""
    import pikepdf  # noqa: PLC0415 - in the child process only

    return isinstance(value, pikepdf.Array)


_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_COMMON: Final = re.compile(rb"(?:[\xb0-\xd7][\xa1-\xfe]){2,}")


def words(value: object) -> str:
    """Give a string of the document as one line, empty when it is not a string."""
    import pikepdf  # noqa: PLC0415 - in the child process only

    try:
        if not isinstance(value, pikepdf.String):
            return ""
        return " ".join((_chinese(bytes(value)) or str(value)).split())[:500]
    except (ValueError, UnicodeError):
        return ""


def _chinese(raw: bytes) -> str:
    """Give what programs in China write without saying so, empty when it may be anything else.

    Two letters at least, each of the common ones (first byte B0 to D7, second from A1 on): in the letters of
    Europe such a row would be capitals with accents, each before another accented letter.
    """
    if raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")) or not _COMMON.search(raw):
        return ""
    if any(not _COMMON.fullmatch(row) for row in _HIGH.findall(raw)):
        return ""
    try:
        return raw.decode("gb2312")
    except UnicodeDecodeError:
        return ""

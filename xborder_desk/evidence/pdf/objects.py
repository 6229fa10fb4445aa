"""Entries of a stranger's PDF, asked for without trusting that they are what they should be."""

from __future__ import annotations

from typing import Any


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


def words(value: object) -> str:
    """Give a string of the document as one line, empty when it is not a string."""
    import pikepdf  # noqa: PLC0415 - in the child process only

    try:
        return " ".join(str(value).split())[:500] if isinstance(value, pikepdf.String) else ""
    except (ValueError, UnicodeError):
        return ""

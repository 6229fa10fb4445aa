"""Register lines with real chains, and the ways a hand could spoil them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.registers import Head, Line, next_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

COLUMNS: Final = tuple(Line.__dataclass_fields__)


def chained(
    contents: Iterable[Mapping[str, object]], register: str = "custody", scope: str = "c" * 32
) -> tuple[list[Line], Head]:
    """Chain contents with salts that do not change from run to run; gives the lines and their head."""
    lines: list[Line] = []
    head: Head | None = None
    for number, content in enumerate(contents, 1):
        salt = hashlib.sha256(f"{register}{number}".encode()).hexdigest()[:32]
        lines.append(next_line(head, register, scope, content, salt))
        head = Head(register, scope, lines[-1].seq, lines[-1].hash)
    assert head is not None
    return lines, head


def some_lines(count: int) -> tuple[list[Line], Head]:
    """Chain plain contents."""
    return chained(
        {
            "at": f"2026-03-01T10:00:{number:02d}Z",
            "subject": f"{number:032x}",
            "action": "import",
            "n": number,
        }
        for number in range(count)
    )


def erased(line: Line) -> Line:
    """Give a line as a lawful erasure leaves it."""
    return replace(line, content=None, salt=None)


def with_other(line: Line, column: str) -> Line:
    """Give a line with another value in one column."""
    value: Any = getattr(line, column)
    other = value + 1 if isinstance(value, int) else _other_text(value, column)
    changed: dict[str, Any] = {column: other}
    return replace(line, **changed)


def _other_text(value: str, column: str) -> str:
    if column == "content":
        return value.replace('"import"', '"export"')
    flipped = "1" if value[-1:] == "0" else "0"
    return value[:-1] + flipped

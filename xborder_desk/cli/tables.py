"""Text for terminals: columns that line up in every script, and nothing that could drive the terminal."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP: Final = "  "
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_HIDDEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def width_of(text: str) -> int:
    """Give how many columns of a terminal a text takes: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clean(text: str, *, keep: str = "") -> str:
    """Make a text safe to show on one line: whatever could drive a terminal or turn its writing is shown.

    ``keep`` names such characters that may stay (a line break in a text of several lines).
    """
    return "".join(_safe(character, keep) for character in text)


def unturned(text: str) -> str:
    """Leave out what keeps words together on the screen and on paper: some terminals show it as boxes."""
    return text if text.isascii() else "".join(char for char in text if char not in _TURNING)


def _safe(character: str, keep: str) -> str:
    if character in keep:
        return character
    if character in "\n\r\t\u2028\u2029":
        return " "
    if character in _TURNING:
        return ""
    if unicodedata.category(character) in _HIDDEN:
        return f"\\x{ord(character):02x}"
    return character


def cut(text: str, width: int) -> str:
    """Shorten a text to so many columns, saying so by an ellipsis."""
    if width_of(text) <= width:
        return text
    kept, room = [], max(width - 1, 0)
    for character in text:
        room -= _width(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Fill a text with spaces up to so many columns."""
    return text + " " * max(width - width_of(text), 0)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, most: int | None = None) -> Iterator[str]:
    """Give the lines of a table; ``most`` is the width of the terminal, None where there is no limit."""
    shown = [[clean(cell) for cell in row] for row in rows]
    lines = [list(heads), *shown]
    widths = [max(map(width_of, column)) for column in zip_longest(*lines, fillvalue="")]
    if most is not None:
        widths = _fitting(widths, most - len(_GAP) * (len(widths) - 1))
    for line in lines:
        cells = [padded(cut(cell, width), width) for cell, width in zip(line, widths, strict=False)]
        yield _GAP.join(cells).rstrip()


def _fitting(widths: list[int], room: int) -> list[int]:
    """Take from the widest columns until all fit, but leave each enough to be told from the others."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > _LEAST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


_LEAST: Final = 12


def pairs(rows: Iterable[tuple[str, str]], colon: str = ":") -> Iterator[str]:
    """Give lines of a name and its value, the values in one column; rows without a value are left out."""
    told = [(name, clean(value)) for name, value in rows if value]
    width = max((width_of(f"{name}{colon}") for name, _ in told), default=0)
    for name, value in told:
        yield f"{padded(f'{name}{colon}', width)} {value}"

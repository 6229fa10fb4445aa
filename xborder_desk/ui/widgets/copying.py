"""A table as other programs take it: lines with tabs, and HTML."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# A sheet would compute what begins like this.
_FORMULA: Final = ("=", "+", "-", "@")


def as_text(head: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Give lines with tabs between cells; a single line comes without the titles."""
    lines = [head, *cells] if len(cells) > 1 else cells
    return "\n".join("\t".join(_flat(cell) for cell in line) for line in lines)


def as_html(head: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Give a table in HTML, every cell as text, so that a sheet computes nothing of it."""
    titles = "".join(f"<th>{html.escape(title)}</th>" for title in head)
    rows = "".join(f"<tr>{''.join(map(_cell, line))}</tr>" for line in cells)
    return f'<meta charset="utf-8"><table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>'


def _flat(cell: str) -> str:
    flat = " ".join(cell.splitlines()).replace("\t", " ")
    is_number = flat.lstrip("+-").replace(".", "").replace(",", "").isdigit()
    return f"'{flat}" if flat.startswith(_FORMULA) and not is_number else flat


def _cell(cell: str) -> str:
    words = html.escape(cell).replace("\n", "<br>")
    return f"<td style='mso-number-format:\"\\@\"'>{words}</td>"

"""How wide columns must be for what is never cut: titles, states, verbs, days, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from xborder_desk.ui.models.table import ICON, PILL, SECOND, VERB
from xborder_desk.ui.theme import BASE_POINTS
from xborder_desk.ui.widgets.cells import PAD

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from PySide6.QtWidgets import QTableView

    from xborder_desk.ui.models.table import Column

_ROWS: Final = 30
_SMALL: Final = 0.9
_PILL: Final = 18
_PILL_ICON: Final = 14
_PILL_GAP: Final = 6
_BUTTON: Final = 24
_ICON: Final = 16
_GAP: Final = 10
_TITLE: Final = 24
_BESIDE: Final = 20
_WORD: Final = 4
"""The letters that an icon takes the room of."""
_COMFORT: Final = 44
"""The letters of a title that one reads without widening its column."""


def needed_widths(
    table: QTableView, columns: Sequence[Column[Any]], away: Container[int] = ()
) -> dict[int, int]:
    """Give the least width of each column that is shown, as far as its title and first rows tell.

    Those that are ``away`` for want of room are measured as well: there may be room for them again.
    """
    model, first = table.model(), max(table.rowAt(0), 0)
    small, bold = QFont(table.font()), QFont(table.font())
    small.setPointSizeF(table.font().pointSizeF() * _SMALL)
    bold.setPointSizeF(table.font().pointSizeF() * _SMALL)
    bold.setBold(True)
    pills, plain, titles = QFontMetrics(small), QFontMetrics(table.font()), QFontMetrics(bold)
    # Icons are as large as the text is.
    scale = table.font().pointSizeF() / BASE_POINTS
    icon, pill_icon = round(_ICON * scale) + _GAP, round(_PILL_ICON * scale) + _PILL_GAP
    letter = plain.averageCharWidth()
    needed: dict[int, int] = {}
    for number, column in enumerate(columns):
        if table.isColumnHidden(number) and number not in away:
            continue
        title = str(model.headerData(number, Qt.Orientation.Horizontal) or "")
        least = (
            titles.horizontalAdvance(title) + _TITLE
            if title and not table.horizontalHeader().isHidden()
            else 0
        )
        kept = column.pill or column.verb or column.whole or column.end
        rows = range(first, min(first + _ROWS, model.rowCount())) if kept else ()
        for row in rows:
            index = model.index(row, number)
            words = str(index.data() or "")
            if index.data(VERB):
                wide = plain.horizontalAdvance(words) + _BUTTON if words else 0
            elif index.data(PILL):
                wide = pills.horizontalAdvance(words) + _PILL + (pill_icon if index.data(ICON) else 0)
            elif column.whole or column.end:
                # A line below it is whole as far as the letters reach that the column asks for.
                below = min(pills.horizontalAdvance(str(index.data(SECOND) or "")), column.chars * letter)
                wide = max(plain.horizontalAdvance(words), below) + (icon if index.data(ICON) else 0) + 1
            else:
                continue
            least = max(least, wide + 2 * PAD)
        needed[number] = least
    return needed


def shared_widths(
    columns: Sequence[Column[Any]], needed: Mapping[int, int], wide: int, room: tuple[int, int], char: int
) -> dict[int, int]:
    """Share the room of a list among its columns but the ``wide`` one, which takes what is left.

    ``room`` is the least the wide one may have, and the whole; ``char`` the width of a letter. Columns begin
    with the letters they ask for. What is never cut (days, sums, states) lends what its words leave over
    until the wide one is comfortable. Where a list would still reach over its edge, columns whose
    words may be cut keep their title and half of their room.
    """
    least, whole = room
    full = {n: max(columns[n].chars * char + _BESIDE, needed[n]) for n in needed if n != wide}
    kept = [n for n in full if columns[n].pill or columns[n].verb or columns[n].whole or columns[n].end]
    given = dict(full)
    comfort = max(least, _COMFORT * char)
    _lend(given, {n: full[n] - needed[n] for n in kept}, comfort + sum(given.values()) - whole)
    words = {n: _half(columns[n], full[n], char) for n in full if n not in kept}
    spare = {n: max(full[n] - max(needed[n], half), 0) for n, half in words.items()}
    _lend(given, spare, least + sum(given.values()) - whole)
    return given


def least_widths(
    columns: Sequence[Column[Any]], needed: Mapping[int, int], wide: tuple[int, int], char: int
) -> dict[int, int]:
    """Give the width below which a column is of no use; ``wide`` is the one that stretches, and its least."""
    given = dict([wide])
    for number, width in needed.items():
        column = columns[number]
        if column.pill or column.verb or column.whole or column.end:
            given.setdefault(number, width)
        else:
            # With less than this a name says nothing: the list is better without another column.
            given.setdefault(number, max(width, (column.chars * char + _BESIDE) * 3 // 4))
    return given


def _half(column: Column[Any], full: int, char: int) -> int:
    return full // 2 + (_WORD * char if column.icon else 0)


def _lend(given: dict[int, int], spare: Mapping[int, int], over: int) -> None:
    """Take what is ``over`` from columns, from each in proportion to what it can ``spare``."""
    total = sum(spare.values())
    taken = min(max(over, 0), total)
    for number, one in spare.items():
        given[number] -= round(taken * one / total) if total else 0

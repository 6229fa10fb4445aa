"""How wide columns must be for what is never cut: titles, states, verbs, days, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from xborder_desk.ui.models.table import ICON, PILL, VERB
from xborder_desk.ui.widgets.cells import PAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableView

    from xborder_desk.ui.models.table import Column

_ROWS: Final = 30
_SMALL: Final = 0.9
_PILL: Final = 18
_PILL_ICON: Final = 20
_BUTTON: Final = 24
_ICON: Final = 26
_TITLE: Final = 24


def needed_widths(table: QTableView, columns: Sequence[Column[Any]]) -> dict[int, int]:
    """Give the least width of each column that is shown, as far as its title and first rows tell."""
    model, first = table.model(), max(table.rowAt(0), 0)
    small, bold = QFont(table.font()), QFont(table.font())
    small.setPointSizeF(table.font().pointSizeF() * _SMALL)
    bold.setPointSizeF(table.font().pointSizeF() * _SMALL)
    bold.setBold(True)
    pills, plain, titles = QFontMetrics(small), QFontMetrics(table.font()), QFontMetrics(bold)
    needed: dict[int, int] = {}
    for number, column in enumerate(columns):
        if table.isColumnHidden(number):
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
                wide = pills.horizontalAdvance(words) + _PILL + (_PILL_ICON if index.data(ICON) else 0)
            elif column.whole or column.end:
                wide = plain.horizontalAdvance(words) + (_ICON if index.data(ICON) else 0) + 1
            else:
                continue
            least = max(least, wide + 2 * PAD)
        needed[number] = least
    return needed

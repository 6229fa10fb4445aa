"""From the field in which one looks for something into the list of what was found, by Down or Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from xborder_desk.ui.widgets.tables import Table


class IntoList(QObject):
    """Lets Down and Enter in ``field`` go to the lines of ``table``; without a line nothing happens."""

    def __init__(self, field: QLineEdit, table: Table) -> None:
        super().__init__(field)
        self._table = table
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go into the list."""
        keys = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            return self._step()
        return super().eventFilter(watched, event)

    def _step(self) -> bool:
        table = self._table
        if not table.isVisible() or not table.model().rowCount():
            return False
        if table.current_row() < 0:
            table.pick(0)
        table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

"""The long list: in groups that fold, with a row of fields that narrow it, rows chosen by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt

from xborder_desk.ui.widgets.headers import FilterHeader
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from xborder_desk.ui.models.grouped import GroupedModel
    from xborder_desk.ui.theme import Theme


class LongTable(Table):
    """A list of thousands of rows over a model that can group them."""

    def __init__(self, theme: Theme, model: GroupedModel[Any], memory: QSettings, key: str) -> None:
        self.filters = FilterHeader()
        self._grouped = model
        super().__init__(theme, model, memory=memory, key=key, many=True)
        self.horizontalScrollBar().valueChanged.connect(self.filters.follow)
        self.keep_chosen()
        self.let_order()

    def own_header(self) -> FilterHeader:
        """Give the head with its fields."""
        return self.filters

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """On the head of a group Enter, Left and Right fold it."""
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        group = self._grouped.group_at(self.current_row())
        if group is None or not (entered or event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}):
            super().keyPressEvent(event)
            return
        inwards = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        folded = not self._grouped.folded(group[0]) if entered else event.key() == inwards
        self._fold(self.current_row(), folded=folded)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press on the head of a group folds it or opens it."""
        number = self.rowAt(int(event.position().y()))
        group = self._grouped.group_at(number)
        if group is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self._fold(number, folded=not self._grouped.folded(group[0]))

    def _fold(self, number: int, *, folded: bool) -> None:
        group = self._grouped.group_at(number)
        if group is not None:
            self._grouped.fold(group[0], folded=folded)
            # The head stays in its line: only what stands below it comes or goes.
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self._grouped.index(number, 0), flags.NoUpdate)

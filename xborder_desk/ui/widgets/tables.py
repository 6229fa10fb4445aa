"""Lists: chosen by row, opened with Enter, copied as a table, their columns chosen and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDrag, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView

from xborder_desk.ui.widgets.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QPoint, QSettings
    from PySide6.QtGui import QResizeEvent

    from xborder_desk.ui.models.table import RowsModel
    from xborder_desk.ui.theme import Theme

_MOST_COPIED: Final = 5000
_LEAST: Final = 22
_LOWEST: Final = 150


class Table(QTableView):
    """A table of rows. ``opened``: a line was entered or double-clicked; ``picked``: it became current."""

    opened = Signal(int)
    picked = Signal(int)

    def __init__(
        self,
        theme: Theme,
        model: RowsModel[Any],
        *,
        lines: int = 1,
        memory: QSettings | None = None,
        key: str = "",
        many: bool = False,
    ) -> None:
        super().__init__()
        self._rows = model
        self._lines = lines
        self._files: Callable[[], list[Path]] | None = None
        self._memory, self._key = memory, key
        self.setModel(model)
        self._cells = Cells(theme, self)
        self.setItemDelegate(self._cells)
        behaviour = QAbstractItemView
        self.setSelectionBehavior(behaviour.SelectionBehavior.SelectRows)
        self.setSelectionMode(
            behaviour.SelectionMode.ExtendedSelection if many else behaviour.SelectionMode.SingleSelection
        )
        self.setEditTriggers(behaviour.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(behaviour.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(behaviour.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(_LOWEST)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        self.doubleClicked.connect(self._open_index)
        self._size()
        self._recall()
        header.sectionResized.connect(self._remember)
        header.sectionMoved.connect(self._remember)

    def current_row(self) -> int:
        """Give the line that is chosen, -1 if none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def pick(self, number: int) -> None:
        """Choose a line and bring it into view."""
        index = self._rows.index(number, 0)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def chosen_rows(self) -> list[int]:
        """Give every chosen line, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def copy(self) -> None:
        """Put the chosen lines on the clipboard as a table: for a sheet and for a text."""
        rows = self.chosen_rows()[:_MOST_COPIED]
        shown = [n for n in range(len(self._rows.columns)) if not self.isColumnHidden(n)]
        cells = [[str(self._rows.index(row, n).data() or "") for n in shown] for row in rows]
        head = [str(self._rows.headerData(n, Qt.Orientation.Horizontal) or "") for n in shown]
        mime = QMimeData()
        lines = [head, *cells] if len(cells) > 1 else cells
        mime.setText("\n".join("\t".join(cell.replace("\n", " ") for cell in line) for line in lines))
        QApplication.clipboard().setMimeData(mime)

    def drag_out(self, files: Callable[[], list[Path]]) -> None:
        """Let chosen lines be dragged out as files; ``files`` makes them when that begins."""
        self._files = files
        self.setDragEnabled(True)

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Drag files out, or lines where a list can be ordered."""
        if self._files is None:
            super().startDrag(actions)
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in self._files()])
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction)

    def currentChanged(self, current: Any, previous: Any) -> None:  # noqa: N802, ANN401 - Qt's own
        """Tell which line is current."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.picked.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Ctrl+C copies."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_row() >= 0:
            self.opened.emit(self.current_row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_lines"):
            self.verticalHeader().setDefaultSectionSize(self._height())

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        return line + 20 if self._lines == 1 else round(line * 1.95) + 16

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._height())
        wide = self.fontMetrics().averageCharWidth()
        header = self.horizontalHeader()
        header.setMinimumSectionSize(40)
        for number, column in enumerate(self._rows.columns):
            header.resizeSection(number, column.chars * wide + 20)
            self.setColumnHidden(number, column.hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give what is left to the column that stretches, but never less than it needs."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        columns = self._rows.columns
        wide = [number for number, column in enumerate(columns) if column.stretch]
        if not wide:
            return
        header = self.horizontalHeader()
        rest = sum(
            header.sectionSize(n) for n in range(len(columns)) if n != wide[0] and not self.isColumnHidden(n)
        )
        least = _LEAST * self.fontMetrics().averageCharWidth()
        blocked = header.blockSignals(True)  # noqa: FBT003 - Qt's own
        header.resizeSection(wide[0], max(self.viewport().width() - rest, least))
        header.blockSignals(blocked)
        self.viewport().update()

    def _open_index(self, index: Any) -> None:  # noqa: ANN401 - Qt's own
        self.opened.emit(index.row())

    def _choose_columns(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number in range(1, len(self._rows.columns)):
            action = QAction(str(self._rows.headerData(number, Qt.Orientation.Horizontal)), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setData(number)
            menu.addAction(action)
        menu.triggered.connect(self._toggle_column)
        menu.popup(self.horizontalHeader().mapToGlobal(where))

    def _toggle_column(self, action: QAction) -> None:
        self.setColumnHidden(int(action.data()), not action.isChecked())
        self._spread()
        self._remember()

    def _remember(self, *_moved: int) -> None:
        self._spread()
        if self._memory is not None and self._key:
            self._memory.setValue(f"columns/{self._key}", self.horizontalHeader().saveState())

    def _recall(self) -> None:
        if self._memory is None or not self._key:
            return
        state = self._memory.value(f"columns/{self._key}")
        if state is not None and self.horizontalHeader().count() == len(self._rows.columns):
            self.horizontalHeader().restoreState(state)

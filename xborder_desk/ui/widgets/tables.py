"""Lists: chosen by row, opened with Enter, ordered, copied as a table; their columns are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QPoint,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import QAction, QDrag, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView

from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.widgets.cells import Cells
from xborder_desk.ui.widgets.copying import as_html, as_text
from xborder_desk.ui.widgets.giving import Given, giving_way
from xborder_desk.ui.widgets.widths import least_widths, needed_widths, shared_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from xborder_desk.ui.models.table import RowsModel
    from xborder_desk.ui.theme import Theme

_MOST_COPIED: Final = 5000
_LEAST: Final = 22
_TIGHT: Final = 15
_LOWEST: Final = 150
_LATER_MS: Final = 150


class Table(QTableView):
    """A table of rows. ``opened``: a line was entered or double-clicked; ``picked``: it became current.

    ``acted``: the button in a row was pressed. ``ordered`` gives a column's id and whether it falls; the
    empty id is the list's own order.
    """

    opened = Signal(int)
    picked = Signal(int)
    acted = Signal(int)
    ordered = Signal(str, bool)
    chosen_changed = Signal()

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
        head = self.own_header()
        if head is not None:
            self.setHorizontalHeader(head)
        self._order: tuple[str, bool] = ("", False)
        self._own_widths = False
        self._unmeasured = True
        self._needed: dict[int, int] = {}
        self._given, self._asked = Given(), set[int]()
        self.cut: Final = set[int]()
        """Columns with less room than their states need, because every other one has given way already."""
        self._kept: tuple[set[Hashable], Hashable] = (set(), None)
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
        self.clicked.connect(self._act_index)
        self._size()
        self._recall()
        header.sectionResized.connect(self._take_widths)
        header.sectionMoved.connect(self._remember)
        for changed in (model.modelReset, model.dataChanged, model.headerDataChanged):
            changed.connect(self._widen)
        # What was measured is what was in view: further rows may have longer days and sums.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._widen)
        self.verticalScrollBar().valueChanged.connect(self._measure_later)

    def _measure_later(self, _value: int) -> None:
        self._later.start()

    def own_header(self) -> QHeaderView | None:
        """Give the head of a kind of list that has one of its own."""
        return None

    def keep_chosen(self) -> None:
        """Let rows stay chosen when the list is filled anew, by what tells them from others."""
        self._rows.modelAboutToBeReset.connect(self._note_chosen)
        self._rows.modelReset.connect(self._choose_again)

    def let_order(self) -> None:
        """Let a press on a title order the list."""
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._order_by_section)

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
        """Give every chosen line, in order; heads of groups are none."""
        chosen: Any = self.selectionModel().selection()
        ranges = sorted((one.top(), one.bottom()) for one in chosen)
        return [
            number
            for top, bottom in ranges
            for number in range(top, bottom + 1)
            if not self._rows.heading(number)
        ]

    def chosen_keys(self) -> list[Hashable]:
        """Give what tells the chosen rows from others; none is fetched for that."""
        return [self._rows.key(number) for number in self.chosen_rows()]

    def choose_keys(self, keys: Iterable[Hashable], current: Hashable = None) -> None:
        """Choose the rows with these keys that are there; ``current`` becomes the current one."""
        places = (self._rows.place(key) for key in set(keys))
        chosen = QItemSelection()
        last = len(self._rows.columns) - 1
        for top, bottom in _runs(sorted(place for place in places if place is not None)):
            first, end = self._rows.index(top, 0), self._rows.index(bottom, last)
            chosen.append(QItemSelectionRange(first, end))
        flags = QItemSelectionModel.SelectionFlag
        place = self._rows.place(current) if current is not None else None
        if place is not None:
            self.selectionModel().setCurrentIndex(self._rows.index(place, 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def order_by(self, column: str, *, descending: bool = False) -> None:
        """Order the list, as a click on a title does."""
        self._order = (column, descending)
        section = next((n for n, one in enumerate(self._rows.columns) if one.id == column), -1)
        falling, rising = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, falling if descending else rising)
        if isinstance(self._rows, TableModel):
            self._rows.order_by(column, descending=descending)
        self.ordered.emit(column, descending)

    @property
    def order(self) -> tuple[str, bool]:
        """The column the list is ordered by, empty for its own order, and whether it falls."""
        return self._order

    def table_of(self, rows: Iterable[int]) -> tuple[list[str], list[list[str]]]:
        """Give titles and cells of lines as they are shown, in the order of the columns in view."""
        head = self.horizontalHeader()
        shown = [head.logicalIndex(place) for place in range(head.count())]
        away = self._given.away  # for want of room alone: paper and the clipboard have it
        shown = [n for n in shown if not self.isColumnHidden(n) or n in away]
        shown = [n for n in shown if not self._rows.columns[n].verb]
        titles = [str(self._rows.headerData(n, Qt.Orientation.Horizontal) or "") for n in shown]
        return titles, [[str(self._rows.index(row, n).data() or "") for n in shown] for row in rows]

    def copy(self) -> None:
        """Put the chosen lines on the clipboard as a table: for a sheet and for a text."""
        head, cells = self.table_of(self.chosen_rows()[:_MOST_COPIED])
        if not cells:
            return
        mime = QMimeData()
        mime.setText(as_text(head, cells))
        mime.setHtml(as_html(head, cells))
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

    def selectionChanged(self, chosen: QItemSelection, before: QItemSelection) -> None:  # noqa: N802 - Qt's name
        """Tell that other rows are chosen."""
        super().selectionChanged(chosen, before)
        self.chosen_changed.emit()

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
            self._widen()
        elif event.type() == QEvent.Type.LanguageChange and hasattr(self, "_lines"):
            self._measure()

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        return line + 20 if self._lines == 1 and not self._given.below else round(line * 1.95) + 16

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._height())
        wide = self.fontMetrics().averageCharWidth()
        header = self.horizontalHeader()
        header.setMinimumSectionSize(40)
        for number, column in enumerate(self._rows.columns):
            header.resizeSection(number, column.chars * wide + 20)
            self.setColumnHidden(number, column.hidden)

    def _widen(self, *_changed: object) -> None:
        """Give titles, states and verbs the room their words need in this language.

        Takes room away again only as long as nobody has set widths of their own.
        """
        if self._rows.switching:  # titles, rows and letters change one by one: measured when all are there
            self._unmeasured = True
        else:
            self._measure()

    def _measure(self) -> None:
        if not self.isVisible():  # measured when it comes into view: most lists of a window are not
            self._unmeasured = True
            return
        self._unmeasured = False
        header = self.horizontalHeader()
        needed = needed_widths(self, self._rows.columns, self._given.away)
        shown = [number for number in needed if not self.isColumnHidden(number)]
        short = [number for number in shown if header.sectionSize(number) < needed[number]]
        blocked = header.blockSignals(True)  # noqa: FBT003 - Qt's own
        for number in short:
            header.resizeSection(number, needed[number])
        header.blockSignals(blocked)
        self._needed = needed
        if short or not self._own_widths:
            self._spread(needed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Measure what came while nobody saw it."""
        super().showEvent(event)
        if self._unmeasured:
            self._widen()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give what is left to the column that stretches, but never less than it needs."""
        super().resizeEvent(event)
        if self.isVisible():
            self._spread(self._needed or None)
        else:
            self._unmeasured = True

    def _spread(self, measured: dict[int, int] | None = None) -> None:
        columns, char = self._rows.columns, self.fontMetrics().averageCharWidth()
        stretch = next((number for number, column in enumerate(columns) if column.stretch), -1)
        if stretch < 0:
            return
        away = self._given.away
        needed = self._needed = needed_widths(self, columns, away) if measured is None else measured
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)  # noqa: FBT003 - Qt's own
        changed = self._give_way(needed, stretch, char)
        if changed:
            needed = self._needed = needed_widths(self, columns, self._given.away)
        shown = {n: width for n, width in needed.items() if not self.isColumnHidden(n)}
        # Where the column that stretches has given way, the one after it takes what is left.
        wide = (
            stretch if stretch not in self._given.away else next((n for n in shown if n > stretch), stretch)
        )
        some = (_LEAST, _TIGHT) if wide == stretch else (0, 0)
        least, tight = (max(one * char, needed.get(wide, 0)) for one in some)
        if changed or not self._own_widths:
            given = shared_widths(columns, shown, wide, (least, self.viewport().width()), char)
            for number, width in given.items():
                header.resizeSection(number, width)
        rest = sum(
            header.sectionSize(n) for n in range(len(columns)) if n != wide and not self.isColumnHidden(n)
        )
        left = self.viewport().width() - rest
        self.cut.clear()
        if self._given.away and left < tight and not self._own_widths:
            left += self._press(shown, tight - left)
        # A few letters less of it are better than a list that reaches over its edge; more than that are not.
        header.resizeSection(wide, left if left >= tight else max(left, least))
        header.blockSignals(blocked)
        if changed:
            self.updateGeometries()
        self.viewport().update()

    def _press(self, shown: Iterable[int], over: int) -> int:
        """Take what is ``over`` from the states, where all that can has given way; gives what was found."""
        found, header, char = 0, self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        for number in shown:
            if self._rows.columns[number].pill:
                width = header.sectionSize(number)
                taken = min(over - found, max(width - _TIGHT * char, 0))
                header.resizeSection(number, width - taken)
                found += taken
                self.cut.update({number} if taken else ())
        return found

    def _give_way(self, needed: dict[int, int], stretch: int, char: int) -> bool:
        """Let the least important columns go, or come back, as there is room; tell whether any did."""
        columns, before = self._rows.columns, self._given
        if not any(column.gives for column in columns):
            return False
        wide = (stretch, max(_TIGHT * char, needed.get(stretch, 0)))
        least = least_widths(columns, needed, wide, char)
        least = {n: width for n, width in least.items() if n in needed}
        self._given = giving_way(columns, least, self.viewport().width(), self._asked)
        if self._given == before:
            return False
        for number in before.away ^ self._given.away:
            self.setColumnHidden(number, number in self._given.away)
        if self._given.below != before.below:
            self._rows.put_below(self._given.below)
            self.verticalHeader().setDefaultSectionSize(self._height())
        return True

    def _open_index(self, index: Any) -> None:  # noqa: ANN401 - Qt's own
        if not self._rows.heading(index.row()) and not self._rows.columns[index.column()].verb:
            self.opened.emit(index.row())

    def _act_index(self, index: Any) -> None:  # noqa: ANN401 - Qt's own
        if self._rows.columns[index.column()].verb and index.data():
            self.acted.emit(index.row())

    def _order_by_section(self, section: int) -> None:
        """Order by a title: rising, falling, and then the list's own order again."""
        column = self._rows.columns[section].id
        if self._order[0] != column:
            self.order_by(column)
        elif not self._order[1]:
            self.order_by(column, descending=True)
        else:
            self.order_by("")

    def _note_chosen(self) -> None:
        current = self._rows.key(self.current_row()) if self.current_row() >= 0 else None
        self._kept = (set(self.chosen_keys()), current)

    def _choose_again(self) -> None:
        keys, current = self._kept
        if keys or current is not None:
            self.choose_keys(keys, current)

    def columns_menu(self) -> QMenu:
        """Give a menu of the columns, each shown or not."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number in range(1, len(self._rows.columns)):
            if self._rows.columns[number].verb:
                continue
            action = QAction(str(self._rows.headerData(number, Qt.Orientation.Horizontal)), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setData(number)
            menu.addAction(action)
        menu.triggered.connect(self._toggle_column)
        return menu

    def _choose_columns(self, where: QPoint) -> None:
        self.columns_menu().popup(self.horizontalHeader().mapToGlobal(where))

    def _toggle_column(self, action: QAction) -> None:
        number = int(action.data())
        # What a person asks for by name stays, also where that makes the list reach over its edge.
        (self._asked.add if action.isChecked() else self._asked.discard)(number)
        self._given = Given(self._given.away - {number}, self._given.below)
        self.setColumnHidden(number, not action.isChecked())
        self._spread()
        self._remember()

    def _take_widths(self, *_resized: int) -> None:
        self._own_widths = True
        self._remember()

    def _remember(self, *_moved: int) -> None:
        self._spread()
        if self._memory is not None and self._key:
            self._memory.setValue(f"columns/{self._key}", self._state())
            asked = sorted(self._rows.columns[number].id for number in self._asked)
            self._memory.setValue(f"columns/{self._key}-asked", ",".join(asked))

    def _state(self) -> QByteArray:
        """Give widths and order as a person has set them: what gives way now has room on a wider screen."""
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)  # noqa: FBT003 - Qt's own
        for number in self._given.away:
            header.showSection(number)
        state = header.saveState()
        for number in self._given.away:
            header.hideSection(number)
        header.blockSignals(blocked)
        return state

    def _recall(self) -> None:
        if self._memory is None or not self._key:
            return
        asked = str(self._memory.value(f"columns/{self._key}-asked") or "").split(",")
        self._asked = {number for number, column in enumerate(self._rows.columns) if column.id in asked}
        state = self._memory.value(f"columns/{self._key}")
        # A file that was damaged or written by hand gives something else.
        if isinstance(state, QByteArray) and self.horizontalHeader().count() == len(self._rows.columns):
            self.horizontalHeader().restoreState(state)
            self._own_widths = True


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give first and last of each run of numbers that follow each other."""
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if last >= 0:
                yield first, last
            first = number
        last = number
    if last >= 0:
        yield first, last

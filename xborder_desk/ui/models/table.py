"""A table of frozen rows: a new list is a tuple of columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage

Row = TypeVar("Row")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Words: TypeAlias = "Callable[[Row, Language], str]"

SECOND: Final = Qt.ItemDataRole.UserRole + 1
PILL: Final = Qt.ItemDataRole.UserRole + 2
ICON: Final = Qt.ItemDataRole.UserRole + 3
STRUCK: Final = Qt.ItemDataRole.UserRole + 4
_SERVED: Final = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.TextAlignmentRole),
        int(SECOND),
        int(PILL),
        int(ICON),
        int(STRUCK),
    }
)
_CACHED: Final = 20_000
_END: Final = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
_START: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its marked ``title``, its text, and what may stand beside it.

    ``second`` is a line below; ``pill`` gives a kind of the table of colours (empty: none), ``icon`` the name
    of an icon. ``chars`` is the width to begin with; a column with ``stretch`` takes what is left.
    """

    id: str
    title: str
    text: Callable[[Row, Language], str]
    second: Callable[[Row, Language], str] | None = None
    pill: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    struck: Callable[[Row], bool] | None = None
    end: bool = False
    chars: int = 14
    stretch: bool = False
    hidden: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """What every table shares; a subclass says how many rows there are and gives one."""

    def __init__(
        self, screen: ScreenLanguage, columns: Sequence[Column[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns: Final = tuple(columns)
        self._screen = screen
        self._texts: dict[tuple[int, int, int], Any] = {}
        screen.changed.connect(self.retranslate)

    def size(self) -> int:
        """Give the number of rows."""
        raise NotImplementedError

    def row(self, number: int) -> Row | None:
        """Give a row, nothing if it is gone."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Write everything in the present language."""
        self._texts.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.size():
            self.dataChanged.emit(self.index(0, 0), self.index(self.size() - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Give the number of rows."""
        return 0 if parent.isValid() else self.size()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Give what a cell shows; formatted once and kept."""
        if role not in _SERVED or not index.isValid():
            return None
        key = (index.row(), index.column(), int(role))
        if key not in self._texts:
            if len(self._texts) > _CACHED:
                self._texts.clear()
            self._texts[key] = self._served(index.row(), self.columns[index.column()], int(role))
        return self._texts[key]

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own
        """Give the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._screen.language.text(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _END if column.end else _START
        return None

    def _served(self, number: int, column: Column[Row], role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _END if column.end else _START
        one = self.row(number)
        if one is None:
            return None
        language = self._screen.language
        first = column.text(one, language)
        second = column.second(one, language) if column.second else ""
        served: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): first,
            int(Qt.ItemDataRole.AccessibleTextRole): ", ".join(part for part in (first, second) if part)
            or "—",
            int(SECOND): second,
            int(PILL): column.pill(one) if column.pill else "",
            int(ICON): column.icon(one) if column.icon else "",
            int(STRUCK): column.struck(one) if column.struck else False,
        }
        for other, value in served.items():
            self._texts[number, self.columns.index(column), other] = value
        return served[role]


class TableModel(RowsModel[Row]):
    """A table of rows that are all here."""

    def __init__(
        self, screen: ScreenLanguage, columns: Sequence[Column[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(screen, columns, parent)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows in place of those before."""
        self.beginResetModel()
        self._rows = list(rows)
        self._texts.clear()
        self.endResetModel()

    @property
    def rows(self) -> list[Row]:
        """The rows as they stand."""
        return list(self._rows)

    def size(self) -> int:
        """Give the number of rows."""
        return len(self._rows)

    def row(self, number: int) -> Row | None:
        """Give a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

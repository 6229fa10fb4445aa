"""A table of frozen rows: a new list is a tuple of columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

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
GROUP: Final = Qt.ItemDataRole.UserRole + 5
VERB: Final = Qt.ItemDataRole.UserRole + 6
_SERVED: Final = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.TextAlignmentRole),
        int(SECOND),
        int(PILL),
        int(ICON),
        int(STRUCK),
        int(GROUP),
        int(VERB),
    }
)
_CACHED: Final = 20_000
_END: Final = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
_START: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its marked ``title``, its text, and what may stand beside it.

    ``second`` is a line below; ``pill`` gives a kind of the table of colours (empty: none), ``icon`` the name
    of an icon. ``chars`` is the width to begin with; a column with ``stretch`` takes what is left; days and
    numbers are ``whole``, never cut, as all at the ``end`` are. A ``verb`` column is a button in the row.
    ``sort`` gives what lists that are all here are ordered by, else the text. A column that ``gives`` way
    leaves a list that has no room for all, the lowest number first; then its text stands ``under`` that of
    the column with that id, if it names one.
    """

    id: str
    title: str
    text: Callable[[Row, Language], str]
    second: Callable[[Row, Language], str] | None = None
    pill: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    struck: Callable[[Row], bool] | None = None
    end: bool = False
    whole: bool = False
    chars: int = 14
    stretch: bool = False
    hidden: bool = False
    verb: bool = False
    sort: Callable[[Row], Any] | None = None
    gives: int = 0
    under: str = ""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """What every table shares; a subclass says how many rows there are and gives one."""

    def __init__(
        self, screen: ScreenLanguage, columns: Sequence[Column[Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns: Final = tuple(columns)
        self._screen = screen
        self._texts: dict[tuple[int, int, int], Any] = {}
        self._below: Mapping[int, int] = {}
        screen.changed.connect(self.retranslate)

    @property
    def switching(self) -> bool:
        """Whether the language is being changed right now; a list is told when it is its turn to measure."""
        return self._screen.switching

    def put_below(self, below: Mapping[int, int]) -> None:
        """Let columns that gave way be the second line of others: the host's number first."""
        self._below = dict(below)
        self._texts.clear()

    def size(self) -> int:
        """Give the number of rows."""
        raise NotImplementedError

    def row(self, number: int) -> Row | None:
        """Give a row, nothing if it is gone."""
        raise NotImplementedError

    def key(self, number: int) -> Hashable:
        """Give what tells the row of a line from all others, however it changes; nothing if there is none."""
        return _key_of(self.row(number))

    def place(self, key: Any) -> int | None:  # noqa: ANN401 - a model's own kind of key
        """Tell in which line the row with a key stands."""
        return next((number for number in range(self.size()) if self.key(number) == key), None)

    def heading(self, number: int) -> str:
        """Give the words of a line that is the head of a group, empty for a row."""
        del number
        return ""

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
        if role == GROUP:
            return self.heading(number)
        one = self.row(number)
        if one is None:
            return None
        language = self._screen.language
        first = column.text(one, language)
        second = column.second(one, language) if column.second else ""
        guest = self._below.get(self.columns.index(column))
        spoken = second
        if guest is not None:
            second = self.columns[guest].text(one, language)
            spoken = f"{language.text(self.columns[guest].title)} {second}" if second else ""
        served: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): first,
            int(Qt.ItemDataRole.AccessibleTextRole): ", ".join(part for part in (first, spoken) if part)
            or "—",
            int(SECOND): second,
            int(PILL): column.pill(one) if column.pill else "",
            int(ICON): column.icon(one) if column.icon else "",
            int(STRUCK): column.struck(one) if column.struck else False,
            int(VERB): column.verb,
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
        self._given: list[Row] = []
        self._by, self._falling = "", False

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows in place of those before, in the order that was chosen."""
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._ordered()
        self._texts.clear()
        self.endResetModel()

    def order_by(self, column: str, *, descending: bool = False) -> None:
        """Order the rows by a column, in the order of the language; without a column as they were given."""
        self._by, self._falling = column, descending
        self.show(self._given)

    def retranslate(self) -> None:
        """Write everything in the present language, in its order."""
        if self._by:
            self.show(self._given)
        super().retranslate()

    def _ordered(self) -> list[Row]:
        column = next((one for one in self.columns if one.id == self._by), None)
        if column is None:
            return list(self._given)
        language = self._screen.language

        def rank(row: Row) -> tuple[bool, Any]:
            value = column.sort(row) if column.sort else column.text(row, language)
            return (value in {None, ""}, language.sort_key(value) if isinstance(value, str) else value)

        known = [row for row in self._given if not rank(row)[0]]
        # What is not known stands at the end, whichever way the list runs.
        unknown = [row for row in self._given if rank(row)[0]]
        return [*sorted(known, key=lambda row: rank(row)[1], reverse=self._falling), *unknown]

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


def _key_of(row: object) -> Hashable:
    for name in ("uid", "id", "number"):
        value = getattr(row, name, None)
        if isinstance(value, str | int):
            return value
    try:
        hash(row)
    except TypeError:
        # It holds a dictionary or a list somewhere: what it looks like tells it from others as well.
        return repr(row)
    return row

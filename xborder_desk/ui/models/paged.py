"""A long table: the ids of all rows, and only the pages of rows that are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from xborder_desk.ui.models.table import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QObject

    from xborder_desk.ui.language import ScreenLanguage

PAGE: Final = 128
KEPT: Final = 64


class _HasId(Protocol):
    @property
    def id(self) -> int:
        """The row's id."""


Row = TypeVar("Row", bound=_HasId)


class PagedModel(RowsModel[Row]):
    """Shows the rows of a vector of ids; ``fetch`` gives the rows of some ids, by their key, at once."""

    def __init__(
        self,
        screen: ScreenLanguage,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Sequence[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(screen, columns, parent)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._places: dict[int, int] | None = None

    def show_ids(self, ids: Iterable[int]) -> None:
        """Show the rows of these ids in place of those before."""
        self.beginResetModel()
        self._ids = array("q", ids)
        self._pages.clear()
        self._texts.clear()
        self._places = None
        self.endResetModel()

    def forget(self) -> None:
        """Let go of every row that was fetched; what is looked at is fetched anew."""
        self._pages.clear()
        self._texts.clear()

    @property
    def ids(self) -> Sequence[int]:
        """The ids in the order shown."""
        return self._ids

    def key(self, number: int) -> int | None:
        """Give the id of the row of a line, without fetching it."""
        return self._ids[number] if 0 <= number < len(self._ids) else None

    def place(self, key: int) -> int | None:
        """Tell in which line the row with an id stands."""
        if self._places is None:
            self._places = {one: number for number, one in enumerate(self._ids)}
        return self._places.get(key)

    def size(self) -> int:
        """Give the number of rows."""
        return len(self._ids)

    def row(self, number: int) -> Row | None:
        """Give a row; its page is fetched if it is not here, and the page not used longest let go."""
        if not 0 <= number < len(self._ids):
            return None
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            wanted = self._ids[page * PAGE : (page + 1) * PAGE]
            found = {row.id: row for row in self._fetch(wanted.tolist())}
            rows = self._pages[page] = [found.get(one) for one in wanted]
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place]

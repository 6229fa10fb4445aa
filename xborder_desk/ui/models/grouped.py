"""A long table in groups: the head of each group is a line of its own, and can be folded."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt

from xborder_desk.ui.models.paged import PagedModel, _HasId
from xborder_desk.ui.models.table import GROUP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QObject

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.models.table import Column, Index

Row = TypeVar("Row", bound=_HasId)


class GroupedModel(PagedModel[Row]):
    """Shows ids in groups. In the vector of lines the head of group n is -(n + 1); ids are never negative.

    ``name`` gives the words of a group by its key.
    """

    def __init__(
        self,
        screen: ScreenLanguage,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Sequence[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(screen, columns, fetch, parent)
        self._found: array[int] = array("q")
        self._groups: tuple[tuple[str, int], ...] = ()
        self._ends: list[int] = []
        self._folded: set[str] = set()
        self._heads: list[int] = []
        self.name: Callable[[str, Language], str] = lambda key, _language: key

    def show_found(self, ids: Iterable[int], groups: Sequence[tuple[str, int]] = ()) -> None:
        """Show ids in their order, in groups where there are any; folded groups stay folded."""
        self._found = array("q", ids)
        self._groups = tuple(groups)
        self._ends = list(accumulate(count for _key, count in self._groups))
        self._lay()

    @property
    def found(self) -> Sequence[int]:
        """Every id that was found, folded away or not."""
        return self._found

    @property
    def grouped(self) -> bool:
        """Whether the lines are in groups."""
        return bool(self._groups)

    def group_at(self, number: int) -> tuple[str, int] | None:
        """Give key and count of the group whose head a line is, nothing for a row."""
        one = self.key(number)
        return self._groups[-one - 1] if one is not None and one < 0 else None

    def folded(self, key: str) -> bool:
        """Whether a group is folded."""
        return key in self._folded

    def fold(self, key: str, *, folded: bool) -> None:
        """Fold a group or open it."""
        if folded != self.folded(key):
            (self._folded.add if folded else self._folded.discard)(key)
            self._lay()

    def heading(self, number: int) -> str:
        """Give the words of the head of a group: its name and how many there are."""
        group = self.group_at(number)
        if group is None:
            return ""
        key, count = group
        language = self._screen.language
        closed = "◂" if language.direction == "rtl" else "▸"
        mark = closed if self.folded(key) else "▾"
        return f"{mark}  {language.isolate(self.name(key, language))}  ({language.number(count)})"

    def rows_between(self, first: int, last: int) -> int:
        """Give how many lines from one to another are rows, and no heads of groups."""
        heads = bisect_right(self._heads, last) - bisect_left(self._heads, first)
        return last - first + 1 - heads

    def row(self, number: int) -> Row | None:
        """Give a row; the head of a group is none."""
        one = self.key(number)
        return None if one is None or one < 0 else super().row(number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows; the head of a group is read aloud in its first cell."""
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            heading = self.heading(index.row())
            if heading:
                return heading
        if role == GROUP and not self._groups:
            return ""
        return super().data(index, role)

    def _lay(self) -> None:
        self._heads = []
        if not self._groups:
            self.show_ids(self._found)
            return
        lines: array[int] = array("q")
        start = 0
        for number, (key, _count) in enumerate(self._groups):
            self._heads.append(len(lines))
            lines.append(-number - 1)
            end = self._ends[number]
            if key not in self._folded:
                lines.extend(self._found[start:end])
            start = end
        self.show_ids(lines)

"""What a machine can see of a window: words not translated, cut or hidden, controls without a name."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from babel import Locale
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from tests.ui.driving import cut, shown, unnamed, words_of
from xborder_desk.i18n.pseudo import OPENING
from xborder_desk.ui.models.table import ICON, PILL, VERB
from xborder_desk.ui.widgets.cells import PAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECES: Final = re.compile(r"\s[·→←–—]\s|[\n;(),:/“”\u2066-\u2069⟦⟧~]|\s{2,}")
_MANY_ROWS: Final = 40
_PILL_ROOM: Final = 18
_PILL_ICON: Final = 20
# What is the same in every language: the program's name, kinds of numbers, units, keys, file endings.
_SAME: Final = frozenset(
    {
        "xborder",
        "desk",
        "sha",
        "utc",
        "gmt",
        "pdf",
        "zip",
        "csv",
        "odt",
        "docx",
        "eml",
        "kb",
        "mb",
        "iban",
        "bic",
    }
    | {"vat", "esc", "alt", "ctrl", "shift", "del", "return", "space", "pgup", "pgdown", "up", "down", "left"}
    | {"zpo", "bgb", "abgb", "cpc", "lec", "cc", "abs", "art"}  # how statutes are cited
    | {"right", "de", "en", "fr", "zh", "ar", "id", "am", "pm", "url", "http", "https", "www", "ins", "sept"}
)
_LETTERS: Final = frozenset({"Clauses", "Missing"})
_HASH: Final = re.compile(r"\b[0-9a-f]{8}\b")


class Data:
    """Every text of an office: what a person wrote or a file says is not translated."""

    def __init__(self, office: Path) -> None:
        with closing(sqlite3.connect(office / "office.db")) as database:
            names = [
                row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            rows = (
                value
                for name in names
                for row in database.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names of our own tables
                for value in row
                if isinstance(value, str)
            )
            self._all = "\n".join(rows).casefold()
        english = Locale("en")
        named = [*english.territories.values(), *english.languages.values(), *english.currencies.values()]
        named += [name for width in english.months["format"].values() for name in width.values()]
        named += [name for width in english.days["format"].values() for name in width.values()]
        self._known = {str(name).casefold() for name in named}
        self._place = str(office).casefold()

    def holds(self, text: str) -> bool:
        """Whether a text is made of data, dates and numbers alone."""
        return all(map(self._holds, _PIECES.split(_HASH.sub(" ", text.casefold().replace(self._place, " ")))))

    def _holds(self, piece: str) -> bool:
        piece = piece.strip(" .,•–-…*%'\"")
        words = [word for word in re.split(r"[\s.+_-]+", piece) if any(map(str.isalpha, word))]
        if not words or piece in self._all or piece in self._known:
            return True
        return all(
            len(word) == 1 or word in _SAME or word in self._known or re.search(r"\d", word) for word in words
        )


def untranslated(root: QWidget, data: Data) -> list[str]:
    """Give texts in a pseudo-language window that were neither disguised nor are data."""
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}: {text[:120]!r}"
        for widget in shown(root)
        for text in [*words_of(widget), *_titles(widget)]
        if OPENING not in text
        and any(map(str.isalpha, text))
        and not data.holds(text)
        and not _foreign(widget)
    ]


def _foreign(widget: QWidget) -> bool:
    """Whether it shows a letter, whose language is that of its reader."""
    above: QWidget | None = widget
    while above is not None and type(above).__name__ not in _LETTERS:
        above = above.parentWidget()
    return above is not None


def _titles(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QTableView):
        header = widget.horizontalHeader()
        for number in range(header.count()):
            if not widget.isColumnHidden(number):
                yield str(header.model().headerData(number, Qt.Orientation.Horizontal) or "")
        for row in range(min(header.model().rowCount(), _MANY_ROWS)):
            for number in range(header.count()):
                index = header.model().index(row, number)
                if index.data(PILL) or index.data(VERB):
                    yield str(index.data() or "")


def cut_cells(root: QWidget) -> list[str]:
    """Give states, verbs and titles of lists that have less room than their words need."""
    found = []
    itself = [root] if isinstance(root, QTableView) else []
    for table in [*itself, *root.findChildren(QTableView)]:
        if (table is root or table.isVisibleTo(root)) and table.window() is root.window():
            found += list(_cut_in(table))
    return found


def _cut_in(table: QTableView) -> Iterator[str]:
    model, header = table.model(), table.horizontalHeader()
    small = table.font()
    small.setPointSizeF(small.pointSizeF() * 0.9)
    metrics, plain = QFontMetrics(small), QFontMetrics(table.font())
    for number in range(header.count()):
        if table.isColumnHidden(number):
            continue
        room = header.sectionSize(number)
        title = str(model.headerData(number, Qt.Orientation.Horizontal) or "")
        if title and header.isVisible() and _title_width(header, title) > room:
            yield f"title {title!r} {room} < {_title_width(header, title)}"
        for row in range(min(model.rowCount(), _MANY_ROWS)):
            index = model.index(row, number)
            words = str(index.data() or "")
            if index.data(VERB) and words:
                needed = plain.horizontalAdvance(words) + 24 + 2 * PAD
            elif index.data(PILL) and words:
                beside = _PILL_ICON if index.data(ICON) else 0
                needed = metrics.horizontalAdvance(words) + _PILL_ROOM + beside + 2 * PAD
            else:
                continue
            # Where all else has given way already, large text on a small screen may cut a state.
            if needed > room + 1 and number not in getattr(table, "cut", ()):
                yield f"state {words!r} {room} < {needed}"
                break


def _title_width(header: QHeaderView, title: str) -> int:
    font = header.font()
    font.setBold(True)
    font.setPointSizeF(QApplication.font().pointSizeF() * 0.9)
    return QFontMetrics(font).horizontalAdvance(title) + 16


def outside(root: QWidget) -> list[str]:
    """Give controls of a window that reach over its edge where nothing scrolls them into view."""
    return [
        f"{type(widget).__name__} {words_of(widget)[-1]!r} reaches over the edge"
        for widget in shown(root)
        if words_of(widget) and not _scrolls(widget, root) and _over(widget, root)
    ]


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not root:
        if hasattr(above, "verticalScrollBar"):
            return True
        above = above.parentWidget()
    return False


def _over(widget: QWidget, root: QWidget) -> bool:
    corner = widget.mapTo(root, widget.rect().topLeft())
    end = widget.mapTo(root, widget.rect().bottomRight())
    return corner.x() < -1 or corner.y() < -1 or end.x() > root.width() + 1 or end.y() > root.height() + 1


def look_at(root: QWidget, data: Data | None = None) -> list[str]:
    """Give everything that is wrong with what is in view; with ``data``, also what was not translated."""
    wrong = [f"cut: {one}" for one in [*cut(root), *cut_cells(root)]]
    wrong += [f"unnamed: {one}" for one in unnamed(root)]
    wrong += [f"outside: {one}" for one in outside(root)]
    if data is not None:
        wrong += [f"untranslated: {one}" for one in untranslated(root, data)]
    return sorted(set(wrong))

"""How items of evidence are listed, also as small pictures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap

from xborder_desk.domain.items import FILE_LABEL, KIND_LABELS, STATE_LABELS, EvidenceRow
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column, Index, TableModel
from xborder_desk.ui.states import KIND_ICONS, item_look
from xborder_desk.ui.widgets.cards import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

_TILE: Final = QSize(150, 130)
_KEPT: Final = 400


def kind_words(item: EvidenceRow, language: Language) -> str:
    """Say number, kind and pages of an item."""
    _ = language.text
    pages = language.plural("{n} page", "{n} pages", item.pages) if item.pages else ""
    double = _(N_("same bytes as {number}"), number=item.duplicate_of) if item.duplicate_of else ""
    return joined(language, item.number, _(KIND_LABELS.get(item.kind, FILE_LABEL)), pages, double)


def _indented(item: EvidenceRow, language: Language) -> str:
    title = language.isolate(item.title or item.filename)
    return f"      {title}" if item.part_of else title


def _day(item: EvidenceRow, language: Language) -> str:
    """Write the day of an item, as far as it is a whole one; a month or a year stays as it was found."""
    try:
        return language.date(dt.date.fromisoformat(item.on[:10]))
    except ValueError:
        return item.on


COLUMNS: Final[tuple[Column[EvidenceRow], ...]] = (
    Column(
        "title",
        N_("Evidence item"),
        _indented,
        second=lambda item, language: (
            f"      {kind_words(item, language)}" if item.part_of else kind_words(item, language)
        ),
        icon=lambda item: KIND_ICONS.get(item.kind, "file"),
        stretch=True,
    ),
    Column("on", N_("Date"), _day, sort=lambda item: item.on, whole=True, chars=11),
    Column(
        "state",
        N_("State"),
        lambda item, language: language.text(STATE_LABELS.get(item.state, item.state)),
        pill=lambda item: item_look(item.state)[0],
        icon=lambda item: item_look(item.state)[1],
        chars=20,
    ),
    Column("language", N_("Language"), lambda item, _l: item.language, chars=8, hidden=True),
    Column(
        "size", N_("Size"), lambda item, language: language.size(item.size), end=True, chars=10, hidden=True
    ),
    Column("sha", N_("SHA-256"), lambda item, _l: item.sha256, chars=20, hidden=True),
)


class ItemsModel(TableModel[EvidenceRow]):
    """The items, with their small pictures for the grid; a picture is loaded when it is looked at."""

    def __init__(
        self,
        screen: ScreenLanguage,
        columns: Sequence[Column[EvidenceRow]],
        thumbnail: Callable[[str], Path | None],
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(screen, columns, parent)
        self._thumbnail, self._theme = thumbnail, theme
        self._pictures: dict[str, QIcon] = {}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Give what a cell shows, and the picture of an item."""
        if role == Qt.ItemDataRole.DecorationRole and index.isValid() and index.column() == 0:
            item = self.row(index.row())
            return self._picture(item) if item is not None else None
        return super().data(index, role)

    def _picture(self, item: EvidenceRow) -> QIcon:
        if item.sha256 in self._pictures:
            return self._pictures[item.sha256]
        file = self._thumbnail(item.sha256)
        pixmap = QPixmap(str(file)) if file is not None else QPixmap()
        if pixmap.isNull():  # not kept: the small picture may only be made later
            return QIcon(self._theme.pixmap(KIND_ICONS.get(item.kind, "file"), "muted", 64))
        if len(self._pictures) > _KEPT:
            self._pictures.clear()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._pictures[item.sha256] = QIcon(pixmap.scaled(_TILE, keep, smooth))
        return self._pictures[item.sha256]

"""Exhibits as a list one can order by keys and by dragging; editions as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from xborder_desk.domain.items import FILE_LABEL, KIND_LABELS, EvidenceRow
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column, Index, TableModel
from xborder_desk.ui.states import KIND_ICONS
from xborder_desk.ui.widgets.cards import joined
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QKeyEvent

    from xborder_desk.i18n.language import Language
    from xborder_desk.services.dossiers import EditionView
    from xborder_desk.ui.theme import Theme

_MIME: Final = "application/x-xborder-exhibit"


@dataclass(frozen=True)
class Exhibit:
    """An item in the dossier at its place (from 1), or left out."""

    item: EvidenceRow
    place: int
    kept: bool


def _title(exhibit: Exhibit, language: Language) -> str:
    title = language.isolate(exhibit.item.title or exhibit.item.filename)
    return f"      {title}" if exhibit.item.part_of else title


def _second(exhibit: Exhibit, language: Language) -> str:
    _ = language.text
    item = exhibit.item
    pages = language.plural("{n} page", "{n} pages", item.pages) if item.pages else ""
    words = joined(language, item.number, _(KIND_LABELS.get(item.kind, FILE_LABEL)), pages)
    return f"      {words}" if item.part_of else words


EXHIBITS: Final[tuple[Column[Exhibit], ...]] = (
    Column("place", N_("Place"), lambda one, _l: str(one.place) if one.kept else "–", chars=6),
    Column(
        "title",
        N_("Exhibit"),
        _title,
        second=_second,
        icon=lambda one: KIND_ICONS.get(one.item.kind, "file"),
        struck=lambda one: not one.kept,
        stretch=True,
    ),
    Column("language", N_("Language"), lambda one, _l: one.item.language or "–", chars=8),
    Column(
        "kept",
        N_("In the dossier"),
        lambda one, language: language.text(N_("taken in") if one.kept else N_("left out")),
        pill=lambda one: "ok" if one.kept else "neutral",
        icon=lambda one: "check" if one.kept else "minus-circle",
        chars=15,
    ),
)


def editions(zone: dt.tzinfo) -> tuple[Column[EditionView], ...]:
    """Give the columns of the editions; ``zone`` is the office's own."""
    return (
        Column("number", N_("No."), lambda one, _l: str(one.number), end=True, chars=4),
        Column(
            "made",
            N_("Made"),
            lambda one, language: language.datetime(one.made_at, zone),
            second=lambda one, language: joined(
                language,
                one.made_by,
                one.profile,
                language.language_name(one.language) if one.language else "",
            ),
            chars=26,
        ),
        Column("pages", N_("Pages"), lambda one, _l: str(one.pages) if one.pages else "–", end=True, chars=6),
        Column("hash", N_("SHA-256 of the bundle"), lambda one, _l: one.bundle_sha256 or "–", stretch=True),
    )


class ExhibitsModel(TableModel[Exhibit]):
    """Exhibits that can be dragged to another place."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let lines be dragged, and dropped between lines."""
        known = super().flags(index)
        return known | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Exhibits are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Give the type of a line being dragged."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[Any]) -> QMimeData:  # noqa: N802 - Qt's name
        """Give the line being dragged."""
        mime = QMimeData()
        mime.setData(_MIME, str(indexes[0].row()).encode())
        return mime


class ExhibitTable(Table):
    """``moved`` gives from which line to which; ``toggled`` the line to leave out or take in."""

    moved = Signal(int, int)
    toggled = Signal(int)

    def __init__(self, theme: Theme, model: ExhibitsModel, *, memory: QSettings | None, key: str) -> None:
        super().__init__(theme, model, lines=2, memory=memory, key=key)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def dropEvent(self, event: Any) -> None:  # noqa: N802, ANN401 - Qt's own
        """Move the dragged line to where it was dropped."""
        data = event.mimeData().data(_MIME)
        if not data:
            event.ignore()
            return
        source = int(bytes(data.data()).decode())
        index = self.indexAt(event.position().toPoint())
        goal = index.row() if index.isValid() else self.model().rowCount() - 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if goal != source:
            self.moved.emit(source, goal)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Alt+Up and Alt+Down move, Del leaves out."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.current_row(), self.current_row() + step)
        elif event.key() == Qt.Key.Key_Delete:
            self.toggled.emit(self.current_row())
        else:
            super().keyPressEvent(event)

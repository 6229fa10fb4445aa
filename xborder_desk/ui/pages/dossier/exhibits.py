"""The exhibits of a dossier as lines under their sections: names, labels, pages, and what they lack."""

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
    """An item in the dossier, or left out (``kept``), or the head of a section (``item`` is nothing).

    ``label``, ``first`` and ``last`` are as they would be printed; ``lacks`` counts what was found wrong with
    it; ``translates`` names the item it is a translation of.
    """

    item: EvidenceRow | None
    kept: bool = True
    label: str = ""
    first: int = 0
    last: int = 0
    lacks: int = 0
    title: str = ""
    translates: str = ""
    cut: tuple[int, int] | None = None
    section: int | None = None

    @property
    def number(self) -> str:
        """Give the evidence number, empty for the head of a section."""
        return self.item.number if self.item is not None else ""


def _title(exhibit: Exhibit, language: Language) -> str:
    item = exhibit.item
    if item is None:
        return exhibit.title
    title = language.isolate(exhibit.title or item.title or item.filename)
    return f"      {title}" if item.part_of or exhibit.translates else title


def _second(exhibit: Exhibit, language: Language) -> str:
    _ = language.text
    item = exhibit.item
    if item is None:
        return ""
    pages = language.plural("{n} page", "{n} pages", item.pages) if item.pages else ""
    if exhibit.cut:
        first, last = exhibit.cut
        pages = _(N_("pages {first} to {last}"), first=first, last=last)
    of = _(N_("translation of {number}"), number=exhibit.translates) if exhibit.translates else ""
    out = "" if exhibit.kept else _(N_("left out"))
    kind = _(KIND_LABELS.get(item.kind, FILE_LABEL))
    words = joined(language, item.number, out, kind, pages, item.language, of)
    return f"      {words}" if item.part_of or exhibit.translates else words


def _pages(exhibit: Exhibit, _language: Language) -> str:
    if not exhibit.first:
        return "–"
    return str(exhibit.first) if exhibit.first == exhibit.last else f"{exhibit.first}–{exhibit.last}"


def _hints(exhibit: Exhibit, _language: Language) -> str:
    return str(exhibit.lacks) if exhibit.lacks else ""


EXHIBITS: Final[tuple[Column[Exhibit], ...]] = (
    Column("label", N_("Label"), lambda one, _l: one.label or "–", whole=True, chars=12),
    Column(
        "title",
        N_("Exhibit"),
        _title,
        second=_second,
        icon=lambda one: KIND_ICONS.get(one.item.kind, "file") if one.item else "",
        struck=lambda one: not one.kept,
        stretch=True,
    ),
    Column(
        "language",
        N_("Language"),
        lambda one, _l: (one.item.language if one.item else "") or "–",
        chars=6,
        hidden=True,  # stands in the line below the title, which needs the room
    ),
    Column("pages", N_("Pages"), _pages, end=True, chars=7),
    Column(
        "hints",
        N_("Hints"),
        _hints,
        pill=lambda one: "warn" if one.lacks else "",
        icon=lambda one: "warning" if one.lacks else "check" if one.label else "",
        chars=7,
    ),
)


def editions(zone: dt.tzinfo) -> tuple[Column[EditionView], ...]:
    """Give the columns of the editions; ``zone`` is the office's own."""
    return (
        Column("number", N_("No."), lambda one, language: language.number(one.number), end=True, chars=4),
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
        Column(
            "pages",
            N_("Pages"),
            lambda one, language: language.number(one.pages) if one.pages else "–",
            end=True,
            chars=6,
        ),
        Column("hash", N_("SHA-256 of the bundle"), lambda one, _l: one.bundle_sha256 or "–", stretch=True),
    )


class ExhibitsModel(TableModel[Exhibit]):
    """Exhibits that can be dragged to another place, under the heads of their sections."""

    def heading(self, number: int) -> str:
        """Give the title of a section where a line is its head."""
        one = self.row(number)
        return one.title if one is not None and one.item is None else ""

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
    """``moved`` gives from which line to which; ``toggled`` the line to leave out or take in.

    ``levelled`` gives the line to put into the section before (-1) or behind (1) its own.
    """

    moved = Signal(int, int)
    toggled = Signal(int)
    levelled = Signal(int, int)

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
        """Alt+Up and Alt+Down move, Alt+Left and Alt+Right change the section, Del leaves out."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        level = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None and alt:
            self.moved.emit(self.current_row(), self.current_row() + step)
        elif level is not None and alt:
            self.levelled.emit(self.current_row(), -level if self.isRightToLeft() else level)
        elif key == Qt.Key.Key_Delete:
            self.toggled.emit(self.current_row())
        else:
            super().keyPressEvent(event)

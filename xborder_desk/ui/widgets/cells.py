"""How a cell of a list is drawn: one or two lines, an icon, or a pill; mirrored where the screen is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from xborder_desk.i18n.directions import first_letter
from xborder_desk.ui.models.table import GROUP, ICON, PILL, SECOND, STRUCK, VERB

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from xborder_desk.ui.theme import Theme

PAD: Final = 10
_SECOND_SIZE: Final = 0.9
_ICON: Final = 16
_PILL_ICON: Final = 14
_BAR: Final = 3


def runs(text: str, screen: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Tell in which direction a text runs: by its first letter outside isolates, or as a number does."""
    first = first_letter(text)
    if first:
        return Qt.LayoutDirection.LeftToRight if first == "ltr" else Qt.LayoutDirection.RightToLeft
    isolated = any(unicodedata.bidirectional(char) in {"FSI", "LRI", "RLI"} for char in text)
    return screen if isolated or not text else Qt.LayoutDirection.LeftToRight


class Cells(QStyledItemDelegate):
    """Draws the cells of every table of ours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give the room a cell asks for."""
        del index
        return QSize(60, option.fontMetrics.lineSpacing() + 20)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = str(index.data(GROUP) or "")
        if heading:
            self._heading(painter, option, index, heading)
            painter.restore()
            return
        self._ground(painter, option, index)
        room = option.rect.adjusted(PAD, 0, -PAD, 0)
        icon = str(index.data(ICON) or "")
        pill = str(index.data(PILL) or "")
        if index.data(VERB):
            self._button(painter, option, room, str(index.data() or ""))
        elif pill:
            self._pill(painter, option, room, (pill, icon, str(index.data() or "")))
        else:
            if icon:
                side = self._theme.scaled(_ICON)
                place = QRect(room.left(), room.center().y() - side // 2, side, side)
                painter.drawPixmap(
                    self._mirrored(option, room, place), self._theme.pixmap(icon, "muted", _ICON)
                )
                room = self._mirrored(option, option.rect, option.rect.adjusted(PAD + side + 8, 0, -PAD, 0))
            self._lines(painter, option, room, index)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = self._theme.tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.sel))
            if index.column() == 0:
                bar = QRect(option.rect.left(), option.rect.top(), _BAR, option.rect.height())
                painter.fillRect(self._mirrored(option, option.rect, bar), QColor(tokens.accent))
        painter.setPen(QColor(tokens.faint))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _heading(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        words: str,
    ) -> None:
        """Draw a cell's share of the head of a group, which runs over the whole line."""
        tokens = self._theme.tokens
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, QColor(tokens.sunk))
        view = option.widget
        whole = QRect(option.rect)
        if isinstance(view, QTableView):
            whole.setLeft(0)
            whole.setWidth(view.viewport().width())
            if view.currentIndex().row() == index.row() and view.hasFocus():
                bar = QRect(whole.left(), whole.top(), _BAR, whole.height())
                painter.fillRect(self._mirrored(option, whole, bar), QColor(tokens.accent))
        bold = QFont(option.font)
        bold.setBold(True)
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        full = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self._text(painter, bold, tokens.text, whole.adjusted(PAD, 0, -PAD, 0), full, words)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _button(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, words: str) -> None:
        """Draw a verb of the row as a quiet button."""
        if not words:
            return
        tokens = self._theme.tokens
        metrics = QFontMetrics(option.font)
        width = min(metrics.horizontalAdvance(words) + 24, room.width())
        height = metrics.lineSpacing() + 8
        place = QRect(room.left(), room.center().y() - height // 2, width, height)
        place = self._mirrored(option, room, place)
        painter.setPen(QColor(tokens.ctrl))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(place, 6, 6)
        centre = Qt.AlignmentFlag.AlignCenter
        self._text(painter, option.font, tokens.text, place.adjusted(6, 0, -6, 0), centre, words)

    def _lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens = self._theme.tokens
        first, second = str(index.data() or ""), str(index.data(SECOND) or "")
        font = QFont(option.font)
        font.setStrikeOut(bool(index.data(STRUCK)))
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * _SECOND_SIZE)
        upper, lower = QFontMetrics(font).lineSpacing(), QFontMetrics(small).lineSpacing()
        align = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0))
        align = QStyle.visualAlignment(option.direction, align & Qt.AlignmentFlag.AlignHorizontal_Mask)
        align |= Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        place = room
        if second:
            top = room.top() + (room.height() - upper - lower) // 2
            place = QRect(room.left(), top, room.width(), upper)
            below = QRect(room.left(), top + upper, room.width(), lower)
            self._text(painter, small, tokens.muted, below, align, second)
        self._text(painter, font, tokens.text, place, align, first)

    def _text(
        self,
        painter: QPainter,
        font: QFont,
        colour: str,
        place: QRect,
        align: Qt.AlignmentFlag,
        text: str,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        line = text.replace("\n", " ")
        shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, place.width())
        # A cell runs as its own words do: a Latin name keeps its full stop, a telephone number its plus.
        painter.setLayoutDirection(runs(line, painter.layoutDirection()))
        painter.drawText(place, int(align | Qt.TextFlag.TextSingleLine), shown)

    def _pill(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, shown: tuple[str, str, str]
    ) -> None:
        kind, icon, words = shown
        tokens = self._theme.tokens
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * _SECOND_SIZE)
        metrics = QFontMetrics(small)
        side = self._theme.scaled(_PILL_ICON)
        beside = side + 6 if icon else 0
        width = min(metrics.horizontalAdvance(words) + 18 + beside, room.width())
        height = metrics.lineSpacing() + 6
        place = QRect(room.left(), room.center().y() - height // 2, width, height)
        place = self._mirrored(option, room, place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.named(kind)))
        painter.drawRoundedRect(place, height / 2, height / 2)
        inside = place.adjusted(9, 0, -9, 0)
        if icon:
            spot = QRect(inside.left() - 1, inside.center().y() - side // 2 + 1, side, side)
            painter.drawPixmap(
                self._mirrored(option, inside, spot), self._theme.pixmap(icon, f"on_{kind}", _PILL_ICON)
            )
            inside = self._mirrored(option, inside, inside.adjusted(side + 4, 0, 0, 0))
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        full = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self._text(painter, small, tokens.named(f"on_{kind}"), inside, full, words)

    @staticmethod
    def _mirrored(option: QStyleOptionViewItem, within: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(option.direction, within, place)

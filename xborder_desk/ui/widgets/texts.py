"""Labels: plain text only, aligned with the direction of the screen whatever script they hold."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_FAIR: Final = 40
_ROOM: Final = QRect(0, 0, 1 << 16, 1 << 10)


class Elided(QLabel):
    """One line that ends in … where there is no room; the whole is its tool tip and what is read aloud."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(80)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        # A tool tip would read markup in somebody's words as markup.
        self.setToolTip(f"<qt>{html.escape(text)}</qt>" if "<" in text else text)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a fair part of a line, however long the text is."""
        size = super().sizeHint()
        return QSize(min(size.width(), _FAIR * self.fontMetrics().averageCharWidth()), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what there is room for."""
        del event
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            self.rect(), int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter), shown
        )


class Text(QLabel):
    """A label that never reads its text as markup; ``role`` chooses its look."""

    def __init__(
        self, role: str = "", *, wrap: bool = False, select: bool = False, parent: QWidget | None = None
    ) -> None:
        self._whole = False
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        if select:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if wrap:
            self.setMinimumWidth(60)
        self._end = False
        self._centred = role == "step"
        self._align()

    def whole(self) -> Text:
        """Keep the height of all lines, also on a page with little room, which scrolls then."""
        self._whole = True
        return self

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text."""
        super().setText(text)
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep room for all lines."""
        super().resizeEvent(event)
        self._keep_room()

    def _keep_room(self) -> None:
        if self._whole and self.wordWrap():
            self.setMinimumHeight(0)  # it counts in what the label asks for
            self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))

    def at_end(self, *, end: bool = True) -> Text:
        """Align with the end of the line, as figures are."""
        self._end = end
        self._align()
        return self

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Turn with the direction of the screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        elif event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._keep_room()

    def _align(self) -> None:
        # Qt aligns a label by the script of its text: a Latin name would stand at the wrong side.
        if self._centred:
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl != self._end else Qt.AlignmentFlag.AlignLeft
        vertical = Qt.AlignmentFlag.AlignTop if self.wordWrap() else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | vertical)


class Line(Text):
    """A title or a label: one line where there is room, several where there is not."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(role, wrap=True, parent=parent)
        self.setMinimumWidth(0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for room for the whole line; letters of some scripts stand higher than those of the font."""
        size = self._size(self.text())
        return QSize(size.width(), max(size.height(), self.heightForWidth(size.width())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need no more than the longest word."""
        return self._size(max(self.text().split(), key=len, default=""))

    def _size(self, text: str) -> QSize:
        self.ensurePolished()
        # Letters may reach beyond where the next one begins: what a line breaks by is wider than its advance.
        laid = self.fontMetrics().boundingRect(_ROOM, Qt.TextFlag.TextWordWrap, text).width()
        wide = max(laid, self.fontMetrics().horizontalAdvance(text)) + 2 * self.margin() + 2
        return QSize(wide, self.fontMetrics().lineSpacing() + 2 * self.margin())

    def _align(self) -> None:
        super()._align()
        side = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

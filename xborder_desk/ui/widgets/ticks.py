"""Tick boxes whose words run over several lines where there is no room for them in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QStylePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_LEAST: Final = 60
_HIGH: Final = 1 << 12


class Tick(QCheckBox):
    """A tick box that may be as narrow as a wrapped label."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        policy.setVerticalPolicy(policy.Policy.Minimum)  # a fixed one would be that of one line
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for little: the words go on in further lines."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._beside() + _LEAST), least.height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Say that it is the higher the narrower it is."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Give room for every line."""
        one = super().sizeHint().height()
        room = QRect(0, 0, max(width - self._beside(), 1), _HIGH)
        words = self.fontMetrics().boundingRect(room, int(self._flags()), self.text())
        return max(one, words.height() + one - self.fontMetrics().height())

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click on any of its lines."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box as the style does, and the words in the lines they need."""
        del event
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = int(self._flags() | side | Qt.AlignmentFlag.AlignVCenter)
        painter.drawItemText(room, flags, self.palette(), self.isEnabled(), words, self.foregroundRole())

    def _beside(self) -> int:
        """Give how wide the box is with all that is not words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(0, 0, _HIGH, option.fontMetrics.height())
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        return _HIGH - room.width()

    @staticmethod
    def _flags() -> Qt.TextFlag:
        return Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic

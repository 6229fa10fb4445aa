"""The rail at the start edge: where one can go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xborder_desk.i18n import N_
from xborder_desk.ui.language import ScreenLanguage, Spoken
from xborder_desk.ui.widgets.cards import Frame
from xborder_desk.ui.widgets.layouts import scrolling
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.ui.page import Page
    from xborder_desk.ui.theme import Theme


_NARROW: Final = 84
_WIDE: Final = 190
_EDGE: Final = 10


class Rail(Spoken):
    """Buttons of the pages of the office; compact (icon over word) while a case is open."""

    chosen = Signal(str)

    def __init__(self, screen: ScreenLanguage, theme: Theme) -> None:
        super().__init__(screen)
        self._theme = theme
        self._buttons: dict[str, QToolButton] = {}
        self._compact = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._choose)
        frame = self._frame = Frame("rail")
        self.say(frame.setAccessibleName, N_("Navigation"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        mark = QLabel()
        theme.dress(mark, "scales", "accent", 22)
        self._name = Text("heading")
        self.say(self._name.setText, N_("Xborder Desk"))
        head = self._head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 14)
        head.setSpacing(10)
        head.addWidget(mark)
        head.addWidget(self._name, 1)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        self._inside = QWidget()
        self._inside.setProperty("role", "plain")
        # Where large text needs more height than there is, one scrolls: no word is pressed together.
        self._area = scrolling(self._inside)
        self._area.setProperty("role", "plain")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around = QVBoxLayout(frame)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._area)
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._above)
        layout.addStretch(1)
        layout.addLayout(self._below)
        # A scroll area keeps to itself what its inside wants, and a bar takes room of its own.
        for watched in (self._inside, self._area.verticalScrollBar()):
            watched.installEventFilter(self)
        theme.changed.connect(self._dress)
        self._turn()

    def fill(self, pages: Iterable[Page]) -> None:
        """Show these pages in place of those before."""
        for before in self._buttons.values():
            self._group.removeButton(before)
            before.hide()
            before.deleteLater()
        self._buttons.clear()
        for page in pages:
            button = QToolButton()
            button.setProperty("look", "rail")
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
            button.setProperty("page", page.id)
            button.setProperty("icon_name", page.icon)
            self.say(button.setText, page.title)
            self._group.addButton(button)
            self._buttons[page.id] = button
            (self._below if page.place == "foot" else self._above).addWidget(button)
        self.set_compact(compact=self._compact)
        self._dress()

    def show_chosen(self, page: str) -> None:
        """Show where one is."""
        button = self._buttons.get(page)
        if button is not None:
            button.setChecked(True)
            self._area.ensureWidgetVisible(button)
        self._dress()

    def button(self, page: str) -> QToolButton | None:
        """Give the button of a page."""
        return self._buttons.get(page)

    @property
    def compact(self) -> bool:
        """Whether the word stands under the icon."""
        return self._compact

    def set_compact(self, *, compact: bool) -> None:
        """Make the rail narrow or wide."""
        self._compact = compact
        self._name.setVisible(not compact)
        beside, under = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonTextUnderIcon,
        )
        for button in self._buttons.values():
            button.setToolButtonStyle(under if compact else beside)
        self.retranslate()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room of the widest word, and a least one."""
        least = (_NARROW if self._compact else _WIDE) * self._theme.percent // 100
        bar = self._area.verticalScrollBar()
        words = [button.sizeHint().width() for button in self._buttons.values()]
        if not self._compact:
            words.append(self._head.sizeHint().width())
        needed = max(words, default=0) + 2 * _EDGE + (bar.sizeHint().width() if bar.isVisible() else 0)
        return QSize(max(least, needed + 1), self._inside.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the same room in width; in height one can scroll."""
        return QSize(self.sizeHint().width(), 0)

    def retranslate(self) -> None:
        """Say the pages; beside an icon the word keeps a little distance."""
        super().retranslate()
        if hasattr(self, "_buttons") and not self._compact:
            for button in self._buttons.values():
                button.setText(f"  {button.text()}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Have the line stand between rail and page, whichever side that is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "_frame"):
            self._turn()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask for other room when the words are others, as in another language, or the bar comes or goes."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide}:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _turn(self) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._frame.setProperty("edge", "left" if rtl else "right")
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)

    def _choose(self, button: QToolButton) -> None:
        self._dress()
        self.chosen.emit(str(button.property("page")))

    def _dress(self) -> None:
        side = round(20 * self._theme.percent / 100)
        for button in self._buttons.values():
            ink = "accent" if button.isChecked() else "muted"
            button.setIcon(self._theme.icon(str(button.property("icon_name")), ink, 20))
            button.setIconSize(QSize(side, side))

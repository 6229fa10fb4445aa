"""Cards, pills, strips and empty places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Line, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

CARD_MARGIN = 16


class Frame(QFrame):
    """A ground with a look of its own."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)


class Tools(Flow):
    """The controls at the end of a card's title line; without any it takes no room."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self.tight()
        self.hide()

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 - named as in the layouts it stands beside
        """Take a control in at the end."""
        super().addWidget(widget)
        self.show()  # inside a card by now: what is shown before is a window of its own


class Card(Spoken):
    """A card: a title line with room for a figure and buttons, and ``body`` below it."""

    def __init__(self, screen: ScreenLanguage, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(screen, parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(CARD_MARGIN, 12, CARD_MARGIN, 14)
        self.whole.setSpacing(8)
        self.title = Line("heading")
        self.count = Text("second")
        self.tools = Tools()
        self.head = row(self.title, self.count, None, self.tools)
        self.whole.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self.whole.addLayout(self.body, 1)
        self.title.setVisible(bool(title))
        self.count.hide()
        if title:
            self.say(self.title.setText, title)
            self.say(self.setAccessibleName, title)

    def show_count(self, words: str) -> None:
        """Show a figure beside the title, nothing if it is empty."""
        self.count.setText(words)
        self.count.setVisible(bool(words))


def rule() -> QFrame:
    """Give the thin line between rows."""
    line = Frame("rule")
    line.setFixedHeight(1)
    return line


class Pill(QFrame):
    """A state: a soft ground, an icon and a word, never colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("pill", "true")
        self.icon = QLabel()
        self.word = Text()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 9, 2)
        layout.setSpacing(5)
        layout.addWidget(self.icon)
        layout.addWidget(self.word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, kind: str, icon: str, word: str) -> None:
        """Show a state: ``kind`` of the table of colours, an icon's name, and the word."""
        self.setProperty("kind", kind)
        self._theme.dress(self.icon, icon, f"on_{kind}", 14)
        self.icon.setVisible(bool(icon))
        self.word.setText(word)
        for widget in (self, self.word):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.updateGeometry()


class Strip(QFrame):
    """A sentence inside the page about what happened: what, and what to do."""

    def __init__(self, theme: Theme, kind: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        picture = QLabel()
        theme.dress(picture, icon, f"on_{kind}", 18)
        self.text = Text("strong", wrap=True, select=True)
        self.second = Text("second", wrap=True, select=True)
        self.second.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.second)
        self.buttons = QHBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 10)
        layout.setSpacing(10)
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addLayout(self.buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


class Empty(Spoken):
    """An empty place that says what it is for, and what to do next."""

    def __init__(
        self,
        screen: ScreenLanguage,
        theme: Theme,
        icon: str,
        title: str,
        text: str,
        *buttons: QPushButton,
        hint: str = "",
    ) -> None:
        super().__init__(screen)
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.dress(picture, icon, "accent", 36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(picture)
        for role, words in (("heading", title), ("label", text)):
            label = QLabel()
            label.setProperty("role", role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.say(label.setText, words)
            layout.addWidget(label)
        if buttons:
            layout.addSpacing(6)
            layout.addLayout(row(None, *buttons, None))
        self._hint = QLabel()
        self._hint.setProperty("role", "second")
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if hint:
            self.say(self._hint.setText, hint)
        layout.addWidget(self._hint)
        self._hint.setVisible(bool(hint))  # inside by now: what is shown before is a window of its own
        layout.addStretch(1)

    def hint(self, words: str) -> None:
        """Show a small line at the end, in words of the present language."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))


def joined(language: Language, *parts: str) -> str:
    """Join short words about one thing, each kept together where directions meet."""
    return line_of(language, " · ".join(language.isolate(part) for part in parts if part))


def line_of(language: Language, text: str) -> str:
    """Have a line of mixed scripts run in the direction of the screen, whatever it begins with."""
    if language.direction == "rtl":
        return f"\u200f{text}"
    return f"\u200e{text}" if "\u2068" in text else text

"""What a page is for and how it is used, and the whole guide beside it, in the language of the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QListWidget, QSplitter, QTextBrowser

from xborder_desk.i18n import N_
from xborder_desk.ui import guide
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.page import Page


_KEY: Final = re.compile(r"\*\*([^*]+)\*\*")
_TYPED: Final = re.compile(r"(\*\*[^*]+\*\*|`[^`]+`)")


class Reading(QTextBrowser):
    """Shows a text of the guide; never loads anything from anywhere."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802, ANN401 - Qt's name and value
        """Load nothing."""
        del kind, name
        return None


class HelpSheet(Sheet):
    """Shows the section of the guide about a page, and a way to all others."""

    def __init__(self, around: Surroundings, parent: QWidget, page: Page) -> None:
        super().__init__(around, parent, N_("Help"))
        self._page = page
        short = Text(wrap=True, select=True)
        self.inside.say(short.setText, page.help)
        self.titles = QListWidget()
        self.titles.setProperty("data", True)  # noqa: FBT003 - a property of Qt's
        self.inside.say(self.titles.setAccessibleName, N_("Sections of the guide"))
        self.words = Reading()
        self.words.setOpenLinks(False)
        self.inside.say(self.words.setAccessibleName, N_("The guide"))
        split = QSplitter()
        split.addWidget(self.titles)
        split.addWidget(self.words)
        split.setStretchFactor(1, 1)
        split.setSizes([190, 560])
        self.body.addWidget(short)
        self.body.addWidget(split, 1)
        self.titles.currentRowChanged.connect(self._show)
        self._fill(page.id)
        self.resize(820, 620)
        self.titles.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language of the screen, staying in the same section."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "guide"):
            self._fill(self.guide.sections[max(self.titles.currentRow(), 0)].id)

    def _fill(self, page: str) -> None:
        self.guide = guide.load(self.around.doors.resources(), self.inside.language.tag)
        self.titles.clear()
        for section in self.guide.sections:
            self.titles.addItem(section.title)
        # No title is cut, however large the text; the section beside it keeps the most of the room.
        frame = 2 * self.titles.frameWidth() + self.titles.verticalScrollBar().sizeHint().width()
        self.titles.setMinimumWidth(min(self.titles.sizeHintForColumn(0) + frame, self.width() // 2))
        ids = [section.id for section in self.guide.sections]
        self.titles.setCurrentRow(ids.index(page) if page in ids else 0)

    def _show(self, number: int) -> None:
        if 0 <= number < len(self.guide.sections):
            section = self.guide.sections[number]
            text = _KEY.sub(_named_here, section.text)
            if self.around.screen.rtl:  # what is typed is read from left to right everywhere
                text = _TYPED.sub("\u2066\\1\u2069", text)
            self.words.setMarkdown(f"## {section.title}\n\n{text}")


def _named_here(found: re.Match[str]) -> str:
    """Give a key by its name on this machine and in this language, like Strg+Z."""
    native = QKeySequence.SequenceFormat.NativeText
    return f"**{QKeySequence(found[1]).toString(native) or found[1]}**"

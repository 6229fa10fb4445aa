"""What an item says, as text to read, select and search; nothing in it is markup, nothing is loaded."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from xborder_desk.i18n.directions import balanced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.previews import Passage
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.theme import Theme

MOST_HITS: Final = 1000
_LEAST, _MOST = 0.5, 4.0
_STEP: Final = 1.1
_ENOUGH: Final = 2000


class WordsView(QPlainTextEdit):
    """Shows passages; ``scale`` is 1 where the text is as large as that of the window."""

    zoomed = Signal(float)
    scrolled = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.scale = 1.0
        self._hits: list[QTextCursor] = []
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        # A read-only text has no caret unless it is asked for; keyboard and screen reader need it.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def show_passages(self, passages: Sequence[Passage], language: Language) -> None:
        """Show texts with what names them; a text cannot turn round what stands around it."""
        self._hits = []
        self.setExtraSelections([])
        self.clear()
        name, plain = QTextCharFormat(), QTextCharFormat()
        name.setFontWeight(QFont.Weight.Bold)
        name.setForeground(QColor(self._theme.tokens.muted))
        rtl = self._turn(passages, language)
        # A name in the language of the screen stands before what it names, where a line of the text begins.
        begun = ("\u200f" if rtl else "\u200e") if rtl != (language.direction == "rtl") else ""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, passage in enumerate(passages):
            label = language.text(passage.label, **dict(passage.fields)) if passage.label else ""
            short = bool(label) and passage.text and "\n" not in passage.text and len(passage.text) < 400  # noqa: PLR2004 - about four lines
            if number:
                cursor.insertText("\n" if short else "\n\n", plain)
            if label:
                ended = f"{language.colon} " if short else "\n" if passage.text else ""
                cursor.insertText(f"{begun}{label}{ended}", name)
            at = passage.moment
            words = language.datetime(at, at.tzinfo) if at is not None else passage.text
            cursor.insertText(language.isolate(words) if short else balanced(words), plain)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _turn(self, passages: Sequence[Passage], language: Language) -> bool:
        """Begin lines where most of the text does; gives whether it runs from right to left."""
        kinds = Counter(
            unicodedata.bidirectional(char) for passage in passages for char in passage.text[:_ENOUGH]
        )
        right, left = kinds["R"] + kinds["AL"], kinds["L"]
        rtl = right > left or (right == left and language.direction == "rtl")
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)
        return rtl

    def find_all(self, words: str) -> int:
        """Mark every place of the words; gives how many, at most a thousand."""
        self._hits = []
        if words:
            found = self.document().find(words, 0)
            while not found.isNull() and len(self._hits) < MOST_HITS:
                self._hits.append(found)
                found = self.document().find(words, found, QTextDocument.FindFlag(0))
        self.choose(-1)
        return len(self._hits)

    def choose(self, number: int) -> None:
        """Bring a marked place into view, and show which of all it is."""
        marks = []
        for place, cursor in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(
                QColor(self._theme.tokens.accent if place == number else self._theme.tokens.mark)
            )
            ink = self._theme.tokens.on_accent if place == number else self._theme.tokens.on_mark
            mark.format.setForeground(QColor(ink))
            marks.append(mark)
        self.setExtraSelections(marks)
        if 0 <= number < len(self._hits):
            seen = QTextCursor(self._hits[number])
            seen.clearSelection()
            self.setTextCursor(seen)
            self.centerCursor()

    def set_scale(self, scale: float) -> None:
        """Show the text larger or smaller."""
        self.scale = min(max(scale, _LEAST), _MOST)
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * self.scale)
        self.setFont(font)
        self.zoomed.emit(self.scale)

    def zoom_by(self, by: int) -> None:
        """Show the text a step larger or smaller."""
        self.set_scale(self.scale * _STEP**by)

    def scroll_to(self, part: float) -> None:
        """Scroll to a part (0 to 1) of everything."""
        bar = self.verticalScrollBar()
        bar.setValue(round(part * bar.maximum()))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _moved(self, value: int) -> None:
        most = self.verticalScrollBar().maximum()
        self.scrolled.emit(value / most if most else 0.0)

"""Forms: a label above each field, what is wrong beside it, and values as the use-cases take them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
)

from xborder_desk.domain.words import NAME_LENGTH, TEXT_LENGTH
from xborder_desk.i18n import N_
from xborder_desk.ui import typed
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.widgets.cells import runs
from xborder_desk.ui.widgets.fields import OneLine
from xborder_desk.ui.widgets.layouts import row, see
from xborder_desk.ui.widgets.received import TOO_LONG
from xborder_desk.ui.widgets.texts import Line, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.choices import Choice
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage

Entries: TypeAlias = "Callable[[Language], Iterable[tuple[str, str]]]"
_EDGE: Final = 4
_LRM: Final = "\N{LEFT-TO-RIGHT MARK}"
_RLM: Final = "\N{RIGHT-TO-LEFT MARK}"
_LETTERS: Final = 24
"""The least width of a field that stands beside another."""
Kind: TypeAlias = Literal["line", "text", "day", "amount", "options"]


class Options(QComboBox):
    """A list to choose from: ``entries`` gives value and words in a language.

    One can type in a ``searching`` list; a ``wide`` one takes the room there is, not the room it wants.
    """

    def __init__(
        self, screen: ScreenLanguage, entries: Entries, *, searching: bool = False, wide: bool = False
    ) -> None:
        super().__init__()
        self._screen = screen
        self._entries = entries
        self.setMaxVisibleItems(18)
        self.setMinimumContentsLength(8)
        policy = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(
            policy.AdjustToMinimumContentsLengthWithIcon if searching or wide else policy.AdjustToContents
        )
        if searching:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self.activated.connect(self._from_the_start)
            completer = self.completer() or QCompleter(self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.refill()

    def refill(self) -> None:
        """Write every entry in the present language; what was chosen stays chosen."""
        now = self.value()
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.clear()
        for value, words in self._entries(self._screen.language):
            self.addItem(words, value)
        self.choose(now)
        self.blockSignals(blocked)

    def value(self) -> str:
        """Give the value chosen, or what was typed and is none of the list."""
        text = self.currentText()
        index = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if self.isEditable():
            return str(self.itemData(index)) if index >= 0 else text.strip()
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose by value; one the list does not have is shown as it is where one can type."""
        index = self.findData(value)
        self.setCurrentIndex(max(index, -1 if self.isEditable() else 0))
        if self.isEditable():
            self.setEditText(self.itemText(index) if index >= 0 else value)
            self._from_the_start()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refill()
            self._name_line()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Have the line one types in called as the list is."""
        super().showEvent(event)
        self._name_line()

    def _from_the_start(self, *_chosen: object) -> None:
        """Show the beginning of the words, not their end, where there is no room for all."""
        line = self.lineEdit()
        if line is None:
            return
        # Words of another direction than the screen's would begin at the other end, which may be out of view.
        screen = self.layoutDirection()
        line.setLayoutDirection(runs(self.currentText(), screen))
        mirrored = screen == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        line.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Show that words are cut where there is no room for them; what one types in is a line of its own."""
        if self.isEditable():
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width() - _EDGE
        whole = self.currentText()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        # What shows that words were cut stands where they end, also on a screen that runs the other way.
        ends = _LRM if runs(whole, self.layoutDirection()) == Qt.LayoutDirection.LeftToRight else _RLM
        option.currentText = shown if shown == whole else shown + ends
        painter = QStylePainter(self)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _name_line(self) -> None:
        # On Linux the name of a list is what is chosen in it; what it is for is told as its description.
        if self.accessibleName():
            self.setAccessibleDescription(self.accessibleName())
        line, interface = self.lineEdit(), QAccessible.queryAccessibleInterface(self)
        if line is not None and interface is not None:
            line.setAccessibleName(interface.text(QAccessible.Text.Name))


def of_choice(kind: type[Choice], *, empty: bool = False) -> Entries:
    """Give the entries of a closed list, in its own order; ``empty`` puts nothing first."""

    def entries(language: Language) -> Iterable[tuple[str, str]]:
        _ = language.text
        first = [("", "—")] if empty else []
        return [*first, *((member.value, _(member.label)) for member in kind)]

    return entries


def of_countries(codes: Iterable[str], *, empty: bool = True) -> Entries:
    """Give countries by their names in the language, in its order."""
    known = tuple(codes)

    def entries(language: Language) -> Iterable[tuple[str, str]]:
        named = language.countries(known)
        return [("", ""), *named] if empty else named

    return entries


class LongText(QPlainTextEdit):
    """A field of many lines that takes no more than can be kept; ``refused`` gives a length it refused."""

    refused = Signal(int)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste, unless it is far more than anybody types: that would hold the window for minutes."""
        text = source.text()
        if len(text) > TEXT_LENGTH:
            self.refused.emit(len(text))
        else:
            super().insertFromMimeData(source)


@dataclass(frozen=True)
class Field:
    """One field: how its value is read, its label, what is wrong, and how a day or amount was understood."""

    kind: Kind
    label: Text
    editor: QLineEdit | QPlainTextEdit | Options
    wrong: Text
    heard: Text | None = None


class Form(Spoken):
    """Fields below each other in up to ``columns``; ``edited`` when a person changed something."""

    edited = Signal()
    accepted = Signal()

    def __init__(self, screen: ScreenLanguage, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(screen, parent)
        self._columns = columns
        self._fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)
        self._shown_columns = columns
        self._cells: list[tuple[QVBoxLayout, bool]] = []
        self._next = (0, 0)
        self._filling = False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the fields below each other where there is no room beside."""
        super().resizeEvent(event)
        room = event.size().width() // (_LETTERS * self.fontMetrics().averageCharWidth())
        columns = max(1, min(self._columns, room))
        if columns != self._shown_columns:
            self._shown_columns, self._next = columns, (0, 0)
            for number in range(self._columns):
                self._grid.setColumnStretch(number, 1 if number < columns else 0)
            for cell, _wide in self._cells:
                self._grid.removeItem(cell)
            for cell, wide in self._cells:
                cell.setParent(None)
                self._put_cell(cell, wide=wide)

    def _put_cell(self, cell: QVBoxLayout, *, wide: bool) -> None:
        line, place = self._next
        if wide and place:
            line, place = line + 1, 0
        span = self._shown_columns if wide else 1
        self._grid.addLayout(cell, line, place, 1, span)
        place += span
        self._next = (line + 1, 0) if place >= self._shown_columns else (line, place)

    def line(
        self, name: str, label: str, *, kind: Kind = "line", hint: str = "", wide: bool = False
    ) -> QLineEdit:
        """Add a field of one line; ``kind`` may be ``day`` or ``amount``."""
        editor = OneLine()
        if hint:
            self.say(editor.setPlaceholderText, hint)
        editor.textEdited.connect(self._note_edit)
        editor.returnPressed.connect(self.accepted)
        editor.setMaxLength(NAME_LENGTH)
        editor.inputRejected.connect(partial(self._refuse_line, name))
        self._add(name, label, kind, editor, wide=wide)
        return editor

    def text(self, name: str, label: str, *, lines: int = 4) -> QPlainTextEdit:
        """Add a field of many lines."""
        editor = LongText()
        editor.refused.connect(partial(self._refuse_paste, name))
        editor.setTabChangesFocus(True)
        editor.setMinimumHeight(editor.fontMetrics().lineSpacing() * lines + 20)
        editor.textChanged.connect(self._note_edit)
        self._add(name, label, "text", editor, wide=True)
        return editor

    def options(
        self, name: str, label: str, entries: Entries, *, searching: bool = False, wide: bool = False
    ) -> Options:
        """Add a list to choose from."""
        editor = Options(self._screen, entries, searching=searching, wide=True)
        editor.currentTextChanged.connect(self._note_edit)
        self._add(name, label, "options", editor, wide=wide)
        return editor

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field, or hide one that has no meaning here; its value stays."""
        field = self._fields[name]
        for part in (field.label, field.editor):
            part.setVisible(shown)

    def editor(self, name: str) -> QLineEdit | QPlainTextEdit | Options:
        """Give the editor of a field."""
        return self._fields[name].editor

    def values(self) -> dict[str, str]:
        """Give what was typed, days as ISO text and amounts with a point where they can be understood."""
        return {name: self._value(field) for name, field in self._fields.items()}

    def typed(self) -> dict[str, str]:
        """Give what stands in every field, exactly as it was typed."""
        return {name: _text_in(field.editor) for name, field in self._fields.items()}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed; fields that are not named stay as they are."""
        self.fill({**self.typed(), **typed})

    def fill(self, values: Mapping[str, str]) -> None:
        """Show these values; fields that are not named become empty. That is no edit of a person's."""
        self._filling = True
        for name, field in self._fields.items():
            value = values.get(name, "")
            if isinstance(field.editor, Options):
                field.editor.choose(value)
            elif isinstance(field.editor, QPlainTextEdit):
                field.editor.setPlainText(value)
            else:
                # What is there already is never cut: a path, or a long list of proofs.
                field.editor.setMaxLength(max(NAME_LENGTH, len(value.encode("utf-16-le", "replace")) // 2))
                field.editor.setText(value)
            self._hear(field)
        self._filling = False
        self.clear_wrong()

    def retranslate(self) -> None:
        """Say labels, and how days and amounts are understood in this language."""
        super().retranslate()
        for field in getattr(self, "_fields", {}).values():
            self._hear(field)

    def show_wrong(self, name: str, sentence: str | Callable[[], str]) -> bool:
        """Say beside a field what is wrong with it and go there; false if there is no such field.

        A sentence that is given as a way to say it follows the language.
        """
        self.clear_wrong()
        field = self._fields.get(name)
        if field is None:
            return False
        words = sentence if callable(sentence) else lambda: sentence
        self.say_as(field.wrong.setText, words)
        self.say_as(field.editor.setAccessibleDescription, words)
        field.wrong.show()
        _mark(field.editor, wrong=True)
        field.editor.setFocus()
        see(field.wrong)
        return True

    def clear_wrong(self) -> None:
        """Take back what was said."""
        for field in self._fields.values():
            if field.wrong.isVisibleTo(self):
                field.wrong.hide()
                self.say_as(field.editor.setAccessibleDescription, str)
                _mark(field.editor, wrong=False)

    def _value(self, field: Field) -> str:
        if isinstance(field.editor, Options):
            return field.editor.value()
        if isinstance(field.editor, QPlainTextEdit):
            return field.editor.toPlainText()
        text = field.editor.text()
        if field.kind == "day":
            return typed.day(text, self.language, dt.datetime.now().astimezone().date())
        return typed.amount(text, self.language) if field.kind == "amount" else text

    def _refuse_paste(self, name: str, length: int) -> None:
        self.show_wrong(name, self.language.text(TOO_LONG, length=length))

    def _refuse_line(self, name: str) -> None:
        told = N_("Only the first {most} characters were taken. Add long texts as files.")
        self.show_wrong(name, self.language.text(told, most=NAME_LENGTH))

    def _note_edit(self, *_text: str) -> None:
        if not self._filling:
            self.edited.emit()

    def _hear(self, field: Field, *_text: str) -> None:
        """Show beside a day or an amount how it was understood."""
        if field.heard is not None:
            field.heard.setText(heard(field.kind, _text_in(field.editor), self.language))

    def _add(
        self, name: str, label: str, kind: Kind, editor: QLineEdit | QPlainTextEdit | Options, *, wide: bool
    ) -> None:
        words, wrong = Line("label"), Text("wrong", wrap=True)
        words.setBuddy(editor)
        wrong.hide()
        self.say(words.setText, label)
        self.say(editor.setAccessibleName, label)
        understood = Text("second").at_end() if kind in {"day", "amount"} else None
        if understood is not None:
            understood.setProperty("data", True)  # noqa: FBT003 - a property of Qt's
        cell = QVBoxLayout()
        cell.setSpacing(3)
        cell.addLayout(row(words, None, *([understood] if understood is not None else [])))
        cell.addWidget(editor)
        cell.addWidget(wrong)
        cell.addStretch(1)
        self._cells.append((cell, wide))
        self._put_cell(cell, wide=wide)
        field = self._fields[name] = Field(kind, words, editor, wrong, understood)
        if isinstance(editor, QLineEdit) and understood is not None:
            editor.textChanged.connect(partial(self._hear, field))


def heard(kind: Kind, text: str, language: Language) -> str:
    """Give how a day or an amount was understood, empty where nothing was typed or it was not."""
    if kind == "day":
        return typed.day_in_words(text, language, dt.datetime.now().astimezone().date())
    return typed.amount_in_words(text, language) if kind == "amount" else ""


def _text_in(editor: QLineEdit | QPlainTextEdit | Options) -> str:
    if isinstance(editor, Options):
        return editor.value()
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


def _mark(editor: QWidget, *, wrong: bool) -> None:
    editor.setProperty("wrong", "true" if wrong else "false")
    editor.style().unpolish(editor)
    editor.style().polish(editor)

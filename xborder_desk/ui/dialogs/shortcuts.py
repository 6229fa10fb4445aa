"""Every key of the window: the table they are made from, and the sheet that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from xborder_desk.ui.frame import Surroundings

# Name of what it does, key, and the words of the sheet.
SHORTCUTS: Final = (
    ("new_case", "Ctrl+N", N_("New case")),
    ("go_to", "Ctrl+K", N_("Go to anything")),
    ("find", "Ctrl+F", N_("Find in the list")),
    ("refresh", "F5", N_("Load again")),
    ("undo", "Ctrl+Z", N_("Undo")),
    ("redo", "Ctrl+Y", N_("Do again")),
    ("back", "Alt+Left", N_("Back")),
    ("today", "Ctrl+1", N_("Today")),
    ("cases", "Ctrl+2", N_("Cases")),
    ("settings", "Ctrl+,", N_("Settings")),
    ("window", "Ctrl+Shift+N", N_("Another window of this office")),
    ("help", "F1", N_("Help for this page")),
    ("shortcuts", "Ctrl+/", N_("All keys")),
    ("next_tab", "Ctrl+PgDown", N_("Next page of the case")),
    ("previous_tab", "Ctrl+PgUp", N_("Page of the case before")),
    ("log", "L", N_("Log a contact attempt (in a case)")),
    ("note", "N", N_("Write a note (in a case)")),
)
# Keys that pages and lists have of their own; shown in the sheet.
ELSEWHERE: Final = (
    ("Return", N_("Open what is chosen")),
    ("Del", N_("To the bin, or out of the dossier")),
    ("Ctrl+C", N_("Copy chosen lines as a table")),
    ("Ctrl+P", N_("Print the list or the case")),
    ("Ctrl+Shift+F", N_("Row of fields that narrow the list of cases")),
    ("Ctrl+V", N_("Paste a picture or files as evidence")),
    ("Alt+Up", N_("Move an exhibit up")),
    ("Alt+Down", N_("Move an exhibit down")),
    ("Ctrl+Return", N_("Build the dossier")),
    ("Space", N_("Show an item of evidence in a window of its own")),
    ("Alt+PgDown", N_("Next item of evidence, in its preview")),
    ("F3", N_("Next place that was found")),
    ("Ctrl++", N_("Larger, in a preview")),
    ("Ctrl+-", N_("Smaller, in a preview")),
    ("Ctrl+0", N_("As wide as there is room, in a preview")),
    ("R", N_("Turn the page, in a preview")),
    ("Esc", N_("Close without loss")),
    ("Alt", N_("Show a letter at every control; Alt and the letter press it")),
)


class ShortcutsSheet(Sheet):
    """The sheet of all keys."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(around, parent, N_("All keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        rows = [*((key, text) for _name, key, text in SHORTCUTS), *ELSEWHERE]
        for line, (key, text) in enumerate(rows):
            keys, words = Text("strong"), Text(wrap=True)
            keys.setText(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
            self.inside.say(words.setText, text)
            grid.addWidget(keys, line, 0)
            grid.addWidget(words, line, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.resize(560, 640)

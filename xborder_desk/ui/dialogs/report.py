"""What was kept of a fault nobody expected: to be read, and saved to be sent on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from xborder_desk.ui.frame import Surroundings


class ReportSheet(Sheet):
    """Shows a report; nothing of it leaves this computer unless the person sends it."""

    def __init__(self, around: Surroundings, parent: QWidget, file: Path) -> None:
        super().__init__(around, parent, N_("Report"), N_("Save a copy…"))
        self._file = file
        words = Text(wrap=True)
        self.inside.say(
            words.setText,
            N_("It names the program, this system and where the fault happened, and nothing of any case."),
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.inside.say(self.text.setAccessibleName, N_("Report"))
        try:
            self.text.setPlainText(file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            self.text.setPlainText(self.inside.language.text(N_("The report is not there any more.")))
            self.verb.setEnabled(False)
        self.body.addWidget(words)
        self.body.addWidget(self.text, 1)
        self.resize(760, 520)

    def accept_it(self) -> None:
        """Ask where the copy goes; the report stays in view."""
        title = self.inside.language.text(N_("Where to save the copy"))
        ask_new_file(self, title, Path.home() / self._file.name, self.save)

    def save(self, target: Path) -> None:
        """Write the copy, or say that it cannot be written."""
        try:
            shutil.copyfile(self._file, target)
        except OSError:
            sentence = N_("“{file}” cannot be written there.")
            self.show_strip("danger", self.inside.language.text(sentence, file=target.name))
        else:
            said = N_("A copy was saved: {file}")
            self.show_strip("ok", self.inside.language.text(said, file=str(target)))

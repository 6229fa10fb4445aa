"""Marking a letter as sent, which makes it a contact attempt; and what stands at the head of letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from xborder_desk.domain.choices import AddressSource, Channel
from xborder_desk.i18n import N_
from xborder_desk.services.letters.asked import Sending
from xborder_desk.ui.asking import ask_files
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.forms import Form, of_choice
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.ui.frame import Surroundings


class SentSheet(Sheet):
    """Asks how a letter went out; ``write`` is the use-case with file and way."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        write: Callable[[str, Sending, JobContext], str],
        done: Callable[[str], object],
        file: str,
    ) -> None:
        super().__init__(around, parent, N_("Mark as sent"), N_("Write into the register"))
        self._write, self._done = write, done
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_("A contact attempt is written, and the very file that went out is kept as its proof."),
        )
        self.form = form = Form(around.screen)
        form.line("file", N_("File that went out"), wide=True)
        form.options("channel", N_("Channel"), of_choice(Channel))
        form.line("at", N_("When"), hint=N_("empty for now, or 2026-03-08 14:30"))
        form.line("address", N_("Exact address"), wide=True)
        form.options("address_source", N_("Where it came from"), of_choice(AddressSource, empty=True))
        form.fill({"file": file, "channel": Channel.REGISTERED_LETTER.value})
        form.accepted.connect(self.accept_it)
        choose = push(self.inside, around.theme, N_("Choose file…"), self._choose, icon="folder-open")
        self.body.addWidget(note)
        self.body.addLayout(row(choose, None))
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(620, 470)
        form.editor("address" if file else "file").setFocus()

    def accept_it(self) -> None:
        """Write the attempt."""
        typed = self.form.values()
        at = typed["at"].strip().replace(" ", "T")
        how = Sending(typed["channel"], typed["address"], at, typed["address_source"])
        self.run(lambda ctx: self._write(typed["file"].strip(), how, ctx), self._done, self.form)

    def _choose(self) -> None:
        ask_files(self, self.inside.language.text(N_("File that went out")), documents(), self._chosen)

    def _chosen(self, files: list[Path]) -> None:
        field = self.form.editor("file")
        if files and isinstance(field, QLineEdit):
            field.setText(str(files[0]))


class SenderSheet(Sheet):
    """Asks what this office puts at the head of its letters; ``write`` is the use-case."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        write: Callable[[Mapping[str, str]], dict[str, str]],
        done: Callable[[object], object],
        values: Mapping[str, str],
    ) -> None:
        super().__init__(around, parent, N_("Sender of the letters"), N_("Save"))
        self._write, self._done = write, done
        self.form = form = Form(around.screen)
        form.line("name", N_("Organisation"), wide=True)
        form.text("address", N_("Address"), lines=3)
        form.line("email", N_("E-mail"))
        form.line("phone", N_("Phone"))
        form.line("country", N_("Country"), hint=N_("its code, like DE"))
        form.fill(values)
        form.accepted.connect(self.accept_it)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.resize(560, 440)

    def accept_it(self) -> None:
        """Keep it."""
        typed = self.form.values()
        self.run(lambda _ctx: self._write(typed), self._done, self.form)

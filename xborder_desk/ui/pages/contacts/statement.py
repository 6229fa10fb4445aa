"""The statement of unsuccessful attempts: in which language, what beside it, as PDF or for Word, where to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_new_file
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings


class StatementSheet(Sheet):
    """Asks for the languages and the file; ``make`` gets language, language beside it, and the file."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        case: str,
        tags: Sequence[str],
        make: Callable[[str, str, Path], object],
    ) -> None:
        super().__init__(around, parent, N_("Statement of unsuccessful contact attempts"))
        self._case, self._tags, self._make = case, tuple(tags), make
        note = Text("second", wrap=True)
        self.inside.say(
            note.setText,
            N_("Every attempt with its exact address, result and exhibits. What is missing stands first."),
        )
        self.form = form = Form(around.screen)
        form.options("language", N_("Language"), self._languages)
        form.options("beside", N_("Beside it"), self._besides)
        spoken = self.inside.language.tag
        form.fill({"language": spoken if spoken in self._tags else "en"})
        pdf = push(self.inside, around.theme, N_("Save as PDF…"), partial(self._ask, "pdf"), look="primary")
        docx = push(self.inside, around.theme, N_("Save for Word…"), partial(self._ask, "docx"))
        self.body.addWidget(note)
        self.body.addWidget(form)
        self.body.addWidget(Flow(pdf, docx))
        self.body.addStretch(1)
        self.resize(560, 300)

    def save(self, file: Path) -> None:
        """Close, and have it made: that goes on in the status bar."""
        typed = self.form.values()
        beside = typed["beside"] if typed["beside"] != typed["language"] else ""
        self.accept()
        self._make(typed["language"], beside, file)

    def _ask(self, kind: str, *_checked: bool) -> None:
        name = f"{self._case}-statement.{kind}"
        ask_new_file(self, self.inside.language.text(N_("Save the statement")), documents() / name, self.save)

    def _languages(self, language: Language) -> Iterable[tuple[str, str]]:
        return [(tag, language.language_name(tag)) for tag in self._tags]

    def _besides(self, language: Language) -> Iterable[tuple[str, str]]:
        return [("", language.text(N_("Nothing"))), *self._languages(language)]

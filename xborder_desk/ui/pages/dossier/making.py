"""Where a dossier is built, how large a file of it may be, and the editions that were built."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.part_sizes import read_megabytes
from xborder_desk.i18n import N_
from xborder_desk.ui.asking import ask_folder
from xborder_desk.ui.models.table import TableModel
from xborder_desk.ui.pages.dossier.exhibits import editions
from xborder_desk.ui.welcome import documents
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Empty
from xborder_desk.ui.widgets.fields import OneLine
from xborder_desk.ui.widgets.forms import Form
from xborder_desk.ui.widgets.layouts import row
from xborder_desk.ui.widgets.tables import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xborder_desk.services.dossiers import EditionView
    from xborder_desk.ui.frame import Surroundings


class Making(Card):
    """The folder, and the most megabytes of a file."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Folder"))
        self.target = OneLine(str(documents() / "Xborder Desk"))
        self.say(self.target.setAccessibleName, N_("Folder"))
        choose = push(self, around.theme, N_("Choose…"), self._ask_target)
        folder = row(self.target, choose)
        folder.setStretch(0, 1)
        self.form = Form(around.screen, columns=1)
        hint = N_("as the profile has it")
        self.form.line("split", N_("Most megabytes of a file"), kind="amount", hint=hint)
        self.body.addLayout(folder)
        self.body.addWidget(self.form)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def folder(self) -> Path:
        """Give the folder to build in."""
        return Path(self.target.text()).expanduser()

    def most_bytes(self) -> int | None:
        """Give the most bytes of a file, 0 for no limit; nothing, and say so, if what is typed is no size."""
        try:
            most = read_megabytes(self.form.values()["split"])
        except BadInputError as wrong:
            self.form.show_wrong(wrong.field, partial(self.language.error, wrong))
            return None
        self.form.clear_wrong()
        return most

    def _ask_target(self, *_checked: bool) -> None:
        title = self.language.text(N_("Folder for the dossier"))
        ask_folder(self, title, Path(self.target.text()), lambda folder: self.target.setText(str(folder)))


class Editions(Card):
    """The editions there are, newest first; where there are none, what one is."""

    def __init__(self, around: Surroundings, zone: dt.tzinfo) -> None:
        super().__init__(around.screen, N_("Editions"))
        self.model = TableModel(around.screen, editions(zone), self)
        table = Table(around.theme, self.model, lines=2)
        self.say(table.setAccessibleName, N_("Editions"))
        told = N_("Each build of other content is an edition; the same edition is the same bytes, any time.")
        self._place = QStackedWidget()
        self._place.addWidget(table)
        self._place.addWidget(Empty(around.screen, around.theme, "books", N_("Not built yet"), told))
        self.body.addWidget(self._place, 1)

    def show_editions(self, found: Sequence[EditionView]) -> None:
        """Show these."""
        self.model.show(found)
        self._place.setCurrentIndex(0 if found else 1)

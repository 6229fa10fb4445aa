"""What a page is for and how it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from xborder_desk.ui.frame import Surroundings
    from xborder_desk.ui.page import Page


class HelpSheet(Sheet):
    """Shows the help of a page."""

    def __init__(self, around: Surroundings, parent: QWidget, page: Page) -> None:
        super().__init__(around, parent, N_("Help"))
        title, words = Text("page"), Text(wrap=True, select=True)
        self.inside.say(title.setText, page.title)
        self.inside.say(words.setText, page.help)
        self.body.addWidget(title)
        self.body.addWidget(words)
        self.body.addStretch(1)
        self.resize(520, 360)

"""The head of the list: what it is, how many, finding, groups, and what can be done with the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.pages.cases.columns import GROUPS
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.forms import Options
from xborder_desk.ui.widgets.layouts import column
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.frame import Surroundings

_WAIT_MS = 120


class Head(Spoken):
    """``asked``: somebody typed, a moment ago, or chose groups."""

    asked = Signal()
    narrow_pressed = Signal()
    columns_pressed = Signal()
    print_pressed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen)
        theme = around.theme
        title, self.count = Text("page"), Text("second")
        self.say(title.setText, N_("Cases"))
        self.finder = QLineEdit()
        self.finder.setClearButtonEnabled(True)
        self.finder.setMinimumWidth(330)
        self.say(self.finder.setPlaceholderText, N_("Find in number, title, names, order number …"))
        self.say(self.finder.setAccessibleName, N_("Find cases"))
        self.group = Options(around.screen, _groups)
        self.say(self.group.setAccessibleName, N_("Groups"))
        narrow = N_("Row of fields (Ctrl+Shift+F)")
        paper = N_("Print the list (Ctrl+P)")
        self.narrow = push(self, theme, narrow, self.narrow_pressed.emit, icon="list-checks", look="icon")
        self.columns = push(
            self, theme, N_("Choose columns"), self.columns_pressed.emit, icon="squares-four", look="icon"
        )
        self.printer = push(self, theme, paper, self.print_pressed.emit, icon="printer", look="icon")
        new = push(self, theme, N_("New case"), around.guide.new_case, icon="plus", look="primary")
        parts = (title, self.count, self.finder, self.group, self.narrow, self.columns, self.printer, new)
        self.setLayout(column(Flow(*parts, gap=10)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.asked)
        self.finder.textEdited.connect(self._wait)
        self.finder.textChanged.connect(self._wait)
        self.group.currentIndexChanged.connect(self._tell)

    def _wait(self, _text: str) -> None:
        self._timer.start()

    def _tell(self, _index: int) -> None:
        self.asked.emit()


def _groups(language: Language) -> list[tuple[str, str]]:
    return [(value, language.text(words)) for value, words in GROUPS]

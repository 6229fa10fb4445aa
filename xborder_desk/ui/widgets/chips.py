"""A choice among a few, all in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from xborder_desk.ui.language import ScreenLanguage, Spoken
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.flow import Flow
from xborder_desk.ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton, QPushButton

    from xborder_desk.ui.theme import Theme


class Chips(Spoken):
    """Values with their marked words; the first is chosen to begin with. ``chosen`` gives the value."""

    chosen = Signal(str)

    def __init__(self, screen: ScreenLanguage, theme: Theme, values: Sequence[tuple[str, str]]) -> None:
        super().__init__(screen)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        line = Flow(gap=6)
        for value, words in values:
            chip = push(self, theme, words, look="chip")
            chip.setProperty("value", value)
            self._group.addButton(chip)
            self._buttons[value] = chip
            line.addWidget(chip)
        self.setLayout(column(line))
        next(iter(self._buttons.values())).setChecked(True)
        self._group.buttonClicked.connect(self._tell)

    def value(self) -> str:
        """Give the value chosen."""
        button = self._group.checkedButton()
        return str(button.property("value")) if button is not None else ""

    def choose(self, value: str) -> None:
        """Choose a value without telling; one that is none of them leaves what is chosen."""
        button = self._buttons.get(value)
        if button is not None:
            button.setChecked(True)

    def _tell(self, _button: QAbstractButton) -> None:
        self.chosen.emit(self.value())

"""The annexes a dossier may have: each put in or left out with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from xborder_desk.domain.dossier import CUSTODY_ANNEX, HASHES, STATEMENT
from xborder_desk.i18n import N_
from xborder_desk.ui.widgets.cards import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.ui.frame import Surroundings

NAMES: Final = {
    STATEMENT: N_("Statement of unsuccessful contact attempts"),
    CUSTODY_ANNEX: N_("Custody of the evidence"),
    HASHES: N_("Hash values of the exhibits"),
}


class Annexes(Card):
    """Shows which annexes are in; ``chosen`` when a person changed that."""

    chosen = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.screen, N_("Annexes"))
        self._boxes: dict[str, QCheckBox] = {}
        for name, words in NAMES.items():
            box = self._boxes[name] = QCheckBox()
            self.say(box.setText, words)
            # Clicked, not toggled: what the page itself shows is nobody's wish.
            box.clicked.connect(self._tell)
            self.body.addWidget(box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_annexes(self, names: Sequence[str]) -> None:
        """Show these as put in."""
        for name, box in self._boxes.items():
            box.setChecked(name in names)

    def value(self) -> list[str]:
        """Give those that are put in, in the order they stand in."""
        return [name for name, box in self._boxes.items() if box.isChecked()]

    def _tell(self, *_checked: bool) -> None:
        self.chosen.emit(self.value())

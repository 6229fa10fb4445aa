"""Two items side by side, an original and its translation: reading one moves the other along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout

from xborder_desk.i18n import N_
from xborder_desk.ui.language import Spoken
from xborder_desk.ui.viewer.viewer import Viewer
from xborder_desk.ui.widgets.layouts import column, holding
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.previews import Preview
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


class Beside(Spoken):
    """Shows two items; while ``together`` is ticked, both are read at the same height."""

    def __init__(self, around: Surroundings, desk: Desk) -> None:
        super().__init__(around.screen)
        self._moving = False
        self.first, self.second = (
            Viewer(around, desk, neighbours=False),
            Viewer(around, desk, neighbours=False),
        )
        self.together = QCheckBox()
        self.together.setChecked(True)
        self.say(self.together.setText, N_("Scroll both together"))
        self._names = (Text("strong", wrap=True), Text("strong", wrap=True))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        for viewer, name in zip((self.first, self.second), self._names, strict=True):
            split.addWidget(_pane(name, viewer))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.together)
        layout.addWidget(split, 1)
        self.first.scrolled.connect(self._first_moved)
        self.second.scrolled.connect(self._second_moved)
        self.first.shown.connect(self._name_first)
        self.second.shown.connect(self._name_second)

    def show_items(self, first: str, second: str, case: str) -> None:
        """Show two items of a case by their numbers, in this order along the line."""
        self.first.show_item(first, case)
        self.second.show_item(second, case)

    def _first_moved(self, part: float) -> None:
        self._follow(self.second, part)

    def _second_moved(self, part: float) -> None:
        self._follow(self.first, part)

    def _follow(self, other: Viewer, part: float) -> None:
        if self._moving or not self.together.isChecked():
            return
        self._moving = True
        try:
            other.scroll_to(part)
        finally:
            self._moving = False

    def _name_first(self, preview: Preview) -> None:
        self._names[0].setText(f"{preview.number}  {preview.title}")

    def _name_second(self, preview: Preview) -> None:
        self._names[1].setText(f"{preview.number}  {preview.title}")


def _pane(name: Text, viewer: Viewer) -> QWidget:
    pane = holding(column(name, viewer, gap=6))
    pane.setMinimumWidth(260)
    return pane

"""An item in a window of its own, or two beside each other; arrows go to the neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.i18n import N_
from xborder_desk.ui.dialogs.sheet import Sheet
from xborder_desk.ui.viewer.beside import Beside
from xborder_desk.ui.viewer.viewer import Viewer
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.previews import Preview
    from xborder_desk.services import Desk
    from xborder_desk.ui.frame import Surroundings


class LookSheet(Sheet):
    """Shows ``numbers`` of a case one after another, beginning with the one that is chosen."""

    def __init__(
        self,
        around: Surroundings,
        parent: QWidget,
        desk: Desk,
        case: str,
        numbers: Sequence[str],
        chosen: str,
    ) -> None:
        super().__init__(around, parent, N_("Evidence"))
        self._case, self._numbers = case, list(numbers)
        self._at = self._numbers.index(chosen) if chosen in self._numbers else 0
        self._name = Text("heading", wrap=True)
        self.viewer = Viewer(around, desk)
        self.viewer.catch_find()
        self.viewer.enlarged.connect(self._fill_screen)
        self.viewer.stepped.connect(self.step)
        self.viewer.shown.connect(self._named)
        self.body.addWidget(self._name)
        self.body.addWidget(self.viewer, 1)
        self.resize(980, 860)
        self.step(0)

    def step(self, by: int) -> None:
        """Go to another item; the list ends at its ends."""
        self._at = min(max(self._at + by, 0), len(self._numbers) - 1)
        self.viewer.show_item(self._numbers[self._at], self._case)

    def _named(self, preview: Preview) -> None:
        self._name.setText(f"{preview.number}  {preview.title}")
        # Its keys work where the focus is in it; words that somebody is looking for keep the caret.
        focus: QWidget | None = self.focusWidget()
        if focus is None or not self.viewer.isAncestorOf(focus):
            self.viewer.take_focus()

    def _fill_screen(self) -> None:
        if self.isMaximized():
            self.showNormal()
        else:
            self.showMaximized()


class BesideSheet(Sheet):
    """Shows an original and its translation."""

    def __init__(
        self, around: Surroundings, parent: QWidget, desk: Desk, case: str, pair: tuple[str, str]
    ) -> None:
        super().__init__(around, parent, N_("Original and translation"))
        self.beside = Beside(around, desk)
        for viewer in (self.beside.first, self.beside.second):
            viewer.catch_find()
        self.body.addWidget(self.beside, 1)
        self.resize(1240, 860)
        self.beside.show_items(*pair, case)

"""The head of a list: its titles, the order of the list, and a row of fields that narrow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from xborder_desk.ui.widgets.forms import Options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

_WAIT_MS = 120
_GAP = 4


class FilterHeader(QHeaderView):
    """Titles with a field below each, where one is given. ``narrowed``: somebody typed, a moment ago."""

    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._fields: dict[int, QWidget] = {}
        self._shown = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self.narrowed)
        self.sectionResized.connect(self._place)
        self.sectionMoved.connect(self._place)
        self.geometriesChanged.connect(self._place)

    def put_field(self, section: int, field: QLineEdit | Options) -> None:
        """Put a field below a title."""
        field.setParent(self)
        field.setVisible(self._shown)
        self._fields[section] = field
        if isinstance(field, Options):
            field.currentIndexChanged.connect(self._typed)
        else:
            field.setClearButtonEnabled(True)
            field.textEdited.connect(self._typed)
            field.textChanged.connect(self._typed)

    @property
    def open(self) -> bool:
        """Whether the fields are in view."""
        return self._shown

    def show_fields(self, *, shown: bool) -> None:
        """Show the fields, or hide them; what stands in them goes on narrowing the list."""
        self._shown = shown
        for section, field in self._fields.items():
            field.setVisible(shown and not self.isSectionHidden(section))
        self.updateGeometries()
        self._place()
        self.geometriesChanged.emit()

    def typed(self) -> dict[int, str]:
        """Give what stands in the fields, by section; empty ones are left out."""
        values = {
            section: (field.value() if isinstance(field, Options) else _line(field).text().strip())
            for section, field in self._fields.items()
        }
        return {section: value for section, value in values.items() if value}

    def fill(self, values: Mapping[int, str]) -> None:
        """Put values into the fields without telling; those not named become empty."""
        for section, field in self._fields.items():
            blocked = field.blockSignals(True)  # noqa: FBT003 - Qt's own
            value = values.get(section, "")
            if isinstance(field, Options):
                field.choose(value)
            else:
                _line(field).setText(value)
            field.blockSignals(blocked)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give room for the fields below the titles."""
        size = super().sizeHint()
        return QSize(size.width(), size.height() + self._extra())

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Keep the titles above the fields."""
        self.setViewportMargins(0, 0, 0, self._extra())
        super().updateGeometries()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place the fields anew."""
        super().resizeEvent(event)
        self._place()

    def follow(self, *_moved: object) -> None:
        """Follow the list when it is scrolled along the line."""
        self._place()

    def _extra(self) -> int:
        if not self._shown or not self._fields:
            return 0
        return max(field.sizeHint().height() for field in self._fields.values()) + _GAP

    def _place(self, *_changed: object) -> None:
        if not self._shown:
            return
        top = super().sizeHint().height()
        for section, field in self._fields.items():
            # While a column is being hidden it has no width yet, and is not called hidden.
            hidden = self.isSectionHidden(section) or not self.sectionSize(section)
            field.setVisible(not hidden)
            if not hidden:
                start = self.sectionViewportPosition(section)
                width = max(self.sectionSize(section) - _GAP, 20)
                field.setGeometry(start + _GAP // 2, top, width, field.sizeHint().height())

    def _typed(self, *_value: object) -> None:
        self._wait.start()


def _line(field: QWidget) -> QLineEdit:
    """Give a field as the line it is."""
    if not isinstance(field, QLineEdit):
        raise TypeError(field)
    return field

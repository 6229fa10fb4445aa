"""Our own icons: SVG files drawn in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from pathlib import Path

# Pictures of something that points along the line of reading; they turn with it.
MIRRORED: Final = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "arrow-u-down-left",
        "caret-right",
        "caret-left",
        "list-bullets",
        "list-checks",
    }
)
_RATIO: Final = 2.0


class Icons:
    """Draws the icons of one folder; what was drawn once is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = lru_cache(maxsize=256)(self._source)
        self._draw = lru_cache(maxsize=1024)(self._drawn)

    def pixmap(self, name: str, colour: str, size: int = 18, *, rtl: bool = False) -> QPixmap:
        """Draw an icon in a colour, ``size`` points wide; an icon that is missing is empty."""
        return self._draw(name, colour, size, rtl and name in MIRRORED)

    def icon(self, name: str, colour: str, size: int = 18, *, rtl: bool = False) -> QIcon:
        """Give an icon for a button."""
        return QIcon(self.pixmap(name, colour, size, rtl=rtl))

    def _source(self, name: str) -> bytes:
        try:
            return (self._folder / f"{name}.svg").read_bytes()
        except OSError:
            return b""

    def _drawn(self, name: str, colour: str, size: int, mirrored: bool) -> QPixmap:  # noqa: FBT001 - key of a cache
        pixmap = QPixmap(round(size * _RATIO), round(size * _RATIO))
        pixmap.fill(Qt.GlobalColor.transparent)
        source = self._read(name).replace(b"currentColor", colour.encode())
        renderer = QSvgRenderer(QByteArray(source)) if source else None
        if renderer is not None and renderer.isValid():
            painter = QPainter(pixmap)
            if mirrored:
                painter.translate(pixmap.width(), 0)
                painter.scale(-1, 1)
            renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
            painter.end()
        pixmap.setDevicePixelRatio(_RATIO)
        return pixmap

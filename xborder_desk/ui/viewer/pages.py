"""Pages below each other: zoomed, turned, with marks on them; only those in view are asked for."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from xborder_desk.ui.viewer.geometry import GAP, Layout, Zoom, lay_out, next_step, turned_box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from xborder_desk.domain.previews import Hit, Sheet
    from xborder_desk.ui.theme import Theme

_KEPT_BYTES: Final = 96 << 20
_LINE: Final = 60
_SHARP: Final = 0.98
_QUARTER: Final = 90
_WHOLE_TURN: Final = 360


class PagesView(QAbstractScrollArea):
    """Shows sheets. ``wanted`` asks for pictures of them, nearest first, as (page, width in dots, turn)."""

    wanted = Signal(object)
    page_changed = Signal(int)
    zoomed = Signal(float)
    scrolled = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sheets: tuple[Sheet, ...] = ()
        self._zoom: Zoom = "width"
        self.turn = 0
        self._layout = Layout((), 0, 0, 1.0)
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._faults: dict[int, str] = {}
        self._hits: tuple[Hit, ...] = ()
        self._hit = -1
        self._page = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "paper")
        self.setMinimumHeight(160)
        self.viewport().setProperty("role", "plain")
        # A page is read from its own left to its own right, whatever the language of the window.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._moved)

    @property
    def page(self) -> int:
        """The page (from 0) in the middle of the view, -1 if there is none."""
        return self._page

    @property
    def scale(self) -> float:
        """How large pages are; 1 is as large as on paper."""
        return self._layout.scale

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show other pages, from their beginning, upright, as wide as the view."""
        self._sheets, self.turn, self._zoom = tuple(sheets), 0, "width"
        self._images.clear()
        self._faults.clear()
        self._hits, self._hit, self._page = (), -1, -1
        self.verticalScrollBar().setValue(0)
        self._place()

    def put_image(self, page: int, turn: int, image: QImage) -> None:
        """Show the picture of a page that was asked for."""
        self._images[page, turn] = image
        self._images.move_to_end((page, turn))
        size = sum(one.sizeInBytes() for one in self._images.values())
        while size > _KEPT_BYTES and len(self._images) > 1:
            _key, dropped = self._images.popitem(last=False)
            size -= dropped.sizeInBytes()
        self.viewport().update()

    def put_fault(self, page: int, sentence: str) -> None:
        """Show why a page cannot be drawn."""
        self._faults[page] = sentence
        self.viewport().update()

    def missing(self) -> list[tuple[int, int, int]]:
        """Give what is to be drawn as (page, width in dots, turn): what is in view, then what is near."""
        seen = self._seen()
        if not seen:
            return []
        near = [*seen, seen.stop, seen.start - 1]
        pages = [page for page in near if 0 <= page < len(self._sheets) and page not in self._faults]
        return [(page, self._width(page), self.turn) for page in pages if not self._sharp(page)]

    def set_zoom(self, zoom: Zoom) -> None:
        """Zoom: as wide as the view, a whole page, or a scale; what was in the middle stays there."""
        bar = self.verticalScrollBar()
        half = self.viewport().height() / 2
        middle = (bar.value() + half) / max(self._layout.height, 1)
        self._zoom = zoom
        self._place()
        bar.setValue(round(middle * self._layout.height - half))
        self._moved()

    def zoom_by(self, by: int) -> None:
        """Zoom to the next round step, larger or smaller."""
        self.set_zoom(next_step(self._layout.scale, by))

    def rotate(self) -> None:
        """Turn every page clockwise by a quarter."""
        page = max(self._page, 0)
        self.turn = (self.turn + _QUARTER) % _WHOLE_TURN
        self._place()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Bring a page to the top of the view."""
        if 0 <= page < len(self._layout.places):
            self.verticalScrollBar().setValue(self._layout.places[page].top - GAP)

    def show_hits(self, hits: Sequence[Hit], chosen: int = -1) -> None:
        """Mark places; the chosen one comes into view."""
        self._hits, self._hit = tuple(hits), chosen
        if 0 <= chosen < len(self._hits):
            self._reveal(self._hits[chosen])
        self.viewport().update()

    def scroll_to(self, part: float) -> None:
        """Scroll to a part (0 to 1) of everything, as another viewer beside this one did."""
        bar = self.verticalScrollBar()
        bar.setValue(round(part * bar.maximum()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place the pages anew."""
        super().resizeEvent(event)
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll, go from page to page, zoom and turn by keys."""
        bar, step = self.verticalScrollBar(), self.viewport().height() - _LINE
        key = event.key()
        moves = {
            Qt.Key.Key_Down: _LINE,
            Qt.Key.Key_Up: -_LINE,
            Qt.Key.Key_PageDown: step,
            Qt.Key.Key_PageUp: -step,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in moves and plain:
            bar.setValue(bar.value() + moves[Qt.Key(key)])
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Left} and plain:
            self._sideways(1 if key == Qt.Key.Key_Right else -1)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.zoom_by(1 if key == Qt.Key.Key_Plus else -1)
        elif key == Qt.Key.Key_R and plain:
            self.rotate()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pages in view with what is marked on them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.tokens.faint))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            self._draw_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _draw_page(self, painter: QPainter, page: int) -> None:
        tokens, place = self._theme.tokens, self._rect(page)
        painter.fillRect(place, QColor(tokens.paper))
        image = self._images.get((page, self.turn))
        if image is not None:
            painter.drawImage(place, image)
        elif page in self._faults:
            painter.setPen(QColor("#444444"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place.adjusted(20, 20, -20, -20), int(flags), self._faults[page])
        painter.setPen(QColor(tokens.line))
        painter.drawRect(place)
        for number, hit in enumerate(self._hits):
            if hit.page == page:
                self._draw_hit(painter, place, hit, chosen=number == self._hit)

    def _draw_hit(self, painter: QPainter, place: QRect, hit: Hit, *, chosen: bool) -> None:
        for box in hit.boxes:
            x, y, width, height = turned_box(box, self.turn)
            mark = QRectF(
                place.x() + x * place.width(),
                place.y() + y * place.height(),
                width * place.width(),
                height * place.height(),
            ).adjusted(-2, -2, 2, 2)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(mark, QColor("#FFD84D" if chosen else "#FFEFB3"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if chosen:
                painter.setPen(QPen(QColor("#8A5A00"), 2))
                painter.drawRect(mark)

    def _place(self) -> None:
        room = self.viewport().size()
        # The scroll bar takes its room away when it comes; placed as if it were there, nothing jumps.
        self._layout = lay_out(self._sheets, self.turn, self._zoom, (room.width(), room.height()))
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(room.height())
        down.setSingleStep(_LINE)
        down.setRange(0, max(0, self._layout.height - room.height()))
        across.setPageStep(room.width())
        across.setRange(0, max(0, self._layout.width - room.width()))
        self.zoomed.emit(self._layout.scale)
        self._moved()

    def _moved(self, *_value: int) -> None:
        bar = self.verticalScrollBar()
        page = self._layout.page_at(bar.value() + self.viewport().height() // 3) if self._sheets else -1
        if bar.value() and bar.value() == bar.maximum():
            page = len(self._sheets) - 1
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.scrolled.emit(bar.value() / bar.maximum() if bar.maximum() else 0.0)
        self.viewport().update()
        self.wanted.emit(self.missing())

    def _seen(self) -> range:
        return self._layout.seen(self.verticalScrollBar().value(), self.viewport().height())

    def _rect(self, page: int) -> QRect:
        place = self._layout.places[page]
        left = place.left - self.horizontalScrollBar().value()
        return QRect(left, place.top - self.verticalScrollBar().value(), place.width, place.height)

    def _width(self, page: int) -> int:
        return round(self._layout.places[page].width * self.devicePixelRatioF())

    def _sharp(self, page: int) -> bool:
        image = self._images.get((page, self.turn))
        if image is None:
            return False
        # A picture is never drawn larger than it is, nor a page with more dots than a screen can use.
        return image.width() >= self._width(page) * _SHARP or bool(image.text("whole"))

    def _reveal(self, hit: Hit) -> None:
        place = self._layout.places[hit.page] if hit.page < len(self._layout.places) else None
        if place is None:
            return
        if not hit.boxes:
            self.go_to(hit.page)
            return
        x, y, width, height = turned_box(hit.boxes[0], self.turn)
        for bar, start, size, room in (
            (
                self.verticalScrollBar(),
                place.top + y * place.height,
                height * place.height,
                self.viewport().height(),
            ),
            (
                self.horizontalScrollBar(),
                place.left + x * place.width,
                width * place.width,
                self.viewport().width(),
            ),
        ):
            if not bar.value() + GAP <= start <= bar.value() + room - size - GAP:
                bar.setValue(round(start + size / 2 - room / 2))

    def _sideways(self, by: int) -> None:
        bar = self.horizontalScrollBar()
        if bar.maximum():
            bar.setValue(bar.value() + by * _LINE)
        else:
            self.go_to(max(self._page, 0) + by)

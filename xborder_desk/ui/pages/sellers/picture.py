"""The picture of who is connected: zoomed, walked through by keyboard, and written as SVG or PDF."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView

from xborder_desk.domain.errors import FileError
from xborder_desk.domain.os_faults import unwritable
from xborder_desk.i18n import N_
from xborder_desk.ui.pages.sellers.placing import HIGH, WIDE
from xborder_desk.ui.tokens import LIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPixmap, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from xborder_desk.domain.constellation import Constellation, Edge, Node
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.pages.sellers.placing import Places
    from xborder_desk.ui.theme import Theme
    from xborder_desk.ui.tokens import Tokens

BOX: Final = QRectF(-WIDE / 2 + 10, -HIGH / 2 + 9, WIDE - 20, HIGH - 18)
ICONS: Final = {
    "seller": "user-circle",
    "storefront": "storefront",
    "case": "briefcase",
    "phone": "phone",
    "sms": "phone",
    "fax": "printer",
    "whatsapp": "chats",
    "email": "envelope-simple",
    "iban": "bank",
    "account": "bank",
    "address": "map-pin",
    "return_address": "package",
    "website": "globe-simple",
    "url": "globe-simple",
    "registration": "identification-badge",
    "vat": "identification-badge",
    "picture": "image",
}
_ELSE: Final = "tag"
_STEP: Final = 1.25
_LEAST, _MOST = 0.15, 4.0
_ROUND: Final = {"seller": 8.0, "storefront": 8.0, "identifier": 22.0, "case": 3.0}
_KEYS: Final = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
SUFFIXES: Final = (".svg", ".pdf")


class Ink:
    """The colours a picture is drawn in: those of the screen, or on paper those of the light theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.paper = False

    @property
    def tokens(self) -> Tokens:
        """The table of colours."""
        return LIGHT if self.paper else self._theme.tokens


class Box(QGraphicsItem):
    """One thing of the picture: an icon, what it is called, and a quiet second line."""

    def __init__(self, node: Node, second: str, icon: QPixmap, ink: Ink, *, rtl: bool) -> None:
        super().__init__()
        self.node = node
        self._second = second
        self._icon = icon
        self._ink = ink
        self._rtl = rtl
        self.lit = False
        self.setToolTip(f"{node.title}\n{second}")
        self.setZValue(1)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Give the room it takes, its frame included."""
        return BOX.adjusted(-3, -3, 3, 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw it."""
        del option, widget
        tokens, kind = self._ink.tokens, self.node.kind
        strong = kind in {"seller", "storefront"}
        pen = QPen(QColor(tokens.accent if strong or self.lit else tokens.ctrl), 2.2 if self.lit else 1.2)
        if self.node.state == "suggested":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground = tokens.accent_soft if self.lit or self.node.state == "confirmed" else tokens.surface
        painter.setBrush(QBrush(QColor(ground)))
        path = QPainterPath()
        path.addRoundedRect(BOX, _ROUND[kind], _ROUND[kind])
        painter.drawPath(path)
        side = 18.0
        left = BOX.right() - side - 10 if self._rtl else BOX.left() + 10
        painter.drawPixmap(QRectF(left, -side / 2, side, side), self._icon, QRectF(self._icon.rect()))
        words = BOX.adjusted(10, 4, -side - 16, -4) if self._rtl else BOX.adjusted(side + 18, 4, -10, -4)
        align = Qt.AlignmentFlag.AlignRight if self._rtl else Qt.AlignmentFlag.AlignLeft
        top = QRectF(words.left(), words.top(), words.width(), words.height() / 2)
        # Numbers and addresses read the same on every screen; the words below follow the language.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        bold = _font(painter.font(), 14, bold=True)
        self._write(painter, top, self.node.title, bold, tokens.text, align | Qt.AlignmentFlag.AlignVCenter)
        low = QRectF(words.left(), words.center().y(), words.width(), words.height() / 2)
        small = _font(painter.font(), 12, bold=False)
        if self._rtl:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._write(painter, low, self._second, small, tokens.muted, align | Qt.AlignmentFlag.AlignVCenter)

    def light(self, *, lit: bool) -> None:
        """Stand out, or not."""
        if lit != self.lit:
            self.lit = lit
            self.setZValue(2 if lit else 1)
            self.update()

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        text: str,
        font: QFont,
        colour: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        flat = " ".join(text.split())
        cut = QFontMetricsF(font).elidedText(flat, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(align | Qt.AlignmentFlag.AlignAbsolute), cut)


def _font(font: QFont, size: int, *, bold: bool) -> QFont:
    """Give a font in the picture's own units: points would grow with the fineness of the paper."""
    made = QFont(font)
    made.setPixelSize(size)
    made.setBold(bold)
    return made


class Line(QGraphicsItem):
    """A line between two things: solid when confirmed or read, dashed when only suggested."""

    def __init__(self, edge: Edge, one: Box, other: Box, ink: Ink) -> None:
        super().__init__()
        self.edge = edge
        self._ends = one.pos(), other.pos()
        self._ink = ink
        self.lit = False
        self.setZValue(0)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Give the room it takes."""
        return QRectF(*self._ends).normalized().adjusted(-3, -3, 3, 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw it."""
        del option, widget
        tokens, state = self._ink.tokens, self.edge.state
        colour = {"confirmed": tokens.accent, "suggested": tokens.on_warn}.get(state, tokens.ctrl)
        strong = self.lit or state == "confirmed"
        pen = QPen(QColor(tokens.accent if self.lit else colour), 2.4 if strong else 1.1)
        if state == "suggested":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(*self._ends)

    def light(self, *, lit: bool) -> None:
        """Stand out, or not."""
        if lit != self.lit:
            self.lit = lit
            self.update()


class Picture(QGraphicsView):
    """``chosen``: the id of what was picked (empty: nothing); ``opened``: it was entered or double-clicked.

    Arrows go to the next thing in that direction, + and - zoom, 0 shows everything, Enter opens.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ink = Ink(theme)
        self._boxes: dict[str, Box] = {}
        self._lines: list[Line] = []
        self._now = ""
        self._touched = False
        self.setScene(QGraphicsScene(self))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Where things stand is the same for every language; only their insides turn round.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumHeight(300)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        theme.changed.connect(self._repaint)
        self._repaint()

    @property
    def now(self) -> str:
        """The id of what is picked."""
        return self._now

    def show_all(self, what: Constellation, places: Places, seconds: dict[str, str], *, rtl: bool) -> None:
        """Show a constellation; ``seconds`` are the second lines. What was picked stays picked."""
        scene = self.scene()
        scene.clear()
        self._boxes, self._lines = {}, []
        for node in what.nodes:
            icon = ICONS.get(node.about if node.kind == "identifier" else node.kind, _ELSE)
            strong = node.kind in {"seller", "storefront"}
            pixmap = self._theme.pixmap(icon, "accent" if strong else "muted", 36)
            box = Box(node, seconds.get(node.id, ""), pixmap, self._ink, rtl=rtl)
            box.setPos(QPointF(*places.get(node.id, (0.0, 0.0))))
            self._boxes[node.id] = box
        for edge in what.edges:
            if edge.a in self._boxes and edge.b in self._boxes:
                line = Line(edge, self._boxes[edge.a], self._boxes[edge.b], self._ink)
                self._lines.append(line)
                scene.addItem(line)
        for box in self._boxes.values():
            scene.addItem(box)
        scene.setSceneRect(scene.itemsBoundingRect().adjusted(-40, -40, 40, 40))
        self.pick(self._now if self._now in self._boxes else what.center, tell=False)
        if not self._touched:
            self.fit()

    def pick(self, node: str, *, tell: bool = True) -> None:
        """Pick a thing: it and its lines stand out."""
        self._now = node if node in self._boxes else ""
        for one, box in self._boxes.items():
            box.light(lit=one == self._now)
        for line in self._lines:
            line.light(lit=self._now in {line.edge.a, line.edge.b})
        box_now = self._boxes.get(self._now)
        if box_now is not None:
            self.setAccessibleDescription(box_now.toolTip())
            self.ensureVisible(box_now, 30, 30)
        if tell:
            self.chosen.emit(self._now)

    def zoom(self, share: float) -> None:
        """Come nearer or go further off."""
        scale = self.transform().m11() * share
        if _LEAST <= scale <= _MOST:
            self._touched = True
            self.scale(share, share)

    def zoom_in(self) -> None:
        """Come nearer."""
        self.zoom(_STEP)

    def zoom_out(self) -> None:
        """Go further off."""
        self.zoom(1 / _STEP)

    def fit(self) -> None:
        """Show everything."""
        self._touched = False
        self.fitInView(self.scene().sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        if self.transform().m11() > 1.2:  # noqa: PLR2004 - a few things need not be huge
            self.resetTransform()
            self.scale(1.2, 1.2)

    def write(self, file: Path, title: str) -> None:
        """Write the picture as it is, in the colours of paper.

        Raises:
            FileError: neither .svg nor .pdf, or it cannot be written there.

        """
        suffix = file.suffix.lower()
        if suffix not in SUFFIXES:
            raise FileError(N_("“{file}” is neither .svg nor .pdf. Choose one of them."), file=file.name)
        try:
            with file.open("wb"):
                pass
        except OSError as error:
            raise unwritable(file, error) from error
        room = self.scene().sceneRect()
        if suffix == ".svg":
            svg = QSvgGenerator()
            svg.setFileName(str(file))
            svg.setSize(room.size().toSize())
            svg.setViewBox(QRectF(QPointF(0, 0), room.size()))
            svg.setTitle(title)
            self._render(QPainter(svg), QRectF(QPointF(0, 0), room.size()), room)
            return
        pdf = QPdfWriter(str(file))
        pdf.setTitle(title)
        size, margins = QPageSize(QPageSize.PageSizeId.A4), QMarginsF(12, 12, 12, 12)
        pdf.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, margins))
        painter = QPainter(pdf)
        page = QRectF(painter.viewport())
        shape = QSizeF(room.size()).scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._render(painter, QRectF(page.topLeft(), shape), room)

    def _render(self, painter: QPainter, target: QRectF, room: QRectF) -> None:
        self._ink.paper = True
        try:
            self.scene().render(painter, target, room)
        finally:
            self._ink.paper = False
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk, zoom and open by keyboard."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._walk(*_KEYS[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._now:
            self.opened.emit(self._now)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Pick what is pressed."""
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, Box):
            self.pick(item.node.id)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is pressed twice."""
        item = self.itemAt(event.position().toPoint())
        if isinstance(item, Box):
            self.opened.emit(item.node.id)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl and the wheel; alone it scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Go on showing everything until somebody zooms."""
        super().resizeEvent(event)
        if not self._touched:
            self.fit()

    def _walk(self, dx: float, dy: float) -> None:
        here = self._boxes.get(self._now)
        if here is None:
            self.pick(next(iter(self._boxes), ""))
            return
        best, least = "", math.inf
        for one, box in self._boxes.items():
            x, y = box.pos().x() - here.pos().x(), box.pos().y() - here.pos().y()
            ahead, aside = x * dx + y * dy, abs(x * dy) + abs(y * dx)
            if ahead > 1 and ahead + 2 * aside < least:
                best, least = one, ahead + 2 * aside
        if best:
            self.pick(best)

    def _repaint(self) -> None:
        self.setBackgroundBrush(QBrush(QColor(self._theme.tokens.surface)))
        self.viewport().update()


def second_line(node: Node, kinds: dict[str, str], language: Language) -> str:
    """Say what stands below a thing: its kind, platform, country or amount."""
    if node.kind == "case" and node.amount is not None:
        return language.money(node.amount, node.currency)
    if node.kind == "seller":
        country = language.country(node.about) if node.about else ""
        return " · ".join(filter(None, (node.ref, country)))
    if node.kind == "identifier":
        return language.text(kinds.get(node.about, node.about))
    return node.about

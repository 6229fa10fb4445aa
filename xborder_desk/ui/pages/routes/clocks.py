"""The clocks of a case as a picture: one line each from its event to its end, today as a line through all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xborder_desk.domain.routes.route import RouteState
from xborder_desk.i18n import N_
from xborder_desk.ui.states import due_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from xborder_desk.domain.routes.standing import RouteStanding
    from xborder_desk.i18n.language import Language
    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

MOST: Final = 8
_ROW: Final = 26
_HEAD: Final = 22
_NAMES: Final = 0.34
_LEAST: Final = 120.0
_DATES: Final = 104
_BAR: Final = 8.0
_SOFT: Final = 0.28
# What lies further ahead is drawn at the edge: a limitation in years would press the next weeks together.
_AHEAD: Final = 400
_BACK: Final = 120


@dataclass(frozen=True, slots=True)
class Lane:
    """One clock: the route's name, the event it runs from, its last day, whether the route still waits."""

    words: str
    since: dt.date
    due: dt.date
    waits: bool


def lanes(standings: Iterable[RouteStanding], language: Language) -> tuple[Lane, ...]:
    """Give the clocks that run or are waited for, the nearest end first."""
    found: list[Lane] = []
    for one in standings:
        end = one.due or (one.opens if one.state is RouteState.WAITING else None)
        if end is None or one.state in {RouteState.CLOSED, RouteState.UNKNOWN}:
            continue
        since = min((time.since for time in one.clocks), default=end)
        found.append(Lane(language.say(one.title), min(since, end), end, one.state is RouteState.WAITING))
    return tuple(sorted(found, key=lambda lane: lane.due)[:MOST])


class ClockPicture(QWidget):
    """Draws lanes; in languages from right to left today stands at the right and later lies to the left."""

    def __init__(self, screen: ScreenLanguage, theme: Theme) -> None:
        super().__init__()
        self._screen, self._theme = screen, theme
        self._lanes: tuple[Lane, ...] = ()
        self._on = dt.date.min
        self._stacked = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lanes(self, found: tuple[Lane, ...], on: dt.date) -> None:
        """Show these clocks as seen on a day; the same stands in words for a screen reader."""
        language = self._screen.language
        self._lanes, self._on = found, on
        told = [language.text(N_("{day}: {way}"), day=lane.due, way=lane.words) for lane in found]
        self.setAccessibleName(language.text(N_("What runs out first")))
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip("\n".join(told))
        self.setVisible(bool(found))
        self._stack()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the room the lanes take at the present size of text."""
        return QSize(480, self._head() + len(self._lanes) * self._row() + 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give the least room: every lane, in a narrow window too."""
        return QSize(260, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the names above their bars where there is no room beside."""
        super().resizeEvent(event)
        before = self._stacked
        self._stack()
        if self._stacked != before:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw names, bars, days, and the line of today."""
        del event
        if not self._lanes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = self.span()
        for number, lane in enumerate(self._lanes):
            self._draw_lane(painter, lane, self._head() + number * self._row(), first, last)
        self._draw_today(painter, first, last)
        painter.end()

    def span(self) -> tuple[dt.date, dt.date]:
        """Give the first and last day of the picture."""
        first = max(min(lane.since for lane in self._lanes), self._on - dt.timedelta(days=_BACK))
        last = min(max(lane.due for lane in self._lanes), self._on + dt.timedelta(days=_AHEAD))
        return min(first, self._on), max(last, self._on + dt.timedelta(days=7))

    def place(self, day: dt.date) -> float:
        """Give where a day lies, from the left edge in pixels."""
        first, last = self.span()
        start, width = self._names(), self.width() - self._names() - self._dates()
        part = (min(max(day, first), last) - first).days / max((last - first).days, 1)
        at = start + part * max(width, 1)
        return self.width() - at if self._mirrored() else at

    def _draw_lane(self, painter: QPainter, lane: Lane, top: float, first: dt.date, last: dt.date) -> None:
        language, row = self._screen.language, self._row()
        kind = "warn" if lane.waits else due_kind((lane.due - self._on).days)
        ink = QColor(self._colour(f"on_{kind}"))
        line = row / 2 if self._stacked else row
        wide = self.width() if self._stacked else self._names() - 10
        names = QRectF(0, top, wide, line)
        if self._stacked:
            top += line
        dates = QRectF(self.width() - self._dates() + 10, top, self._dates() - 10, line)
        if self._mirrored():
            names.moveLeft(self.width() - names.width())
            dates.moveLeft(0)
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        lead, trail = (end, start) if self._mirrored() else (start, end)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(QColor(self._colour("text")))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(lane.words, Qt.TextElideMode.ElideRight, int(names.width()))
        painter.drawText(names, int(lead | middle), words)
        painter.setPen(ink)
        painter.drawText(dates, int(trail | middle), language.isolate(language.date(lane.due)))
        begins, ends = self.place(max(lane.since, first)), self.place(min(lane.due, last))
        bar = QRectF(min(begins, ends), top + (line - _BAR) / 2, max(abs(ends - begins), 2), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(ink)
        ground.setAlphaF(_SOFT)
        painter.setBrush(ground)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.setBrush(ink)
        # The end of a clock is a dot; that of a waiting time a square: never told by colour alone.
        mark = QRectF(ends - _BAR * 0.6, bar.center().y() - _BAR * 0.6, _BAR * 1.2, _BAR * 1.2)
        if lane.waits:
            painter.drawRect(mark)
        else:
            painter.drawEllipse(mark)

    def _draw_today(self, painter: QPainter, first: dt.date, last: dt.date) -> None:
        del first, last
        at = self.place(self._on)
        accent = QColor(self._colour("accent"))
        painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
        for begins, ends in self._through():
            painter.drawLine(QPointF(at, begins), QPointF(at, ends))
        painter.setPen(accent)
        language = self._screen.language
        words = language.isolate(language.date(self._on))
        room = painter.fontMetrics().horizontalAdvance(words) + 8
        left = min(max(at - room / 2, 0), self.width() - room)
        painter.drawText(QRectF(left, 0, room, self._head() - 4), int(Qt.AlignmentFlag.AlignCenter), words)

    def _through(self) -> list[tuple[float, float]]:
        """Give where the line of today is drawn: through all, but never through a name above its bar."""
        head, row = self._head(), self._row()
        if not self._stacked:
            return [(head - 4, self.height() - 2)]
        return [
            (head + row * number + row / 2, head + row * (number + 1)) for number in range(len(self._lanes))
        ]

    def _colour(self, name: str) -> str:
        return self._theme.tokens.named(name)

    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _stack(self) -> None:
        """Find out whether a name is wider than the room beside the bars."""
        widest = max((self.fontMetrics().horizontalAdvance(lane.words) for lane in self._lanes), default=0)
        self._stacked = widest > max(self.width() * _NAMES, _LEAST) - 10

    def _row(self) -> int:
        line = max(_ROW, self.fontMetrics().height() + 8)
        return line * 2 if self._stacked else line

    def _head(self) -> int:
        return max(_HEAD, self.fontMetrics().height() + 6)

    def _names(self) -> float:
        return 0.0 if self._stacked else max(self.width() * _NAMES, _LEAST)

    def _dates(self) -> float:
        language, metrics = self._screen.language, self.fontMetrics()
        widest = max((metrics.horizontalAdvance(language.date(lane.due)) for lane in self._lanes), default=0)
        return max(float(_DATES), widest + 24.0)

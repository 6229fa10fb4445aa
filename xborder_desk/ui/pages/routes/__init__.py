"""The ways to redress of a case: open, waiting, unknown and closed; what runs out first; why a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QGridLayout, QScrollArea

from xborder_desk.domain.routes.route import STATE_LABELS, RouteState
from xborder_desk.i18n import N_
from xborder_desk.ui import typed
from xborder_desk.ui.as_of import AsOfPage
from xborder_desk.ui.page import Page
from xborder_desk.ui.pages.routes.cards import LOOKS, RouteCard
from xborder_desk.ui.pages.routes.clocks import ClockPicture, lanes
from xborder_desk.ui.pages.routes.why import WhyCard
from xborder_desk.ui.widgets.buttons import push
from xborder_desk.ui.widgets.cards import Card, Pill
from xborder_desk.ui.widgets.layouts import clear, column, holding, row
from xborder_desk.ui.widgets.texts import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from xborder_desk.domain.routes.standing import RouteStanding
    from xborder_desk.services import Desk
    from xborder_desk.services.routes import Board, Moved
    from xborder_desk.ui.frame import Surroundings

_LETTERS: Final = 30
"""The least width of a column of routes."""
_ABOVE: Final = 12
# Which states stand below each other in each column.
_COLUMNS: Final = (
    (RouteState.OPEN,),
    (RouteState.WAITING, RouteState.UNKNOWN),
    (RouteState.CLOSED,),
)


class RoutesPage(AsOfPage):
    """Shows the board of a case on a day; the day, an answer or an own verdict move it at once."""

    def __init__(self, around: Surroundings, desk: Desk, case: str = "") -> None:
        super().__init__(around, desk, case)
        self._board: Board | None = None
        self._columns = 0
        self.cards: dict[str, RouteCard] = {}
        as_of = Text("label")
        self.say(as_of.setText, N_("As of"))
        first = Card(around.screen, N_("What runs out first"))
        first.tools.addWidget(as_of)
        first.tools.addWidget(self.on)
        first.tools.addWidget(push(self, around.theme, N_("Recompute"), self._recompute))
        first.tools.addWidget(push(self, around.theme, N_("Seen"), self._seen, icon="eye"))
        self.picture = ClockPicture(around.screen, around.theme)
        first.body.addWidget(self.picture)
        self._notes = column(gap=4)
        first.body.addLayout(self._notes)
        self.why = WhyCard(around.screen, around.theme)
        self.why.judged.connect(self._judge)
        self.why.answered.connect(self._answer)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        self._places: dict[RouteState, Any] = {}
        self._sides: list[QWidget] = []
        for place, states in enumerate(_COLUMNS):
            side = column(gap=8)
            if place == len(_COLUMNS) - 1:
                side.addWidget(self.why)
            for state in states:
                self._places[state] = column(gap=8)
                side.addLayout(self._places[state])
            side.addStretch(1)
            self._sides.append(holding(side))
        self._grid = grid
        self._lay(len(self._sides))
        self.body.addWidget(first)
        self.body.addLayout(grid, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the states below each other where there is no room beside."""
        super().resizeEvent(event)
        room = event.size().width() // (_LETTERS * self.fontMetrics().averageCharWidth())
        self._lay(max(1, min(len(self._sides), room)))

    def _lay(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, side in enumerate(self._sides):
            self._grid.addWidget(side, number // columns, number % columns)
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def gather(self) -> Board:
        """Give the board of the day that is asked for."""
        on = dt.date.fromisoformat(self._day) if self._day else None
        return self.desk.routes.board(self.case, on)

    def present(self, found: Any) -> None:  # noqa: ANN401 - the page's own value
        """Show it."""
        self._board = found
        self.show_day(found.on)
        self._show_dates(found)
        moved = {one.route: self._before(one) for one in found.moved}
        self.cards.clear()
        for state, place in self._places.items():
            clear(place)
            self._fill(place, state, [one for one in found.standings if one.state is state], moved)
        if self.why.route:
            self.explain(self.why.route)

    def explain(self, route: str) -> None:
        """Say why a route stands as it does."""
        one = next((one for one in self._board.standings if one.id == route), None) if self._board else None
        if one is not None:
            self.why.explain(one, self.language)

    def ask(self, route: str) -> None:
        """Say why a route stands as it does, and bring the words into view: they may begin far above."""
        self.explain(route)
        QTimer.singleShot(0, self.why, self._bring)

    def _bring(self) -> None:
        area = self.why.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if area is not None else None
        if area is None or inside is None or self.why.isHidden():
            return
        top = self.why.mapTo(inside, QPoint(0, 0)).y()
        bar = area.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + area.viewport().height() // 2:
            bar.setValue(max(0, top - _ABOVE))

    def go_to(self, ref: str) -> None:
        """Go to a route by its id."""
        self.explain(ref)

    def _fill(self, place: Any, state: RouteState, found: list[RouteStanding], moved: dict[str, str]) -> None:  # noqa: ANN401 - a layout
        if not found or self._board is None:
            return
        head = Pill(self.around.theme)
        kind, icon = LOOKS[state]
        head.show_state(kind, icon, self.language.text(STATE_LABELS[state]))
        count = Text("second")
        count.setText(self.language.number(len(found)))
        place.addLayout(row(head, count, None))
        for one in found:
            before = moved.get(one.id, "")
            card = RouteCard(self.around.screen, self.around.theme, one, self._board.on, before)
            card.asked.connect(self.ask)
            self.cards[one.id] = card
            place.addWidget(card)

    def _before(self, one: Moved) -> str:
        """Name what moved, as it was: the state, or where that stayed the last day."""
        state, _opens, due = one.before
        if state and state != one.after[0]:
            return self.language.text(STATE_LABELS[RouteState(state)])
        return self.language.date(dt.date.fromisoformat(due)) if due and due != one.after[2] else ""

    def _show_dates(self, board: Board) -> None:
        self.picture.show_lanes(lanes(board.standings, self.language), board.on)
        clear(self._notes)
        for told in (*board.contradictions, *board.faults, *board.forum.warnings):
            note = Text("second", wrap=True, select=True)
            note.setText(self.language.say(told))
            self._notes.addWidget(note)

    def _seen(self) -> None:
        self.do(lambda _ctx: self.desk.routes.look(self.case), topics=(f"case:{self.case}",))

    def _answer(self, fact: str, value: str) -> None:
        given = {fact: typed.day(value, self.language, dt.datetime.now().astimezone().date())}
        if not given[fact][:4].isdigit():
            given[fact] = value
        self.do(
            lambda _ctx: self.desk.cases.set(self.case, given),
            topics=(f"case:{self.case}", "cases"),
            form=None,
        )

    def _judge(self, route: str, state: str, reason: str) -> None:
        def work(_ctx: object) -> None:
            if state:
                self.desk.routes.override(self.case, route, state, reason)
            else:
                self.desk.routes.lift(self.case, route)

        self.do(work, topics=(f"case:{self.case}",), form=self.why.verdict)


PAGE: Final = Page(
    "routes",
    N_("Routes"),
    "scales",
    50,
    RoutesPage,
    "case",
    help=N_("Every way to redress of the case: which is open, until when, and why. W explains a date."),
)

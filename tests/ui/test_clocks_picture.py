"""The picture of the clocks: what is drawn, in which order, where a day lies, mirrored too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.factories.routes import TODAY, books, journey
from xborder_desk.domain.routes.planner import plan
from xborder_desk.i18n.language import Language
from xborder_desk.ui.pages.routes.clocks import MOST, ClockPicture, Lane, lanes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from xborder_desk.ui.language import ScreenLanguage
    from xborder_desk.ui.theme import Theme

EN = Language("en")


def lane(words: str, since: int, due: int, *, waits: bool = False) -> Lane:
    return Lane(words, TODAY + dt.timedelta(days=since), TODAY + dt.timedelta(days=due), waits)


def picture(qtbot: QtBot, screen: ScreenLanguage, theme: Theme, *found: Lane) -> ClockPicture:
    made = ClockPicture(screen, theme)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show_lanes(found, TODAY)
    return made


def test_the_nearest_end_comes_first_and_closed_ways_are_left_out() -> None:
    known = journey(platform="Temu", complained_on="2026-11-20", seller_directs=True)
    found = lanes(plan(known, books(), TODAY), EN)
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert 0 < len(found) <= MOST
    assert found[0].words == "Buyer guarantee of the platform" or found[0].due <= dt.date(2026, 12, 5)
    assert any(one.waits for one in found)
    assert all(one.since <= one.due for one in found)
    assert "Return of a direct debit" not in {one.words for one in found}


def test_a_day_lies_between_its_neighbours(qtbot: QtBot, screen: ScreenLanguage, theme: Theme) -> None:
    made = picture(qtbot, screen, theme, lane("a", -30, 10), lane("b", -5, 60))
    days = [TODAY + dt.timedelta(days=by) for by in (-30, 0, 10, 60)]
    places = [made.place(day) for day in days]
    assert places == sorted(places)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = [made.place(day) for day in days]
    assert mirrored == sorted(mirrored, reverse=True)
    assert all(abs(made.width() - one - other) < 0.01 for one, other in zip(places, mirrored, strict=True))


def test_years_ahead_do_not_press_the_next_weeks_together(
    qtbot: QtBot, screen: ScreenLanguage, theme: Theme
) -> None:
    made = picture(qtbot, screen, theme, lane("bank", -10, 30), lane("court", -10, 2000))
    first, last = made.span()
    assert (last - TODAY).days <= 400
    assert (TODAY - first).days <= 120
    assert made.place(TODAY + dt.timedelta(days=2000)) == made.place(last)


def test_it_is_drawn_and_told_to_who_cannot_see_it(
    qtbot: QtBot, screen: ScreenLanguage, theme: Theme
) -> None:
    made = picture(qtbot, screen, theme, lane("Bank", -20, 3), lane("Seller", -2, 12, waits=True))
    assert "Bank" in made.accessibleDescription()
    assert "Seller" in made.toolTip()
    drawn = made.grab().toImage()
    empty = QImage(drawn.size(), drawn.format())
    empty.fill(drawn.pixelColor(0, 0))
    assert drawn != empty
    danger = theme.tokens.named("on_danger").lower()
    colours = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(20, 60)}
    assert danger in colours


def test_without_clocks_it_takes_no_room(qtbot: QtBot, screen: ScreenLanguage, theme: Theme) -> None:
    made = picture(qtbot, screen, theme)
    assert made.isHidden()
    tall = picture(qtbot, screen, theme, *[lane(str(at), -1, at + 1) for at in range(MOST)])
    assert tall.sizeHint().height() > made.sizeHint().height() + MOST * 20


def test_a_name_without_room_beside_its_bar_stands_whole_above_it(
    qtbot: QtBot, screen: ScreenLanguage, theme: Theme
) -> None:
    long = "National procedure for small claims of consumers"
    made = picture(qtbot, screen, theme, lane(long, -10, 30), lane("Bank", -10, 60))
    made.resize(1400, 200)
    beside = made.sizeHint().height()
    assert made.place(TODAY - dt.timedelta(days=10)) > 1400 * 0.3
    made.resize(320, 200)
    assert made.fontMetrics().horizontalAdvance(long) > 320 * 0.34
    assert made.sizeHint().height() > beside + 2 * 20
    assert made.place(TODAY - dt.timedelta(days=10)) == 0
    made.resize(1400, 200)
    assert made.sizeHint().height() == beside

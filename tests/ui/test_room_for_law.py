"""Law, forms, routes and the limit counter at twice the text size on a small screen: nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.driving import cut
from xborder_desk.ui.dialogs.limit import LimitSheet
from xborder_desk.ui.pages.deadlines import DeadlinesPage
from xborder_desk.ui.pages.law import LawPage
from xborder_desk.ui.pages.routes import RoutesPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.driving import Driver


@pytest.fixture
def large(desk_open: Driver) -> Iterator[Driver]:
    """The window with little room and large letters."""
    desk_open.window.resize(1024, 700)
    desk_open.shell.theme.apply("dark", 200)
    yield desk_open
    desk_open.shell.theme.apply("light", 100)


@pytest.mark.parametrize("tag", ["en", "qps-rtl"])
def test_everything_has_room(large: Driver, tag: str) -> None:
    large.speak(tag)
    found = {"forms": cut(large.go("forms"))}
    routes = large.go("routes")
    assert isinstance(routes, RoutesPage)
    routes.explain("card-not-received")
    large.settle()
    found["routes"] = cut(routes)
    assert routes.picture.height() >= routes.picture.minimumSizeHint().height()
    large.window.go("law")
    large.settle()
    law = large.page
    assert isinstance(law, LawPage)
    found["law"] = cut(law)
    law.correct()
    found["figure"] = cut(large.dialog())
    large.dialog().reject()
    law.add_route("adr")
    found["route"] = cut(large.dialog())
    large.dialog().reject()
    deadlines = large.go("deadlines")
    assert isinstance(deadlines, DeadlinesPage)
    deadlines.ask_limit()
    sheet = large.dialog()
    assert isinstance(sheet, LimitSheet)
    sheet.form.fill({"rule": "eu-1182-71", "start": "2026-03-20", "period": "P14D"})
    sheet.count()
    large.settle()
    found["limit"] = cut(sheet)
    assert {name: one for name, one in found.items() if one} == {}

"""An office's own figures and routes, and the report of what nobody has checked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import new_case
from tests.factories.offices import ACTOR
from tests.factories.routes import RESOURCES
from xborder_desk.domain.errors import BadInputError, BrokenDataError
from xborder_desk.domain.routes.route import RouteState

if TYPE_CHECKING:
    from xborder_desk.services import Desk

MORE = {"amount": "12000.00", "currency": "EUR", "problem": "T02.1"}


def state(desk: Desk, number: str, route: str) -> RouteState:
    board = desk.routes.board(number, dt.date(2026, 11, 23))
    return next(one.state for one in board.standings if one.id == route)


def test_a_corrected_figure_moves_the_board_and_can_be_taken_back(desk: Desk) -> None:
    number = desk.cases.create(new_case(more=MORE))
    assert state(desk, number, "national-small-claims") is RouteState.CLOSED
    desk.routes.refresh()
    desk.law.correct_figure("DE", "small-claims", {"amount": "15000"}, "BGBl. 2026 I Nr. 1")
    assert state(desk, number, "national-small-claims") is RouteState.OPEN
    assert desk.routes.refresh().computed == 1
    [layer] = desk.law.layers()
    assert (layer.ref, layer.author, layer.source) == ("de:small-claims", ACTOR, "BGBl. 2026 I Nr. 1")
    figure = next(one for one in desk.law.figures("DE") if one.id == "small-claims")
    assert (figure.amount, figure.status, figure.valid_from) == (
        Decimal(15000),
        "unchecked",
        dt.date(2026, 1, 1),
    )
    desk.law.take_back("figure", "de:small-claims")
    assert state(desk, number, "national-small-claims") is RouteState.CLOSED


@pytest.mark.parametrize(
    ("figure", "changes", "source"),
    [
        ("small-claims", {"amount": "15000"}, " "),
        ("no-such", {"amount": "15000"}, "law"),
        ("small-claims", {"colour": "red"}, "law"),
    ],
)
def test_a_correction_needs_a_figure_a_key_and_a_source(
    desk: Desk, figure: str, changes: dict[str, str], source: str
) -> None:
    with pytest.raises(BadInputError):
        desk.law.correct_figure("DE", figure, changes, source)
    assert desk.law.layers() == ()


@pytest.mark.parametrize(
    ("changes", "key"),
    [({"amount": "much"}, "amount"), ({"valid_from": "soon"}, "valid_from"), ({"status": "sure"}, "status")],
)
def test_a_wrong_value_names_its_key(desk: Desk, changes: dict[str, str], key: str) -> None:
    with pytest.raises(BrokenDataError, match=key):
        desk.law.correct_figure("DE", "small-claims", changes, "law")
    assert desk.law.layers() == ()


def test_an_own_route_joins_the_board(desk: Desk) -> None:
    text = (RESOURCES / "routes" / "hk-consumer-council.toml").read_text(encoding="utf-8")
    own = text.replace('id = "hk-consumer-council"', 'id = "sg-case"').replace('"HK"', '"SG"')
    desk.law.put_route("sg-case", own, "Own inquiry")
    number = desk.cases.create(new_case(seller_country="SG", more=MORE))
    assert state(desk, number, "sg-case") is RouteState.OPEN
    with pytest.raises(BrokenDataError, match="kind"):
        desk.law.put_route("sg-case", own.replace('kind = "foreign"', 'kind = "moon"'), "x")
    with pytest.raises(BrokenDataError, match="id"):
        desk.law.put_route("other", own, "x")
    with pytest.raises(BrokenDataError):
        desk.law.put_route("sg-case", "id = ", "x")


def test_doubts_are_what_is_unchecked_or_old(desk: Desk) -> None:
    doubts = desk.law.doubts(dt.date(2026, 11, 24))
    refs = {one.ref for one in doubts}
    assert {"dk:small-claims", "card-not-received:kcard"} <= refs
    assert "de:small-claims" not in refs
    assert not any(one.stale for one in doubts)
    later = desk.law.doubts(dt.date(2027, 12, 1))
    assert all(one.stale for one in later)
    assert "de:small-claims" in {one.ref for one in later}

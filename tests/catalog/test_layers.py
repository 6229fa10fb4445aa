"""An office's own figures and routes over ours."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.factories.routes import books
from xborder_desk.catalog.layers import lay
from xborder_desk.domain.jurisdictions import FigureKind
from xborder_desk.domain.routes.layers import Layer

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def layer(kind: str, ref: str, /, **value: object) -> Layer:
    return Layer(kind, ref, value, "BGBl.", "Jana", AT, "unchecked")


def test_an_own_figure_takes_the_place_of_ours_and_ours_stays_whole() -> None:
    ours = books()
    own = layer("figure", "de:small-claims", kind="small_claims", amount="12000", currency="EUR")
    _routes, world, faults = lay(ours.routes, ours.world, [own])
    assert faults == []
    [figure] = world.by_country["DE"].in_force(FigureKind.SMALL_CLAIMS, dt.date(2026, 11, 24))
    assert (figure.amount, figure.source, figure.status) == (Decimal(12000), "BGBl.", "unchecked")
    assert (figure.seen_on, figure.checked_on) == (AT.date(), AT.date())
    [before] = ours.world.by_country["DE"].in_force(FigureKind.SMALL_CLAIMS, dt.date(2026, 11, 24))
    assert before.amount == Decimal(10000)


def test_a_broken_layer_is_told_and_the_rest_holds() -> None:
    ours = books()
    broken = [layer("figure", "de:x", kind="moon"), layer("route", "own", toml="id = 3")]
    routes, world, faults = lay(ours.routes, ours.world, [*broken, layer("figure", "zz:x", kind="service")])
    assert len(faults) == 2
    assert routes == ours.routes
    assert world.by_country == ours.world.by_country

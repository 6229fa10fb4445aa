"""An office's own figures and routes over ours."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.factories.routes import RESOURCES, books
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.catalog.layers import id_of, lay, own_figure, own_profile, own_route
from xborder_desk.domain.errors import BrokenDataError
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


ADR = (RESOURCES / "routes" / "adr.toml").read_text("utf-8")


def test_an_own_route_is_added_or_lies_over_ours() -> None:
    ours = books()
    own = ADR.replace('id = "adr"', 'id = "our-body"', 1)
    longer = ADR.replace('title = "', 'title = "Our ', 1)
    layers = [layer("route", "our-body", toml=own), layer("route", "adr", toml=longer)]
    routes, _world, faults = lay(ours.routes, ours.world, layers)
    assert faults == []
    assert set(routes) == {*ours.routes, "our-body"}
    assert routes["adr"].title.text.startswith("Our ")
    assert not ours.routes["adr"].title.text.startswith("Our ")


def test_the_later_of_two_corrections_counts() -> None:
    ours = books()
    first, second = (
        layer("figure", "de:small-claims", kind="small_claims", amount=amount, currency="EUR")
        for amount in ("11000", "12000")
    )
    _routes, world, _faults = lay(ours.routes, ours.world, [first, second])
    [figure] = world.by_country["DE"].in_force(FigureKind.SMALL_CLAIMS, dt.date(2026, 11, 24))
    assert figure.amount == Decimal(12000)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("our-body", "id = ", "is not a proper data file"),
        ("our-body", 'id = "other"', "must be the name of the file"),
        ("our-body", 'id = "our-body"', "sources"),
        ("Our Body", ADR, "small letters"),
        ("our_body", ADR, "small letters"),
        ("", ADR, "small letters"),
        ("our-body", ADR.replace('id = "adr"', 'id = "our-body"\nsize = 3', 1), "size"),
        (
            "our-body",
            ADR.replace('id = "adr"', 'id = "our-body"', 1).replace('fact = "', 'fact = "x', 1),
            "fact",
        ),
    ],
)
def test_a_route_that_is_none_is_told_by_key_and_reason(name: str, text: str, says: str) -> None:
    with pytest.raises(BrokenDataError) as fault:
        own_route(name, text)
    assert says in str(fault.value)
    assert str(fault.value.fields["file"]) == f"{name}.toml"


@pytest.mark.parametrize(
    ("text", "found"), [(ADR, "adr"), ("id = 3", ""), ("id = ", ""), ("", ""), ('kind = "adr"', "")]
)
def test_a_route_file_names_itself_or_nothing(text: str, found: str) -> None:
    assert id_of(text) == found


def test_days_of_a_correction_are_read_as_they_were_typed() -> None:
    kept = layer(
        "figure",
        "de:small-claims",
        kind="small_claims",
        amount="12000",
        currency="EUR",
        valid_from="2027-01-01",
        checked_on="2026-12-01",
        status="confirmed",
    )
    figure = own_figure(kept)
    assert (figure.valid_from, figure.checked_on) == (dt.date(2027, 1, 1), dt.date(2026, 12, 1))
    assert (figure.status, figure.seen_on) == ("confirmed", None)
    wrong = layer("figure", "de:x", kind="small_claims", amount="1", currency="EUR", valid_from="2027-13-01")
    with pytest.raises(BrokenDataError) as fault:
        own_figure(wrong)
    assert "valid_from" in str(fault.value)


@pytest.mark.parametrize(("told", "status"), [("confirmed", "confirmed"), ("sworn", "unchecked")])
def test_a_confirmed_profile_keeps_its_look_and_names_who_confirmed_it(told: str, status: str) -> None:
    ours = Catalog(RESOURCES).profile("de")
    own = own_profile(ours, layer("profile", "profile:de", status=told, checked_on="2026-11-20"))
    assert (own.status, own.checked_on) == (status, dt.date(2026, 11, 20))
    assert own.sources == (*ours.sources, "BGBl.")
    assert (own.sides, own.title, own.note) == (ours.sides, ours.title, ours.note)


def test_what_is_confirmed_of_a_profile_changes_no_route_and_no_figure() -> None:
    ours = books()
    own = layer("profile", "profile:de", status="confirmed", checked_on="2026-11-20")
    assert lay(ours.routes, ours.world, [own]) == (ours.routes, ours.world, [])

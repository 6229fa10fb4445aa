"""Every figure of every country is dated, has its source and says how far it was checked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pycountry
import pytest

from tests.factories.routes import RESOURCES, TODAY, books
from xborder_desk.catalog.jurisdictions import read_jurisdictions
from xborder_desk.domain.jurisdictions import FigureKind

WORLD = books().world
UNION = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
}  # fmt: skip


def test_every_file_can_be_read_and_is_named_like_its_country() -> None:
    shelf = read_jurisdictions(RESOURCES)
    assert shelf.faults == ()
    for name, country in shelf.items.items():
        assert country.country.lower() == name
        assert pycountry.countries.get(alpha_2=country.country) is not None


def test_groups_are_those_of_the_day() -> None:
    members = {
        group: {c for c in WORLD.by_country if WORLD.is_in(c, group, TODAY)} for group in WORLD.groups()
    }
    assert members["EU"] == UNION
    assert members["EEA"] == UNION | {"NO", "IS", "LI"}
    assert members["ECC"] == UNION | {"NO", "IS"}
    assert len(members["ECC"]) == 29
    assert members["ESCP"] == UNION - {"DK"}
    assert WORLD.is_in("GB", "EU", dt.date(2019, 5, 1))


@pytest.mark.parametrize("country", sorted(WORLD.by_country))
def test_every_figure_is_dated_and_honest(country: str) -> None:
    for figure in WORLD.by_country[country].figures:
        assert figure.valid_from or figure.seen_on
        assert figure.source
        assert figure.checked_on == TODAY
        known_only = figure.source.startswith("K") or "/K" in figure.source.split(":")[0]
        assert (figure.status == "unchecked") == known_only, figure.id
        if figure.amount is not None:
            assert pycountry.currencies.get(alpha_3=figure.currency) is not None
        if figure.kind in {FigureKind.LIMITATION, FigureKind.BURDEN, FigureKind.NOTICE}:
            assert figure.rule, figure.id


SMALL_CLAIMS = [
    ("DE", "2026-11-23", "10000", "EUR"),
    ("DE", "2025-11-23", "5000", "EUR"),
    ("ES", "2024-03-19", "6000", "EUR"),
    ("ES", "2024-03-20", "15000", "EUR"),
    ("GR", "2025-12-31", "5000", "EUR"),
    ("GR", "2026-01-01", "8000", "EUR"),
    ("SE", "2026-06-01", "29600", "SEK"),
    ("KR", "2026-06-01", "30000000", "KRW"),
    ("CH", "2026-11-23", "30000", "CHF"),
]


@pytest.mark.parametrize(("country", "on", "amount", "currency"), SMALL_CLAIMS)
def test_limits_are_those_of_the_day(country: str, on: str, amount: str, currency: str) -> None:
    figures = WORLD.by_country[country].in_force(FigureKind.SMALL_CLAIMS, dt.date.fromisoformat(on))
    assert [(one.amount, one.currency) for one in figures] == [(Decimal(amount), currency)]


GUARANTEES = [
    ("DE", "P2Y", "P1Y"),
    ("FR", "P2Y", "P2Y"),
    ("ES", "P3Y", "P2Y"),
    ("PT", "P3Y", "P2Y"),
    ("SE", "P3Y", "P2Y"),
    ("PL", "P2Y", "P2Y"),
    ("NO", "P2Y", "P2Y"),
    ("RO", "P2Y", "P1Y"),
    ("GB", "P6Y", "P6M"),
    ("SK", "P2Y", "P2Y"),
]


@pytest.mark.parametrize(("country", "guarantee", "burden"), GUARANTEES)
def test_guarantee_and_burden_of_proof(country: str, guarantee: str, burden: str) -> None:
    here = WORLD.by_country[country]
    found = [
        here.in_force(kind, TODAY)[0].rule.partition(":")[2]
        for kind in (FigureKind.GUARANTEE, FigureKind.BURDEN)
    ]
    assert found == [guarantee, burden]


def test_the_expected_life_of_goods_is_no_period() -> None:
    for country in ("FI", "NL"):
        figures = WORLD.by_country[country].in_force(FigureKind.GUARANTEE, TODAY)
        assert [figure.rule for figure in figures] == [""]
        assert figures[0].note is not None

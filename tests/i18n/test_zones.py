"""The clocks of a country, where nearly all of its people have the same."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.i18n.zones import there, zone_of

SUMMER = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("DE", "Europe/Berlin"),
        ("de", "Europe/Berlin"),
        ("CN", "Asia/Shanghai"),
        ("ES", "Europe/Madrid"),
        ("JP", "Asia/Tokyo"),
    ],
)
def test_a_country_with_one_zone(country: str, zone: str) -> None:
    found = zone_of(country)
    assert found is not None
    assert found.key == zone


@pytest.mark.parametrize("country", ["US", "RU", "AU", "BR", "", "ZZ", "??", "Germany"])
def test_a_country_with_several_or_none(country: str) -> None:
    assert zone_of(country) is None
    assert there(SUMMER, country) is None


@pytest.mark.parametrize(("country", "hour"), [("DE", 14), ("CN", 20), ("GB", 13), ("IN", 17)])
def test_the_clock_there(country: str, hour: int) -> None:
    found = there(SUMMER, country)
    assert found is not None
    assert found.hour == hour
    assert found == SUMMER


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2040, 1, 1)), st.sampled_from(["DE", "CN", "JP"]))  # noqa: DTZ001 - the zone follows
def test_the_moment_stays_the_same(naive: dt.datetime, country: str) -> None:
    moment = naive.replace(tzinfo=dt.UTC)
    assert there(moment, country) == moment

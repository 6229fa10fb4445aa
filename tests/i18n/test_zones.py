"""The time where the other side is, where that can be told."""

from __future__ import annotations

import datetime as dt

import pytest

from xborder_desk.i18n.zones import there, zone_of

AT = dt.datetime(2026, 7, 1, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(("country", "hour"), [("CN", 18), ("DE", 12), ("pl", 12), ("TW", 18), ("GB", 11)])
def test_countries_with_one_zone_for_nearly_all(country: str, hour: int) -> None:
    found = there(AT, country)
    assert found is not None
    assert found.hour == hour


@pytest.mark.parametrize("country", ["US", "RU", "", "XX"])
def test_nothing_is_said_where_it_depends(country: str) -> None:
    assert zone_of(country) is None
    assert there(AT, country) is None

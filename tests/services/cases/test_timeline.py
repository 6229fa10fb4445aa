"""On which day a file's own date falls, and that no file's date can take the timeline away."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.items import EvidenceRow
from xborder_desk.services.cases.timeline import _evidence

BERLIN = ZoneInfo("Europe/Berlin")
SEEN = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


def item(on: str) -> EvidenceRow:
    # fmt: off
    return EvidenceRow(
        1, "u", "E-01", "", "0" * 64, 1, "a.eml", "message/rfc822", "eml", "Parcel", on, "", None, 0, {}, (),
        "read", "", "", SEEN, "Jana", {}, "",
    )
    # fmt: on


@pytest.mark.parametrize(
    ("on", "day"),
    [
        ("2026-03-01T23:30:00+00:00", "2026-03-02"),
        ("2026-03-01T22:30:00+00:00", "2026-03-01"),
        ("2026-03-01T23:30:00", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
    ],
)
def test_a_moment_falls_on_the_day_of_the_office(on: str, day: str) -> None:
    (entry,) = _evidence([item(on)], BERLIN)
    assert (entry.day.isoformat(), entry.ref, entry.text) == (day, "E-01", "Parcel")
    assert (entry.at is not None) == ("+" in on)


@pytest.mark.parametrize(
    "on", ["", "spring 2026", "2026-02-30", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:00-05:00"]
)
def test_what_is_no_day_is_not_placed(on: str) -> None:
    assert list(_evidence([item(on)], BERLIN)) == []


@given(st.text(max_size=30) | st.datetimes(timezones=st.timezones()).map(dt.datetime.isoformat))
def test_no_date_of_a_file_breaks_it(on: str) -> None:
    assert len(list(_evidence([item(on)], BERLIN))) <= 1

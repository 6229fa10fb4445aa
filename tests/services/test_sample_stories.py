"""Reading sample cases: days of a story become days of an office, and slips in a file are named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.services.samples.stories import WRITTEN_FOR, Calendar, read_stories

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("+0", "2027-03-01"),
        ("-1", "2027-02-28"),
        ("+31", "2027-04-01"),
        ("-2 09:30", "2027-02-27T09:30"),
        (dt.date(2026, 9, 2), "2026-09-02"),
        ("2026-08", "2026-08"),
        ("+49 171 3920018", "+49 171 3920018"),
        ("+86 755 5550 0142", "+86 755 5550 0142"),
        ("plain words", "plain words"),
    ],
)
def test_days_are_told_as_use_cases_take_them(value: object, said: str) -> None:
    assert Calendar(TODAY).say(value) == said


def test_a_moment_keeps_its_offset() -> None:
    at = dt.datetime.fromisoformat("2026-10-05T10:12:00+02:00")
    assert Calendar(TODAY).say(at) == "2026-10-05T10:12:00+02:00"


@given(st.integers(0, 4000), st.integers(0, 700))
def test_a_clock_that_runs_early_puts_nothing_into_the_future(early: int, before: int) -> None:
    today = WRITTEN_FOR - dt.timedelta(days=early)
    written = WRITTEN_FOR - dt.timedelta(days=before)
    assert dt.date.fromisoformat(Calendar(today).say(written)) == today - dt.timedelta(days=before)


@given(st.dates(WRITTEN_FOR, dt.date(2100, 1, 1)), st.dates(dt.date(2020, 1, 1), WRITTEN_FOR))
def test_later_on_the_papers_keep_their_days(today: dt.date, written: dt.date) -> None:
    assert Calendar(today).say(written) == written.isoformat()


def test_files_are_read_in_their_order_with_their_days(tmp_path: Path) -> None:
    (tmp_path / "02-b.toml").write_text('called = "B"\n[values]\nordered_on = "-3"\n', encoding="utf-8")
    (tmp_path / "01-a.toml").write_text(
        'called = "A"\n[[tasks]]\ndo = "x"\ndue = "+2"\n[[facts]]\nsays = "y"\non = 2026-01-05\n',
        encoding="utf-8",
    )
    assert read_stories(tmp_path, TODAY) == [
        {
            "called": "A",
            "tasks": [{"do": "x", "due": "2027-03-03"}],
            "facts": [{"says": "y", "on": "2026-01-05"}],
        },
        {"called": "B", "values": {"ordered_on": "2027-02-26"}},
    ]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("called = ", "01-a.toml"),
        ('title = "A"', "title"),
        ("[consumer]\nnames = 1", "consumer.names"),
        ('[[attempts]]\nchannel = "email"\nresults = [{ resultt = "x" }]', "results.resultt"),
        ('[seller]\nreach = [{ kind = "email", row = "x" }]', "reach.row"),
    ],
)
def test_a_slip_in_a_file_is_named(tmp_path: Path, written: str, named: str) -> None:
    (tmp_path / "01-a.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BrokenDataError) as caught:
        read_stories(tmp_path, TODAY)
    assert named in str(caught.value)
    assert "01-a.toml" in str(caught.value)


def test_an_empty_folder_is_no_sample(tmp_path: Path) -> None:
    with pytest.raises(BrokenDataError):
        read_stories(tmp_path, TODAY)

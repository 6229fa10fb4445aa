"""Deadlines: the worked cases, what the office has, and calendars that update themselves."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.cases import new_case
from tests.factories.offices import statements
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.i18n.language import Language
from xborder_desk.services.deadlines import compute

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

WORKED = [
    ("T01", "eu-1182-71", "2026-11-23", "P14D", "", "2026-12-07"),
    ("T02", "eu-1182-71", "2026-12-12", "P14D", "", "2026-12-28"),
    ("T03", "eu-1182-71", "2026-12-11", "P14D", "", "2026-12-28"),
    ("T04a", "eu-1182-71", "2026-03-20", "P14D", "DE", "2026-04-07"),
    ("T04b", "eu-1182-71", "2026-03-20", "P14D", "IT", "2026-04-03"),
    ("T05a", "eu-1182-71", "2026-12-04", "P2D", "", "2026-12-08"),
    ("T05b", "eu-1182-71", "2026-12-04", "P2D", "AT", "2026-12-09"),
    ("T06", "eu-1182-71", "2026-01-31", "P1M", "", "2026-03-02"),
    ("T07", "eu-1182-71", "2026-08-31", "P1M", "", "2026-09-30"),
    ("T08", "eu-1182-71", "2024-02-29", "P2Y", "", "2026-03-02"),
    ("T09", "eu-1182-71", "2026-11-01", "P30D", "", "2026-12-01"),
    ("T10a", "eu-1182-71", "2026-12-17", "P14D", "", "2026-12-31"),
    ("T10b", "eu-1182-71", "2026-12-18", "P14D", "", "2027-01-04"),
    ("T11", "eu-1182-71", "2026-12-07", "P12M", "", "2027-12-07"),
    ("T12", "eu-1182-71", "2027-01-13", "-P10D", "", "2027-01-03"),
    ("T13a", "eu-1182-71", "2026-11-24", "P30D", "", "2026-12-24"),
    ("T13b", "eu-1182-71", "2026-11-24", "P30D", "PL", "2026-12-28"),
    ("T14a", "eu-1182-71", "2025-11-30", "P13M", "", "2026-12-30"),
    ("T14b", "eu-1182-71", "2026-10-05", "P8W", "", "2026-11-30"),
    ("T15a", "calendar-days", "2026-08-01", "P120D", "", "2026-11-29"),
    ("T15b", "calendar-days", "2026-08-01", "P540D", "", "2028-01-23"),
    ("T15c", "calendar-days", "2026-11-23", "P15D", "", "2026-12-08"),
    ("T16", "calendar-days", "2026-06-01", "P180D", "", "2026-11-28"),
    ("T17", "eu-1182-71", "2026-11-23", "P1Y", "", "2027-11-23"),
    ("T18", "calendar-days", "2026-09-01", "P36M", "", "2029-09-01"),
    ("T20", "bgb-187-193", "2026-11-23", "P1M", "DE", "2026-12-23"),
    ("T22", "calendar-days", "2026-11-23", "P90D", "", "2027-02-21"),
    ("T23", "eu-1182-71", "2026-11-23", "P1M", "", "2026-12-23"),
]


@pytest.mark.parametrize(("name", "rule", "start", "period", "country", "expected"), WORKED)
def test_the_worked_cases(name: str, rule: str, start: str, period: str, country: str, expected: str) -> None:
    found = compute(rule, start, period, country)
    assert (name, found.day.isoformat()) == (name, expected)
    assert found.steps
    assert found.source
    assert found.status in {"sourced", "unchecked"}


# Rows of the public table that come out otherwise with the holidays there really are.
EXPLAINED = {
    (
        "AT",
        "2023-03-31",
        "P1M",
    ): "1 May is a holiday in Austria (Article 3(4)); the table has none of 2023",
    ("IT", "2025-05-17", "P21D"): "Whit Monday is no holiday in Italy (Article 2(1)); the table lists it",
    ("IT", "2025-05-25", "P29WD"): "2 June is a holiday in Italy, 9 June is none (Article 2(1))",
    ("IT", "2025-05-25", "P1W"): "2 June is a holiday in Italy (Articles 2(1), 3(4)); the table lacks it",
}


def test_the_public_table_comes_out_or_is_explained(corpora: Path) -> None:
    units = {"days": "D", "weeks": "W", "months": "M", "years": "Y", "working-days": "WD", "hours": "H"}
    file = corpora / "12-deadlines" / "eu-1182-71" / "cases.csv"
    differing = set()
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    for row in rows:
        number, unit = int(row["n"]), units[row["unit"]]
        sign, time = "-" if number < 0 else "", "T" if unit == "H" else ""
        period = f"{sign}P{time}{abs(number)}{unit}"
        found = compute("eu-1182-71", row["start"], period, row["holiday_system"])
        end = dt.datetime.fromisoformat(row["expected_end"])
        late = found.moment is not None and abs((found.moment - end).total_seconds()) > 1
        if found.day != end.date() or late:
            differing.add((row["holiday_system"], row["start"][:10], period))
    assert len(rows) > 100
    assert differing == set(EXPLAINED)


@pytest.mark.parametrize(
    ("start", "period", "country", "day"),
    [
        ("2028-02-29", "P1Y2M3D", "DE", "2029-05-02"),
        ("2026-05-14", "P1D", "CH", "2026-05-15"),
        ("2026-02-13", "P1D", "TW", "2026-02-23"),
        ("2026-09-23", "P1D", "KR", "2026-09-28"),
        ("2026-05-01", "P1D", "JP", "2026-05-07"),
        ("2026-12-24", "P1D", "GB-SCT", "2026-12-29"),
        ("2026-04-02", "P1D", "SE", "2026-04-07"),
        ("2026-05-22", "P1D", "NL", "2026-05-26"),
        ("2026-03-24", "P1D", "GR", "2026-03-26"),
        ("2026-11-30", "-P2D", "FR", "2026-11-26"),
    ],
)
def test_holidays_are_those_of_the_place(start: str, period: str, country: str, day: str) -> None:
    assert compute("eu-1182-71", start, period, country).day.isoformat() == day


def test_a_period_counted_back_warns_of_the_working_day_before() -> None:
    warnings = [str(told) for told in compute("eu-1182-71", "2027-01-13", "-P10D").warnings]
    assert any("2026-12-31" in told for told in warnings)


def test_hours_end_at_a_moment() -> None:
    found = compute("eu-1182-71", "2025-04-03T14:18:30+00:00", "PT2H")
    assert found.moment is not None
    assert found.moment.isoformat(timespec="seconds") == "2025-04-03T16:59:59+00:00"


def test_a_year_without_holidays_is_said() -> None:
    warnings = [str(told) for told in compute("eu-1182-71", "2150-12-20", "P14D", "DE").warnings]
    assert any("2151" in told or "2150" in told for told in warnings)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("roman", "2026-01-01", "P1D"), "rule"),
        (("eu-1182-71", "2026-02-30", "P1D"), "from"),
        (("eu-1182-71", "", "P1D"), "from"),
        (("eu-1182-71", "2026-01-01", "soon"), "period"),
        (("eu-1182-71", "2026-01-01", "P9999Y"), "period"),
        (("eu-1182-71", "2026-01-01", "P1D", "ZZ"), "country"),
        (("calendar-days", "2026-01-01", "P5WD"), "period"),
        (("eu-1182-71", "2026-01-01", "P1DT2H"), "period"),
        (("eu-1182-71", "2026-01-01", "P1D", "DE-XX"), "country"),
    ],
)
def test_what_cannot_be_counted_is_named(given: tuple[str, ...], field: str) -> None:
    with pytest.raises(BadInputError) as fault:
        compute(*given)
    assert fault.value.field == field


def open_case(desk: Desk, **more: Any) -> str:
    given = {"amount": "249.00", "currency": "EUR", "paid_on": "2026-01-05", "delivery_due": "2026-01-26"}
    return desk.cases.create(
        new_case(more={**given, "payment": "card-mastercard", "problem": "T02.1", **more})
    )


def test_deadlines_follow_the_fact_that_made_them(desk: Desk) -> None:
    number = open_case(desk)
    own = next(row for row in desk.deadlines.list(number) if row.clock == "own")
    assert (own.route, own.fact, own.since) == ("card-not-received", "delivery_due", dt.date(2026, 1, 26))
    assert (own.due_on, own.rule, own.status) == (dt.date(2026, 4, 26), "calendar-days:P90D", "unchecked")
    desk.cases.set(number, {"delivery_due": "2026-01-28"})
    moved = next(row for row in desk.deadlines.list(number) if row.clock == "own")
    assert moved.due_on == dt.date(2026, 4, 28)
    assert moved.calendar_uid == own.calendar_uid
    assert moved.changes == own.changes + 1
    assert desk.cases.all()[0].next_due == min(row.due_on for row in desk.deadlines.list())


def test_what_runs_out_first_is_on_top_of_all_cases(desk: Desk) -> None:
    first, second = open_case(desk), open_case(desk, payment="paypal")
    days = [row.due_on for row in desk.deadlines.list()]
    assert days == sorted(days)
    assert {row.case for row in desk.deadlines.list()} == {first, second}
    assert {row.case for row in desk.deadlines.list(second)} == {second}


def test_a_closed_case_has_nothing_left_that_runs_out(desk: Desk, tmp_path: Path) -> None:
    first, second = open_case(desk), open_case(desk, payment="paypal")
    file = tmp_path / "deadlines.ics"
    desk.deadlines.export(file, Language("en"))
    before = _events(file)
    desk.cases.set(first, {"status": "closed"})
    assert {row.case for row in desk.deadlines.list()} == {second}
    assert desk.deadlines.list(first), "asked for by its number, it still says what it had"
    desk.deadlines.export(file, Language("en"))
    after = _events(file)
    assert before.keys() == after.keys()
    cancelled = {uid for uid, event in after.items() if event.get("STATUS") == "CANCELLED"}
    assert cancelled
    assert not cancelled & {row.calendar_uid for row in desk.deadlines.list(second)}


def test_a_calendar_changes_and_cancels_what_it_gave_out_before(desk: Desk, tmp_path: Path) -> None:
    number = open_case(desk)
    file = tmp_path / "deadlines.ics"
    english = Language("en")
    assert desk.deadlines.export(file, english) == len(desk.deadlines.list())
    before = _events(file)
    desk.cases.set(number, {"delivery_due": "2026-01-28"})
    desk.deadlines.export(file, english)
    after = _events(file)
    assert before.keys() == after.keys()
    own = next(uid for uid in after if uid.endswith("-own@xborder-desk"))
    assert (before[own]["SEQUENCE"], after[own]["SEQUENCE"]) == ("0", "1")
    assert after[own]["DTSTART;VALUE=DATE"] == "20260428"
    desk.cases.set(number, {"payment": "cash"})
    desk.deadlines.export(file, english)
    assert _events(file)[own]["STATUS"] == "CANCELLED"
    assert not list(tmp_path.glob("*.part"))


def _events(file: Path) -> dict[str, dict[str, str]]:
    lines = file.read_bytes().decode().replace("\r\n ", "").splitlines()
    events: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            events[current["UID"]] = current
        else:
            current.setdefault(name, value)
    return events


def test_a_calendar_that_cannot_be_written_says_so(desk: Desk, tmp_path: Path) -> None:
    open_case(desk)
    with pytest.raises(FileError):
        desk.deadlines.export(tmp_path / "no" / "deadlines.ics", Language("en"))


def test_reminders_hold_what_runs_out_soon(desk: Desk) -> None:
    first, second = open_case(desk), open_case(desk, payment="sepa-debit", paid_on="2026-02-16")
    rows = desk.deadlines.list()
    nearest = rows[0].due_on
    soon = desk.deadlines.due(nearest - dt.timedelta(days=3), 3)
    assert [row.uid for row in soon] == [row.uid for row in rows if row.due_on <= nearest]
    assert desk.deadlines.due(nearest - dt.timedelta(days=4), 3) == ()
    assert {row.case for row in desk.deadlines.due(dt.date(2036, 1, 1))} == {first, second}
    desk.cases.set(second, {"payment": "cash"})
    assert second not in {
        row.case for row in desk.deadlines.due(dt.date(2026, 6, 1), 0) if row.route == "sepa-debit"
    }


def test_a_list_that_need_not_be_fresh_computes_nothing(desk: Desk, office: Office) -> None:
    number = open_case(desk, payment_method="card-visa", delivery_due="2026-01-20", paid_on="2026-01-05")
    assert desk.deadlines.list(number, fresh=False) == ()
    assert desk.deadlines.list(number) != ()
    with statements(office.database.engine) as sent:
        desk.deadlines.list(fresh=False)
    assert len(sent) == 1

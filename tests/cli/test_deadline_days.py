"""Time limits by each rule, on days of 2026 that were counted by hand on a calendar.

Easter Sunday of 2026 is 5 April; Ascension is 14 May, Whit Monday 25 May, Corpus Christi 4 June.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import CASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk, Done, Shell


def counted(shell: Shell, rule: str, event: str, period: str, country: str = "", *before: str) -> Done:
    where = ("--country", country) if country else ()
    limit = ("--rule", rule, "--from", event, "--period", period)
    return shell.run(*before, "deadline", "compute", *limit, *where)


@pytest.mark.parametrize(
    ("rule", "event", "period", "country", "date", "act_by"),
    [
        # A contract's days: the end is never moved, be it Christmas Day or a Saturday.
        ("calendar-days", "2026-01-31", "P1M", "DE", "2026-02-28", "2026-02-28"),
        ("calendar-days", "2026-12-11", "P14D", "DE", "2026-12-25", "2026-12-25"),
        ("calendar-days", "2026-07-01", "P120D", "DE", "2026-10-29", "2026-10-29"),
        # The Civil Code: from Saturday 28 February over Sunday to Monday.
        ("bgb-187-193", "2026-01-31", "P1M", "DE", "2026-03-02", "2026-02-28"),
        # Labour Day on a Friday and the weekend after it.
        ("bgb-187-193", "2026-04-20", "P11D", "DE", "2026-05-04", "2026-05-01"),
        # Corpus Christi is a holiday in Baden-Württemberg, not in all of Germany.
        ("bgb-187-193", "2026-05-21", "P2W", "DE", "2026-06-04", "2026-06-04"),
        ("bgb-187-193", "2026-05-21", "P2W", "DE-BW", "2026-06-05", "2026-06-04"),
        # Carriage by road: no Sundays and no holidays, but Saturdays; Good Friday is none in France.
        ("cmr-30", "2026-03-31", "P7D", "DE", "2026-04-10", "2026-04-10"),
        ("cmr-30", "2026-03-31", "P7D", "FR", "2026-04-09", "2026-04-09"),
        # Limitation runs from the end of the year, whichever day of it.
        ("year-end", "2026-01-01", "P3Y", "DE", "2029-12-31", "2029-12-31"),
        ("year-end", "2026-12-31", "P3Y", "DE", "2029-12-31", "2029-12-31"),
        ("year-end", "2027-01-01", "P3Y", "DE", "2030-12-31", "2030-12-31"),
        # Law of the Union: over Good Friday and Easter Monday; working days without Saturdays.
        ("eu-1182-71", "2026-03-20", "P14D", "DE", "2026-04-07", "2026-04-03"),
        ("eu-1182-71", "2026-04-01", "P5WD", "DE", "2026-04-10", "2026-04-10"),
        ("eu-1182-71", "2026-05-17", "P2W", "de-bw", "2026-06-01", "2026-05-31"),
        ("eu-1182-71", "2026-04-30T10:30", "PT48H", "DE", "2026-05-02", "2026-05-02"),
    ],
)
def test_days_by_each_rule(
    shell: Shell, rule: str, event: str, period: str, country: str, date: str, act_by: str
) -> None:
    done = counted(shell, rule, event, period, country, "--language", "de")
    assert done.status == 0
    found = shell.json(
        *("deadline", "compute", "--rule", rule, "--from", event, "--period", period, "--country", country)
    )
    assert (found["date"], found["act_by"]) == (date, act_by)
    year, month, day = date.split("-")
    assert done.out.splitlines()[0].startswith(f"{day}.{month}.{year}")
    assert found["steps"]
    assert found["status"] in {"sourced", "unchecked"}


def test_a_period_that_ends_on_a_working_day_warns_of_nothing(shell: Shell) -> None:
    limit = ("deadline", "compute", "--rule", "bgb-187-193", "--from", "2026-03-02", "--period", "P14D")
    found = shell.json(*limit, "--country", "DE")
    assert (found["date"], found["warnings"], found["alternatives"]) == ("2026-03-16", [], [])
    assert any("No country was given" in one for one in shell.json(*limit)["warnings"])


def test_each_move_of_the_end_is_a_step_with_its_reason(shell: Shell) -> None:
    lines = counted(shell, "bgb-187-193", "2026-04-20", "P11D", "DE", "--language", "de").out.splitlines()
    assert lines[0] == "04.05.2026"
    assert [line.partition(". ")[0] for line in lines[1:5]] == ["1", "2", "3", "4"]
    assert "Samstag" in lines[3]
    assert "Sonntag" in lines[4]
    assert "01.05.2026" in lines[5]
    assert "BGB" in lines[-1]


@pytest.mark.parametrize(
    ("tag", "first"), [("en", "4 May 2026"), ("zh-Hant", "2026年5月4日"), ("fr", "4 mai 2026")]
)
def test_the_day_stands_first_as_the_reader_writes_it(shell: Shell, tag: str, first: str) -> None:
    done = counted(shell, "bgb-187-193", "2026-04-20", "P11D", "DE", "--language", tag)
    assert done.out.splitlines()[0] == first


@pytest.mark.parametrize(
    ("rule", "period", "says"),
    [
        ("cmr-30", "P1M", "counts days forwards"),
        ("cmr-30", "-P7D", "counts days forwards"),
        ("year-end", "P30D", "counts whole years"),
        ("year-end", "P1Y2M", "counts whole years"),
        ("calendar-days", "PT48H", "days, weeks, months or years"),
        ("bgb-187-193", "P5WD", "days, weeks, months or years"),
        ("roman", "P5D", "Possible: bgb-187-193, calendar-days, cmr-30, eu-1182-71, year-end"),
    ],
)
def test_a_rule_says_which_periods_it_counts(shell: Shell, rule: str, period: str, says: str) -> None:
    done = counted(shell, rule, "2026-03-31", period, "DE")
    assert (done.status, done.out) == (1, "")
    assert says in done.sentence


def test_deadlines_of_two_cases_stand_in_one_list_by_day(desk: Desk, case: str, tmp_path: Path) -> None:
    other = desk.json(*CASE, "--payment", "card-visa", "--problem", "T02.1")["case"]
    facts = ("paid-on=2026-09-01", "payment=card-visa", "problem=T02.1")
    desk.json("case", "set", case, "delivery-due=2026-10-10", *facts)
    desk.json("case", "set", other, "delivery-due=2026-09-26", *facts)
    found = desk.json("deadline", "list")["deadlines"]
    assert [one["due"] for one in found] == sorted(one["due"] for one in found)
    days = {one["case"]: one["due"] for one in reversed(found) if one["route"] == "card-not-received"}
    assert days == {other: "2027-01-24", case: "2027-02-07"}  # 120 days from the promised day
    assert {one["case"] for one in desk.json("deadline", "list", other)["deadlines"]} == {other}
    file = tmp_path / "one.ics"
    written = desk.json("deadline", "export", "--to", file, "--case", other)["deadlines"]
    text = file.read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == written
    assert case not in text
    before = {line for line in text.splitlines() if line.startswith("UID:")}
    desk.json("deadline", "export", "--to", file, "--case", other)
    after = {line for line in file.read_text("utf-8").splitlines() if line.startswith("UID:")}
    assert after == before


def test_deadlines_of_a_case_that_is_not_there_are_refused(desk: Desk, tmp_path: Path) -> None:
    assert "2026-0099" in desk.refused("deadline", "list", "2026-0099")
    file = tmp_path / "none.ics"
    assert "2026-0099" in desk.refused("deadline", "export", "--to", file, "--case", "2026-0099")
    assert not file.exists()

"""Time limits: counted for anybody, listed for the office, and given to calendars."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xborder_desk.catalog.holiday_days import (
    INSTITUTIONS,
    CommonHolidays,
    InstitutionHolidays,
    country_holidays,
)
from xborder_desk.domain import words
from xborder_desk.domain.calendar_file import Entry, calendar_file
from xborder_desk.domain.deadlines import GONE, OVER, RUNNING
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.domain.os_faults import unwritable
from xborder_desk.domain.periods import parse_period
from xborder_desk.domain.time_limits import rule_named
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.storage.queries import cases, deadlines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.deadlines import DeadlineRow
    from xborder_desk.domain.sentences import Told
    from xborder_desk.domain.time_limits import Holidays
    from xborder_desk.i18n.language import Language
    from xborder_desk.storage.uow import Database


@dataclass(frozen=True, slots=True)
class Computed:
    """A time limit: ``day`` is the earlier reading; ``moment`` the last one of a period in hours."""

    day: dt.date
    moment: dt.datetime | None
    alternatives: tuple[tuple[dt.date, Told], ...]
    steps: tuple[Told, ...]
    warnings: tuple[Told, ...]
    source: str
    status: str


def compute(rule: str, start: str, period: str, country: str = "") -> Computed:
    """Count a time limit from a day (or a moment, for periods in hours).

    Without a country only the holidays that nearly all states of the Union share are left out.

    Raises:
        BadInputError: there is no such rule, day, period or country, or the calendar does not reach so far.

    """
    named, length = rule_named(rule), parse_period(period)
    event = _event(start)
    holidays, told = _holidays(country)
    try:
        limit = named.count(event, length, holidays)
    except OverflowError as error:
        told_far = N_("The calendar does not reach as far as {given} from {start}.")
        raise BadInputError(told_far, field="period", given=period.strip(), start=start.strip()) from error
    return Computed(
        day=limit.day,
        moment=limit.moment,
        alternatives=limit.alternatives,
        steps=limit.steps,
        warnings=(*limit.warnings, *told),
        source=named.source,
        status=named.status,
    )


def _event(start: str) -> dt.datetime:
    if "T" in start.upper():
        return words.moment(start, field="from", zone=dt.UTC)
    day = words.day(start, field="from")
    if day is None:
        raise BadInputError(N_("{name} is empty. Enter it."), field="from", name="from")
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)


def _holidays(country: str) -> tuple[Holidays, tuple[Told, ...]]:
    given = country.strip()
    if not given:
        told = N_("No country was given: only the holidays that nearly all states of the Union share count.")
        return CommonHolidays(), (Message(told, {}),)
    if given.upper() in INSTITUTIONS:
        return InstitutionHolidays(), ()
    state, _, region = given.replace("_", "-").partition("-")
    return country_holidays(codes.country(state, field="country"), region), ()


class Deadlines:
    """The deadlines of the office. ``refresh`` brings those of a case (or of all) up to date first."""

    def __init__(self, database: Database, refresh: Callable[[str], object]) -> None:
        self._database = database
        self._refresh = refresh

    def list(self, number: str = "", *, over: bool = False, fresh: bool = True) -> tuple[DeadlineRow, ...]:
        """Give the deadlines of a case or of all, what runs out first on top; ``over`` gives past ones too.

        Those that are no longer up to date are computed first, unless ``fresh`` is false.

        Raises:
            NotFoundError: no such case.

        """
        if fresh:
            self._refresh(number)
        with self._database.read() as uow:
            case_id = cases.find(uow, number).id if number else None
            return tuple(deadlines.rows(uow, case_id, (RUNNING, OVER) if over else (RUNNING,)))

    def due(self, on: dt.date, days: int = 7) -> tuple[DeadlineRow, ...]:
        """Give what runs out within so many days of a day, and what ran out and is still kept, nearest first.

        This is the feed of reminders: a deadline is in it until its day has passed or its fact is changed.
        """
        last = on + dt.timedelta(days=days)
        return tuple(row for row in self.list() if row.due_on <= last)

    def export(self, file: Path, language: Language, number: str = "") -> int:
        """Write the deadlines as an iCalendar file; reading it in again changes the entries it made before.

        Gives how many deadlines it holds. Those that fell away come as cancelled entries.

        Raises:
            FileError: the file cannot be written.
            NotFoundError: no such case.

        """
        self._refresh(number)
        with self._database.read() as uow:
            case_id = cases.find(uow, number).id if number else None
            rows = deadlines.rows(uow, case_id, (RUNNING, OVER, GONE))
            now = uow.now
        entries = [_entry(row, language) for row in rows]
        part = file.with_name(file.name + ".part")
        try:
            part.write_bytes(calendar_file(entries, now))
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise unwritable(file, error) from error
        return sum(row.state != GONE for row in rows)


def _entry(row: DeadlineRow, language: Language) -> Entry:
    title = language.ctext(f"route:{row.route}:title", row.title)
    lines = [
        f"{row.case} {row.case_title}".strip(),
        *(language.say(step) for step in row.steps),
        *(language.labelled(language.date(day), language.say(why)) for day, why in row.alternatives),
        f"{row.source} ({_status(row.status, language)})".strip(),
    ]
    return Entry(
        uid=row.calendar_uid,
        day=row.due_on,
        title=f"{row.case} {title}",
        text="\n".join(line for line in lines if line),
        changes=row.changes,
        cancelled=row.state == GONE,
    )


def _status(status: str, language: Language) -> str:
    return language.text(STATUS_LABELS.get(status, status))

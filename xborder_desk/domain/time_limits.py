"""When a time limit ends: each rule a function over the event, the period and the holidays, with its steps.

Regulation (EEC, Euratom) 1182/71 where Union law counts; plain calendar days where card schemes and payment
services count; sections 187, 188 and 193 of the German Civil Code for German periods; Article 30 CMR for
carriage by road.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.limit_values import Count, Holidays, Limit, Rule, unknown_years, warnings_of
from xborder_desk.domain.periods import Period, Span, Unit, add_plain
from xborder_desk.domain.regulation_1182 import eu_1182_71
from xborder_desk.i18n import N_

__all__ = ["RULES", "Holidays", "Limit", "Rule", "bgb", "calendar_days", "cmr", "eu_1182_71", "rule_named"]

_SUNDAY: Final = 6
_DAY: Final = dt.timedelta(days=1)


def calendar_days(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count calendar days, weeks, months or years from the day after the event; the end never moves.

    So card schemes and payment services count: their rules are contracts, not law.
    """
    del holidays
    _refuse_units(period)
    count = Count(add_plain(event.date(), period), _NoHolidays())
    count.step(
        N_("{period} from the day after the event ends on {day}; it is never moved."), period=Span(period)
    )
    return Limit(count.day, tuple(count.steps))


def bgb(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count as sections 187(1), 188 and 193 of the German Civil Code (BGB) do."""
    _refuse_units(period)
    count = Count(add_plain(event.date(), period), holidays)
    count.step(
        N_("The day of the event is not counted; {period} ends on {day} (§§ 187, 188 BGB)."),
        period=Span(period),
    )
    plain = count.day
    if not period.backwards:
        count.roll(N_("{passed} is no working day ({reason}); the period ends on {day} (§ 193 BGB)."))
    return Limit(count.day, tuple(count.steps), warnings=tuple(warnings_of(count, plain)))


def cmr(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count days as Article 30(1) CMR does for damage to goods: without Sundays and public holidays."""
    if not period.in_days or period.backwards or period.rest:
        raise BadInputError(
            N_("This rule counts days forwards; {given} is none of these."), field="period", given=str(period)
        )
    count = Count(event.date(), holidays)
    left = period.count
    while left:
        count.day += _DAY
        if count.day.weekday() != _SUNDAY and not holidays.name(count.day):
            left -= 1
    count.step(
        N_("{period} without Sundays and public holidays ends on {day} (Article 30(1) CMR)."),
        period=Span(period),
    )
    return Limit(count.day, tuple(count.steps), warnings=tuple(unknown_years(count, count.day)))


def year_end(event: dt.datetime, period: Period, holidays: Holidays) -> Limit:
    """Count whole years from the end of the year of the event, as section 199(1) BGB does for limitation."""
    if period.unit is not Unit.YEARS or period.backwards or period.rest:
        raise BadInputError(
            N_("This rule counts whole years forwards; {given} is none of these."),
            field="period",
            given=str(period),
        )
    count = Count(dt.date(event.year, 12, 31), holidays)
    count.step(N_("The period begins with the end of the year, {day} (§ 199(1) BGB)."))
    count.day = add_plain(count.day, period)
    count.step(N_("{period} from there ends on {day}."), period=Span(period))
    return Limit(count.day, tuple(count.steps))


class _NoHolidays:
    """Where holidays do not count."""

    def name(self, day: dt.date) -> str:
        """Give no name for any day."""
        del day
        return ""

    def known(self, year: int) -> bool:
        """Say that nothing more could be known."""
        del year
        return True


def _refuse_units(period: Period) -> None:
    if period.unit in {Unit.HOURS, Unit.WORKING_DAYS}:
        raise BadInputError(
            N_("This rule counts days, weeks, months or years; {given} is none of these."),
            field="period",
            given=str(period),
        )


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule by its name in the data files, with the instrument it follows and how far that was checked.

    ``title`` says for people what it counts.
    """

    name: str
    count: Rule
    source: str
    status: str
    title: str


RULES: Final = {
    rule.name: rule
    for rule in (
        NamedRule(
            "eu-1182-71",
            eu_1182_71,
            N_("Regulation (EEC, Euratom) No 1182/71, Article 3"),
            "sourced",
            N_("Law of the Union (Regulation 1182/71)"),
        ),
        NamedRule(
            "calendar-days",
            calendar_days,
            N_("Calendar days as card schemes and payment services count"),
            "unchecked",
            N_("Calendar days, never moved (card schemes, payment services)"),
        ),
        NamedRule("bgb-187-193", bgb, "§§ 187, 188, 193 BGB", "sourced", N_("German Civil Code")),
        NamedRule("year-end", year_end, "§§ 195, 199(1) BGB", "unchecked", N_("From the end of the year")),
        NamedRule("cmr-30", cmr, N_("CMR, Article 30(1)"), "unchecked", N_("Carriage by road (CMR)")),
    )
}


def rule_named(name: str) -> NamedRule:
    """Give a rule.

    Raises:
        BadInputError: there is none with this name; names those there are.

    """
    found = RULES.get(name.strip().lower())
    if found is None:
        raise BadInputError(
            N_("There is no rule “{given}”. Possible: {possible}."),
            field="rule",
            given=name.strip(),
            possible=", ".join(sorted(RULES)),
        )
    return found

"""Deadlines: counting a time limit, listing what runs out, and calendars."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli import fields
from xborder_desk.cli.route import alternatives
from xborder_desk.cli.tables import table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.deadlines import DeadlineRow
    from xborder_desk.domain.sentences import Told
    from xborder_desk.services.deadlines import Computed


def compute(session: Session, given: Given) -> Answer:
    """Count a time limit; needs no office."""
    found = session.doors.limit(
        given.text("rule"), given.text("from"), given.text("period"), given.text("country")
    )
    language = session.language
    data = {
        "date": found.day,
        "moment": found.moment,
        "alternatives": alternatives(found.alternatives, language),
        "steps": [language.say(step) for step in found.steps],
        "warnings": [language.say(told) for told in found.warnings],
        "act_by": min([found.day, *_days_of(found.warnings)]),
        "source": found.source,
        "status": found.status,
    }
    return Answer(data, _told(session, found))


def show_all(session: Session, given: Given) -> Answer:
    """List what runs out, of a case or of all."""
    rows = session.desk().deadlines.list(given.text("case").strip())
    return Answer({"deadlines": [_shape(session, row) for row in rows]}, _table(session, rows))


def export(session: Session, given: Given) -> Answer:
    """Write a calendar file."""
    file = given.path("to")
    written = session.desk().deadlines.export(file, session.language, given.text("case").strip())
    return Answer({"file": file, "deadlines": written}, [str(file)])


def _days_of(told: Iterable[Told]) -> Iterator[dt.date]:
    """Give the days that warnings name: by them one is on the safe side."""
    for one in told:
        day = one.fields.get("day")
        if isinstance(day, dt.date):
            yield day


def _told(session: Session, found: Computed) -> Iterator[str]:
    language = session.language
    end = found.moment
    yield language.datetime(end, end.tzinfo) if end else language.date(found.day)
    for number, step in enumerate(found.steps, 1):
        yield f"{number}. {language.say(step)}"
    for day, why in found.alternatives:
        yield language.labelled(language.date(day), language.say(why))
    for told in found.warnings:
        yield language.say(told)
    yield f"{language.text(found.source)} ({language.text(STATUS_LABELS.get(found.status, found.status))})"


def _shape(session: Session, row: DeadlineRow) -> dict[str, Any]:
    language = session.language
    return {
        "case": row.case,
        "case_title": row.case_title,
        "caseworker": row.caseworker,
        "title": language.ctext(f"route:{row.route}:title", row.title),
        "route": row.route,
        "clock": row.clock,
        "due": row.due_on,
        "rule": row.rule,
        "fact": row.fact,
        "since": row.since,
        "alternatives": alternatives(row.alternatives, language),
        "steps": [language.say(step) for step in row.steps],
        "source": row.source,
        "status": row.status,
        "state": row.state,
        "uid": row.calendar_uid,
    }


def _table(session: Session, rows: Sequence[DeadlineRow]) -> Iterator[str]:
    if not rows:
        yield session.text(N_("Nothing runs out."))
        return
    language = session.language
    heads = [session.text(head) for head in (N_("Day"), N_("Case"), N_("Way"), N_("Why"), N_("Checked"))]
    cells = (
        (
            fields.day(row.due_on, language),
            row.case,
            language.ctext(f"route:{row.route}:title", row.title),
            language.say(row.steps[0]) if row.steps else "",
            language.text(STATUS_LABELS.get(row.status, row.status)),
        )
        for row in rows
    )
    yield from table(heads, cells, most=terminal_width())


_OF: Final = Argument(
    "case", N_("The number of the case, like 2026-0001; all cases if none is given."), needed=False
)

AREA: Final = Area(
    "deadline",
    N_("Count time limits, list what runs out, fill calendars."),
    (
        Verb(
            "compute",
            N_("Count a time limit and explain every step; needs no office."),
            "deadline compute --rule eu-1182-71 --from 2026-11-23 --period P14D --country DE",
            compute,
            options=(
                Option("rule", N_("The rule, like eu-1182-71 or calendar-days."), "RULE", needed=True),
                Option(
                    "from", N_("The day of the event, or its moment for hours."), "YYYY-MM-DD", needed=True
                ),
                Option(
                    "period", N_("The period, like P14D, P8W, P2M; -P10D goes back."), "PERIOD", needed=True
                ),
                Option("country", N_("Whose holidays count, like DE or DE-BW."), "CC"),
            ),
        ),
        Verb("list", N_("List what runs out, the nearest first."), "deadline list", show_all, (_OF,)),
        Verb(
            "export",
            N_("Write the deadlines as an iCalendar file; exporting again updates the entries."),
            "deadline export --to deadlines.ics",
            export,
            options=(
                Option("to", N_("The file to write."), "FILE.ics", needed=True),
                Option("case", N_("Only those of this case."), "CASE"),
            ),
        ),
    ),
)

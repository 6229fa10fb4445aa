"""Commands about a whole office: making, checking, backing up, restoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.cli import findings
from xborder_desk.cli.tables import pairs
from xborder_desk.cli.verbs import Answer, Area, Argument, Flag, Verb
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def create(session: Session, given: Given) -> Answer:
    """Make an office, with sample cases if asked for."""
    desk = session.create(given.path("location"), sample=given.flag("sample"))
    data = {"office": str(desk.location), "cases": desk.offices.summary()["cases"]}
    return Answer(data, _counts(session, data))


def check(session: Session, given: Given) -> Answer:
    """Check the database, every evidence hash and every register."""
    desk = session.desk()
    cleared = desk.offices.clear_leftovers() if given.flag("clear-leftovers") else 0
    more = {"office": str(desk.location), "cleared": cleared}
    return findings.answer(session, desk.offices.check(session.context), more)


def backup(session: Session, given: Given) -> Answer:
    """Write the whole office into one file."""
    file = given.path("file").absolute()
    data = {"file": str(file), **session.desk().offices.backup(file, session.context)}
    return Answer(data, _counts(session, data))


def restore(session: Session, given: Given) -> Answer:
    """Make an office from a backup."""
    file, location = given.path("file").absolute(), given.path("location").absolute()
    counts = session.doors.restore(file, location, session.context)
    data = {"file": str(file), **counts, "office": str(location)}
    return Answer(data, _counts(session, data))


def _counts(session: Session, data: dict[str, object]) -> Iterator[str]:
    names = {
        "office": N_("Office"),
        "file": N_("File"),
        "cases": N_("Cases"),
        "evidence": N_("Evidence items"),
    }
    told = ((session.text(name), str(data[key])) for key, name in names.items() if key in data)
    return pairs(told, session.language.colon)


_LOCATION = Argument("location", N_("The folder of the office; it must not exist yet, or be empty."))

AREA = Area(
    "office",
    N_("Make, check, back up and restore an office."),
    (
        Verb(
            "create",
            N_("Make an office in a new folder."),
            "office create cases --sample",
            create,
            (_LOCATION,),
            (Flag("sample", N_("Fill it with the fictional sample cases.")),),
        ),
        Verb(
            "check",
            N_("Check the database, the hash of every evidence item and every line of the registers."),
            "office check",
            check,
            options=(
                Flag("clear-leftovers", N_("First remove what an interrupted intake has left behind.")),
            ),
        ),
        Verb(
            "backup",
            N_("Write the whole office into one file, while it may be in use."),
            "office backup cases.zip",
            backup,
            (Argument("file", N_("The file to write; it must not exist yet.")),),
        ),
        Verb(
            "restore",
            N_("Make an office from a backup; every hash is checked on the way."),
            "office restore cases.zip restored",
            restore,
            (Argument("file", N_("The backup.")), _LOCATION),
        ),
    ),
)

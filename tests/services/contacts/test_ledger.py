"""Finding the attempt a report is about; who is who; lines and states as they are written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.mails import CONSUMER, SHOP, add_addresses, by_hand
from xborder_desk.domain.mails import ToldMail
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.contacts.ledger import Known, Ledger, read_ledger
from xborder_desk.services.contacts.lines import moment_fields
from xborder_desk.services.contacts.standing import standing_of
from xborder_desk.services.contacts.taking import Case, earlier
from xborder_desk.services.contacts.who import people_of
from xborder_desk.storage.models import Identifier
from xborder_desk.storage.queries import evidence

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

START = dt.datetime(2026, 2, 2, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def ledger(*made: tuple[str, dt.datetime, bool]) -> Ledger:
    found = Ledger()
    for number, (message_id, at, settled) in enumerate(made, 1):
        found.add(Known(f"u{number}", f"A-{number:02d}", at, message_id, "P-02", settled=settled), [SHOP])
    return found


@pytest.mark.parametrize(
    ("message_id", "at", "number", "overlooked"),
    [
        ("two@x", START, "A-02", False),
        ("", START + DAY, "A-01", False),
        ("", START + 12 * DAY, "A-02", False),
        ("unknown@x", START + DAY, "", False),
        ("", START - 300 * DAY, "A-02", True),
        ("", None, "A-02", True),
        ("", START + 300 * DAY, "", False),
    ],
)
def test_the_id_decides_then_recipient_and_time(
    message_id: str, at: dt.datetime | None, number: str, overlooked: object
) -> None:
    known, wrong = ledger(("one@x", START, False), ("two@x", START + 10 * DAY, False)).of_report(
        message_id, SHOP.upper(), at
    )
    assert (known.number if known else "", wrong) == (number, overlooked)


def test_an_attempt_nobody_reported_on_comes_before_one_that_has_its_result() -> None:
    known, _ = ledger(("", START, False), ("", START + DAY, True)).of_report("", SHOP, START + 2 * DAY)
    assert known is not None
    assert known.number == "A-01"


def test_a_register_is_read_into_it(desk: Desk, office: Office) -> None:
    case = open_case(desk)
    add_addresses(desk, case)
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-02T10:00", "bounced"))
    with office.database.read() as uow:
        case_id, case_uid = evidence.case_key(uow, case)
        found = read_ledger(uow, case_id, case_uid)
        people = people_of(uow, case_id)
        nothing = ToldMail(readable=False, canonical="c")
        assert earlier(uow, Case(case_id, case_uid, case), "0" * 64, "", nothing) is None
        assert standing_of(uow, case)[0] == "P-02"
    assert (found.made, found.addresses[SHOP][0].settled) == (1, True)
    assert (CONSUMER in people.ours, people.theirs[SHOP]) == (True, "P-02")
    assert people.hosts == {"wanbao.example": "P-02"}


def test_what_a_line_shows_is_noted_beside_the_identifier(desk: Desk, office: Office) -> None:
    case = open_case(desk)
    add_addresses(desk, case)
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-02T10:00"))
    desk.contacts.add_reply("A-01", NewOutcome(note="Yes?"), case)
    with office.database.read() as uow:
        rows = uow.session.query(Identifier).filter_by(normal=SHOP)
        assert [(row.state, bool(row.state_attempt_uid)) for row in rows] == [("alive", True)]


def test_a_moment_keeps_the_clock_it_was_read_from() -> None:
    east = dt.timezone(dt.timedelta(hours=8))
    said = moment_fields(START.astimezone(east), dt.UTC)
    assert said == {"started_at": "2026-02-02T09:00:00.000Z", "offset": 480, "zone": ""}

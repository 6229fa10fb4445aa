"""The diligent search: rows done by the register or by mark, the plan, and readiness for a court."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import new_party, open_case, write_files
from tests.factories.mails import SALES, SHOP, add_addresses, by_hand
from tests.factories.offices import desk_in, statements
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.reach import Reach
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

TODAY = dt.date(2026, 3, 2)
PHONE = "+86 755 1234 5678"
PLACE = "Baoan Rd 1, Shenzhen"


@pytest.fixture
def desk(embedded: Office) -> Desk:
    return desk_in(embedded)


@pytest.fixture
def case(desk: Desk) -> str:
    number = open_case(desk)
    add_addresses(desk, number)
    return number


def state(desk: Desk, case: str, row: str) -> tuple[str, str]:
    found = next(one for one in desk.contacts.board(case) if one.row.id == row)
    return str(found.state), str(found.told or found.reason)


def test_a_row_wants_every_address_and_the_question_for_the_postal_one(desk: Desk, case: str) -> None:
    assert len(desk.contacts.board(case)) == 20
    assert state(desk, case, "email") == ("open", "Nothing is recorded for it yet.")
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-02T10:00", purpose="complaint"))
    assert state(desk, case, "email") == ("open", f"Not tried yet: {SALES}.")
    desk.contacts.add(case, by_hand("email", SALES, "2026-02-03T10:00", purpose="demand"))
    assert state(desk, case, "email") == ("open", "The postal address was not asked for yet.")
    desk.contacts.add(case, by_hand("email", SALES, "2026-02-10T10:00", purpose="address_inquiry"))
    assert state(desk, case, "email")[0] == "done"


def test_rows_follow_from_origins_roles_and_registers(desk: Desk, case: str) -> None:
    assert state(desk, case, "phone") == ("not_applicable", "No such address is known.")
    assert state(desk, case, "imprint")[0] == "done"
    desk.contacts.add(case, by_hand("register_lookup", "Handelsregister B", "2026-02-02T10:00", "not_found"))
    assert state(desk, case, "company-register")[0] == "done"
    carrier, _ = desk.parties.add(case, new_party())
    new = by_hand("third_party", "claims@kurier.example", "2026-02-02T10:00")
    desk.contacts.add(case, type(new)(channel=new.channel, address=new.address, at=new.at, party=carrier))
    assert state(desk, case, "parcel")[0] == "done"


def test_what_somebody_else_did_needs_proof(desk: Desk, case: str, tmp_path: Path) -> None:
    told = by_hand("visit", "Hauptstr. 1, Berlin", "2026-02-02T10:00", "no_answer")
    second_hand = type(told)(channel="visit", address=told.address, at=told.at, first_hand=False)
    number = desk.contacts.add(case, second_hand)
    assert "nothing proves it" in state(desk, case, "visit")[1]
    desk.evidence.add_files(case, write_files(tmp_path, record="seen"), JobContext())
    desk.contacts.add_result(number, NewOutcome("returned_unknown", proofs=("E-01",)), case)
    assert state(desk, case, "visit")[0] == "done"


def test_marks_are_lines_and_the_last_one_counts(desk: Desk, case: str) -> None:
    desk.contacts.mark_row(case, "20", "not-applicable", "The seat is in Shenzhen.")
    assert state(desk, case, "visit") == ("not_applicable", "The seat is in Shenzhen.")
    desk.contacts.mark_row(case, "visit", "open", "")
    assert state(desk, case, "visit")[0] == "open"
    assert desk.evidence.verify(case, JobContext()).ok


@pytest.mark.parametrize(
    ("row", "wanted", "reason"),
    [("nothing", "done", "x"), ("visit", "not_applicable", ""), ("visit", "done", "")],
)
def test_a_mark_needs_its_row_and_its_reason(
    desk: Desk, case: str, row: str, wanted: str, reason: str
) -> None:
    with pytest.raises(BadInputError):
        desk.contacts.mark_row(case, row, wanted, reason)


def test_the_plan_spreads_what_is_left_over_days_and_weekdays(desk: Desk, case: str) -> None:
    desk.parties.add_identifier(case, "P-02", NewIdentifier("phone", "+86 755 1234 5678", origin="website"))
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-20T10:00"))
    steps = desk.contacts.plan(case, TODAY)
    assert [(step.channel, step.due) for step in steps] == [
        ("phone", dt.date(2026, 3, 2)),
        ("email", dt.date(2026, 3, 9)),
        ("phone", dt.date(2026, 3, 17)),
    ]
    assert {step.due.weekday() for step in steps} <= {0, 1, 2, 3, 4}


def _thoroughly(desk: Desk, case: str) -> None:
    """Do what German courts ask for: three ways, twice each, spread; registers; words on the rest."""
    desk.parties.add_identifier(case, "P-02", NewIdentifier("phone", "+86 755 1234 5678", origin="website"))
    desk.parties.add_identifier(
        case, "P-02", NewIdentifier("address", "Baoan Rd 1, Shenzhen", origin="imprint")
    )
    for day, hour in (("02", "10"), ("17", "15")):
        for address in (SHOP, SALES):
            at = f"2026-02-{day}T{hour}:00"
            number = desk.contacts.add(case, by_hand("email", address, at, purpose="address_inquiry"))
            desk.contacts.add_result(number, NewOutcome("bounced", at=at), case)
        desk.contacts.add(case, by_hand("phone", PHONE, f"2026-02-{day}T{hour}:30", "no_answer"))
        letter = by_hand("registered_letter", PLACE, f"2026-02-{day}T{hour}:45")
        number = desk.contacts.add(case, letter)
        desk.contacts.add_result(number, NewOutcome("returned_unknown", at="2026-03-01T10:00"), case)
    for place in ("Handelsregister", "Einwohnermeldeamt", "insolvency register"):
        desk.contacts.add(case, by_hand("register_lookup", place, "2026-02-20T10:00", "not_found"))
    desk.contacts.mark_row(case, "visit", "not_applicable", "The seat is in Shenzhen.")


def test_readiness_changes_with_the_register_and_with_the_court(desk: Desk, case: str) -> None:
    before = desk.contacts.readiness(case, "DE", TODAY)
    assert not before.ready
    assert {"phone", "letter"} <= {one.key for one in before.done}  # no such addresses are known
    assert {"email", "company-register", "residents", "unreachable"} <= {one.key for one in before.missing}
    _thoroughly(desk, case)
    nearly = desk.contacts.readiness(case, "DE", TODAY)
    assert [one.key for one in nearly.missing] == ["omissions"]
    desk.contacts.set_omissions(case, "The platform was not asked, because there was none.")
    after = desk.contacts.readiness(case, "DE", TODAY)
    assert after.ready
    assert all(one.status in {"sourced", "unchecked", "confirmed"} for one in after.done)
    france = desk.contacts.readiness(case, "FR", TODAY)
    assert [one.key for one in france.missing] == ["web-search"]
    assert desk.contacts.readiness(case, "DE", TODAY + dt.timedelta(days=60)).missing[0].key == "cadence-age"


@pytest.mark.parametrize("court", ["AT", "UK", "BE", "US"])
def test_nothing_is_enough_where_the_rule_is_unchecked_or_unknown(desk: Desk, case: str, court: str) -> None:
    _thoroughly(desk, case)
    desk.contacts.set_omissions(case, "Nothing else was in proportion.")
    found = desk.contacts.readiness(case, court, TODAY)
    assert not found.ready
    assert found.missing[-1].status == "unchecked"


def test_without_a_court_the_consumers_counts(desk: Desk, case: str) -> None:
    assert desk.contacts.readiness(case, "", TODAY).country == "DE"


@pytest.mark.parametrize("court", ["QQ", "XX", "Atlantis", "DEU DE"])
def test_a_court_of_no_country_is_refused_in_one_sentence(desk: Desk, case: str, court: str) -> None:
    said = f"“{court}” is no country. Give its two-letter code, for example DE or CN."
    for ask in (desk.contacts.readiness, desk.contacts.survey):
        with pytest.raises(BadInputError) as refused:
            ask(case, court)
        assert (str(refused.value), refused.value.field) == (said, "court")


@pytest.mark.parametrize(
    ("court", "country"), [("de", "DE"), ("Germany", "DE"), ("UK", "GB"), ("EW", "GB"), ("EL", "GR")]
)
def test_a_court_may_be_named_as_people_write_it(desk: Desk, case: str, court: str, country: str) -> None:
    assert desk.contacts.readiness(case, court, TODAY).country == country


def test_a_country_without_a_rule_is_answered_with_that(desk: Desk, case: str) -> None:
    found = desk.contacts.readiness(case, "US", TODAY)
    [item] = found.missing
    assert str(item.why) == "No rule is recorded for US; ask a lawyer there."
    assert not found.ready


def test_one_look_shows_the_same_as_many(desk: Desk, case: str, embedded: Office) -> None:
    _thoroughly(desk, case)
    with statements(embedded.database.engine) as asked:
        seen = desk.contacts.survey(case, "DE", "", TODAY)
    assert len(asked) == 3
    assert list(seen.attempts) == desk.contacts.list(case)
    assert list(seen.board) == list(desk.contacts.board(case))
    assert list(seen.plan) == list(desk.contacts.plan(case, TODAY))
    assert seen.readiness == desk.contacts.readiness(case, "DE", TODAY)
    party, book, standing = desk.contacts.standing(case)
    assert (seen.party, list(seen.book), seen.standing.state) == (party, list(book), standing.state)
    assert {"DE", "FR", "GB"} <= set(seen.courts)
    assert any("Handelsregister" in one.names for one in seen.registers)


def test_the_queries_of_a_look_do_not_grow_with_the_register(desk: Desk, case: str, embedded: Office) -> None:
    counted = []
    for _ in range(2):
        with statements(embedded.database.engine) as asked:
            desk.contacts.survey(case, "", "", TODAY)
        counted.append(len(asked))
        for minute in range(30):
            desk.contacts.add(case, by_hand("email", SHOP, f"2026-02-02T10:{minute:02d}", "bounced"))
    assert counted == [4, 4]


def test_the_look_can_be_at_another_party(desk: Desk, case: str) -> None:
    carrier, _ = desk.parties.add(case, new_party())
    desk.parties.add_identifier(case, carrier, NewIdentifier("email", "claims@kurier.example"))
    new = by_hand("email", "claims@kurier.example", "2026-02-02T10:00", "delivered")
    desk.contacts.add(case, replace(new, party=carrier))
    seen = desk.contacts.survey(case, "DE", carrier, TODAY)
    assert seen.party == carrier
    states = {one.raw: one.state for one in seen.book}
    assert states == {"+48 32 123 45 67": "", "claims@kurier.example": "alive"}
    assert desk.contacts.survey(case, "DE", "", TODAY).standing.state is Reach.UNTRIED


def test_reminders_name_what_was_due_and_not_answered(desk: Desk, case: str) -> None:
    for day in ("05", "06"):
        new = by_hand("email", SHOP, "2026-02-01T10:00", reply_by=f"2026-02-{day}")
        desk.contacts.add(case, new)
    desk.contacts.add_reply("A-01", NewOutcome(note="Soon."), case)
    assert [(one.attempt, one.due.day, one.kind) for one in desk.contacts.reminders(TODAY)] == [
        ("A-02", 6, "answer")
    ]
    assert desk.contacts.reminders(dt.date(2026, 2, 1)) == []


def test_a_next_step_is_due_until_somebody_takes_it(desk: Desk, case: str) -> None:
    planned = by_hand(
        "phone", PHONE, "2026-02-01T10:00", "no_answer", next_step="Call again", next_due="2026-02-20"
    )
    desk.contacts.add(case, planned)
    [one] = desk.contacts.reminders(TODAY)
    assert (one.kind, one.attempt, one.text, one.due) == ("next", "A-01", "Call again", dt.date(2026, 2, 20))
    assert (one.case, one.channel, one.address) == (case, "phone", PHONE)
    assert desk.contacts.reminders(dt.date(2026, 2, 19)) == []
    carrier, _ = desk.parties.add(case, new_party())
    other = replace(by_hand("phone", "+49 30 1", "2026-02-20T09:00"), party=carrier)
    desk.contacts.add(case, other)
    assert len(desk.contacts.reminders(TODAY)) == 1
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-21T10:00"))
    assert desk.contacts.reminders(TODAY) == []


def test_reminders_of_all_cases_come_in_order_and_closed_ones_are_silent(desk: Desk, case: str) -> None:
    other = open_case(desk)
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-01T10:00", reply_by="2026-02-20"))
    late = by_hand("phone", PHONE, "2026-02-01T10:00", next_step="Call", next_due="2026-02-10")
    desk.contacts.add(other, late)
    assert [(one.case, one.kind) for one in desk.contacts.reminders(TODAY)] == [
        (other, "next"),
        (case, "answer"),
    ]
    desk.cases.set(other, {"status": "closed"})
    assert [one.case for one in desk.contacts.reminders(TODAY)] == [case]

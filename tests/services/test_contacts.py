"""The contact register: attempts with their proofs, and later lines that say what became of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.offices import ACTOR, Clock, row_counts
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    number = open_case(desk)
    add_evidence(desk, number, write_files(tmp_path / "in", sent="Dear seller", bounce="Unknown user"))
    return number


def only(desk: Desk, case: str) -> AttemptView:
    (attempt,) = desk.contacts.list(case)
    return attempt


def test_an_attempt_is_one_line_and_its_result_another(desk: Desk, case: str, office: Office) -> None:
    number = desk.contacts.add(
        case,
        new_attempt(
            result="bounced",
            purpose="complaint",
            note="written twice",
            party="P-02",
            address_source="imprint",
            address_evidence="E-01",
            language="en",
            reply_by="2026-02-17",
            cost="4.95",
            cost_currency="eur",
            next_step="registered letter",
            next_due="2026-02-18",
        ),
        ("E-01", "E-02"),
    )
    attempt = only(desk, case)
    assert number == attempt.number == "A-01"
    assert (attempt.channel, attempt.address, attempt.party, attempt.result) == (
        "email",
        "service@wanbao.example",
        "P-02",
        "bounced",
    )
    assert (attempt.cost, attempt.cost_currency, attempt.by) == ("4.95", "EUR", ACTOR)
    assert attempt.started_at == dt.datetime(2026, 2, 3, 9, 30, tzinfo=dt.UTC)
    assert (attempt.offset, attempt.zone, attempt.local.hour) == (60, "Europe/Berlin", 10)
    assert attempt.proofs == ("E-01", "E-02")
    with office.database.read() as uow:
        lines = registers.lines(uow.connection, desk.cases.show(case).uid, CONTACTS)
    assert [line.values()["action"] for line in lines] == ["attempt", "result"]
    sha = {row.number: row.sha256 for row in desk.evidence.list(case)}
    assert lines[0].values()["proofs"] == [{"evidence": one, "sha256": sha[one]} for one in ("E-01", "E-02")]


def test_without_a_time_the_attempt_is_now(desk: Desk, case: str, clock: Clock) -> None:
    clock.moment = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
    desk.contacts.add(case, new_attempt(at=""))
    assert only(desk, case).local.isoformat() == "2026-07-01T14:00:00+02:00"


def test_a_time_elsewhere_keeps_its_offset(desk: Desk, case: str) -> None:
    desk.contacts.add(case, new_attempt(at="2026-02-03T10:30+08:00"))
    attempt = only(desk, case)
    assert (attempt.offset, attempt.zone, attempt.local.hour) == (480, "", 10)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"address": " "}, "address"),
        ({"address": "a\u202eb"}, "address"),
        ({"at": "2026-02-30T10:00"}, "at"),
        ({"at": "2026-03-02T23:00"}, "at"),
        ({"at": "1999"}, "at"),
        ({"result": "perhaps"}, "result"),
        ({"purpose": "fun"}, "purpose"),
        ({"address_source": "dream"}, "address_source"),
        ({"language": "xx"}, "language"),
        ({"reply_by": "soon"}, "reply_by"),
        ({"next_due": "2026-13-01"}, "next_due"),
        ({"cost": "-1", "cost_currency": "EUR"}, "cost"),
        ({"cost": "4.95"}, "cost_currency"),
        ({"cost": "1", "cost_currency": "ZZZ"}, "cost_currency"),
        ({"next_step": "x" * 4000}, "next_step"),
        ({"note": "a\0b"}, "note"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_written(
    desk: Desk, office: Office, case: str, changed: dict[str, Any], field: str
) -> None:
    before = row_counts(office)
    with pytest.raises(BadInputError) as caught:
        desk.contacts.add(case, new_attempt(**changed))
    assert caught.value.field == field
    assert row_counts(office) == before


def test_parties_and_proofs_that_are_not_there_are_said(desk: Desk, office: Office, case: str) -> None:
    before = row_counts(office)
    for attempt, proofs in (
        (new_attempt(party="P-09"), ()),
        (new_attempt(), ("E-09",)),
        (new_attempt(address_evidence="E-07"), ()),
    ):
        with pytest.raises(NotFoundError):
            desk.contacts.add(case, attempt, proofs)
    for number in ("A-01", f"{case}/A-07"):
        with pytest.raises(NotFoundError, match="no contact attempt"):
            desk.contacts.add_result(number, NewOutcome("read"), case)
    for number in ("nonsense", "", "A-01"):
        with pytest.raises(BadInputError):
            desk.contacts.correct(number, {"address": "x"}, "reason")
    assert row_counts(office) == before


def test_results_and_replies_are_lines_of_their_own(desk: Desk, case: str) -> None:
    desk.contacts.add(case, new_attempt())
    desk.contacts.add_result(f"{case}/A-01", NewOutcome("delivered", "2026-02-03T11:00"))
    desk.contacts.add_result("a-01", NewOutcome("read", note="receipt", proofs=("E-02",)), case)
    desk.contacts.add_reply("A-01", NewOutcome(note="We refuse.", at="2026-02-05T08:00Z"), case)
    attempt = only(desk, case)
    assert [one.result for one in attempt.results] == ["delivered", "read"]
    assert (attempt.result, attempt.results[1].proofs) == ("read", ("E-02",))
    assert [(one.note, one.at.hour) for one in attempt.replies] == [("We refuse.", 8)]


def test_a_correction_shows_what_is_right_and_keeps_what_was_written(
    desk: Desk, case: str, office: Office
) -> None:
    desk.contacts.add(case, new_attempt())
    desk.contacts.correct(
        "A-01", {"address": "help@wanbao.example", "at": "2026-02-03T11:00"}, "typing mistake", case
    )
    attempt = only(desk, case)
    assert (attempt.address, attempt.local.hour) == ("help@wanbao.example", 11)
    assert ("address", "service@wanbao.example", "help@wanbao.example") in [
        (one.field, one.before, one.after) for one in attempt.corrections
    ]
    with office.database.read() as uow:
        first = registers.lines(uow.connection, desk.cases.show(case).uid, CONTACTS)[0]
    assert first.values()["address"] == "service@wanbao.example"


@pytest.mark.parametrize(
    ("changes", "note", "field"),
    [
        ({"address": "x"}, "", "note"),
        ({"result": "read"}, "why", "result"),
        ({"colour": "x"}, "why", "colour"),
        ({"address": ""}, "why", "address"),
        ({"channel": "pigeon"}, "why", "channel"),
        ({"at": "2031-01-01T00:00"}, "why", "at"),
        ({"language": "xx"}, "why", "language"),
    ],
)
def test_bad_corrections_are_refused_and_nothing_written(
    desk: Desk, office: Office, case: str, changes: dict[str, str], note: str, field: str
) -> None:
    desk.contacts.add(case, new_attempt())
    before = row_counts(office)
    with pytest.raises(BadInputError) as caught:
        desk.contacts.correct("A-01", changes, note, case)
    assert caught.value.field == field
    assert row_counts(office) == before


def test_numbers_run_by_attempts_alone(desk: Desk, case: str) -> None:
    desk.contacts.add(case, new_attempt(result="read"))
    desk.contacts.add_reply("A-01", NewOutcome(), case)
    assert desk.contacts.add(case, new_attempt()) == "A-02"
    assert [row.attempts for row in desk.cases.all()] == [2]

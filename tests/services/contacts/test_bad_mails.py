"""Mails as they should not be: each is answered in one sentence; nothing is doubled, nothing is lost."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.mails import SALES, SENT_AT, SHOP, add_addresses, answer, mailbox, report, sent, write
from tests.factories.offices import desk_in
from xborder_desk.domain.mail_import import Became
from xborder_desk.jobs.context import JobContext
from xborder_desk.mail.mbox import stream_mbox
from xborder_desk.services.contacts import importing

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.mail_import import Imported
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

NEVER_SENT = "This case has no mail that this report is about; what the report says of it was logged."
WRONG_CLOCK = "The report's own time cannot be right; it was matched by its recipient alone."
NO_DATE = "The mail has no date; the time of taking it in was noted."
BORDER = b"From somebody@mueller.example Mon Feb  2 10:15:00 2026\n"


@pytest.fixture
def desk(embedded: Office) -> Desk:
    return desk_in(embedded)


@pytest.fixture
def case(desk: Desk) -> str:
    number = open_case(desk)
    add_addresses(desk, number)
    return number


def take(desk: Desk, case: str, folder: Path, *mails: bytes) -> list[Imported]:
    return desk.contacts.import_mails(case, write(folder, *mails), JobContext())


def told(one: Imported) -> list[str]:
    return [str(warning) for warning in one.warnings]


def whole(desk: Desk, case: str) -> tuple[list[str], int]:
    """Every attempt with its results, and how many items of evidence there are."""
    attempts = desk.contacts.list(case)
    lines = [f"{one.number} {line.recipient} {line.result}" for one in attempts for line in one.results]
    items = [item for item in desk.evidence.list(case) if not item.part_of]
    assert desk.evidence.verify(case, JobContext()).ok
    return lines, len(items)


def test_a_forged_id_is_about_none_of_our_mails(desk: Desk, case: str, tmp_path: Path) -> None:
    forged = report("somebody-elses@relay.example")
    _, one = take(desk, case, tmp_path / "in", sent(), forged)
    assert told(one) == [NEVER_SENT]
    assert one.attempts == ("A-02",)
    assert whole(desk, case) == ([f"A-02 {SHOP} bounced"], 2)
    [again] = take(desk, case, tmp_path / "again", forged)
    assert (again.outcome, again.attempts, again.duplicate_of) == (Became.RESULT, ("A-02",), "E-02")
    assert whole(desk, case) == ([f"A-02 {SHOP} bounced"], 2)


def test_the_mail_a_report_was_about_may_come_later(desk: Desk, case: str, tmp_path: Path) -> None:
    [first] = take(desk, case, tmp_path / "in", report())
    assert told(first) == [NEVER_SENT]
    [later] = take(desk, case, tmp_path / "later", sent())
    assert (later.outcome, later.attempts) == (Became.ATTEMPT, ("A-01",))
    assert whole(desk, case) == ([f"A-01 {SHOP} bounced"], 2)
    assert len(desk.contacts.list(case)) == 1


def test_of_several_receivers_each_has_its_own_result(desk: Desk, case: str, tmp_path: Path) -> None:
    third = "third@wanbao.example"
    both = report(
        "first@office.example",
        (SHOP, "5.1.1", "550 5.1.1 unknown user"),
        (SALES, "4.2.2", "452 4.2.2 mailbox full"),
        (third, "2.0.0", "250 ok"),
    )
    _, one = take(desk, case, tmp_path / "in", sent(to=f"{SHOP}, {SALES}, {third}"), both)
    assert [(said.address, said.status_class, said.dead) for said in one.recipients] == [
        (SHOP, 5, True),
        (SALES, 4, False),
        (third, 2, False),
    ]
    assert told(one) == []
    lines, items = whole(desk, case)
    assert lines[0] == f"A-01 {SHOP} bounced"
    assert lines[2] == f"A-01 {third} delivered"
    assert (len(lines), items) == (3, 2)


def test_one_of_several_that_we_never_wrote_to_is_an_attempt_of_its_own(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    stranger = "who@elsewhere.example"
    both = report("", (SHOP, "5.1.1", "550 unknown"), (stranger, "5.1.1", "550 unknown"))
    _, one = take(desk, case, tmp_path / "in", sent(), both)
    assert sorted(one.attempts) == ["A-01", "A-02"]
    assert told(one) == [NEVER_SENT]
    assert whole(desk, case) == ([f"A-01 {SHOP} bounced", f"A-02 {stranger} bounced"], 2)


@pytest.mark.parametrize("days", [-365, -4000])
def test_a_clock_that_is_years_slow(desk: Desk, case: str, tmp_path: Path, days: int) -> None:
    _, one = take(desk, case, tmp_path / "in", sent(), report("", at=SENT_AT + dt.timedelta(days=days)))
    assert told(one) == [WRONG_CLOCK]
    assert (one.attempts, whole(desk, case)[0]) == (("A-01",), [f"A-01 {SHOP} bounced"])


def test_a_clock_that_is_a_year_fast(desk: Desk, case: str, tmp_path: Path) -> None:
    _, one = take(desk, case, tmp_path / "in", sent(), report("", at=SENT_AT + dt.timedelta(days=365)))
    assert told(one) == [WRONG_CLOCK]
    assert (one.attempts, whole(desk, case)[0]) == (("A-01",), [f"A-01 {SHOP} bounced"])


def test_no_date_at_all(desk: Desk, case: str, tmp_path: Path) -> None:
    mail, bounce = take(desk, case, tmp_path / "in", sent(at=None), report("", at=None))
    assert told(mail) == [NO_DATE]
    assert told(bounce) == [WRONG_CLOCK]
    assert (bounce.attempts, whole(desk, case)[0]) == (("A-01",), [f"A-01 {SHOP} bounced"])


def test_an_address_in_no_known_form_is_kept_as_it_was_written(desk: Desk, case: str, tmp_path: Path) -> None:
    odd = report("", ("/O=SHOP/CN=SUPPORT", "5.1.1", "550 user unknown"))
    [one] = take(desk, case, tmp_path / "in", odd)
    assert (one.outcome, told(one)) == (Became.RESULT, [NEVER_SENT])
    assert desk.contacts.list(case)[0].address == "/O=SHOP/CN=SUPPORT"


def test_the_same_mailbox_twice_changes_nothing(desk: Desk, case: str, tmp_path: Path) -> None:
    mails = [sent(), report(), answer(), sent("second@office.example", SALES), sent()]
    box = mailbox(tmp_path / "Sent.mbox", *mails)
    first = desk.contacts.import_mails(case, [box], JobContext())
    before = whole(desk, case), desk.contacts.list(case)
    second = desk.contacts.import_mails(case, [box], JobContext())
    assert [(one.outcome, one.attempts, one.recipients) for one in second] == [
        (one.outcome, one.attempts, one.recipients) for one in first
    ]
    assert [one.duplicate_of for one in first] == ["", "", "", "", "E-01"]
    assert [one.duplicate_of for one in second] == ["E-01", "E-02", "E-03", "E-04", "E-01"]
    assert (whole(desk, case), desk.contacts.list(case)) == before


def test_a_mailbox_of_two_gigabytes(desk: Desk, case: str, tmp_path: Path) -> None:
    """Its mails are taken, the hole between them is none; again, and nothing changes."""
    file, size = tmp_path / "huge.mbox", 2 << 30
    with file.open("wb") as out:
        out.write(BORDER + sent() + b"\n" + BORDER + report() + b"\n")
        out.seek(size - 5000)
        out.write(b"\n\n" + BORDER + answer())
        out.truncate(size)
    for _ in range(2):
        taken = desk.contacts.import_mails(case, [file], JobContext())
        assert [one.outcome for one in taken] == [Became.ATTEMPT, Became.RESULT, Became.REPLY]
        assert [one.fault for one in taken] == [None] * 3
        assert whole(desk, case) == ([f"A-01 {SHOP} bounced"], 3)


def test_a_mail_too_large_to_hold_is_told_with_the_way_out(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "stream_mbox", partial(stream_mbox, chunk=1000, most=5000))
    huge = sent("huge@office.example", text="x" * 20_000)
    box = mailbox(tmp_path / "Sent.mbox", sent(), huge, sent("last@office.example", SALES))
    first, large, last = desk.contacts.import_mails(case, [box], JobContext())
    assert (first.attempts, last.attempts) == (("A-01",), ("A-02",))
    assert str(large.fault) == (
        "Mail 2 of “Sent.mbox” is larger than 128 MiB and was not taken in. "
        "Save it from the mail program as a file of its own and add that."
    )
    assert whole(desk, case)[1] == 2


def test_a_sign_of_life_reopens_and_says_so(desk: Desk, case: str, tmp_path: Path) -> None:
    mails = [sent(), report(), sent("second@office.example", SALES)]
    gone = report("second@office.example", (SALES, "5.1.1", "550 no such user"), own_id="r2@relay.example")
    take(desk, case, tmp_path / "in", *mails, gone)
    found = desk.contacts.standing(case)[2]
    assert found.state == "unreachable"
    assert [str(reason) for reason in found.reasons] == [
        "Every known address (2) was tried, in 2 attempts, and every one failed."
    ]
    seen = desk.contacts.survey(case, "DE")
    assert "unreachable" in {one.key for one in seen.readiness.done}
    take(desk, case, tmp_path / "late", answer("", sender=SALES, at=SENT_AT + dt.timedelta(days=20)))
    seen = desk.contacts.survey(case, "DE")
    assert (seen.standing.state, seen.standing.reopened_by) == ("reachable", "A-02")
    assert [str(reason) for reason in seen.standing.reasons] == [
        "The party has answered or opened a message.",
        "It counted as unreachable from 2026-02-02 until the sign of life in A-02.",
    ]
    assert "unreachable" in {one.key for one in seen.readiness.missing}

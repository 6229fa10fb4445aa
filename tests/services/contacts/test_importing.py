"""Importing mails: attempts, results, replies; nothing doubled, nothing lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.mails import (
    CONSUMER,
    SALES,
    SENT_AT,
    SHOP,
    add_addresses,
    answer,
    by_hand,
    mailbox,
    report,
    sent,
    write,
)
from tests.factories.offices import desk_in, statements
from xborder_desk.domain.mail_import import Became
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.offices import Clock
    from xborder_desk.domain.mail_import import Imported
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def case(desk: Desk) -> str:
    number = open_case(desk)
    add_addresses(desk, number)
    return number


def take(desk: Desk, case: str, folder: Path, *mails: bytes) -> list[Imported]:
    return desk.contacts.import_mails(case, write(folder, *mails), JobContext())


def test_a_sent_mail_becomes_an_attempt_with_its_bytes_as_proof(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    [one] = take(desk, case, tmp_path / "in", sent(more="Content-Language: en\n"))
    assert (one.outcome, one.attempts, one.evidence) == (Became.ATTEMPT, ("A-01",), "E-01")
    [attempt] = desk.contacts.list(case)
    assert (attempt.channel, attempt.address, attempt.party) == ("email", SHOP, "P-02")
    assert (attempt.address_source, attempt.proofs, attempt.known_by) == ("imprint", ("E-01",), "mail")
    assert attempt.local == SENT_AT
    assert (attempt.message_id, attempt.subject) == ("first@office.example", "Order 114-3941689")
    assert desk.evidence.path_for_reading("E-01", case).read_bytes() == sent(more="Content-Language: en\n")
    assert desk.evidence.verify(case, JobContext()).ok


def test_a_report_becomes_a_result_of_its_attempt(desk: Desk, case: str, tmp_path: Path) -> None:
    _, one = take(desk, case, tmp_path / "in", sent(), report())
    assert (one.outcome, one.attempts) == (Became.RESULT, ("A-01",))
    [said] = one.recipients
    assert (said.address, said.status, said.status_class, said.dead) == (SHOP, "5.1.1", 5, True)
    [attempt] = desk.contacts.list(case)
    [result] = attempt.results
    assert (attempt.result, result.recipient, result.dead) == ("bounced", SHOP, True)
    assert "no such user" in result.note
    assert result.proofs == ("E-02",)


def test_a_full_mailbox_is_not_dead_and_a_delay_is_no_result_yet(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    full = report("first@office.example", (SHOP, "5.2.2", "552 5.2.2 mailbox full"))
    late = report("second@office.example", (SALES, "4.4.1", "connection timed out"), action="delayed")
    take(desk, case, tmp_path / "in", sent(), full, sent("second@office.example", SALES), late)
    first, second = desk.contacts.list(case)
    assert (first.result, first.results[0].dead) == ("bounced", False)
    assert (second.result, second.results[0].status_class) == ("pending", 4)
    _, book, _ = desk.contacts.standing(case)
    assert {entry.state for entry in book} == {""}


def test_a_report_about_several_names_each_of_them(desk: Desk, case: str, tmp_path: Path) -> None:
    both = report(
        "first@office.example", (SHOP, "5.1.1", "550 unknown user"), (SALES, "2.0.0", "250 delivered")
    )
    _, one = take(desk, case, tmp_path / "in", sent(to=f"{SHOP}, {SALES}"), both)
    assert [said.status_class for said in one.recipients] == [5, 2]
    [attempt] = desk.contacts.list(case)
    assert attempt.every_address == (SHOP, SALES)
    assert [(line.recipient, line.result) for line in attempt.results] == [
        (SHOP, "bounced"),
        (SALES, "delivered"),
    ]
    assert attempt.result == "delivered"
    _, book, _ = desk.contacts.standing(case)
    assert {entry.raw: (entry.state, entry.by) for entry in book} == {
        SHOP: ("dead", "A-01"),
        SALES: ("alive", "A-01"),
    }


def test_a_report_for_a_mail_never_sent_makes_an_attempt_that_says_so(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    _, one = take(desk, case, tmp_path / "in", sent(), report("forged@elsewhere.example"))
    assert (one.outcome, one.attempts) == (Became.RESULT, ("A-02",))
    assert "no mail that this report is about" in str(one.warnings[0])
    first, second = desk.contacts.list(case)
    assert first.results == ()
    assert (second.known_by, second.first_hand, second.result) == ("report", False, "bounced")


def test_without_an_id_recipient_and_time_decide(desk: Desk, case: str, tmp_path: Path) -> None:
    early = sent("early@office.example", at=SENT_AT - dt.timedelta(days=90))
    take(desk, case, tmp_path / "in", early, sent(), report(""))
    first, second = desk.contacts.list(case)
    assert (first.results, second.result) == ((), "bounced")


@pytest.mark.parametrize("years", [-1, 1, None])
def test_a_clock_that_is_wrong_loses_and_doubles_nothing(
    desk: Desk, case: str, tmp_path: Path, years: int | None
) -> None:
    at = None if years is None else SENT_AT.replace(year=SENT_AT.year + years)
    _, one = take(desk, case, tmp_path / "in", sent(), report("", at=at))
    assert one.attempts == ("A-01",)
    assert one.warnings
    [attempt] = desk.contacts.list(case)
    assert attempt.results[0].at >= attempt.started_at
    assert attempt.results[0].at.year == 2026


@pytest.mark.parametrize("at", [None, SENT_AT.replace(year=2031)])
def test_a_mail_without_a_date_that_can_be_is_logged_with_a_sentence(
    desk: Desk, case: str, tmp_path: Path, at: dt.datetime | None
) -> None:
    [one] = take(desk, case, tmp_path / "in", sent(at=at))
    assert len(one.warnings) == 1
    assert desk.contacts.list(case)[0].started_at.year == 2026


def test_a_real_answer_is_a_reply_and_an_automatic_one_is_not(desk: Desk, case: str, tmp_path: Path) -> None:
    absent = answer(more="Auto-Submitted: auto-replied\n", own_id="absent@wanbao.example")
    taken = take(desk, case, tmp_path / "in", sent(), absent, answer())
    assert [one.outcome for one in taken] == [Became.ATTEMPT, Became.KEPT, Became.REPLY]
    [attempt] = desk.contacts.list(case)
    assert [(reply.note, reply.proofs) for reply in attempt.replies] == [("Re: Order", ("E-03",))]


def test_an_answer_from_another_mailbox_of_the_seller_without_a_thread_is_a_reply(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    _, one = take(desk, case, tmp_path / "in", sent(), answer("", sender="boss@wanbao.example"))
    assert (one.outcome, one.attempts) == (Became.REPLY, ("A-01",))


@pytest.mark.parametrize(
    "mail",
    [
        answer("", sender="stranger@elsewhere.example"),
        b"Received: by x; Mon, 2 Feb 2026 10:00:00 +0100\nFrom: news@list.example\nTo: a@b.example\n\nBuy!\n",
        b"no mail at all",
        b"",
        sent(to=CONSUMER),
    ],
)
def test_anything_else_is_kept_and_changes_nothing(
    desk: Desk, case: str, tmp_path: Path, mail: bytes
) -> None:
    [one] = take(desk, case, tmp_path / "in", mail)
    assert (one.outcome, one.attempts, one.evidence) == (Became.KEPT, (), "E-01")
    assert desk.contacts.list(case) == []


def test_the_same_mail_again_is_answered_with_what_it_was(desk: Desk, case: str, tmp_path: Path) -> None:
    mails = (sent(), report(), answer())
    first = take(desk, case, tmp_path / "in", *mails)
    noted = (b"X-Mozilla-Status: 0001\n" + mail for mail in mails)
    for again in (
        take(desk, case, tmp_path / "again", *mails),
        take(desk, case, tmp_path / "crlf", *(mail.replace(b"\n", b"\r\n") for mail in mails)),
        take(desk, case, tmp_path / "cr", *(mail.replace(b"\n", b"\r") for mail in mails)),
        desk.contacts.import_mails(case, [mailbox(tmp_path / "box.mbox", *noted)], JobContext()),
    ):
        assert [(one.outcome, one.attempts) for one in again] == [
            (one.outcome, one.attempts) for one in first
        ]
        assert [one.duplicate_of for one in again] == ["E-01", "E-02", "E-03"]
        assert again[1].recipients == first[1].recipients
    [attempt] = desk.contacts.list(case)
    assert (len(attempt.results), len(attempt.replies)) == (1, 1)
    assert len([item for item in desk.evidence.list(case) if not item.part_of]) == 3


def items(desk: Desk, case: str) -> list[str]:
    return [one.number for one in desk.evidence.list(case) if not one.part_of]


def test_a_mail_that_was_added_as_evidence_before_is_that_item(desk: Desk, case: str, tmp_path: Path) -> None:
    mails = (sent(), report(), answer())
    desk.evidence.add_files(case, write(tmp_path / "added", *mails), JobContext())
    taken = take(desk, case, tmp_path / "in", *mails)
    assert [one.evidence for one in taken] == ["E-01", "E-02", "E-03"]
    assert [one.outcome for one in taken] == [Became.ATTEMPT, Became.RESULT, Became.REPLY]
    assert [one.warnings[-1].fields["number"] for one in taken] == ["E-01", "E-02", "E-03"]
    assert items(desk, case) == ["E-01", "E-02", "E-03"]
    [attempt] = desk.contacts.list(case)
    assert attempt.proofs == ("E-01",)
    assert (attempt.results[0].proofs, attempt.replies[0].proofs) == (("E-02",), ("E-03",))
    # Once more, and in the line ends of another system: now they were imported.
    for name, again in (("again", mails), ("crlf", [mail.replace(b"\n", b"\r\n") for mail in mails])):
        repeated = take(desk, case, tmp_path / name, *again)
        assert [one.duplicate_of for one in repeated] == ["E-01", "E-02", "E-03"]
    assert len(desk.contacts.list(case)) == 1
    assert items(desk, case) == ["E-01", "E-02", "E-03"]
    assert desk.evidence.verify(case, JobContext()).ok


def test_how_a_mail_came_twice_is_in_its_custody(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.evidence.add_files(case, write(tmp_path / "added", sent()), JobContext(), method="usb stick")
    take(desk, case, tmp_path / "in", sent())
    custody = desk.evidence.show("E-01", case).custody
    assert [one.details["method"] for one in custody if one.action == "import"] == ["usb stick", "mail"]


def test_a_mail_that_was_taken_off_the_list_comes_back_as_an_item_of_its_own(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    desk.evidence.add_files(case, write(tmp_path / "added", sent()), JobContext())
    desk.evidence.bin.take_off(case, ["E-01"])
    [one] = take(desk, case, tmp_path / "in", sent())
    assert (one.evidence, one.outcome) == ("E-02", Became.ATTEMPT)
    assert not one.warnings
    assert desk.evidence.verify(case, JobContext()).ok


def test_the_same_bytes_in_another_case_are_an_item_of_that_case(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    other = open_case(desk)
    desk.evidence.add_files(other, write(tmp_path / "added", sent()), JobContext())
    [one] = take(desk, case, tmp_path / "in", sent())
    assert (one.evidence, one.warnings) == ("E-01", ())
    assert items(desk, case) == items(desk, other) == ["E-01"]


def test_another_copy_of_a_sent_mail_is_kept_beside_the_first(desk: Desk, case: str, tmp_path: Path) -> None:
    _, one = take(desk, case, tmp_path / "in", sent(), sent(text="Please deliver.\n-- \nfooter"))
    assert (one.outcome, one.attempts, one.evidence) == (Became.ATTEMPT, ("A-01",), "E-02")
    assert len(desk.contacts.list(case)) == 1


def test_a_logged_attempt_gets_its_report_too(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.contacts.add(case, by_hand("email", SHOP, SENT_AT.isoformat()))
    [one] = take(desk, case, tmp_path / "in", report())
    assert one.attempts == ("A-01",)
    assert desk.contacts.list(case)[0].result == "bounced"


def test_a_case_without_addresses_takes_what_lay_where_it_was_written(desk: Desk, tmp_path: Path) -> None:
    bare = open_case(desk)
    taken = take(
        desk, bare, tmp_path / "in", sent(sender="me@home.example"), answer("", sender="x@y.example")
    )
    assert [one.outcome for one in taken] == [Became.ATTEMPT, Became.KEPT]


def test_a_mailbox_gives_its_mails_in_order(desk: Desk, case: str, tmp_path: Path) -> None:
    box = mailbox(tmp_path / "Sent", sent(), sent("second@office.example", SALES), report())
    taken = desk.contacts.import_mails(case, [box], JobContext())
    assert [(one.position, one.outcome) for one in taken] == [
        (1, Became.ATTEMPT),
        (2, Became.ATTEMPT),
        (3, Became.RESULT),
    ]


def test_a_file_that_is_not_there_has_its_fault_and_the_others_are_taken(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    files = [tmp_path / "gone.eml", *write(tmp_path / "in", sent())]
    gone, taken = desk.contacts.import_mails(case, files, JobContext())
    assert gone.fault is not None
    assert taken.outcome is Became.ATTEMPT


def test_addresses_in_no_known_form_are_kept_as_they_are(desk: Desk, case: str, tmp_path: Path) -> None:
    odd = report("", ("/O=SHOP/CN=SUPPORT", "5.1.1", "550 user unknown"))
    [one] = take(desk, case, tmp_path / "in", odd)
    assert one.outcome is Became.RESULT
    assert desk.contacts.list(case)[0].address == "/O=SHOP/CN=SUPPORT"


def test_a_sign_of_life_reopens_what_was_unreachable(desk: Desk, case: str, tmp_path: Path) -> None:
    take(desk, case, tmp_path / "in", sent(), report(), sent("second@office.example", SALES))
    assert desk.contacts.standing(case)[2].state == "waiting"
    second = report(
        "second@office.example", (SALES, "5.1.1", "550 no such user"), own_id="report-2@relay.example"
    )
    take(desk, case, tmp_path / "more", second)
    found = desk.contacts.standing(case)[2]
    assert found.state == "unreachable"
    assert "Every known address (2) was tried" in str(found.reasons[0])
    take(desk, case, tmp_path / "late", answer("", sender=SALES, at=SENT_AT + dt.timedelta(days=20)))
    found = desk.contacts.standing(case)[2]
    assert (found.state, found.reopened_by) == ("reachable", "A-02")
    assert "until the sign of life in A-02" in str(found.reasons[-1])


def test_the_number_of_queries_does_not_grow_with_the_register(
    embedded: Office, tmp_path: Path, clock: Clock
) -> None:
    desk = desk_in(embedded)
    case = open_case(desk)
    add_addresses(desk, case)
    clock.moment += dt.timedelta(days=1)

    def counted(*mails: bytes) -> int:
        files = write(tmp_path / str(len(mails)), *mails)
        with statements(embedded.database.engine) as asked:
            desk.contacts.import_mails(case, files, JobContext())
        return len(asked)

    few = counted(sent("a@office.example", text="a"))
    many = counted(*(sent(f"{n}@office.example", text=str(n)) for n in range(20)))
    more = counted(*(sent(f"x{n}@office.example", text=f"x{n}") for n in range(21)))
    assert more - many <= few
    with statements(embedded.database.engine) as asked:
        desk.contacts.list(case)
        desk.contacts.standing(case)
    assert len(asked) == 5

"""Mails read for the register: one and the same mail is told again, whatever its way was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.mails import Person, ToldMail
from xborder_desk.mail.telling_apart import OUTLOOK, canonical, told, told_of

if TYPE_CHECKING:
    from pathlib import Path

SENT = (
    b"From: Ann <ann@office.example>\r\nTo: shop@seller.example, <b@e.org>\r\nCc: c@e.org\r\n"
    b"Subject: Parcel\r\nDate: Mon, 2 Mar 2026 09:30:00 +0100\r\nMessage-ID: <first@office.example>\r\n"
    b"\r\nWhere is it?\r\n"
)


def with_fields(fields: bytes) -> bytes:
    return fields + SENT


def test_who_wrote_to_whom_and_when() -> None:
    mail = told(SENT)
    assert mail.readable
    assert mail.sender == (Person("Ann", "ann@office.example"),)
    assert [one.address for one in mail.receivers] == ["shop@seller.example", "b@e.org", "c@e.org"]
    assert (mail.date, mail.received, mail.subject) == ("2026-03-02T09:30:00+01:00", "", "Parcel")
    assert (mail.message_id, mail.answers, mail.report) == ("first@office.example", (), None)


def test_an_answer_names_the_nearest_mail_first_and_each_once() -> None:
    mail = told(with_fields(b"In-Reply-To: <b@x.example>\r\nReferences: <a@x.example> <b@x.example>\r\n"))
    assert mail.answers == ("b@x.example", "a@x.example")


def test_a_copy_that_was_carried_says_when_it_came() -> None:
    received = (
        b"Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0100\r\n"
        b"Received: from c by a; Mon, 2 Mar 2026 09:31:00 +0100\r\n"
    )
    mail = told(with_fields(received))
    assert mail.carried
    assert mail.received == "2026-03-02T10:00:00+01:00"
    assert not told(SENT).carried
    assert told(with_fields(b"Received: from a by b\r\n")).received == ""


@pytest.mark.parametrize("name", [b"List-Id", b"List-Post", b"List-Unsubscribe"])
def test_a_list_is_known(name: bytes) -> None:
    assert told(with_fields(name + b": <x>\r\n")).listed
    assert not told(SENT).listed


@pytest.mark.parametrize(
    "data", [b"", b"only words", OUTLOOK, OUTLOOK + b"rubbish", b"Subject: alone\r\n\r\n"]
)
def test_what_is_no_mail_is_not_readable(data: bytes) -> None:
    mail = told(data)
    assert not mail.readable
    assert len(mail.canonical) == 64


@pytest.mark.parametrize(
    "other",
    [
        SENT.replace(b"\r\n", b"\n"),
        SENT.replace(b"\r\n", b"\r"),
        b"From ann@office.example Mon Mar  2 09:30:00 2026\n" + SENT,
        SENT.replace(b"Subject", b"Status: RO\r\nX-Mozilla-Keys: a\r\n b\r\nSubject"),
        SENT + b"\r\n\r\n",
        b"\r\n" + SENT,
    ],
)
def test_one_mail_is_the_same_in_every_box(other: bytes) -> None:
    assert canonical(other) == canonical(SENT)


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"Where", b"When"), (b"Ann", b"Bo"), (b"Subject: Parcel", b"Subject: parcel"), (b"Cc", b"To")],
)
def test_another_word_is_another_mail(before: bytes, after: bytes) -> None:
    assert canonical(SENT.replace(before, after)) != canonical(SENT)


def test_a_sender_with_a_blank_before_its_colon_is_no_mark_of_a_mailbox() -> None:
    odd = SENT.replace(b"From:", b"From :")
    assert told(odd).sender == (Person("Ann", "ann@office.example"),)
    assert canonical(odd) != canonical(odd.replace(b"Ann", b"Bo"))


def test_what_a_program_notes_counts_only_in_the_header() -> None:
    body = SENT + b"Status: RO\r\n"
    assert canonical(body) != canonical(SENT)


@given(st.binary(max_size=300))
def test_any_bytes_are_told_and_cross_the_border(data: bytes) -> None:
    mail = told(data)
    assert ToldMail.from_plain(mail.to_plain()) == mail
    assert told(OUTLOOK + data).canonical


def test_a_file_is_told_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(SENT)
    assert ToldMail.from_plain(told_of(str(file))) == told(SENT)


def test_real_reports_are_told_with_whom_they_are_about(corpora: Path) -> None:
    files = sorted((corpora / "01-bounces" / "sisimai" / "maildir" / "bsd").iterdir())[::9]
    mails = [told(file.read_bytes()) for file in files]
    reports = [mail.report for mail in mails if mail.report is not None]
    assert len(reports) >= 0.9 * len(files)
    assert all(mail.readable for mail in mails)
    assert all(
        "\x00" not in one.text and "@" in one.address
        for report in reports
        for one in report.recipients
        if one.address
    )

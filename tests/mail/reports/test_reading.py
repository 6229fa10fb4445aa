"""Delivery reports: figures over real ones, and the forms they come in."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from tests.mail.reports.measuring import measure_flufl, measure_sisimai
from xborder_desk.mail.reports.reading import read_report

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = b"""From: MAILER-DAEMON@relay.example\r
Subject: Undelivered\r
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
\r
--b\r
Content-Type: text/plain\r
\r
Your mail could not be delivered.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; relay.example\r
\r
Final-Recipient: rfc822; shop@seller.example\r
Action: failed\r
Status: %s\r
Diagnostic-Code: smtp; %s\r
--b\r
Content-Type: message/rfc822\r
\r
Message-ID: <first@office.example>\r
To: shop@seller.example\r
\r
Hello\r
--b--\r
"""


def test_figures_over_real_reports(corpora: Path) -> None:
    figures = measure_sisimai(corpora)
    assert figures.share("recipient") >= 0.98, figures.misses
    assert figures.share("class") >= 0.98, figures.misses
    assert figures.share("dead") >= 0.97, figures.misses
    assert measure_flufl(corpora).share("recipients") >= 0.92
    for half in (0, 1):
        one = measure_sisimai(corpora, half)
        assert min(one.share(what) for what in ("recipient", "class", "dead")) >= 0.96, one.misses


def test_the_kind_of_line_end_changes_nothing(corpora: Path) -> None:
    folder = corpora / "01-bounces" / "sisimai" / "maildir" / "bsd"
    for file in sorted(folder.iterdir())[::4]:
        unix = file.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        reports = {read_report(unix.replace(b"\n", end)) for end in (b"\n", b"\r", b"\r\n")}
        assert len(reports) == 1, file.name


def test_ordinary_mails_are_no_reports(corpora: Path) -> None:
    folder = corpora / "01-bounces" / "sisimai" / "maildir" / "not"
    files = sorted(folder.iterdir())
    assert files
    for file in files:
        report = read_report(file.read_bytes())
        assert report is None or report.kind != "delivery", file.name


@pytest.mark.parametrize(
    ("status", "words", "status_class", "dead"),
    [
        (b"5.1.1", b"550 5.1.1 <shop@seller.example>: user unknown", 5, True),
        (b"5.1.2", b"550 Host unknown", 5, True),
        (b"5.1.6", b"551 mailbox has moved", 5, True),
        (b"5.1.10", b"550 5.1.10 RESOLVER.ADR.RecipientNotFound", 5, True),
        (b"5.2.2", b"552 5.2.2 mailbox full", 5, False),
        (b"5.1.1", b"550 5.1.1 user over quota", 5, False),
        (b"5.7.1", b"554 5.7.1 rejected, listed by a block list", 5, False),
        (b"5.7.26", b"550 5.7.26 DMARC policy of the sender domain", 5, False),
        (b"4.4.1", b"421 connection timed out", 4, False),
        (b"4.2.2", b"452 4.2.2 over quota", 4, False),
        (b"5.0.0", b"550 No such user here", 5, False),
        (b"5.0.0", b"550 No such user here (in reply to RCPT TO command)", 5, True),
        (b"5.0.0", b"554 message refused (in reply to end of DATA command)", 5, False),
    ],
)
def test_the_standard_form(status: bytes, words: bytes, status_class: int, dead: object) -> None:
    report = read_report(STANDARD % (status, words))
    assert report is not None
    assert (report.kind, report.message_id) == ("delivery", "<first@office.example>")
    (recipient,) = report.recipients
    assert recipient.address == "shop@seller.example"
    assert (recipient.status_class, recipient.dead) == (status_class, dead)
    assert recipient.text


def test_absence_notes_and_challenges_are_neither_reply_nor_report() -> None:
    note = (
        b"From: shop@seller.example\nAuto-Submitted: auto-replied\nSubject: Out of office\n\nBack on Monday."
    )
    report = read_report(note)
    assert report is not None
    assert (report.kind, report.recipients) == ("automatic", ())


@pytest.mark.parametrize(
    "subject", ["Your order", "Re: Undelivered Mail Returned to Sender", "AW: Returned mail"]
)
def test_a_person_who_writes_about_a_failure_is_no_report(subject: str) -> None:
    mail = f"From: shop@seller.example\nTo: us@office.example\nSubject: {subject}\n\nWe failed, sorry."
    assert read_report(mail.encode()) is None


def test_several_recipients_each_have_their_own_answer() -> None:
    report = read_report(
        b"From: MAILER-DAEMON@relay.example\nSubject: failure notice\n\n"
        b"<one@seller.example>:\n550 5.1.1 user unknown\n\n<two@seller.example>:\n552 5.2.2 mailbox full\n"
    )
    assert report is not None
    assert [(one.address, one.dead) for one in report.recipients] == [
        ("one@seller.example", True),
        ("two@seller.example", False),
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 500, b"From: MAILER-DAEMON\n\n", b"\xff\xfe" * 300, b":" * 9000]
)
def test_garbage_is_no_report(data: bytes) -> None:
    assert read_report(data) is None


def test_truth_holds_more_than_a_handful(corpora: Path) -> None:
    rows = (corpora / "01-bounces" / "sisimai" / "expected.csv").read_text("utf-8").splitlines()
    assert len(list(csv.DictReader(rows))) > 300


PARCELS = {
    "carrier, German": ("noreply@carrier.example", "Ihre Sendung war unzustellbar",
        "Ihre Sendung konnte nicht zugestellt werden. Der Empfänger war unbekannt. Fragen: info@p.example"),
    "carrier, English": ("no-reply@carrier.example", "Delivery failed",
        "Your package could not be delivered: recipient unknown at this address. Write to help@post.example"),
    "carrier, Spanish": ("avisos@correo.example", "Envío no entregado",
        "Su envío no se ha podido entregar. Dirección desconocida. Escriba a ayuda@correo.example"),
    "carrier, Polish": ("no-reply@paczka.example", "Przesyłka niedostarczona",
        "Kurier nie mógł dostarczyć przesyłki. Adres nieznany. Kontakt: pomoc@paczka.example"),
    "seller": ("service@shop.example", "Your parcel was not delivered",
        "Dear, the parcel was not delivered because the address is unknown. Write to help@shop.example"),
    "platform": ("system@market.example", "Refund rejected",
        "Your request for a refund was rejected. Seller: shop@market.example"),
    "bank": ("noreply@bank.example", "Zahlung fehlgeschlagen",
        "Ihre Zahlung an shop@seller.example konnte nicht ausgeführt werden. Fehler 5005."),
}  # fmt: skip


@pytest.mark.parametrize("case", PARCELS)
def test_a_parcel_that_did_not_arrive_is_no_mail_that_did_not(case: str) -> None:
    sender, subject, text = PARCELS[case]
    mail = f"From: {sender}\nTo: anna@home.example\nSubject: {subject}\n\n{text}\n"
    assert read_report(mail.encode()) is None


UNSEEN = {
    "with the punctuation of Chinese": ("PostMaster@post.example", "系统退信",
        "收件人：lanyu@seller.example\n退信原因：收件人邮箱已满。\n552 exceeded mailbox size",
        "lanyu@seller.example", 5, False),
    "with stars for another": ("mailer-daemon@corp.example", "Mail failure.",
        "***@seller.example\nПисьмо не доставлено: shop@seller.example\n550 spam message rejected",
        "shop@seller.example", 5, False),
    "without accents": ("MAILER-DAEMON@poczta.example", "Zwrot wiadomosci",
        "Wiadomosc nie mogla zostac dostarczona do:\n<sklep@seller.example>\nUzytkownik nie istnieje",
        "sklep@seller.example", 5, True),
    "from no particular sender": ("noreply@hosting.example", "Delivery failed",
        "Your e-mail to <shop@seller.example> was not delivered.\n550 5.1.1 User unknown",
        "shop@seller.example", 5, True),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSEEN)
def test_reports_as_small_servers_write_them(case: str) -> None:
    sender, subject, text, address, status_class, dead = UNSEEN[case]
    report = read_report(f"From: {sender}\nTo: desk@office.example\nSubject: {subject}\n\n{text}\n".encode())
    assert report is not None
    assert [(one.address, one.status_class, one.dead) for one in report.recipients] == [
        (address, status_class, dead)
    ]

"""The mail pane over real servers of this machine: set up, tried, sent, waiting, fetched; the passphrase."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import shiboken6

from tests.factories.mail_servers import (
    SECRET,
    USER,
    Certificate,
    Taker,
    certificate,
    dovecot,
    free_port,
    imap_server,
    smtp_server,
)
from tests.factories.mails import report
from tests.ui.driving import cut, unnamed
from tests.ui.pages.contacts.conftest import MAIL
from xborder_desk.services.mailing import NewMail
from xborder_desk.ui.pages.contacts.mail_sheets import AccountSheet, PassphraseSheet, WriteSheet
from xborder_desk.ui.pages.contacts.mail_work import MailWork
from xborder_desk.ui.widgets.cards import Strip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Driver
    from xborder_desk.ui.pages.contacts import ContactsPage

PASSPHRASE = "under the mat"
LETTER = NewMail((MAIL,), "Where do you live?", "Please name your postal address.", "address_inquiry")


@pytest.fixture(scope="module")
def cert(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("cert"))


def strip(page: ContactsPage) -> tuple[str, str]:
    [one] = [one for one in page.findChildren(Strip) if one.isVisible()]
    return one.text.text(), one.second.text()


def set_up(shared: Driver, page: ContactsPage, cert: Certificate, **more: str) -> None:
    page.show_pane("mail")
    page.mail.settings.emit()
    sheet = shared.dialog()
    assert isinstance(sheet, AccountSheet)
    assert not [*cut(sheet), *unnamed(sheet)]
    known = {**sheet.form.values(), "enabled": "on", "address": USER, "ca_file": str(cert.cert)}
    sheet.form.fill({**known, "secret": SECRET, "passphrase": PASSPHRASE, **more})
    sheet.accept_it()
    shared.settle()
    assert not shiboken6.isValid(sheet) or not sheet.isVisible()


def give_passphrase(shared: Driver, words: str = PASSPHRASE) -> None:
    sheet = shared.dialog()
    assert isinstance(sheet, PassphraseSheet)
    sheet.form.fill({"passphrase": words})
    sheet.accept_it()
    shared.settle()


def test_the_account_is_off_until_somebody_sets_it_up(shared: Driver, page: ContactsPage) -> None:
    page.show_pane("mail")
    assert isinstance(page.mail_work, MailWork)
    assert page.mail._state.word.text() == "No account is set up"
    assert [button.isEnabled() for button in page.mail._buttons] == [False, False, False]
    page.mail.settings.emit()
    sheet = shared.dialog()
    assert isinstance(sheet, AccountSheet)
    assert sheet.form.values()["enabled"] == ""
    assert sheet.form.values()["smtp_security"] == "tls"
    sheet.form.fill({**sheet.form.values(), "address": "nobody"})
    sheet.accept_it()
    shared.settle()
    assert sheet.form._fields["address"].wrong.text() == "“nobody” is no mail address."
    sheet.form.fill({**sheet.form.values(), "address": USER, "smtp_host": "127.0.0.1", "smtp_port": "many"})
    sheet.accept_it()
    shared.settle()
    assert sheet.form._fields["smtp_port"].wrong.text() == "“many” is no port. Give a number."
    assert page.desk.mailing.account() is None


def test_a_mail_is_sent_from_the_window_and_logged(
    shared: Driver, page: ContactsPage, cert: Certificate
) -> None:
    taker = Taker(refuse={"gone@lanyu.example": "550 5.1.1 no such user"})
    with smtp_server(taker, cert) as port:
        set_up(shared, page, cert, smtp_host="127.0.0.1", smtp_port=str(port), imap_host="")
        assert page.mail._state.word.text() == "On"
        page.mail.check.emit()
        shared.settle()
        give_passphrase(shared, "wrong")
        give_passphrase(shared)
        assert strip(page)[0] == "Can be used: 127.0.0.1."
        assert taker.taken == []
        page.mail.write.emit()
        sheet = shared.dialog()
        assert isinstance(sheet, WriteSheet)
        assert sheet.form.values()["to"] == MAIL
        sheet.accept_it()
        assert sheet.form._fields["text"].wrong.isVisible()
        typed = {
            "to": f"{MAIL}, gone@lanyu.example",
            "subject": "Hello",
            "text": "Who are you?",
            "reply_by": "+14",
        }
        sheet.form.fill({**typed, "purpose": "address_inquiry"})
        sheet.accept_it()
        shared.settle()
    assert len(taker.taken) == 1
    assert strip(page) == ("Sent and logged: A-01.", "gone@lanyu.example: 550 5.1.1 no such user")
    [made] = page.desk.contacts.list(page.case)
    assert (made.purpose, made.known_by, len(made.proofs)) == ("address_inquiry", "mail", 1)
    assert made.reply_by is not None
    assert [(one.recipient, one.dead) for one in made.results] == [("gone@lanyu.example", True)]


def test_what_cannot_be_sent_waits_and_goes_once(
    shared: Driver, page: ContactsPage, cert: Certificate
) -> None:
    taker = Taker()
    set_up(shared, page, cert, smtp_host="127.0.0.1", smtp_port=str(free_port()), imap_host="")
    page.mail_work.send(LETTER)
    shared.settle()
    give_passphrase(shared)
    assert "cannot be used now" in strip(page)[0]
    assert [one.state.value for one in page.mail.model.rows] == ["waiting"]
    assert page.desk.contacts.list(page.case) == []
    with smtp_server(taker, cert) as port:
        set_up(shared, page, cert, smtp_host="127.0.0.1", smtp_port=str(port), imap_host="")
        page.mail.retry.emit()
        shared.settle()
        give_passphrase(shared)
        page.mail.retry.emit()
        shared.settle()
    assert (len(taker.taken), len(page.desk.contacts.list(page.case))) == (1, 1)
    assert page.mail.model.rows == []


def test_a_line_cut_in_the_middle_is_decided_by_a_person(
    shared: Driver, page: ContactsPage, cert: Certificate
) -> None:
    taker = Taker(drop=True)
    with smtp_server(taker, cert) as port:
        set_up(shared, page, cert, smtp_host="127.0.0.1", smtp_port=str(port), imap_host="")
        for _ in range(3):
            page.mail_work.send(LETTER)
            shared.settle()
            if isinstance(shared.app.activeModalWidget(), PassphraseSheet):
                give_passphrase(shared)
        page.mail.retry.emit()
        shared.settle()
    assert "It may have been sent" in " ".join(one.told for one in page.mail.model.rows)
    assert [one.state.value for one in page.mail.model.rows] == ["handing_over"] * 3
    assert len(taker.taken) == 3
    page.mail.table.pick(0)
    page.mail._was_sent()
    shared.settle()
    assert len(page.desk.contacts.list(page.case)) == 1
    page.mail.table.pick(0)
    page.mail._was_not()
    shared.settle()
    assert sorted(one.state.value for one in page.mail.model.rows) == ["handing_over", "waiting"]
    for _ in range(2):
        page.mail.table.pick(0)
        page.mail._drop()
        shared.settle()
    assert page.mail.model.rows == []
    assert (len(taker.taken), len(page.desk.contacts.list(page.case))) == (3, 1)


@pytest.mark.skipif(dovecot() is None, reason="Dovecot is not installed (package dovecot-imapd)")
def test_replies_are_fetched_into_their_case(
    shared: Driver, page: ContactsPage, cert: Certificate, tmp_path: Path
) -> None:
    at = dt.datetime.now(dt.UTC).replace(microsecond=0)
    taker = Taker()
    with smtp_server(taker, cert) as smtp, imap_server(tmp_path / "imap", cert) as (imap, new):
        set_up(
            shared,
            page,
            cert,
            smtp_host="127.0.0.1",
            smtp_port=str(smtp),
            imap_host="127.0.0.1",
            imap_port=str(imap),
        )
        page.mail_work.send(LETTER)
        shared.settle()
        give_passphrase(shared)
        [made] = page.desk.contacts.list(page.case)
        bounce = report(made.message_id, (MAIL, "5.1.1", "550 5.1.1 no such user"), at=at)
        (new / "1.M1.host").write_bytes(bounce)
        (new / "2.M2.host").write_bytes(b"From: news@list.example\nTo: x@y.example\nSubject: Buy\n\nx\n")
        page.mail.fetch.emit()
        shared.settle()
        assert "delivery report: it is a result of A-01" in strip(page)[0]
        page.mail.fetch.emit()
        shared.settle()
        assert strip(page)[0] == "0 mails were fetched."
    [made] = page.desk.contacts.list(page.case)
    assert [one.result for one in made.results] == ["bounced"]
    page.mail.fetch.emit()
    shared.settle()
    assert "cannot be used now" in strip(page)[0]

"""Sending and fetching against real servers on this machine: nothing doubled, nothing lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case, write_files
from tests.factories.mail_servers import (
    SECRET,
    USER,
    Certificate,
    Taker,
    certificate,
    cut_after,
    dovecot,
    free_port,
    imap_server,
    smtp_server,
)
from tests.factories.mails import SALES, SHOP, add_addresses, answer, by_hand, report
from tests.factories.offices import desk_in
from xborder_desk.domain.errors import BadInputError
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.mail.accounts import Account, MailServerError
from xborder_desk.services.mailing import Mailing, NewMail

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.offices import Clock
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

PASSPHRASE = "under the mat"
MAIL = NewMail(
    (SHOP,), "Where do you live?", "Please name your postal address.\n.a dot first", "address_inquiry"
)


@pytest.fixture(scope="session")
def cert(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("cert"))


@pytest.fixture
def desk(embedded: Office) -> Desk:
    return desk_in(embedded)


@pytest.fixture
def case(desk: Desk) -> str:
    number = open_case(desk)
    add_addresses(desk, number)
    return number


@pytest.fixture
def mailing(desk: Desk) -> Mailing:
    return desk.mailing


def account(cert: Certificate | None, **more: object) -> Account:
    trusted = str(cert.cert) if cert else ""
    values = {"address": USER, "smtp_host": "127.0.0.1", "imap_host": "127.0.0.1", "ca_file": trusted}
    return Account(**{**values, "enabled": True, **more})  # type: ignore[arg-type]  # fields by name


def test_it_is_off_until_somebody_turns_it_on(mailing: Mailing, case: str, cert: Certificate) -> None:
    with pytest.raises(BadInputError, match="No mail account is turned on"):
        mailing.send(case, MAIL, JobContext())
    mailing.set_account(account(cert, enabled=False), SECRET, PASSPHRASE)
    with pytest.raises(BadInputError, match="No mail account is turned on"):
        mailing.send(case, MAIL, JobContext())


@pytest.mark.parametrize("starttls", [False, True])
def test_a_mail_is_sent_once_and_its_bytes_are_the_proof(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate, tmp_path: Path, *, starttls: bool
) -> None:
    desk.evidence.add_files(case, write_files(tmp_path, invoice="a receipt"), JobContext())
    taker = Taker()
    with smtp_server(taker, cert, starttls=starttls) as port:
        security = "starttls" if starttls else "tls"
        mailing.set_account(account(cert, smtp_port=port, smtp_security=security), SECRET, PASSPHRASE)
        sent = mailing.send(case, replace(MAIL, attachments=("E-01",)), JobContext(), PASSPHRASE)
    assert (sent.state, sent.attempt, sent.refused) == ("sent", "A-01", ())
    [attempt] = desk.contacts.list(case)
    assert (attempt.address, attempt.purpose, attempt.known_by) == (SHOP, "address_inquiry", "mail")
    kept = desk.evidence.path_for_reading(attempt.proofs[0], case).read_bytes()
    assert [one.replace(b"\r\n", b"\n").rstrip() for one in taker.taken] == [
        kept.replace(b"\r\n", b"\n").rstrip()
    ]
    assert b"\n.a dot first" in kept.replace(b"\r\n", b"\n")
    assert mailing.outbox() == []


def test_a_refused_recipient_is_a_result_with_the_servers_words(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate
) -> None:
    taker = Taker(refuse={SHOP: "550 5.1.1 no such user here"})
    with smtp_server(taker, cert) as port:
        mailing.set_account(account(cert, smtp_port=port), SECRET, PASSPHRASE)
        both = mailing.send(case, replace(MAIL, to=(SHOP, SALES)), JobContext(), PASSPHRASE)
        alone = mailing.send(case, replace(MAIL, subject="Again"), JobContext(), PASSPHRASE)
    assert [one.address for one in both.refused] == [SHOP]
    assert len(taker.taken) == 1
    first, second = desk.contacts.list(case)
    assert [(line.recipient, line.result, line.dead) for line in first.results] == [(SHOP, "bounced", True)]
    assert "no such user here" in first.results[0].note
    assert (alone.attempt, second.result) == ("A-02", "bounced")
    _, book, _ = desk.contacts.standing(case)
    assert {entry.raw: entry.state for entry in book} == {SHOP: "dead", SALES: ""}


def test_a_certificate_nobody_vouches_for_stops_the_mail_and_keeps_it(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate
) -> None:
    taker = Taker()
    with smtp_server(taker, cert) as port:
        mailing.set_account(account(None, smtp_port=port), SECRET, PASSPHRASE)
        waiting = mailing.send(case, MAIL, JobContext(), PASSPHRASE)
        assert waiting.state == "waiting"
        assert "cannot be trusted" in waiting.told
        assert taker.taken == []
        mailing.set_account(account(cert, smtp_port=port))
        [sent] = mailing.retry(JobContext(), PASSPHRASE)
    assert sent.attempt == "A-01"
    assert (len(taker.taken), len(desk.contacts.list(case))) == (1, 1)


def test_without_tls_nothing_is_sent(mailing: Mailing, case: str, cert: Certificate) -> None:
    taker = Taker()
    with smtp_server(taker, None) as port:
        open_account = account(cert, smtp_port=port, smtp_security="starttls")
        mailing.set_account(open_account, SECRET, PASSPHRASE)
        assert "offers no TLS" in mailing.send(case, MAIL, JobContext(), PASSPHRASE).told
    assert taker.taken == []


def test_a_line_cut_in_the_middle_is_never_sent_again_by_itself(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate
) -> None:
    taker = Taker(drop=True)
    with smtp_server(taker, cert) as port:
        mailing.set_account(account(cert, smtp_port=port), SECRET, PASSPHRASE)
        unclear = mailing.send(case, MAIL, JobContext(), PASSPHRASE)
        assert (unclear.state, len(taker.taken)) == ("handing_over", 1)
        assert "may have been sent" in unclear.told
        taker.drop = False
        assert mailing.retry(JobContext(), PASSPHRASE) == []
        assert desk.contacts.list(case) == []
        done = mailing.resolve(unclear.uid, JobContext(), sent=True)
    assert (done.attempt, len(taker.taken)) == ("A-01", 1)
    assert mailing.outbox() == []


def test_a_server_that_is_gone_for_an_hour_loses_and_doubles_nothing(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate
) -> None:
    port, taker = free_port(), Taker()
    mailing.set_account(account(cert, smtp_port=port), SECRET, PASSPHRASE)
    assert mailing.send(case, MAIL, JobContext(), PASSPHRASE).state == "waiting"
    assert [one.state for one in mailing.retry(JobContext(), PASSPHRASE)] == ["waiting"]
    assert desk.contacts.list(case) == []
    with smtp_server(taker, cert) as back:
        mailing.set_account(account(cert, smtp_port=back))
        assert [one.state for one in mailing.retry(JobContext(), PASSPHRASE)] == ["sent"]
        assert mailing.retry(JobContext(), PASSPHRASE) == []
    assert (len(taker.taken), len(desk.contacts.list(case))) == (1, 1)


def test_a_wrong_password_or_passphrase_is_said(mailing: Mailing, case: str, cert: Certificate) -> None:
    with smtp_server(Taker(), cert) as port:
        mailing.set_account(account(cert, smtp_port=port), "wrong", PASSPHRASE)
        assert "name or password" in mailing.send(case, MAIL, JobContext(), PASSPHRASE).told
        with pytest.raises(BadInputError, match="passphrase is wrong"):
            mailing.send(case, MAIL, JobContext(), "not this")


def test_a_wrong_passphrase_keeps_nothing_that_could_go_twice(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate
) -> None:
    taker = Taker()
    with smtp_server(taker, cert) as port:
        mailing.set_account(account(cert, smtp_port=port), SECRET, PASSPHRASE)
        for wrong in ("", "not this"):
            with pytest.raises(BadInputError) as refused:
                mailing.send(case, MAIL, JobContext(), wrong)
            assert refused.value.field == "passphrase"
            assert mailing.outbox() == []
        assert mailing.send(case, MAIL, JobContext(), PASSPHRASE).attempt == "A-01"
        assert mailing.retry(JobContext(), PASSPHRASE) == []
    assert (len(taker.taken), len(desk.contacts.list(case))) == (1, 1)


def test_an_account_is_tried_without_sending_or_fetching(mailing: Mailing, cert: Certificate) -> None:
    taker, gone = Taker(), free_port()
    with smtp_server(taker, cert) as port:
        mailing.set_account(account(cert, smtp_port=port, imap_port=gone, enabled=False), SECRET, PASSPHRASE)
        sending, fetching = mailing.check(JobContext(), PASSPHRASE)
        assert (sending.host, sending.fault) == ("127.0.0.1", None)
        assert "cannot be used now" in str(fetching.fault)
        mailing.set_account(account(None, smtp_port=port, imap_host="", enabled=False))
        [untrusted] = mailing.check(JobContext(), PASSPHRASE)
        assert "cannot be trusted" in str(untrusted.fault)
        mailing.set_account(account(cert, smtp_port=port, imap_host="", enabled=False), "wrong", PASSPHRASE)
        [refused] = mailing.check(JobContext(), PASSPHRASE)
        assert str(refused.fault) == "127.0.0.1 does not accept the name or password of the account."
    assert taker.taken == []
    assert mailing.outbox() == []


def test_a_job_that_is_stopped_before_it_hands_over_leaves_the_mail_waiting(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate
) -> None:
    taker, stopped = Taker(), JobContext()
    stopped.cancel()
    with smtp_server(taker, cert) as port:
        mailing.set_account(account(cert, smtp_port=port), SECRET, PASSPHRASE)
        with pytest.raises(Cancelled):
            mailing.send(case, MAIL, stopped, PASSPHRASE)
        assert taker.taken == []
        assert [one.state for one in mailing.outbox()] == ["waiting"]
        assert [one.attempt for one in mailing.retry(JobContext(), PASSPHRASE)] == ["A-01"]
    assert (len(taker.taken), len(desk.contacts.list(case))) == (1, 1)


def test_a_server_gone_for_an_hour_by_the_clock(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate, clock: Clock
) -> None:
    """Somebody tries again now and then; when the server is back, one mail goes, dated when written."""
    port, taker = free_port(), Taker()
    mailing.set_account(account(cert, smtp_port=port), SECRET, PASSPHRASE)
    written = clock.moment
    assert mailing.send(case, MAIL, JobContext(), PASSPHRASE).state == "waiting"
    for _ in range(4):
        clock.moment += dt.timedelta(minutes=15)
        [again] = mailing.retry(JobContext(), PASSPHRASE)
        assert again.state == "waiting"
        assert "Try again later" in again.told
    assert clock.moment - written >= dt.timedelta(hours=1)
    with smtp_server(taker, cert) as back:
        mailing.set_account(account(cert, smtp_port=back))
        [sent] = mailing.retry(JobContext(), PASSPHRASE)
        assert (sent.state, mailing.retry(JobContext(), PASSPHRASE)) == ("sent", [])
    [attempt] = desk.contacts.list(case)
    assert len(taker.taken) == 1
    assert abs(attempt.started_at - written) < dt.timedelta(minutes=1)


@pytest.mark.skipif(dovecot() is None, reason="Dovecot is not installed (package dovecot-imapd)")
def test_a_line_lost_in_the_middle_of_fetching_goes_on_where_it_was(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate, tmp_path: Path
) -> None:
    long = b"and so on " * 4000
    mails = [answer("", sender=SHOP, own_id=f"a{n}@wanbao.example") + b"%d" % n + long for n in range(6)]
    with imap_server(tmp_path / "imap", cert) as (port, new), cut_after(port, 100_000) as half:
        for number, mail in enumerate(mails):
            (new / f"{1000 + number}.M{number}.host").write_bytes(mail)
        desk.contacts.add(case, by_hand("email", SHOP, "2026-02-01T10:00"))
        mailing.set_account(account(cert, imap_port=half.port), SECRET, PASSPHRASE)
        with pytest.raises(MailServerError, match="Try again later"):
            mailing.fetch(JobContext(), PASSPHRASE)
        first = len(desk.contacts.list(case)[0].replies)
        assert 0 < first < len(mails)
        half.cuts = False
        assert len(mailing.fetch(JobContext(), PASSPHRASE)) == len(mails) - first
        assert mailing.fetch(JobContext(), PASSPHRASE) == []
    [attempt] = desk.contacts.list(case)
    assert len(attempt.replies) == len(mails)
    assert len([one for one in desk.evidence.list(case) if not one.part_of]) == len(mails)


@pytest.mark.skipif(dovecot() is None, reason="Dovecot is not installed (package dovecot-imapd)")
def test_new_mails_are_fetched_once_into_the_cases_they_belong_to(
    desk: Desk, mailing: Mailing, case: str, cert: Certificate, tmp_path: Path
) -> None:
    taker = Taker()
    with smtp_server(taker, cert) as smtp, imap_server(tmp_path / "imap", cert) as (port, new):
        mailing.set_account(account(cert, smtp_port=smtp, imap_port=port), SECRET, PASSPHRASE)
        mailing.send(case, MAIL, JobContext(), PASSPHRASE)
        [attempt] = desk.contacts.list(case)
        later = attempt.started_at + dt.timedelta(minutes=1)
        mails = (
            report(attempt.message_id, at=later),
            answer("", sender=SALES, at=later),
            answer("", sender="stranger@elsewhere.example", own_id="x@elsewhere.example", at=later),
        )
        for number, mail in enumerate(mails):
            (new / f"{1000 + number}.M{number}.host").write_bytes(mail)
        fetched = mailing.fetch(JobContext(), PASSPHRASE)
        assert [one.case for one in fetched] == [case, case, ""]
        assert mailing.fetch(JobContext(), PASSPHRASE) == []
        assert len(list(new.iterdir())) + len(list((new.parent / "cur").iterdir())) == 3
        (new / "2000.M9.host").write_bytes(mails[0].replace(b"report-1", b"report-9"))
        assert len(mailing.fetch(JobContext(), PASSPHRASE)) == 1
    [attempt] = desk.contacts.list(case)
    assert (len(attempt.results), len(attempt.replies)) == (2, 1)
    with pytest.raises(MailServerError):
        mailing.fetch(JobContext(), PASSPHRASE)

"""Which case a fetched mail belongs to; mails on their way out as the office keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import NotFoundError
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.mails import Person, ToldMail, ToldRecipient, ToldReport
from xborder_desk.mail.accounts import MailServerError
from xborder_desk.mail.outgoing import Refusal
from xborder_desk.services.mailing.outbox import PREFIX, Outbox, Sending, reason_of
from xborder_desk.services.mailing.sorting import case_of
from xborder_desk.storage.models import Draft
from xborder_desk.storage.queries.contacts import MailPlaces

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

WHY = "{host} is busy."
PLACES = MailPlaces(
    {"one@x": "2026-0001"}, {"a@shop.example": {"2026-0001", "2026-0002"}, "b@shop.example": {"2026-0002"}}
)


def mail(sender: str = "", answers: tuple[str, ...] = (), report: ToldReport | None = None) -> ToldMail:
    people = (Person("", sender),) if sender else ()
    return ToldMail(readable=True, canonical="c", sender=people, answers=answers, report=report)


@pytest.mark.parametrize(
    ("given", "case"),
    [
        (mail(answers=("one@x",)), "2026-0001"),
        (mail("A@shop.example", answers=("one@x",)), "2026-0001"),
        (mail("A@shop.example"), ""),
        (mail("B@shop.example"), "2026-0002"),
        (mail("c@shop.example"), ""),
        (mail(report=ToldReport("delivery", (), "one@x")), "2026-0001"),
        (mail(report=ToldReport("delivery", (ToldRecipient("b@shop.example"),))), "2026-0002"),
    ],
)
def test_the_thread_decides_then_the_only_case_of_an_address(given: ToldMail, case: str) -> None:
    assert case_of(given, PLACES) == case


def test_a_mail_on_its_way_is_kept_as_it_is(office: Office) -> None:
    outbox = Outbox(office.database)
    put = outbox.put("2026-0001", ("a@x",), "id@x", b"\x00bytes", {"purpose": "demand"})
    outbox.set(put, Sending.TAKEN, MailServerError(WHY, host="mx.example"), (Refusal("a@x", 550, "no"),))
    [found] = outbox.list()
    assert (found.mail, found.state, found.refused) == (
        b"\x00bytes",
        Sending.TAKEN,
        (Refusal("a@x", 550, "no"),),
    )
    assert (found.told, found.reason) == ("mx.example is busy.", Message(WHY, {"host": "mx.example"}))
    assert outbox.find(put.uid[:6]).uid == put.uid
    with pytest.raises(NotFoundError):
        outbox.find("zzz")
    outbox.drop(found)
    assert outbox.list() == []


def test_why_a_mail_waits_can_be_said_in_any_language_later(office: Office) -> None:
    outbox = Outbox(office.database)
    put = outbox.put("2026-0001", ("a@x",), "id@x", b"bytes", {})
    assert outbox.list()[0].reason == Message("")
    outbox.set(put, Sending.WAITING, MailServerError(WHY, host="mx.example"))
    [kept] = Outbox(office.database).list()
    assert str(kept.reason) == kept.told == "mx.example is busy."
    outbox.set(kept, Sending.TAKEN)
    assert outbox.list()[0].reason == Message("")


def test_a_mail_kept_by_an_earlier_version_still_says_why(office: Office) -> None:
    outbox = Outbox(office.database)
    put = outbox.put("2026-0001", ("a@x",), "id@x", b"bytes", {})
    with office.database.write() as uow:
        row = uow.session.get(Draft, PREFIX + put.uid)
        assert row is not None
        row.value = {**{k: v for k, v in row.value.items() if k != "why"}, "told": "Busy {now}."}
        uow.commit()
    [old] = outbox.list()
    assert old.reason == Message("Busy {now}.")


def test_a_reason_keeps_numbers_as_numbers() -> None:
    fault = MailServerError("{host} answered {code} on {day}.", host="mx", code=451, day="2026-03-08")
    assert reason_of(fault).fields == {"host": "mx", "code": 451, "day": "2026-03-08"}

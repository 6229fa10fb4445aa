"""What a mail is to a case, decided from values alone."""

from __future__ import annotations

import pytest

from xborder_desk.domain.mails import Person, ToldMail, ToldRecipient, ToldReport
from xborder_desk.services.contacts.judging import Kind, People, host_of, judge

PEOPLE = People(
    ours=frozenset({"zoe@mueller.example"}),
    theirs={"support@shop.example": "P-02"},
    our_names=frozenset({"zoe muller"}),
    their_names={"shop ltd": "P-02"},
    hosts={"shop.example": "P-02"},
)
ME, SHOP, BOSS = "zoe@mueller.example", "support@shop.example", "boss@shop.example"
BOUNCE = ToldReport("delivery", (ToldRecipient(SHOP),))


def mail(sender: str, *to: str, name: str = "", **more: object) -> ToldMail:
    people = tuple(Person("", one) for one in to)
    values = {"message_id": "m@x", "date": "2026-02-02T10:00:00+01:00", "receivers": people, **more}
    return ToldMail(readable=True, canonical="c", sender=(Person(name, sender),), **values)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("given", "kind", "party"),
    [
        (mail(ME, SHOP), Kind.SENT, "P-02"),
        (mail(ME, ME), Kind.KEPT, ""),
        (mail("other@home.example", SHOP), Kind.SENT, "P-02"),
        (mail("other@home.example", SHOP, carried=True), Kind.KEPT, ""),
        (mail("other@home.example", SHOP, carried=True, name="Zoe Müller"), Kind.SENT, "P-02"),
        (mail("other@home.example", "friend@home.example"), Kind.KEPT, ""),
        (mail(SHOP, ME, carried=True), Kind.REPLY, "P-02"),
        (mail(BOSS, ME), Kind.REPLY, "P-02"),
        (mail("noreply@shop.example", ME), Kind.KEPT, "P-02"),
        (mail(SHOP, ME, listed=True), Kind.KEPT, "P-02"),
        (mail("new@elsewhere.example", ME, answers=("first@x",)), Kind.REPLY, ""),
        (mail("new@elsewhere.example", ME, answers=("other@x",), carried=True), Kind.KEPT, ""),
        (mail("mailer-daemon@x.example", ME, report=BOUNCE), Kind.REPORT, ""),
        (mail(SHOP, ME, report=ToldReport("receipt", (ToldRecipient(SHOP),))), Kind.RECEIPT, ""),
        (mail(SHOP, ME, report=ToldReport("automatic")), Kind.KEPT, ""),
        (mail(SHOP, ME, report=ToldReport("complaint", (ToldRecipient(SHOP),))), Kind.KEPT, ""),
        (ToldMail(readable=False, canonical="c"), Kind.KEPT, ""),
    ],
)
def test_a_mail_is_judged_by_who_wrote_it_and_what_it_answers(
    given: ToldMail, kind: Kind, party: str
) -> None:
    found = judge(given, PEOPLE, {"first@x"})
    assert (found.kind, found.party) == (kind, party)


def test_known_addresses_come_first() -> None:
    found = judge(mail(ME, "copy@bank.example", SHOP, ME), PEOPLE, ())
    assert found.addresses == (SHOP, "copy@bank.example")


def test_a_host_that_everybody_may_use_tells_nothing() -> None:
    assert host_of("somebody@gmail.com") == ""
    assert host_of("somebody@SHOP.example") == "shop.example"

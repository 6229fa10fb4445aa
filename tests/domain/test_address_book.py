"""The address book: what is recorded and what was used, alive or dead and by which attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.attempts import START, attempt, outcome
from xborder_desk.domain.address_book import (
    BookEntry,
    PartyAddress,
    Ways,
    attempts_to,
    book_of,
    places_of,
    seller_of,
)

if TYPE_CHECKING:
    from xborder_desk.domain.contacts import AttemptView

WAYS = Ways(
    lambda _channel, address: address.lower(),
    lambda channel, _address: "phone" if channel == "sms" else channel,
)


def recorded(raw: str = "Shop@seller.example", kind: str = "email", number: str = "P-02") -> PartyAddress:
    role = "consumer" if number == "P-01" else "seller"
    return PartyAddress(
        "u" + number, number, role, "Lan Yu", "", kind, raw, raw.lower(), "imprint", "E-01", None
    )


def book(parties: list[PartyAddress], *attempts: AttemptView) -> list[BookEntry]:
    return book_of(parties, attempts, "P-02", "P-02", WAYS)


def test_an_attempt_that_names_nobody_was_meant_for_the_seller() -> None:
    mine, other, nobody = attempt(1, party="P-02"), attempt(2, party="P-03"), attempt(3)
    assert attempts_to([mine, other, nobody], "P-02", "P-02") == [mine, nobody]
    assert attempts_to([mine, other, nobody], "P-03", "P-02") == [other]


def test_a_recorded_address_nobody_used_says_nothing() -> None:
    (entry,) = book([recorded()])
    assert (entry.state, entry.by, entry.at, entry.attempts, entry.origin) == ("", "", None, (), "imprint")


def test_the_last_proof_of_an_address_counts() -> None:
    dead = attempt(1, results=(outcome("bounced", 1, dead=True),))
    alive = attempt(2, 3, replies=(outcome("", 4),))
    assert [(one.state, one.by) for one in book([recorded()], dead)] == [("dead", "A-01")]
    (entry,) = book([recorded()], dead, alive)
    assert (entry.state, entry.by, entry.attempts) == ("alive", "A-02", ("A-01", "A-02"))
    assert entry.at is not None
    assert (entry.at - START).days == 4


def test_a_result_that_shows_nothing_does_not_hide_one_that_did() -> None:
    dead = attempt(1, results=(outcome("bounced", 1, dead=True),))
    vague = attempt(2, 3, results=(outcome("no_answer", 4),))
    (entry,) = book([recorded()], dead, vague)
    assert (entry.state, entry.by) == ("dead", "A-01")


def test_an_address_nobody_recorded_is_listed_when_it_was_used() -> None:
    used = attempt(1, channel="sms", address="+49 30 1", address_source="invoice", address_evidence="E-05")
    first, second = book([recorded()], used)
    assert first.kind == "email"
    assert (second.kind, second.raw, second.origin, second.evidence, second.attempts) == (
        "phone",
        "+49 30 1",
        "invoice",
        "E-05",
        ("A-01",),
    )


def test_registers_and_others_are_no_address_of_the_party() -> None:
    looked = attempt(1, channel="register_lookup", address="Handelsregister")
    assert book([recorded()], looked, attempt(2, channel="third_party", address="Bank")) == book([recorded()])


def test_of_a_mail_to_several_each_address_stands_alone() -> None:
    both = attempt(1, address="a@e.org, b@e.org", addresses=("A@e.org", "b@e.org"))
    assert [(one.raw, one.attempts) for one in book([], both)] == [
        ("A@e.org", ("A-01",)),
        ("b@e.org", ("A-01",)),
    ]


def test_only_the_party_asked_for_and_only_its_addresses() -> None:
    others = [recorded(number="P-01"), recorded(kind="")]
    assert book(others) == []
    assert seller_of([recorded(number="P-01"), recorded(number="P-05"), recorded()]) == "P-05"
    assert seller_of([recorded(number="P-01")]) == ""


def test_places_are_what_reach_compares() -> None:
    assert [(one.kind, one.raw, one.normal) for one in places_of(book([recorded()]))] == [
        ("email", "Shop@seller.example", "shop@seller.example")
    ]

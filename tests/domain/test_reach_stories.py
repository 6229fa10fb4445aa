"""Stories of reaching somebody, told attempt by attempt: what is known of each address, and what follows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.attempts import START, attempt, outcome
from xborder_desk.domain.address_book import PartyAddress, Ways, book_of, places_of, seller_of
from xborder_desk.domain.cadence import Cadence, plan, spread
from xborder_desk.domain.choices import FAILED_RESULTS, Channel, ContactResult
from xborder_desk.domain.reach import ALIVE, DEAD, Place, Reach, Standing, proofs_of, standing, state_of
from xborder_desk.domain.search import DataText

if TYPE_CHECKING:
    from xborder_desk.domain.contacts import AttemptView

MAIL = Place("email", "Shop@x.example", "shop@x.example")
PHONE = Place("phone", "+86 755", "+86755")
ROAD = Place("address", "1 Road", "1 road")
IBAN = Place("iban", "DE00", "de00")


def normal(channel: str, address: str) -> str:
    del channel
    return address.lower().replace(" ", "") if address.startswith("+") else address.lower()


def by_mail(number: int = 1, day: float = 0, *results: tuple[str, float], **more: object) -> AttemptView:
    outcomes = tuple(outcome(result, at) for result, at in results)
    return attempt(number, day, address=MAIL.raw, results=outcomes, **more)


def by_phone(number: int = 2, day: float = 1, *results: tuple[str, float]) -> AttemptView:
    outcomes = tuple(outcome(result, at) for result, at in results)
    return attempt(number, day, channel="phone", address=PHONE.raw, results=outcomes)


def by_letter(result: str) -> AttemptView:
    return attempt(1, channel="letter", address=ROAD.raw, results=(outcome(result, 9),))


def told(*attempts: AttemptView, places: tuple[Place, ...] = (MAIL, PHONE), after: float = 60) -> Standing:
    return standing(places, attempts, normal, START + dt.timedelta(days=after))


@pytest.mark.parametrize(
    ("attempts", "places", "state"),
    [
        ((), (MAIL,), Reach.UNTRIED),
        ((attempt(1, channel="register_lookup"),), (MAIL,), Reach.UNTRIED),  # asking others reaches nobody
        ((attempt(1, channel="third_party", replies=(outcome("", 1),)),), (MAIL,), Reach.UNTRIED),
        ((by_mail(),), (MAIL,), Reach.WAITING),
        ((by_mail(1, 0, ("bounced", 1)),), (MAIL, PHONE), Reach.TRYING),
        ((by_mail(1, 0, ("bounced", 1)),), (MAIL, IBAN), Reach.UNREACHABLE),  # an account reaches nobody
        ((by_mail(1, 0, ("bounced", 1)), by_phone()), (MAIL, PHONE), Reach.WAITING),
        ((by_mail(1, 0, ("bounced", 1)), by_phone(2, 1, ("no_answer", 1))), (MAIL, PHONE), Reach.UNREACHABLE),
        ((by_mail(1, 0, ("bounced", 1)), by_phone(2, 1, ("voicemail", 1))), (MAIL, PHONE), Reach.UNREACHABLE),
        ((by_mail(1, 0, ("delivered", 1)),), (MAIL, PHONE), Reach.SILENT),
        ((by_mail(1, 0, ("delivered", 59)),), (MAIL, PHONE), Reach.WAITING),
        ((by_mail(1, 0, ("read", 1)),), (MAIL, PHONE), Reach.REACHABLE),
        ((by_mail(1, 0, ("delivered", 1), ("bounced", 2)),), (MAIL,), Reach.UNREACHABLE),  # the later counts
        ((by_mail(1, 0, ("bounced", 1), ("delivered", 2)),), (MAIL,), Reach.SILENT),
        ((by_mail(1, 0, replies=(outcome("", 3),)),), (MAIL, PHONE), Reach.REACHABLE),
        ((by_letter("returned_refused"),), (ROAD,), Reach.SILENT),
        ((by_letter("returned_unclaimed"),), (ROAD,), Reach.UNREACHABLE),
        # An address nobody recorded but somebody used counts too.
        ((attempt(1, address="other@x", results=(outcome("bounced", 1),)),), (MAIL,), Reach.TRYING),
        ((attempt(1, address="other@x", results=(outcome("bounced", 1),)),), (), Reach.UNREACHABLE),
    ],
)  # fmt: skip
def test_whether_somebody_can_be_reached(
    attempts: tuple[AttemptView, ...], places: tuple[Place, ...], state: Reach
) -> None:
    assert told(*attempts, places=places).state is state


@pytest.mark.parametrize(("after", "state"), [(15, Reach.WAITING), (15.01, Reach.SILENT), (1, Reach.WAITING)])
def test_silence_begins_after_fourteen_days(after: float, state: Reach) -> None:
    assert told(by_mail(1, 0, ("delivered", 1)), after=after).state is state


def test_unreachable_counts_from_the_failure_of_the_last_address() -> None:
    failed = (by_mail(1, 0, ("bounced", 1)), by_phone(2, 5, ("no_answer", 6)))
    found = told(*failed)
    assert found.since == START + dt.timedelta(days=6)
    assert "(2) was tried, in 2 attempts" in str(found.reasons[0])
    assert told(*reversed(failed)).since == found.since  # told in any order


def test_a_sign_of_life_ends_it_and_is_named() -> None:
    failed = (by_mail(1, 0, ("bounced", 1)), by_phone(2, 5, ("no_answer", 6)))
    again = by_mail(3, 10, replies=(outcome("", 12),))
    found = told(*failed, again)
    assert (found.state, found.since, found.reopened_by) == (Reach.REACHABLE, None, "A-03")
    assert found.unreachable_before == START + dt.timedelta(days=6)
    assert "from 2026-03-08 until the sign of life in A-03" in str(
        found.reasons[-1].text.format(**found.reasons[-1].fields)
    )


def test_trying_again_is_no_sign_of_life() -> None:
    failed = by_mail(1, 0, ("bounced", 1))
    found = told(failed, by_mail(2, 10), places=(MAIL,))
    assert (found.state, found.reopened_by, found.unreachable_before) == (Reach.WAITING, "", None)
    third = told(failed, by_mail(2, 10, ("bounced", 11)), places=(MAIL,))
    assert (third.state, third.since) == (Reach.UNREACHABLE, START + dt.timedelta(days=11))


def test_what_is_left_to_try_and_to_wait_for_is_named_as_it_was_written() -> None:
    trying = told(by_mail(1, 0, ("bounced", 1)))
    assert trying.reasons[0].fields == {"addresses": "+86 755"}
    waiting = told(by_mail(1, 0), by_phone(2, 1, ("no_answer", 1)))
    assert waiting.reasons[0].fields == {"addresses": "Shop@x.example"}


def test_a_mail_to_several_counts_for_each_address_by_itself() -> None:
    several = attempt(
        1,
        address="a@x, b@x",
        addresses=("a@x", "b@x"),
        results=(outcome("bounced", 1, recipient="A@X", dead=True), outcome("delivered", 1, recipient="b@x")),
    )
    proofs = {(proof.normal, proof.state) for proof in proofs_of([several], normal)}
    assert proofs == {("a@x", DEAD), ("b@x", ALIVE)}
    assert told(several, places=()).state is Reach.SILENT


@pytest.mark.parametrize("result", list(ContactResult))
def test_what_a_result_shows_of_an_address(result: ContactResult) -> None:
    gone = {"number_not_in_service", "returned_moved", "returned_unknown", "returned_incomplete_address"}
    arrived = {"delivered", "read", "returned_refused"}
    expected = DEAD if result.value in gone else ALIVE if result.value in arrived else ""
    assert state_of(result.value, dead=None) == expected
    assert state_of(result.value, dead=True) == DEAD
    assert state_of(result.value, dead=False) == (ALIVE if result.value in arrived else "")


def test_proofs_come_oldest_first_whatever_the_order_of_attempts() -> None:
    late, early = by_mail(1, 0, ("bounced", 9)), by_phone(2, 1, ("no_answer", 3))
    assert [proof.attempt for proof in proofs_of([late, early], normal)] == ["A-02", "A-01"]


events = st.lists(
    st.tuples(
        st.sampled_from(["email", "phone"]),
        st.integers(0, 40),
        st.sampled_from(["", "bounced", "no_answer", "delivered", "read", "reply"]),
    ),
    max_size=6,
)


@given(events)
def test_unreachable_means_that_every_address_failed_last(drawn: list[tuple[str, int, str]]) -> None:
    attempts = []
    for number, (channel, day, result) in enumerate(drawn, 1):
        results = (outcome(result, day + 0.5),) if result not in {"", "reply"} else ()
        replies = (outcome("", day + 0.5),) if result == "reply" else ()
        place = MAIL if channel == "email" else PHONE
        attempts.append(
            attempt(number, day, channel=channel, address=place.raw, results=results, replies=replies)
        )
    found = told(*attempts)
    failed = {one.value for one in FAILED_RESULTS}
    last: dict[str, str] = {}
    for proof in proofs_of(attempts, normal):
        last[proof.normal] = proof.result
    if found.state is Reach.UNREACHABLE:
        assert set(last) == {MAIL.normal, PHONE.normal}
        assert set(last.values()) <= failed
        assert found.since is not None
    if any(result == "reply" for result in last.values()):
        assert found.state is Reach.REACHABLE
    assert (found.state is Reach.UNTRIED) is (not drawn)


WAYS = Ways(normal, lambda channel, _address: {"letter": "address"}.get(channel, channel))


def recorded(place: Place, number: str = "P-02", role: str = "seller") -> PartyAddress:
    return PartyAddress(
        f"u{number}", number, role, "Shop", "", place.kind, place.raw, place.normal, "imprint", "E-01", None
    )


def test_the_book_holds_what_was_recorded_and_what_was_used() -> None:
    attempts = [
        by_mail(1, 0, ("number_not_in_service", 1)),
        attempt(2, 1, channel="letter", address="2 Road", address_source="parcel", address_evidence="E-09"),
        attempt(3, 2, channel="register_lookup", address="Register"),
        attempt(4, 3, party="P-03", address="theirs@x"),
    ]
    parties = [recorded(MAIL), recorded(PHONE), recorded(ROAD, "P-01", "consumer")]
    book = book_of(parties, attempts, "P-02", "P-02", WAYS)
    assert [(one.raw, one.kind, one.origin, one.state, one.attempts) for one in book] == [
        ("Shop@x.example", "email", "imprint", "dead", ("A-01",)),
        ("+86 755", "phone", "imprint", "", ()),
        ("2 Road", "address", "parcel", "", ("A-02",)),
    ]
    assert (book[0].by, book[0].at) == ("A-01", START + dt.timedelta(days=1))
    assert (book[2].evidence, book[2].by, book[2].at) == ("E-09", "", None)
    assert [one.normal for one in places_of(book)] == [MAIL.normal, PHONE.normal, "2 road"]
    assert seller_of(parties) == "P-02"
    assert seller_of([parties[2]]) == ""


def test_a_later_result_without_meaning_does_not_hide_what_was_shown() -> None:
    first = by_mail(1, 0, ("returned_unknown", 1))
    second = by_mail(2, 5, ("no_answer", 6))
    [entry] = book_of([recorded(MAIL)], [first, second], "P-02", "P-02", WAYS)
    assert (entry.state, entry.by, entry.attempts) == ("dead", "A-01", ("A-01", "A-02"))


RULE = Cadence("usual", DataText("Usual", "x"), 2, 3, 14, 30, True, True, "sourced")  # noqa: FBT003 - two flags of the data


@pytest.mark.parametrize("channel", [one.value for one in Channel])
def test_only_ways_to_the_party_itself_count(channel: str) -> None:
    found = {key: message for key, _ok, message in spread(RULE, [attempt(1, channel=channel)], START.date())}
    expected = 0 if channel in {"register_lookup", "third_party"} else 1
    assert found["channels"].fields["found"] == expected


@pytest.mark.parametrize(
    ("channels", "ways"),
    [
        (("letter", "registered_letter", "fax"), 1),
        (("visit", "bailiff"), 1),
        (("web_form", "chat", "platform_msg", "messenger"), 1),
        (("phone", "sms"), 1),
        (("email", "phone", "letter", "visit", "chat"), 5),
    ],
)
def test_ways_that_are_one_are_counted_once(channels: tuple[str, ...], ways: int) -> None:
    made = [attempt(n, n, channel=channel) for n, channel in enumerate(channels, 1)]
    found = {key: message for key, _ok, message in spread(RULE, made, START.date())}
    assert found["channels"].fields["found"] == ways


@given(st.lists(st.integers(0, 30), max_size=2), st.integers(0, 60))
def test_planned_attempts_fill_up_what_is_missing_on_working_days(done: list[int], later: int) -> None:
    today = START.date() + dt.timedelta(days=later)
    made = [attempt(n, day) for n, day in enumerate(done, 1)]
    steps = plan(RULE, [BookPlace()], made, today)
    assert len(steps) == 3 - len(done)
    assert all(step.due >= today and step.due.weekday() < 5 for step in steps)
    assert [step.due for step in steps] == sorted(step.due for step in steps)
    assert len({step.due.weekday() for step in steps}) == len(steps)


class BookPlace:
    kind = "email"
    raw = "shop@x.example"
    normal = "shop@x.example"
    origin = ""
    evidence = ""

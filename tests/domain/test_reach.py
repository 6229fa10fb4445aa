"""Whether a party can be reached follows from the register alone, event after event."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.attempts import START, attempt, outcome
from xborder_desk.domain.reach import (
    ALIVE,
    CONTACTABLE,
    DEAD,
    PATIENCE,
    Place,
    Reach,
    Standing,
    proofs_of,
    standing,
    state_of,
)

if TYPE_CHECKING:
    from xborder_desk.domain.contacts import AttemptView

MAIL = Place("email", "Shop@seller.example", "shop@seller.example")
PHONE = Place("phone", "+49 30 1", "+49301")


def normal(channel: str, address: str) -> str:
    del channel
    return address.lower()


def stand(*attempts: AttemptView, places: tuple[Place, ...] = (MAIL,), day: float = 5) -> Standing:
    return standing(places, attempts, normal, START + dt.timedelta(days=day))


@pytest.mark.parametrize(
    ("result", "dead", "state"),
    [
        ("number_not_in_service", None, DEAD),
        ("returned_moved", None, DEAD),
        ("returned_unknown", None, DEAD),
        ("delivered", None, ALIVE),
        ("read", None, ALIVE),
        ("returned_refused", None, ALIVE),
        ("bounced", None, ""),
        ("bounced", True, DEAD),
        ("bounced", False, ""),
        ("delivered", False, ALIVE),
        ("pending", None, ""),
    ],
)
def test_what_a_result_shows_of_an_address(result: str, dead: bool | None, state: str) -> None:  # noqa: FBT001 - a parameter of the test
    assert state_of(result, dead=dead) == state


def test_nobody_tried_yet() -> None:
    assert stand().state is Reach.UNTRIED
    assert stand(attempt(channel="register_lookup")).state is Reach.UNTRIED
    assert stand(attempt(channel="third_party")).state is Reach.UNTRIED


def test_without_a_result_one_waits() -> None:
    found = stand(attempt())
    assert found.state is Reach.WAITING
    assert found.reasons[0].fields == {"addresses": "Shop@seller.example"}


def test_every_address_must_fail_before_a_party_is_unreachable() -> None:
    failed = attempt(results=(outcome("bounced", 1, dead=True),))
    assert stand(failed).state is Reach.UNREACHABLE
    assert stand(failed).since == START + dt.timedelta(days=1)
    half = stand(failed, places=(MAIL, PHONE))
    assert half.state is Reach.TRYING
    assert half.reasons[0].fields == {"addresses": "+49 30 1"}


def test_an_address_nobody_can_be_written_to_does_not_count() -> None:
    shop = Place("website", "https://seller.example", "seller.example")
    assert shop.kind not in CONTACTABLE
    failed = attempt(results=(outcome("bounced", 1),))
    assert stand(failed, places=(MAIL, shop)).state is Reach.UNREACHABLE


def test_silence_begins_after_fourteen_days() -> None:
    arrived = attempt(results=(outcome("delivered", 1),))
    last = 1 + PATIENCE / dt.timedelta(days=1)
    assert stand(arrived, day=last).state is Reach.WAITING
    silent = stand(arrived, day=last + 0.01)
    assert silent.state is Reach.SILENT
    assert silent.reasons[0].fields == {"days": 14}


@pytest.mark.parametrize("sign", ["reply", "read"])
def test_an_answer_makes_a_party_reachable(sign: str) -> None:
    told = (outcome(sign, 2),)
    answered = attempt(replies=told) if sign == "reply" else attempt(results=told)
    assert stand(answered).state is Reach.REACHABLE


def test_a_sign_of_life_ends_an_unreachability_and_is_named() -> None:
    first = attempt(1, results=(outcome("bounced", 1),))
    second = attempt(2, 3, results=(outcome("delivered", 4),))
    found = stand(first, second)
    assert found.state is Reach.WAITING
    assert found.unreachable_before == START + dt.timedelta(days=1)
    assert found.reopened_by == "A-02"
    assert found.reasons[-1].fields == {"day": "2026-03-03", "attempt": "A-02"}


def test_trying_again_is_no_sign_of_life() -> None:
    first = attempt(1, results=(outcome("bounced", 1),))
    found = stand(first, attempt(2, 3))
    assert found.state is Reach.WAITING
    assert found.reopened_by == ""
    again = stand(first, attempt(2, 3, results=(outcome("bounced", 4),)))
    assert again.state is Reach.UNREACHABLE
    assert again.since == START + dt.timedelta(days=4)


def test_a_pending_mail_does_not_undo_an_answer() -> None:
    answered = attempt(1, replies=(outcome("", 1),))
    assert stand(answered, attempt(2, 3)).state is Reach.REACHABLE


def test_of_a_mail_to_two_each_address_has_its_own_result() -> None:
    both = attempt(
        addresses=("a@e.org", "b@e.org"),
        results=(outcome("bounced", 1, recipient="A@e.org", dead=True), outcome("delivered", 2)),
    )
    proofs = proofs_of([both], normal)
    assert [(one.normal, one.state) for one in proofs] == [
        ("a@e.org", DEAD),
        ("a@e.org", ALIVE),
        ("b@e.org", ALIVE),
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(["bounced", "delivered", "read", "pending"]), st.floats(0, 30)), max_size=6
    )
)
def test_a_party_is_never_unreachable_after_a_last_arrival(events: list[tuple[str, float]]) -> None:
    attempts = [
        attempt(number, day, results=(outcome(result, day + 0.5),))
        for number, (result, day) in enumerate(events, 1)
    ]
    found = standing([MAIL], attempts, normal, START + dt.timedelta(days=40))
    assert found.reasons
    assert (found.since is not None) == (found.state is Reach.UNREACHABLE)
    told = [result for result, _day in sorted(events, key=lambda event: event[1]) if result != "pending"]
    if told and told[-1] != "bounced":
        assert found.state is not Reach.UNREACHABLE


@given(st.permutations([attempt(n, n, results=(outcome("bounced", n + 0.5),)) for n in range(1, 5)]))
def test_the_order_in_which_attempts_are_given_does_not_matter(attempts: list[AttemptView]) -> None:
    assert standing([MAIL], attempts, normal, START + dt.timedelta(days=9)).state is Reach.UNREACHABLE

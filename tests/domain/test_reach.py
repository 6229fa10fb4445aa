"""Whether a party can be reached: derived from what every attempt showed, in the order of time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.contacts import attempts_from
from xborder_desk.domain.reach import ALIVE, DEAD, Place, Reach, proofs_of, standing, state_of
from xborder_desk.domain.registers import CONTACTS, Line, next_line

START = dt.datetime(2026, 2, 2, 9, tzinfo=dt.UTC)
NOW = START + dt.timedelta(days=60)
PLACES = (Place("email", "a@x", "a@x"), Place("phone", "123", "123"), Place("iban", "DE1", "DE1"))


def same(channel: str, address: str) -> str:
    del channel
    return address


def day(number: int) -> str:
    return (START + dt.timedelta(days=number)).isoformat()


def register(*events: tuple[Any, ...]) -> list[Line]:
    """Write lines: ("attempt", uid, channel, address, day), ("result", uid, result, day) or a reply."""
    lines: list[Line] = []
    for number, (action, uid, *rest) in enumerate(events, 1):
        content: dict[str, Any] = {"at": day(90), "actor": "x", "action": action, "subject": uid}
        if action == "attempt":
            content |= {
                "number": f"A-{uid}",
                "channel": rest[0],
                "address": rest[1],
                "started_at": day(rest[2]),
            }
        else:
            content |= {"attempt": uid, "result": rest[0], "happened_at": day(rest[1])}
        lines.append(next_line(None, CONTACTS, "c", content, f"{number:032x}"))
    return lines


def found(*events: tuple[Any, ...]) -> tuple[Reach, str]:
    told = standing(PLACES, attempts_from(register(*events)), same, NOW)
    return told.state, told.reopened_by


MAIL, CALL = ("attempt", "1", "email", "a@x", 0), ("attempt", "2", "phone", "123", 1)
FAILED = (MAIL, ("result", "1", "bounced", 1), CALL, ("result", "2", "no_answer", 2))


@pytest.mark.parametrize(
    ("events", "state", "reopened"),
    [
        ((), Reach.UNTRIED, ""),
        ((MAIL,), Reach.WAITING, ""),
        ((MAIL, ("result", "1", "bounced", 1)), Reach.TRYING, ""),
        (FAILED, Reach.UNREACHABLE, ""),
        ((*FAILED, ("attempt", "3", "email", "a@x", 5)), Reach.WAITING, ""),
        ((*FAILED, ("reply", "1", "", 9)), Reach.REACHABLE, "A-1"),
        ((*FAILED, ("result", "1", "read", 9)), Reach.REACHABLE, "A-1"),
        ((*FAILED, ("result", "2", "delivered", 9)), Reach.SILENT, "A-2"),
        ((*FAILED, ("result", "2", "delivered", 59)), Reach.WAITING, "A-2"),
        ((*FAILED, ("reply", "1", "", 9), ("result", "1", "bounced", 20)), Reach.UNREACHABLE, "A-1"),
        (((("attempt", "4", "register_lookup", "HR", 0)),), Reach.UNTRIED, ""),
    ],
)
def test_the_state_follows_from_the_lines(events: tuple[Any, ...], state: Reach, reopened: str) -> None:
    told, by = found(*events)
    assert told is state
    assert by == reopened or state is Reach.UNREACHABLE


@pytest.mark.parametrize(
    ("attempts", "said"),
    [
        (
            (("attempt", "1", "email", "a@x", 0), ("result", "1", "bounced", 1)),
            "Every known address (1) was tried, in 1 attempt, and every one failed.",
        ),
        (FAILED[:2] * 2, "Every known address (1) was tried, in 2 attempts, and every one failed."),
    ],
)
def test_attempts_that_failed_are_counted_as_one_says_it(attempts: tuple[Any, ...], said: str) -> None:
    places = (Place("email", "a@x", "a@x"),)
    lines = [(one[0], str(1 + number // 2), *one[2:]) for number, one in enumerate(attempts)]
    told = standing(places, attempts_from(register(*lines)), same, NOW)
    assert told.state is Reach.UNREACHABLE
    assert [str(one) for one in told.reasons] == [said]


@pytest.mark.parametrize(
    ("result", "dead", "state"),
    [
        ("bounced", True, DEAD),
        ("bounced", False, ""),
        ("bounced", None, ""),
        ("delivered", False, ALIVE),
        ("number_not_in_service", None, DEAD),
        ("returned_refused", None, ALIVE),
        ("returned_unclaimed", None, ""),
        ("no_answer", None, ""),
    ],
)
def test_a_result_shows_an_address_alive_dead_or_nothing(
    result: str, *, dead: bool | None, state: str
) -> None:
    assert state_of(result, dead=dead) == state


RESULTS = st.sampled_from(["bounced", "no_answer", "delivered", "read", "returned_unknown", "pending"])


@given(st.lists(st.tuples(st.sampled_from(["1", "2"]), RESULTS, st.integers(2, 50)), max_size=8))
def test_unreachable_never_stands_beside_a_last_sign_of_life(events: list[tuple[str, str, int]]) -> None:
    lines = [("result", uid, result, at) for uid, result, at in events]
    attempts = attempts_from(register(MAIL, CALL, *lines))
    told = standing(PLACES, attempts, same, NOW)
    last = {proof.normal: proof.result for proof in proofs_of(attempts, same) if proof.result != "pending"}
    if told.state is Reach.UNREACHABLE:
        assert set(last) == {"a@x", "123"}
        assert not {"delivered", "read", "reply"} & set(last.values())
        assert told.since is not None

"""The contact register read line by line: what first stood there, what was set right, what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.attempts import attempt, outcome
from tests.factories.lines import chained, erased
from xborder_desk.domain.contacts import CORRECTABLE, attempts_from
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.search import DataText, Row, RowState, Search, board, marks_from, omissions_from

if TYPE_CHECKING:
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.registers import Line
    from xborder_desk.domain.search import BoardRow

AT = "2026-03-02T09:00:00+00:00"
BEGUN: dict[str, Any] = {
    "at": AT, "actor": "Jana", "action": "attempt", "subject": "u1", "number": "A-01", "channel": "email",
    "address": "a@x", "started_at": "2026-03-02T08:30:00+00:00", "offset": 60, "zone": "Europe/Berlin",
}  # fmt: skip


def line(action: str, hour: int = 10, **more: Any) -> dict[str, Any]:
    values = {"at": f"2026-03-02T{hour}:00:00+00:00", "actor": "Ana", "action": action, "attempt": "u1"}
    return {**values, "subject": f"{action}{hour}", **more}


def told(*contents: dict[str, Any]) -> AttemptView:
    [one] = attempts_from(chained([BEGUN, *contents], register="contacts")[0])
    return one


def test_an_attempt_stands_as_it_was_entered() -> None:
    one = told()
    assert (one.number, one.by, one.channel, one.address, one.result) == (
        "A-01",
        "Jana",
        "email",
        "a@x",
        "pending",
    )
    assert one.local.isoformat() == "2026-03-02T09:30:00+01:00"
    assert (one.seq, one.uid, one.first_hand, one.known_by) == (1, "u1", True, "hand")
    assert (one.reply_by, one.next_due, one.ended_at, one.every_address) == (None, None, None, ("a@x",))


@pytest.mark.parametrize(
    ("results", "shown"),
    [
        ([("bounced", "")], "bounced"),
        ([("delivered", ""), ("bounced", "")], "bounced"),
        ([("bounced", ""), ("delivered", "")], "delivered"),
        ([("bounced", "a@x"), ("delivered", "b@x")], "delivered"),  # it arrived with one of them
        ([("delivered", "a@x"), ("bounced", "b@x")], "delivered"),
        ([("delivered", "a@x"), ("bounced", "A@X")], "bounced"),  # the same recipient
        ([("read", "a@x"), ("no_answer", "")], "read"),
    ],
)
def test_the_latest_result_of_each_recipient_counts_and_an_arrival_before_a_failure(
    results: list[tuple[str, str]], shown: str
) -> None:
    one = told(*(line("result", 10 + n, result=what, recipient=who) for n, (what, who) in enumerate(results)))
    assert one.result == shown
    assert [outcome_.result for outcome_ in one.results] == [what for what, _who in results]


def test_a_correction_keeps_what_first_stood_there() -> None:
    one = told(
        line("correction", 10, changes={"address": "b@x", "purpose": "demand"}, note="Mistyped"),
        line("correction", 11, changes={"address": "c@x"}, note="Again"),
        line("correction", 12, note="Only a remark"),
    )
    assert (one.address, one.purpose) == ("c@x", "demand")
    assert [(c.field, c.before, c.after, c.note) for c in one.corrections] == [
        ("address", "a@x", "b@x", "Mistyped"),
        ("purpose", "", "demand", "Mistyped"),
        ("address", "b@x", "c@x", "Again"),
        ("", "", "", "Only a remark"),
    ]


def test_a_corrected_address_stands_for_all_that_were_written_first() -> None:
    several = {**BEGUN, "addresses": ["a@x", "b@x"]}
    [before] = attempts_from(chained([several])[0])
    assert before.every_address == ("a@x", "b@x")
    [after] = attempts_from(chained([several, line("correction", changes={"address": "c@x"})])[0])
    assert after.every_address == ("c@x",)
    [other] = attempts_from(chained([several, line("correction", changes={"purpose": "demand"})])[0])
    assert other.every_address == ("a@x", "b@x")
    assert "address" in CORRECTABLE


def test_replies_and_results_keep_their_proofs_and_moments() -> None:
    one = told(
        line("reply", 11, note="No.", proofs=[{"evidence": "E-02"}], happened_at="2026-03-02T10:59:00+01:00"),
        line(
            "result", 12, result="bounced", status="5.1.1", status_class=5, address_dead=True, recipient="a@x"
        ),
    )
    [reply], [result] = one.replies, one.results
    assert (reply.note, reply.proofs, reply.by) == ("No.", ("E-02",), "Ana")
    assert reply.at == dt.datetime(2026, 3, 2, 9, 59, tzinfo=dt.UTC)
    assert (result.status, result.status_class, result.dead, result.recipient) == ("5.1.1", 5, True, "a@x")
    assert result.at == dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def test_lines_about_nothing_and_erased_lines_are_left_out() -> None:
    lines = chained([BEGUN, line("result", result="bounced"), line("reply", 11, attempt="unknown")])[0]
    assert len(attempts_from(lines)) == 1
    without = [lines[0], erased(lines[1]), lines[2]]
    assert attempts_from(without)[0].results == ()
    assert attempts_from([erased(lines[0]), *lines[1:]]) == []


@given(st.permutations(["u1", "u2", "u3"]))
def test_attempts_come_in_the_order_they_were_written(order: list[str]) -> None:
    lines = chained([{**BEGUN, "subject": uid, "number": uid} for uid in order])[0]
    assert [one.uid for one in attempts_from(lines)] == order


def marks(*contents: dict[str, Any]) -> list[Line]:
    return chained([{"at": AT, "subject": "s", "actor": "Jana", **content} for content in contents])[0]


def test_the_last_mark_of_a_row_and_the_last_words_count() -> None:
    lines = marks(
        {"action": "search", "row": "mail", "state": "done", "proofs": [{"evidence": "E-01"}]},
        {"action": "omissions", "text": "first"},
        {"action": "search", "row": "post", "state": "not-applicable", "reason": "none"},
        {"action": "search", "row": "mail", "state": "open"},
        {"action": "omissions", "text": "last"},
        {"action": "attempt"},
    )
    found = marks_from(lines)
    assert {row: mark.state for row, mark in found.items()} == {
        "mail": RowState.OPEN,
        "post": RowState.NOT_APPLICABLE,
    }
    assert (found["post"].reason, found["post"].by, found["mail"].proofs) == ("none", "Jana", ())
    assert omissions_from(lines) == "last"
    assert omissions_from([]) == ""
    with pytest.raises(BadInputError):
        marks_from(marks({"action": "search", "row": "mail", "state": "maybe"}))


@dataclass(frozen=True)
class Seen:
    kind: str = "email"
    raw: str = "A@x"
    normal: str = "a@x"
    origin: str = ""
    evidence: str = ""


TEXT = DataText("Words", "context")


def one_row(row: dict[str, Any], **more: Any) -> BoardRow:
    values: dict[str, Any] = {"known": (), "attempts": (), "inquiries": (), "roles": {}, "marks": {}}
    search = Search(**{**values, "normal": lambda _channel, address: address.lower(), **more})
    [found] = board([Row("mail", 1, TEXT, TEXT, **{"channels": ("email",), **row})], search)
    return found


def made(**more: Any) -> AttemptView:
    return attempt(1, address="A@x", **more)


@pytest.mark.parametrize(
    ("row", "more", "state", "said"),
    [
        ({}, {}, RowState.OPEN, "Nothing is recorded"),
        ({}, {"attempts": (made(),)}, RowState.DONE, ""),
        ({}, {"attempts": (made(channel="phone"),)}, RowState.OPEN, "Nothing is recorded"),
        ({}, {"attempts": (made(known_by="report"),)}, RowState.OPEN, "Nothing is recorded"),
        ({}, {"attempts": (made(first_hand=False),)}, RowState.OPEN, "nothing proves it"),
        ({}, {"attempts": (made(first_hand=False, proofs=("E-01",)),)}, RowState.DONE, ""),
        (
            {},
            {"attempts": (made(first_hand=False, results=(outcome("bounced", proofs=("E-02",)),)),)},
            RowState.DONE,
            "",
        ),
        ({"every": "email"}, {}, RowState.NOT_APPLICABLE, "No such address is known"),
        ({"every": "email"}, {"known": (Seen(),)}, RowState.OPEN, "Nothing is recorded"),
        ({"every": "email"}, {"known": (Seen(),), "attempts": (made(),)}, RowState.DONE, ""),
        (
            {"every": "email"},
            {"known": (Seen(), Seen(raw="B@x", normal="b@x")), "attempts": (made(),)},
            RowState.OPEN,
            "Not tried yet: B@x.",
        ),
        ({"purpose": "address_inquiry"}, {"attempts": (made(),)}, RowState.OPEN, "was not asked for"),
        ({"purpose": "address_inquiry"}, {"attempts": (made(purpose="address_inquiry"),)}, RowState.DONE, ""),
        ({"origins": ("imprint",)}, {"known": (Seen(origin="imprint", evidence="E-03"),)}, RowState.DONE, ""),
        (
            {"origins": ("imprint",)},
            {"known": (Seen(origin="parcel"),)},
            RowState.OPEN,
            "Nothing is recorded",
        ),
        (
            {"registers": ("handelsregister",)},
            {"inquiries": (made(channel="register_lookup"),)},
            RowState.OPEN,
            "Nothing is recorded",
        ),
        (
            {"registers": ("handelsregister",)},
            {"inquiries": (attempt(1, channel="register_lookup", address="Deutsches HANDELSREGISTER"),)},
            RowState.DONE,
            "",
        ),
        (
            {"roles": ("platform",)},
            {"inquiries": (made(party="P-03"),), "roles": {"P-03": "platform"}},
            RowState.DONE,
            "",
        ),
        (
            {"roles": ("platform",)},
            {"inquiries": (made(party="P-03"),), "roles": {"P-03": "bank"}},
            RowState.OPEN,
            "Nothing is recorded",
        ),
    ],
)
def test_how_far_a_row_of_the_search_is(
    row: dict[str, Any], more: dict[str, Any], state: RowState, said: str
) -> None:
    found = one_row(row, **more)
    assert found.state is state
    message = found.told.text.format(**found.told.fields) if found.told else ""
    assert said in message
    assert bool(message) is (state is not RowState.DONE)


def test_proofs_of_a_row_are_named_once() -> None:
    one = made(proofs=("E-01",), results=(outcome("bounced", proofs=("E-01", "E-02")),))
    found = one_row(
        {"origins": ("imprint",)}, attempts=(one,), known=(Seen(origin="imprint", evidence="E-02"),)
    )
    assert (found.proofs, found.attempts) == (("E-01", "E-02"), ("A-01",))

"""Attempts, derived from register lines alone: results, replies and corrections find their attempt."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.lines import chained, erased
from xborder_desk.domain.contacts import ATTEMPT, CORRECTION, REPLY, RESULT, AttemptView, attempts_from

AT = "2026-03-01T10:00:00.000Z"


def said(action: str, number: int, **more: Any) -> dict[str, object]:
    """Content of a register line about the attempt with this number."""
    base: dict[str, object] = {"at": AT, "actor": "Jana", "action": action, "subject": f"u{number}"}
    if action == ATTEMPT:
        base |= {
            "number": f"A-{number:02d}",
            "channel": "email",
            "address": f"{number}@shop.example",
            "started_at": "2026-02-28T23:30:00.000Z",
            "offset": 60,
            "zone": "Europe/Berlin",
        }
    else:
        base["attempt"] = f"u{number}"
    return {**base, **more}


def read(*contents: dict[str, object]) -> list[AttemptView]:
    return attempts_from(chained(contents, "contacts")[0])


def test_an_attempt_alone_is_pending() -> None:
    (attempt,) = read(
        said(ATTEMPT, 1, proofs=[{"evidence": "E-01", "sha256": "0" * 64}], reply_by="2026-03-14")
    )
    assert attempt.result == "pending"
    assert attempt.proofs == ("E-01",)
    assert attempt.reply_by == dt.date(2026, 3, 14)
    assert attempt.started_at == dt.datetime(2026, 2, 28, 23, 30, tzinfo=dt.UTC)
    assert attempt.local.isoformat() == "2026-03-01T00:30:00+01:00"


def test_the_latest_result_counts_and_all_are_kept() -> None:
    (attempt,) = read(
        said(ATTEMPT, 1),
        said(RESULT, 1, result="delivered", happened_at="2026-03-01T08:00:00Z"),
        said(RESULT, 1, result="bounced", note="mailbox full"),
    )
    assert attempt.result == "bounced"
    assert [outcome.result for outcome in attempt.results] == ["delivered", "bounced"]
    assert attempt.results[0].at == dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC)
    assert attempt.results[1].at == dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)


def test_a_reply_leaves_the_result_alone() -> None:
    (attempt,) = read(said(ATTEMPT, 1), said(REPLY, 1, note="We refuse.", proofs=[{"evidence": "E-02"}]))
    assert attempt.result == "pending"
    assert [(reply.note, reply.proofs) for reply in attempt.replies] == [("We refuse.", ("E-02",))]


def test_corrections_name_what_stood_there_first() -> None:
    (attempt,) = read(
        said(ATTEMPT, 1),
        said(CORRECTION, 1, changes={"address": "b@shop.example"}, note="typing mistake"),
        said(CORRECTION, 1, changes={"address": "c@shop.example"}, note="again"),
        said(CORRECTION, 1, changes={}, note="the envelope was lost"),
    )
    assert attempt.address == "c@shop.example"
    told = [(one.field, one.before, one.after, one.note) for one in attempt.corrections]
    assert told == [
        ("address", "1@shop.example", "b@shop.example", "typing mistake"),
        ("address", "b@shop.example", "c@shop.example", "again"),
        ("", "", "", "the envelope was lost"),
    ]


def test_lines_about_attempts_nobody_made_are_left_out() -> None:
    assert read(said(RESULT, 7, result="read"), said(CORRECTION, 7, changes={"address": "x"})) == []


def test_an_erased_attempt_is_left_out_with_what_names_it() -> None:
    lines, _head = chained([said(ATTEMPT, 1), said(ATTEMPT, 2), said(RESULT, 1, result="read")], "contacts")
    left = attempts_from([erased(lines[0]), *lines[1:]])
    assert [attempt.number for attempt in left] == ["A-02"]


def test_an_erased_result_is_as_if_not_known() -> None:
    lines, _head = chained([said(ATTEMPT, 1), said(RESULT, 1, result="read")], "contacts")
    (attempt,) = attempts_from([lines[0], erased(lines[1])])
    assert attempt.result == "pending"


@st.composite
def registers(draw: st.DrawFn) -> list[dict[str, object]]:
    """Attempts with later lines in any order that time allows."""
    made = draw(st.integers(0, 4))
    contents = [said(ATTEMPT, number) for number in range(made)]
    for _ in range(draw(st.integers(0, 8)) if made else 0):
        number = draw(st.integers(0, made - 1))
        action = draw(st.sampled_from([RESULT, REPLY, CORRECTION]))
        more: dict[str, Any] = (
            {"result": draw(st.sampled_from(["read", "bounced"]))} if action == RESULT else {}
        )
        if action == CORRECTION:
            more = {"changes": {"address": draw(st.text(max_size=5))}}
        place = draw(st.integers(number + 1, len(contents)))
        contents.insert(place, said(action, number, **more)) if place >= made else contents.append(
            said(action, number, **more)
        )
    return contents


@given(registers())
def test_every_attempt_appears_once_with_every_line_about_it(contents: list[dict[str, object]]) -> None:
    attempts = read(*contents) if contents else []
    made = [content["number"] for content in contents if content["action"] == ATTEMPT]
    assert [attempt.number for attempt in attempts] == made
    for action, field in ((RESULT, "results"), (REPLY, "replies"), (CORRECTION, "corrections")):
        written = sum(content["action"] == action for content in contents)
        assert sum(len(getattr(attempt, field)) for attempt in attempts) == written
    for attempt in attempts:
        mine = [c for c in contents if c.get("attempt") == attempt.uid]
        corrected = [c["changes"]["address"] for c in mine if c["action"] == CORRECTION]  # type: ignore[index]  # as drawn
        results = [c["result"] for c in mine if c["action"] == RESULT]
        assert attempt.address == (corrected[-1] if corrected else f"{attempt.uid[1:]}@shop.example")
        assert attempt.result == (results[-1] if results else "pending")


def test_attempts_carry_everything_a_dossier_shows() -> None:
    everything = {
        "party": "P-02", "address_source": "imprint", "address_evidence": "E-03", "purpose": "complaint",
        "language": "en", "note": "sent twice", "first_hand": False, "cost": "4.95", "cost_currency": "EUR",
        "next_step": "registered letter", "next_due": "2026-03-20",
    }  # fmt: skip
    (attempt,) = read(said(ATTEMPT, 1, **everything))
    shown = {name: getattr(attempt, name) for name in everything}
    assert shown == {**everything, "next_due": dt.date(2026, 3, 20)}
    assert (attempt.by, attempt.seq, attempt.recorded_at.isoformat()) == (
        "Jana",
        1,
        "2026-03-01T10:00:00+00:00",
    )


@pytest.mark.parametrize("offset", [-720, 0, 330, 840])
def test_the_clock_on_the_wall_is_that_of_the_place(offset: int) -> None:
    (attempt,) = read(said(ATTEMPT, 1, offset=offset))
    assert attempt.local == attempt.started_at
    assert attempt.local.utcoffset() == dt.timedelta(minutes=offset)

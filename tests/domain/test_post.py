"""The post book, read from its register."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.factories.lines import chained, erased
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.post import ENTERED, Posting, PostLine, post_lines


def entered(**more: Any) -> dict[str, object]:
    return {
        "at": "2026-03-02T09:00:00.000Z",
        "action": ENTERED,
        "actor": "Jana",
        "direction": "outgoing",
        "kind": "registered",
        "on": "2026-03-01",
        "who": "Lan Yu Ltd.",
        "about": "Notice of defects",
        **more,
    }


def book(*contents: dict[str, object]) -> list[PostLine]:
    return post_lines(chained(contents, "post", "office")[0])


def test_a_line_is_cited_by_year_and_running_number() -> None:
    first, second = book(entered(), entered(on="2027-01-02"))
    assert (first.name, second.name) == ("2026/0001", "2027/0002")
    assert (first.kind, first.on, first.who, first.subject) == (
        Posting.REGISTERED,
        dt.date(2026, 3, 1),
        "Lan Yu Ltd.",
        "Notice of defects",
    )
    assert first.at == dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def test_what_was_not_said_is_empty() -> None:
    (line,) = book(entered())
    assert (line.number, line.case, line.attempt, line.cost, line.cost_currency, line.note) == ("",) * 6
    assert line.proofs == ()


def test_everything_said_is_shown() -> None:
    (line,) = book(
        entered(
            number="RR123456785DE",
            case="2026-0001",
            attempt="A-01",
            cost="4.20",
            cost_currency="EUR",
            proofs=[{"evidence": "E-03"}, {"evidence": "E-04"}],
        )
    )
    assert (line.number, line.case, line.attempt) == ("RR123456785DE", "2026-0001", "A-01")
    assert line.proofs == ("E-03", "E-04")


def test_erased_lines_and_others_leave_their_number_free() -> None:
    lines = chained([entered(), entered(who="Second"), entered(action="other")], "post", "office")[0]
    (left,) = post_lines([erased(lines[0]), *lines[1:]])
    assert (left.no, left.who) == (2, "Second")


@pytest.mark.parametrize("spoiled", [{"direction": "sideways"}, {"kind": "pigeon"}])
def test_an_unknown_choice_is_refused(spoiled: dict[str, str]) -> None:
    with pytest.raises(BadInputError):
        book(entered(**spoiled))


def test_every_kind_has_its_word() -> None:
    assert len({kind.label for kind in Posting}) == len(Posting)

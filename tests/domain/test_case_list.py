"""Questions to the list: kept and read again, conditions on days and numbers as people type them."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.case_list import (
    COLUMNS,
    GROUPS,
    NONE,
    CaseQuestion,
    Span,
    due_group,
    read_days,
    read_numbers,
)
from xborder_desk.domain.errors import BadInputError

TODAY = dt.date(2026, 11, 23)
QUESTIONS = st.builds(
    CaseQuestion,
    text=st.text(max_size=20),
    binned=st.booleans(),
    where=st.lists(st.tuples(st.sampled_from(COLUMNS), st.text(max_size=8)), max_size=4).map(tuple),
    order=st.sampled_from(("", *COLUMNS)),
    descending=st.booleans(),
    group=st.sampled_from(("", *GROUPS)),
)


@given(QUESTIONS)
def test_a_question_is_the_same_after_it_was_kept(question: CaseQuestion) -> None:
    kept = json.loads(json.dumps(question.to_plain()))
    assert CaseQuestion.from_plain(kept) == question


def test_what_a_newer_program_wrote_is_left_out() -> None:
    kept = {
        "where": [["colour", "red"], ["title", "x"], ["odd"]],
        "order": "colour",
        "group": "moon",
        "new": 1,
    }
    assert CaseQuestion.from_plain(kept) == CaseQuestion(where=(("title", "x"),))
    assert CaseQuestion.from_plain({}) == CaseQuestion()


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2026-12-01", Span(dt.date(2026, 12, 1), dt.date(2026, 12, 1))),
        ("<=+14", Span(high=dt.date(2026, 12, 7))),
        (">= 2026-01-01", Span(low=dt.date(2026, 1, 1))),
        ("<2026-12-01", Span(high=dt.date(2026, 11, 30))),
        (">-2", Span(low=dt.date(2026, 11, 22))),
        ("2026-11-01..2026-11-30", Span(dt.date(2026, 11, 1), dt.date(2026, 11, 30))),
        ("..+7", Span(high=dt.date(2026, 11, 30))),
        ("-30..", Span(low=dt.date(2026, 10, 24))),
        (" none ", Span(none=True)),
        ("+0", Span(TODAY, TODAY)),
    ],
)
def test_conditions_on_a_day(typed: str, span: Span) -> None:
    assert read_days(typed, TODAY, field="due") == span


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("100", Span(Decimal(100), Decimal(100))),
        (">=1249.00", Span(low=Decimal("1249.00"))),
        ("< 50", Span(high=Decimal("49.9999"))),
        (">50", Span(low=Decimal("50.0001"))),
        ("10..20", Span(Decimal(10), Decimal(20))),
        ("10 .. ", Span(low=Decimal(10))),
        (NONE, Span(none=True)),
    ],
)
def test_conditions_on_a_number(typed: str, span: Span) -> None:
    assert read_numbers(typed, field="amount") == span


@pytest.mark.parametrize("typed", ["", "soon", ">=", "2026-13-01", "1..x", "< <5", "NaN", "inf", "1e99"])
def test_what_is_no_condition_is_said_beside_its_column(typed: str) -> None:
    with pytest.raises(BadInputError) as days:
        read_days(typed, TODAY, field="due")
    with pytest.raises(BadInputError) as numbers:
        read_numbers(typed, field="amount")
    assert (days.value.field, numbers.value.field) == ("due", "amount")


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_span_or_a_sentence(typed: str) -> None:
    spans = []
    with contextlib.suppress(BadInputError):
        spans.append(read_numbers(typed, field="amount"))
    with contextlib.suppress(BadInputError):
        spans.append(read_days(typed, TODAY, field="due"))
    for span in spans:
        assert span.none or span.low is not None or span.high is not None or ".." in typed


@pytest.mark.parametrize(
    ("days", "group"),
    [(-400, "over"), (-1, "over"), (0, "week"), (7, "week"), (8, "month"), (30, "month"), (31, "later")],
)
def test_days_fall_into_groups(days: int, group: str) -> None:
    assert due_group(TODAY + dt.timedelta(days=days), TODAY) == group


def test_no_day_is_a_group_of_its_own() -> None:
    assert due_group(None, TODAY) == NONE

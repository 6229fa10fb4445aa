"""The list of cases against the plainest reading of its conditions, one row after the other in Python."""

from __future__ import annotations

import datetime as dt
import operator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.offices import copy_of, statements
from tests.factories.rows import a_case, a_deadline, a_party, a_task, an_entry, an_item
from xborder_desk.domain.case_list import CaseQuestion
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.folding import fold
from xborder_desk.storage.queries import case_list, cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

TODAY: Final = dt.date(2026, 11, 23)
ZONE: Final = ZoneInfo("Asia/Taipei")
NAMES: Final = ("Łucja Żak", "深圳市万宝", "O'Neil & Co", "Müller", "MÜLLER", "50% Off", "a_b", "")
AMOUNTS: Final = (None, Decimal("0.01"), Decimal("99.99"), Decimal("1234567.8900"), Decimal(0))
MIDNIGHT: Final = dt.datetime(2026, 11, 22, 16, 0, tzinfo=dt.UTC)  # the 23rd begins in Taipei


def _one(uow: UnitOfWork, number: int) -> dict[str, Any]:
    """Add a case whose values follow from its number, and tell them."""
    amount = AMOUNTS[number % len(AMOUNTS)]
    changed = MIDNIGHT + dt.timedelta(minutes=number - 12)
    told: dict[str, Any] = {
        "title": f"Case {NAMES[number % 8]} {number}",
        "amount": amount,
        "currency": None if amount is None else "EUR",
        "status": ("new", "waiting", "closed")[number % 3],
        "updated_at": changed,
        "platform": NAMES[(number * 3) % 8],
    }
    case = a_case(uow, number, **told)
    seller = NAMES[(number * 5) % 8]
    if seller:
        a_party(uow, case, 1, "seller", seller, country=("CN", "TW", "")[number % 3])
    items, attempts = number % 4, number % 2
    for running in range(1, items + 1):
        an_item(uow, case, running)
    for running in range(1, attempts + 1):
        an_entry(uow, case, f"{number}-{running}", no=f"A-{running:02d}")
    due = None if number % 4 == 0 else TODAY + dt.timedelta(days=number * 3 - 30)
    if due is not None:
        (a_task if number % 2 else a_deadline)(uow, case, "due", due)
    more = {"due": due, "updated": changed.astimezone(ZONE).date(), "evidence": items, "attempts": attempts}
    return {**told, **more, "seller": seller, "id": case.id, "number": case.number, "seq": number}


@pytest.fixture(scope="module")
def many(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, list[Any]]]:
    """Twenty-four cases and the same as plain values."""
    office = copy_of(blank, tmp_path_factory.mktemp("many") / "office")
    with office.database.write() as uow:
        plain = [_one(uow, number) for number in range(1, 25)]
        for row in uow.session.new:
            assert row is None
        uow.commit()
    yield office, plain
    office.close()


def asked(office: Office, **question: Any) -> list[int]:
    with office.database.read() as uow:
        ids = case_list.found(uow, CaseQuestion(**question), TODAY, ZONE).ids
        assert case_list.count(uow, CaseQuestion(**question), TODAY, ZONE) == len(ids)
        return list(ids)


def newest_first(plain: list[Any]) -> list[int]:
    return [one["id"] for one in sorted(plain, key=lambda one: -one["seq"])]


AMOUNT: Final = st.decimals(0, 2_000_000, places=2, allow_nan=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(low=AMOUNT, high=AMOUNT, sign=st.sampled_from([">=", "<=", ">", "<", "="]))
def test_amounts_are_compared_as_numbers(
    many: tuple[Office, list[Any]], low: Decimal, high: Decimal, sign: str
) -> None:
    office, plain = many
    low, high = sorted((low, high))
    between = [one for one in plain if one["amount"] is not None and low <= one["amount"] <= high]
    assert asked(office, where=(("amount", f"{low}..{high}"),)) == newest_first(between)
    compare = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq}[
        sign
    ]
    right = [one for one in plain if one["amount"] is not None and compare(one["amount"], low)]
    assert asked(office, where=(("amount", f"{sign} {low}"),)) == newest_first(right)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(["evidence", "attempts"]), bound=st.integers(0, 5))
def test_counts_are_whole_numbers(many: tuple[Office, list[Any]], column: str, bound: int) -> None:
    office, plain = many
    more = newest_first([one for one in plain if one[column] > bound])
    rest = newest_first([one for one in plain if one[column] <= bound])
    assert asked(office, where=((column, f">{bound}"),)) == more
    assert asked(office, where=((column, f"<={bound}"),)) == rest


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(["due", "updated"]), days=st.integers(-40, 60), length=st.integers(0, 30))
def test_days_are_those_of_the_zone_and_both_ends_count(
    many: tuple[Office, list[Any]], column: str, days: int, length: int
) -> None:
    office, plain = many
    low, high = TODAY + dt.timedelta(days=days), TODAY + dt.timedelta(days=days + length)
    right = [one for one in plain if one[column] is not None and low <= one[column] <= high]
    assert asked(office, where=((column, f"{low}..{high}"),)) == newest_first(right)
    typed = f"{days:+d}..{days + length:+d}"
    assert asked(office, where=((column, typed),)) == newest_first(right)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.sampled_from([*NAMES, "case", "%", "_", "ller", "ZAK", "zak", "'", "万宝", "  "]))
def test_words_are_found_folded_in_titles_and_sellers(many: tuple[Office, list[Any]], word: str) -> None:
    office, plain = many
    words = fold(word).split()
    titled = [one for one in plain if all(each in fold(one["title"]) for each in words)]
    assert asked(office, where=(("title", word),)) == newest_first(titled)
    if words:
        sold = [one for one in plain if one["seller"] and all(e in fold(one["seller"]) for e in words)]
        assert asked(office, where=(("seller", word),)) == newest_first(sold)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.sampled_from(["number", "title", "due", "amount", "updated", "evidence"]), down=st.booleans())
def test_an_order_is_total_and_the_unknown_comes_last(
    many: tuple[Office, list[Any]],
    order: str,
    down: bool,  # noqa: FBT001 - what hypothesis draws
) -> None:
    office, plain = many
    key = {"number": "seq", "updated": "updated_at"}.get(order, order)
    known = [one for one in plain if one[key] is not None]
    ids = asked(office, order=order, descending=down)
    by_id = {one["id"]: one for one in plain}
    shown = [by_id[one] for one in ids]
    assert sorted(ids) == sorted(by_id)
    assert all(one[key] is not None for one in shown[: len(known)])
    values = [fold(one[key]) if order == "title" else one[key] for one in shown[: len(known)]]
    assert values == sorted(values, reverse=down)
    for one, other in pairwise(shown):
        if one[key] == other[key] and order != "number":
            assert one["seq"] > other["seq"]  # of two that are the same the newer stands first


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("amount", "20..10"),
        ("amount", "10...20"),
        ("amount", "0...5"),
        ("amount", "0.00001"),
        ("amount", ">1e-9"),
        ("amount", "1e15"),
        ("amount", "-1e14..0"),
        ("evidence", "3..1"),
        ("due", "+14..+7"),
        ("due", "2026-12-01...2026-12-31"),
        ("due", "2026-12-31..2026-12-01"),
        ("updated", "9999-12-31"),
        ("updated", "0001-01-01.."),
    ],
)
def test_a_condition_nothing_could_meet_is_a_sentence(
    many: tuple[Office, list[Any]], column: str, typed: str
) -> None:
    with pytest.raises(BadInputError, match="is no condition") as told:
        asked(many[0], where=((column, typed),))
    assert told.value.fields["given"] == typed


@pytest.mark.parametrize("typed", ["99999999999999", "0..99999999999999.9999", "-5..-1", "9000"])
def test_the_largest_numbers_are_only_large(many: tuple[Office, list[Any]], typed: str) -> None:
    expected = len([one for one in many[1] if one["amount"] is not None]) if typed.startswith("0..") else 0
    assert len(asked(many[0], where=(("amount", typed),))) == expected


def test_all_conditions_together_narrow_and_never_widen(many: tuple[Office, list[Any]]) -> None:
    office, _plain = many
    conditions = [("status", "new,waiting"), ("amount", ">0"), ("due", "<=+30"), ("country", "CN,TW")]
    left = set(asked(office))
    for at in range(1, len(conditions) + 1):
        narrower = set(asked(office, where=tuple(conditions[:at])))
        assert narrower <= left
        left = narrower


def test_a_list_of_any_length_takes_one_query_and_a_grouped_one_two(many: tuple[Office, list[Any]]) -> None:
    office, _plain = many
    with office.database.read() as uow:
        for question, cost in ((CaseQuestion(order="due"), 1), (CaseQuestion(group="seller"), 2)):
            with statements(office.database.engine) as sent:
                case_list.found(uow, question, TODAY, ZONE)
            assert len(sent) == cost
        with statements(office.database.engine) as sent:
            rows = cases.rows(uow, list(case_list.found(uow, CaseQuestion(), TODAY, ZONE).ids))
        assert (len(rows), len(sent)) == (24, 2)


def test_rows_tell_what_the_list_was_ordered_by(many: tuple[Office, list[Any]]) -> None:
    office, plain = many
    with office.database.read() as uow:
        rows = cases.rows(uow, [one["id"] for one in plain])
    for row, one in zip(rows, plain, strict=True):
        assert (row.number, row.title, row.status) == (one["number"], one["title"], one["status"])
        assert (row.amount, row.currency) == (one["amount"], one["currency"])
        assert (row.evidence, row.attempts) == (one["evidence"], one["attempts"])
        assert (row.next_due, row.seller) == (one["due"], one["seller"])

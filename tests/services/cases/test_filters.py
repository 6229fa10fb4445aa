"""Filters kept under a name: each person's own, in their order, with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from xborder_desk.domain.case_list import CaseQuestion, SavedFilter
from xborder_desk.domain.errors import BadInputError

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

WAITING = CaseQuestion(where=(("status", "waiting"),))


def test_filters_are_kept_in_their_order_and_replaced_by_name(desk: Desk) -> None:
    assert desk.cases.filters.kept() == []
    desk.cases.filters.keep("Waiting", WAITING)
    desk.cases.filters.keep(" 台灣 ", CaseQuestion("台灣", order="due"))
    desk.cases.filters.keep("Waiting", CaseQuestion(binned=True))
    assert desk.cases.filters.kept() == [
        SavedFilter("Waiting", CaseQuestion(binned=True)),
        SavedFilter("台灣", CaseQuestion("台灣", order="due")),
    ]
    desk.cases.filters.drop("Waiting")
    desk.cases.filters.drop("never kept")
    assert [one.name for one in desk.cases.filters.kept()] == ["台灣"]


def test_filters_belong_to_the_person_who_kept_them(desk: Desk, office: Office) -> None:
    desk.cases.filters.keep("Mine", WAITING)
    office.database.actor = "Somebody else"
    assert desk.cases.filters.kept() == []


def test_counts_tell_how_many_cases_each_filter_finds_now(desk: Desk) -> None:
    first, _second = open_case(desk), open_case(desk)
    assert desk.cases.filters.counts([CaseQuestion(), WAITING]) == [2, 0]
    desk.cases.set(first, {"status": "waiting"})
    assert desk.cases.filters.counts([CaseQuestion(), WAITING]) == [2, 1]
    assert desk.cases.filters.counts([]) == []


def test_a_filter_that_cannot_be_read_any_more_does_not_take_the_others_with_it(desk: Desk) -> None:
    open_case(desk)
    odd = CaseQuestion(where=(("amount", "20..10"),))
    desk.cases.filters.keep("Odd", odd)
    assert desk.cases.filters.counts([CaseQuestion(), odd, CaseQuestion(binned=True)]) == [1, 0, 0]
    with pytest.raises(BadInputError, match="is no condition"):
        desk.cases.find(odd)


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_a_name_that_cannot_be_kept_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(BadInputError):
        desk.cases.filters.keep(name, WAITING)
    assert desk.cases.filters.kept() == []

"""The list of cases: conditions, order and groups, the same on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import new_attempt, new_case
from tests.factories.offices import statements
from xborder_desk.domain.case_list import CaseQuestion
from xborder_desk.domain.errors import BadInputError

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

# Title, consumer, seller, its country, amount, task due on (the office's today is 2026-03-02).
STORIES = (
    ("Żelazko", "Łukasz Zieliński", "Wanbao", "CN", "30.00", "2026-03-01"),
    ("Äpfel", "Åsa Berg", "", "", "", "2026-03-05"),
    ("bicycle", "Chloé Dubois", "lan yu", "TW", "1249.00", "2026-03-20"),
    ("Zebra", "annika brandt", "Wanbao", "CN", "5.50", ""),
)


@pytest.fixture
def four(desk: Desk) -> list[str]:
    """Four cases, oldest first."""
    numbers = []
    for title, consumer, seller, country, amount, due in STORIES:
        money = {"amount": amount, "currency": "EUR"} if amount else {}
        new = new_case(
            title=title, consumer=consumer, seller=seller or "unknown", seller_country=country, more=money
        )
        number = desk.cases.create(new)
        if due:
            desk.cases.plan(number, "Do it", due)
        numbers.append(number)
    if not STORIES[1][2]:
        desk.parties.remove(numbers[1], "P-02")
    return numbers


def asked(desk: Desk, **question: object) -> list[str]:
    found = desk.cases.find(CaseQuestion(**question))  # type: ignore[arg-type] # fields by name
    return [row.number[-1] for row in desk.cases.rows(list(found.ids))]


@pytest.mark.parametrize(
    ("order", "rising", "falling"),
    [
        ("", "4321", "4321"),
        ("number", "1234", "4321"),
        ("title", "2341", "1432"),
        ("consumer", "4231", "1324"),
        ("seller", "3412", "4132"),
        ("country", "4132", "3412"),
        ("amount", "4132", "3142"),
        ("due", "1234", "3214"),
        ("updated", None, None),
        ("evidence", "4321", "4321"),
        ("attempts", "4321", "4321"),
        ("caseworker", "4321", "4321"),
        ("platform", "4321", "4321"),
    ],
)
def test_any_column_orders_the_list_and_what_is_not_known_stands_last(
    desk: Desk, four: list[str], order: str, rising: str | None, falling: str | None
) -> None:
    del four
    up, down = asked(desk, order=order), asked(desk, order=order, descending=True)
    if rising is None or falling is None:
        assert up == down[::-1]
    else:
        assert ("".join(up), "".join(down)) == (rising, falling)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ((("consumer", "lukasz"),), "1"),
        ((("consumer", "zielinski łu"),), "1"),
        ((("seller", "WANBAO"),), "41"),
        ((("title", "apfel"),), "2"),
        ((("number", "0003"),), "3"),
        ((("amount", ">=30"),), "31"),
        ((("amount", "<30"),), "4"),
        ((("amount", "none"),), "2"),
        ((("amount", "5..1000"), ("seller", "wanbao")), "41"),
        ((("due", "<=+7"),), "21"),
        ((("due", "none"),), "4"),
        ((("due", "<+0"),), "1"),
        ((("country", "TW"),), "3"),
        ((("country", "CN,TW"),), "431"),
        ((("status", "new,closed"),), "4321"),
        ((("status", "closed"),), ""),
        ((("caseworker", "=Jana Weiß"),), "4321"),
        ((("caseworker", "=Jana"),), ""),
        ((("caseworker", "jana"),), "4321"),
        ((("platform", "temu"),), ""),
        ((("evidence", ">0"),), ""),
        ((("attempts", "1"),), "3"),
        ((("updated", "2026-03-02"),), "4321"),
        ((("updated", "<2026-03-02"),), ""),
        ((("title", "  "),), "4321"),
        ((("title", "%"),), ""),
        ((("number", "_"),), ""),
    ],
)
def test_conditions_narrow_the_list(
    desk: Desk, four: list[str], where: tuple[tuple[str, str], ...], found: str
) -> None:
    desk.contacts.add(four[2], new_attempt())
    assert "".join(asked(desk, where=where)) == found
    counted = desk.cases.filters.counts([CaseQuestion(where=where)])
    assert counted == [len(found)]


def test_words_conditions_and_the_bin_work_together(desk: Desk, four: list[str]) -> None:
    desk.cases.bin(four[0])
    wanbao = (("seller", "wanbao"),)
    assert asked(desk, where=wanbao) == ["4"]
    assert asked(desk, where=wanbao, binned=True) == ["1"]
    assert asked(desk, text="zebra", where=wanbao) == ["4"]
    assert asked(desk, text="bicycle", where=wanbao) == []


def test_the_list_in_groups(desk: Desk, four: list[str]) -> None:
    found = desk.cases.find(CaseQuestion(group="seller"))
    assert [(name, n) for name, n in found.groups if name != ""] == [("Wanbao", 2), ("lan yu", 1)]
    assert found.groups[-1] == ("", 1)
    rows = desk.cases.rows(list(found.ids))
    assert [row.seller for row in rows] == ["Wanbao", "Wanbao", "lan yu", ""]
    due = desk.cases.find(CaseQuestion(group="due", order="number"))
    assert due.groups == (("over", 1), ("week", 1), ("month", 1), ("none", 1))
    assert [row.number for row in desk.cases.rows(list(due.ids))] == four


@pytest.mark.parametrize("group", ["status", "caseworker", "seller", "country", "platform", "due"])
def test_groups_count_every_case_once_and_in_the_order_of_the_ids(
    desk: Desk, four: list[str], group: str
) -> None:
    desk.cases.set(four[1], {"status": "waiting", "platform": "Temu"})
    found = desk.cases.find(CaseQuestion(group=group, order="title"))
    assert sum(n for _name, n in found.groups) == len(found.ids) == 4
    held = [desk.cases.show(row.number) for row in desk.cases.rows(list(found.ids))]
    if group == "status":
        assert [view.status for view in held] == ["new"] * 3 + ["waiting"]
        assert found.groups == (("new", 3), ("waiting", 1))
    if group == "platform":
        assert found.groups == (("Temu", 1), ("", 3))


@pytest.mark.parametrize("where", [(("amount", "cheap"),), (("due", "soon"),), (("colour", "red"),)])
def test_a_condition_that_is_none_is_refused(desk: Desk, where: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(BadInputError):
        desk.cases.find(CaseQuestion(where=where))


def test_a_question_is_one_query_and_two_where_it_is_grouped(desk: Desk, office: Office) -> None:
    with statements(office.database.engine) as sent:
        desk.cases.find(CaseQuestion(text="a b", where=(("due", "<=+7"),), order="seller"))
    assert len(sent) == 1
    with statements(office.database.engine) as sent:
        desk.cases.find(CaseQuestion(group="due"))
    assert len(sent) == 2


def test_the_old_way_of_asking_still_answers(desk: Desk, four: list[str]) -> None:
    desk.cases.set(four[1], {"status": "waiting"})
    assert len(desk.cases.ids()) == 4
    assert [row.number for row in desk.cases.rows(desk.cases.ids(status="waiting"))] == [four[1]]
    named = desk.cases.ids(order="title", descending=True)
    assert desk.cases.rows(named)[0].title == "Żelazko"

"""The list of cases as the databases answer it: every condition, order and group, the same on both."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest

from tests.factories.rows import a_case, a_deadline, a_party, a_task, an_entry, an_item
from xborder_desk.domain.case_list import COLUMNS, GROUPS, CaseQuestion
from xborder_desk.domain.errors import BadInputError
from xborder_desk.storage.queries import case_list

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

TODAY: Final = dt.date(2026, 11, 23)
BERLIN: Final = ZoneInfo("Europe/Berlin")
MOMENT: Final = dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)  # in Berlin it is the 21st already


def fill(uow: UnitOfWork) -> None:
    """Five cases, and one in the bin."""
    first = a_case(
        uow, 1, "Żelazko 100%", caseworker="Šárka", platform="Ürün Pazarı", amount=Decimal("100.00"),
        currency="EUR", updated_at=MOMENT,
    )  # fmt: skip
    second = a_case(
        uow, 2, "Kettle", caseworker="Jana", status="closed", amount=Decimal("99.99"), currency="USD",
        updated_at=MOMENT - dt.timedelta(days=3),
    )  # fmt: skip
    third = a_case(uow, 3, "Lamp_A", caseworker="jana", platform="Bazaar", updated_at=MOMENT)
    a_case(uow, 4, "Zebra", status="waiting", updated_at=MOMENT)
    fifth = a_case(uow, 5, "Apple", amount=Decimal(0), currency="EUR", updated_at=MOMENT)
    a_case(uow, 6, "Binned", binned_at=uow.now)
    a_party(uow, first, 1, "consumer", "Łucja")
    a_party(uow, first, 2, "seller", "Wanbao", country="CN")
    a_party(uow, second, 1, "seller", "Gone", country="FR", removed_at=uow.now)
    a_party(uow, second, 2, "seller", "Lan Yu", country="TW")
    a_party(uow, third, 1, "seller", "Wanbao", country="CN")
    a_party(uow, third, 2, "seller", "Second", country="US")
    a_task(uow, first, "late", TODAY - dt.timedelta(days=1))
    a_deadline(uow, first, "soon", TODAY + dt.timedelta(days=2))
    a_deadline(uow, second, "gone", TODAY, state="gone")
    a_deadline(uow, third, "week", TODAY + dt.timedelta(days=7))
    a_task(uow, third, "done", TODAY - dt.timedelta(days=9), done_at=uow.now)
    a_task(uow, third, "some day", None)
    a_task(uow, fifth, "later", TODAY + dt.timedelta(days=31))
    an_item(uow, first, 1)
    an_item(uow, first, 2)
    an_item(uow, first, 3, removed_at=uow.now)
    an_entry(uow, third, "a", no="A-01")
    an_entry(uow, third, "a", "result", result="bounced")


CONDITIONS: Final[list[tuple[dict[str, Any], str]]] = [
    ({}, "54321"),
    ({"binned": True}, "6"),
    ({"text": "ZELAZKO"}, "1"),
    ({"text": "100%"}, "1"),
    ({"text": "%"}, "1"),
    ({"text": "_"}, "3"),
    ({"text": "2026-0002 kettle"}, "2"),
    ({"text": "kettle lamp"}, ""),
    ({"where": (("title", "lamp_a"),)}, "3"),
    ({"where": (("title", "e l"),)}, "521"),
    ({"where": (("number", "0003"),)}, "3"),
    ({"where": (("number", "_"),)}, ""),
    ({"where": (("status", "closed, waiting"),)}, "42"),
    ({"where": (("country", "CN"),)}, "31"),
    ({"where": (("country", "FR"),)}, ""),  # that party was taken out
    ({"where": (("country", "US"),)}, ""),  # the first seller says where
    ({"where": (("consumer", "lucja"),)}, "1"),
    ({"where": (("seller", "second"),)}, "3"),  # any seller is found by its name
    ({"where": (("seller", "gone"),)}, ""),
    ({"where": (("caseworker", "JANA"),)}, "32"),
    ({"where": (("caseworker", "=Jana"),)}, "2"),
    ({"where": (("caseworker", "Šárka"),)}, "1"),
    ({"where": (("caseworker", "šár"),)}, "1"),
    ({"where": (("platform", "ürün"),)}, "1"),
    ({"where": (("platform", "ÜRÜN"),)}, "1"),
    ({"where": (("platform", "baz"),)}, "3"),
    ({"where": (("amount", ">=100"),)}, "1"),
    ({"where": (("amount", "<100"),)}, "52"),
    ({"where": (("amount", "0"),)}, "5"),
    ({"where": (("amount", "none"),)}, "43"),
    ({"where": (("amount", "99.99..100"),)}, "21"),
    ({"where": (("evidence", "2"),)}, "1"),
    ({"where": (("evidence", "0"),)}, "5432"),
    ({"where": (("attempts", ">0"),)}, "3"),
    ({"where": (("due", "<+0"),)}, "1"),
    ({"where": (("due", "none"),)}, "42"),
    ({"where": (("due", "..+7"),)}, "31"),
    ({"where": (("updated", "2026-11-21"),)}, "5431"),
    ({"where": (("updated", "2026-11-20"),)}, ""),
    ({"where": (("updated", "<2026-11-20"),)}, "2"),
    ({"where": (("updated", " "), ("seller", "wanbao"), ("amount", "none"))}, "3"),
]


def test_every_condition_finds_the_same_on_both_databases(office: Office) -> None:
    with office.database.write() as uow:
        fill(uow)
        wrong = {}
        for asked, expected in CONDITIONS:
            question = CaseQuestion(**asked)
            ids = case_list.found(uow, question, TODAY, BERLIN).ids
            told = "".join(str(one - ids_of(uow)) for one in ids)
            if told != expected or case_list.count(uow, question, TODAY, BERLIN) != len(expected):
                wrong[str(asked)] = (told, expected)
        assert wrong == {}


def ids_of(uow: UnitOfWork) -> int:
    """Give what the first case's id is more than one: PostgreSQL may have counted on."""
    return min(case_list.found(uow, CaseQuestion(order="number"), TODAY, BERLIN).ids) - 1


def test_every_order_and_what_is_not_known_stands_at_the_end(office: Office) -> None:
    with office.database.write() as uow:
        fill(uow)
        first = ids_of(uow)
        told = {
            column: "".join(
                str(one - first)
                for one in case_list.found(uow, CaseQuestion(order=column), TODAY, BERLIN).ids
            )
            for column in COLUMNS
        }
        assert all(sorted(order) == list("12345") for order in told.values())
        assert told["number"] == "12345"
        assert told["amount"] == "52143"
        assert told["due"].startswith("135")
        assert told["title"].startswith("523")
        assert told["country"].startswith("312")
        assert told["evidence"].endswith("1")
        assert told["attempts"].endswith("3")
        down = {
            column: "".join(
                str(one - first)
                for one in case_list.found(
                    uow, CaseQuestion(order=column, descending=True), TODAY, BERLIN
                ).ids
            )
            for column in ("amount", "due", "country")
        }
        assert down == {"amount": "12543", "due": "53142", "country": "23154"}


def test_groups_are_counted_in_their_order_and_hold_every_case_once(office: Office) -> None:
    with office.database.write() as uow:
        fill(uow)
        for group in GROUPS:
            found = case_list.found(uow, CaseQuestion(group=group), TODAY, BERLIN)
            assert sorted(one - ids_of(uow) for one in found.ids) == [1, 2, 3, 4, 5]
            assert sum(number for _key, number in found.groups) == 5
            keys = [key for key, _number in found.groups]
            assert len(set(keys)) == len(keys)
            assert "" not in keys[:-1]  # what has no name stands at the end
        due = case_list.found(uow, CaseQuestion(group="due"), TODAY, BERLIN)
        assert due.groups == (("over", 1), ("week", 1), ("later", 1), ("none", 2))
        status = case_list.found(
            uow, CaseQuestion(group="status", where=(("amount", "none"),)), TODAY, BERLIN
        )
        assert status.groups == (("new", 1), ("waiting", 1))
        country = case_list.found(uow, CaseQuestion(group="country"), TODAY, BERLIN)
        assert country.groups == (("CN", 2), ("TW", 1), ("", 2))


@pytest.mark.parametrize(
    ("column", "typed"), [("due", "soon"), ("amount", "much"), ("updated", "2026-02-30"), ("moon", "x")]
)
def test_a_condition_that_is_none_is_refused_before_the_database_is_asked(
    embedded: Office, column: str, typed: str
) -> None:
    with embedded.database.read() as uow, pytest.raises(BadInputError) as told:
        case_list.found(uow, CaseQuestion(where=((column, typed),)), TODAY, BERLIN)
    assert told.value.fields["given"] == (typed if column != "moon" else "moon")


def test_an_empty_office_has_nothing_in_any_order_or_group(office: Office) -> None:
    with office.database.read() as uow:
        for question in (CaseQuestion(), CaseQuestion(order="due"), CaseQuestion(binned=True)):
            assert list(case_list.found(uow, question, TODAY, BERLIN).ids) == []
            assert case_list.count(uow, question, TODAY, BERLIN) == 0
        assert case_list.found(uow, CaseQuestion(group="due"), TODAY, BERLIN).groups == ()

"""The list of cases in the order of its reader: letters of a language's own, Han by sound or strokes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.factories.cases import new_case
from tests.factories.fixtures import blank, blank_url, clock, desk, embedded, office
from xborder_desk.app import find_places
from xborder_desk.domain.case_list import NAMES, CaseQuestion
from xborder_desk.i18n import languages

if TYPE_CHECKING:
    from xborder_desk.services import Desk

__all__ = ["blank", "blank_url", "clock", "desk", "embedded", "office"]
TITLES: Final = (
    "Oz",
    "Łódź",
    "Lublin",
    "Ñandú",
    "Nz",
    "深圳",
    "阿里",
    "张三",
    "Äbler",
    "Abel",
    "Acker",
    "Zak",
    "Żak",
)
ORDERS: Final = {
    "pl": ["Abel", "Äbler", "Acker", "Lublin", "Łódź", "Nz", "Oz", "Zak", "Żak"],
    "es": ["Abel", "Äbler", "Acker", "Łódź", "Lublin", "Nz", "Ñandú", "Oz"],
    "zh-Hans": ["阿里", "深圳", "张三", "Abel"],
    "zh-Hant": ["张三", "阿里", "深圳", "Abel"],
    "de": ["Abel", "Äbler", "Acker", "Łódź", "Lublin", "Ñandú", "Nz", "Oz"],
}


def titles(desk: Desk, question: CaseQuestion, tag: str) -> list[str]:
    reader = languages.load(tag, find_places().translations)
    return [row.title for row in desk.cases.rows(desk.cases.find(question, reader).ids)]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for title in TITLES:
        desk.cases.create(new_case(title=title, seller=f"Shop {title}", consumer=title))
    return desk


def test_names_stand_where_their_reader_looks(filled: Desk) -> None:
    for tag, wanted in ORDERS.items():
        found = titles(filled, CaseQuestion(order="title"), tag)
        assert sorted(found) == sorted(TITLES)
        assert [one for one in found if one in wanted] == wanted, tag
        falling = titles(filled, CaseQuestion(order="title", descending=True), tag)
        assert [one for one in falling if one in wanted] == wanted[::-1], tag
    for order in ("consumer", "seller"):
        found = titles(filled, CaseQuestion(order=order), "pl")
        assert [one for one in found if one in ORDERS["pl"]] == ORDERS["pl"]


def test_groups_stay_together_and_each_is_ordered(filled: Desk) -> None:
    number = filled.cases.rows(filled.cases.find(CaseQuestion(text="Lublin")).ids)[0].number
    filled.cases.set(number, {"status": "waiting", "platform": "Łąka"})
    reader = languages.load("pl", find_places().translations)
    found = filled.cases.find(CaseQuestion(order="title", group="status"), reader)
    plain = filled.cases.find(CaseQuestion(order="title", group="status"))
    assert found.groups == plain.groups
    assert sum(count for _name, count in found.groups) == len(TITLES)
    begin = 0
    for _name, count in found.groups:
        assert set(found.ids[begin : begin + count]) == set(plain.ids[begin : begin + count])
        names = [row.title for row in filled.cases.rows(found.ids[begin : begin + count])]
        assert names == sorted(names, key=reader.sort_key)
        begin += count
    # What has no name stands behind, whichever way the list runs.
    for descending in (False, True):
        ids = filled.cases.find(CaseQuestion(order="platform", descending=descending), reader).ids
        assert filled.cases.rows(ids)[0].number == number


def test_what_is_no_name_is_left_as_the_database_orders_it(
    filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most languages pay nothing for that: the key in the database has their order."""
    reader = languages.load("pl", find_places().translations)
    for order in ("", "number", "status", "due", "amount"):
        assert order not in NAMES
        question = CaseQuestion(order=order)
        assert list(filled.cases.find(question, reader).ids) == list(filled.cases.find(question).ids)
    monkeypatch.setattr("xborder_desk.storage.queries.case_list.names", _never)
    assert titles(filled, CaseQuestion(order="title"), "de")
    with pytest.raises(AssertionError):
        titles(filled, CaseQuestion(order="title"), "pl")


def _never(*_anything: object) -> dict[int, str]:
    raise AssertionError

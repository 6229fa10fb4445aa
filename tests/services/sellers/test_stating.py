"""What a seller's page states, kept with page and day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.sellers import PAGE_FIELDS
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.sellers.taking import NewMark, NewSeller

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

PAGE = "https://www.amazon.de/sp?seller=A1LAMPIX"
FULL = {
    "trader": "Lampix Lichttechnik GmbH",
    "trader_latin": "Lampix Lighting",
    "address": "Hauptstr. 5\n10115 Berlin",
    "return_address": "Retourenhof 1, 15566 Schöneiche",
    "email": "shop@lampix.example",
    "phone": "+49 30 1234567",
    "website": "https://lampix.example",
    "registration": "HRB 12345 B",
    "vat": "DE136695976",
    "iban": "DE89 3704 0044 0532 0130 00",
    "responsible": "Lampix EU Rep, Marktplatz 1, 1010 Wien",
    "page": PAGE,
    "read_on": "2026-11-20",
}


@pytest.fixture
def seller(desk: Desk) -> str:
    """A seller of which only a name is known."""
    return desk.sellers.add(NewSeller("Lampix Shop", country="DE"))[0]


def test_everything_is_kept_with_page_and_day(desk: Desk, seller: str) -> None:
    assert desk.sellers.stated(seller, FULL) == 11
    view = desk.sellers.show(seller)
    kept = {mark.kind: mark for mark in view.marks}
    assert kept["email"].raw == "shop@lampix.example"
    assert kept["address"].raw == "Hauptstr. 5\n10115 Berlin"
    assert kept["return_address"].raw.startswith("Retourenhof")
    assert kept["ref"].raw.startswith("Lampix EU Rep")
    for mark in view.marks:
        assert (mark.origin, mark.origin_note, mark.on) == ("platform", PAGE, dt.date(2026, 11, 20))
    names = {name: (first, last) for name, _, first, last in view.names}
    day = dt.date(2026, 11, 20)
    assert names == {"Lampix Lichttechnik GmbH": (day, day), "Lampix Lighting": (day, day)}


@pytest.mark.parametrize("field", [name for name in FULL if name not in {"page", "read_on"}])
def test_one_thing_alone_is_enough(desk: Desk, seller: str, field: str) -> None:
    assert desk.sellers.stated(seller, {field: FULL[field], "read_on": "2026-11-20"}) == 1


def test_the_same_page_again_adds_nothing_but_a_day(desk: Desk, seller: str) -> None:
    desk.sellers.stated(seller, FULL)
    assert desk.sellers.stated(seller, {**FULL, "read_on": "2026-12-01"}) == 0
    assert desk.sellers.stated(seller, {**FULL, "read_on": "2026-01-01"}) == 0
    names = {name: (first, last) for name, _, first, last in desk.sellers.show(seller).names}
    assert names["Lampix Lighting"] == (dt.date(2026, 1, 1), dt.date(2026, 12, 1))


def test_a_name_that_is_the_sellers_own_is_no_other_name(desk: Desk, seller: str) -> None:
    assert desk.sellers.stated(seller, {"trader": "Lampix Shop", "read_on": "2026-11-20"}) == 0
    assert desk.sellers.show(seller).names == ()


def test_what_is_stated_finds_who_else_it_may_be(desk: Desk, seller: str) -> None:
    other, _ = desk.sellers.add(NewSeller("Zortan", marks=(NewMark("iban", FULL["iban"]),)))
    assert desk.sellers.others(seller) == []
    desk.sellers.stated(seller, {"iban": "DE89370400440532013000", "read_on": "2026-11-20"})
    assert [one.seller for one in desk.sellers.others(seller)] == [other]


def test_wrong_check_digits_are_kept_marked_and_find_nobody(desk: Desk, seller: str) -> None:
    desk.sellers.add(NewSeller("Zortan", marks=(NewMark("iban", "DE00370400440532013000"),)))
    desk.sellers.stated(seller, {"iban": "DE00 3704 0044 0532 0130 00", "read_on": "2026-11-20"})
    (mark,) = desk.sellers.show(seller).marks
    assert mark.valid is False
    assert desk.sellers.others(seller) == []


def test_a_stored_copy_is_named(desk: Desk, seller: str, tmp_path: Path) -> None:
    case = desk.cases.create(NewCase("Lamp", "Erika", "DE", "Lampix", "CN", {}))
    file = tmp_path / "page.txt"
    file.write_text("Lampix Lichttechnik GmbH", encoding="utf-8")
    desk.evidence.add_files(case, [file], JobContext())
    given = {"phone": "+49 30 1234567", "read_on": "2026-11-20", "evidence": f"{case}/E-01"}
    desk.sellers.stated(seller, given)
    (mark,) = desk.sellers.show(seller).marks
    assert mark.evidence == "E-01"
    with pytest.raises(NotFoundError):
        desk.sellers.stated(seller, {**given, "phone": "+49 30 7654321", "evidence": f"{case}/E-09"})


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"trader": "X"}, "which day"),
        ({"trader": "X", "read_on": "yesterday-ish"}, "yesterday-ish"),
        ({"read_on": "2026-11-20"}, "at least one thing"),
        ({"page": PAGE, "read_on": "2026-11-20"}, "at least one thing"),
        ({"colour": "red", "read_on": "2026-11-20"}, "no field of a seller's page"),
    ],
)
def test_what_cannot_be_taken_is_told(desk: Desk, seller: str, values: dict[str, str], told: str) -> None:
    with pytest.raises(BadInputError, match=told):
        desk.sellers.stated(seller, values)
    assert desk.sellers.show(seller).marks == ()


def test_nobody_states_nothing(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.sellers.stated("S-0099", FULL)


def test_a_form_asks_for_what_is_kept() -> None:
    assert set(FULL) | {"evidence"} == set(PAGE_FIELDS)

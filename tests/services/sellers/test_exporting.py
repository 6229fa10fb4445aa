"""Sellers for other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.ftm_facts import KIND_OF, PROPERTIES, REQUIRED, TYPES
from xborder_desk.domain.sellers import MarkView, SellerRow, SellerView, StorefrontView
from xborder_desk.services.sellers.exporting import comma_separated, followthemoney

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.services import Desk

GOOD = (
    ("phone", "+49 30 1234567", "+49301234567"),
    ("fax", "+49 30 1234568", "+49301234568"),
    ("email", "Shop@Lampix.example", "shop@lampix.example"),
    ("website", "www.lampix.example", "lampix.example"),
    ("url", "https://lampix.example/about?x=1", "lampix.example/about"),
    ("address", "Hauptstr. 5\n10115 Berlin\n", "hauptstr. 5 10115 berlin"),
    ("return_address", "Retourenhof 1, 15566 Schöneiche", "retourenhof 1"),
    ("vat", "DE136695976", "DE136695976"),
    ("registration", "HRB 12345 B", "HRB12345B"),
    ("iban", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ("storefront", "amazon:a1", "amazon:a1"),
    ("descriptor", "LAMPIX*SHOP", "lampix shop"),
)


def mark(kind: str, raw: str, normal: str, *, valid: bool | None = None) -> MarkView:
    return MarkView(kind, raw, normal, valid, "", "", "", None)


def view(name: str = "Lampix", kind: str = "legal", uid: str = "u1", *more: MarkView) -> SellerView:
    marks = (
        mark("phone", "+49 30 1234567", "+49301234567", valid=True),
        mark("iban", "DE00", "DE00", valid=False),
    )
    shop = StorefrontView("Amazon", "a1", "Lampix Shop", "https://x.example", None, None, None, None)
    row = SellerRow("S-0001", uid, name, "DE", kind, 1, 1, 2, 0)
    return SellerView(row, "", (("Zortan", "", None, None),), (shop,), more or marks, (), (), ())


def entities(views: Iterable[SellerView], same: Iterable[tuple[str, str]] = ()) -> list[dict[str, Any]]:
    return [json.loads(line) for line in followthemoney(views, same=same).splitlines()]


def check(found: list[dict[str, Any]]) -> None:
    """Hold entities to the facts of the schema.

    Raises:
        AssertionError: one is none.

    """
    known = {one["id"]: one["schema"] for one in found}
    assert len(known) == len(found)
    for one in found:
        assert set(one) == {"id", "schema", "properties"}
        allowed = PROPERTIES[one["schema"]]
        assert set(REQUIRED[one["schema"]]) <= set(one["properties"])
        for name, values in one["properties"].items():
            assert name in allowed, (one["schema"], name)
            assert values
            assert len(set(values)) == len(values)
            kind, _, target = allowed[name].partition(":")
            for value in values:
                if target:
                    assert known.get(value, target) in KIND_OF[target]
                else:
                    assert TYPES[kind].fullmatch(value), (name, value)


def test_entities_name_who_they_belong_to() -> None:
    found = entities([view("Lampix", "legal", "u1", *(mark(*one) for one in GOOD))], [("u1", "u2")])
    assert [one["schema"] for one in found] == [
        "Company", "BankAccount", "Ownership", "UserAccount", "UnknownLink",
    ]  # fmt: skip
    company, account, owned, shop, link = found
    assert company["properties"]["phone"] == ["+49301234567", "+49301234568"]
    assert company["properties"]["alias"] == ["Lampix Shop", "Zortan"]
    assert owned["properties"] == {"owner": [company["id"]], "asset": [account["id"]]}
    assert shop["properties"]["owner"] == [company["id"]]
    assert link["properties"]["subject"] == [company["id"]]
    check(found)


@pytest.mark.parametrize("one", GOOD, ids=[kind for kind, *_ in GOOD])
def test_every_kind_of_identifier_keeps_to_the_schema(one: tuple[str, str, str]) -> None:
    check(entities([view("Lampix", "", "u1", mark(*one))]))


@pytest.mark.parametrize(
    ("kind", "schema"), [("natural", "Person"), ("legal", "Company"), ("", "LegalEntity")]
)
def test_persons_and_unknowns_have_their_schema(kind: str, schema: str) -> None:
    found = entities([view(kind=kind)])
    assert found[0]["schema"] == schema
    check(found)


def test_what_has_wrong_check_digits_is_not_handed_on() -> None:
    assert "DE00" not in followthemoney([view()])


def test_one_account_of_two_sellers_is_one_entity_with_two_owners() -> None:
    iban = mark(*GOOD[9])
    found = entities([view("Lampix", "legal", "u1", iban), view("Zortan", "legal", "u2", iban)])
    assert sum(one["schema"] == "BankAccount" for one in found) == 1
    assert sum(one["schema"] == "Ownership" for one in found) == 2
    check(found)


def test_a_whole_office_keeps_to_the_schema(known: Desk) -> None:
    found = [json.loads(line) for line in known.sellers.export("ftm").splitlines()]
    check(found)
    schemas = {one["schema"] for one in found}
    assert schemas >= {"Company", "LegalEntity", "BankAccount", "Ownership", "UserAccount", "UnknownLink"}
    alone = [json.loads(line) for line in known.sellers.export("ftm", ["S-0004"]).splitlines()]
    assert [one["properties"]["name"] for one in alone] == [["Zortan Möbel GmbH"]]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip))
def test_any_name_is_one_line_of_json(name: str) -> None:
    found = entities([view(name)])
    assert found[0]["properties"]["name"] == [name]


@pytest.mark.parametrize("name", ["=1+1", "@cmd", "-2+3", "+cmd|x", "\tx"])
def test_a_list_starts_no_formula(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(comma_separated([view(name)]))))
    assert rows[0]["name"] == f"'{name}"
    assert rows[0]["phone"] == "+49 30 1234567"
    assert rows[0]["storefront"] == "https://x.example"


def test_a_list_can_be_taken_up_again(known: Desk, desk: Desk, tmp_path: object) -> None:
    from pathlib import Path  # noqa: PLC0415 - a path of this test alone

    file = Path(str(tmp_path)) / "sellers.csv"
    known.sellers.write(file, known.sellers.export("csv"))
    done = desk.sellers.import_list(file)
    assert (done.sellers, done.rejected) == (4, ())
    names = [row.name for row in desk.sellers.all()]
    assert names == [row.name for row in known.sellers.all()]
    assert desk.sellers.match([], [("phone", "+8675588886666")])[0].seller == "S-0001"

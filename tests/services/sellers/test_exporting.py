"""Sellers for other programs."""

from __future__ import annotations

import csv
import io
import json

from xborder_desk.domain.sellers import MarkView, SellerRow, SellerView, StorefrontView
from xborder_desk.services.sellers.exporting import comma_separated, followthemoney


def view(name: str = "Lampix", kind: str = "legal") -> SellerView:
    marks = (
        MarkView(
            "phone",
            "+49 30 1234567",
            "+49301234567",
            valid=True,
            origin="",
            origin_note="",
            evidence="",
            on=None,
        ),
        MarkView("iban", "DE00", "DE00", valid=False, origin="", origin_note="", evidence="", on=None),
    )
    shop = StorefrontView("Amazon", "a1", "Lampix Shop", "https://x.example", None, None, None, None)
    row = SellerRow("S-0001", "u1", name, "DE", kind, 1, 1, 2, 0)
    return SellerView(row, "", (("Zortan", "", None, None),), (shop,), marks, (), (), ())


def test_entities_name_who_they_belong_to() -> None:
    lines = [json.loads(line) for line in followthemoney([view()], same=[("u1", "u2")]).splitlines()]
    assert [line["schema"] for line in lines] == ["Company", "BankAccount", "UserAccount", "UnknownLink"]
    company, account, shop, link = lines
    assert company["properties"]["phone"] == ["+49301234567"]
    assert company["properties"]["alias"] == ["Lampix Shop", "Zortan"]
    assert account["properties"]["holder"] == shop["properties"]["owner"] == [company["id"]]
    assert link["properties"]["subject"] == [company["id"]]


def test_persons_and_unknowns_have_their_schema() -> None:
    assert json.loads(followthemoney([view(kind="natural")]).splitlines()[0])["schema"] == "Person"
    assert json.loads(followthemoney([view(kind="")]).splitlines()[0])["schema"] == "LegalEntity"


def test_a_list_starts_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(comma_separated([view("=1+1")]))))
    assert rows[0]["name"] == "'=1+1"
    assert rows[0]["phone"] == "+49 30 1234567"
    assert rows[0]["storefront"] == "https://x.example"

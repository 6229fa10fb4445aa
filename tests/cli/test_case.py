"""Cases from the command line: what is given back, and every value that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.harness import CASE
from xborder_desk.cli.fields import OPTIONS

if TYPE_CHECKING:
    from tests.cli.harness import Desk

EVERY = {
    "platform": "Marktplatz",
    "amount": "129.9",
    "currency": "EUR",
    "ordered-on": "2026-01-10",
    "paid-on": "2026-01-10",
    "delivery-due": "2026-01-24",
    "delivered-on": "2026-02-01",
    "complained-on": "2026-02-03",
    "payment": "card-visa",
    "order-number": "-77-A",
    "product": "台灯 LED lamp",
    "product-identifier": "LX-1",
    "payment-reference": "SZ LAMPS 77",
    "story": "It smoked.\nTwice.",
    "want": "refund",
    "wants-note": "All of it.",
    "withdrawn-on": "2026-02-04",
    "terminated-on": "2026-02-05",
    "placed-on-market-on": "2025-06-01",
    "via-marketplace": "yes",
    "language": "de",
    "caseworker": "Jana",
    "status": "negotiating",
}


def test_a_case_is_opened_with_every_field(desk: Desk) -> None:
    problem = ["--problem", "T02.1"]
    options = [word for name, value in EVERY.items() for word in (f"--{name}", value)]
    made = desk.json(*CASE, *options, *problem)
    assert list(made) == ["case"]
    shown = desk.json("case", "show", made["case"])
    assert (shown["amount"], shown["currency"]) == ("129.90", "EUR")
    assert (shown["ordered_on"], shown["payment_method"]) == ("2026-01-10", "card-visa")
    assert (shown["problems"], shown["via_marketplace"], shown["order_number"]) == (["T02.1"], True, "-77-A")
    assert [one["role"] for one in shown["parties"]] == ["consumer", "seller", "platform"]
    assert [one["party"] for one in shown["parties"]] == [f"{made['case']}/P-0{n}" for n in (1, 2, 3)]
    assert shown["created_at"].endswith("Z")
    assert {"facts", "notes", "tasks", "evidence", "attempts", "timeline"} <= shown.keys()
    plain = desk.run("case", "show", made["case"])
    assert plain.status == 0
    for told in ("€129.90", "Visa card", "In talks with the seller", "深圳灯具"):
        assert told in plain.out


def test_every_option_is_a_field(desk: Desk, case: str) -> None:
    assert {option.name for option in OPTIONS} == {*EVERY, "problem"} | {
        "selling-method", "advertising-method", "sector", "market"
    }  # fmt: skip
    for name in ("selling-method", "advertising-method", "sector", "market"):
        assert desk.json("case", "set", case, f"{name}=x") == {"case": case}


def test_cases_are_listed_newest_first(desk: Desk, case: str) -> None:
    second = desk.json(*CASE)["case"]
    rows = desk.json("case", "list")["cases"]
    assert [row["case"] for row in rows] == [second, case]
    assert rows[1].keys() == {
        "case", "number", "title", "status", "caseworker", "updated_at", "amount", "currency", "consumer",
        "seller", "seller_country", "evidence", "attempts", "next_due",
    }  # fmt: skip
    assert (rows[1]["amount"], rows[1]["seller"]) == ("129.90", "深圳灯具")
    assert desk.json("case", "list", "--find", "nothing like it") == {"cases": []}
    assert desk.json("case", "list", "--bin") == {"cases": []}
    table = desk.run("case", "list").out.splitlines()
    assert len(table) == 3


def test_fields_are_changed(desk: Desk, case: str) -> None:
    assert desk.json("case", "set", case, "status=in_court", "title=A=B", "amount=1.5") == {"case": case}
    shown = desk.json("case", "show", case)
    assert (shown["status"], shown["title"], shown["amount"]) == ("in_court", "A=B", "1.50")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("consumer-country", "Atlantis", "no country"),
        ("ordered-on", "2026-02-30", "no day of the calendar"),
        ("ordered-on", "0001-01-01", "cannot be right"),
        ("amount", "-5", "-5"),
        ("amount", "12,50", "12,50"),
        ("amount", "NaN", "NaN"),
        ("currency", "XXQ", "no currency"),
        ("payment", "barter", "Possible: card-visa"),
        ("problem", "T99.9", "no code"),
        ("title", "x" * 4000, "4000 characters"),
        ("title", "   ", "empty"),
        ("title", "two\nlines", "cannot be seen"),
        ("consumer", "Eri\u0007ka", "U+0007"),
        ("seller", "evil\u202egnp.exe", "U+202E"),
        ("seller", "caf\udce9", "U+DCE9"),
        ("want", "revenge", "Possible: refund"),
        ("via-marketplace", "perhaps", "neither yes nor no"),
        ("status", "lost", "Possible: new"),
    ],
)
def test_a_case_with_a_bad_value_is_not_opened(desk: Desk, name: str, value: str, says: str) -> None:
    money = ["--amount", "1", "--currency", "EUR"]
    assert says in desk.refused(*CASE, *money, f"--{name}", value)


def test_an_amount_needs_its_currency(desk: Desk, case: str) -> None:
    assert "currency belong together" in desk.refused(*CASE, "--amount", "5")
    assert "currency belong together" in desk.refused(*CASE, "--currency", "EUR")
    assert "currency belong together" in desk.refused("case", "set", case, "currency=")


@pytest.mark.parametrize(
    "change", ["colour=red", "ordered-on=2026-02-30", "amount=-1", "title=", "status=lost", "version=3"]
)
def test_a_bad_change_changes_nothing(desk: Desk, case: str, change: str) -> None:
    assert desk.refused("case", "set", case, "story=kept?", change)


@pytest.mark.parametrize(
    "command",
    [("case", "show"), ("case", "set"), ("evidence", "list"), ("contact", "list"),
     ("dossier", "recipe")],
)  # fmt: skip
@pytest.mark.parametrize("number", ["2019-0001", "", "x" * 4000, "../..", "2026-0001'--", "\u202e"])
def test_an_unknown_case_is_told(desk: Desk, command: tuple[str, str], number: str) -> None:
    more = ("story=x",) if command[1] == "set" else ()
    assert "There is no case" in desk.refused(*command, number, *more)


def test_the_codes_of_problems_are_listed_and_taken(desk: Desk) -> None:
    codes = desk.json("case", "codes")["codes"]
    assert len({(one["code"], one["option"]) for one in codes}) == len(codes)
    options = {one["option"] for one in codes}
    assert options == {"--problem", "--sector", "--market", "--selling-method", "--advertising-method"}
    problems = [one["code"] for one in codes if one["option"] == "--problem"]
    number = desk.json(*CASE, *(word for code in problems for word in ("--problem", code)))["case"]
    assert desk.json("case", "show", number)["problems"] == problems


@pytest.mark.parametrize("option", ["sector", "market", "selling-method", "advertising-method"])
def test_every_code_that_is_listed_for_a_field_is_taken_by_it(desk: Desk, option: str) -> None:
    codes = [one["code"] for one in desk.json("case", "codes")["codes"] if one["option"] == f"--{option}"]
    number = desk.json(*CASE, f"--{option}", codes[-1])["case"]
    assert desk.json("case", "show", number)[option.replace("-", "_")] == codes[-1]
    assert desk.json("case", "set", number, f"{option}={codes[0]}") == {"case": number}


def test_codes_are_found_by_words_of_the_language_asked_for(desk: Desk) -> None:
    found = desk.json("case", "codes", "--find", "delivery OF goods")["codes"]
    assert "T02" in [one["code"] for one in found]
    assert all("delivery" in one["meaning"].casefold() for one in found)
    german = {one["code"]: one["meaning"] for one in desk.json("--language", "de", "case", "codes")["codes"]}
    assert {one["code"] for one in desk.json("case", "codes")["codes"]} == german.keys()
    assert german["T02"] != next(one["meaning"] for one in found if one["code"] == "T02")
    assert desk.json("case", "codes", "--find", "zzz")["codes"] == []


def test_a_case_shows_its_problems_in_words(desk: Desk) -> None:
    number = desk.json(*CASE, "--problem", "T02", "--problem", "T01.2")["case"]
    assert "T02 Delivery of goods" in desk.run("case", "show", number).out
    german = desk.run("--language", "de", "case", "show", number).out
    assert "T01.2 Entspricht nicht der Bestellung" in german

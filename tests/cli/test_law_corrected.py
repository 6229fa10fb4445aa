"""Figures of the law as offices correct them: odd values refused, ours back again, what people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.harness import Desk

SOURCE = ("--source", "BGBl. 2027 I Nr. 3")
CORRECT = ("law", "correct", "DE", "small-claims")


def figure(desk: Desk, key: str = "small-claims") -> Any:
    found = desk.json("law", "figures", "DE")["figures"]
    return next(one for one in found if one["id"] == key)


def test_figures_keep_the_order_of_the_country_when_one_is_corrected(desk: Desk) -> None:
    before = desk.json("law", "figures", "DE")["figures"]
    desk.json(*CORRECT, "amount=12000", *SOURCE)
    after = desk.json("law", "figures", "DE")["figures"]
    assert [one["id"] for one in after] == [one["id"] for one in before]
    assert [one for one in after if one["id"] != "small-claims"] == [
        one for one in before if one["id"] != "small-claims"
    ]


def test_a_second_correction_builds_on_the_first(desk: Desk) -> None:
    desk.json(*CORRECT, "amount=12000.50", *SOURCE)
    told = desk.json("law", "correct", " de ", "small-claims", "valid-from=2027-01-01", "--source", "Later")
    assert (told["amount"], told["valid_from"], told["source"]) == ("12000.50", "2027-01-01", "Later")
    [rule] = desk.json("law", "own")["rules"]
    assert (rule["kind"], rule["source"], rule["author"]) == ("figure", "Later", "Jana Weiß")


def test_a_correction_is_unchecked_unless_somebody_says_otherwise(desk: Desk) -> None:
    assert figure(desk)["status"] == "sourced"
    assert desk.json(*CORRECT, "amount=12000", *SOURCE)["status"] == "unchecked"
    doubts = {one["ref"]: one for one in desk.json("law", "doubts")["doubts"]}
    assert doubts["de:small-claims"]["source"] == SOURCE[1]
    told = desk.json(*CORRECT, "status=confirmed", "checked_on=2026-11-01", *SOURCE)
    assert (told["status"], told["checked_on"]) == ("confirmed", "2026-11-01")
    assert "de:small-claims" not in {one["ref"] for one in desk.json("law", "doubts")["doubts"]}


def test_the_ceiling_of_a_claim_follows_the_correction_and_goes_back(desk: Desk, case: str) -> None:
    def ceiling() -> tuple[str, str]:
        found = desk.json("claim", "show", case, "--on", "2026-12-31")["ceilings"]
        fit = next(one for one in found if one["procedure"] == "national-small-claims")
        return fit["most"], fit["state"]

    assert ceiling() == ("10000", "below")
    desk.json(*CORRECT, "amount=100", *SOURCE)
    assert ceiling() == ("100", "above")
    desk.json("law", "take-back", "DE:small-claims")
    assert ceiling() == ("10000", "below")


def test_a_currency_is_kept_as_its_code(desk: Desk) -> None:
    assert desk.json(*CORRECT, "currency=chf", *SOURCE)["currency"] == "CHF"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (("amount=-5",), "amount"),
        (("amount=NaN",), "amount"),
        (("amount=12.000,00",), "amount"),
        (("currency=XXZ",), "“XXZ” is no currency"),
        (("valid_from=2027-02-30",), "valid_from"),
        (("valid_from=2027-02-03", "valid_to=2026-01-01"), "lies before valid_from"),
        (("status=certain",), "status"),
        (("amount=12000", "colour=red"), "“colour”"),
    ],
)
def test_one_odd_value_and_nothing_is_corrected(desk: Desk, changes: tuple[str, ...], says: str) -> None:
    assert says in desk.refused(*CORRECT, *changes, *SOURCE)


def test_people_read_amounts_rates_and_days_as_they_write_them(desk: Desk) -> None:
    desk.json(*CORRECT, "amount=12000.5", *SOURCE)
    german = desk.run("--language", "de", "law", "figures", "DE").out.replace("\xa0", " ")
    assert "12.000,50 €" in german
    assert "6,27 %" in german
    assert "ungeprüft" in german
    assert "€12,000.50" in desk.run("law", "figures", "de").out
    own = desk.run("--language", "de", "law", "own").out.splitlines()
    assert own[1].split()[0] == "de:small-claims"
    assert "Jana Weiß" in own[1]


def test_a_script_reads_plain_numbers_in_every_language(desk: Desk) -> None:
    told = desk.json("--language", "de", "law", "figures", "DE")["figures"]
    by_id = {one["id"]: one for one in told}
    assert (by_id["small-claims"]["amount"], by_id["interest"]["rate"]) == ("10000", "6.27")

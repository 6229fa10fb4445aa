"""Phone numbers in the habits of many countries."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from xborder_desk.identifiers.phones import check, find

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("raw", "country", "form"),
    [
        ("+49 (0) 30 1234-567", "", "+49301234567"),
        ("030 1234567", "DE", "+49301234567"),
        ("0755-8888 6666", "CN", "+8675588886666"),
        ("００８６ 755 88886666", "", "+8675588886666"),
        ("tel:+86-755-88886666", "", "+8675588886666"),
        ("https://wa.me/8613800138000", "", "+8613800138000"),
        ("+٤٩ ٣٠ ١٢٣٤٥٦٧", "", "+49301234567"),
    ],
)
def test_one_number_has_one_form(raw: str, country: str, form: str) -> None:
    assert check(raw, country).normal == form
    assert check(raw, country).valid is True


def test_what_cannot_be_a_number_is_kept_and_marked() -> None:
    assert check("12345").valid is None
    assert check("+49 1") == check("+491")
    assert check("+1 555 000 0000").valid is False


def test_every_example_of_every_region_is_valid(corpora: Path) -> None:
    with (corpora / "10-contact-data/libphonenumber/example_numbers.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["region"].isalpha() and len(row["region"]) == 2]
    fixed = [row for row in rows if row["type"] in {"fixedLine", "mobile"}]
    bad = [
        row
        for row in fixed
        if check(f"+{row['country_code']}{row['example_national_number']}").valid is not True
    ]
    assert len(fixed) > 200
    assert not bad


def test_numbers_are_found_with_their_place() -> None:
    text = "Call +49 30 1234567 or 030 7654321. Order no. +49 30 9999999."
    found = list(find(text, "DE"))
    assert [one.normal for one in found] == ["+49301234567", "+49307654321"]
    assert all(text[one.start : one.end] == one.raw for one in found)

"""VAT and company numbers of many countries."""

from __future__ import annotations

import pytest

from xborder_desk.identifiers.companies import check_registration, check_vat, country_of, find


@pytest.mark.parametrize(
    ("raw", "country", "form", "valid"),
    [
        ("DE 136.695.976", "", "DE136695976", True),
        ("136695976", "DE", "DE136695976", True),
        ("DE136695977", "", "DE136695977", False),
        ("GR 094259216", "", "EL094259216", True),
        ("CHE-107.787.577 MWST", "CH", "CHE107787577", True),
        ("CHE-107.787.577 IVA", "", "CHE107787577", True),
        ("107.787.577", "CH", "CHE107787577", True),
        ("CHE-107.787.578 TVA", "", "CHE107787578", False),
        ("123", "", "123", None),
    ],
)
def test_vat(raw: str, country: str, form: str, valid: object) -> None:
    assert (check_vat(raw, country).normal, check_vat(raw, country).valid) == (form, valid)


@pytest.mark.parametrize(
    ("raw", "country", "form", "valid"),
    [
        ("9135 0211 M000 100Y 46", "CN", "91350211M000100Y46", True),
        ("91350211M000100Y47", "", "91350211M000100Y47", False),
        ("HRB 12345 B, Amtsgericht Charlottenburg", "DE", "HRB12345B CHARLOTTENBURG", None),
        ("AG Charlottenburg HRB 12345 B", "DE", "HRB12345B CHARLOTTENBURG", None),
        ("CR No. 1234567", "HK", "CRNO1234567", None),
        ("1234567", "HK", "01234567", None),
        ("1234567", "GB", "01234567", None),
        ("SC123456", "GB", "SC123456", None),
        ("552 100 554", "FR", "552100554", True),
        ("DEK1101R.HRB116737", "", "DEK1101R.HRB116737", None),
        ("529900T8BM49AURSDO55", "", "529900T8BM49AURSDO55", True),
        ("", "DE", "", None),
    ],
)
def test_registers(raw: str, country: str, form: str, valid: object) -> None:
    assert (check_registration(raw, country).normal, check_registration(raw, country).valid) == (form, valid)


def test_a_number_can_name_its_country() -> None:
    assert country_of("EL094259216") == "GR"
    assert country_of("91350211M000100Y46") == ""


def test_numbers_are_found_with_their_place() -> None:
    text = (
        "USt-IdNr. DE136695976, HRB 12345 B Amtsgericht Charlottenburg, 统一社会信用代码 91350211M000100Y46"
    )
    found = list(find(text))
    assert {one.kind for one in found} == {"vat", "registration"}
    assert {one.normal for one in found} == {"DE136695976", "HRB12345B CHARLOTTENBURG", "91350211M000100Y46"}
    assert all(text[one.start : one.end] == one.raw for one in found)

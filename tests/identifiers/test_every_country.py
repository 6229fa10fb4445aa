"""Accounts and tax numbers of every country as its register prints them, however written."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.identifiers.accounts import check_account, check_iban
from xborder_desk.identifiers.accounts import find as find_accounts
from xborder_desk.identifiers.companies import check_vat, country_of
from xborder_desk.identifiers.companies import find as find_companies
from xborder_desk.identifiers.finding import find

# The examples of the register of account numbers, one for each country.
IBANS: Final = (
    "DE89370400440532013000",
    "FR1420041010050500013M02606",
    "GB29NWBK60161331926819",
    "IT60X0542811101000000123456",
    "ES9121000418450200051332",
    "NL91ABNA0417164300",
    "BE68539007547034",
    "AT611904300234573201",
    "CH9300762011623852957",
    "PL61109010140000071219812874",
    "SE4550000000058398257466",
    "NO9386011117947",
    "DK5000400440116243",
    "FI2112345600000785",
    "PT50000201231234567890154",
    "IE29AIBK93115212345678",
    "LU280019400644750000",
    "CZ6508000000192000145399",
    "SK3112000000198742637541",
    "HU42117730161111101800000000",
    "RO49AAAA1B31007593840000",
    "BG80BNBG96611020345678",
    "HR1210010051863000160",
    "SI56263300012039086",
    "EE382200221020145685",
    "LV80BANK0000435195001",
    "LT121000011101001000",
    "GR1601101250000000012300695",
    "CY17002001280000001200527600",
    "MT84MALT011000012345MTLCAST001S",
    "IS140159260076545510730339",
    "LI21088100002324013AA",
    "MC5811222000010123456789030",
    "TR330006100519786457841326",
    "UA213223130000026007233566001",
    "GE29NB0000000101904917",
    "SA0380000000608010167519",
    "AE070331234567890123456",
    "IL620108000000099999999",
    "KZ86125KZT5004100100",
)
# Numbers that tax offices print as examples, or that stand in firms' public notices.
VATS: Final = (
    "ATU13585627",
    "BE0403019261",
    "BG175074752",
    "CY10259033P",
    "CZ25123891",
    "DE136695976",
    "DK13585628",
    "EE100931558",
    "EL094259216",
    "ES54362315K",
    "FI20774740",
    "FR40303265045",
    "HR33392005961",
    "HU12892312",
    "IE6433435F",
    "IT00743110157",
    "LT119511515",
    "LU15027442",
    "LV40003521600",
    "MT11679112",
    "NL004495445B01",
    "PL8567346215",
    "PT501964843",
    "RO18547290",
    "SE123456789701",
    "SI50223054",
    "SK2022749619",
    "GB980780684",
    "CHE107787577",
    "NO988077917MVA",
)
BETWEEN: Final = ("", " ", "-", "\u00a0", ".")


def spaced(number: str, between: str, every: int = 4) -> str:
    return between.join(number[at : at + every] for at in range(0, len(number), every))


@pytest.mark.parametrize("iban", IBANS)
def test_an_account_of_every_country_is_right(iban: str) -> None:
    assert (check_iban(iban).normal, check_iban(iban).valid) == (iban, True)
    assert check_account(iban) == check_iban(iban)


@pytest.mark.parametrize("iban", IBANS)
@pytest.mark.parametrize("between", BETWEEN)
def test_an_account_is_the_same_however_it_is_written(iban: str, between: str) -> None:
    for written in (spaced(iban, between), spaced(iban.lower(), between), f"  {iban} "):
        assert (check_iban(written).normal, check_iban(written).valid) == (iban, True)


@pytest.mark.parametrize("iban", IBANS)
def test_two_digits_that_changed_places_are_seen(iban: str) -> None:
    at = next(n for n in range(len(iban) - 1, 4, -1) if iban[n] != iban[n - 1])
    turned = iban[: at - 1] + iban[at] + iban[at - 1] + iban[at + 1 :]
    assert check_iban(turned).valid is False
    assert check_iban(turned).normal == turned


@given(st.sampled_from(IBANS), st.data())
def test_one_wrong_character_is_seen_anywhere(iban: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(iban) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != iban[at]))
    assert check_iban(iban[:at] + other + iban[at + 1 :]).valid is False


@pytest.mark.parametrize("iban", IBANS)
def test_an_account_is_found_in_a_sentence(iban: str) -> None:
    text = f"Please pay into {spaced(iban, ' ')}, reference 7781."
    (found,) = (one for one in find_accounts(text) if one.kind == "iban")
    assert (found.normal, found.valid) == (iban, True)
    assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize("iban", IBANS)
def test_too_short_and_too_long_are_wrong(iban: str) -> None:
    for wrong in (iban[:-1], f"{iban}0", iban[2:]):
        assert check_iban(wrong).valid is False


@pytest.mark.parametrize("vat", VATS)
def test_a_tax_number_of_every_country_is_right(vat: str) -> None:
    assert (check_vat(vat).normal, check_vat(vat).valid) == (vat, True)


@pytest.mark.parametrize("vat", VATS)
@pytest.mark.parametrize("between", [" ", ".", "-"])
def test_a_tax_number_is_the_same_however_it_is_written(vat: str, between: str) -> None:
    written = f"{vat[:2]} {spaced(vat[2:], between, 3)}"
    assert check_vat(written).normal == vat
    assert check_vat(vat.lower()).normal == vat


@pytest.mark.parametrize("vat", VATS)
def test_a_tax_number_without_its_country_is_the_countrys(vat: str) -> None:
    country = {"EL": "GR", "CH": "CH"}.get(vat[:2], vat[:2])
    bare = vat.removeprefix("CHE") if country == "CH" else vat[2:]
    assert check_vat(bare, country).normal == vat
    assert country_of(vat) == country


@pytest.mark.parametrize("vat", [vat for vat in VATS if vat[-1].isdigit() and vat[:2] not in {"NL", "SE"}])
def test_a_wrong_last_digit_is_kept_and_marked(vat: str) -> None:
    wrong = vat[:-1] + str((int(vat[-1]) + 1) % 10)
    assert check_vat(wrong).normal == wrong
    assert check_vat(wrong).valid is False


@pytest.mark.parametrize("vat", ["DE136695976", "ATU13585627", "PL8567346215", "FR40303265045"])
def test_a_tax_number_is_found_in_a_notice(vat: str) -> None:
    text = f"Lampix Ltd, VAT no. {vat}, Hauptstr. 5"
    assert vat in [one.normal for one in find_companies(text)]
    assert vat in [one.normal for one in find(text)]


@pytest.mark.parametrize("text", ["", "no number at all", "12", "2026-11-23", "EUR 129.90"])
def test_what_is_no_number_is_not_found(text: str) -> None:
    assert [one for one in find(text) if one.kind in {"iban", "vat"}] == []


@given(st.text(max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    for one in find(text):
        assert text[one.start : one.end] == one.raw
        assert one.normal

"""Countries, currencies, amounts and languages by their standard codes."""

from __future__ import annotations

from decimal import Decimal

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.identifiers import codes

MINOR_UNITS = {
    "EUR": 2,
    "JPY": 0,
    "KWD": 3,
    "CLF": 4,
    "KRW": 0,
    "TND": 3,
    "CNY": 2,
    "ISK": 0,
    "HUF": 2,
    "": 2,
}


@pytest.mark.parametrize(
    ("given_text", "code"),
    [
        ("DE", "DE"),
        (" de ", "DE"),
        ("DEU", "DE"),
        ("Germany", "DE"),
        ("GERMANY", "DE"),
        ("China", "CN"),
        ("UK", "GB"),
        ("EL", "GR"),
        ("XK", "XK"),
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("", ""),
        ("Taiwan", "TW"),
        ("Côte d'Ivoire", "CI"),
        ("Federal Republic of Germany", "DE"),
    ],
)
def test_countries_are_known_by_code_and_name(given_text: str, code: str) -> None:
    assert codes.country(given_text) == code


@pytest.mark.parametrize("given_text", ["XX", "Atlantis", "D", "Germ", "ZZZ", "\0", "🇩🇪"])
def test_unknown_countries_are_refused(given_text: str) -> None:
    with pytest.raises(BadInputError, match="is no country") as caught:
        codes.country(given_text, field="seller_country")
    assert caught.value.field == "seller_country"


def test_every_listed_country_and_currency_is_taken_as_itself() -> None:
    assert [codes.country(code) for code in codes.countries()] == codes.countries()
    assert [codes.currency(code.lower()) for code in codes.currencies()] == codes.currencies()
    assert len(codes.countries()) == len(pycountry.countries) + 1


@pytest.mark.parametrize("given_text", ["EURO", "€", "XYZ", "E", "978"])
def test_unknown_currencies_are_refused(given_text: str) -> None:
    with pytest.raises(BadInputError, match="is no currency"):
        codes.currency(given_text)
    assert not codes.currency("  ")


@pytest.mark.parametrize(
    ("written", "currency", "value"),
    [
        ("249.90", "EUR", "249.90"),
        ("249.9", "EUR", "249.90"),
        ("0", "EUR", "0.00"),
        ("-0", "EUR", "0.00"),
        (" 1249 ", "JPY", "1249"),
        ("1249.00", "JPY", "1249"),
        ("1.500", "KWD", "1.500"),
        ("0.0001", "CLF", "0.0001"),
        ("+5", "EUR", "5.00"),
        ("1\u202f249.00", "EUR", "1249.00"),
        ("1\u00a0249", "EUR", "1249.00"),
        ("999999999999.99", "EUR", "999999999999.99"),
        ("٢٤٩", "SAR", "249.00"),
    ],
)
def test_amounts_are_exact(written: str, currency: str, value: str) -> None:
    assert str(codes.amount(written, currency)) == value


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "is no amount"),
        ("1,249.00", "is no amount"),
        ("1.249,00", "is no amount"),
        ("12 EUR", "is no amount"),
        ("1e5", "is no amount"),
        ("NaN", "is no amount"),
        ("Infinity", "is no amount"),
        ("1.", "is no amount"),
        (".5", "is no amount"),
        ("½", "is no amount"),
        ("-1", "is negative"),
        ("-0.01", "is negative"),
        ("1000000000000", "larger than any claim"),
        ("1.001", "more decimals than EUR"),
        ("0." + "0" * 60 + "1", "more decimals"),
        ("9" * 400, "is no amount"),
    ],
)
def test_amounts_that_cannot_be_are_refused(written: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence) as caught:
        codes.amount(written, "EUR", field="cost")
    assert caught.value.field == "cost"


@given(st.sampled_from(sorted(MINOR_UNITS)), st.integers(0, 10**12 - 1), st.integers(0, 9999))
def test_decimals_are_those_of_the_currency(currency: str, whole: int, fraction: int) -> None:
    places = MINOR_UNITS[currency]
    written = f"{whole}.{fraction:04d}"
    if Decimal(written) * 10**places % 1:
        with pytest.raises(BadInputError, match="more decimals"):
            codes.amount(written, currency)
    else:
        taken = codes.amount(written, currency)
        assert taken == Decimal(written)
        assert -int(taken.as_tuple().exponent) == places


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_codes(written: str) -> None:
    for read in (codes.country, codes.currency, codes.language_tag, lambda text: codes.amount(text, "EUR")):
        try:
            taken = read(written)
        except BadInputError as error:
            assert "{" not in error.text.format(**error.fields).replace(written.strip(), "")  # noqa: PT017 - refused
        else:
            assert isinstance(taken, Decimal | str)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("zh-hant", "zh-Hant"),
        ("zh_Hant_TW", "zh-Hant-TW"),
        ("pt-br", "pt-BR"),
        ("es-419", "es-419"),
        ("nds", "nds"),
        ("", ""),
        (" ar ", "ar"),
        ("sr-latn-rs", "sr-Latn-RS"),
    ],
)
def test_languages_are_written_the_usual_way(written: str, tag: str) -> None:
    assert codes.language_tag(written) == tag


@pytest.mark.parametrize("written", ["xx", "german", "d", "de-", "de-XXXXX", "zh-Hant-TW-x-private", "de DE"])
def test_unknown_languages_are_refused(written: str) -> None:
    with pytest.raises(BadInputError, match="is no language"):
        codes.language_tag(written)

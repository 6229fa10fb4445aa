"""What is typed, or copied from where the program shows it, is read whichever digits stand in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.i18n.digits import ARABIC_INDIC, WESTERN, written
from xborder_desk.i18n.language import Language
from xborder_desk.ui.language import qt_locale
from xborder_desk.ui.typed import amount, amount_in_words, day, day_in_words

TODAY: Final = dt.date(2026, 11, 23)
BOTH: Final = (Language("ar", digits=ARABIC_INDIC), Language("ar", digits=WESTERN))
WHOLE = pytest.mark.parametrize("language", BOTH, ids=[ARABIC_INDIC, WESTERN])


@WHOLE
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1249", "1249"),
        ("١٢٤٩", "1249"),
        ("1,249.50", "1249.50"),
        ("١٬٢٤٩٫٥٠", "1249.50"),
        ("١٢٤٩٫٥", "1249.5"),
        ("1249٫5", "1249.5"),
        ("۱۲۴۹٫۵", "1249.5"),
        ("1,249.50 €", "1249.50"),
        ("-٣", "-3"),
    ],
)
def test_amounts_in_either_digits(language: Language, typed: str, meant: str) -> None:
    assert amount(typed, language) == meant


@WHOLE
@pytest.mark.parametrize(
    "typed", ["8/3/2026", "٨/٣/٢٠٢٦", "٨ مارس ٢٠٢٦", "2026-03-08", "٢٠٢٦-٠٣-٠٨", "۲۰۲۶-۰۳-۰۸"]
)
def test_days_in_either_digits(language: Language, typed: str) -> None:
    assert day(typed, language, TODAY) == "2026-03-08"


@WHOLE
@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_as_shown_can_be_typed_again(language: Language, value: Decimal) -> None:
    assert Decimal(amount(language.money(value, "EUR"), language)) == value
    assert Decimal(amount(language.number(value), language)) == value
    assert Decimal(amount(written(str(value), ARABIC_INDIC), language)) == value


@WHOLE
@given(st.dates(min_value=dt.date(1901, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_a_day_as_shown_can_be_typed_again(language: Language, one: dt.date) -> None:
    assert day(language.date(one), language, TODAY) == one.isoformat()
    assert day(language.date(one, "long"), language, TODAY) == one.isoformat()
    assert day(one.isoformat(), language, TODAY) == one.isoformat()


def test_what_was_understood_is_told_in_the_digits_of_the_screen() -> None:
    eastern, western = BOTH
    assert amount_in_words("1249.50", eastern) == "= ١٬٢٤٩٫٥"
    assert amount_in_words("١٢٤٩٫٥٠", western) == "= 1,249.5"
    assert "٢٠٢٦" in day_in_words("2026-03-08", eastern, TODAY)
    assert "2026" in day_in_words("٢٠٢٦-٠٣-٠٨", western, TODAY)


def test_qt_writes_the_same_digits() -> None:
    eastern, western = map(qt_locale, BOTH)
    assert eastern.toString(12) == "١٢"
    assert western.toString(12) == "12"
    assert qt_locale(Language("en")).name() == "en_GB"
    assert qt_locale(Language("de")).toString(1249.5, "f", 2) == "1.249,50"
    assert qt_locale(Language("pt")).name().startswith("pt")

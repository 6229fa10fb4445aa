"""Digits: those usual in a language, those its tag asks for, and those a person chose, in every format."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.i18n import languages
from xborder_desk.i18n.digits import ARABIC_INDIC, WESTERN, asked_by, choices, sample, usual, western, written
from xborder_desk.i18n.language import Language, Notice

if TYPE_CHECKING:
    from pathlib import Path

EGYPT = Language("ar", digits=ARABIC_INDIC)
MOROCCO = Language("ar", digits=WESTERN)
KNOWN = {"latn", "arab", "arabext", "beng", "deva", "thai"}
AT = datetime(2026, 3, 8, 14, 5, tzinfo=UTC)


def test_what_is_usual_is_what_cldr_says() -> None:
    for name in localedata.locale_identifiers():
        system = str(Locale.parse(name).default_numbering_system)
        assert usual(name) == (system if system in KNOWN else WESTERN), name


@pytest.mark.parametrize(
    ("tag", "asked"),
    [
        ("ar", ""),
        ("ar-EG", "arab"),
        ("ar_SA", "arab"),
        ("ar-MA", "latn"),
        ("ar-AE", "latn"),
        ("ar-u-nu-arab", "arab"),
        ("ar-EG-u-nu-latn", "latn"),
        ("AR-U-NU-ARAB-x-own", "arab"),
        ("ar-u-nu-roman", ""),
        ("ar-u-nu-", ""),
        ("ar-QX", "latn"),
        ("de-AT", ""),
        ("zh-Hant", ""),
        ("", ""),
    ],
)
def test_a_tag_may_ask_for_digits(tag: str, asked: str) -> None:
    assert asked_by(tag) == asked


def test_only_readers_of_arabic_letters_are_asked() -> None:
    assert choices("ar") == choices("ar-EG") == (WESTERN, ARABIC_INDIC)
    assert [
        tag for tag in ("en", "de", "fr", "es", "it", "nl", "pl", "pt", "ro", "zh-Hans") if choices(tag)
    ] == []
    assert sample(ARABIC_INDIC) == "٠١٢٣٤٥٦٧٨٩"
    assert sample(WESTERN) == "0123456789"


@pytest.mark.parametrize(
    ("arabic", "plain"),
    [
        (EGYPT.number(1234567), "1٬234٬567"),
        (EGYPT.number(Decimal("1249.50")), "1٬249٫5"),
        (EGYPT.money(Decimal(1249), "EUR"), "\u200f1٬249٫00\u00a0€"),
        (EGYPT.percent(Decimal("0.0627")), "6٫27%"),
        (EGYPT.date(AT.date()), "08\u200f/03\u200f/2026"),
        (EGYPT.date(AT.date(), "long"), "8 مارس 2026"),
        (EGYPT.month(AT.date()), "مارس 2026"),
        (EGYPT.year(AT.date()), "2026"),
        (EGYPT.datetime(AT, "Europe/Berlin"), "08\u200f/03\u200f/2026, 3:05 م UTC+01:00"),
        (EGYPT.size(1_200_000), "1٫2 م.ب"),
        (EGYPT.plural("{n} case", "{n} cases", 12), "12 cases"),
        (EGYPT.text("{n} of {m}", n=3, m=14), "3 of 14"),
        (EGYPT.value([1, 25]), "1 و25"),
    ],
)
def test_every_number_day_and_amount_has_them(arabic: str, plain: str) -> None:
    assert not any(one in arabic for one in "0123456789"), arabic
    strip = str.maketrans("", "", "\u2068\u2069\u200f ,،")
    assert western(arabic).translate(strip) == plain.translate(strip)


def test_without_a_choice_arabic_is_written_as_cldr_has_it() -> None:
    assert Language("ar").digits == MOROCCO.digits == WESTERN
    assert Language("ar").money(Decimal(1249), "EUR") == MOROCCO.money(Decimal(1249), "EUR")
    assert Language("fa").number(12) == "۱۲"


def test_names_and_forms_for_machines_keep_theirs() -> None:
    iban = "LT12 1000 0111 0100 1000"
    assert western(iban) == iban
    assert iban in EGYPT.text("{account}", account=iban)
    assert "2026-0001" in EGYPT.text("Case {number}", number="2026-0001")
    assert EGYPT.date(AT.date(), "iso") == "2026-03-08"
    assert EGYPT.datetime(AT, style="iso") == "2026-03-08T14:05:00+00:00"
    assert EGYPT.text("Read by {who}", who=Notice("SHA-256")).endswith("SHA-256\u2069")


@pytest.mark.parametrize("tag", ["en", "de", "fr", "es", "it", "nl", "pl", "pt", "ro", "zh-Hans", "zh-Hant"])
def test_other_languages_have_no_such_digits_and_are_not_changed(tag: str) -> None:
    asked, plain = Language(tag, digits="deva"), Language(tag)
    assert asked.number(1234) == plain.number(1234)
    assert asked.date(date(2026, 3, 8)) == plain.date(date(2026, 3, 8))


@given(st.text(), st.sampled_from(sorted(KNOWN)))
def test_digits_written_are_read_back(text: str, system: str) -> None:
    told = written(western(text), system)
    assert western(told) == western(text)
    if system != WESTERN:
        assert not any(one in told for one in "0123456789")


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_number_is_the_same_number_in_both(value: int) -> None:
    def read(language: Language) -> int:
        kept = [one for one in western(language.number(value)) if one.isdigit() or one == "-"]
        return int("".join(kept))

    assert read(EGYPT) == read(MOROCCO) == value


def test_a_language_is_loaded_with_digits(project_root: Path) -> None:
    translations = project_root / "translations"
    assert languages.load("ar", translations).digits == WESTERN
    assert languages.load("ar-EG", translations).digits == ARABIC_INDIC
    own = languages.load("ar-u-nu-arab", translations)
    assert (own.tag, own.digits, own.problems) == ("ar", ARABIC_INDIC, ())
    assert languages.load("ar-EG", translations, digits=WESTERN).digits == WESTERN
    letters = languages.load("ar-u-nu-arab", translations, languages.LETTERS)
    assert letters.date(date(2026, 3, 8), "long") == "٨ مارس ٢٠٢٦"
    assert languages.load("de-u-nu-arab", translations).number(12) == "12"

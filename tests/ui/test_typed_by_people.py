"""Days and money as people in several countries write them; what is no day is never taken for one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xborder_desk.i18n.language import Language
from xborder_desk.ui.typed import amount, amount_in_words, day, day_in_words

TODAY: Final = dt.date(2026, 11, 23)  # a Monday
TAGS: Final = ("ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ro", "zh-Hans", "zh-Hant")
DAYS: Final = some.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
MONEY: Final = some.decimals(0, 999_999_999, places=2)


@pytest.mark.parametrize("tag", TAGS)
@given(one=DAYS)
def test_a_day_copied_from_the_screen_is_that_day(tag: str, one: dt.date) -> None:
    language = Language(tag)
    for shown in (language.date(one, "medium"), language.date(one, "long"), language.date(one, "full")):
        assert day(shown, language, TODAY) == one.isoformat(), shown


@pytest.mark.parametrize("tag", TAGS)
@given(value=MONEY)
def test_an_amount_copied_from_the_screen_is_that_amount(tag: str, value: Decimal) -> None:
    language = Language(tag)
    assert Decimal(amount(language.number(value), language)) == value


@pytest.mark.parametrize("tag", TAGS)
@given(value=MONEY)
def test_an_amount_with_its_sign_of_currency_is_that_amount(tag: str, value: Decimal) -> None:
    language = Language(tag)
    for shown in (f"€{language.number(value)}", f"{language.number(value)} £", f"¥ {language.number(value)}"):
        assert Decimal(amount(shown, language)) == value


@pytest.mark.parametrize("tag", TAGS)
@given(value=MONEY)
def test_what_is_said_of_an_amount_is_what_is_kept(tag: str, value: Decimal) -> None:
    language = Language(tag)
    typed = language.number(value)
    assert amount_in_words(typed, language) == f"= {typed}"


@given(number=some.integers(-3000, 3000))
def test_so_many_days_on_is_so_many_days_on(number: int) -> None:
    assert day(f"{number:+d}", Language("en"), TODAY) == (TODAY + dt.timedelta(number)).isoformat()


@given(today=DAYS, number=some.integers(1, 7))
def test_a_weekday_is_the_next_one_and_never_today(today: dt.date, number: int) -> None:
    language = Language("en")
    name = f"{dt.date(2026, 11, 22 + number):%A}"
    found = dt.date.fromisoformat(day(name, language, today))
    assert 1 <= (found - today).days <= 7
    assert found.isoweekday() == number


@given(today=DAYS, months=some.integers(-600, 600))
def test_so_many_months_on_is_in_that_month(today: dt.date, months: int) -> None:
    found = dt.date.fromisoformat(day(f"{months:+d}m", Language("en"), today))
    assert (found.year * 12 + found.month) - (today.year * 12 + today.month) == months
    assert found.day <= today.day
    assert found.day == today.day or (found + dt.timedelta(1)).day == 1


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("en", "10 to 12 days"),
        ("en", "3 or 4 weeks"),
        ("en", "3/4 weeks"),
        ("en", "2 weeks before 3 May"),
        ("de", "2 bis 3 Wochen"),
        ("fr", "8 ou 10 jours"),
        ("en", "10:12"),
        ("en", "8/3/2026 10:12"),
        ("en", "8/3/202"),
        ("en", "½"),
        ("en", "8/3/2026/1"),
        ("en", "0/3/2026"),
        ("de", "32.1.2026"),
        ("en", "29/2/2027"),
        ("zh-Hant", "3天到5天"),
        ("ar", "من 3 إلى 5"),
    ],
)
def test_what_is_no_day_is_given_back_to_be_told_so(tag: str, typed: str) -> None:
    assert day(typed, Language(tag), TODAY) == typed
    assert day_in_words(typed, Language(tag), TODAY) == ""


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("en", "last Friday"),
        ("en", "not on Friday"),
        ("en", "since Monday"),
        ("de", "letzten Freitag"),
        ("de", "vergangenen Freitag"),
        ("es", "pasado viernes"),
        ("nl", "afgelopen vrijdag"),
        ("zh-Hant", "上週五"),
        ("zh-Hans", "上星期五"),
    ],
)
def test_a_weekday_that_is_gone_is_not_taken_for_the_next(tag: str, typed: str) -> None:
    assert day(typed, Language(tag), TODAY) == typed


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("en", "on Friday"),
        ("en", "this Friday"),
        ("en", "FRIDAY"),
        ("en", "Fri"),
        ("de", "am Freitag"),
        ("de", "kommenden Freitag"),
        ("de", "Fr."),
        ("fr", "ce vendredi"),
        ("es", "el viernes"),
        ("es", "próximo viernes"),
        ("it", "venerdì"),
        ("nl", "volgende vrijdag"),
        ("pl", "w piątek"),
        ("pt", "sexta-feira"),
        ("ro", "vineri"),
        ("ar", "يوم الجمعة"),
        ("zh-Hant", "禮拜五"),
        ("zh-Hant", "下個 星期五"),
        ("zh-Hans", "这个周五"),
    ],
)
def test_a_weekday_that_is_to_come(tag: str, typed: str) -> None:
    assert day(typed, Language(tag), TODAY) == "2026-11-27"


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("en", "Sunday, 8 March 2026"),
        ("en", "Sun 8 Mar 2026"),
        ("en", "March 8, 2026"),
        ("en", "8th March 2026"),
        ("en", "8-3-2026"),
        ("en", "8–3–2026"),
        ("de", "So., 8.3.2026"),
        ("de", "8. 3. 2026"),
        ("de", "08.03.26"),
        ("fr", "1er mars 2026"),
        ("fr", "dim. 8 mars 2026"),
        ("es", "8 de marzo de 2026"),
        ("pl", "8.03.2026 r."),
        ("pt", "domingo, 8 de março de 2026"),
        ("zh-Hant", "２０２６／３／８"),
        ("zh-Hant", "2026年3月8日 (日)"),
        ("zh-Hant", "2026年3月8號"),
        ("zh-Hans", "2026年3月8日星期日"),
        ("ar", "٨ مارس ٢٠٢٦"),
        ("ar", "8\u200f/3\u200f/2026"),
        ("en", "\u200e8/3/2026\u200e"),
        ("en", "\u20688/3/2026\u2069"),
        ("en", "2026-3-8"),
        ("en", "  8/3/2026\t"),
    ],
)
def test_one_day_in_many_hands(tag: str, typed: str) -> None:
    wanted = "2026-03-01" if "1er" in typed else "2026-03-08"
    assert day(typed, Language(tag), TODAY) == wanted


@pytest.mark.parametrize(
    ("tag", "typed", "meant"),
    [
        ("de", "1.249,-", "1249"),
        ("de", "49,--", "49"),
        ("de", "49,–", "49"),
        ("de", "0,5", "0.5"),
        ("de", "1.249.000,00", "1249000.00"),
        ("de", "CHF 1'249.50", "CHF1249.50"),
        ("fr", "1\u202f249,50\u00a0€", "1249.50"),
        ("fr", "89,90€", "89.90"),
        ("en", "£1,249.00", "1249.00"),
        ("en", "1,249,000.5", "1249000.5"),
        ("en", "-5", "-5"),
        ("es", "1249,50", "1249.50"),
        ("pl", "1249,50", "1249.50"),
        ("pt", "€ 1.249,50", "1249.50"),
        ("pt", "1 249,50 €", "1249.50"),
        ("pt", "1.249", "1249"),
        ("pt", "1249,5", "1249.5"),
        ("fr", "1.249,50", "1249.50"),
        ("pl", "-1.249.000,00", "-1249000.00"),
        ("ar", "1,249.50", "1249.50"),
        ("ar", "\u200f١٬٢٤٩٫٥٠", "1249.50"),
        ("zh-Hant", "１，２４９．５０", "1249.50"),
        ("en", "\u20681,249.00\u2069", "1249.00"),
    ],
)
def test_money_in_many_hands(tag: str, typed: str, meant: str) -> None:
    assert amount(typed, Language(tag)) == meant


@pytest.mark.parametrize(
    ("tag", "typed"),
    [
        ("en", "12,50"),  # grouped by two: a comma of somebody else's language
        ("de", "1,249.00"),
        ("en", "1.249.00"),
        ("en", "1,2,3"),
        ("de", "1.24.9,00"),
        ("en", "(5)"),
        ("en", "12 EUR and 5 cents"),
        ("en", "one hundred"),
        ("en", "1/2"),
        ("en", "∞"),
    ],
)
def test_doubtful_money_is_never_guessed(tag: str, typed: str) -> None:
    with pytest.raises(ArithmeticError):
        Decimal(amount(typed, Language(tag)))
    assert amount_in_words(typed, Language(tag)) == ""


HOSTILE: Final = ("\x00", "\x1b[31m", "\u202e2026-03-08", "8/3/2026" * 500, "9" * 4000, "\ud83d", "🜁" * 60)


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_texts_are_neither_day_nor_money_nor_a_fault(typed: str) -> None:
    for tag in TAGS:
        found = day(typed, Language(tag), TODAY)
        assert found == typed.strip() or typed.startswith("\u202e")
        assert amount_in_words(typed, Language(tag)) == ""


@given(text=some.text(some.characters(categories=("Nd", "Zs", "Po", "Pd", "Cf", "Lo")), max_size=16))
def test_a_day_is_an_iso_day_or_what_was_typed(text: str) -> None:
    for tag in ("en", "ar", "zh-Hant"):
        found = day(text, Language(tag), TODAY)
        if found not in {text.strip(), ""}:
            assert dt.date.fromisoformat(found).isoformat() == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("民國115年3月8日", "2026-03-08"),
        ("中華民國 115 年 3 月 8 日", "2026-03-08"),
        ("民國一一五年三月八日", "民國一一五年三月八日"),
        ("民國115.3.8", "2026-03-08"),
        ("民國115/03/08", "2026-03-08"),
        ("民国99年12月31日", "2010-12-31"),
        ("民國115年3月8日 星期日", "2026-03-08"),
        ("民國115年13月8日", "民國115年13月8日"),
        ("民國115年2月30日", "民國115年2月30日"),
        ("民國", "民國"),
        ("民國115年", "民國115年"),
    ],
)
@pytest.mark.parametrize("tag", ["zh-Hant", "de"])
def test_years_of_the_republic_are_read_where_they_are_named(tag: str, typed: str, meant: str) -> None:
    assert day(typed, Language(tag), TODAY) == meant

"""Our formats beside a second reading of CLDR, Qt's own: days, numbers, sums, lists and names agree."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Final

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale

from xborder_desk.app import find_places
from xborder_desk.i18n import languages
from xborder_desk.i18n.formats import Formats

INSTALLED: Final = languages.available(find_places().translations)
QT: Final = {
    "en": "en_GB", "ar": "ar_001", "pt": "pt_PT", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW",
}  # fmt: skip
DAY: Final = dt.date(2026, 3, 8)
LONG: Final = QLocale.FormatType.LongFormat
# Units that everybody reads in figures: what CLDR has for a thousand bytes.
KILOBYTE: Final = {"ar": "كيلوبايت", "fr": "ko"}


def qt(tag: str) -> QLocale:
    """Give Qt's own locale of a language."""
    return QLocale(QT.get(tag, tag))


def bare(text: str) -> str:
    """Leave out what is not seen, write every space alike and digits as 0 to 9."""
    seen = (char for char in text if unicodedata.category(char) != "Cf")
    plain = "".join(" " if char.isspace() else char for char in seen)
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in plain)


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_month_has_the_name_it_has_there(tag: str) -> None:
    for month in range(1, 13):
        day = dt.date(2026, month, 8)
        # In Chinese a month is its number.
        name = f"{month}月" if tag.startswith("zh") else bare(qt(tag).monthName(month, LONG))
        alone = f"{month}月" if tag.startswith("zh") else bare(qt(tag).standaloneMonthName(month, LONG))
        assert name in bare(Formats(tag).date(day, "long"))
        assert alone.casefold() in bare(Formats(tag).month(day)).casefold()


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_full_day_names_its_weekday(tag: str) -> None:
    for shift in range(7):
        day = DAY + dt.timedelta(shift)
        weekday = qt(tag).dayName(day.isoweekday(), LONG)
        assert bare(weekday) in bare(Formats(tag).date(day, "full"))


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_short_day_has_the_order_it_has_there(tag: str) -> None:
    """Whether a year has two figures or four, and a day a nought before it, is not looked at."""
    day = QDate(2031, 5, 27)
    theirs = qt(tag).toString(day, QLocale.FormatType.ShortFormat)
    order = {"27": "d", "5": "m", "31": "y", "2031": "y"}
    ours = Formats(tag).date(dt.date(2031, 5, 27), "short")
    read = [[order[str(int(number))] for number in re.findall(r"\d+", bare(text))] for text in (ours, theirs)]
    assert read[0] == read[1]
    assert set(read[0]) == {"d", "m", "y"}


@pytest.mark.parametrize("tag", INSTALLED)
@settings(max_examples=40)
@given(value=st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_a_number_has_the_marks_it_has_there(tag: str, value: Decimal) -> None:
    theirs = bare(qt(tag).toString(float(value), "f", 2))
    point = bare(qt(tag).decimalPoint())
    ours = bare(Formats(tag).number(value.quantize(Decimal("0.01"))))
    group = bare(qt(tag).groupSeparator())
    if len(str(abs(int(value)))) == 4:  # whether four are grouped, both read otherwise
        ours, theirs = ours.replace(group, ""), theirs.replace(group, "")
    if point in theirs:
        theirs = theirs.rstrip("0").rstrip(point)
        ours = ours.rstrip("0").rstrip(point) if point in ours else ours
    assert ours.replace("\u2212", "-") == theirs.replace("\u2212", "-").replace("-0", "0", theirs == "-0")


@pytest.mark.parametrize("tag", INSTALLED)
@pytest.mark.parametrize("currency", ["EUR", "USD", "GBP", "PLN", "RON", "CNY", "JPY"])
def test_a_sum_has_its_sign_on_the_side_it_has_there(tag: str, currency: str) -> None:
    """Compared is the currency of the country itself: of others Qt knows no sign."""
    ours = bare(Formats(tag).money(Decimal("1234567.5"), currency))
    own = qt(tag).currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    figures = re.sub(r"[^\d]", "", ours)
    assert figures == ("1234568" if currency == "JPY" else "123456750")
    if own == currency:
        theirs = bare(qt(tag).toCurrencyString(1234567.5))
        assert ours[0].isdigit() == theirs[0].isdigit()


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_list_is_joined_as_there(tag: str) -> None:
    """Arabic joins its words to the next one; Qt and Babel agree on the rest, but for the comma of Oxford."""
    for words in (["eins", "zwei"], ["eins", "zwei", "drei"]):
        theirs = bare(qt(tag).createSeparatedList(words))
        assert bare(Formats(tag).list(words)) == theirs


@pytest.mark.parametrize("tag", INSTALLED)
@pytest.mark.parametrize(("count", "value"), [(1_000, 1), (25_000, 25), (3_000_000, 3), (2_000_000_000, 2)])
def test_a_size_has_the_unit_it_has_there(tag: str, count: int, value: int) -> None:
    ours = bare(Formats(tag).size(count))
    assert ours.startswith(str(value))
    unit = ours.removeprefix(str(value)).strip()
    known = Locale.parse(QT.get(tag, tag)).unit_display_names
    assert unit
    assert unit in KILOBYTE.values() or any(
        unit in name for forms in known.values() for name in forms.values()
    ) or re.fullmatch("[kMG][Bo]", unit)  # fmt: skip


@pytest.mark.parametrize("tag", INSTALLED)
def test_a_language_calls_itself_as_it_does_there(tag: str) -> None:
    ours = Formats(tag).language_name(tag)
    native = qt(tag).nativeLanguageName()
    base = ours.partition(" (")[0].casefold()
    assert base[:4] in native.casefold() or native[:2] in ours or native.casefold()[:4] in base


@pytest.mark.parametrize("tag", INSTALLED)
def test_each_language_names_every_state_of_the_union_and_no_two_alike(tag: str) -> None:
    states = re.findall("..", "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK")
    names = [Formats(tag).country(code) for code in [*states, "CN", "TW", "HK", "GB", "US"]]
    assert len(set(names)) == len(names)
    assert not set(names) & set(states)
    own = Locale.parse(QT.get(tag, tag)).territories
    assert names[:3] == [own[code] for code in states[:3]]

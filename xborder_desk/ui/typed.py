"""What people type for dates and amounts, in their order and with their marks, as the use-cases take it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from xborder_desk.i18n import N_
from xborder_desk.i18n.digits import western
from xborder_desk.ui.language import qt_locale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.i18n.language import Language

_TODAY: Final = N_("today")
_TOMORROW: Final = N_("tomorrow")
_YESTERDAY: Final = N_("yesterday")
_SHIFT: Final = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmyt]?)")
# What days of the week are also called in Chinese and Japanese, before their own number.
_HAN_WEEK: Final = re.compile(
    "(?:下個?|下个?|本|這個?|这个?|来|來)?(?:星期|禮拜|礼拜|週|周)([一二三四五六日天])"
)
_HAN_DAYS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
# Years as Taiwan counts them, where they are said to be such: 民國115年.
_REPUBLIC: Final = re.compile(r"(?:中華)?民[國国]\s*(\d{1,3})(?=\D)")
_BEFORE_REPUBLIC: Final = 1911
_MOST_DIGITS: Final = 15
# Between the numbers of a day: never words, so that “10 to 12 days” is none, nor a colon, as times have.
_BETWEEN: Final = r"[\s./,،．／－\-\u2010-\u2015年月]+"
_NUMBERS: Final = re.compile(
    rf"(\d{{1,4}}){_BETWEEN}(\d{{1,2}})(?:{_BETWEEN}(\d{{1,2}}|\d{{4}}))?(?:{_BETWEEN}|[日号號]|\sr\.?)*"
)
_HAN_WEEKDAY_AT_END: Final = re.compile(
    r"\s*(?:[(（]?(?:星期|禮拜|礼拜|週|周)[一二三四五六日天][)）]?|[(（][一二三四五六日][)）])$"
)
# What may stand before the name of a weekday that is still to come; anything else may mean one that is gone.
_COMING: Final = frozenset(
    "next on this coming am an nächsten nächster nächste nächstem kommenden kommender diesen dieser le ce el "
    "este próximo il questo prossimo op aanstaande volgende komende deze w we najbliższy następny przyszły "
    "no na próxima esta pe يوم".casefold().split()
)
_NO_CENTS: Final = re.compile(r"(?<=\d)[.,](?:-{1,2}|[–—])$")
_CENTURY: Final = 100


def day(typed: str, language: Language, today: dt.date) -> str:
    """Give a day as ISO text; what is not understood is given back as it was typed, to be told so.

    Understood: ``2026-03-08``, the order of the language (``8.3.26``, ``8/3``), ``8 March 2026``, ``+14``,
    ``-2``, ``+2w``, ``+1m``, ``+1y``, today, tomorrow, yesterday, and the name of a weekday, the next one;
    beside a date it says nothing more. Years of the Republic of China (民國115年) where they are named so.
    """
    text = _REPUBLIC.sub(_of_the_republic, _plain(typed).strip().casefold())
    if not text:
        return ""
    whole = _without_weekday(text, language)
    for read, words in ((_named, text), (_shifted, text), (_weekday, text), (_with_month, whole)):
        found = read(words, language, today)
        if found is not None:
            return found.isoformat()
    numbers = _NUMBERS.fullmatch(whole)
    if numbers is None:
        return typed.strip()
    try:
        return _ordered(numbers, language, today).isoformat()
    except ValueError:
        return typed.strip()


def day_in_words(typed: str, language: Language, today: dt.date) -> str:
    """Give how a day is understood, in words of the language; empty where it is not."""
    try:
        return language.date(dt.date.fromisoformat(day(typed, language, today)), "full")
    except ValueError:
        return ""


def amount_in_words(typed: str, language: Language) -> str:
    """Give how an amount is understood, as the language writes it; empty where it is not."""
    try:
        value = Decimal(amount(typed, language))
    except InvalidOperation:
        return ""
    known = value.is_finite() and value.adjusted() < _MOST_DIGITS and typed.strip()
    return f"= {language.number(value)}" if known else ""


def amount(typed: str, language: Language) -> str:
    """Give an amount with a point and no grouping: ``1.249,00 €`` in German is ``1249.00``."""
    locale = qt_locale(language)
    text = re.sub(r"[\s\u00a0\u202f'’]", "", _plain(typed)).translate(_ARABIC)
    text = _NO_CENTS.sub("", "".join(c for c in text if unicodedata.category(c) != "Sc"))
    # Arabic marks were put in the place of Western ones above, whichever digits the screen shows.
    point, group = _MARKS.get(language.tag) or (locale.decimalPoint(), locale.groupSeparator().strip())
    if group and re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", text):
        text = text.replace(group, "")
    elif point == "," and _POINTED.fullmatch(text):  # where thousands have a space, nothing else is meant
        text = text.replace(".", "")
    if point != "." and text.count(point) == 1 and "." not in text:
        text = text.replace(point, ".")
    return text


def _of_the_republic(found: re.Match[str]) -> str:
    """Give the year of the common era for one that Taiwan counts from 1912."""
    return f"{int(found[1]) + _BEFORE_REPUBLIC}"


def _plain(typed: str) -> str:
    """Write digits of any script as 0 to 9, and leave out what only says in which direction they run."""
    return western(_UNSEEN.sub("", typed))


_UNSEEN: Final = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
_POINTED: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+")
# In Portugal a point among thousands is as usual as the space of the printed forms.
_MARKS: Final = {"ar": (".", ","), "pt": (",", ".")}
_ARABIC: Final = str.maketrans({"٫": ".", "٬": None, "，": ",", "．": "."})


def _named(text: str, language: Language, today: dt.date) -> dt.date | None:
    _ = language.text
    for word, shift in ((_TODAY, 0), (_TOMORROW, 1), (_YESTERDAY, -1)):
        if text in {word, _(word).casefold()}:
            return today + dt.timedelta(days=shift)
    return None


def _shifted(text: str, language: Language, today: dt.date) -> dt.date | None:
    del language
    found = _SHIFT.fullmatch(text)
    if found is None:
        return None
    number = int(found[2]) * (1 if found[1] == "+" else -1)
    try:
        match found[3]:
            case "w":
                return today + dt.timedelta(weeks=number)
            case "m":
                return _months(today, number)
            case "y":
                return _months(today, number * 12)
            case _:
                return today + dt.timedelta(days=number)
    except (OverflowError, ValueError):
        return None


def _months(today: dt.date, number: int) -> dt.date:
    """Give the same day so many months on, the last of the month where there is none."""
    year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
    for last in range(today.day, 27, -1):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    return dt.date(year, month + 1, today.day)


def _weekday(text: str, language: Language, today: dt.date) -> dt.date | None:
    han = _HAN_WEEK.fullmatch(text.replace(" ", ""))
    if han is not None:
        return today + dt.timedelta(days=(_HAN_DAYS[han[1]] - today.isoweekday() - 1) % 7 + 1)
    *before, last = text.split()
    if not _COMING.issuperset(before):
        return None
    for name, number in _weekdays(language):
        if name == last.rstrip("."):
            return today + dt.timedelta(days=(number - today.isoweekday() - 1) % 7 + 1)
    return None


def _weekdays(language: Language) -> Iterator[tuple[str, int]]:
    """Give the names of weekdays, long and short, with their numbers from 1 (Monday)."""
    for locale in (qt_locale(language), QLocale("en_GB")):
        for number in range(1, 8):
            for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
                yield locale.dayName(number, form).casefold().rstrip("."), number


def _without_weekday(text: str, language: Language) -> str:
    """Leave out the weekday of a day that is written in full, as the screen writes it."""
    for name, _number in _weekdays(language):
        rest = text.removeprefix(name)
        if rest != text and re.match(r"[.,،\s]+\d", rest):
            return rest.lstrip(".,، \t")
    return _HAN_WEEKDAY_AT_END.sub("", text)


def _with_month(text: str, language: Language, today: dt.date) -> dt.date | None:
    """Read a day whose month is a word: ``8 March 2026``, ``8. März``."""
    parts = re.findall(r"\d{1,4}|[^\W\d_]{3,}", text)
    if len(parts) not in {2, 3} or re.search(r"[年月日]", text):
        return None
    numbers = [part for part in parts if part.isdecimal()]
    names = [part for part in parts if not part.isdecimal()]
    if len(names) != 1 or not numbers:
        return None
    month = _month(names[0], language)
    if not month:
        return None
    year = _year(numbers[1]) if len(numbers) > 1 else today.year
    try:
        return dt.date(year, month, int(numbers[0]))
    except ValueError:
        return None


def _month(name: str, language: Language) -> int:
    for locale in (qt_locale(language), QLocale("en_GB")):
        for number in range(1, 13):
            for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
                known = (locale.monthName(number, form), locale.standaloneMonthName(number, form))
                if any(name == one.casefold().rstrip(".") for one in known):
                    return number
    return 0


def _ordered(numbers: re.Match[str], language: Language, today: dt.date) -> dt.date:
    first, second, third = numbers[1], numbers[2], numbers[3]
    form = qt_locale(language).dateFormat(QLocale.FormatType.ShortFormat).lower()
    if len(first) == len("2026"):
        return dt.date(int(first), int(second), int(third or 0))
    if form.startswith("y") and third:
        return dt.date(_year(first), int(second), int(third))
    if third is not None and len(third) < len("26"):
        raise ValueError(third)
    month_first = 0 <= form.find("m") < form.find("d")
    month, number = (first, second) if month_first else (second, first)
    return dt.date(_year(third) if third else today.year, int(month), int(number))


def _year(text: str) -> int:
    value = int(text)
    return value + 2000 if value < _CENTURY else value

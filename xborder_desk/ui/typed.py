"""What people type for dates and amounts, in their order and with their marks, as the use-cases take it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language

_TODAY: Final = N_("today")
_TOMORROW: Final = N_("tomorrow")
_YESTERDAY: Final = N_("yesterday")
_SHIFT: Final = re.compile(r"([+-])\s*(\d{1,4})")
_NUMBERS: Final = re.compile(r"(\d{1,4})\D+(\d{1,2})(?:\D+(\d{1,4}))?\D*")
_CENTURY: Final = 100


def day(typed: str, language: Language, today: dt.date) -> str:
    """Give a day as ISO text; what is not understood is given back as it was typed, to be told so.

    Understood: ``2026-03-08``, the order of the language (``8.3.26``, ``8/3``), ``+14``, ``-2``, today,
    tomorrow, yesterday, and the name of a weekday, which is the next one.
    """
    text = typed.strip().casefold()
    if not text:
        return ""
    for found in (_named(text, language, today), _shifted(text, today), _weekday(text, language, today)):
        if found is not None:
            return found.isoformat()
    numbers = _NUMBERS.fullmatch(text)
    if numbers is None:
        return typed.strip()
    try:
        return _ordered(numbers, language, today).isoformat()
    except ValueError:
        return typed.strip()


def amount(typed: str, language: Language) -> str:
    """Give an amount with a point and no grouping: ``1.249,00`` in German is ``1249.00``."""
    locale = qt_locale(language)
    text = re.sub(r"[\s\u00a0\u202f']", "", typed)
    point, group = locale.decimalPoint(), locale.groupSeparator().strip()
    if group and re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", text):
        text = text.replace(group, "")
    if point != "." and text.count(point) == 1 and "." not in text:
        text = text.replace(point, ".")
    return text


def qt_locale(language: Language) -> QLocale:
    """Give Qt's idea of a language; English here is written as in Europe."""
    return QLocale("en_GB" if language.tag in {"en", "qps"} else language.tag.replace("-", "_"))


def _named(text: str, language: Language, today: dt.date) -> dt.date | None:
    _ = language.text
    for word, shift in ((_TODAY, 0), (_TOMORROW, 1), (_YESTERDAY, -1)):
        if text in {word, _(word).casefold()}:
            return today + dt.timedelta(days=shift)
    return None


def _shifted(text: str, today: dt.date) -> dt.date | None:
    found = _SHIFT.fullmatch(text)
    if found is None:
        return None
    days = int(found[2]) * (1 if found[1] == "+" else -1)
    return today + dt.timedelta(days=days)


def _weekday(text: str, language: Language, today: dt.date) -> dt.date | None:
    words = text.split()
    for locale in (qt_locale(language), QLocale("en_GB")):
        for number in range(1, 8):
            for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
                if locale.dayName(number, form).casefold().rstrip(".") == words[-1].rstrip("."):
                    ahead = (number - today.isoweekday() - 1) % 7 + 1
                    return today + dt.timedelta(days=ahead)
    return None


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

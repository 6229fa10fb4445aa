"""Dates, amounts, lists and names as a language writes them; Babel is loaded at the first one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

from xborder_desk.i18n.digits import choices, usual, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from babel import Locale

Style = Literal["short", "medium", "long", "full", "iso"]

# English with the day before the month: "3/8/26" would be read two ways in a cross-border case.
_LOCALES: Final = {"en": "en_GB", "pt": "pt_PT"}
_DISTANCE: Final = re.compile(r"([+-])([01]\d|2[0-3]):([0-5]\d)")
_LRM: Final = "\u200e"
_UNITS: Final = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))


class Formats:
    """The formats of one language tag; a tag unknown to Babel gets the English ones.

    ``digits`` (``latn``, ``arab``) are used instead of those usual in the language, where it has both.
    """

    def __init__(self, tag: str, digits: str = "") -> None:
        self._tag = tag
        self._digits = digits

    @cached_property
    def locale(self) -> Locale:
        """The Babel locale these formats come from."""
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - costs start-up time

        try:
            return Locale.parse(_LOCALES.get(self._tag, self._tag.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            return Locale.parse(_LOCALES["en"])

    @cached_property
    def digits(self) -> str:
        """The digits of all numbers, days and amounts, as CLDR names them; ISO forms keep Western ones."""
        return self._digits if self._digits in choices(self._tag) else usual(self._tag)

    def month(self, day: date) -> str:
        """Write the month and year of a day (``August 2026``)."""
        return self._skeleton("yMMMM", day)

    def year(self, day: date) -> str:
        """Write the year of a day as this language does (``2026``, ``2026年``)."""
        return self._skeleton("y", day)

    def known(self, day: date, precision: str) -> str:
        """Write a day as exactly as it is known: ``precision`` is day, month or year."""
        if precision == "year":
            return self.year(day)
        return self.month(day) if precision == "month" else self.date(day)

    def _skeleton(self, skeleton: str, day: date) -> str:
        from babel import dates  # noqa: PLC0415 - costs start-up time

        pattern = self.locale.datetime_skeletons.get(skeleton)
        if pattern is None:
            return written(day.strftime("%Y-%m" if "M" in skeleton else "%Y"), self.digits)
        return written(str(dates.format_date(day, str(pattern.pattern), locale=self.locale)), self.digits)

    def date(self, day: date, style: Style = "medium") -> str:
        """Write a calendar day; ``iso`` gives ``2026-03-08`` in every language."""
        if style == "iso":
            return day.strftime("%Y-%m-%d") if not isinstance(day, datetime) else day.date().isoformat()
        from babel import dates  # noqa: PLC0415 - costs start-up time

        return written(dates.format_date(day, style, locale=self.locale), self.digits)

    def datetime(self, at: datetime, zone: str | tzinfo | None = None, style: Style = "medium") -> str:
        """Write a moment in ``zone`` (default UTC) with its distance to UTC; a naive moment is taken as UTC.

        Seconds are written in the styles ``long``, ``full`` and ``iso``.
        """
        aware = at if at.tzinfo else at.replace(tzinfo=UTC)
        local = aware.astimezone(zone_of(zone))
        if style == "iso":
            return local.isoformat(timespec="seconds")
        from babel import dates  # noqa: PLC0415 - costs start-up time

        naive = local.replace(tzinfo=None)
        seconds = style in {"long", "full"}
        clock = dates.format_time(naive, "medium" if seconds else "short", locale=self.locale)
        day = dates.format_date(naive, style, locale=self.locale)
        joined = dates.get_datetime_format(style, locale=self.locale)
        moment = str(joined).replace("'", "").replace("{0}", clock).replace("{1}", day)
        return written(f"{moment} {_offset(local)}", self.digits)

    def money(self, amount: Decimal, currency: str) -> str:
        """Write an amount with its ISO 4217 currency, in the number of decimals that currency has."""
        from babel import numbers  # noqa: PLC0415 - costs start-up time

        told = numbers.format_currency(amount, currency, locale=self.locale, numbering_system=self.digits)
        if self.locale.text_direction == "rtl":
            # Its sign would change sides with its letters: CN¥ is one word, read from the left.
            symbol = numbers.get_currency_symbol(currency, locale=self.locale)
            told = told.replace(symbol, f"{_LRM}{symbol}{_LRM}") if symbol[:1].isalpha() else told
        return written(told, self.digits)

    def number(self, value: Decimal | float) -> str:
        """Write a number with the language's grouping and decimal mark, keeping every decimal."""
        from babel import numbers  # noqa: PLC0415 - costs start-up time

        told = numbers.format_decimal(
            value, locale=self.locale, decimal_quantization=False, numbering_system=self.digits
        )
        return written(told, self.digits)

    def percent(self, value: Decimal | float) -> str:
        """Write a share (0.25) as a percentage (25 %), keeping every decimal."""
        from babel import numbers  # noqa: PLC0415 - costs start-up time

        told = numbers.format_percent(
            value, locale=self.locale, decimal_quantization=False, numbering_system=self.digits
        )
        return written(told, self.digits)

    def size(self, count: int) -> str:
        """Write a number of bytes in the unit people read (powers of 1000)."""
        for unit, step in _UNITS:
            if count >= step:
                value = round(count / step, 1 if count < 10 * step else 0)
                return self._unit(value, unit, "short")
        return self._unit(count, "byte", "long")

    def _unit(self, value: float, unit: str, length: Literal["short", "long"]) -> str:
        from babel import units  # noqa: PLC0415 - costs start-up time

        told = units.format_unit(value, unit, length=length, locale=self.locale, numbering_system=self.digits)
        return written(told, self.digits)

    def list(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """Join words as a sentence does (``a, b and c``)."""
        from babel import lists  # noqa: PLC0415 - costs start-up time

        return lists.format_list(list(items), style=style, locale=self.locale) if items else ""

    def country(self, code: str) -> str:
        """Name a country by its ISO 3166-1 code; an unknown code stays as it is."""
        return str(self.locale.territories.get(code.upper(), code))

    def language_name(self, tag: str) -> str:
        """Name a language by its BCP 47 tag (``zh-Hant``); an unknown tag stays as it is."""
        names = self.locale.languages
        whole = tag.replace("-", "_")
        if whole in names:
            return str(names[whole])
        base = whole.split("_")[0].lower()
        return f"{names[base]} ({tag})" if base in names else tag

    def currency_name(self, code: str) -> str:
        """Name a currency by its ISO 4217 code; an unknown code stays as it is."""
        return str(self.locale.currencies.get(code.upper(), code))


def zone_of(zone: str | tzinfo | None) -> tzinfo:
    """Find a time zone by name or distance (``+08:00``); an unknown one is UTC: a moment is shown truly."""
    if isinstance(zone, tzinfo):
        return zone
    if not zone:
        return UTC
    distance = _DISTANCE.fullmatch(zone)
    if distance is not None:
        minutes = int(distance[2]) * 60 + int(distance[3])
        return timezone(timedelta(minutes=-minutes if distance[1] == "-" else minutes))
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return UTC


def _offset(local: datetime) -> str:
    distance = local.utcoffset() or timedelta()
    if not distance:
        return "UTC"
    sign = "-" if distance < timedelta() else "+"
    minutes = int(abs(distance).total_seconds()) // 60
    return f"UTC{sign}{minutes // 60:02d}:{minutes % 60:02d}"

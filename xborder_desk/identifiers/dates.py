"""Days in a text: as written in many languages, in one form: 2026-03-02."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from xborder_desk.identifiers.shapes import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS: Final = (
    "january januar janvier enero gennaio januari styczeń stycznia janeiro ianuarie leden ledna jan",
    "february februar février febrero febbraio februari luty lutego fevereiro februarie únor února feb",
    "march märz mars marzo maart marzec marca março martie březen března mar mrz",
    "april avril abril aprile kwiecień kwietnia aprilie duben dubna apr avr",
    "may mai mayo maggio mei maj maja maio květen května",
    "june juni juin junio giugno czerwiec czerwca junho iunie červen června jun",
    "july juli juillet julio luglio lipiec lipca julho iulie červenec července jul",
    "august août agosto augustus augusti sierpień sierpnia srpen srpna aug",
    "september septembre septiembre settembre wrzesień września setembro septembrie září sept sep",
    "october oktober octobre octubre ottobre październik października outubro octombrie říjen října oct okt",
    "november novembre noviembre listopad listopada novembro noiembrie nov",
    "december dezember décembre diciembre dicembre grudzień grudnia dezembro decembrie prosinec dec dez",
)
_NUMBERS: Final = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAME: Final = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_WORD: Final = rf"(?P<name>{_NAME})\.?"
_ISO: Final = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
_HAN: Final = re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]")
_POINTS: Final = re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})(?![\d.]\d)")
_SLASHES: Final = re.compile(r"(?<![\d/])(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})(?![\d/])")
_YEAR_FIRST: Final = re.compile(r"(?<![\d/])(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?![\d/])")
_DAY_MONTH: Final = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª)?\s+(?:de\s+|d')?{_WORD}\s+(?:de\s+|del\s+)?(?P<y>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY: Final = re.compile(
    rf"(?<!\w){_WORD}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE
)
_EARLIEST: Final = 1950
_LATEST: Final = 2100
_CENTURY: Final = 2000
_MOST_MONTHS: Final = 12


def find(text: str, country: str = "") -> Iterator[Found]:
    """Find days. ``country`` (ISO 3166-1) decides 03/04/2026: in the US March 4, elsewhere 3 April.

    What can be read in two ways is marked so: ``valid`` is None for it, True for all others.
    """
    taken: list[tuple[int, int]] = []
    for pattern in (_ISO, _HAN, _DAY_MONTH, _MONTH_DAY, _YEAR_FIRST, _POINTS, _SLASHES):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day, sure = _read(match, country, slashed=pattern is _SLASHES)
            if day is not None:
                taken.append(match.span())
                normal = day.isoformat()
                yield Found("date", match.group(), match.start(), match.end(), normal, True if sure else None)


def _read(match: re.Match[str], country: str, *, slashed: bool) -> tuple[dt.date | None, bool]:
    said = match.groupdict()
    month = int(said["m"]) if "m" in said else _NUMBERS[said["name"].casefold()]
    day, year = int(said["d"]), int(said["y"])
    if len(said["y"]) == len("26"):
        year += _CENTURY
    sure = True
    if slashed:
        both = day <= _MOST_MONTHS and month <= _MOST_MONTHS and day != month
        sure = not both
        if (both and country == "US") or month > _MOST_MONTHS:
            day, month = month, day
    if not _EARLIEST <= year <= _LATEST:
        return None, False
    try:
        return dt.date(year, month, day), sure
    except ValueError:
        return None, False

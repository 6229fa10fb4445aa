"""What time it is elsewhere: the clock in a country, where it has only one."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from PySide6.QtCore import QDateTime, QLocale, QTimeZone


@lru_cache(maxsize=512)
def offset_in(country: str, at: dt.datetime) -> int | None:
    """Give minutes east of UTC in a country at a moment; nothing where there are several clocks."""
    if not country:
        return None
    territory = QLocale.codeToTerritory(country)
    if territory == QLocale.Country.AnyCountry:
        return None
    moment = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    offsets = {
        QTimeZone(name).offsetFromUtc(moment) // 60 for name in QTimeZone.availableTimeZoneIds(territory)
    }
    # China's west keeps a second clock in daily life; its official time is Beijing's everywhere.
    if country == "CN":
        return 480
    return offsets.pop() if len(offsets) == 1 else None


def clock_in(country: str, at: dt.datetime) -> dt.datetime | None:
    """Give a moment on the clock of a country."""
    minutes = offset_in(country, at)
    return None if minutes is None else at.astimezone(dt.timezone(dt.timedelta(minutes=minutes)))

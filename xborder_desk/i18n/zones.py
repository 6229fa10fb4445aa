"""The time zone of a country, where it has one for nearly all of its people."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

# Countries whose second zone is that of far islands, or not official (CLDR: primary zones).
_PRIMARY: Final = {
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}


@lru_cache(maxsize=512)
def zone_of(country: str) -> ZoneInfo | None:
    """Give the zone of a country (ISO 3166-1), None where it has several or this machine knows none."""
    known: Mapping[str, list[str]] = get_global("territory_zones")
    zones = known.get(country.upper(), [])
    name = _PRIMARY.get(country.upper()) or (zones[0] if len(zones) == 1 else "")
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def there(at: dt.datetime, country: str) -> dt.datetime | None:
    """Give the time on the clocks of a country, None where that cannot be told."""
    zone = zone_of(country)
    return at.astimezone(zone) if zone else None

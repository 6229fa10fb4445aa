"""The JSON answers: dates ISO, money as text with its currency, times ISO in UTC, ids in full."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import PurePath


def plain(value: object) -> object:  # noqa: PLR0911 - one return for each kind of value
    """Turn a value into what JSON has."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return str(value)
        case dt.datetime():
            return moment(value)
        case dt.date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case PurePath():
            return str(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return str(value)


def moment(at: dt.datetime) -> str:
    """Write a moment as ISO 8601 in UTC with a Z."""
    aware = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    written = aware.astimezone(dt.UTC)
    exact = "milliseconds" if written.microsecond else "seconds"
    return written.isoformat(timespec=exact).replace("+00:00", "Z")


def document(data: Mapping[str, object]) -> str:
    """Write one JSON document, characters as they are; half surrogates come as JSON escapes."""
    written = json.dumps(plain(data), ensure_ascii=False, indent=2)
    return written.encode("utf-8", "backslashreplace").decode()


def full(case: str, number: str) -> str:
    """Give an id in full: ``2026-0001/E-01``; an empty number stays empty, a full one as it is."""
    return f"{case}/{number}" if number and "/" not in number else number


def apart(number: str) -> tuple[str, str]:
    """Take an id apart into its case (empty if only the short form was given) and its number there."""
    case, _, short = number.strip().rpartition("/")
    return case, short.upper()

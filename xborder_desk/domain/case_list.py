"""What a person asks the list of cases for: words, conditions, order and groups, kept as a saved filter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES: Final = ("title", "consumer", "seller", "platform", "caseworker")
"""Columns that readers of each language order in their own way."""
WORDS: Final = ("number", *NAMES)
CODES: Final = ("status", "country")
DAYS: Final = ("due", "updated")
NUMBERS: Final = ("amount", "evidence", "attempts")
COLUMNS: Final = (*WORDS, *CODES, *DAYS, *NUMBERS)
"""What the list can be ordered by, and conditions can be about."""
GROUPS: Final = ("status", "caseworker", "seller", "country", "platform", "due")
"""What the list can be grouped by."""
NONE: Final = "none"
"""The condition that there is no value at all."""
DUE_GROUPS: Final = ("over", "week", "month", "later", NONE)
_SHIFT: Final = re.compile(r"([+-])(\d{1,4})")
_BOUND: Final = re.compile(r"(>=|<=|>|<|=)?\s*(.+)")
_LARGEST: Final = Decimal(10) ** 14
_LEAST: Final = Decimal("0.0001")
"""What an amount is kept in; nothing finer or larger can be asked for."""
_YEARS: Final = (dt.date(1000, 1, 1), dt.date(9000, 1, 1))


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """A question to the list. ``where`` are conditions by column, as ``read_span`` and the list take them.

    Without ``order`` the newest come first. Two questions that ask the same are equal.
    """

    text: str = ""
    binned: bool = False
    where: tuple[tuple[str, str], ...] = ()
    order: str = ""
    descending: bool = False
    group: str = ""

    def to_plain(self) -> dict[str, Any]:
        """Give the question as JSON can hold it."""
        return {
            "text": self.text,
            "binned": self.binned,
            "where": [list(one) for one in self.where],
            "order": self.order,
            "descending": self.descending,
            "group": self.group,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> CaseQuestion:
        """Read a question; what a newer program wrote into it and this one does not know is left out."""
        where = tuple(
            (str(one[0]), str(one[1]))
            for one in plain.get("where", ())
            if len(one) == len(("column", "typed")) and one[0] in COLUMNS
        )
        order, group = str(plain.get("order", "")), str(plain.get("group", ""))
        return cls(
            text=str(plain.get("text", "")),
            binned=bool(plain.get("binned", False)),
            where=where,
            order=order if order in COLUMNS else "",
            descending=bool(plain.get("descending", False)),
            group=group if group in GROUPS else "",
        )


@dataclass(frozen=True, slots=True)
class Span:
    """From a value to a value, both included; ``none``: there is no value at all."""

    low: Any = None
    high: Any = None
    none: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: ids in order, and where it is grouped each group's key with its count, in that order."""

    ids: Sequence[int]
    groups: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A question kept under a name."""

    name: str
    question: CaseQuestion


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What a change of many cases would do, before it is written.

    ``values`` tells for each field how many cases hold which value now, as typed; ``unchanged`` counts the
    cases that hold the new values already.
    """

    cases: int
    unchanged: int
    values: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def read_days(typed: str, today: dt.date, *, field: str) -> Span:
    """Read a condition on a day: ``2026-12-01``, ``<=+14``, ``>=2026-01-01``, ``a..b``, ``none``.

    Raises:
        BadInputError: it is none of these.

    """

    def read(text: str) -> dt.date:
        shift = _SHIFT.fullmatch(text)
        if shift is not None:
            days = int(shift[2]) * (1 if shift[1] == "+" else -1)
            return today + dt.timedelta(days=days)
        found = dt.date.fromisoformat(text)
        if not _YEARS[0] <= found < _YEARS[1]:  # beyond, moments of other zones fall off the calendar
            raise ValueError(text)
        return found

    return _read(typed, read, dt.timedelta(days=1), field)


def read_numbers(typed: str, *, field: str) -> Span:
    """Read a condition on a number: ``100``, ``>=100``, ``<50``, ``10..20``, ``none``.

    Raises:
        BadInputError: it is none of these.

    """

    def read(text: str) -> Decimal:
        number = Decimal(text)
        if not number.is_finite() or abs(number) >= _LARGEST or number != number.quantize(_LEAST):
            raise ValueError(text)
        return number

    return _read(typed, read, _LEAST, field)


def _read(typed: str, read: Any, least: Any, field: str) -> Span:  # noqa: ANN401 - days or numbers
    given = typed.strip()
    try:
        if given == NONE:
            return Span(none=True)
        if ".." in given:
            return _span(given, read)
        bound = _BOUND.match(given)
        sign, value = (bound[1], bound[2]) if bound is not None else (None, given)
        return _bounded(sign or "=", read(value.strip()), least)
    except (ValueError, InvalidOperation, OverflowError) as error:
        raise BadInputError(
            N_("“{given}” is no condition. Write it like 100, >=100 or 10..20."), field=field, given=given
        ) from error


def _span(given: str, read: Any) -> Span:  # noqa: ANN401 - as above
    """Read ``a..b``; a third dot or an end before the beginning would silently find nothing."""
    low, _, high = (part.strip() for part in given.partition(".."))
    span = Span(read(low) if low else None, read(high) if high else None)
    if "..." in given or (low and high and span.low > span.high):
        raise ValueError(given)
    return span


def _bounded(sign: str, value: Any, least: Any) -> Span:  # noqa: ANN401 - as above
    match sign:
        case ">=":
            return Span(low=value)
        case "<=":
            return Span(high=value)
        case ">":
            return Span(low=value + least)
        case "<":
            return Span(high=value - least)
        case _:
            return Span(value, value)


def due_group(due: dt.date | None, today: dt.date) -> str:
    """Give the group of a day: over, within a week, within thirty days, later, or none."""
    if due is None:
        return NONE
    left = (due - today).days
    return next((name for name, most in (("over", -1), ("week", 7), ("month", 30)) if left <= most), "later")

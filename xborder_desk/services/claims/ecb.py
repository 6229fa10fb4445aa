"""Reading the European Central Bank's own files of reference rates: all days, or the last one."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.claim import EURO
from xborder_desk.domain.errors import BadInputError, FileError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MOST_BYTES: Final = 64 << 20
_MISSING: Final = frozenset({"", "N/A", "-"})
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def rates_in(file: Path) -> Iterator[tuple[str, dt.date, Decimal]]:
    """Give currency, day and units per euro, line by line.

    Raises:
        BadInputError: it is not such a file.
        FileError: it cannot be read.

    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise no_rates(file)
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FileError(N_("{file} is not there."), file=str(file)) from error
    except OSError as error:
        raise FileError(N_("“{file}” cannot be read."), file=str(file)) from error
    except UnicodeDecodeError as error:
        raise no_rates(file) from error
    rows = csv.reader(text.splitlines())
    try:
        heads = [head.strip() for head in next(rows, [])]
        if heads[:1] != ["Date"] or not all(_is_code(head) for head in heads[1:] if head):
            raise no_rates(file)
        for row in rows:
            yield from _rates_of(heads, row, file)
    except csv.Error as error:
        raise no_rates(file) from error


def _is_code(head: str) -> bool:
    return head.isascii() and head.isalpha() and head.isupper() and len(head) == len(EURO)


def _rates_of(heads: Sequence[str], row: Sequence[str], file: Path) -> Iterator[tuple[str, dt.date, Decimal]]:
    if not row or not row[0].strip():
        return
    try:
        on = _rate_day(row[0].strip())
        for code, cell in zip(heads[1:], row[1:], strict=False):
            if code and cell.strip() not in _MISSING:
                rate = Decimal(cell.strip())
                if not rate.is_finite() or rate <= 0:
                    raise no_rates(file)
                yield code, on, rate
    except (ValueError, InvalidOperation) as error:
        raise no_rates(file) from error


def _rate_day(written: str) -> dt.date:
    """Read a day: ``2026-11-23`` in the file of all days, ``23 November 2026`` in that of the last one."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        day, month, year = written.split()
        return dt.date(int(year), _MONTHS.index(month) + 1, int(day))


def no_rates(file: Path) -> BadInputError:
    """Give the fault of a file that is something else."""
    return BadInputError(
        N_(
            "“{file}” is not the European Central Bank's file of reference rates. "
            "Download eurofxref-hist.zip there, unpack it, and give the CSV file."
        ),
        field="file",
        file=file.name,
    )

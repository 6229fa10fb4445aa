"""Rules of time limits as data files write them: ``eu-1182-71:P14D``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.periods import parse_period
from xborder_desk.domain.time_limits import RULES
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.catalog.reading import Table
    from xborder_desk.domain.periods import Period


def a_rule(table: Table, key: str, written: str) -> tuple[str, Period]:
    """Read a rule and its period.

    Raises:
        BrokenDataError: there is no such rule, or the period is none.

    """
    name, _, period = written.partition(":")
    if name not in RULES:
        table.refuse(
            key, N_("names no rule there is; possible: {possible}"), possible=", ".join(sorted(RULES))
        )
    try:
        return name, parse_period(period)
    except BadInputError:
        table.refuse(key, N_("must end with a period like P14D"))

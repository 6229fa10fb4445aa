"""What law a dossier rests on: named with its source, so that nobody takes what is unchecked for settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from xborder_desk.domain.dossier import STATEMENT, Ground
from xborder_desk.domain.jurisdictions import FigureKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.dossier import DossierContent
    from xborder_desk.domain.jurisdictions import Figure


def grounded(content: DossierContent, figures: Sequence[Figure]) -> DossierContent:
    """Name the law that annexes rest on, out of the figures of the court's country.

    The statement of contact attempts asks for service on somebody who cannot be found, and what that takes is
    the law of the court. Sums rest on no law here: interest is not among them. What a profile looks like is
    custom, and said so where it is chosen.
    """
    named = {annex.name for annex in content.annexes}
    return replace(content, law=tuple(_service(figures)) if STATEMENT in named else ())


def _service(figures: Sequence[Figure]) -> Iterator[Ground]:
    """Give the newest rule on service where the address is unknown; what a mere region has stays aside.

    Which day it is does not count: the same edition is the same bytes at any time.
    """
    found = [one for one in figures if one.kind is FigureKind.SERVICE and not one.region]
    if found:
        newest = max(found, key=lambda one: (one.valid_from or one.seen_on or dt.date.min, one.id))
        ref = f"{newest.country.lower()}:{newest.id}"
        yield Ground(ref, newest.source, newest.status, newest.checked_on, STATEMENT)

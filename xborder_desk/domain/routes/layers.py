"""An office's own figures and routes, laid over the shipped ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

FIGURE: Final = "figure"
ROUTE: Final = "route"


@dataclass(frozen=True, slots=True)
class Layer:
    """One correction: of a figure (``ref`` is ``de:small-claims``) or a whole route (``ref`` its id).

    ``value`` holds the figure's changed keys, or the route's file under ``toml``.
    """

    kind: str
    ref: str
    value: Mapping[str, object]
    source: str
    author: str
    at: dt.datetime
    status: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule that nobody has checked, or not for a year: where it stands, what it says it rests on.

    ``ref`` is ``de:small-claims`` for a figure and ``adr:s80`` for a source of a route.
    """

    kind: str
    ref: str
    source: str
    status: str
    checked_on: dt.date
    stale: bool

"""An office's own figures and routes, and what it confirmed of profiles, laid over the shipped ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

FIGURE: Final = "figure"
ROUTE: Final = "route"
PROFILE: Final = "profile"


@dataclass(frozen=True, slots=True)
class Layer:
    """One correction: of a figure (``ref`` is ``de:small-claims``) or a whole route (``ref`` its id).

    Or somebody's word that courts are used to a dossier profile (``ref`` is ``profile:de``). ``value`` holds
    the figure's changed keys, the route's file under ``toml``, or how far and when the profile was checked.
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

    ``ref`` is ``de:small-claims`` for a figure, ``adr:s80`` for a source of a route, ``profile:de`` for a
    dossier profile, whose ``source`` is its note.
    """

    kind: str
    ref: str
    source: str
    status: str
    checked_on: dt.date
    stale: bool

"""How courts of a country are used to see a dossier, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xborder_desk.domain.choices import ProcedureSide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from xborder_desk.domain.dossier import Profile
    from xborder_desk.domain.taxonomy import Status


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One profile as it is offered: its look for each side, and the state of what it rests on.

    ``title`` and ``note`` are asked for with ``ctext`` under ``profile:<id>:title`` and ``:note``.
    ``status`` other than ``confirmed`` is shown with a badge: numbering is custom, not statute.
    """

    id: str
    title: str
    note: str
    country: str
    status: Status
    checked_on: date | None
    sides: Mapping[ProcedureSide, Profile]
    sources: tuple[str, ...] = field(default=())

    def profile(self, side: ProcedureSide = ProcedureSide.CLAIMANT) -> Profile:
        """Give the look of a dossier filed by ``side``."""
        return self.sides[side]

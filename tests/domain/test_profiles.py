"""A profile gives the look for the side that files."""

from __future__ import annotations

from datetime import date

from xborder_desk.domain.choices import ProcedureSide
from xborder_desk.domain.dossier import INDEX_COLUMNS, Profile
from xborder_desk.domain.profiles import ProfileEntry

CLAIMANT = Profile(id="xx", label={"*": "K {n}"})
DEFENDANT = Profile(id="xx", label={"*": "B {n}"})
ENTRY = ProfileEntry(
    id="xx",
    title="Somewhere",
    note="",
    country="XX",
    status="unchecked",
    checked_on=date(2026, 11, 23),
    sides={ProcedureSide.CLAIMANT: CLAIMANT, ProcedureSide.DEFENDANT: DEFENDANT},
)


def test_the_claimant_is_meant_unless_said_otherwise() -> None:
    assert ENTRY.profile() is CLAIMANT
    assert ENTRY.profile(ProcedureSide.DEFENDANT) is DEFENDANT


def test_the_index_shows_everything_unless_said_otherwise() -> None:
    assert ENTRY.profile().columns == INDEX_COLUMNS
    assert {"label", "title", "pages", "sha256"} <= set(INDEX_COLUMNS)

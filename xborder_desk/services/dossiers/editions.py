"""An edition of a dossier as it is shown in a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from xborder_desk.storage.models import Edition


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition of a dossier; ``made_at`` is UTC."""

    number: int
    made_at: dt.datetime
    made_by: str
    profile: str
    language: str
    pages: int
    bundle_sha256: str
    fingerprint: str


def edition_view(row: Edition, number: int) -> EditionView:
    """Give a kept edition as it is shown, under the number its readers know it by."""
    return EditionView(
        number, row.at, row.by, row.profile, row.language, row.pages, row.bundle_sha256, row.fingerprint
    )

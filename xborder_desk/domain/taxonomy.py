"""A classification of complaints as values: entries with codes, and the state of the list they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Status: TypeAlias = Literal["unchecked", "sourced", "confirmed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: our ``code``, the English ``label``, the ``details`` below it.

    A language is asked for it with ``context``: ``language.ctext(entry.context, entry.label)``. ``local``
    marks an addition of this program to the official list.
    """

    code: str
    label: str
    official_code: str = ""
    local: bool = False
    details: tuple[Entry, ...] = ()

    @property
    def context(self) -> str:
        """What the label is translated under."""
        return f"taxonomy:{self.code}"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One classification: complaint types, sectors with markets, and the methods of selling and paying.

    ``status`` says how far it was checked; anything but ``confirmed`` is shown with a badge.
    """

    id: str
    title: str
    note: str
    instrument: str
    status: Status
    checked_on: date | None
    expired_on: date | None
    types: tuple[Entry, ...]
    sectors: tuple[Entry, ...]
    selling: tuple[Entry, ...]
    advertising: tuple[Entry, ...]
    payment: tuple[Entry, ...]

    def find(self, code: str) -> Entry | None:
        """Give the entry with a code (``T02.1``), from any of the lists."""
        return next((entry for entry in self.entries() if entry.code == code), None)

    def entries(self) -> Iterator[Entry]:
        """Give every entry of every list, each before its details."""
        for entry in (*self.types, *self.sectors, *self.selling, *self.advertising, *self.payment):
            yield entry
            yield from entry.details

    def parent(self, code: str) -> Entry | None:
        """Give the entry of level I above a code of level II."""
        for entry in (*self.types, *self.sectors, *self.selling):
            if any(detail.code == code for detail in entry.details):
                return entry
        return None

"""What people choose from: countries, currencies, problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.identifiers import codes

if TYPE_CHECKING:
    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.errors import BrokenDataError
    from xborder_desk.domain.taxonomy import Entry, Taxonomy


class Lists:
    """The lists behind every choice that is made by code."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def countries(self) -> list[str]:
        """Give the ISO 3166-1 alpha-2 codes."""
        return codes.countries()

    def currencies(self) -> list[str]:
        """Give the ISO 4217 codes."""
        return codes.currencies()

    def taxonomy(self) -> Taxonomy | None:
        """Give the classification of complaints, with its state and source."""
        return self._catalog.taxonomy()

    def problems(self) -> list[Entry]:
        """Give every kind of problem, those of level I each before its details."""
        taxonomy = self._catalog.taxonomy()
        if taxonomy is None:
            return []
        return [entry for kind in taxonomy.types for entry in (kind, *kind.details)]

    def codes(self) -> list[tuple[str, Entry]]:
        """Give every entry that a field of a case takes by its code, after the name of that field."""
        taxonomy = self._catalog.taxonomy()
        if taxonomy is None:
            return []
        fields = (
            ("problem", self.problems()),
            ("sector", list(taxonomy.sectors)),
            ("market", [market for sector in taxonomy.sectors for market in sector.details]),
            ("selling-method", [entry for kind in taxonomy.selling for entry in (kind, *kind.details)]),
            ("advertising-method", list(taxonomy.advertising)),
        )
        return [(field, entry) for field, entries in fields for entry in entries]

    def faults(self) -> list[BrokenDataError]:
        """Give what is wrong with our own data files."""
        return self._catalog.faults()

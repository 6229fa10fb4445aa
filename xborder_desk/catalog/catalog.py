"""The whole of our data files as one thing to ask, read when first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.jurisdictions import read_jurisdictions
from xborder_desk.catalog.profiles import read_profiles
from xborder_desk.catalog.routes import read_routes
from xborder_desk.catalog.taxonomies import read_taxonomies
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.jurisdictions import World
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf
    from xborder_desk.domain.errors import BrokenDataError
    from xborder_desk.domain.jurisdictions import Jurisdiction
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.domain.routes.route import Route
    from xborder_desk.domain.taxonomy import Taxonomy

# The only list of complaint types that is public in the whole of the Union.
COMPLAINTS: Final = "complaints-2010"


class Catalog:
    """Profiles and classifications by id, and what is wrong with those that could not be read."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources

    @cached_property
    def _profiles(self) -> Shelf[ProfileEntry]:
        return read_profiles(self._resources)

    @cached_property
    def _taxonomies(self) -> Shelf[Taxonomy]:
        return read_taxonomies(self._resources)

    @cached_property
    def _routes(self) -> Shelf[Route]:
        return read_routes(self._resources)

    @cached_property
    def _jurisdictions(self) -> Shelf[Jurisdiction]:
        return read_jurisdictions(self._resources)

    def routes(self) -> Mapping[str, Route]:
        """Give the routes by their ids."""
        return self._routes.items

    def world(self) -> World:
        """Give the countries there are data for."""
        return World({one.country: one for one in self._jurisdictions.items.values()})

    def route_faults(self) -> list[BrokenDataError]:
        """Give what is wrong with route and country files."""
        return [*self._routes.faults, *self._jurisdictions.faults]

    def profiles(self) -> list[ProfileEntry]:
        """Give the dossier profiles in the order of their ids."""
        return [self._profiles.items[key] for key in sorted(self._profiles.items)]

    def profile(self, given: str) -> ProfileEntry:
        """Give a dossier profile.

        Raises:
            BadInputError: there is none with this id; names those there are.

        """
        found = self._profiles.items.get(given.strip().lower())
        if found is None:
            raise BadInputError(
                N_("There is no dossier profile “{given}”. Possible: {possible}."),
                field="profile",
                given=given,
                possible=", ".join(sorted(self._profiles.items)),
            )
        return found

    def taxonomy(self) -> Taxonomy | None:
        """Give the classification of complaints; None if its file is damaged."""
        return self._taxonomies.items.get(COMPLAINTS)

    def problem_codes(self) -> tuple[str, frozenset[str]]:
        """Give the name of the list of problems, and its codes."""
        taxonomy = self.taxonomy()
        if taxonomy is None:
            return "", frozenset()
        details = (detail for entry in taxonomy.types for detail in entry.details)
        return taxonomy.id, frozenset(entry.code for entry in (*taxonomy.types, *details))

    def faults(self) -> list[BrokenDataError]:
        """Give what is wrong with our data files, each with file and key."""
        return [*self._profiles.faults, *self._taxonomies.faults, *self.route_faults()]

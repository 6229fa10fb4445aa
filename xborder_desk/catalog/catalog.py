"""The whole of our data files as one thing to ask, read when first needed."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from xborder_desk.catalog.bodies import guarantees, read_bodies
from xborder_desk.catalog.forms import read_forms
from xborder_desk.catalog.interest import read_interest
from xborder_desk.catalog.jurisdictions import read_jurisdictions
from xborder_desk.catalog.profiles import read_profiles
from xborder_desk.catalog.routes import read_routes
from xborder_desk.catalog.searches import read_searches
from xborder_desk.catalog.taxonomies import read_taxonomies
from xborder_desk.catalog.templates import read_templates
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.jurisdictions import World
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf
    from xborder_desk.catalog.searches import Searches
    from xborder_desk.domain.bodies import Guarantee, KnownBody
    from xborder_desk.domain.errors import BrokenDataError
    from xborder_desk.domain.forms import Form
    from xborder_desk.domain.interest import StatutoryInterest
    from xborder_desk.domain.jurisdictions import Jurisdiction
    from xborder_desk.domain.letters import Template
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.domain.routes.route import Route
    from xborder_desk.domain.taxonomy import Taxonomy

# The only list of complaint types that is public in the whole of the Union.
COMPLAINTS: Final = "complaints-2010"
# Counted up when rules count otherwise than before, so that every board is computed anew.
_READING: Final = "3"


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

    @cached_property
    def _interest(self) -> Shelf[StatutoryInterest]:
        return read_interest(self._resources)

    def interest(self, country: str) -> StatutoryInterest | None:
        """Give a state's default interest, None where we have none."""
        return self._interest.items.get(country.lower())

    @cached_property
    def _law_mark(self) -> str:
        shelves = ("routes", "jurisdictions", "bodies")
        files = [file for shelf in shelves for file in self._resources.glob(f"{shelf}/*.toml")]
        digest = hashlib.sha256(_READING.encode())
        for file in sorted(files):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    @cached_property
    def _templates(self) -> Shelf[Template]:
        return read_templates(self._resources)

    @cached_property
    def _forms(self) -> Shelf[Form]:
        return read_forms(self._resources)

    def forms(self) -> list[Form]:
        """Give the forms of courts in the order of their ids."""
        return [self._forms.items[key] for key in sorted(self._forms.items)]

    def form(self, given: str) -> Form:
        """Give a form by its id.

        Raises:
            BadInputError: there is none with this id; names those there are.

        """
        none = N_("There is no form “{given}”. Possible: {possible}.")
        return _one(self._forms, given, none, "form")

    def templates(self) -> list[Template]:
        """Give the letters in the order of their ids."""
        return [self._templates.items[key] for key in sorted(self._templates.items)]

    def template(self, given: str) -> Template:
        """Give a letter by its id.

        Raises:
            BadInputError: there is none with this id; names those there are.

        """
        none = N_("There is no letter “{given}”. Possible: {possible}.")
        return _one(self._templates, given, none, "template")

    @cached_property
    def _bodies(self) -> Shelf[KnownBody]:
        return read_bodies(self._resources)

    def guarantees(self) -> Mapping[str, Guarantee]:
        """Give the buyer guarantees of platforms by every name these go by, folded."""
        return guarantees(self._bodies.items.values())

    def routes(self) -> Mapping[str, Route]:
        """Give the routes by their ids."""
        return self._routes.items

    def route_text(self, route: str) -> str:
        """Give a route as its file is written.

        Raises:
            BadInputError: there is no such route.

        """
        if route not in self.routes():
            told = N_("“{given}” is not known for {name}. Possible: {possible}.")
            possible = ", ".join(sorted(self.routes()))
            raise BadInputError(told, field="route", name="route", given=route, possible=possible)
        return (self._resources / "routes" / f"{route}.toml").read_text(encoding="utf-8")

    def world(self) -> World:
        """Give the countries there are data for."""
        return World({one.country: one for one in self._jurisdictions.items.values()})

    def law_mark(self) -> str:
        """Give a mark that changes when a route or country file does."""
        return self._law_mark

    def route_faults(self) -> list[BrokenDataError]:
        """Give what is wrong with route and country files."""
        return [*self._routes.faults, *self._jurisdictions.faults, *self._bodies.faults]

    @cached_property
    def _searches(self) -> Searches:
        return read_searches(self._resources)

    def searches(self) -> Searches:
        """Give the diligent search: rows, registers, cadences, and the rule of each country.

        Raises:
            BrokenDataError: the file of its rows, registers or cadences is faulty.

        """
        return self._searches

    def profiles(self) -> list[ProfileEntry]:
        """Give the dossier profiles in the order of their ids."""
        return [self._profiles.items[key] for key in sorted(self._profiles.items)]

    def profile(self, given: str) -> ProfileEntry:
        """Give a dossier profile.

        Raises:
            BadInputError: there is none with this id; names those there are.

        """
        none = N_("There is no dossier profile “{given}”. Possible: {possible}.")
        return _one(self._profiles, given, none, "profile")

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
        shelves = (self._profiles, self._taxonomies, self._interest, self._templates, self._forms)
        return [*(fault for shelf in shelves for fault in shelf.faults), *self.route_faults()]


_Entry = TypeVar("_Entry")


def _one(shelf: Shelf[_Entry], given: str, none: str, field: str) -> _Entry:
    found = shelf.items.get(given.strip().lower())
    if found is None:
        raise BadInputError(none, field=field, given=given, possible=", ".join(sorted(shelf.items)))
    return found

"""The law as an office knows it: own figures and routes, confirmed profiles, what nobody has checked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.layers import id_of, lay, own_figure, own_profile, own_route
from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.jurisdictions import UNCHECKED
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.domain.routes.layers import FIGURE, PROFILE, ROUTE, Doubt, Layer
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.storage.queries import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.errors import BrokenDataError
    from xborder_desk.domain.jurisdictions import Figure, FigureKind, World
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.domain.routes.route import Route
    from xborder_desk.storage.uow import Database

_A_YEAR: Final = dt.timedelta(days=365)
_CONFIRMED: Final = "confirmed"
_KINDS: Final = (FIGURE, ROUTE, PROFILE)
_KEYS: Final = (
    "amount",
    "currency",
    "rule",
    "rate",
    "base",
    "note",
    "valid_from",
    "valid_to",
    "status",
    "checked_on",
    "region",
)


class Law:
    """What an office can do with the figures and routes themselves."""

    def __init__(self, database: Database, catalog: Catalog, zone: dt.tzinfo) -> None:
        self._database = database
        self._catalog = catalog
        self._zone = zone

    def layers(self) -> tuple[Layer, ...]:
        """Give the office's own figures and routes and what it confirmed of profiles, oldest first."""
        with self._database.read() as uow:
            return tuple(routes.layers(uow, _KINDS))

    def faults(self) -> tuple[BrokenDataError, ...]:
        """Give what is wrong with rules, the office's own and ours: file, key and reason; the rest works."""
        with self._database.read() as uow:
            layers = routes.layers(uow)
        found = lay(self._catalog.routes(), self._catalog.world(), layers)[2]
        return (*self._catalog.route_faults(), *found)

    def countries(self) -> tuple[str, ...]:
        """Give the codes of the countries there are figures for."""
        return tuple(sorted(self._catalog.world().by_country))

    def kinds(self) -> dict[str, FigureKind]:
        """Give what each figure is about, by its reference like ``de:small-claims``."""
        _routes, world = self._known()
        return {
            f"{country.country.lower()}:{figure.id}": figure.kind
            for country in world.by_country.values()
            for figure in country.figures
        }

    def routes(self) -> tuple[Route, ...]:
        """Give the routes as this office knows them, in the order of their ids."""
        known, _world = self._known()
        return tuple(known[key] for key in sorted(known))

    def route_text(self, route: str) -> str:
        """Give a route as its file is written: the office's own, else ours.

        Raises:
            BadInputError: there is no such route.

        """
        own = {one.ref: one for one in self.layers() if one.kind == ROUTE}
        if route in own:
            return str(own[route].value.get("toml", ""))
        return self._catalog.route_text(route)

    def figures(self, country: str) -> tuple[Figure, ...]:
        """Give the figures of a country as this office knows them; none where we have no data."""
        _routes, world = self._known()
        found = world.of(country)
        return found.figures if found else ()

    def correct_figure(self, country: str, figure: str, changes: Mapping[str, str], source: str) -> None:
        """Lay a figure over ours: changed keys as typed, the rest as it was; ours is never changed.

        Raises:
            BadInputError: there is no such figure or key, or no source.
            BrokenDataError: a value cannot be taken; says which key and why.

        """
        given = words.name(source, field="source")
        unknown = sorted(set(changes) - set(_KEYS))
        if unknown:
            told = N_("“{given}” is not known for {name}. Possible: {possible}.")
            possible = ", ".join(_KEYS)
            raise BadInputError(told, field="figure", name=figure, given=unknown[0], possible=possible)
        if changes.get("currency"):
            changes = {**changes, "currency": codes.currency(changes["currency"], field="currency")}
        before = next((one for one in self.figures(country) if one.id == figure), None)
        if before is None:
            told = N_("There is no figure “{given}” for {country}.")
            raise BadInputError(told, field="figure", given=figure, country=country)
        value = {**_values(before), "status": UNCHECKED, **{key: one for key, one in changes.items() if one}}
        ref = f"{country.lower()}:{figure}"
        with self._database.write() as uow:
            own_figure(Layer(FIGURE, ref, value, given, uow.actor, uow.now, UNCHECKED))
            routes.put_layer(uow, FIGURE, ref, value, given)
            uow.record(
                AUDIT,
                OFFICE_SCOPE,
                "law_corrected",
                kind=FIGURE,
                ref=ref,
                changes=dict(changes),
                source=given,
            )
            uow.commit()

    def profiles(self) -> tuple[ProfileEntry, ...]:
        """Give the dossier profiles in the order of their ids, with what this office confirmed of them."""
        own = {one.ref: one for one in self.layers() if one.kind == PROFILE}
        return tuple(
            own_profile(one, own[ref]) if (ref := profile_ref(one.id)) in own else one
            for one in self._catalog.profiles()
        )

    def confirm_profile(self, profile: str, source: str, checked_on: str = "") -> None:
        """Keep that a dossier profile was confirmed by somebody who knows, on a day: today, if none is said.

        Raises:
            BadInputError: there is no such profile or day, the day is to come, or nobody is named.

        """
        entry, given = self._catalog.profile(profile.strip().lower()), words.name(source, field="source")
        today = self._today()
        day = words.day(checked_on, field="checked_on") or today
        if day > today:
            told = N_("{day} lies in the future. Enter it once it has been checked.")
            raise BadInputError(told, field="checked_on", day=day)
        value = {"status": _CONFIRMED, "checked_on": day.isoformat()}
        ref = profile_ref(entry.id)
        with self._database.write() as uow:
            routes.put_layer(uow, PROFILE, ref, value, given)
            uow.record(
                *(AUDIT, OFFICE_SCOPE, "law_corrected"), kind=PROFILE, ref=ref, changes=value, source=given
            )
            uow.commit()

    def put_route(self, name: str, text: str, source: str) -> None:
        """Add a route of the office's own, or lay one over ours; ``text`` is written like our route files.

        Raises:
            BadInputError: there is no source.
            BrokenDataError: the text is no proper route; says the key and the reason.

        """
        given = words.name(source, field="source")
        route = own_route(name.strip() or id_of(text), text)
        with self._database.write() as uow:
            routes.put_layer(uow, ROUTE, route.id, {"toml": text}, given)
            uow.record(AUDIT, OFFICE_SCOPE, "law_corrected", kind=ROUTE, ref=route.id, source=given)
            uow.commit()

    def take_back(self, kind: str, ref: str) -> None:
        """Take an own figure or route, or what was confirmed of a profile, away; ours holds again.

        Raises:
            BadInputError: the office has none of its own there.

        """
        if not any((one.kind, one.ref) == (kind, ref) for one in self.layers()):
            told = N_("This office has no rule “{given}” of its own.")
            raise BadInputError(told, field="ref", given=ref)
        with self._database.write() as uow:
            routes.drop_layer(uow, kind, ref)
            uow.record(AUDIT, OFFICE_SCOPE, "law_taken_back", kind=kind, ref=ref)
            uow.commit()

    def lay_again(self, layer: Layer) -> None:
        """Put back what was taken back."""
        with self._database.write() as uow:
            routes.put_layer(uow, layer.kind, layer.ref, layer.value, layer.source)
            uow.record(
                AUDIT, OFFICE_SCOPE, "law_corrected", kind=layer.kind, ref=layer.ref, source=layer.source
            )
            uow.commit()

    def doubts(self, on: dt.date | None = None) -> tuple[Doubt, ...]:
        """Give every rule that is unchecked, or was last checked more than a year ago, the oldest first."""
        known, world = self._known()
        day = on or self._today()
        found = [
            *_doubts_of_routes(known, day),
            *_doubts_of_countries(world, day),
            *_doubts_of_profiles(self.profiles(), day),
        ]
        return tuple(sorted(found, key=lambda one: (one.checked_on, one.kind, one.ref)))

    def _today(self) -> dt.date:
        return self._database.clock().astimezone(self._zone).date()

    def _known(self) -> tuple[Mapping[str, Route], World]:
        with self._database.read() as uow:
            layers = routes.layers(uow)
        known, world, _faults = lay(self._catalog.routes(), self._catalog.world(), layers)
        return known, world


def profile_ref(profile: str) -> str:
    """Name a dossier profile among the rules of an office."""
    return f"{PROFILE}:{profile}"


def _doubts_of_profiles(profiles: Iterable[ProfileEntry], day: dt.date) -> Iterator[Doubt]:
    for one in profiles:
        checked = one.checked_on or dt.date.min
        stale = day - checked > _A_YEAR
        if stale or one.status == UNCHECKED:
            yield Doubt(PROFILE, profile_ref(one.id), one.note, one.status, checked, stale)


def _doubts_of_routes(known: Mapping[str, Route], day: dt.date) -> Iterator[Doubt]:
    for route in known.values():
        for source in route.sources:
            stale = day - source.checked_on > _A_YEAR
            if stale or source.status == UNCHECKED:
                named = f"{source.instrument}, {source.article}".strip(", ")
                ref = f"{route.id}:{source.key}"
                yield Doubt(ROUTE, ref, named, source.status, source.checked_on, stale)


def _doubts_of_countries(world: World, day: dt.date) -> Iterator[Doubt]:
    for country in world.by_country.values():
        for figure in country.figures:
            stale = day - figure.checked_on > _A_YEAR
            if stale or figure.status == UNCHECKED:
                ref = f"{country.country.lower()}:{figure.id}"
                yield Doubt(FIGURE, ref, figure.source, figure.status, figure.checked_on, stale)


def _values(figure: Figure) -> dict[str, object]:
    """Give a figure as a country's file would hold it."""
    values: dict[str, object] = {
        "kind": figure.kind.value,
        "amount": "" if figure.amount is None else f"{figure.amount:f}",
        "rate": "" if figure.rate is None else f"{figure.rate:f}",
        "currency": figure.currency,
        "rule": figure.rule,
        "base": figure.base,
        "region": figure.region,
        "note": figure.note.text if figure.note else "",
        "valid_from": figure.valid_from.isoformat() if figure.valid_from else "",
        "valid_to": figure.valid_to.isoformat() if figure.valid_to else "",
    }
    kept = {key: value for key, value in values.items() if value}
    return {**kept, "trouble": list(figure.trouble)} if figure.trouble else kept

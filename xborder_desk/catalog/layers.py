"""Laying an office's own figures and routes over the shipped data, read by the same rules."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.jurisdictions import read_figure
from xborder_desk.catalog.reading import STATUSES, Table
from xborder_desk.catalog.routes import read_route
from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.domain.jurisdictions import World
from xborder_desk.domain.routes.layers import FIGURE, ROUTE
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xborder_desk.domain.jurisdictions import Figure, Jurisdiction
    from xborder_desk.domain.profiles import ProfileEntry
    from xborder_desk.domain.routes.layers import Layer
    from xborder_desk.domain.routes.route import Route

ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_DATES: Final = ("valid_from", "valid_to", "seen_on", "checked_on")


def lay(
    routes: Mapping[str, Route], world: World, layers: Iterable[Layer]
) -> tuple[dict[str, Route], World, list[BrokenDataError]]:
    """Give routes and countries with the office's own figures and routes, and what is wrong with those."""
    own_routes, own_world = dict(routes), dict(world.by_country)
    faults: list[BrokenDataError] = []
    for layer in layers:
        try:
            if layer.kind == ROUTE:
                route = own_route(layer.ref, str(layer.value.get("toml", "")))
                own_routes[route.id] = route
            elif layer.kind == FIGURE:
                country = layer.ref.partition(":")[0].upper()
                if country in own_world:
                    own_world[country] = _with_figure(own_world[country], own_figure(layer))
        except BrokenDataError as fault:
            faults.append(fault)
    return own_routes, World(own_world), faults


def own_route(name: str, text: str) -> Route:
    """Read a route an office wrote itself.

    Raises:
        BrokenDataError: it is no proper route; says the key and the reason.

    """
    if not ID.fullmatch(name):
        Table(f"{name}.toml", {}).refuse(
            "id", N_("must have small letters, digits and hyphens, like our-body")
        )
    try:
        table = Table(f"{name}.toml", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        told = N_("{file} is not a proper data file: {reason}.")
        raise BrokenDataError(told, file=f"{name}.toml", reason=str(error)) from error
    if table.text("id") != name:
        table.refuse("id", N_("must be the name of the file"))
    route = read_route(table)
    table.finish()
    return route


def own_profile(entry: ProfileEntry, layer: Layer) -> ProfileEntry:
    """Give a dossier profile with what an office confirmed of it; its look stays ours."""
    told = layer.value
    status = told.get("status")
    return replace(
        entry,
        status=status if status in STATUSES else entry.status,
        checked_on=dt.date.fromisoformat(str(told["checked_on"])),
        sources=(*entry.sources, layer.source),
    )


def id_of(text: str) -> str:
    """Give the id a route's file gives itself; empty where it gives none."""
    try:
        found = tomllib.loads(text).get("id", "")
    except tomllib.TOMLDecodeError:
        return ""
    return found if isinstance(found, str) else ""


def own_figure(layer: Layer) -> Figure:
    """Read a figure an office corrected: whole, as a country's file would hold it.

    Raises:
        BrokenDataError: a key is wrong; says which and why.

    """
    cc, _, name = layer.ref.partition(":")
    written = {**layer.value, "id": name, "source": layer.source}
    written.setdefault("status", layer.status)
    written.setdefault("checked_on", layer.at.date())
    if not {"valid_from", "seen_on"} & written.keys():
        written["seen_on"] = layer.at.date()
    values = {key: _day(value) if key in _DATES else value for key, value in written.items()}
    return read_figure(Table(f"{cc}.toml", values, name), cc, cc.upper())


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _with_figure(country: Jurisdiction, figure: Figure) -> Jurisdiction:
    laid = tuple(figure if one.id == figure.id else one for one in country.figures)
    return replace(country, figures=laid if figure in laid else (*laid, figure))

"""Countries and their figures, from ``resources/jurisdictions``: every figure with its source and status."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.limits import a_rule
from xborder_desk.catalog.reading import STATUSES, read_shelf
from xborder_desk.domain.jurisdictions import Figure, FigureKind, Jurisdiction, Membership
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_
from xborder_desk.i18n.data_texts import context_of

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.catalog.reading import Shelf, Table

_CENT: Final = Decimal("0.01")
BOUNDS: Final = ("most", "below", "none")


def read_jurisdictions(resources: Path) -> Shelf[Jurisdiction]:
    """Read every country there is."""
    return read_shelf(resources / "jurisdictions", _jurisdiction)


def _jurisdiction(table: Table) -> Jurisdiction:
    name = table.text("id")
    country = table.text("country")
    note = table.text("note", "")
    return Jurisdiction(
        country=country,
        title=Sentence(table.text("title"), context=context_of("jurisdiction", name, "title")),
        groups=tuple(_membership(one) for one in table.tables("groups", optional=True)),
        figures=_figures(table, name, country),
        note=Sentence(note, context=context_of("jurisdiction", name, "note")) if note else None,
    )


def _membership(table: Table) -> Membership:
    found = Membership(
        table.text("group"), table.day("since", optional=True), table.day("until", optional=True)
    )
    table.finish()
    return found


def _figures(table: Table, name: str, country: str) -> tuple[Figure, ...]:
    found: list[Figure] = []
    for one in table.tables("figures", optional=True):
        figure = read_figure(one, name, country)
        if any(figure.id == other.id for other in found):
            one.refuse("id", N_("{code} is given twice"), code=figure.id)
        found.append(figure)
    return tuple(found)


def read_figure(table: Table, name: str, country: str) -> Figure:
    """Read one figure of a country.

    Raises:
        BrokenDataError: a key is wrong; says which and why.

    """
    key = table.text("id")
    note = table.text("note", "")
    valid_from, seen_on = table.day("valid_from", optional=True), table.day("seen_on", optional=True)
    if valid_from is None and seen_on is None:
        table.refuse("valid_from", N_("is missing; where it is not known, give seen_on"))
    checked_on = table.day("checked_on")
    assert checked_on is not None  # noqa: S101 - a day that is not optional is there
    figure = Figure(
        id=key,
        kind=FigureKind(table.one_of("kind", tuple(FigureKind))),
        country=country,
        valid_from=valid_from,
        seen_on=seen_on,
        valid_to=table.day("valid_to", optional=True),
        source=table.text("source"),
        status=table.one_of("status", STATUSES),
        checked_on=checked_on,
        note=Sentence(note, context=context_of("jurisdiction", name, key, "note")) if note else None,
        region=table.text("region", ""),
        amount=_decimal(table, "amount"),
        currency=table.text("currency", ""),
        rule=_rule(table),
        rate=_decimal(table, "rate"),
        base=table.text("base", ""),
        trouble=table.texts("trouble", ()),
        bound=table.one_of("bound", BOUNDS, BOUNDS[0]),
    )
    if (figure.amount is None) != (not figure.currency):
        table.refuse("currency", N_("belongs to the amount"))
    if figure.valid_from and figure.valid_to and figure.valid_to < figure.valid_from:
        table.refuse("valid_to", N_("lies before valid_from"))
    table.finish()
    return figure


def _rule(table: Table) -> str:
    written = table.text("rule", "")
    if written:
        a_rule(table, "rule", written)
    return written


def _decimal(table: Table, key: str) -> Decimal | None:
    found = table.text(key, "")
    if not found:
        return None
    try:
        value = Decimal(found)
    except ArithmeticError:
        table.refuse(key, N_("is no number"))
    if not value.is_finite() or value < 0:
        table.refuse(key, N_("is no number"))
    return value

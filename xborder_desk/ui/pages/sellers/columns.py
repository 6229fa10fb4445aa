"""The columns of the list of sellers and of the identifiers of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import AddressSource, label_of
from xborder_desk.domain.sellers import KIND_NAMES, MarkView, SellerRow
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column
from xborder_desk.ui.widgets.cards import joined

if TYPE_CHECKING:
    from xborder_desk.i18n.language import Language


def _place(row: SellerRow, language: Language) -> str:
    country = language.country(row.country) if row.country else ""
    return joined(language, row.number, country)


def _origin(mark: MarkView, language: Language) -> str:
    return language.text(label_of(AddressSource, mark.origin or AddressSource.UNKNOWN))


def _source(mark: MarkView, language: Language) -> str:
    """Say in which item or case an identifier was seen, and on which day."""
    on = language.date(mark.on) if mark.on is not None else ""
    return joined(language, mark.origin_note, mark.evidence, on)


def _kind(mark: MarkView, language: Language) -> str:
    return language.text(KIND_NAMES.get(mark.kind, mark.kind))


def _checked(mark: MarkView, language: Language) -> str:
    if mark.valid is None:
        return language.text(N_("no check digits"))
    return language.text(N_("check digits right")) if mark.valid else language.text(N_("check digits wrong"))


_LOOKS: Final = {
    True: ("ok", "check-circle"),
    False: ("danger", "warning-circle"),
    None: ("neutral", "minus-circle"),
}

SELLERS: Final[tuple[Column[SellerRow], ...]] = (
    Column("name", N_("Seller"), lambda row, _language: row.name, second=_place, stretch=True),
    Column(
        "identifiers",
        N_("Identifiers"),
        lambda row, language: language.number(row.identifiers),
        end=True,
        chars=13,
    ),
    Column("cases", N_("Cases"), lambda row, language: language.number(row.cases), end=True, chars=8),
)

MARKS: Final[tuple[Column[MarkView], ...]] = (
    Column("value", N_("Identifier"), lambda mark, _language: mark.raw, second=_kind, stretch=True),
    Column("origin", N_("Where it came from"), _origin, second=_source, chars=28),
    Column(
        "checked",
        N_("Check digits"),
        _checked,
        pill=lambda mark: _LOOKS[mark.valid][0],
        icon=lambda mark: _LOOKS[mark.valid][1],
        chars=20,
    ),
)

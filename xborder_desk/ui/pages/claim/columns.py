"""The columns of the sums of a claim and of its periods of interest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from xborder_desk.domain.interest import InterestPeriod
from xborder_desk.domain.jurisdictions import STATUS_LABELS, UNCHECKED
from xborder_desk.i18n import N_
from xborder_desk.ui.models.table import Column

if TYPE_CHECKING:
    from xborder_desk.domain.claim import Claim, HeadLine
    from xborder_desk.i18n.language import Language

Period: TypeAlias = tuple[InterestPeriod, str]


@dataclass(frozen=True)
class Sum:
    """A sum of the claim; ``place`` counts the added ones from 1, the price has 0."""

    line: HeadLine
    place: int
    currency: str


def sums_of(claim: Claim, added: int) -> list[Sum]:
    """Give the sums of a claim with their places; the last ``added`` ones can be taken out again."""
    first = len(claim.heads) - added
    return [Sum(line, max(number - first + 1, 0), claim.currency) for number, line in enumerate(claim.heads)]


def _amount(one: Sum, language: Language) -> str:
    return language.money(one.line.head.amount, one.line.head.currency)


def _claimed(one: Sum, language: Language) -> str:
    return "—" if one.line.amount is None else language.money(one.line.amount, one.currency)


def _day(one: Sum, language: Language) -> str:
    return language.date(one.line.head.on) if one.line.head.on is not None else "—"


def _dates(one: Period, language: Language) -> str:
    return f"{language.date(one[0].first)} – {language.date(one[0].last)}"


def _rate(one: Period, language: Language) -> str:
    return language.text(N_("{percent} %"), percent=language.number(Decimal(one[0].percent)))


def _status(one: Period, language: Language) -> str:
    if one[0].assumed:
        return language.text(N_("last known rate"))
    return language.text(STATUS_LABELS.get(one[0].status, one[0].status))


SUMS: Final[tuple[Column[Sum], ...]] = (
    Column(
        "kind",
        N_("Claimed for"),
        lambda one, language: language.text(one.line.head.kind.label),
        second=lambda one, _language: one.line.head.note,
        stretch=True,
    ),
    Column(
        "on", N_("Paid on"), _day, second=lambda one, _language: one.line.head.proof, whole=True, chars=14
    ),
    Column("amount", N_("Amount"), _amount, end=True, chars=15),
    Column(
        "claimed",
        N_("In the claim"),
        _claimed,
        second=lambda one, language: language.text(one.line.basis.label),
        end=True,
        chars=28,
    ),
)

PERIODS: Final[tuple[Column[Period], ...]] = (
    Column("dates", N_("Period"), _dates, stretch=True),
    Column("days", N_("Days"), lambda one, language: language.number(one[0].days), end=True, chars=7),
    Column("rate", N_("Rate"), _rate, end=True, chars=9),
    Column(
        "amount",
        N_("Amount"),
        lambda one, language: language.money(one[0].amount, one[1]),
        end=True,
        chars=13,
    ),
    Column(
        "status",
        N_("Checked"),
        _status,
        pill=lambda one: "warn" if one[0].status == UNCHECKED or one[0].assumed else "ok",
        icon=lambda one: "warning" if one[0].status == UNCHECKED or one[0].assumed else "check-circle",
        chars=26,
    ),
)

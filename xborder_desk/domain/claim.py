"""The claim: its heads, the currency each is claimed in, interest, and whether it fits a simple procedure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol

from xborder_desk.domain.choices import Choice
from xborder_desk.domain.interest import Interest, Start, StatutoryInterest, accrue, rounded
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_DAY: Final = dt.timedelta(days=1)
# From this part of a ceiling on, a changing rate or a further head may carry the claim over it.
CLOSE: Final = Decimal("0.95")
EURO: Final = "EUR"


class HeadKind(Choice):
    """What a sum is claimed for."""

    PRICE = "price", N_("Price paid")
    DELIVERY_COST = "delivery_cost", N_("Cost of delivery")
    RETURN_COST = "return_cost", N_("Cost of return")
    CUSTOMS = "customs", N_("Customs duty, import VAT, handling fee")
    BANK_FEE = "bank_fee", N_("Bank and exchange fees")
    REPAIR = "repair", N_("Cost of repair")
    EXPERT = "expert", N_("Expert opinion")
    DAMAGE = "damage", N_("Consequential damage")
    MAIL = "mail", N_("Registered mail, register extracts, translation")
    COURT_FEE = "court_fee", N_("Court fee")
    OTHER = "other", N_("Other sum")
    RECEIVED = "received", N_("Already paid back")


COSTS: Final = frozenset({HeadKind.MAIL, HeadKind.COURT_FEE})
"""Costs of pursuing the claim: courts look at them apart, and they bear no interest here."""


class Basis(Choice):
    """How an amount came into the currency of the claim, in the order of preference."""

    BILLED = "billed", N_("as billed on the statement")
    CONTRACT = "contract", N_("in the currency of the contract")
    REFERENCE = "reference", N_("at the reference rate of the European Central Bank")
    NONE = "none", N_("not converted: no rate")


@dataclass(frozen=True, slots=True)
class Head:
    """One sum of the claim; ``billed`` is what the bank charged for it in the account's own currency."""

    kind: HeadKind
    amount: Decimal
    currency: str
    on: dt.date | None = None
    note: str = ""
    billed: Decimal | None = None
    billed_currency: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """How many units of a currency one euro was, and on which day that was published."""

    currency: str
    rate: Decimal
    on: dt.date


class Rates(Protocol):
    """Where reference rates come from."""

    def find(self, currency: str, on: dt.date) -> ReferenceRate | None:
        """Give the rate of a day, or the last published shortly before it; None if there is none."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A head with what it comes to in the currency of the claim; None where no rate is known."""

    head: Head
    amount: Decimal | None
    basis: Basis
    rates: tuple[ReferenceRate, ...] = ()

    @property
    def cost(self) -> bool:
        """Whether it is a cost of pursuing the claim."""
        return self.head.kind in COSTS


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most a simple procedure takes, without interest and costs; ``procedure`` is a route's id."""

    procedure: str
    country: str
    most: Decimal
    currency: str
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a claim stands to a ceiling; ``value`` is the claim in its currency, None if not known."""

    ceiling: Ceiling
    value: Decimal | None

    @property
    def state(self) -> str:
        """``below``, ``close`` (from 95 %), ``above`` or ``unknown``."""
        if self.value is None:
            return "unknown"
        if self.value > self.ceiling.most:
            return "above"
        return "close" if self.value > self.ceiling.most * CLOSE else "below"


@dataclass(frozen=True, slots=True)
class Claim:
    """The whole claim on a day. ``totals`` sums every currency by itself; ``total`` is what is converted."""

    on: dt.date
    currency: str
    heads: tuple[HeadLine, ...]
    interest: Interest | None
    interest_law: StatutoryInterest | None
    interest_from: dt.date | None
    principal: Decimal
    costs: Decimal
    total: Decimal
    totals: tuple[tuple[str, Decimal], ...]
    fits: tuple[Fit, ...] = ()
    warnings: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Terms:
    """What a claim is computed by: its currency, its day, rates, law, decimals of a currency, ceilings."""

    currency: str
    on: dt.date
    rates: Rates
    places: Callable[[str], int]
    law: StatutoryInterest | None = None
    interest_from: dt.date | None = None
    ceilings: tuple[Ceiling, ...] = ()


def convert(head: Head, currency: str, rates: Rates, places: Callable[[str], int], on: dt.date) -> HeadLine:
    """Bring a head into a currency: as billed, else as agreed, else by the reference rate of its day.

    A cross rate goes over the euro and is rounded once; an inverse that others publish is never used.
    """
    if head.billed is not None and head.billed_currency == currency:
        return HeadLine(head, head.billed, Basis.BILLED)
    if head.currency == currency:
        return HeadLine(head, head.amount, Basis.CONTRACT)
    # A bill in a third currency is still what was paid.
    amount, given = (
        (head.billed, head.billed_currency) if head.billed is not None else (head.amount, head.currency)
    )
    used: list[ReferenceRate] = []
    value = Fraction(amount)
    for code, divide in ((given, True), (currency, False)):
        if code == EURO:
            continue
        found = rates.find(code, head.on or on)
        if found is None or not found.rate:
            return HeadLine(head, None, Basis.NONE)
        used.append(found)
        value = value / Fraction(found.rate) if divide else value * Fraction(found.rate)
    return HeadLine(head, rounded(value, places(currency)), Basis.REFERENCE, tuple(used))


def interest_start(
    law: StatutoryInterest, *, demanded_on: dt.date | None, deadline: dt.date | None, paid_on: dt.date | None
) -> dt.date | None:
    """Give the first day of interest by the law's own rule; None if what it starts from is not known."""
    match law.start:
        case Start.PAYMENT:
            return paid_on
        case Start.DEMAND:
            return demanded_on
        case Start.AFTER_DEADLINE:
            return deadline + _DAY if deadline else None


def compute(heads: Sequence[Head], terms: Terms) -> Claim:
    """Compute the claim; what cannot be computed is said in ``warnings`` and left out of the total."""
    lines = tuple(convert(head, terms.currency, terms.rates, terms.places, terms.on) for head in heads)
    principal = _sum(line for line in lines if not line.cost)
    costs = _sum(line for line in lines if line.cost)
    interest = _interest(principal, terms)
    total = principal + costs + (interest.total if interest else Decimal())
    return Claim(
        on=terms.on,
        currency=terms.currency,
        heads=lines,
        interest=interest,
        interest_law=terms.law,
        interest_from=terms.interest_from,
        principal=principal,
        costs=costs,
        total=total,
        totals=_totals(heads, interest),
        fits=tuple(_fit(ceiling, principal, terms) for ceiling in terms.ceilings),
        warnings=tuple(_warnings(lines, interest, terms)),
    )


def _sum(lines: Iterable[HeadLine]) -> Decimal:
    return sum((_signed(line.head, line.amount) for line in lines if line.amount is not None), Decimal())


def _signed(head: Head, amount: Decimal) -> Decimal:
    return -amount if head.kind is HeadKind.RECEIVED else amount


def _interest(principal: Decimal, terms: Terms) -> Interest | None:
    if terms.law is None or terms.interest_from is None or principal <= 0 or not terms.law.rates:
        return None
    places = terms.places(terms.currency)
    return accrue(principal, terms.currency, terms.interest_from, terms.on, terms.law, places=places)


def _totals(heads: Sequence[Head], interest: Interest | None) -> tuple[tuple[str, Decimal], ...]:
    found: dict[str, Decimal] = {}
    for head in heads:
        found[head.currency] = found.get(head.currency, Decimal()) + _signed(head, head.amount)
    if interest is not None and interest.total:
        found[interest.currency] = found.get(interest.currency, Decimal()) + interest.total
    return tuple(found.items())


def _fit(ceiling: Ceiling, principal: Decimal, terms: Terms) -> Fit:
    head = Head(HeadKind.OTHER, principal, terms.currency, terms.on)
    return Fit(ceiling, convert(head, ceiling.currency, terms.rates, terms.places, terms.on).amount)


def _warnings(lines: Sequence[HeadLine], interest: Interest | None, terms: Terms) -> Iterable[Sentence]:
    for line in lines:
        if line.amount is None:
            told = N_(
                "“{head}” ({currency}) is not in the total: there is no reference rate for {currency} "
                "on {day} or shortly before. Import newer rates, or enter what was billed."
            )
            day = line.head.on or terms.on
            label = Sentence(line.head.kind.label)
            yield Sentence(told, {"head": label, "currency": line.head.currency, "day": day})
    if terms.law is None:
        yield Sentence(N_("There is no interest: no rates are known for this country."))
    elif interest is None and terms.interest_from is None:
        yield Sentence(N_("There is no interest yet: no demand with a date is on record. Add one."))
    if interest is not None:
        yield from _about_interest(interest)


def _about_interest(interest: Interest) -> Iterable[Sentence]:
    for first, last in interest.gaps:
        told = N_("No rate of interest is known from {first} to {last}; these days bear none here.")
        yield Sentence(told, {"first": first, "last": last})
    assumed = [period for period in interest.periods if period.assumed]
    if assumed:
        told = N_("No rate of interest is known from {first} on; the last one was taken. Check it.")
        yield Sentence(told, {"first": assumed[0].first})
    if any(period.status == "unchecked" for period in interest.periods):
        yield Sentence(N_("The rate of interest has not been checked. Check it before it is claimed."))


def without_interest(claim: Claim) -> Claim:
    """Give the same claim without interest: for papers that must not print what is unchecked."""
    return replace(claim, interest=None, total=claim.principal + claim.costs)


def for_ceiling(claim: Claim, procedure: str) -> Fit | None:
    """Give how the claim stands to the ceiling of a procedure, None if that has none here."""
    return next((fit for fit in claim.fits if fit.ceiling.procedure == procedure), None)

"""The claim of a case: its heads, what they come to on a day, and the rates an office imports for that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.catalog.layers import lay
from xborder_desk.domain import words
from xborder_desk.domain.choices import ContactPurpose, parse_choice
from xborder_desk.domain.claim import (
    EURO,
    Ceiling,
    Claim,
    Head,
    HeadKind,
    Terms,
    compute,
    interest_start,
)
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.jurisdictions import FigureKind
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.services.claims.ecb import no_rates, rates_in
from xborder_desk.storage.queries import cases, contacts, evidence, rates, routes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.interest import StatutoryInterest
    from xborder_desk.domain.jurisdictions import World
    from xborder_desk.domain.routes.route import Route
    from xborder_desk.storage.uow import Database, UnitOfWork

HEADS: Final = "claim_heads"
INTEREST_FROM: Final = "interest_from"
_SMALL: Final = "eu-small-claims"
_NATIONAL: Final = "national-small-claims"
_DEMANDS: Final = frozenset(
    {ContactPurpose.COMPLAINT, ContactPurpose.DEMAND, ContactPurpose.NOTICE_BEFORE_ACTION}
)


@dataclass(frozen=True, slots=True)
class NewHead:
    """A head of claim as typed: ``on`` ISO, amounts with a point; ``billed`` what the bank charged for it."""

    kind: str
    amount: str
    currency: str
    on: str = ""
    note: str = ""
    billed: str = ""
    billed_currency: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class RatesImported:
    """What an import brought: how many rates, of how many currencies, from which day to which."""

    rates: int
    currencies: int
    first: dt.date
    last: dt.date


class Claims:
    """What can be done with the claim of a case. ``zone`` is the office's own."""

    def __init__(self, database: Database, catalog: Catalog, zone: dt.tzinfo) -> None:
        self._database = database
        self._catalog = catalog
        self._zone = zone

    def show(self, case_number: str, on: str = "", *, country: str = "") -> Claim:
        """Compute the claim of a case on a day (today without one), with the interest of a country's law.

        Without ``country`` it is that of the consumer, whose law applies where the seller aimed at it.

        Raises:
            BadInputError: no such day or country.
            NotFoundError: no such case.

        """
        day = words.day(on, field="on")
        wanted = codes.country(country, field="country")
        with self._database.read() as uow:
            case = cases.view(uow, case_number)
            attempts = contacts.attempts(uow, case.uid)
            today = day or uow.now.astimezone(self._zone).date()
            return claim_of(uow, case, attempts, self._catalog, today, wanted)

    def heads(self, case_number: str) -> list[Head]:
        """Give the heads of a claim: the price first, then what was added, in that order.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            return heads_of(cases.view(uow, case_number))

    def count_added(self, case_number: str) -> int:
        """Say how many sums were added beside the price; they are the last ones of the claim.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            return len(_kept(cases.view(uow, case_number)))

    def add_head(self, case_number: str, new: NewHead, place: int = 0) -> None:
        """Add a sum to the claim, beside the price; ``place`` puts it back where it stood, 0 at the end.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case or evidence.

        """
        taken = _read(new)
        with self._database.write() as uow:
            if new.proof:
                taken["proof"] = evidence.find_own(uow, new.proof, case_number).no
            kept = _kept(cases.view(uow, case_number))
            kept.insert(place - 1 if place else len(kept), taken)
            self._keep(uow, case_number, kept, "claim_head_added", taken)

    def remove_head(self, case_number: str, place: int) -> None:
        """Take a sum out again; ``place`` counts the added ones from 1.

        Raises:
            NotFoundError: there is no such head.

        """
        with self._database.write() as uow:
            kept = _kept(cases.view(uow, case_number))
            if not 1 <= place <= len(kept):
                raise NotFoundError(N_("The claim has no added sum number {place}."), place=place)
            taken = kept.pop(place - 1)
            self._keep(uow, case_number, kept, "claim_head_removed", taken)

    def import_rates(self, file: Path) -> RatesImported:
        """Take in the European Central Bank's own CSV of reference rates, all days or one.

        Raises:
            BadInputError: it is not that file.
            FileError: it cannot be read.

        """
        found = list(rates_in(file))
        if not found:
            raise no_rates(file)
        with self._database.write() as uow:
            count = rates.replace_all(uow, found)
            days = [on for _, on, _ in found]
            imported = RatesImported(count, len({code for code, _, _ in found}), min(days), max(days))
            first, last = str(imported.first), str(imported.last)
            uow.record(AUDIT, OFFICE_SCOPE, "rates_imported", rates=count, first=first, last=last)
            uow.commit()
            return imported

    @staticmethod
    def _keep(
        uow: UnitOfWork, number: str, heads: Sequence[Mapping[str, str]], action: str, said: Mapping[str, str]
    ) -> None:
        case = cases.find(uow, number)
        case.further = {**case.further, HEADS: list(heads)}
        cases.touch(case, uow.now)
        uow.record(AUDIT, case.uid, action, case.uid, head=dict(said))
        uow.commit()


def claim_of(
    uow: UnitOfWork,
    case: CaseView,
    attempts: Sequence[AttemptView],
    catalog: Catalog,
    on: dt.date,
    country: str = "",
) -> Claim:
    """Compute the claim of a case from what the office knows."""
    consumer = case.of_role("consumer")
    known, world, _faults = lay(catalog.routes(), catalog.world(), routes.layers(uow))
    law = catalog.interest(country or (consumer.country if consumer else ""))
    terms = Terms(
        currency=str(case.values.get("currency") or EURO),
        on=on,
        rates=rates.OfficeRates(uow),
        places=codes.places,
        law=law,
        interest_from=_first_day(case, attempts, law),
        ceilings=tuple(_ceilings(case, known.get(_SMALL), world, on)),
    )
    return compute(heads_of(case), terms)


def heads_of(case: CaseView) -> list[Head]:
    """Give the heads of a case: the price, then what was added."""
    found = []
    amount, currency = case.values.get("amount"), case.values.get("currency")
    if isinstance(amount, Decimal) and currency:
        paid = case.values.get("paid_on")
        found.append(Head(HeadKind.PRICE, amount, str(currency), paid if isinstance(paid, dt.date) else None))
    return [*found, *map(_head, _kept(case))]


def _kept(case: CaseView) -> list[dict[str, str]]:
    further = case.values.get("further")
    kept = further.get(HEADS, []) if isinstance(further, dict) else []
    return [dict(one) for one in kept]


def _head(kept: Mapping[str, str]) -> Head:
    on, billed = kept.get("on", ""), kept.get("billed", "")
    return Head(
        kind=parse_choice(HeadKind, kept["kind"], field="kind"),
        amount=Decimal(kept["amount"]),
        currency=kept["currency"],
        on=dt.date.fromisoformat(on) if on else None,
        note=kept.get("note", ""),
        billed=Decimal(billed) if billed else None,
        billed_currency=kept.get("billed_currency", ""),
        proof=kept.get("proof", ""),
    )


def _read(new: NewHead) -> dict[str, str]:
    kind = parse_choice(HeadKind, new.kind, field="kind")
    currency = codes.currency(new.currency, field="currency")
    if not currency:
        raise BadInputError(N_("{name} is empty. Enter it."), field="currency", name="currency")
    billed_currency = codes.currency(new.billed_currency, field="billed_currency")
    if bool(new.billed.strip()) != bool(billed_currency):
        raise BadInputError(
            N_("An amount and its currency belong together. Give {missing} too."),
            field="billed",
            missing="billed_currency" if new.billed.strip() else "billed",
        )
    day = words.day(new.on, field="on")
    taken: dict[str, Any] = {
        "kind": kind.value,
        "amount": str(codes.amount(new.amount, currency)),
        "currency": currency,
        "on": day.isoformat() if day else "",
        "note": words.name(new.note, field="note", needed=False),
    }
    if billed_currency:
        taken["billed"] = str(codes.amount(new.billed, billed_currency, field="billed"))
        taken["billed_currency"] = billed_currency
    return {name: value for name, value in taken.items() if value}


def _first_day(
    case: CaseView, attempts: Sequence[AttemptView], law: StatutoryInterest | None
) -> dt.date | None:
    further = case.values.get("further")
    given = further.get(INTEREST_FROM) if isinstance(further, dict) else None
    if given:
        return dt.date.fromisoformat(str(given))
    if law is None:
        return None
    demands = [one for one in attempts if one.purpose in _DEMANDS]
    deadlines = [one.reply_by for one in demands if one.reply_by is not None]
    paid = case.values.get("paid_on")
    return interest_start(
        law,
        demanded_on=min((one.local.date() for one in demands), default=None),
        deadline=min(deadlines, default=None),
        paid_on=paid if isinstance(paid, dt.date) else None,
    )


def _ceilings(case: CaseView, route: Route | None, world: World, on: dt.date) -> Iterator[Ceiling]:
    for limit in route.limits if route else ():
        if limit.holds(on) and limit.most is not None:
            source = next((one for one in route.sources if one.key == limit.source), None) if route else None
            told = " ".join(filter(None, (source.instrument, source.article))) if source else ""
            status = source.status if source else "unchecked"
            yield Ceiling(_SMALL, "EU", limit.most, limit.currency, told, status)
    consumer = case.of_role("consumer")
    home = world.of(consumer.country) if consumer and consumer.country else None
    for figure in home.in_force(FigureKind.SMALL_CLAIMS, on) if home else ():
        if figure.amount is not None and figure.bound != "none":
            status, source_text = figure.status, figure.source
            yield Ceiling(
                _NATIONAL,
                figure.region or figure.country,
                figure.amount,
                figure.currency,
                source_text,
                status,
            )

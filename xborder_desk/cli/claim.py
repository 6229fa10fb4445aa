"""Commands about the claim: what it comes to on a day, its further sums, and the rates for converting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.fields import money
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean, pairs, table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.claim import HeadKind
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.claim import Claim, Fit, HeadLine
    from xborder_desk.i18n.language import Language

_STATES: Final = {
    "below": N_("below the ceiling"),
    "close": N_("close to the ceiling: a changing rate may carry it over"),
    "above": N_("above the ceiling"),
    "unknown": N_("not known: no rate"),
}
_PROCEDURES: Final = {
    "eu-small-claims": N_("European small claims procedure"),
    "national-small-claims": N_("National small claims procedure"),
}


def show(session: Session, given: Given) -> Answer:
    """Compute the claim on a day."""
    number = given.text("case").strip()
    found = session.desk().claims.show(number, given.text("on"), country=given.text("country"))
    return Answer(_plain(number, found, session.language), _lines(session, found))


def add(session: Session, given: Given) -> Answer:
    """Add a sum to the claim."""
    from xborder_desk.services.claims import NewHead  # noqa: PLC0415 - help and faults need no office

    number = given.text("case").strip()
    new = NewHead(
        kind=given.text("head"),
        amount=given.text("amount"),
        currency=given.text("currency"),
        on=given.text("on"),
        note=given.text("note"),
        billed=given.text("billed"),
        billed_currency=given.text("billed-currency"),
        proof=given.text("proof"),
    )
    session.desk().claims.add_head(number, new)
    return _whole(session, number)


def remove(session: Session, given: Given) -> Answer:
    """Take a sum out of the claim again."""
    number, place = given.text("case").strip(), given.text("place").strip()
    if not place.isdecimal():
        raise BadInputError(
            N_("“{given}” is no number of a sum. Count them from 1."), field="place", given=place
        )
    session.desk().claims.remove_head(number, int(place))
    return _whole(session, number)


def rates(session: Session, given: Given) -> Answer:
    """Take in the European Central Bank's file of reference rates."""
    found = session.desk().claims.import_rates(given.path("file"))
    data = {
        "rates": found.rates,
        "currencies": found.currencies,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
    }
    told = N_("{rates} reference rates of {currencies} currencies are kept, from {first} to {last}.")
    said = session.text(
        told, rates=found.rates, currencies=found.currencies, first=found.first, last=found.last
    )
    return Answer(data, [said])


def _whole(session: Session, number: str) -> Answer:
    found = session.desk().claims.show(number)
    return Answer(_plain(number, found, session.language), _lines(session, found))


def _plain(number: str, claim: Claim, language: Language) -> dict[str, Any]:
    interest = claim.interest
    return {
        "on": claim.on.isoformat(),
        "heads": [_head(number, line, language) for line in claim.heads],
        "interest": [
            {
                "from": one.first.isoformat(),
                "to": one.last.isoformat(),
                "days": one.days,
                "percent": str(one.percent),
                "amount": str(one.amount),
                "status": one.status,
                "assumed": one.assumed,
            }
            for one in (interest.periods if interest else ())
        ],
        "interest_from": claim.interest_from.isoformat() if claim.interest_from else None,
        "interest_total": str(interest.total) if interest else "0",
        "interest_basis": claim.interest_law.basis if claim.interest_law else "",
        "interest_country": claim.interest_law.country if claim.interest_law else "",
        "principal": str(claim.principal),
        "costs": str(claim.costs),
        "total": str(claim.total),
        "currency": claim.currency,
        "totals": [{"currency": code, "amount": str(amount)} for code, amount in claim.totals],
        "ceilings": [_fit(one) for one in claim.fits],
        "warnings": [language.say(one) for one in claim.warnings],
    }


def _head(number: str, line: HeadLine, language: Language) -> dict[str, Any]:
    head = line.head
    return {
        "kind": head.kind.value,
        "label": language.text(head.kind.label),
        "amount": str(head.amount),
        "currency": head.currency,
        "on": head.on.isoformat() if head.on else None,
        "note": head.note,
        "proof": full(number, head.proof) if head.proof else "",
        "claimed": str(line.amount) if line.amount is not None else None,
        "basis": line.basis.value,
        "cost": line.cost,
        "rates": [
            {"currency": one.currency, "per_euro": f"{one.rate.normalize():f}", "on": one.on.isoformat()}
            for one in line.rates
        ],
    }


def _fit(fit: Fit) -> dict[str, Any]:
    return {
        "procedure": fit.ceiling.procedure,
        "country": fit.ceiling.country,
        "most": str(fit.ceiling.most),
        "currency": fit.ceiling.currency,
        "value": str(fit.value) if fit.value is not None else None,
        "state": fit.state,
        "source": fit.ceiling.source,
        "status": fit.ceiling.status,
    }


def _lines(session: Session, claim: Claim) -> Iterator[str]:
    language = session.language
    heads = [session.text(head) for head in (N_("Claimed for"), N_("Amount"), N_("In the claim"))]
    cells = [
        (
            " · ".join(filter(None, (session.text(line.head.kind.label), line.head.note))),
            money(line.head.amount, line.head.currency, language),
            money(line.amount, claim.currency, language) or session.text(line.basis.label),
        )
        for line in claim.heads
    ]
    for one in claim.interest.periods if claim.interest else ():
        told = session.text(
            N_("Interest from {first} to {last}: {days} at {percent} %"),
            first=one.first,
            last=one.last,
            days=Counted("{n} day", "{n} days", one.days),
            percent=one.percent,
        )
        cells.append((told, "", money(one.amount, claim.currency, language)))
    yield from table(heads, cells, most=terminal_width())
    yield ""
    yield from pairs(
        [(session.text(N_("Total")), money(claim.total, claim.currency, language))], language.colon
    )
    for fit in claim.fits:
        yield clean(
            language.labelled(
                f"{session.text(_PROCEDURES.get(fit.ceiling.procedure, fit.ceiling.procedure))} "
                f"({fit.ceiling.country}, {money(fit.ceiling.most, fit.ceiling.currency, language)})",
                session.text(_STATES[fit.state]),
            )
        )
    yield from (clean(language.say(one)) for one in claim.warnings)


AREA: Final = Area(
    "claim",
    N_("Compute the claim: its sums, interest and currencies."),
    (
        Verb(
            "show",
            N_("Show the claim: every sum, interest, the total, and the ceilings of simple procedures."),
            "claim show 2026-0001 --on 2026-12-31",
            show,
            (CASE,),
            (
                Option("on", N_("The day it is computed for; without it, today."), "YYYY-MM-DD"),
                Option(
                    "country", N_("The country whose interest is taken; without it, the consumer's."), "CC"
                ),
            ),
        ),
        Verb(
            "add",
            N_("Add a sum beside the price."),
            'claim add 2026-0001 --head customs --amount 3.00 --currency EUR --note "Customs duty"',
            add,
            (CASE,),
            (
                Option("head", N_("What it is claimed for:"), "HEAD", needed=True, choices=tuple(HeadKind)),
                Option("amount", N_("The sum, with a point: 129.90."), "N", needed=True),
                Option("currency", N_("Its currency, like EUR or CNY."), "CUR", needed=True),
                Option("on", N_("The day it was paid; its reference rate is taken."), "YYYY-MM-DD"),
                Option("note", N_("What exactly.")),
                Option("billed", N_("What the bank charged for it, if in another currency."), "N"),
                Option("billed-currency", N_("The currency of the account."), "CUR"),
                Option("proof", N_("The evidence for it, like E-03."), "EVIDENCE"),
            ),
        ),
        Verb(
            "remove",
            N_("Take an added sum out again."),
            "claim remove 2026-0001 1",
            remove,
            (CASE, Argument("place", N_("Which of the added sums, counted from 1."))),
        ),
        Verb(
            "rates",
            N_("Keep the European Central Bank's reference rates, from its own CSV file."),
            "claim rates eurofxref-hist.csv",
            rates,
            (Argument("file", N_("The file eurofxref-hist.csv or eurofxref.csv.")),),
        ),
    ),
)

"""What a case puts into the fields of court forms, by the names of the fields."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.letters import Country, Given, Name, Sum, Word
from xborder_desk.domain.sentences import Sentence
from xborder_desk.i18n import N_
from xborder_desk.pipelines.letter_facts import name_of, postal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xborder_desk.domain.cases import CaseView, PartyView
    from xborder_desk.domain.claim import Claim
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.forms import Form
    from xborder_desk.domain.jurisdictions import World

# The key of a source in our own papers, which says nothing to a court.
_KEY: Final = re.compile(r"^S-\d+[^:]*:\s*")
_DEMANDS: Final = frozenset({"demand", "notice_before_action"})
_EUROPEAN: Final = {"eu-small-claims": "ESCP", "eu-payment-order": "EU"}
_ROLES: Final = {"claimant": "consumer", "defendant": "seller", "court": "court"}


def form_values(
    case: CaseView,
    claim: Claim,
    attempts: Sequence[AttemptView],
    exhibits: Sequence[tuple[str, str]],
) -> dict[str, Given]:
    """Give every value that is known; ``exhibits`` are number and title of the evidence, in their order."""
    found: dict[str, Given | None] = {}
    for prefix, role in _ROLES.items():
        party = case.of_role(role)
        if party is not None:
            found |= _party(party, prefix)
    consumer = case.of_role("consumer")
    if consumer is not None and consumer.country:
        found["ground"] = Word("consumer_domicile") if _further(case, "seller_directs") != "no" else None
        found.setdefault("court_country", Country(consumer.country))
        found["account_holder"] = name_of(consumer)
        found["iban"] = _first(consumer, "iban")
    found |= _claim(claim)
    found |= _story(case, exhibits)
    found["claimant_representative"] = _representative(case)
    demands = [one.local.date() for one in attempts if one.purpose in _DEMANDS]
    found["demanded"] = min(demands, default=None)
    found["attempts"] = str(len(attempts)) if attempts else None
    seller = case.of_role("seller")
    found["address_known"] = postal_of(seller, "") if seller else None
    return {name: value for name, value in found.items() if value is not None and value != ""}


def _party(party: PartyView, prefix: str) -> dict[str, Given | None]:
    street, city = _street_and_city(party)
    return {
        f"{prefix}_name": name_of(party),
        f"{prefix}_street": street,
        f"{prefix}_city": city,
        f"{prefix}_country": Country(party.country) if party.country else None,
        f"{prefix}_phone": _first(party, "phone"),
        f"{prefix}_email": _first(party, "email"),
        f"{prefix}_id": _first(party, "registration") if prefix == "defendant" else None,
    }


def _street_and_city(party: PartyView) -> tuple[Given | None, Given | None]:
    """Cut an address in two; where its Latin form is one text, the postal code tells where."""
    parts = next(
        (one.parts for one in party.identifiers if one.parts and _same(one.parts, party.country)), None
    )
    whole = postal_of(party, party.country)
    if whole is None:
        return None, None
    if not parts:
        lines = whole.latin or whole.own
        return lines[0], " ".join(lines[1:]) or None
    code = parts.get("postal_code", "")
    street = ", ".join(filter(None, (parts.get("street_address", ""), parts.get("city_area", ""))))
    city = " ".join(filter(None, (code, parts.get("city", ""), parts.get("country_area", ""))))
    latin = [piece.strip() for line in whole.latin for piece in line.split(",")]
    place = next((number for number, piece in enumerate(latin) if code and code in piece), 0)
    if not place or whole.latin == whole.own:
        return street or None, city or None
    return Name(street, ", ".join(latin[:place])), Name(city, ", ".join(latin[place:]))


def _same(parts: Mapping[str, str], country: str) -> bool:
    return not parts.get("country_code") or parts["country_code"] == country


def _first(party: PartyView, kind: str) -> str | None:
    return next((one.raw for one in party.identifiers if one.kind == kind), None)


def _claim(claim: Claim) -> dict[str, Given | None]:
    currency = claim.currency
    found: dict[str, Given | None] = {}
    if claim.principal > 0:
        found["principal"] = Sum(claim.principal, currency)
        found["currency"] = currency
        found["total"] = Sum(claim.principal + claim.costs, currency)
    if claim.costs > 0:
        found["costs_claimed"] = Word("yes")
        found["costs_which"] = Sum(claim.costs, currency)
    if claim.interest_from is not None:
        found |= {
            "interest_claimed": Word("yes"),
            "interest_kind": Word("statutory"),
            "interest_from": claim.interest_from,
            "interest_to": Word("to_payment"),
        }
    fits = (fit.ceiling for fit in claim.fits if fit.ceiling.procedure == "national-small-claims")
    limit = next(fits, None)
    # An unchecked figure is not put on paper as if it were settled.
    if limit is not None and limit.status != "unchecked":
        found["limit"] = Sum(limit.most, limit.currency)
        found["limit_source"] = _KEY.sub("", limit.source)
    return found


def _story(case: CaseView, exhibits: Sequence[tuple[str, str]]) -> dict[str, Given | None]:
    told = str(case.values.get("story") or "").strip()
    facts = "\n".join(
        " ".join(filter(None, (fact.on.isoformat() if fact.on else "", fact.text))) for fact in case.facts
    )
    proves: dict[str, list[str]] = {}
    for fact in case.facts:
        for proof in fact.proofs:
            proves.setdefault(proof.evidence, []).append(fact.number)
    listed = "\n".join(
        f"{number} {title}" + (f" ({', '.join(proves[number])})" if number in proves else "")
        for number, title in exhibits
    )
    ordered = case.values.get("ordered_on")
    contract = [
        str(case.values.get("order_number") or ""),
        ordered.isoformat() if isinstance(ordered, dt.date) else "",
        str(case.values.get("product") or ""),
    ]
    return {
        "reasons": told or facts,
        "written_evidence": listed,
        "contract": ", ".join(part for part in contract if part),
    }


def _representative(case: CaseView) -> Given | None:
    ours = case.of_role("representative")
    if ours is None:
        return None
    reach = _first(ours, "email") or _first(ours, "phone") or ""
    return ", ".join(part for part in (ours.name, reach) if part)


def _further(case: CaseView, name: str) -> str:
    kept = case.values.get("further")
    return str(kept.get(name, "")).partition(" ")[0] if isinstance(kept, dict) else ""


def warnings_of(
    form: Form, case: CaseView, claim: Claim, world: World, values: Mapping[str, Given]
) -> Iterator[Sentence]:
    """Say what speaks against using the form as it is: not cross-border, above the ceiling, not shown yet."""
    group = _EUROPEAN.get(form.id)
    court = values.get("court_country")
    if group and isinstance(court, Country):
        countries = [party.country for role in ("consumer", "seller") if (party := case.of_role(role))]
        elsewhere = [one for one in countries if one != court.code and world.is_in(one, group, claim.on)]
        if not elsewhere:
            yield Sentence(
                N_("No party is domiciled outside the court’s own Member State: this procedure is not open.")
            )
    for fit in claim.fits:
        if fit.ceiling.procedure == form.id and fit.state in {"above", "close"}:
            told = N_("The claim is {value} {currency}; the ceiling of this procedure is {most} {currency}.")
            fields = {"value": fit.value, "most": fit.ceiling.most, "currency": fit.ceiling.currency}
            yield Sentence(told, {name: str(one) for name, one in fields.items()})
    if "ground" in values and _further(case, "seller_directs") != "yes":
        yield Sentence(
            N_("The court must be shown that the seller directed its business to the consumer’s country.")
        )
    if "reasons" in values:
        yield Sentence(
            N_("Texts of the case stand as they were written: see that they are in the court’s language.")
        )
    if form.status == "unchecked":
        yield Sentence(N_("How this form is divided has not been checked against its official text."))

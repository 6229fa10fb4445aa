"""What a case tells letters and forms: its facts by the names that clauses use; the unknown is not there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from xborder_desk.domain.letters import Country, Name, Postal, Sum, Word
from xborder_desk.domain.routes.derived import trouble_of
from xborder_desk.i18n.formats import Formats
from xborder_desk.identifiers import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xborder_desk.domain.cases import CaseView, IdentifierView, PartyView
    from xborder_desk.domain.claim import Claim
    from xborder_desk.domain.jurisdictions import World
    from xborder_desk.domain.letters import Given

_DAYS: Final = (
    *("ordered_on", "paid_on", "delivery_due", "delivered_on", "complained_on"),
    *("withdrawn_on", "terminated_on"),
)
_TEXTS: Final = ("order_number", "product", "product_identifier", "payment_reference", "wants")
# Further facts of a case that letters name as they stand there.
_FURTHER: Final = ("responsible_person", "tracking_number")
_FURTHER_DAYS: Final = ("platform_decided_on", "court_started_on")
_ADDRESSES: Final = frozenset({"address", "postal"})
_FLAGS: Final = {"counterfeit": "counterfeit", "unsafe": "unsafe", "fraud": "fraud"}
# What postal services read everywhere.
_ENGLISH: Final = Formats("en")
_UNION: Final = ("EU", "EEA")


@dataclass(frozen=True)
class Around:
    """What a letter is written in: the case, its claim, the days, the office's head, who is written to."""

    case: CaseView
    claim: Claim
    today: dt.date
    reply_by: dt.date
    attempts: int
    sender: Mapping[str, str]
    recipient: PartyView | None
    world: World


def facts_of(around: Around, given: Mapping[str, Given]) -> dict[str, Given]:
    """Give every known fact; ``given`` by the person comes before what the case says."""
    found: dict[str, Given | None] = {
        **_values(around.case),
        **_parties(around),
        **_office(around),
        "case_number": around.case.number,
        "today": around.today,
        "reply_by": around.reply_by,
        "claim_total": _total(around.claim),
        "attempts_summary": str(around.attempts) if around.attempts else None,
        "eu_law": _in_the_union(around),
        "trouble": ",".join(_trouble(around.case)),
        **given,
    }
    return {name: value for name, value in found.items() if value is not None and value != ""}


def _values(case: CaseView) -> dict[str, Given | None]:
    values, further = case.values, _further(case)
    found: dict[str, Given | None] = {name: _day(values.get(name)) for name in _DAYS}
    found |= {name: str(values.get(name) or "") for name in _TEXTS}
    found |= {name: str(further.get(name) or "") for name in _FURTHER}
    found |= {name: _day(further.get(name)) for name in _FURTHER_DAYS}
    amount, currency = values.get("amount"), values.get("currency")
    if isinstance(amount, Decimal) and currency:
        found["price"] = Sum(amount, str(currency))
    method = str(values.get("payment_method") or "")
    found["payment_method"] = Word(f"method-{method}") if method else None
    found["product_identifier"] = found["product_identifier"] or str(further.get("batch") or "")
    return found


def _further(case: CaseView) -> Mapping[str, Any]:
    kept = case.values.get("further")
    return kept if isinstance(kept, dict) else {}


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _parties(around: Around) -> dict[str, Given | None]:
    case = around.case
    home = str(around.sender.get("country") or "")
    found: dict[str, Given | None] = {}
    for role, prefix in (("consumer", "consumer"), ("seller", "seller")):
        party = case.of_role(role)
        if party is None:
            continue
        found[f"{prefix}_name"] = name_of(party)
        found[f"{prefix}_address"] = postal_of(party, home)
        found[f"{prefix}_country"] = Country(party.country) if party.country else None
        for kind in ("email", "phone", "website"):
            found[f"{prefix}_{kind}"] = _first(party.identifiers, kind)
    for role, name in (("platform", "platform_name"), ("carrier", "carrier_name")):
        other = case.of_role(role)
        found[name] = name_of(other) if other else None
    if "platform_name" not in found or found["platform_name"] is None:
        found["platform_name"] = str(case.values.get("platform") or "") or None
    consumer, seller = case.of_role("consumer"), case.of_role("seller")
    found["account_holder"] = name_of(consumer) if consumer and _first(consumer.identifiers, "iban") else None
    found["iban"] = _first(consumer.identifiers, "iban") if consumer else None
    if seller is not None:
        found["domain"] = _host(_first(seller.identifiers, "website"))
        found["payee_account"] = _first(seller.identifiers, "iban") or _first(seller.identifiers, "account")
        reach = (_first(seller.identifiers, "email"), _first(seller.identifiers, "phone"))
        found["known_identifier"] = next((one for one in reach if one), None)
    every = [one for party in case.parties for one in party.identifiers]
    found["tracking_number"] = str(_further(case).get("tracking_number") or "") or _first(every, "tracking")
    if around.recipient is not None:
        found["recipient_name"] = name_of(around.recipient)
        found["recipient_address"] = postal_of(around.recipient, home)
    return found


def _office(around: Around) -> dict[str, Given | None]:
    found: dict[str, Given | None] = {"caseworker": around.case.caseworker or None}
    found |= {f"office_{name}": around.sender.get(name) for name in ("name", "email", "phone")}
    written = around.sender.get("address", "")
    found["office_address"] = Postal(tuple(written.split("\n"))) if written else None
    ours = around.case.of_role("representative")
    if ours is not None:
        found["office_name"] = name_of(ours)
        found["office_address"] = postal_of(ours, "") or found["office_address"]
        found["office_email"] = _first(ours.identifiers, "email") or found["office_email"]
        found["office_phone"] = _first(ours.identifiers, "phone") or found["office_phone"]
    return found


def name_of(party: PartyView) -> Name:
    """Give a party's name in both forms."""
    return Name(party.name, party.name_latin)


def postal_of(party: PartyView, home: str) -> Postal | None:
    """Give a party's address: as its country writes it, and in Latin letters if both are known.

    Addresses in other countries (a return address, a warehouse) are not where a party is to be written to.
    """
    own: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    whole: set[str] = set()
    for found in party.identifiers:
        if found.kind not in _ADDRESSES or not _at_home(found, party.country):
            continue
        lines = _lines(found)
        if all(char < "\u0250" or not char.isalpha() for char in "".join(lines)):
            if not latin:
                latin = lines
                whole |= set() if found.parts else {"latin"}
        elif not own:
            own = lines
            whole |= set() if found.parts else {"own"}
    if not own and not latin:
        return None
    if not own:
        own, whole = latin, {"own", "latin"} if "latin" in whole else set()
    return Postal(own, latin, party.country, home, frozenset(whole), _abroad(party.country, home))


def _abroad(country: str, home: str) -> str:
    """Name a country in the language of the sender's country, as its post reads it; in English if unknown."""
    from babel.languages import get_official_languages  # noqa: PLC0415 - costs start-up time

    spoken = get_official_languages(home.upper(), de_facto=True) if home else ()
    formats = Formats(spoken[0].replace("_", "-")) if spoken else _ENGLISH
    return formats.country(country) if country else ""


def _at_home(found: IdentifierView, country: str) -> bool:
    code = (found.parts or {}).get("country_code", "")
    return not code or not country or code == country


def _lines(found: IdentifierView) -> tuple[str, ...]:
    written = addresses.lines(found.parts) if found.parts else found.raw.split("\n")
    return tuple(line.strip() for line in written if line.strip())


def _first(identifiers: Iterable[IdentifierView], kind: str) -> str | None:
    return next((one.raw for one in identifiers if one.kind == kind), None)


def _host(address: str | None) -> str | None:
    return (urlsplit(address).hostname or address) if address else None


def _total(claim: Claim) -> Sum | None:
    """Give what is demanded: the sums and costs, without interest, whose figures may not be checked."""
    amount = claim.principal + claim.costs
    return Sum(amount, claim.currency) if amount > 0 else None


def _in_the_union(around: Around) -> str | None:
    consumer = around.case.of_role("consumer")
    if consumer is None or not consumer.country:
        return None
    inside = any(around.world.is_in(consumer.country, group, around.today) for group in _UNION)
    return "yes" if inside else None


def _trouble(case: CaseView) -> list[str]:
    problems = case.values.get("problems")
    codes = problems if isinstance(problems, list | tuple) else ()
    found = {trouble_of(str(code)) for code in codes} - {""}
    further = _further(case)
    found |= {trouble for name, trouble in _FLAGS.items() if further.get(name) == "yes"}
    return sorted(found)

"""From the rows of a case to everything its dossier shows, in the document's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain import choices
from xborder_desk.domain.cases import DATE_LABELS
from xborder_desk.domain.claim import HeadKind
from xborder_desk.domain.dossier import (
    CaseHead,
    ClaimLine,
    DossierContent,
    Edition,
    Entry,
    Exhibit,
    Fact,
    Identifier,
    Mail,
    Money,
    Party,
    Purchase,
    When,
)
from xborder_desk.domain.dossier import Head as ShownHead
from xborder_desk.domain.items import FILE_LABEL, KIND_LABELS
from xborder_desk.domain.references import Reference
from xborder_desk.i18n import N_
from xborder_desk.i18n.formats import zone_of
from xborder_desk.services.dossiers.contacts import contact_of, zone_of_attempt
from xborder_desk.services.dossiers.pointing import at_copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xborder_desk.domain.cases import CaseView, PartyView
    from xborder_desk.domain.claim import Head as ClaimHead
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.domain.dossier import Profile
    from xborder_desk.domain.items import CustodyEvent, EvidenceRow
    from xborder_desk.domain.recipes import Recipe
    from xborder_desk.domain.registers import Head
    from xborder_desk.i18n.language import Language

# What was done with an item because of the dossier itself is no part of what the dossier shows.
_MAILS: Final = {"eml", "msg", "tnef"}
_WORDS: Final = {*_MAILS, "text", "office", "chat", "web"}
"""Kinds of evidence that are shown by what they say."""

_OF_THE_DESK: Final = frozenset({"export", "verify", "view"})
COURT: Final = "court"
_ADDRESS_KINDS: Final = frozenset({"address", "postal"})
_REGISTERS: Final = {
    "custody": N_("Custody of the evidence"),
    "contacts": N_("Contact attempts"),
    "post": N_("Post book"),
}
IDENTIFIER_LABELS: Final = {
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "fax": N_("Fax"),
    "url": N_("Website"),
    "website": N_("Website"),
    "address": N_("Address"),
    "iban": N_("IBAN"),
    "vat": N_("VAT number"),
    "registration": N_("Registration number"),
    "account": N_("Account"),
    "order": N_("Order number"),
    "tracking": N_("Tracking number"),
}


@dataclass(frozen=True)
class Sources:
    """What the content is made from: the case, its items, texts and custody by item, and its attempts.

    ``redacted``: blacked-out copies stand in for their originals.
    """

    case: CaseView
    items: Mapping[str, EvidenceRow]
    order: Sequence[str]
    recipe: Recipe
    texts: Mapping[int, Sequence[str]]
    custody: Mapping[str, Sequence[CustodyEvent]]
    attempts: Sequence[AttemptView]
    zone: str
    variant: str = COURT
    heads: Sequence[ClaimHead] = ()
    redacted: bool = False


def content_of(
    sources: Sources, profile: Profile, language: Language, edition: Edition, heads: Iterable[Head]
) -> DossierContent:
    """Give everything the dossier shows; the same sources give the same content."""
    content = _content_of(sources, profile, language, edition, heads)
    return at_copies(content, sources.recipe.redacted) if sources.redacted else content


def _content_of(
    sources: Sources, profile: Profile, language: Language, edition: Edition, heads: Iterable[Head]
) -> DossierContent:
    case = sources.case
    return DossierContent(
        edition=replace(edition, office=_maker(case) or edition.office),
        case=CaseHead(
            case.number, case.title, language.text(choices.label_of(choices.CaseStatus, case.status))
        ),
        profile=profile,
        language=language.tag,
        wish=_wish(case, language),
        claim=_total(sources.heads) or _money(case.values, "amount"),
        claim_lines=tuple(_claim_line(head, language) for head in sources.heads),
        parties=tuple(_party(party, language) for party in case.parties),
        purchases=_purchases(case, language),
        facts=tuple(
            Fact(fact.number, fact.text, _when(fact.on, fact.precision), _references(fact.proofs))
            for fact in case.facts
        ),
        chronology=tuple(_chronology(sources, language)),
        contacts=tuple(contact_of(attempt, case, language, sources.items) for attempt in sources.attempts),
        exhibits=tuple(_exhibit(sources, sources.items[number], language) for number in sources.order),
        heads=_shown(heads, language),
        variant=sources.variant,
        frozen=sources.recipe.frozen,
        late=sources.recipe.late,
    )


def in_edition(
    content: DossierContent, edition: Edition, heads: Iterable[Head], language: Language
) -> DossierContent:
    """Give the same content as that of an edition, which knows the registers up to its ``heads``."""
    known = replace(edition, office=content.edition.office or edition.office)
    return replace(content, edition=known, heads=_shown(heads, language))


def _shown(heads: Iterable[Head], language: Language) -> tuple[ShownHead, ...]:
    return tuple(ShownHead(language.text(_REGISTERS[head.register]), head.seq, head.hash) for head in heads)


def _maker(case: CaseView) -> str:
    """Name the body that acts for the consumer; without one it is the person at the desk."""
    return next((one.name for one in case.parties if one.role == choices.PartyRole.REPRESENTATIVE), "")


def _money(values: Mapping[str, object], name: str) -> Money | None:
    amount, currency = values.get(name), values.get("currency")
    return Money(amount, str(currency)) if amount is not None and currency else None  # type: ignore[arg-type]  # a Decimal


def _claim_line(head: ClaimHead, language: Language) -> ClaimLine:
    """Say what a sum is claimed for; what was paid back is taken off."""
    label = language.text(head.kind.label)
    words = language.labelled(label, head.note) if head.note else label
    amount = -head.amount if head.kind is HeadKind.RECEIVED else head.amount
    return ClaimLine(words, Money(amount, head.currency))


def _total(heads: Sequence[ClaimHead]) -> Money | None:
    """Add up the heads of a claim; sums in several currencies have no total."""
    currencies = {head.currency for head in heads}
    if len(currencies) != 1:
        return None
    signed = (-head.amount if head.kind is HeadKind.RECEIVED else head.amount for head in heads)
    return Money(sum(signed, Decimal(0)), currencies.pop())


def _wish(case: CaseView, language: Language) -> str:
    wanted = str(case.values.get("wants") or "")
    note = str(case.values.get("wants_note") or "")
    label = language.text(choices.label_of(choices.Want, wanted)) if wanted else ""
    return "\n".join(part for part in (label, note) if part)


def _party(party: PartyView, language: Language) -> Party:
    addresses = [found for found in party.identifiers if found.kind in _ADDRESS_KINDS]
    return Party(
        id=party.number,
        role=language.text(choices.label_of(choices.PartyRole, party.role)),
        name=party.name,
        latin_name=party.name_latin,
        country=party.country,
        addresses=tuple(found.raw for found in addresses),
        identifiers=tuple(
            Identifier(
                kind=language.text(IDENTIFIER_LABELS[found.kind])
                if found.kind in IDENTIFIER_LABELS
                else found.kind,
                value=found.raw,
                origin=_origin(found.origin, found.origin_note, language),
                proofs=(Reference(found.origin_evidence, found.origin_page),)
                if found.origin_evidence
                else (),
            )
            for found in party.identifiers
            if found.kind not in _ADDRESS_KINDS
        ),
    )


def _origin(origin: str, note: str, language: Language) -> str:
    label = language.text(choices.label_of(choices.AddressSource, origin)) if origin else ""
    return language.labelled(label, note) if label and note else label or note


def _purchases(case: CaseView, language: Language) -> tuple[Purchase, ...]:
    values = case.values
    method = str(values.get("payment_method") or "")
    purchase = Purchase(
        order_number=str(values.get("order_number") or ""),
        product=str(values.get("product") or ""),
        amount=_money(values, "amount"),
        ordered=_day(values.get("ordered_on")),
        paid=_day(values.get("paid_on")),
        delivery_promised=_day(values.get("delivery_due")),
        delivered=_day(values.get("delivered_on")),
        payment_method=language.text(choices.label_of(choices.PaymentMethod, method)) if method else "",
    )
    return () if purchase == Purchase() else (purchase,)


def _day(value: object) -> When | None:
    return When(day=value) if isinstance(value, dt.date) else None


def _when(day: dt.date | None, precision: str) -> When | None:
    if day is None:
        return None
    return When(day=day, precision=precision if precision in {"month", "year"} else "day")  # type: ignore[arg-type]  # one of three


def _references(proofs: Iterable[Any]) -> tuple[Reference, ...]:
    return tuple(Reference(proof.evidence, proof.page) for proof in proofs)


def _chronology(sources: Sources, language: Language) -> Iterator[Entry]:
    entries = [
        *_key_dates(sources.case, language),
        *_facts(sources.case),
        *_attempts(sources, language),
        *_dated_items(sources, language),
    ]
    yield from (entry for _key, entry in sorted(entries, key=lambda pair: pair[0]))


# Sorted by the day as it is shown, then by the moment; what is known to the day only comes first.
_Keyed = tuple[tuple[str, str, int, str], Entry]


def _key_dates(case: CaseView, language: Language) -> Iterator[_Keyed]:
    for name, label in DATE_LABELS.items():
        day = case.values.get(name)
        if isinstance(day, dt.date) and name not in {"closed_on", "outcome_on"}:
            yield (day.isoformat(), "", 0, name), Entry(When(day=day), language.text(label))


def _facts(case: CaseView) -> Iterator[_Keyed]:
    for fact in case.facts:
        when = _when(fact.on, fact.precision)
        if when is not None and when.day is not None:
            yield (when.day.isoformat(), "", 1, fact.number), Entry(when, fact.text, _references(fact.proofs))


def _attempts(sources: Sources, language: Language) -> Iterator[_Keyed]:
    for attempt in sources.attempts:
        text = language.text(
            N_("Contact attempt {number}: {channel}, {result}"),
            number=attempt.number,
            channel=language.text(choices.label_of(choices.Channel, attempt.channel)),
            result=language.text(choices.label_of(choices.ContactResult, attempt.result)),
        )
        when = When(at=attempt.started_at, zone=zone_of_attempt(attempt))
        proofs = tuple(Reference(number) for number in attempt.proofs if number in sources.items)
        yield (*_moment_key(attempt.local), 2, attempt.number), Entry(when, text, proofs)


def _dated_items(sources: Sources, language: Language) -> Iterator[_Keyed]:
    for number in sources.order:
        item = sources.items[number]
        when = _item_when(item.on, sources.zone)
        if when is not None and not item.part_of:
            key = _moment_key(when.at.astimezone(zone_of(when.zone))) if when.at else (str(when.day), "")
            yield (*key, 3, number), Entry(when, _title(sources, item, language), (Reference(number),))


def said_in(words: Mapping[str, str], language: Language) -> str:
    """Give what something is called in a language, or in the one it is a kind of (de for de-AT)."""
    tag = language.tag
    while tag:
        if words.get(tag):
            return words[tag]
        tag = tag.rpartition("-")[0]
    return ""


def _moment_key(local: dt.datetime) -> tuple[str, str]:
    return local.date().isoformat(), local.astimezone(dt.UTC).isoformat()


def _title(sources: Sources, item: EvidenceRow, language: Language) -> str:
    """Give what an item is called in the document's language, as the recipe says, or else its own title."""
    return said_in(sources.recipe.titles.get(item.number, {}), language) or item.title or item.filename


def _item_when(on: str, zone: str) -> When | None:
    try:
        moment = dt.datetime.fromisoformat(on) if on else None
        if moment is None:
            return None
        if moment.tzinfo is None:
            return When(day=moment.date())
        return When(at=moment.astimezone(dt.UTC), zone=zone)
    except (ValueError, OverflowError):  # the end of all days
        return None


def _exhibit(sources: Sources, item: EvidenceRow, language: Language) -> Exhibit:
    children = tuple(
        _title(sources, other, language) for other in sources.items.values() if other.part_of == item.number
    )
    facts = [
        fact.number for fact in sources.case.facts if any(p.evidence == item.number for p in fact.proofs)
    ]
    recipe = sources.recipe
    original = next((one for one, other in recipe.translations.items() if other == item.number), "")
    section = recipe.section_of(item.number)
    return Exhibit(
        key=item.number,
        evidence_id=f"{sources.case.number}/{item.number}",
        uid=item.uid,
        sha256=item.sha256,
        size=item.size,
        title=_title(sources, item, language),
        kind=language.text(KIND_LABELS.get(item.kind, FILE_LABEL)),
        media_type=item.media_type,
        filename=item.filename,
        date=_item_when(item.on, sources.zone),
        language=item.language,
        source=item.source,
        received=item.acquired_at,
        pages=recipe.pages.get(item.number),
        description=said_in(recipe.descriptions.get(item.number, {}), language)
        or said_in(item.descriptions, language),
        section=said_in(section.titles, language) or next(iter(section.titles.values()), "")
        if section
        else "",
        translates=original if original in sources.order else "",
        translated=recipe.translations.get(item.number) in sources.order,
        zone=sources.zone,
        part_of=item.part_of if item.part_of in sources.order else "",
        parts=children,
        proves=tuple(facts),
        custody=tuple(_custody(event, language, sources.zone) for event in sources.custody.get(item.uid, ())),
        warnings=tuple(language.say(told) for told in item.warnings),
        mail=_mail(item.facts, language) if item.kind in _MAILS else None,
        text=_text(item, sources.texts),
        copied=_copied(item, language),
    )


def _copied(item: EvidenceRow, language: Language) -> str:
    """Say how an item was made of another."""
    how = str((item.derivation or {}).get("how") or "")
    return language.text(choices.label_of(choices.Transformation, how)) if how else ""


def _text(item: EvidenceRow, texts: Mapping[int, Sequence[str]]) -> str | None:
    if item.kind not in _WORDS:
        return None
    said = str(item.facts.get("text") or "\n\n".join(texts.get(item.id, ())))
    # A mail or a text without a word is one all the same; of other files the slip sheet says more.
    return said if said.strip() or item.kind in {"eml", "text"} else None


def _mail(facts: Mapping[str, Any], language: Language) -> Mail:
    return Mail(
        sender=", ".join(_many(facts.get("from"))),
        to=_many(facts.get("to")),
        cc=_many(facts.get("cc")),
        date=_sent(str(facts.get("date") or ""), language),
        subject=str(facts.get("subject") or ""),
        attachments=_attached(facts),
    )


def _sent(date: str, language: Language) -> str:
    """Write when a mail was sent by the clock of the one who sent it; what is no date stays as it is."""
    try:
        moment = dt.datetime.fromisoformat(date)
    except ValueError:
        return date
    return language.datetime(moment, moment.tzinfo) if moment.tzinfo else language.date(moment.date())


def _attached(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Name what hung on a mail: by the names it was given, or else by those it was kept under."""
    kept = facts.get("attached")
    named = _many(facts.get("attachments"))
    kept_names = _many(kept) if isinstance(kept, list) else ()
    names = kept_names if len(kept_names) == len(named) else named
    return tuple(name for name in names if name)


def _many(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(one.get("name", one)) if isinstance(one, dict) else str(one) for one in value)
    return (str(value),) if value else ()


def _custody(event: CustodyEvent, language: Language, zone: str) -> str:
    return language.text(
        N_("{when}: {action}, {actor}"),
        when=language.datetime(event.at, zone),
        action=language.text(choices.label_of(choices.CustodyAction, event.action)),
        actor=event.actor,
    )


def shown_custody(events: Iterable[CustodyEvent]) -> list[CustodyEvent]:
    """Leave out what the desk itself did to make or check dossiers."""
    return [event for event in events if event.action not in _OF_THE_DESK]

"""The tables of a statement: addresses, attempts, registers consulted, inquiries to others, exhibits."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.choices import (
    AddressSource,
    Channel,
    ContactPurpose,
    ContactResult,
    PartyRole,
    label_of,
)
from xborder_desk.domain.sellers import KIND_NAMES
from xborder_desk.domain.statement import Block, Span
from xborder_desk.i18n import N_
from xborder_desk.storage.queries.pictures import INQUIRIES, OUR_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.contacts import AttemptView, Outcome
    from xborder_desk.domain.statement import Cell
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.statements.gathering import Source
    from xborder_desk.services.statements.saying import Saying

_ALIVE_OR_DEAD: Final = {"alive": N_("in use"), "dead": N_("not in use any more"), "": N_("not known")}
_KINDS: Final = {
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
    "web_form": N_("Web form"),
    "chat": N_("Chat"),
    "platform_msg": N_("Platform message"),
    "messenger": N_("Messenger"),
    "sms": N_("Text message"),
}
# With whom a consumer banks tells who he is.
_OF_THE_CONSUMER: Final = frozenset({"bank", "payment_service", "insurer"})
Numbered = tuple["Source", "AttemptView"]


def kind_name(kind: str) -> str:
    """Say what kind of address or sign it is, as a marked text."""
    return _KINDS.get(kind) or KIND_NAMES.get(kind, kind)


def addresses(saying: Saying) -> Block:
    """List every address and identifier of the seller with its origin."""
    rows: list[tuple[Cell, ...]] = []
    seen: set[tuple[str, str]] = set()
    for source in saying.gathered.sources:
        for one in source.seen.book:
            if (one.kind, one.normal) in seen:
                continue
            seen.add((one.kind, one.normal))
            state = [Span(saying.text(_ALIVE_OR_DEAD.get(one.state, one.state)))]
            if one.by:
                shown = saying.text(N_("shown by {attempt}"), attempt=f"{source.number}/{one.by}")
                state.append(Span(shown, "muted"))
            origin = label_of(AddressSource, one.origin) if one.origin else N_("Origin not recorded")
            rows.append(
                (
                    (Span(saying.text(kind_name(one.kind))),),
                    saying.value(one.raw),
                    (
                        Span(saying.text(origin)),
                        *([Span(saying.day(one.seen_on), "muted")] if one.seen_on else []),
                        *saying.proofs(source, [one.evidence] if one.evidence else []),
                    ),
                    tuple(state),
                )
            )
    return Block(
        "table",
        columns=(2, 4, 3, 3),
        heads=(
            saying.text(N_("Kind")),
            saying.text(N_("Address or identifier")),
            saying.text(N_("Found where and when")),
            saying.text(N_("Whether it is in use")),
        ),
        rows=tuple(rows),
    )


def in_order(saying: Saying) -> list[Numbered]:
    """Give every attempt to reach the seller in the order of time, over all cases."""
    found = [
        (source, attempt)
        for source in saying.gathered.sources
        for attempt in source.seen.to_seller
        if attempt.channel not in INQUIRIES
    ]
    return sorted(found, key=lambda pair: (pair[1].started_at, pair[0].number, pair[1].seq))


def attempts(saying: Saying, found: Sequence[Numbered]) -> Block:
    """List the attempts: when, how and where, what for, what came of it, by what it is proved."""
    rows = tuple(_attempt(saying, source, attempt) for source, attempt in found)
    return Block(
        "table",
        columns=(1.9, 2.0, 2.6, 3.0, 2.6, 1.9),
        heads=(
            saying.text(N_("No.")),
            saying.text(N_("Date and time")),
            saying.text(N_("Way and address")),
            saying.text(N_("Content")),
            saying.text(N_("Result")),
            saying.text(N_("Exhibits")),
        ),
        rows=rows,
    )


def _attempt(saying: Saying, source: Source, one: AttemptView) -> tuple[Cell, ...]:
    country = source.seller.country if source.seller else ""
    known = saying.text(N_("own knowledge")) if one.first_hand else saying.text(N_("from the register"))
    number = (Span((f"{source.number}/{one.number}",)), Span(known, "muted"))
    spans = [Span(saying.text(label_of(Channel, one.channel)), "strong"), *saying.value(one.address)]
    if one.address_source:
        spans.append(Span(saying.text(label_of(AddressSource, one.address_source)), "muted"))
    if one.tracking:
        spans.append(Span(saying.text(N_("Posting {number}"), number=one.tracking), "muted"))
    if one.cost:
        spans.append(Span(saying.each(partial(_cost, one)), "muted"))
    content = [Span(saying.text(label_of(ContactPurpose, one.purpose)))] if one.purpose else []
    content += _noted(saying, source, one)
    proofs = _proofs(one)
    if one.address_evidence:
        proofs.append(one.address_evidence)
    return (
        number,
        tuple(saying.times(one, country)),
        tuple(spans),
        tuple(content),
        tuple(_results(saying, source, one)),
        saying.proofs(source, proofs),
    )


def _cost(one: AttemptView, language: Language) -> str:
    amount = language.money(Decimal(one.cost), one.cost_currency)
    return language.text(N_("Cost: {amount}"), amount=amount)


def _noted(saying: Saying, source: Source, one: AttemptView) -> list[Span]:
    """Give the note of an attempt; of another consumer's case nobody may read it."""
    return [Span(saying.plain(saying.short(one.note)), "muted")] if source.own and one.note else []


def _proofs(one: AttemptView) -> list[str]:
    return [*one.proofs, *(proof for line in (*one.results, *one.replies) for proof in line.proofs)]


def _results(saying: Saying, source: Source, one: AttemptView) -> Iterator[Span]:
    if not one.results and not one.replies:
        yield Span(saying.text(N_("No result recorded")))
    for outcome in one.results:
        yield Span(saying.text(label_of(ContactResult, outcome.result)))
        yield from _about(saying, source, outcome)
    for reply in one.replies:
        yield Span(saying.text(N_("Reply received")), "strong")
        yield from _about(saying, source, reply)
    for change in one.corrections:
        said = saying.text(N_("Corrected: {before} → {after}"), before=change.before, after=change.after)
        yield Span(tuple(map(saying.gathered.masked, said)), "muted")


def _about(saying: Saying, source: Source, outcome: Outcome) -> Iterator[Span]:
    yield Span(saying.moment(outcome.at), "muted")
    said = [outcome.recipient, outcome.status]
    if source.own:
        said.append(saying.short(outcome.note))
    words = ": ".join(filter(None, said))
    if words:
        yield Span(saying.plain(words), "muted")


def registers(saying: Saying) -> Block | None:
    """List the registers consulted; None if there were none."""
    rows = [
        (
            saying.value(one.address),
            saying.value(one.searched),
            tuple(saying.times(one, "")),
            (*_results(saying, source, one), *_noted(saying, source, one)),
            saying.proofs(source, _proofs(one)),
        )
        for source in saying.gathered.sources
        for one in source.seen.attempts
        if one.channel == Channel.REGISTER_LOOKUP
    ]
    if not rows:
        return None
    heads = (N_("Register"), N_("Searched for"), N_("Date and time"), N_("Result"), N_("Exhibits"))
    return Block("table", columns=(3, 3, 2, 3, 1.5), heads=tuple(map(saying.text, heads)), rows=tuple(rows))


def inquiries(saying: Saying) -> Block | None:
    """List the inquiries made to others; None if there were none."""
    rows = [
        _inquiry(saying, source, one)
        for source in saying.gathered.sources
        for one in source.seen.attempts
        if _asks_others(source, one)
    ]
    if not rows:
        return None
    heads = (N_("To whom"), N_("Date and time"), N_("What"), N_("Answer"), N_("Exhibits"))
    return Block("table", columns=(3, 2, 3, 3, 1.5), heads=tuple(map(saying.text, heads)), rows=tuple(rows))


def _asks_others(source: Source, one: AttemptView) -> bool:
    if one.channel == Channel.REGISTER_LOOKUP:
        return False
    role = source.seen.roles.get(one.party, "")
    if not source.own and role in _OF_THE_CONSUMER:
        return False
    named = one.party not in {"", source.seen.seller} and role not in OUR_SIDE
    return one.channel == Channel.THIRD_PARTY or named


def _inquiry(saying: Saying, source: Source, one: AttemptView) -> tuple[Cell, ...]:
    party = next((found for found in source.view.parties if found.number == one.party), None)
    whom = [Span(saying.plain(party.name))] if party else []
    if party:
        whom.append(Span(saying.text(label_of(PartyRole, party.role)), "muted"))
    asked = (Span(saying.text(label_of(Channel, one.channel))), *_noted(saying, source, one))
    return (
        (*whom, *saying.value(one.address)),
        tuple(saying.times(one, party.country if party else "")),
        asked,
        tuple(_results(saying, source, one)),
        saying.proofs(source, _proofs(one)),
    )


def exhibits(saying: Saying) -> Block | None:
    """List the exhibits with their hashes; None if nothing was named."""
    rows = tuple(
        (
            (Span((one.label,), "strong"),),
            (Span(saying.plain(one.title)), Span((one.evidence,), "muted")),
            (Span((one.sha256,), "code"),),
        )
        for one in saying.exhibits
    )
    if not rows:
        return None
    heads = (saying.text(N_("Exhibit")), saying.text(N_("Document")), ("SHA-256",))
    return Block("table", columns=(1.4, 4, 5), heads=heads, rows=rows)

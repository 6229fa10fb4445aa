"""One contact attempt as a dossier shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain import choices
from xborder_desk.domain.dossier import Contact, Correction, Result
from xborder_desk.domain.references import Reference
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.contacts import Amendment, AttemptView, Outcome
    from xborder_desk.i18n.language import Language


def contact_of(attempt: AttemptView, case: CaseView, language: Language, known: Container[str]) -> Contact:
    """Give the attempt with its results, replies and corrections in the document's language."""
    party = next((one.name for one in case.parties if one.number == attempt.party), "")
    source = (
        language.text(choices.label_of(choices.AddressSource, attempt.address_source))
        if attempt.address_source
        else ""
    )
    return Contact(
        number=attempt.number,
        started_at=attempt.started_at,
        zone=zone_of_attempt(attempt),
        channel=language.text(choices.label_of(choices.Channel, attempt.channel)),
        address=attempt.address,
        party=party,
        remark=attempt.note,
        address_source=source,
        purpose=language.text(choices.label_of(choices.ContactPurpose, attempt.purpose))
        if attempt.purpose
        else "",
        results=tuple(_results(attempt, language, known)),
        corrections=tuple(_correction(one, language) for one in attempt.corrections),
        proofs=_proofs(attempt.proofs, known),
    )


def zone_of_attempt(attempt: AttemptView) -> str:
    """Say whose clock an attempt is told by: the named zone, or the distance to UTC it was noted with."""
    if attempt.zone:
        return attempt.zone
    hours, minutes = divmod(abs(attempt.offset), 60)
    return f"{'-' if attempt.offset < 0 else '+'}{hours:02d}:{minutes:02d}"


def _results(attempt: AttemptView, language: Language, known: Container[str]) -> Iterable[Result]:
    for outcome in attempt.results:
        label = choices.label_of(choices.ContactResult, outcome.result)
        yield _result(outcome, label, attempt, known, language)
    for reply in attempt.replies:
        yield _result(reply, N_("Reply received"), attempt, known, language)
    if not attempt.results and not attempt.replies:
        yield Result(language.text(choices.ContactResult.PENDING.label))


def _result(
    outcome: Outcome, label: str, attempt: AttemptView, known: Container[str], language: Language
) -> Result:
    text = language.text(label)
    if outcome.note:
        text = language.labelled(text, outcome.note)
    return Result(text, outcome.at, zone_of_attempt(attempt), _proofs(outcome.proofs, known))


def _correction(change: Amendment, language: Language) -> Correction:
    return Correction(
        at=change.at,
        before=_said(change.field, change.before, language),
        after=_said(change.field, change.after, language),
        reason=change.note,
    )


def _said(field: str, value: str, language: Language) -> str:
    lists: dict[str, type[choices.Choice]] = {
        "channel": choices.Channel,
        "purpose": choices.ContactPurpose,
        "address_source": choices.AddressSource,
    }
    return language.text(choices.label_of(lists[field], value)) if field in lists and value else value


def _proofs(numbers: Iterable[str], known: Container[str]) -> tuple[Reference, ...]:
    return tuple(Reference(number) for number in numbers if number in known)

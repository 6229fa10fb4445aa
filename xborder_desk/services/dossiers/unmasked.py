"""What the other party would still read: exhibits with personal data and no blacked-out copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.lint import OTHER_PARTY, private_in
from xborder_desk.domain.pseudonyms import CONSUMER
from xborder_desk.i18n import N_
from xborder_desk.services.dossiers.content import IDENTIFIER_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.domain.cases import CaseView, IdentifierView
    from xborder_desk.domain.dossier import BoundExhibit
    from xborder_desk.i18n.language import Language
    from xborder_desk.services.dossiers.content import Sources

SHOWS: Final = N_("{exhibit} shows personal data to the other party: {what}. Make a redacted copy of it.")
_NUMBERS: Final = frozenset({"iban", "account"})
_PHONES: Final = frozenset({"phone", "fax"})
_LEAST: Final = 6
_LAST: Final = 9
_GAP: Final = r"[\s\-./()]*"


def unmasked(sources: Sources, exhibits: Sequence[BoundExhibit], language: Language) -> list[str]:
    """Say of each exhibit which personal data of the consumer it shows to the other party.

    Numbers of accounts and cards are found by their check digits, those of the seller and others left aside;
    the consumer's own telephone numbers by their last figures. For the court nothing is hidden.
    """
    if sources.variant != OTHER_PARTY:
        return []
    bound = {one.evidence_id: one.label for one in exhibits if not one.problem}
    told = []
    for item in sources.items.values():
        label = bound.get(f"{sources.case.number}/{item.number}")
        if label is None:
            continue
        text = "\n".join((*sources.texts.get(item.id, ()), str(item.facts.get("text") or "")))
        kinds = list(dict.fromkeys(_kinds(text, sources.case, language)))
        if kinds:
            told.append(language.text(SHOWS, exhibit=label, what=", ".join(kinds)))
    return told


def _kinds(text: str, case: CaseView, language: Language) -> Iterator[str]:
    known = list(_identifiers(case, of_consumer=False))
    for other in known:
        if other.kind in _NUMBERS:
            text = re.sub(_spread(other.normal or other.raw), " ", text, flags=re.IGNORECASE)
    yield from private_in(text)
    for own in _identifiers(case, of_consumer=True):
        figures = re.sub(r"\D", "", own.normal or own.raw)[-_LAST:]
        if own.kind in _PHONES and len(figures) >= _LEAST and re.search(_spread(figures), text):
            yield language.text(IDENTIFIER_LABELS[own.kind])


def _identifiers(case: CaseView, *, of_consumer: bool) -> Iterator[IdentifierView]:
    for party in case.parties:
        if (party.role == CONSUMER) is of_consumer:
            yield from party.identifiers


def _spread(number: str) -> str:
    """Give a pattern that finds a number however it is set out."""
    return _GAP.join(map(re.escape, re.sub(r"[\W_]", "", number)))

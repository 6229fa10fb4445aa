"""The overview of a case on paper: what a person takes to the telephone or into a meeting."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from xborder_desk.domain.cases import DATE_LABELS
from xborder_desk.domain.choices import CaseStatus, PartyRole, label_of
from xborder_desk.i18n import N_
from xborder_desk.ui.printing import Printed

if TYPE_CHECKING:
    from xborder_desk.domain.cases import CaseView, PartyView
    from xborder_desk.i18n.language import Language


def paper_of(view: CaseView, language: Language) -> Printed:
    """Give the case as it is printed. Notes for colleagues are left out: paper travels."""
    _ = language.text
    parts = [(_(N_("State")), _state(view, language)), (_(N_("Purchase")), _purchase(view, language))]
    parts += [(_(label_of(PartyRole, party.role)), _party(party, language)) for party in view.parties]
    story = str(view.values.get("story") or "")
    days = [
        language.labelled(_(label), language.date(value, "long"))
        for name, label in DATE_LABELS.items()
        if isinstance(value := view.values.get(name), dt.date)
    ]
    facts = [
        f"{fact.number}  {language.known(fact.on, fact.precision) if fact.on else '—'}  {fact.text}"
        + (f"  ({', '.join(proof.evidence for proof in fact.proofs)})" if fact.proofs else "")
        for fact in sorted(view.facts, key=lambda one: (one.on or dt.date.max, one.number))
    ]
    tasks = [
        f"□ {task.text}" + (f" · {language.date(task.due_on)}" if task.due_on else "")
        for task in view.tasks
        if task.done_at is None
    ]
    parts += [
        (_(N_("What happened")), story),
        (_(N_("Key dates")), "\n".join(days)),
        (_(N_("Facts")), "\n".join(facts)),
        (_(N_("Next steps")), "\n".join(tasks)),
    ]
    return Printed(f"{view.number}  {view.title}", parts=[(head, text) for head, text in parts if text])


def _state(view: CaseView, language: Language) -> str:
    state = language.text(label_of(CaseStatus, view.status))
    return " · ".join(part for part in (state, view.caseworker) if part)


def _purchase(view: CaseView, language: Language) -> str:
    amount, currency = view.values.get("amount"), view.values.get("currency")
    money = language.money(Decimal(str(amount)), str(currency)) if amount is not None and currency else ""
    known = (view.values.get("product"), view.values.get("platform"), view.values.get("order_number"), money)
    return " · ".join(str(part) for part in known if part)


def _party(party: PartyView, language: Language) -> str:
    country = language.country(party.country) if party.country else ""
    first = " · ".join(part for part in (party.name, party.name_latin, country) if part)
    return "\n".join([first, *(one.raw for one in party.identifiers)])

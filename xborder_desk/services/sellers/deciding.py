"""What a person decides about two sellers, kept with what was known then; and taking it back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import AUDIT, OFFICE_SCOPE
from xborder_desk.domain.sellers import SAME, UNSURE, VERDICTS
from xborder_desk.i18n import N_
from xborder_desk.services.sellers import finding, linking, reading
from xborder_desk.storage.models import Decision
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.domain.sellers import DecisionView
    from xborder_desk.matching.scoring import Matcher
    from xborder_desk.storage.uow import Database, UnitOfWork


def decide(database: Database, matcher: Matcher, numbers: tuple[str, str], verdict: str, reason: str) -> str:
    """Keep a decision; see ``Sellers.decide``.

    Raises:
        BadInputError: no such verdict, one seller twice, no reason, or the pair is decided already.
        NotFoundError: there is no such seller.

    """
    given = words.text(reason, field="reason", needed=True)
    if verdict not in VERDICTS:
        raise BadInputError(N_("Decide “same”, “different” or “unsure”."), field="verdict")
    with database.write() as uow:
        first, second = (sellers.find(uow, number) for number in numbers)
        if first.id == second.id:
            raise BadInputError(N_("That is one seller. Name two."), field="second")
        pair = (min(first.id, second.id), max(first.id, second.id))
        _refuse_decided(uow, pair, verdict)
        row = Decision(
            uid=uuid.uuid4().hex,
            a_id=pair[0],
            b_id=pair[1],
            verdict=verdict,
            reason=given,
            evidence=finding.evidence_of(linking.scored(uow, matcher, *pair)),
            decided_by=uow.actor,
            decided_at=uow.now,
        )
        uow.session.add(row)
        uow.flush()
        told = {"first": first.uid, "second": second.uid, "verdict": verdict, "reason": given}
        uow.record(AUDIT, OFFICE_SCOPE, "sellers_decided", row.uid, **told)
        uow.commit()
        return sellers.decision_number(row.id)


def undo(database: Database, number: str) -> DecisionView:
    """Take a decision back; see ``Sellers.undo``.

    Raises:
        NotFoundError: no such decision.
        BadInputError: it is undone already.

    """
    with database.write() as uow:
        row = sellers.find_decision(uow, number)
        if row.undone_at is not None:
            raise BadInputError(
                N_("{decision} is undone already."),
                field="decision",
                decision=sellers.decision_number(row.id),
            )
        row.undone_at, row.undone_by = uow.now, uow.actor
        uow.record(AUDIT, OFFICE_SCOPE, "decision_undone", row.uid)
        uow.commit()
        return reading.decision(row)


def split(database: Database, number: str, reason: str) -> list[str]:
    """Take a seller out of its group; see ``Sellers.split``.

    Raises:
        NotFoundError: no such seller.
        BadInputError: no reason, or nothing holds it in a group.

    """
    given = words.text(reason, field="reason", needed=True)
    with database.write() as uow:
        seller = sellers.find(uow, number)
        held = [one for one in sellers.active_decisions(uow, [seller.id]) if one.verdict == SAME]
        if not held:
            raise BadInputError(N_("{seller} is in no group."), field="seller", seller=number.strip())
        for row in held:
            row.undone_at, row.undone_by = uow.now, uow.actor
            uow.record(AUDIT, OFFICE_SCOPE, "decision_undone", row.uid, reason=given)
        uow.commit()
        return [sellers.decision_number(row.id) for row in held]


def restore(database: Database, numbers: Sequence[str]) -> None:
    """Let undone decisions hold again, as if they had not been undone; the way back from a split.

    Raises:
        NotFoundError: no such decision.
        BadInputError: the pair is decided again since.

    """
    with database.write() as uow:
        for number in numbers:
            row = sellers.find_decision(uow, number)
            if row.undone_at is not None:
                _refuse_decided(uow, finding.pair_of(row), row.verdict)
                row.undone_at, row.undone_by = None, ""
                uow.record(AUDIT, OFFICE_SCOPE, "decision_restored", row.uid)
        uow.commit()


def _refuse_decided(uow: UnitOfWork, pair: tuple[int, int], verdict: str) -> None:
    held = (one for one in sellers.active_decisions(uow, pair) if finding.pair_of(one) == pair)
    # Somebody who put a pair aside may still make up their mind; undoing that puts it aside again.
    before = next((one for one in held if verdict == UNSURE or one.verdict != UNSURE), None)
    if before is not None:
        raise BadInputError(
            N_("{first} and {second} are decided already, by {decision}. Undo that first."),
            field="verdict",
            first=sellers.number_of(pair[0]),
            second=sellers.number_of(pair[1]),
            decision=sellers.decision_number(before.id),
        )

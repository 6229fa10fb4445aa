"""Facts of a case: what happened, when, and which evidence proves it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xborder_desk.domain import words
from xborder_desk.domain.errors import BadInputError, ConflictError
from xborder_desk.domain.references import references
from xborder_desk.domain.registers import AUDIT
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Case, Fact, FactProof
from xborder_desk.storage.queries import cases, evidence, parties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xborder_desk.storage.uow import Database, UnitOfWork

_LONGEST_PAGE: Final = 9
"""Digits; no document has more pages than that."""


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact as typed; ``on`` a day, month or year, ``proofs`` like ``E-02`` or ``E-02:3`` (page from 1)."""

    text: str
    on: str = ""
    proofs: tuple[str, ...] = ()


class Facts:
    """What can be done with the facts of a case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, case_number: str, new: NewFact) -> str:
        """Add a fact and give its number (F-01).

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case or evidence.

        """
        text = words.text(new.text, field="text", needed=True)
        on, precision = words.partial_day(new.on, field="on")
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            _check_references(uow, case, text)
            fact = Fact(uid=uuid.uuid4().hex, case_id=case.id, no=cases.next_fact_no(uow, case.id))
            fact.text, fact.on, fact.precision = text, on, precision
            uow.session.add(fact)
            uow.flush()
            proofs = _prove(uow, case, fact, new.proofs)
            cases.touch(case, uow.now)
            uow.record(AUDIT, case.uid, "fact_added", fact.uid, text=text, on=new.on.strip(), proofs=proofs)
            uow.commit()
            return f"F-{fact.no:02d}"

    def change(self, case_number: str, fact_number: str, new: NewFact, *, version: int | None = None) -> None:
        """Replace text, day and proofs of a fact; what stood there stays in the audit register.

        ``version`` is the one the person saw, if they saw one.

        Raises:
            BadInputError: a value cannot be taken.
            ConflictError: somebody changed the fact in the meantime.
            NotFoundError: no such case, fact or evidence.

        """
        text = words.text(new.text, field="text", needed=True)
        on, precision = words.partial_day(new.on, field="on")
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            fact = parties.find_fact(uow, case, fact_number)
            _check_references(uow, case, text)
            if version is not None and version != fact.version:
                _refuse_conflict(fact, text, new.on.strip())
            before = {"text": fact.text, "on": _day_of(fact)}
            fact.text, fact.on, fact.precision = text, on, precision
            for proof in fact.proofs:
                uow.session.delete(proof)
            proofs = _prove(uow, case, fact, new.proofs)
            cases.touch(case, uow.now)
            uow.record(
                AUDIT,
                case.uid,
                "fact_changed",
                fact.uid,
                before=before,
                after={"text": text, "on": new.on.strip()},
                proofs=proofs,
            )
            uow.commit()

    def remove(self, case_number: str, fact_number: str) -> None:
        """Take a fact out of the case; its words stay in the audit register.

        Raises:
            NotFoundError: no such case or fact.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            fact = parties.find_fact(uow, case, fact_number)
            fact.removed_at = uow.now
            cases.touch(case, uow.now)
            uow.record(AUDIT, case.uid, "fact_removed", fact.uid, text=fact.text)
            uow.commit()

    def bring_back(self, case_number: str, fact_number: str) -> None:
        """Bring a fact back that was taken out of the case.

        Raises:
            NotFoundError: no such case or fact.

        """
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            fact = parties.find_fact(uow, case, fact_number, removed=True)
            if fact.removed_at is None:
                return
            fact.removed_at = None
            cases.touch(case, uow.now)
            uow.record(AUDIT, case.uid, "fact_brought_back", fact.uid, text=fact.text)
            uow.commit()


def _check_references(uow: UnitOfWork, case: Case, text: str) -> None:
    for reference in references(text):
        evidence.find(uow, reference.key, case.number)


def _day_of(fact: Fact) -> str:
    """Give the day, month or year of a fact as a person writes it."""
    shown = {"year": 4, "month": 7}.get(fact.precision)
    return fact.on.isoformat()[:shown] if fact.on else ""


def _refuse_conflict(fact: Fact, text: str, on: str) -> None:
    """Refuse a change on an older version, with both values of what differs."""
    theirs = {"text": fact.text, "on": _day_of(fact)}
    mine = {"text": text, "on": on}
    differing = sorted(name for name in mine if mine[name] != theirs[name]) or ["text"]
    raise ConflictError(
        N_("Somebody changed {names} in the meantime. Compare both values and choose."),
        theirs={name: theirs[name] for name in differing},
        mine={name: mine[name] for name in differing},
        names=", ".join(differing),
    )


def _prove(uow: UnitOfWork, case: Case, fact: Fact, proofs: Sequence[str]) -> list[str]:
    taken = []
    for given in proofs:
        number, page = _split(given)
        item = evidence.find_own(uow, number, case.number)
        if page is not None and item.pages is not None and page > item.pages:
            raise BadInputError(
                N_("The evidence {number} has {pages} pages; there is no page {page}."),
                field="proof",
                number=item.no,
                pages=item.pages,
                page=page,
            )
        uow.session.add(FactProof(fact_id=fact.id, evidence_id=item.id, page=page))
        taken.append(item.no if page is None else f"{item.no}:{page}")
    return taken


def _split(given: str) -> tuple[str, int | None]:
    number, colon, page = given.strip().rpartition(":")
    if not colon:
        return page, None
    if not page.isdecimal() or len(page) > _LONGEST_PAGE or int(page) < 1:
        raise BadInputError(
            N_("“{given}” is no place in the evidence. Give it like E-02:3 for page 3."),
            field="proof",
            given=given,
        )
    return number, int(page)

"""Cases: opening, changing, listing, showing, noting, and the bin."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from xborder_desk.domain import words
from xborder_desk.domain.case_list import COLUMNS, CaseQuestion
from xborder_desk.domain.choices import CaseStatus, PartyRole
from xborder_desk.domain.errors import ConflictError
from xborder_desk.domain.folding import fold
from xborder_desk.domain.registers import AUDIT
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.services.cases import fields
from xborder_desk.services.cases.filters import SavedFilters
from xborder_desk.services.cases.many import ManyCases
from xborder_desk.services.cases.reading import as_read
from xborder_desk.services.cases.timeline import timeline_of
from xborder_desk.storage.models import Case, Note, Party, Task
from xborder_desk.storage.queries import case_list, cases, contacts, evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from xborder_desk.domain.case_list import Found
    from xborder_desk.domain.cases import CaseRow, CaseView, NewCase, TimelineEntry
    from xborder_desk.i18n.language import Language
    from xborder_desk.storage.uow import Database, UnitOfWork


class Cases:
    """What can be done with cases. ``problems`` gives the known problem codes and their list's name."""

    def __init__(
        self, database: Database, problems: Callable[[], tuple[str, Collection[str]]], zone: dt.tzinfo
    ) -> None:
        self._database = database
        self._problems = problems
        self._zone = zone
        self.many = ManyCases(database, problems)
        self.filters = SavedFilters(database, zone)

    def create(self, new: NewCase) -> str:
        """Open a case and give its number.

        Raises:
            BadInputError: a value cannot be taken; nothing is written.

        """
        title = words.name(new.title, field="title")
        consumer = _party("consumer", PartyRole.CONSUMER, new.consumer, new.consumer_country)
        seller = _party("seller", PartyRole.SELLER, new.seller, new.seller_country)
        taxonomy, known = self._problems()
        values = fields.read(new.more, {}, known)
        values.setdefault("caseworker", self._database.actor)
        with self._database.write() as uow:
            year = uow.now.astimezone(self._zone).year
            number, seq = cases.next_number(uow, year)
            case = Case(uid=uuid.uuid4().hex, number=number, year=year, seq=seq, title=title)
            case.status, case.taxonomy = CaseStatus.NEW.value, taxonomy
            case.created_at = case.updated_at = uow.now
            for name, value in values.items():
                setattr(case, name, value)
            uow.session.add(case)
            uow.flush()
            parties = [consumer, seller]
            if case.platform:
                parties.append(_party("platform", PartyRole.PLATFORM, case.platform, ""))
            for no, party in enumerate(parties, start=1):
                party.case_id, party.no = case.id, no
                uow.session.add(party)
            cases.refresh_keys(uow, case)
            details = {name: _plain(value) for name, value in values.items()}
            uow.record(
                AUDIT, case.uid, "case_created", case.uid, **{"title": title, **details, "number": number}
            )
            for party in parties:
                uow.record(AUDIT, case.uid, "party_added", party.uid, role=party.role, name=party.name)
            uow.commit()
            return number

    def set(self, number: str, given: Mapping[str, str], *, version: int | None = None) -> None:
        """Change fields of a case; ``version`` is the one the person saw, if they saw one.

        Raises:
            BadInputError: a value cannot be taken; nothing is written.
            ConflictError: somebody changed one of these fields in the meantime.
            NotFoundError: no such case.

        """
        with self._database.write() as uow:
            case = cases.find(uow, number)
            known = self._problems()[1]
            values = fields.read(given, {name: getattr(case, name) for name in cases.VALUE_FIELDS}, known)
            if version is not None and version != case.version:
                _refuse_conflict(uow, case, values, version)
            changes = {
                name: [_plain(getattr(case, name)), _plain(value)]
                for name, value in values.items()
                if getattr(case, name) != value
            }
            if not changes:
                return
            for name in changes:
                setattr(case, name, values[name])
            cases.touch(case, uow.now)
            cases.refresh_keys(uow, case)
            uow.record(AUDIT, case.uid, "case_changed", case.uid, version=case.version, changes=changes)
            uow.commit()

    def ids(
        self,
        text: str = "",
        *,
        binned: bool = False,
        status: str = "",
        order: str = "",
        descending: bool = False,
    ) -> list[int]:
        """Give the ids of the cases that hold every word of ``text``, newest first unless told otherwise."""
        where = (("status", status),) if status else ()
        asked = CaseQuestion(text, binned, where, order if order in COLUMNS else "", descending)
        return list(self.find(asked).ids)

    def find(self, question: CaseQuestion, reader: Language | None = None) -> Found:
        """Give the ids of all cases that answer a question, in its order, and its groups with their counts.

        Names come in the order in which ``reader`` looks for them, without one in that of most languages.

        Raises:
            BadInputError: a condition that is none.

        """
        with self._database.read() as uow:
            found = case_list.found(uow, question, uow.now.astimezone(self._zone).date(), self._zone)
            return found if reader is None else as_read(uow, found, question, reader)

    def rows(self, ids: Sequence[int]) -> list[CaseRow]:
        """Give the list rows of these cases, in this order, in one query."""
        with self._database.read() as uow:
            return cases.rows(uow, ids)

    def all(self, text: str = "", *, binned: bool = False) -> list[CaseRow]:
        """Give all rows that hold every word of ``text``, newest first."""
        with self._database.read() as uow:
            found = cases.ids(uow, text, binned=binned)
            return [
                row
                for start in range(0, len(found), 500)
                for row in cases.rows(uow, found[start : start + 500])
            ]

    def show(self, number: str) -> CaseView:
        """Give the whole case.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            return cases.view(uow, number)

    def timeline(self, number: str) -> list[TimelineEntry]:
        """Give everything dated in a case, oldest first.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            case = cases.view(uow, number)
            items = evidence.rows(uow, case.id)
            attempts = contacts.attempts(uow, case.uid)
        return timeline_of(case, items, attempts, self._zone)

    def note(self, number: str, text: str) -> str:
        """Write a note for colleagues and give its uid; no document can reach it.

        Raises:
            BadInputError: the note is empty or cannot be taken.

        """
        taken = words.text(text, field="note", needed=True)
        with self._database.write() as uow:
            case = cases.find(uow, number)
            note = Note(uid=uuid.uuid4().hex, case_id=case.id, text=taken, by=uow.actor, at=uow.now)
            uow.session.add(note)
            # The words of a note stay out of the register: what is in a register cannot be unsaid.
            uow.record(AUDIT, case.uid, "note_written", note.uid, length=len(taken))
            uow.commit()
            return note.uid

    def show_note(self, number: str, uid: str, *, shown: bool) -> None:
        """Take a note away, or bring it back.

        Raises:
            NotFoundError: no such case or note.

        """
        with self._database.write() as uow:
            case = cases.find(uow, number)
            note = cases.find_note(uow, case, uid)
            if (note.removed_at is None) != shown:
                note.removed_at = None if shown else uow.now
                uow.record(AUDIT, case.uid, "note_brought_back" if shown else "note_removed", note.uid)
                uow.commit()

    def plan(self, number: str, text: str, due: str = "") -> str:
        """Put a task on the list of a case and give its uid; ``due`` is a day or empty.

        Raises:
            BadInputError: the task is empty or the day does not exist.

        """
        taken = words.name(text, field="task")
        due_on = words.day(due, field="due")
        with self._database.write() as uow:
            case = cases.find(uow, number)
            task = Task(uid=uuid.uuid4().hex, case_id=case.id, text=taken, due_on=due_on)
            uow.session.add(task)
            uow.record(AUDIT, case.uid, "task_planned", task.uid, text=taken, due_on=_plain(due_on))
            uow.commit()
            return task.uid

    def finish(self, number: str, task_uid: str) -> None:
        """Mark a task as done.

        Raises:
            NotFoundError: no such case or task.

        """
        with self._database.write() as uow:
            case = cases.find(uow, number)
            task = cases.find_task(uow, case, task_uid)
            if task.done_at is None:
                task.done_at = uow.now
                uow.record(AUDIT, case.uid, "task_done", task.uid, text=task.text)
                uow.commit()

    def reopen(self, number: str, task_uid: str) -> None:
        """Put a task that was done back on the list.

        Raises:
            NotFoundError: no such case or task.

        """
        with self._database.write() as uow:
            case = cases.find(uow, number)
            task = cases.find_task(uow, case, task_uid)
            if task.done_at is not None:
                task.done_at = None
                uow.record(AUDIT, case.uid, "task_reopened", task.uid, text=task.text)
                uow.commit()

    def bin(self, number: str) -> None:
        """Put a case into the bin; nothing of it is lost.

        Raises:
            NotFoundError: no such case.

        """
        self._move(number, binned=True)

    def take_back(self, number: str) -> None:
        """Take a case out of the bin.

        Raises:
            NotFoundError: no such case.

        """
        self._move(number, binned=False)

    def _move(self, number: str, *, binned: bool) -> None:
        with self._database.write() as uow:
            if cases.move(uow, cases.find(uow, number), binned=binned):
                uow.commit()


def _party(field: str, role: PartyRole, name: str, country: str) -> Party:
    taken = words.name(name, field=field)
    return Party(
        uid=uuid.uuid4().hex,
        role=role.value,
        name=taken,
        name_key=fold(taken),
        country=codes.country(country, field=f"{field}_country"),
    )


def _refuse_conflict(uow: UnitOfWork, case: Case, values: Mapping[str, object], version: int) -> None:
    """Refuse only when somebody else changed one of the same fields since ``version``."""
    changed = cases.changed_since(uow, case, version)
    both = {name: value for name, value in values.items() if name in changed and getattr(case, name) != value}
    if both:
        raise ConflictError(
            N_("Somebody changed {names} in the meantime. Compare both values and choose."),
            theirs={name: _plain(getattr(case, name)) for name in both},
            mine={name: _plain(value) for name, value in both.items()},
            names=", ".join(sorted(both)),
        )


def _plain(value: object) -> object:
    """Give a value as registers can hold it."""
    return value if value is None or isinstance(value, bool | int | list | dict) else str(value)

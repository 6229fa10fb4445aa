"""The contact register: attempts, what became of them, corrections. Nothing in it is ever changed."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain import words
from xborder_desk.domain.choices import (
    AddressSource,
    Channel,
    ContactPurpose,
    ContactResult,
    parse_choice,
)
from xborder_desk.domain.contacts import ATTEMPT, CORRECTABLE, CORRECTION, REPLY, RESULT
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.registers import CONTACTS
from xborder_desk.i18n import N_
from xborder_desk.identifiers import codes
from xborder_desk.services.contacts.board import Board
from xborder_desk.services.contacts.importing import MailImport
from xborder_desk.services.contacts.lines import enter, moment_fields, proofs_of
from xborder_desk.services.contacts.proposing import proposal
from xborder_desk.services.contacts.standing import standing_of, write_states
from xborder_desk.storage.queries import cases, contacts, evidence, parties
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xborder_desk.catalog.catalog import Catalog
    from xborder_desk.domain.address_book import BookEntry
    from xborder_desk.domain.cadence import Step
    from xborder_desk.domain.contacts import AttemptView, NewAttempt
    from xborder_desk.domain.mail_import import Imported
    from xborder_desk.domain.reach import Standing
    from xborder_desk.domain.search import BoardRow
    from xborder_desk.domain.service_rules import Readiness
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.jobs.context import JobContext
    from xborder_desk.services.contacts.board import Survey
    from xborder_desk.services.contacts.importing import Intake
    from xborder_desk.storage.models import Case, ContactEntry
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.queries.contacts import Reminder
    from xborder_desk.storage.uow import UnitOfWork

# A clock may differ from ours by this much; an attempt further ahead has not happened yet.
_AHEAD: Final = dt.timedelta(minutes=10)
_ATTEMPT: Final = re.compile(r"(?:(?P<case>\d{4}-\d{4,})/)?(?P<no>A-\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewOutcome:
    """A result or reply as typed: ``result`` of the list (none for a reply), ``at`` ISO 8601 or empty."""

    result: str = ""
    at: str = ""
    note: str = ""
    proofs: tuple[str, ...] = ()
    # What a mail server said of one address, where one said it.
    recipient: str = ""
    status: str = ""
    status_class: int | None = None
    dead: bool | None = None

    def of_server(self) -> dict[str, Any]:
        """Give what only a server's answer has."""
        if not self.recipient:
            return {}
        told = {"recipient": self.recipient, "status": self.status, "status_class": self.status_class}
        return {**told, "address_dead": self.dead}


class Contacts:
    """What can be done with the contact register of a case. ``zone`` is the office's own."""

    def __init__(
        self, office: Office, apart: Apart, intake: Intake, catalog: Catalog, zone: dt.tzinfo
    ) -> None:
        self._database = office.database
        self._zone = zone
        self._search = Board(office.database, catalog)
        self._mails = MailImport(office, apart, intake, zone)

    def add(self, case_number: str, new: NewAttempt, proofs: Sequence[str] = ()) -> str:
        """Log an attempt, and its result as a line of its own if it is known; gives its number (A-01).

        ``proofs`` are numbers of evidence of the case.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case, party or evidence.

        """
        result = parse_choice(ContactResult, new.result, field="result").value if new.result.strip() else ""
        with self._database.write() as uow:
            case = cases.find(uow, case_number)
            content = self._content(uow, case, new)
            content["proofs"] = proofs_of(uow, case, proofs)
            number = contacts.next_no(uow, case.id)
            uid = uuid.uuid4().hex
            line = uow.record(CONTACTS, case.uid, ATTEMPT, uid, case=case.number, number=number, **content)
            enter(uow, case, line, uid, content, number)
            if result and result != ContactResult.PENDING:
                said = {"attempt": uid, "result": result, "happened_at": content["started_at"]}
                line = uow.record(CONTACTS, case.uid, RESULT, uid, **said, note="", proofs=[])
                enter(uow, case, line, uid, said)
                uow.flush()
                write_states(uow, case.id, uid, RESULT, said)
            cases.touch(case, uow.now)
            uow.commit()
            return number

    def check(self, case_number: str, new: NewAttempt) -> None:
        """Say what is wrong with an attempt before its proofs are taken in; nothing is written.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such case, party or evidence.

        """
        if new.result.strip():
            parse_choice(ContactResult, new.result, field="result")
        with self._database.read() as uow:
            self._content(uow, cases.find(uow, case_number), new)

    def check_outcome(
        self, attempt: str, new: NewOutcome, case_number: str = "", *, reply: bool = False
    ) -> None:
        """Say what is wrong with a result or reply before its proofs are taken in; nothing is written.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such attempt.

        """
        if not reply:
            parse_choice(ContactResult, new.result, field="result")
        words.text(new.note, field="note")
        with self._database.read() as uow:
            _find(uow, attempt, case_number)
            self._started(uow, new.at)

    def add_result(self, attempt: str, new: NewOutcome, case_number: str = "") -> None:
        """Write what became of an attempt, as a line that names it.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such attempt or evidence.

        """
        result = parse_choice(ContactResult, new.result, field="result").value
        self._add_outcome(attempt, case_number, RESULT, {"result": result, **new.of_server()}, new)

    def add_reply(self, attempt: str, new: NewOutcome, case_number: str = "") -> None:
        """Write that the other side answered, as a line that names the attempt.

        Raises:
            BadInputError: a value cannot be taken.
            NotFoundError: no such attempt or evidence.

        """
        self._add_outcome(attempt, case_number, REPLY, {}, new)

    def correct(self, attempt: str, changes: Mapping[str, str], note: str, case_number: str = "") -> None:
        """Set right what an attempt says, by a line that names it; the first line stays as it was written.

        Raises:
            BadInputError: no reason given, or a value that cannot be taken.
            NotFoundError: no such attempt.

        """
        reason = words.text(note, field="note", needed=True)
        with self._database.write() as uow:
            case, entry = _find(uow, attempt, case_number)
            now = next(one for one in contacts.attempts(uow, case.uid) if one.uid == entry.uid)
            given = {
                "channel": now.channel,
                "address": now.address,
                "at": now.started_at.isoformat(),
                **changes,
            }
            taken = self._corrected(uow, given, changes)
            line = uow.record(
                CONTACTS, case.uid, CORRECTION, entry.uid, attempt=entry.uid, changes=taken, note=reason
            )
            enter(uow, case, line, entry.uid, taken)
            cases.touch(case, uow.now)
            uow.commit()

    def proposal(self, case_number: str, item: str) -> NewAttempt:
        """Give what an item of evidence shows of an attempt, to be looked over before it is logged.

        Raises:
            NotFoundError: no such case or item.

        """
        with self._database.read() as uow:
            return proposal(uow, case_number, item)

    def import_mails(self, case_number: str, paths: Sequence[Path], ctx: JobContext) -> list[Imported]:
        """Take mails (.eml, .msg), mailboxes (.mbox) and folders of them into a case, one by one.

        A sent mail becomes an attempt, a delivery report results of its attempt or of a new one, a real reply
        a reply; anything else is kept as evidence and changes nothing, and so does what was imported before.
        Gives one entry per mail, in order.

        Raises:
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop; what was imported before stays.

        """
        return self._mails.run(case_number, paths, ctx)

    def import_bytes(
        self, case_number: str, data: bytes, name: str, ctx: JobContext, about: Mapping[str, str]
    ) -> Imported:
        """Take one mail whose bytes are at hand; ``about`` are fields of the attempt a sent one becomes.

        Raises:
            NotFoundError: no such case.
            Cancelled: the person asked for it to stop.

        """
        return self._mails.take_bytes(case_number, data, name, ctx, about)

    def note_refusal(self, case_number: str, attempt: str, refusal: tuple[str, str, bool], said: str) -> None:
        """Write that a server refused an address when the mail was handed over: (address, status, dead).

        Raises:
            NotFoundError: no such attempt.

        """
        address, status, dead = refusal
        new = NewOutcome(
            "bounced", note=said, recipient=address, status=status, status_class=int(status[0]), dead=dead
        )
        self.add_result(attempt, new, case_number)

    def standing(self, case_number: str, party: str = "") -> tuple[str, Sequence[BookEntry], Standing]:
        """Give a party's number, its address book, and whether it can be reached; of the seller without one.

        Raises:
            NotFoundError: no such case or party.

        """
        with self._database.read() as uow:
            return standing_of(uow, case_number, party)

    def board(self, case_number: str) -> Sequence[BoardRow]:
        """Give the twenty rows of the diligent search: done by what, open and why, or not applicable.

        Raises:
            NotFoundError: no such case.

        """
        return self._search.rows(case_number)

    def mark_row(
        self, case_number: str, row: str, state: str, reason: str = "", proofs: Sequence[str] = ()
    ) -> None:
        """Say that a row (its id or number) is done, open again, or not applicable, as a line of its own.

        Raises:
            BadInputError: no such row or state, or neither proof nor reason.
            NotFoundError: no such case or evidence.

        """
        self._search.mark(case_number, row, state, reason, proofs)

    def check_row(self, row: str, state: str, reason: str = "") -> None:
        """Look whether a row could be marked so, before its proofs are taken in.

        Raises:
            BadInputError: no such row or state, or no reason.

        """
        self._search.check(row, state, reason)

    def set_omissions(self, case_number: str, text: str) -> None:
        """Keep a person's words on what was not done and why, as a line of its own; the last one counts.

        Raises:
            BadInputError: it is empty.
            NotFoundError: no such case.

        """
        self._search.set_omissions(case_number, text)

    def omissions(self, case_number: str) -> str:
        """Give a person's words on what was not done and why; empty if there are none.

        Raises:
            NotFoundError: no such case.

        """
        return self._search.omissions(case_number)

    def plan(self, case_number: str, today: dt.date) -> Sequence[Step]:
        """Give the attempts still to be made and until when, spread as courts want to see them.

        Raises:
            NotFoundError: no such case.

        """
        return self._search.plan(case_number, today)

    def readiness(self, case_number: str, court: str = "", today: dt.date | None = None) -> Readiness:
        """Compare the case with what the courts of a country ask for; without one, the consumer's.

        Raises:
            BadInputError: no such country.
            NotFoundError: no such case.

        """
        return self._search.readiness(case_number, court, today or dt.datetime.now(self._zone).date())

    def survey(
        self, case_number: str, court: str = "", party: str = "", today: dt.date | None = None
    ) -> Survey:
        """Give all of the above of a case at one moment, in at most four queries however much there is.

        Raises:
            BadInputError: no such country.
            NotFoundError: no such case.

        """
        return self._search.survey(case_number, court, party, today or dt.datetime.now(self._zone).date())

    def reminders(self, until: dt.date) -> Sequence[Reminder]:
        """Give what was due by a day in the registers of open cases, the oldest first, in two queries.

        An answer that was asked for and did not come, and a next step that nobody has taken yet.
        """
        with self._database.read() as uow:
            return contacts.reminders(uow, until)

    def list(self, case_number: str) -> list[AttemptView]:
        """Give every attempt of a case in the order they were logged.

        Raises:
            NotFoundError: no such case.

        """
        with self._database.read() as uow:
            return contacts.attempts(uow, evidence.case_key(uow, case_number)[1])

    def _content(self, uow: UnitOfWork, case: Case, new: NewAttempt) -> dict[str, Any]:
        channel = parse_choice(Channel, new.channel, field="channel").value
        started = self._started(uow, new.at)
        party = parties.find(uow, case, new.party) if new.party else None
        source = (
            parse_choice(AddressSource, new.address_source, field="address_source")
            if new.address_source
            else ""
        )
        seen_in = evidence.find_own(uow, new.address_evidence, case.number) if new.address_evidence else None
        cost_currency = codes.currency(new.cost_currency, field="cost_currency")
        if new.cost.strip() and not cost_currency:
            raise BadInputError(
                N_("An amount and its currency belong together. Give {missing} too."),
                field="cost_currency",
                missing="cost_currency",
            )
        cost = str(codes.amount(new.cost, cost_currency, field="cost")) if new.cost.strip() else ""
        reply_by, next_due = (
            words.day(new.reply_by, field="reply_by"),
            words.day(new.next_due, field="next_due"),
        )
        return {
            **moment_fields(started, self._zone),
            "channel": channel,
            "address": words.text(new.address, field="address", needed=True),
            "address_source": str(source),
            "address_evidence": seen_in.no if seen_in else "",
            "party": f"P-{party.no:02d}" if party else "",
            "party_uid": party.uid if party else "",
            "purpose": parse_choice(ContactPurpose, new.purpose, field="purpose").value
            if new.purpose
            else "",
            "language": codes.language_tag(new.language, field="language"),
            "note": words.text(new.note, field="note"),
            "reply_by": reply_by.isoformat() if reply_by else "",
            "first_hand": new.first_hand,
            "cost": cost,
            "cost_currency": cost_currency if cost else "",
            "next_step": words.name(new.next_step, field="next_step", needed=False),
            "next_due": next_due.isoformat() if next_due else "",
            **self._details(uow, new),
        }

    def _details(self, uow: UnitOfWork, new: NewAttempt) -> dict[str, str]:
        """Give what only some ways have; what was not typed is not written."""
        given = {
            "tracking": words.name(new.tracking, field="tracking", needed=False),
            "searched": words.name(new.searched, field="searched", needed=False),
            "on_behalf_of": words.name(new.on_behalf_of, field="on_behalf_of", needed=False),
            "ended_at": iso_utc(self._started(uow, new.ended_at)) if new.ended_at.strip() else "",
        }
        return {name: value for name, value in given.items() if value}

    def _started(self, uow: UnitOfWork, at: str) -> dt.datetime:
        started = (
            words.moment(at, field="at", zone=self._zone) if at.strip() else uow.now.astimezone(self._zone)
        )
        if started > uow.now + _AHEAD:
            raise BadInputError(
                N_("The attempt of {at} lies in the future. Log it when it has been made."), field="at", at=at
            )
        return started

    def _corrected(
        self, uow: UnitOfWork, given: Mapping[str, str], changes: Mapping[str, str]
    ) -> dict[str, Any]:
        unknown = sorted(changes.keys() - {*CORRECTABLE, "at"})
        if unknown:
            raise BadInputError(
                N_("An attempt has nothing called “{name}” that could be corrected."),
                field=unknown[0],
                name=unknown[0],
            )
        taken: dict[str, Any] = {}
        if "channel" in changes:
            taken["channel"] = parse_choice(Channel, given["channel"], field="channel").value
        if "address" in changes:
            taken["address"] = words.text(given["address"], field="address", needed=True)
        if "at" in changes:
            taken.update(moment_fields(self._started(uow, given["at"]), self._zone))
        if "address_source" in changes:
            taken["address_source"] = parse_choice(
                AddressSource, changes["address_source"], field="address_source"
            ).value
        if "purpose" in changes:
            taken["purpose"] = parse_choice(ContactPurpose, changes["purpose"], field="purpose").value
        if "language" in changes:
            taken["language"] = codes.language_tag(changes["language"], field="language")
        return taken

    def _add_outcome(
        self, attempt: str, case_number: str, action: str, said: dict[str, Any], new: NewOutcome
    ) -> None:
        with self._database.write() as uow:
            case, entry = _find(uow, attempt, case_number)
            happened = iso_utc(self._started(uow, new.at))
            content = {
                "attempt": entry.uid,
                **said,
                "happened_at": happened,
                "note": words.text(new.note, field="note"),
                "proofs": proofs_of(uow, case, new.proofs),
            }
            line = uow.record(CONTACTS, case.uid, action, entry.uid, **content)
            enter(uow, case, line, entry.uid, content)
            write_states(uow, case.id, entry.uid, action, content)
            cases.touch(case, uow.now)
            uow.commit()


def _find(uow: UnitOfWork, attempt: str, case_number: str) -> tuple[Case, ContactEntry]:
    match = _ATTEMPT.fullmatch(attempt.strip())
    if match is None or not (match["case"] or case_number):
        raise BadInputError(
            N_("“{given}” names no contact attempt. Give it like 2026-0001/A-01."),
            field="attempt",
            given=attempt,
        )
    return contacts.find_attempt(uow, match["case"] or case_number, match["no"])

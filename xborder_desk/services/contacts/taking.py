"""One mail into the register: what it becomes is decided first, then written with its bytes as proof."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.choices import ContactResult
from xborder_desk.domain.contacts import ATTEMPT, BY_MAIL, BY_REPORT, REPLY, RESULT
from xborder_desk.domain.evidence import Message
from xborder_desk.domain.mail_import import Became
from xborder_desk.domain.registers import CONTACTS, CUSTODY
from xborder_desk.i18n import N_
from xborder_desk.services.contacts.judging import Kind, judge, normal_mail
from xborder_desk.services.contacts.ledger import Known
from xborder_desk.services.contacts.lines import enter, moment_fields
from xborder_desk.services.contacts.standing import write_states
from xborder_desk.storage import registers
from xborder_desk.storage.queries import cases, contacts
from xborder_desk.storage.uow import iso_utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xborder_desk.domain.mails import ToldMail, ToldRecipient
    from xborder_desk.services.contacts.judging import People, Verdict
    from xborder_desk.services.contacts.ledger import Ledger
    from xborder_desk.storage.uow import UnitOfWork

_AHEAD: Final = dt.timedelta(minutes=10)
_OLDEST: Final = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Case:
    """The case mails are taken into."""

    id: int
    uid: str
    number: str


@dataclass
class Decision:
    """What a mail becomes: lines to be written, and the attempts they name, by number."""

    outcome: Became = Became.KEPT
    numbers: list[str] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    # (action, attempt, content, addresses of a new attempt)
    lines: list[tuple[str, Known, dict[str, Any], tuple[str, ...]]] = field(default_factory=list)


class Taking:
    """The register of one case inside one open transaction."""

    def __init__(
        self,
        uow: UnitOfWork,
        case: Case,
        people: People,
        ledger: Ledger,
        zone: dt.tzinfo,
        about: Mapping[str, str],
    ) -> None:
        self._about = about
        self._uow = uow
        self._case = case
        self._people = people
        self._ledger = ledger
        self._zone = zone
        self._made = ledger.made

    def decide(self, mail: ToldMail) -> Decision:
        """Say what a mail becomes; nothing is written yet."""
        verdict = judge(mail, self._people, self._ledger.ids.keys())
        decision = Decision()
        if verdict.kind is Kind.SENT:
            self._sent(mail, verdict, decision)
        elif verdict.kind in {Kind.REPORT, Kind.RECEIPT}:
            self._reported(mail, verdict, decision)
        elif verdict.kind is Kind.REPLY:
            self._replied(mail, verdict, decision)
        return decision

    def write(self, decision: Decision, proof: dict[str, str]) -> None:
        """Write the lines, each with the mail's bytes as proof."""
        if not decision.lines:
            return
        case = cases.find(self._uow, self._case.number)
        for action, known, content, addresses in decision.lines:
            said = {**content, "proofs": [proof]}
            line = self._uow.record(CONTACTS, self._case.uid, action, known.uid, **said)
            enter(self._uow, case, line, known.uid, said, known.number if action == ATTEMPT else "")
            if action == ATTEMPT:
                self._ledger.add(known, addresses)
                self._ledger.made += 1
            elif action == RESULT:
                known.settled = known.settled or said["result"] != ContactResult.PENDING
            write_states(self._uow, self._case.id, known.uid, action, said)
        cases.touch(case, self._uow.now)

    def _sent(self, mail: ToldMail, verdict: Verdict, decision: Decision) -> None:
        decision.outcome = Became.ATTEMPT
        known = self._ledger.ids.get(mail.message_id) if mail.message_id else None
        if known is not None:
            # Another copy of a mail that is in the register: kept beside it, not counted twice.
            decision.numbers.append(known.number)
            return
        started = self._moment(mail, decision)
        content = self._attempt(verdict.addresses, verdict.party, started, BY_MAIL)
        content |= {
            "message_id": mail.message_id,
            "mail_subject": mail.subject,
            "language": mail.language[:35],
        }
        content["note"] = mail.subject
        self._new(decision, {**content, **self._about}, verdict.addresses)

    def _reported(self, mail: ToldMail, verdict: Verdict, decision: Decision) -> None:
        report = mail.report
        if report is None:
            return
        decision.outcome = Became.RESULT
        at = _aware(mail.date or mail.received, self._zone)
        believable = at if at is not None and at <= self._uow.now + _AHEAD else None
        groups: dict[str, tuple[Known, list[ToldRecipient]]] = {}
        strangers: list[ToldRecipient] = []
        for one in report.recipients:
            known, wrong_clock = self._ledger.of_report(report.message_id, one.address, believable)
            if known is None:
                strangers.append(one)
            else:
                groups.setdefault(known.uid, (known, []))[1].append(one)
            if wrong_clock:
                decision.warnings.append(
                    Message(
                        N_("The report's own time cannot be right; it was matched by its recipient alone.")
                    )
                )
        if strangers:
            made = self._from_report(report.sent_at, at, strangers, report.message_id, decision)
            groups[made.uid] = (made, strangers)
        receipt = verdict.kind is Kind.RECEIPT
        for known, found in groups.values():
            for one in found:
                decision.lines.append(
                    (RESULT, known, self._result(known, one, at, decision, receipt=receipt), ())
                )
            if known.number not in decision.numbers:
                decision.numbers.append(known.number)

    def _from_report(
        self,
        sent_at: str,
        at: dt.datetime | None,
        found: Sequence[ToldRecipient],
        message_id: str,
        decision: Decision,
    ) -> Known:
        """Log the mail a report speaks of, which this case does not have."""
        told = N_("This case has no mail that this report is about; what the report says of it was logged.")
        decision.warnings.append(Message(told))
        addresses = tuple(dict.fromkeys(one.address for one in found))
        party = next(filter(None, map(self._party, addresses)), "")
        started = self._plausible(_aware(sent_at, self._zone) or at, decision)
        content = self._attempt(addresses, party, started, BY_REPORT)
        content |= {"message_id": message_id, "note": "", "first_hand": False}
        return self._new(decision, content, addresses)

    def _result(
        self,
        known: Known,
        one: ToldRecipient,
        at: dt.datetime | None,
        decision: Decision,
        *,
        receipt: bool,
    ) -> dict[str, Any]:
        moment = at
        if moment is None or moment > self._uow.now + _AHEAD or moment < known.started - dt.timedelta(days=1):
            moment = self._uow.now
            if at is not None and not decision.warnings:
                decision.warnings.append(
                    Message(
                        N_(
                            "The report says it was written on {at}, which cannot be; today's time was noted."
                        ),
                        {"at": iso_utc(at)},
                    )
                )
        return {
            "attempt": known.uid,
            "result": "read" if receipt else _result_of(one),
            "happened_at": iso_utc(moment),
            "note": one.text[:_LONGEST],
            "recipient": one.address,
            "status": one.status,
            "status_class": one.status_class,
            "address_dead": one.dead,
        }

    def _replied(self, mail: ToldMail, verdict: Verdict, decision: Decision) -> None:
        at = _aware(mail.date or mail.received, self._zone)
        known = next((self._ledger.ids[one] for one in mail.answers if one in self._ledger.ids), None)
        sender = mail.sender[0].address if mail.sender else ""
        known = known or self._ledger.latest_to(verdict.party, sender, at)
        if known is None:
            decision.warnings.append(
                Message(N_("It comes from the other side, but answers no attempt of this case."))
            )
            return
        decision.outcome = Became.REPLY
        decision.numbers.append(known.number)
        moment = self._moment(mail, decision)
        said = {
            "attempt": known.uid,
            "happened_at": iso_utc(moment),
            "note": mail.subject,
            "from": sender,
            "message_id": mail.message_id,
        }
        decision.lines.append((REPLY, known, said, ()))

    def _attempt(
        self, addresses: Sequence[str], party: str, started: dt.datetime, known_by: str
    ) -> dict[str, Any]:
        origin = next(
            (
                one
                for one in contacts.parties_by_address(self._uow, self._case.id)
                if one.kind == "email" and one.normal == normal_mail(addresses[0])
            ),
            None,
        )
        whose = contacts.party_uid(self._uow, self._case.id, party) if party else ""
        content: dict[str, Any] = {
            **moment_fields(started, self._zone),
            "channel": "email",
            "address": ", ".join(addresses),
            "address_source": origin.origin if origin else "",
            "address_evidence": origin.evidence if origin else "",
            "party": party,
            "party_uid": whose,
            "purpose": "",
            "language": "",
            "first_hand": True,
            "known_by": known_by,
        }
        return {**content, "addresses": list(addresses)} if len(addresses) > 1 else content

    def _new(self, decision: Decision, content: dict[str, Any], addresses: tuple[str, ...]) -> Known:
        self._made += 1
        number = contacts.number_of(self._made)
        started = dt.datetime.fromisoformat(content["started_at"])
        known = Known(uuid.uuid4().hex, number, started, content.get("message_id", ""), content["party"])
        said = {"case": self._case.number, "number": number, **content}
        decision.numbers.append(number)
        decision.lines.append((ATTEMPT, known, said, addresses))
        return known

    def _party(self, address: str) -> str:
        return self._people.theirs.get(normal_mail(address), "")

    def _moment(self, mail: ToldMail, decision: Decision) -> dt.datetime:
        return self._plausible(_aware(mail.date or mail.received, self._zone), decision)

    def _plausible(self, at: dt.datetime | None, decision: Decision) -> dt.datetime:
        """Give the time a mail says, unless nobody can believe it: then the present, and why."""
        if at is None:
            decision.warnings.append(Message(N_("The mail has no date; the time of taking it in was noted.")))
        elif at > self._uow.now + _AHEAD or at < _OLDEST:
            decision.warnings.append(
                Message(
                    N_("The mail says it is of {at}, which cannot be; the time of taking it in was noted."),
                    {"at": iso_utc(at)},
                )
            )
        else:
            return at
        return self._uow.now.astimezone(self._zone)


Before = tuple[Became, tuple[str, ...], str, str, "tuple[ToldRecipient, ...]"]


def earlier(uow: UnitOfWork, case: Case, sha256: str, twin: str, mail: ToldMail) -> Before | None:
    """Say what the same mail became when it was imported before; None if it was not.

    ``twin`` is the uid of an item that differs only in its line ends or in marks of a mail program.
    """
    for uid in dict.fromkeys([*contacts.items_with_bytes(uow, case.id, sha256), *([twin] if twin else [])]):
        for line in registers.lines_about(uow.connection, uid, CUSTODY):
            content = line.values()
            about = content.get("mail")
            if isinstance(about, dict) and content.get("action") == "import":
                number = str(content.get("evidence", ""))
                recipients = mail.report.recipients if mail.report else ()
                numbers = tuple(map(str, about.get("attempts", ())))
                return Became(str(about.get("outcome"))), numbers, number, number, recipients
    return None


def _result_of(one: ToldRecipient) -> str:
    if one.waiting or one.passed_on:
        return ContactResult.PENDING.value
    delivered = one.status_class == 2  # noqa: PLR2004 - the class that says delivered
    return (ContactResult.DELIVERED if delivered else ContactResult.BOUNCED).value


def _aware(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    if found is None:
        return None
    if not 1 < found.year < 9999:  # noqa: PLR2004 - at the ends of the calendar no zone can be applied
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)

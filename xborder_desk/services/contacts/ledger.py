"""What the contact register of a case knows of its mails, held in memory while mails are imported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.contacts import attempts_from
from xborder_desk.domain.registers import CONTACTS, CUSTODY
from xborder_desk.services.contacts.judging import normal_mail
from xborder_desk.storage import registers
from xborder_desk.storage.queries import contacts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.storage.uow import UnitOfWork

# How long a server may try before it reports; longer, and the report is about another mail.
_LATE: Final = dt.timedelta(days=30)
# Clocks of two machines differ; a report may seem to come before its mail.
_EARLY: Final = dt.timedelta(days=1)


@dataclass(slots=True)
class Known:
    """An attempt by mail: how it is found again."""

    uid: str
    number: str
    started: dt.datetime
    message_id: str
    party: str
    settled: bool = False


@dataclass
class Ledger:
    """The mails of a case by their ids and addresses, and what was imported before by what it says."""

    seq: int = 0
    made: int = 0
    ids: dict[str, Known] = field(default_factory=dict)
    addresses: dict[str, list[Known]] = field(default_factory=dict)
    uids: dict[str, Known] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

    def add(self, known: Known, addresses: Iterable[str]) -> None:
        """Note an attempt."""
        self.uids[known.uid] = known
        if known.message_id:
            self.ids.setdefault(known.message_id, known)
        for address in addresses:
            self.addresses.setdefault(normal_mail(address), []).append(known)

    def of_report(self, message_id: str, address: str, at: dt.datetime | None) -> tuple[Known | None, bool]:
        """Find the attempt a report is about: by the id it names, else by recipient and time.

        Gives it and whether its time had to be overlooked. A report that names the id of a mail this case
        does not have is about none of its mails whose ids are known.
        """
        if message_id in self.ids:
            return self.ids[message_id], False
        written = [
            known
            for known in self.addresses.get(normal_mail(address), ())
            if not (message_id and known.message_id)
        ]
        fitting = [known for known in written if at and -_EARLY <= at - known.started <= _LATE]
        if fitting:
            return max(fitting, key=lambda known: (not known.settled, known.started)), False
        # A clock that is wrong, or none: the report can only be about a mail nobody has reported on.
        wrong = at is None or all(at < known.started - _EARLY for known in written)
        waiting = [known for known in written if not known.settled]
        return (waiting[-1], True) if waiting and wrong else (None, False)

    def latest_to(self, party: str, address: str, at: dt.datetime | None) -> Known | None:
        """Find the last mail to an address or party before a moment."""
        found = self.addresses.get(normal_mail(address)) or [
            known for known in self.uids.values() if party and known.party == party
        ]
        before = [known for known in found if at is None or known.started <= at + _EARLY]
        return max(before or found, key=lambda known: known.started, default=None)


def read_ledger(uow: UnitOfWork, case_id: int, case_uid: str) -> Ledger:
    """Read it from the registers of a case, in three queries."""
    lines = registers.lines(uow.connection, case_uid, CONTACTS)
    ledger = Ledger(seq=lines[-1].seq if lines else 0, made=contacts.made(uow, case_id))
    for attempt in attempts_from(lines):
        if attempt.channel == "email":
            ledger.add(_known(attempt), attempt.every_address)
    for line in registers.lines(uow.connection, case_uid, CUSTODY):
        content = line.values()
        mail = content.get("mail")
        if content.get("action") == "import" and isinstance(mail, dict):
            ledger.before.setdefault(str(mail.get("canonical", "")), line.subject)
    return ledger


def _known(attempt: AttemptView) -> Known:
    settled = any(outcome.result != "pending" for outcome in attempt.results)
    return Known(
        attempt.uid, attempt.number, attempt.started_at, attempt.message_id, attempt.party, settled=settled
    )

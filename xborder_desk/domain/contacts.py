"""The contact register: what an attempt, result, reply or correction says, and what is shown of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.domain.registers import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xborder_desk.domain.registers import Line

ATTEMPT: Final = "attempt"
RESULT: Final = "result"
REPLY: Final = "reply"
CORRECTION: Final = "correction"
SEARCH: Final = "search"
"""A line about a row of the diligent search: done, open again, or not applicable and why."""
OMISSIONS: Final = "omissions"
"""A line with a person's words on what was not done and why; the last one counts."""
BY_HAND: Final = "hand"
BY_MAIL: Final = "mail"
BY_REPORT: Final = "report"
"""How an attempt became known: typed, by its own mail, or only by a server's report about it."""
# Fields of an attempt that a correction may set right; the first line keeps what it said.
CORRECTABLE: Final = ("channel", "address", "address_source", "purpose", "language")


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """An attempt as a person enters it; ``at`` ISO 8601 or empty for now, ``party`` a number like P-02."""

    channel: str
    address: str
    at: str = ""
    result: str = ""
    purpose: str = ""
    note: str = ""
    address_source: str = ""
    address_evidence: str = ""
    party: str = ""
    language: str = ""
    reply_by: str = ""
    first_hand: bool = True
    cost: str = ""
    cost_currency: str = ""
    next_step: str = ""
    next_due: str = ""
    ended_at: str = ""
    # The number of the posting, the words searched for in a register, in whose name it was done.
    tracking: str = ""
    searched: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result or reply line: when it was learnt (UTC), what it says, and its proofs by evidence number.

    Of a delivery report: the ``recipient`` it names, the server's ``status`` and ``status_class`` (2, 4, 5),
    and ``dead``: True if the report shows that the address is not there, None where nobody said.
    """

    seq: int
    at: dt.datetime
    result: str
    note: str
    proofs: tuple[str, ...]
    by: str
    recipient: str = ""
    status: str = ""
    status_class: int | None = None
    dead: bool | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction line: the field, what stood there, what is right, and why."""

    seq: int
    at: dt.datetime
    field: str
    before: str
    after: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt as it is shown: its own line, then what later lines say of it.

    ``started_at`` is UTC, ``offset`` the minutes east of UTC where it was made, ``zone`` that zone's name.
    ``result`` is the latest known one; ``corrections`` name what first stood in the corrected fields.
    ``addresses`` are those of a mail with several recipients, each on its own; ``known_by`` is hand, mail or
    report (known only because a server reported about it).
    """

    uid: str
    number: str
    seq: int
    recorded_at: dt.datetime
    by: str
    party: str
    channel: str
    address: str
    address_source: str
    address_evidence: str
    started_at: dt.datetime
    offset: int
    zone: str
    purpose: str
    language: str
    note: str
    reply_by: dt.date | None
    first_hand: bool
    cost: str
    cost_currency: str
    next_step: str
    next_due: dt.date | None
    proofs: tuple[str, ...]
    result: str
    results: tuple[Outcome, ...] = ()
    replies: tuple[Outcome, ...] = ()
    corrections: tuple[Amendment, ...] = ()
    addresses: tuple[str, ...] = ()
    message_id: str = ""
    subject: str = ""
    known_by: str = BY_HAND
    ended_at: dt.datetime | None = None
    tracking: str = ""
    searched: str = ""
    on_behalf_of: str = ""

    @property
    def every_address(self) -> tuple[str, ...]:
        """The addresses used, one by one."""
        return self.addresses or (self.address,)

    @property
    def local(self) -> dt.datetime:
        """The time on the clock where the attempt was made."""
        return self.started_at.astimezone(dt.timezone(dt.timedelta(minutes=self.offset)))


_ARRIVED: Final = ("read", "delivered")


@dataclass
class _Growing:
    content: dict[str, Any]
    line: Line
    results: list[Outcome] = field(default_factory=list)
    replies: list[Outcome] = field(default_factory=list)
    corrections: list[Amendment] = field(default_factory=list)


def attempts_from(lines: Iterable[Line]) -> list[AttemptView]:
    """Derive every attempt and its present state from the register's lines, in their order.

    Lines whose content was lawfully erased are left out.
    """
    grown: dict[str, _Growing] = {}
    for line in lines:
        content: dict[str, Any] = dict(line.values())
        action = content.get("action")
        if action == ATTEMPT:
            grown[line.subject] = _Growing(content, line)
        elif (attempt := grown.get(str(content.get("attempt", "")))) is not None:
            _add(attempt, content, line, str(action))
    return [_view(attempt) for attempt in grown.values()]


def _add(attempt: _Growing, content: dict[str, Any], line: Line, action: str) -> None:
    if action == CORRECTION:
        for name, after in content.get("changes", {}).items():
            before = str(attempt.content.get(name, ""))
            attempt.content[name] = after
            attempt.corrections.append(
                Amendment(
                    line.seq,
                    moment_of(line.at),
                    name,
                    before,
                    str(after),
                    content.get("note", ""),
                    content["actor"],
                )
            )
        if not content.get("changes"):
            attempt.corrections.append(
                Amendment(line.seq, moment_of(line.at), "", "", "", content.get("note", ""), content["actor"])
            )
        return
    outcome = Outcome(
        seq=line.seq,
        at=moment_of(content.get("happened_at") or line.at),
        result=content.get("result", ""),
        note=content.get("note", ""),
        proofs=tuple(proof["evidence"] for proof in content.get("proofs", [])),
        by=content["actor"],
        recipient=content.get("recipient", ""),
        status=content.get("status", ""),
        status_class=content.get("status_class"),
        dead=content.get("address_dead"),
    )
    (attempt.replies if action == REPLY else attempt.results).append(outcome)


def _view(attempt: _Growing) -> AttemptView:
    content = attempt.content
    return AttemptView(
        uid=attempt.line.subject,
        number=content["number"],
        seq=attempt.line.seq,
        recorded_at=moment_of(attempt.line.at),
        by=content["actor"],
        party=content.get("party", ""),
        channel=content["channel"],
        address=content["address"],
        address_source=content.get("address_source", ""),
        address_evidence=content.get("address_evidence", ""),
        started_at=moment_of(content["started_at"]),
        offset=int(content.get("offset", 0)),
        zone=content.get("zone", ""),
        purpose=content.get("purpose", ""),
        language=content.get("language", ""),
        note=content.get("note", ""),
        reply_by=_day(content.get("reply_by")),
        first_hand=bool(content.get("first_hand", True)),
        cost=content.get("cost", ""),
        cost_currency=content.get("cost_currency", ""),
        next_step=content.get("next_step", ""),
        next_due=_day(content.get("next_due")),
        proofs=tuple(proof["evidence"] for proof in content.get("proofs", [])),
        result=_shown_result(attempt),
        results=tuple(attempt.results),
        replies=tuple(attempt.replies),
        corrections=tuple(attempt.corrections),
        # A corrected address stands for all that were written first.
        addresses=() if _corrected(attempt, "address") else tuple(content.get("addresses", ())),
        message_id=content.get("message_id", ""),
        subject=content.get("mail_subject", ""),
        known_by=content.get("known_by", BY_HAND),
        ended_at=moment_of(content["ended_at"]) if content.get("ended_at") else None,
        tracking=content.get("tracking", ""),
        searched=content.get("searched", ""),
        on_behalf_of=content.get("on_behalf_of", ""),
    )


def _corrected(attempt: _Growing, name: str) -> bool:
    return any(change.field == name for change in attempt.corrections)


def _shown_result(attempt: _Growing) -> str:
    """Give the latest result; of a mail to several, an arrival anywhere counts before a failure."""
    if not attempt.results:
        return "pending"
    latest = {outcome.recipient.casefold(): outcome.result for outcome in attempt.results}
    return next((one for one in latest.values() if one in _ARRIVED), attempt.results[-1].result)


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(str(text)) if text else None

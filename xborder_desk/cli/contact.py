"""Commands about the contact register: logging attempts, what became of them, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli import shapes
from xborder_desk.cli.case import CASE
from xborder_desk.cli.contact_mail import IMPORT
from xborder_desk.cli.contact_search import SEARCH
from xborder_desk.cli.contact_statement import STATEMENT
from xborder_desk.cli.plain import apart, full
from xborder_desk.cli.proofs import take_in
from xborder_desk.cli.tables import table
from xborder_desk.cli.verbs import Answer, Area, Argument, Flag, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.choices import AddressSource, Channel, ContactPurpose, ContactResult, label_of
from xborder_desk.domain.contacts import NewAttempt
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.contacts import AttemptView
    from xborder_desk.services.contacts import NewOutcome


def add(session: Session, given: Given) -> Answer:
    """Log an attempt; its proofs become evidence of the case."""
    desk, number = session.desk(), given.text("case").strip()
    new = NewAttempt(
        channel=given.text("channel"),
        address=given.text("address"),
        at=given.text("at"),
        result=given.text("result"),
        purpose=given.text("purpose"),
        note=given.text("note"),
        address_source=given.text("address-source"),
        address_evidence=given.text("address-evidence"),
        party=given.text("party"),
        language=given.text("language"),
        reply_by=given.text("reply-by"),
        first_hand=not given.flag("second-hand"),
        cost=given.text("cost"),
        cost_currency=given.text("cost-currency"),
        next_step=given.text("next-step"),
        next_due=given.text("next-due"),
        ended_at=given.text("ended-at"),
        tracking=given.text("tracking"),
        searched=given.text("searched"),
        on_behalf_of=given.text("on-behalf-of"),
    )
    desk.contacts.check(number, new)
    proofs = take_in(session, desk, number, given.texts("proof"))
    attempt = full(number, desk.contacts.add(number, new, proofs))
    return Answer({"attempt": attempt, "proofs": [full(number, one) for one in proofs]}, [attempt])


def result(session: Session, given: Given) -> Answer:
    """Write what became of an attempt."""
    case, attempt = _named(given)
    desk = session.desk()
    desk.contacts.check_outcome(attempt, _outcome(given), case)
    proofs = take_in(session, desk, case, given.texts("proof"))
    desk.contacts.add_result(attempt, _outcome(given, proofs), case)
    return _said(case, attempt, proofs)


def reply(session: Session, given: Given) -> Answer:
    """Write that the other side answered."""
    case, attempt = _named(given)
    desk = session.desk()
    desk.contacts.check_outcome(attempt, _outcome(given), case, reply=True)
    proofs = take_in(session, desk, case, given.texts("proof"))
    desk.contacts.add_reply(attempt, _outcome(given, proofs), case)
    return _said(case, attempt, proofs)


def correct(session: Session, given: Given) -> Answer:
    """Set right what an attempt says."""
    case, attempt = _named(given)
    changes = given.typed(("channel", "address", "at", "address-source", "purpose", "language"))
    session.desk().contacts.correct(attempt, changes, given.text("note"), case)
    return _said(case, attempt, ())


def show_all(session: Session, given: Given) -> Answer:
    """List the attempts of a case in the order they were logged."""
    number = given.text("case").strip()
    found = session.desk().contacts.list(number)
    return Answer(
        {"attempts": [shapes.attempt(number, one) for one in found]}, _table(session, number, found)
    )


def _named(given: Given) -> tuple[str, str]:
    """Give the case and the number of the attempt that is meant."""
    case, attempt = apart(given.text("attempt"))
    return case or given.text("case").strip(), attempt


def _outcome(given: Given, proofs: tuple[str, ...] = ()) -> NewOutcome:
    from xborder_desk.services.contacts import NewOutcome  # noqa: PLC0415 - help and faults need no office

    return NewOutcome(given.text("result"), given.text("at"), given.text("note"), proofs)


def _said(case: str, attempt: str, proofs: tuple[str, ...]) -> Answer:
    number = full(case, attempt)
    return Answer({"attempt": number, "proofs": [full(case, one) for one in proofs]}, [number])


def _table(session: Session, case: str, attempts: list[AttemptView]) -> Iterator[str]:
    if not attempts:
        yield session.text(N_("Nobody has been contacted in this case yet."))
        return
    language = session.language
    heads = [
        session.text(head)
        for head in (N_("Attempt"), N_("When"), N_("Channel"), N_("Address"), N_("Result"), N_("Proofs"))
    ]
    cells = (
        (
            full(case, one.number),
            language.datetime(one.started_at, one.local.tzinfo),
            language.text(label_of(Channel, one.channel)),
            one.address,
            language.text(label_of(ContactResult, one.result)),
            " ".join(full(case, each) for each in one.proofs),
        )
        for one in attempts
    )
    yield from table(heads, cells, most=terminal_width())


_ATTEMPT: Final = Argument("attempt", N_("The number of the attempt, like 2026-0001/A-01."))
_OF_CASE: Final = Option("case", N_("The case, if the number is given short, like A-01."), "CASE")
_PROOF: Final = Option(
    "proof", N_("A file that proves it; it becomes evidence of the case."), "PATH", many=True
)
_CHANNEL: Final = N_("By which way:")
_ADDRESS: Final = N_("The exact address, number or place used.")
_WHEN: Final = N_("When, like 2026-11-23T14:30+01:00; without it, now.")
_SOURCE: Final = N_("Where the address comes from:")
_PURPOSE: Final = N_("What for:")
_LANGUAGE: Final = N_("In which language, like en.")
_RESULTS: Final = tuple(ContactResult)

AREA: Final = Area(
    "contact",
    N_("Log every try to reach a party. Nothing in this register is ever changed."),
    (
        Verb(
            "add",
            N_("Log an attempt."),
            "contact add 2026-0001 --channel email --address shop@example.com --result bounced "
            "--proof bounce.eml",
            add,
            (CASE,),
            (
                Option("channel", _CHANNEL, "C", needed=True, choices=tuple(Channel)),
                Option("address", _ADDRESS, "A", needed=True),
                Option("result", N_("What became of it:"), "R", choices=_RESULTS),
                Option("at", _WHEN, "ISO-8601"),
                Option("purpose", _PURPOSE, "P", choices=tuple(ContactPurpose)),
                Option("note", N_("What was said or seen.")),
                _PROOF,
                Option("party", N_("Whom, like P-02."), "PARTY"),
                Option("address-source", _SOURCE, "SOURCE", choices=tuple(AddressSource)),
                Option("address-evidence", N_("The evidence that shows the address, like E-02."), "EVIDENCE"),
                Option("language", _LANGUAGE, "TAG"),
                Option("reply-by", N_("The day set for an answer."), "YYYY-MM-DD"),
                Flag("second-hand", N_("Somebody else made it and told us.")),
                Option("cost", N_("What it cost, with a point."), "N"),
                Option("cost-currency", N_("The currency of the cost."), "CUR"),
                Option("next-step", N_("What comes next.")),
                Option("next-due", N_("The day by which."), "YYYY-MM-DD"),
                Option("ended-at", N_("When a call or visit ended."), "ISO-8601"),
                Option("tracking", N_("The number of the posting, from the receipt."), "NUMBER"),
                Option("searched", N_("The words that were searched for in a register.")),
                Option("on-behalf-of", N_("In whose name."), "NAME"),
            ),
        ),
        Verb(
            "result",
            N_("Write what became of an attempt, as a line that names it."),
            "contact result 2026-0001/A-01 --result returned_unknown --proof envelope.jpg",
            result,
            (_ATTEMPT,),
            (
                Option("result", N_("What became of it:"), "R", needed=True, choices=_RESULTS),
                Option("at", _WHEN, "ISO-8601"),
                Option("note", N_("What was said or seen.")),
                _PROOF,
                _OF_CASE,
            ),
        ),
        Verb(
            "reply",
            N_("Write that the other side answered, as a line that names the attempt."),
            'contact reply 2026-0001/A-01 --note "They refuse." --proof answer.eml',
            reply,
            (_ATTEMPT,),
            (
                Option("at", _WHEN, "ISO-8601"),
                Option("note", N_("What they said.")),
                _PROOF,
                _OF_CASE,
            ),
        ),
        Verb(
            "correct",
            N_("Set right what an attempt says; what was written first stays readable."),
            'contact correct 2026-0001/A-01 --address sales@example.com --note "Mistyped."',
            correct,
            (_ATTEMPT,),
            (
                Option("note", N_("Why."), needed=True),
                Option("channel", _CHANNEL, "C", choices=tuple(Channel)),
                Option("address", _ADDRESS, "A"),
                Option("at", N_("When it was made."), "ISO-8601"),
                Option("purpose", _PURPOSE, "P", choices=tuple(ContactPurpose)),
                Option("address-source", _SOURCE, "SOURCE", choices=tuple(AddressSource)),
                Option("language", _LANGUAGE, "TAG"),
                _OF_CASE,
            ),
        ),
        IMPORT,
        *SEARCH,
        STATEMENT,
        Verb(
            "list",
            N_("List the attempts of a case in the order they were logged."),
            "contact list 2026-0001",
            show_all,
            (CASE,),
        ),
    ),
)

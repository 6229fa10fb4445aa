"""The diligent search from the command line: address book, board, plan, readiness for a court."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import full, moment
from xborder_desk.cli.proofs import take_in
from xborder_desk.cli.tables import clean, table
from xborder_desk.cli.verbs import Answer, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain import words
from xborder_desk.domain.address_book import label_of_kind
from xborder_desk.domain.choices import AddressSource, Channel, label_of
from xborder_desk.domain.jurisdictions import STATUS_LABELS
from xborder_desk.domain.search import RowState
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.search import BoardRow
    from xborder_desk.domain.service_rules import Item, Readiness

_DUE: Final = {"answer": N_("An answer was asked for"), "next": N_("The next step")}
ALIVE_OR_DEAD: Final = {"alive": N_("alive"), "dead": N_("dead"), "": "–"}


def addresses(session: Session, given: Given) -> Answer:
    """Show a party's address book and whether the party can be reached."""
    number = given.text("case").strip()
    party, book, found = session.desk().contacts.standing(number, given.text("party"))
    say = session.language
    data = {
        "party": full(number, party) or None,
        "addresses": [
            {
                "kind": one.kind,
                "address": one.raw,
                "normal": one.normal,
                "origin": one.origin,
                "evidence": full(number, one.evidence) or None,
                "seen_on": one.seen_on,
                "state": one.state,
                "by": full(number, one.by) or None,
                "at": moment(one.at) if one.at else None,
                "attempts": [full(number, attempt) for attempt in one.attempts],
            }
            for one in book
        ],
        "standing": str(found.state),
        "reasons": [say.say(told) for told in found.reasons],
        "since": moment(found.since) if found.since else None,
        "reopened_by": full(number, found.reopened_by) or None,
    }
    heads = [say.text(one) for one in (N_("Kind"), N_("Address"), N_("Origin"), N_("State"), N_("Attempts"))]
    cells = [
        (
            say.text(label_of_kind(one.kind)),
            one.raw,
            say.text(label_of(AddressSource, one.origin)) if one.origin else "",
            say.text(ALIVE_OR_DEAD.get(one.state, one.state)),
            " ".join(full(number, attempt) for attempt in one.attempts),
        )
        for one in book
    ]
    lines = [say.text(found.state.label), *map(say.say, found.reasons)]
    return Answer(data, [*table(heads, cells, most=terminal_width()), *map(clean, lines)])


def board(session: Session, given: Given) -> Answer:
    """Show the rows of the diligent search."""
    number = given.text("case").strip()
    rows = [_row(session, number, one) for one in session.desk().contacts.board(number)]
    heads = [
        session.text(one)
        for one in ("", N_("Step of the search"), N_("State"), N_("Shown by"), N_("Left to do"))
    ]
    cells = (
        (
            str(row["number"]),
            row["text"],
            session.text(label_of(RowState, row["state"])),
            " ".join([*row["attempts"], *row["proofs"]]),
            row["told"] or row["reason"],
        )
        for row in rows
    )
    return Answer({"rows": rows}, table(heads, cells, most=terminal_width()))


def mark(session: Session, given: Given) -> Answer:
    """Say of a row that it is done, open again, or does not apply."""
    desk, number = session.desk(), given.text("case").strip()
    desk.contacts.check_row(given.text("row"), given.text("state"), given.text("reason"))
    proofs = take_in(session, desk, number, given.texts("proof"))
    desk.contacts.mark_row(number, given.text("row"), given.text("state"), given.text("reason"), proofs)
    return Answer({"row": given.text("row"), "proofs": [full(number, one) for one in proofs]}, [])


def omitted(session: Session, given: Given) -> Answer:
    """Keep a person's words on what was not done and why."""
    number = given.text("case").strip()
    session.desk().contacts.set_omissions(number, given.text("text"))
    return Answer({"case": number, "text": given.text("text")}, [])


def plan(session: Session, given: Given) -> Answer:
    """Show the attempts still to be made."""
    number, today = given.text("case").strip(), _today(session, given)
    steps = session.desk().contacts.plan(number, today)
    say = session.language
    data = [
        {"due": one.due, "channel": one.channel, "address": one.address, "text": say.say(one.told)}
        for one in steps
    ]
    heads = [say.text(one) for one in (N_("Until"), N_("Channel"), N_("Address"), N_("What"))]
    cells = (
        (say.date(one.due), say.text(label_of(Channel, one.channel)), one.address, say.say(one.told))
        for one in steps
    )
    return Answer({"steps": data}, table(heads, cells, most=terminal_width()))


def due(session: Session, given: Given) -> Answer:
    """Show what is due in the registers of all open cases."""
    found = session.desk().contacts.reminders(_today(session, given))
    say = session.language
    data = [
        {
            "case": one.case,
            "attempt": full(one.case, one.attempt),
            "kind": one.kind,
            "due": one.due,
            "channel": one.channel,
            "address": one.address,
            "text": one.text,
        }
        for one in found
    ]
    heads = [say.text(one) for one in (N_("Due"), N_("Attempt"), N_("What"), N_("Address"))]
    cells = (
        (
            say.date(one.due),
            full(one.case, one.attempt),
            one.text or say.text(_DUE[one.kind]),
            one.address,
        )
        for one in found
    )
    return Answer({"reminders": data}, table(heads, cells, most=terminal_width()))


def ready(session: Session, given: Given) -> Answer:
    """Compare a case with what the courts of a country ask for."""
    number = given.text("case").strip()
    found = session.desk().contacts.readiness(number, given.text("court"), _today(session, given))
    say = session.language
    rule = found.rule
    data = {
        "ready": found.ready,
        "court": found.country,
        "rule": None
        if rule is None
        else {
            "title": say.say(rule.title),
            "summary": say.say(rule.summary),
            "note": say.say(rule.note) if rule.note else "",
            "status": rule.status,
            "checked_on": rule.checked_on,
            "sources": rule.sources,
        },
        "done": [_item(session, number, one) for one in found.done],
        "missing": [_item(session, number, one) for one in found.missing],
    }
    return Answer(data, _ready_lines(session, found, data))


def _today(session: Session, given: Given) -> dt.date:
    return words.day(given.text("on"), field="on") or dt.datetime.now(session.desk().zone).date()


def _row(session: Session, case: str, one: BoardRow) -> dict[str, Any]:
    say = session.language
    return {
        "row": one.row.id,
        "number": one.row.number,
        "text": say.say(one.row.text),
        "why": say.say(one.row.why),
        "state": str(one.state),
        "attempts": [full(case, number) for number in one.attempts],
        "proofs": [full(case, number) for number in one.proofs],
        "told": say.say(one.told) if one.told else "",
        "reason": one.reason,
        "by": one.by,
    }


def _item(session: Session, case: str, one: Item) -> dict[str, Any]:
    say = session.language
    return {
        "key": one.key,
        "item": say.say(one.item),
        "why": say.say(one.why),
        "source": one.source,
        "status": one.status,
        "told": say.say(one.told) if one.told else "",
        "attempts": [full(case, number) for number in one.attempts],
        "proofs": [full(case, number) for number in one.proofs],
    }


def _ready_lines(session: Session, found: Readiness, data: dict[str, Any]) -> Iterator[str]:
    if found.rule is not None:
        yield clean(f"{data['rule']['title']} ({_status(session, data['rule'])})")
    told = (one.partition(":") for one in (found.rule.sources if found.rule is not None else ()))
    instruments = {number: words.strip() for number, _mark, words in told}
    yield session.text(N_("Nothing is missing.")) if found.ready else session.text(N_("Not ready."))
    for head, items in ((N_("Missing"), data["missing"]), (N_("Done"), data["done"])):
        if items:
            yield f"{session.text(head)}{session.language.colon}"
        for one in items:
            status = _status(session, one)
            # What is called by a mark of our lists says itself nothing to a reader.
            badge = ", ".join(filter(None, (instruments.get(one["source"], ""), status)))
            yield clean(f"  {one['item']} ({badge})")
            yield clean(f"    {one['told'] or one['why']}")


def _status(session: Session, one: dict[str, Any]) -> str:
    return session.text(STATUS_LABELS.get(one["status"], one["status"]))


_ON: Final = Option("on", N_("The day to judge by; without it, today."), "YYYY-MM-DD")
_PROOF: Final = Option("proof", N_("A file that proves it; it becomes evidence."), "PATH", many=True)

SEARCH: Final = (
    Verb(
        "addresses",
        N_("Show every address of a party, whether it is alive, and whether the party can be reached."),
        "contact addresses 2026-0001",
        addresses,
        (CASE,),
        (Option("party", N_("Which party, like P-02; without it the seller."), "PARTY"),),
    ),
    Verb("board", N_("Show the rows of the diligent search."), "contact board 2026-0001", board, (CASE,)),
    Verb(
        "mark",
        N_("Say of a row of the search that it is done, open again, or does not apply."),
        'contact mark 2026-0001 visit --state not_applicable --reason "The seat is in Shenzhen."',
        mark,
        (CASE, Argument("row", N_("The row, by its id or number."))),
        (
            Option("state", N_("What it is:"), "STATE", needed=True, choices=tuple(RowState)),
            Option("reason", N_("Why.")),
            _PROOF,
        ),
    ),
    Verb(
        "omitted",
        N_("Keep a person's words on what was not done and why, for the statement."),
        'contact omitted 2026-0001 --text "A visit was not made, because the seat is abroad."',
        omitted,
        (CASE,),
        (Option("text", N_("The words."), needed=True),),
    ),
    Verb("plan", N_("Show the attempts still to be made."), "contact plan 2026-0001", plan, (CASE,), (_ON,)),
    Verb(
        "reminders",
        N_("Show answers and next steps that are due, of all open cases."),
        "contact reminders --on 2026-11-30",
        due,
        (),
        (_ON,),
    ),
    Verb(
        "readiness",
        N_("Show what the courts of a country ask for and what is missing."),
        "contact readiness 2026-0001 --court DE",
        ready,
        (CASE,),
        (Option("court", N_("The country of the court; without it the consumer's."), "CC"), _ON),
    ),
)

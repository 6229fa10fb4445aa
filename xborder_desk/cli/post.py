"""Commands about the post book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.plain import full, moment
from xborder_desk.cli.proofs import take_in
from xborder_desk.cli.tables import clean, table
from xborder_desk.cli.verbs import Answer, Area, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.choices import Direction
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.post import NewPosting, Posting
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.post import PostLine


def add(session: Session, given: Given) -> Answer:
    """Write a line into the post book."""
    desk, case = session.desk(), given.text("case").strip()
    new = NewPosting(
        direction=given.text("direction"),
        on=given.text("on"),
        who=given.text("who"),
        subject=given.text("subject"),
        kind=given.text("kind") or "letter",
        number=given.text("number"),
        attempt=given.text("attempt"),
        cost=given.text("cost"),
        cost_currency=given.text("cost-currency"),
        note=given.text("note"),
    )
    if given.texts("proof") and not case:
        raise BadInputError(N_("Name the case that the attempt or the proof belongs to."), field="case")
    desk.post.check(new, case)
    proofs = take_in(session, desk, case, given.texts("proof"))
    line = desk.post.enter(new, case, proofs)
    return Answer({"post": line.name, **_line(line)}, [line.name])


def show_all(session: Session, given: Given) -> Answer:
    """List the post book, of the office or of a case."""
    lines = session.desk().post.list(given.text("case"))
    say = session.language
    heads = [
        say.text(one) for one in (N_("No."), N_("Day"), N_("Direction"), N_("To or from"), N_("Subject"))
    ]
    cells = (
        (one.name, say.date(one.on), say.text(one.direction.label), one.who, one.subject) for one in lines
    )
    return Answer({"lines": [_line(one) for one in lines]}, table(heads, cells, most=terminal_width()))


def printed(session: Session, given: Given) -> Answer:
    """Write the post book as a paper."""
    target = given.path("to")
    tag = given.text("language") or session.language.tag
    count = session.desk().post.print_book(tag, target, session.context, given.text("case"))
    return Answer({"file": str(target.absolute()), "lines": count}, [clean(str(target.absolute()))])


def _line(line: PostLine) -> dict[str, Any]:
    return {
        "no": line.no,
        "name": line.name,
        "entered_at": moment(line.at),
        "by": line.by,
        "direction": str(line.direction),
        "kind": str(line.kind),
        "on": line.on,
        "who": line.who,
        "subject": line.subject,
        "number": line.number,
        "case": line.case or None,
        "attempt": full(line.case, line.attempt) or None,
        "cost": line.cost,
        "cost_currency": line.cost_currency,
        "note": line.note,
        "proofs": [full(line.case, one) for one in line.proofs],
    }


_CASE: Final = Option("case", N_("The case it belongs to."), "CASE")

AREA: Final = Area(
    "post",
    N_("The post book: what went out and came in. Nothing in it is ever changed."),
    (
        Verb(
            "add",
            N_("Write a line; it gets the next running number."),
            'post add --direction outgoing --who "Shop Ltd, 1 Road" --subject Demand --kind registered '
            "--number RR123456785DE --case 2026-0001",
            add,
            (),
            (
                Option("direction", N_("Which way:"), "D", needed=True, choices=tuple(Direction)),
                Option("who", N_("To whom it goes or from whom it came."), needed=True),
                Option("subject", N_("What it is about."), needed=True),
                Option("on", N_("The day it was posted or came; without it, today."), "YYYY-MM-DD"),
                Option("kind", N_("What it is:"), "KIND", choices=tuple(Posting)),
                Option("number", N_("The number of the posting, from the receipt."), "NUMBER"),
                _CASE,
                Option("attempt", N_("The attempt it belongs to, like A-01."), "ATTEMPT"),
                Option("proof", N_("The receipt or envelope; it becomes evidence."), "PATH", many=True),
                Option("cost", N_("What it cost, with a point."), "N"),
                Option("cost-currency", N_("The currency of the cost."), "CUR"),
                Option("note", N_("A note.")),
            ),
        ),
        Verb("list", N_("List the post book."), "post list --case 2026-0001", show_all, (), (_CASE,)),
        Verb(
            "print",
            N_("Write the post book as PDF or DOCX."),
            "post print --to post.pdf",
            printed,
            (),
            (
                Option("to", N_("The file to write, .pdf or .docx."), "FILE", needed=True),
                Option("language", N_("The language of the paper; without it your own."), "TAG"),
                _CASE,
            ),
        ),
    ),
)

"""The statement of unsuccessful contact attempts from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer, Argument, Option, Verb
from xborder_desk.i18n import N_
from xborder_desk.i18n.counting import Counted

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def write(session: Session, given: Given) -> Answer:
    """Write the statement of a case, or of all cases against a seller."""
    made = session.desk().statements.make(
        given.text("case"),
        given.text("language") or session.language.tag,
        given.path("to"),
        session.context,
        seller=given.text("seller"),
        beside=given.text("beside"),
    )
    file = made.file.absolute()
    data = {"file": str(file), "attempts": made.attempts, "exhibits": made.exhibits}
    attempts = Counted("{n} attempt", "{n} attempts", len(made.attempts))
    exhibits = Counted("{n} exhibit", "{n} exhibits", len(made.exhibits))
    told = [one.spell(session.language) for one in (attempts, exhibits)]
    return Answer(data, [clean(str(file)), *told])


STATEMENT: Final = Verb(
    "statement",
    N_("Write the statement of unsuccessful contact attempts, as PDF or DOCX."),
    "contact statement 2026-0001 --language de --beside zh-Hant --to statement.pdf",
    write,
    (Argument("case", N_("The number of the case; not needed with --seller."), needed=False),),
    (
        Option("language", N_("The language of the court, like de; without it your own."), "TAG"),
        Option("beside", N_("A second language beside it, like zh-Hant."), "TAG"),
        Option(
            "seller",
            N_("Pool all cases against this seller, like S-0001; other consumers' data are left out."),
            "SELLER",
        ),
        Option("to", N_("The file to write, .pdf or .docx."), "FILE", needed=True),
    ),
)

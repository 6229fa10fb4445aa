"""Commands about the custody of items: writing down what was done, and the sheet of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli import shapes
from xborder_desk.cli.evidence_copies import ID, OF_CASE
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer, Option, Verb
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given

_ACTIONS: Final = ("view", "copy", "hand_over", "return")


def note(session: Session, given: Given) -> Answer:
    """Write down what was done with an item."""
    desk, number, case = session.desk(), given.text("id"), given.text("case").strip()
    desk.custody.note(
        number,
        given.text("action"),
        case,
        giver=given.text("from"),
        receiver=given.text("to"),
        reason=given.text("reason"),
    )
    view = desk.evidence.show(number, case)
    last = view.custody[-1]
    data = {"evidence": full(view.case, view.row.number), "custody": shapes.custody(last)}
    return Answer(data, [f"{full(view.case, view.row.number)}  {last.seq}  {last.action}"])


def sheet(session: Session, given: Given) -> Answer:
    """Write the custody of an item on paper."""
    desk, number, case = session.desk(), given.text("id"), given.text("case").strip()
    target = given.path("to").absolute()
    tag = given.text("in").strip() or session.language.tag
    lines = desk.custody.sheet(number, tag, target, session.context, case)
    view = desk.evidence.show(number, case)
    data = {"file": str(target), "evidence": full(view.case, view.row.number), "lines": lines}
    return Answer(data, [clean(str(target))])


VERBS: Final = (
    Verb(
        "note",
        N_("Write down that an item was viewed in full, copied, handed over or given back."),
        'evidence note 2026-0001/E-01 --action hand_over --to "Court registry" --reason filing',
        note,
        (ID,),
        (
            Option("action", N_("What was done:"), "ACTION", needed=True, choices=_ACTIONS),
            Option("from", N_("Who had it before."), "NAME"),
            Option("to", N_("Who has it now."), "NAME"),
            Option("reason", N_("Why."), "TEXT"),
            OF_CASE,
        ),
    ),
    Verb(
        "sheet",
        N_("Write the whole custody of an item on paper, as PDF or Word file."),
        "evidence sheet 2026-0001/E-01 --to custody.pdf",
        sheet,
        (ID,),
        (
            Option("to", N_("The file to write, .pdf or .docx."), "FILE", needed=True),
            Option("in", N_("The language of the sheet."), "TAG"),
            OF_CASE,
        ),
    ),
)

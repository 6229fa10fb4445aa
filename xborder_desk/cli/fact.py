"""Commands about the facts of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import full
from xborder_desk.cli.verbs import Answer, Area, Option, Verb
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def add(session: Session, given: Given) -> Answer:
    """Add a fact to a case."""
    from xborder_desk.services.facts import NewFact  # noqa: PLC0415 - help and faults need no office

    new = NewFact(text=given.text("text"), on=given.text("on"), proofs=given.texts("proof"))
    number = given.text("case").strip()
    fact = full(number, session.desk().facts.add(number, new))
    return Answer({"fact": fact}, [fact])


AREA: Final = Area(
    "fact",
    N_("Add what happened, and what proves it."),
    (
        Verb(
            "add",
            N_("Add a fact to a case."),
            'fact add 2026-0001 --text "The lamp smoked." --on 2026-02-11 --proof E-02:3',
            add,
            (CASE,),
            (
                Option(
                    "text",
                    N_("What happened; a place in the evidence is named like {{ref:E-02:3}}."),
                    needed=True,
                ),
                Option("on", N_("The day, month or year: 2026-02-11, 2026-02 or 2026."), "DATE"),
                Option("proof", N_("What proves it, with the page."), "EVIDENCE[:PAGE]", many=True),
            ),
        ),
    ),
)

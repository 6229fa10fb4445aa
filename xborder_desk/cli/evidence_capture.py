"""The command that takes in a page of the web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli import shapes
from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer, Argument, Verb
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def capture(session: Session, given: Given) -> Answer:
    """Load a page of the web and take it in."""
    desk, case = session.desk(), given.text("case").strip()
    row = desk.capturing.capture(case, given.text("url"), session.context)
    parts = [one for one in desk.evidence.list(case) if one.part_of == row.number]
    data = {
        **shapes.item(case, row, session.language),
        "parts": [shapes.item(case, one, session.language) for one in parts],
    }
    lines = [f"{full(case, one.number)}  {clean(one.title)}" for one in (row, *parts)]
    return Answer(data, lines)


VERBS: Final = (
    Verb(
        "capture",
        N_(
            "Load a page of the web and take it in: as PDF, web archive and picture, with what the server "
            "said, its certificates and the time. Needs the extra “capture”."
        ),
        "evidence capture 2026-0001 https://shop.example/offer",
        capture,
        (CASE, Argument("url", N_("The address of the page."))),
    ),
)

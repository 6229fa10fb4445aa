"""Commands about bodies: platforms, carriers, insurers, authorities and what the office says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.plain import plain
from xborder_desk.cli.tables import pairs, table
from xborder_desk.cli.usage import WrongValueError
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.bodies import BODY_KINDS, fields_of
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.bodies import BodyView

_NEW: Final = "new"
_BODY: Final = Argument("body", N_("The short name of the body, like amazon."))


def show_all(session: Session, given: Given) -> Answer:
    """List the bodies."""
    found = session.desk().sellers.looks.bodies.all(given.text("find"), given.text("kind"))
    heads = [
        session.text(head) for head in (N_("Body"), N_("Name"), N_("Kind"), N_("Country"), N_("Checked on"))
    ]
    cells = (
        (
            one.id,
            one.name,
            session.text(BODY_KINDS.get(one.kind, one.kind)),
            one.values.get("country", ""),
            session.language.date(one.checked_on) if one.checked_on else "",
        )
        for one in found
    )
    return Answer({"bodies": [_plain(one) for one in found]}, table(heads, cells, most=terminal_width()))


def show(session: Session, given: Given) -> Answer:
    """Show one body."""
    one = session.desk().sellers.looks.bodies.show(given.text("body"))
    names = fields_of(one.kind)
    lines = [(session.text(names[field]), one.values[field]) for field in names if one.values.get(field)]
    lines.append((session.text(N_("Source")), one.source))
    if one.checked_on:
        lines.append((session.text(N_("Checked on")), session.language.date(one.checked_on)))
    return Answer(_plain(one), list(pairs(lines, session.language.colon)))


def change(session: Session, given: Given) -> Answer:
    """Say something of a body, or add one."""
    values = {}
    for written in given.texts("field"):
        field, equals, value = written.partition("=")
        if not equals or not field.strip():
            raise WrongValueError(
                N_("“{given}” is no field with a value. Write it like contact=help@example.com."),
                given=written,
            )
        values[field.strip()] = value.strip().replace("\\n", "\n")
    key = session.desk().sellers.looks.bodies.change(
        "" if given.text("body").strip().lower() == _NEW else given.text("body"),
        values,
        source=given.text("source"),
        checked_on=given.text("checked-on"),
        kind=given.text("kind"),
    )
    return Answer({"body": key}, [key])


def reset(session: Session, given: Given) -> Answer:
    """Take back what the office said of a body."""
    key = given.text("body").strip()
    session.desk().sellers.looks.bodies.reset(key)
    return Answer({"body": key}, [key])


def _plain(one: BodyView) -> dict[str, Any]:
    return {
        "body": one.id,
        "kind": one.kind,
        **one.values,
        "source": one.source,
        "checked_on": plain(one.checked_on),
        "status": one.status,
        "changed": list(one.changed),
        "own": one.own,
    }


_KIND: Final = Option("kind", N_("What the body is:"), "KIND", choices=tuple(BODY_KINDS))

AREA: Final = Area(
    "body",
    N_("Platforms, carriers, banks, insurers, authorities and dispute bodies; your own word over ours."),
    (
        Verb(
            "list",
            N_("List the bodies."),
            "body list --kind platform",
            show_all,
            options=(Option("find", N_("Only bodies whose names hold every one of these words.")), _KIND),
        ),
        Verb(
            "show", N_("Show everything known of a body, and from where."), "body show amazon", show, (_BODY,)
        ),
        Verb(
            "set",
            N_("Say something of a body with its source and day; “new” in place of a short name adds one."),
            'body set amazon contact=seller-help@example.com --source "Legal notice" --checked-on 2026-11-20',
            change,
            (
                Argument("body", N_("The short name of the body; “new” adds one."), needed=True),
                Argument("field", N_("What to say, as FIELD=VALUE."), many=True),
            ),
            (
                Option("source", N_("Where it was read."), needed=True),
                Option("checked-on", N_("The day on which it was read."), "DAY", needed=True),
                _KIND,
            ),
        ),
        Verb(
            "reset",
            N_("Take back everything this office said of a body itself."),
            "body reset amazon",
            reset,
            (_BODY,),
        ),
    ),
)

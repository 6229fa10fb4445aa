"""The command about the watched folder: choosing it, and taking in what is new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.cli import shapes
from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer, Argument, Flag, Option, Verb
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def watch(session: Session, given: Given) -> Answer:
    """Choose the watched folder, or take in what is new in it."""
    watching = session.desk().watching
    if given.flag("off"):
        watching.watch("", "")
    elif given.text("folder"):
        watching.watch(str(given.path("folder")), given.text("case"))
    watched = watching.watched()
    taken = watching.look(session.context)
    entries = [shapes.added(watched.case, one, session.language, path=str(one.path)) for one in taken]
    data = {"folder": watched.folder or None, "case": watched.case or None, "added": entries}
    first = session.text(N_("No folder is watched.")) if not watched.folder else clean(watched.folder)
    lines = [
        first,
        *(f"{one['evidence'] or '–'}  {clean(str(one['title'] or one['path']))}" for one in entries),
    ]
    faults = [one.fault for one in taken if one.row is None and one.fault is not None]
    trouble = Notice(faults[0].text, dict(faults[0].fields)) if faults else None
    return Answer(data, lines, trouble)


VERBS: Final = (
    Verb(
        "watch",
        N_(
            "Watch a folder for a case and take in what is new in it; without a folder, look once into the "
            "one that is watched. Files stay where they lie."
        ),
        "evidence watch /scans --case 2026-0001",
        watch,
        (Argument("folder", N_("The folder to watch from now on."), needed=False),),
        (
            Option("case", N_("The case its files belong to."), "CASE"),
            Flag("off", N_("Watch no folder any more.")),
        ),
    ),
)

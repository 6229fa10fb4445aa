"""What is installed: the languages, and the version. Neither needs an office."""

from __future__ import annotations

import platform
import sys
from typing import TYPE_CHECKING

import xborder_desk
from xborder_desk.cli.tables import pairs, table
from xborder_desk.cli.verbs import Answer, Verb
from xborder_desk.i18n import N_
from xborder_desk.i18n.languages import NOT_READ

if TYPE_CHECKING:
    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given


def languages(session: Session, given: Given) -> Answer:
    """Tell which languages are installed and how complete each is."""
    del given
    found = [
        {
            "tag": one.tag,
            "name": session.doors.language(one.tag).language_name(one.tag),
            "translated": one.translated,
            "total": one.total,
            "complete": round(one.translated / one.total, 4) if one.total else 1.0,
        }
        for one in session.doors.languages()
    ]
    heads = (session.text(N_("Language")), session.text(N_("Name")), session.text(N_("Translated")))
    rows = (
        (str(one["tag"]), str(one["name"]), f"{one['translated']}/{one['total']}" if one["total"] else "")
        for one in found
    )
    return Answer({"languages": found}, [*table(heads, rows), "", session.text(NOT_READ)])


def version(session: Session, given: Given) -> Answer:
    """Tell the version of the program and what it runs on."""
    del given
    data = {
        "version": xborder_desk.__version__,
        "python": platform.python_version(),
        "platform": sys.platform,
    }
    rows = (
        ("Xborder Desk", data["version"]),
        ("Python", data["python"]),
        (session.text(N_("System")), data["platform"]),
    )
    return Answer(data, pairs(rows, session.language.colon))


VERBS = (
    Verb("languages", N_("List the installed languages and how complete each is."), "languages", languages),
    Verb("version", N_("Tell the version of the program."), "version --json", version),
)

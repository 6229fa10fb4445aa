"""Mails into the contact register from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean
from xborder_desk.cli.verbs import Answer, Argument, Verb, place
from xborder_desk.domain.mail_import import Became
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.mail_import import Imported
    from xborder_desk.i18n.language import Language

_SAID: Final = {
    Became.ATTEMPT: N_("attempt"),
    Became.RESULT: N_("result"),
    Became.REPLY: N_("reply"),
    Became.KEPT: N_("kept"),
}


def take_mails(session: Session, given: Given) -> Answer:
    """Import mails and mailboxes into a case."""
    number = given.text("case").strip()
    paths = [place(typed, "path") for typed in given.texts("path")]
    taken = session.desk().contacts.import_mails(number, paths, session.context)
    entries = [entry_of(number, one, session.language) for one in taken]
    return Answer({"imported": entries}, _lines(session, entries), _left_out(taken))


def entry_of(case: str, one: Imported, language: Language) -> dict[str, Any]:
    """Give what became of one mail, as the JSON answer holds it."""
    attempts = [full(case, number) for number in one.attempts]
    return {
        "path": str(one.path),
        "position": one.position or None,
        "outcome": None if one.fault else str(one.outcome),
        "attempt": attempts[0] if attempts else None,
        "attempts": attempts,
        "evidence": full(case, one.evidence) or None,
        "duplicate_of": full(case, one.duplicate_of) or None,
        "recipients": [
            {
                "address": said.address,
                "status": said.status,
                "status_class": said.status_class,
                "address_dead": said.dead,
                "text": said.text,
            }
            for said in one.recipients
        ],
        "warnings": [language.say(told) for told in one.warnings],
        "error": language.error(one.fault) if one.fault else None,
    }


def _left_out(taken: Sequence[Imported]) -> Notice | None:
    faults = [one.fault for one in taken if one.fault is not None]
    if not faults:
        return None
    if len(faults) == 1:
        return Notice(faults[0].text, dict(faults[0].fields))
    return Notice(
        N_("{count} of {total} mails could not be taken in. The first: {first}"),
        {"count": len(faults), "total": len(taken), "first": faults[0]},
    )


def _lines(session: Session, entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        if entry["error"]:
            continue
        name = clean(entry["path"]) + (f" #{entry['position']}" if entry["position"] else "")
        became = session.text(_SAID[Became(entry["outcome"])])
        same = ""
        if entry["duplicate_of"]:
            same = session.text(N_(" (the same mail as {number})"), number=entry["duplicate_of"])
        yield f"{name}: {became} {entry['attempt'] or entry['evidence'] or ''}{same}"
        for told in entry["warnings"]:
            yield f"    {clean(told)}"


IMPORT: Final = Verb(
    "import",
    N_("Import mails: sent ones become attempts, delivery reports their results, answers replies."),
    "contact import 2026-0001 sent.eml bounce.eml mailbox.mbox",
    take_mails,
    (
        CASE,
        Argument("path", N_("Files .eml, .msg or .mbox; a folder stands for every file in it."), many=True),
    ),
)

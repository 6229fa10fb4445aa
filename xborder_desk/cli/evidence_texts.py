"""Commands about what items say: text of scans, suggested facts, and opening what is locked."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli import shapes
from xborder_desk.cli.case import CASE
from xborder_desk.cli.evidence_copies import ID, OF_CASE, PASSWORD_FILE, password_in
from xborder_desk.cli.plain import full, plain
from xborder_desk.cli.tables import clean, table
from xborder_desk.cli.verbs import Answer, Argument, Flag, Option, Verb
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.suggestions import KIND_LABELS, STATE_LABELS
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.suggestions import Suggestion


def recognise(session: Session, given: Given) -> Answer:
    """Recognise the text of a scan."""
    desk, number, case = session.desk(), given.text("id"), given.text("case").strip()
    done = desk.scans.recognise(
        number, session.context, case, languages=given.texts("in"), again=given.flag("again")
    )
    view = desk.evidence.show(number, case)
    pages = [
        {
            "page": page.page,
            "text": page.text,
            "confidence": page.confidence,
            "fault": session.text(page.fault) if page.fault else None,
        }
        for page in done.pages
    ]
    data = {
        "evidence": full(view.case, view.row.number),
        "engine": done.engine,
        "languages": done.languages,
        "confidence": done.confidence,
        "text_chars": done.characters,
        "pages": pages,
    }
    return Answer(data, _read_lines(session, pages, done.engine))


def unlock(session: Session, given: Given) -> Answer:
    """Read a locked item with its password, which is kept nowhere."""
    desk, number, case = session.desk(), given.text("id"), given.text("case").strip()
    desk.evidence.open_with_password(number, _password(session, given), session.context, case)
    view = desk.evidence.show(number, case)
    return Answer(shapes.item(view.case, view.row, session.language), [clean(view.row.title)])


def read(session: Session, given: Given) -> Answer:
    """Read what was kept and not read yet."""
    case = given.text("case").strip()
    count = session.desk().evidence.read_again(case, session.context)
    return Answer({"case": case, "read": count}, [session.text(N_("Items read: {count}."), count=count)])


def suggest(session: Session, given: Given) -> Answer:
    """Look through the texts of a case, and list what is suggested."""
    desk, case = session.desk(), given.text("case").strip()
    numbers = given.texts("item")
    offered = desk.suggesting.offer(case, session.context, numbers)
    found = desk.suggesting.list(case, undecided=not given.flag("all"))
    only = {desk.evidence.show(one, case).row.number for one in numbers}
    shown = [one for one in found if not only or one.evidence in only]
    data = {"case": case, "new": offered, "suggestions": [suggestion(case, one) for one in shown]}
    return Answer(data, _suggested(session, case, shown))


def accept(session: Session, given: Given) -> Answer:
    """Accept suggestions, entered with a party if one is named."""
    suggesting, case = session.desk().suggesting, given.text("case").strip()
    done = [
        suggesting.accept(one, case, party=given.text("party").strip()) for one in given.texts("suggestion")
    ]
    return _decided(session, case, given, done)


def reject(session: Session, given: Given) -> Answer:
    """Reject suggestions; the same values are not offered again in the case."""
    suggesting, case = session.desk().suggesting, given.text("case").strip()
    done = [suggesting.reject(one, case) for one in given.texts("suggestion")]
    return _decided(session, case, given, done)


def suggestion(case: str, one: Suggestion) -> dict[str, Any]:
    """Give a suggestion as JSON values, its number in full."""
    found = plain(one)
    values = dict(found) if isinstance(found, dict) else {}
    return {
        **values,
        "suggestion": f"{full(case, one.evidence)}#{one.number}",
        "evidence": full(case, one.evidence),
        "place": {"page": one.page, "start": one.start, "end": one.end},
    }


def _decided(session: Session, case: str, given: Given, done: list[Suggestion]) -> Answer:
    number = case or given.texts("suggestion")[0].partition("/")[0]
    data = {"suggestions": [suggestion(number, one) for one in done]}
    said = [f"{clean(one.raw)}  {session.text(STATE_LABELS[one.state])}" for one in done]
    return Answer(data, said)


def _suggested(session: Session, case: str, found: list[Suggestion]) -> Iterator[str]:
    if not found:
        yield session.text(N_("Nothing is suggested."))
        return
    heads = [session.text(head) for head in (N_("Number"), N_("What"), N_("Value"), N_("Page"), N_("Where"))]
    rows = (
        (
            f"{full(case, one.evidence)}#{one.number}",
            session.text(KIND_LABELS.get(one.kind, one.kind)),
            one.raw,
            str(one.page or ""),
            one.around,
        )
        for one in found
    )
    yield from table(heads, rows, most=terminal_width())


def _read_lines(session: Session, pages: list[dict[str, Any]], engine: str) -> Iterator[str]:
    yield clean(engine)
    for page in pages:
        sure = f"{page['confidence']} %" if page["confidence"] is not None else "–"
        yield session.text(N_("Page {page}: {sure} certain"), page=page["page"], sure=sure)
        yield from (
            f"    {clean(line)}" for line in (page["fault"] or page["text"]).splitlines() if line.strip()
        )


def _password(session: Session, given: Given) -> str:
    """Take the password from its file, or ask for it at the terminal without showing it."""
    if given.text("password-file"):
        return password_in(given)
    if not sys.stdin.isatty():
        raise BadInputError(N_("Give the password in a file, with --password-file."), field="password")
    return getpass.getpass(f"{session.text(N_('Password'))}: ")


_SUGGESTIONS: Final = Argument("suggestion", N_("Their numbers, like 2026-0001/E-01#3."), many=True)

VERBS: Final = (
    Verb(
        "recognise",
        N_("Recognise the text of a scan with Tesseract, page by page; the file stays as it is."),
        "evidence recognise 2026-0001/E-01 --in de",
        recognise,
        (ID,),
        (
            Option("in", N_("The language of the text; without it the item's own."), "TAG", many=True),
            Flag("again", N_("Also pages that have a text already.")),
            OF_CASE,
        ),
    ),
    Verb(
        "unlock",
        N_("Read a locked item with its password, which is kept nowhere."),
        "evidence unlock 2026-0001/E-01 --password-file secret.txt",
        unlock,
        (ID,),
        (PASSWORD_FILE, OF_CASE),
    ),
    Verb(
        "read",
        N_("Read what was kept and not read yet, because reading was stopped or the disk was full."),
        "evidence read 2026-0001",
        read,
        (CASE,),
    ),
    Verb(
        "suggest",
        N_(
            "Look through the texts of a case for addresses, numbers, amounts and dates, and list what "
            "nobody has decided yet."
        ),
        "evidence suggest 2026-0001",
        suggest,
        (CASE,),
        (
            Option("item", N_("Only this item."), "ID", many=True),
            Flag("all", N_("Also what was accepted or rejected.")),
        ),
    ),
    Verb(
        "accept",
        N_("Accept suggestions; with a party they are entered there, with the item as their origin."),
        "evidence accept 2026-0001/E-01#3 --party P-02",
        accept,
        (_SUGGESTIONS,),
        (Option("party", N_("The party they belong to, like P-02."), "PARTY"), OF_CASE),
    ),
    Verb(
        "reject",
        N_("Reject suggestions; the same values are not offered again in the case."),
        "evidence reject 2026-0001/E-01#4",
        reject,
        (_SUGGESTIONS,),
        (OF_CASE,),
    ),
)

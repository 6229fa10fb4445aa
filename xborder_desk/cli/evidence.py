"""Commands about evidence: taking in, listing, showing, handing out, verifying."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.cli import (
    evidence_capture,
    evidence_copies,
    evidence_custody,
    evidence_stamps,
    evidence_texts,
    evidence_watch,
    findings,
    shapes,
)
from xborder_desk.cli.case import CASE
from xborder_desk.cli.plain import full
from xborder_desk.cli.tables import clean, pairs, table
from xborder_desk.cli.verbs import Answer, Area, Argument, Option, Verb, place
from xborder_desk.cli.width import terminal_width
from xborder_desk.domain.choices import CustodyAction, label_of
from xborder_desk.domain.items import FILE_LABEL, KIND_LABELS
from xborder_desk.i18n import N_
from xborder_desk.i18n.language import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.cli.session import Session
    from xborder_desk.cli.verbs import Given
    from xborder_desk.domain.items import Added, EvidenceRow, EvidenceView


def add(session: Session, given: Given) -> Answer:
    """Take files and folders into a case."""
    number = given.text("case").strip()
    paths = [place(typed, "path") for typed in given.texts("path")]
    taken = session.desk().evidence.add_files(
        number, paths, session.context, method=given.text("method"), source=given.text("source")
    )
    entries = [shapes.added(number, one, session.language, path=str(one.path)) for one in taken]
    return Answer({"added": entries}, _taken(session, entries), _left_out(taken))


def show_all(session: Session, given: Given) -> Answer:
    """List the items of a case with what is known of them."""
    desk, number = session.desk(), given.text("case").strip()
    rows = desk.evidence.list(number)
    items = [shapes.item(number, row, session.language) for row in rows]
    if session.as_json:
        for item in items:
            shown = desk.evidence.show(item["evidence"])
            item["custody"] = [shapes.custody(event) for event in shown.custody]
    return Answer({"case": number, "items": items}, _table(session, number, rows))


def show(session: Session, given: Given) -> Answer:
    """Show one item with its custody and its text."""
    view = session.desk().evidence.show(given.text("id"), given.text("case").strip())
    data = {
        **shapes.item(view.case, view.row, session.language),
        "case": view.case,
        "custody": [shapes.custody(event) for event in view.custody],
        "page_texts": view.page_texts,
        "recognised": [
            {"page": one.page, "engine": one.engine, "confidence": one.confidence} for one in view.recognised
        ],
    }
    return Answer(data, _lines(session, view, data))


def export(session: Session, given: Given) -> Answer:
    """Hand out a copy of an item's bytes."""
    desk, number, case = session.desk(), given.text("id"), given.text("case").strip()
    target = given.path("to").absolute()
    view = desk.evidence.show(number, case)
    file = target / view.row.filename if target.is_dir() else target
    sha256 = desk.evidence.export(number, target, case)
    data = {
        "file": str(file),
        "evidence": full(view.case, view.row.number),
        "sha256": sha256,
        "size": view.row.size,
    }
    return Answer(data, [clean(str(file)), f"SHA-256 {sha256}"])


def verify(session: Session, given: Given) -> Answer:
    """Hash every item again and check the registers."""
    desk = session.desk()
    checked = desk.evidence.verify(given.text("case").strip() or None, session.context)
    return findings.answer(session, checked)


def _left_out(taken: Sequence[Added]) -> Notice | None:
    faults = [entry.fault for entry in taken if entry.row is None and entry.fault is not None]
    if not faults:
        return None
    if len(faults) == 1:
        return Notice(faults[0].text, dict(faults[0].fields))
    return Notice(
        N_("{count} of {total} files could not be taken in. The first: {first}"),
        {"count": len(faults), "total": len(taken), "first": faults[0]},
    )


def _taken(session: Session, entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        yield from _one(session, entry, "")


def _one(session: Session, entry: dict[str, Any], indent: str) -> Iterator[str]:
    if entry["evidence"] is not None:
        same = ""
        if entry["duplicate_of"]:
            same = session.text(N_(" (the same bytes as {number})"), number=entry["duplicate_of"])
        yield f"{indent}{entry['evidence']}  {clean(str(entry['title']))}{same}"
        for told in entry["warnings"]:
            yield f"{indent}    {clean(told)}"
        for part in entry["parts"]:
            yield from _one(session, part, f"{indent}  ")


def _table(session: Session, case: str, rows: list[EvidenceRow]) -> Iterator[str]:
    if not rows:
        yield session.text(N_("This case has no evidence yet."))
        return
    heads = [
        session.text(head)
        for head in (N_("Number"), N_("Title"), N_("Kind"), N_("Date"), N_("Pages"), N_("Size"))
    ]
    cells = (
        (
            full(case, row.number),
            row.title,
            session.text(KIND_LABELS.get(row.kind, FILE_LABEL)),
            _day(session, row.on),
            str(row.pages or ""),
            session.language.size(row.size),
        )
        for row in rows
    )
    yield from table(heads, cells, most=terminal_width())


def _lines(session: Session, view: EvidenceView, data: dict[str, Any]) -> Iterator[str]:
    row, text = view.row, session.text
    yield from pairs(
        [
            (text(N_("Number")), data["evidence"]),
            (text(N_("Title")), row.title),
            (text(N_("File")), row.filename),
            (text(N_("Kind")), f"{text(KIND_LABELS.get(row.kind, FILE_LABEL))} ({row.media_type})"),
            (text(N_("Date")), _moment(session, row.on)),
            (text(N_("Language")), session.language.language_name(row.language) if row.language else ""),
            (text(N_("Pages")), str(row.pages or "")),
            (text(N_("Size")), session.language.size(row.size)),
            ("SHA-256", row.sha256),
            (text(N_("Same bytes as")), data["duplicate_of"] or ""),
            (text(N_("Source")), row.source),
        ],
        session.language.colon,
    )
    for told in data["warnings"]:
        yield clean(told)
    yield ""
    heads = [text(head) for head in (N_("When"), N_("Who"), N_("What was done"))]
    zone = session.desk().zone
    events = (
        (session.language.datetime(event.at, zone), event.actor, text(label_of(CustodyAction, event.action)))
        for event in view.custody
    )
    yield from table(heads, events, most=terminal_width())


def _day(session: Session, on: str) -> str:
    """Write the day an item shows; a month or a year alone stays as it was found."""
    try:
        return session.language.date(dt.date.fromisoformat(on[:10]))
    except ValueError:
        return on


def _moment(session: Session, on: str) -> str:
    """Write the day, and the time where the item has it in a zone."""
    try:
        at = dt.datetime.fromisoformat(on)
    except ValueError:
        return on
    return session.language.datetime(at, at.tzinfo) if at.tzinfo else _day(session, on)


_ID: Final = Argument("id", N_("The number of the item, like 2026-0001/E-01 or a part 2026-0001/E-01.1."))
_OF_CASE: Final = Option("case", N_("The case, if the number is given short, like E-01."), "CASE")

AREA: Final = Area(
    "evidence",
    N_("Take in, list, show, hand out and verify evidence."),
    (
        Verb(
            "add",
            N_("Take files and folders into a case; what cannot be read into is kept all the same."),
            "evidence add 2026-0001 invoice.pdf mails photos",
            add,
            (CASE, Argument("path", N_("Files; a folder stands for every file in it."), many=True)),
            (
                Option("source", N_("From whom or where they came.")),
                Option("method", N_("How they came."), "METHOD"),
            ),
        ),
        Verb(
            "list",
            N_("List the evidence of a case, parts behind the item they were found in."),
            "evidence list 2026-0001",
            show_all,
            (CASE,),
        ),
        Verb(
            "show",
            N_("Show one item: what is known of it, and its custody."),
            "evidence show 2026-0001/E-01",
            show,
            (_ID,),
            (_OF_CASE,),
        ),
        Verb(
            "export",
            N_("Hand out a copy of the original bytes; the custody register notes it."),
            "evidence export 2026-0001/E-01 --to copy.pdf",
            export,
            (_ID,),
            (Option("to", N_("The file to write, or a folder."), "FILE", needed=True), _OF_CASE),
        ),
        Verb(
            "verify",
            N_("Hash every item again and check the registers, of one case or of all."),
            "evidence verify 2026-0001",
            verify,
            (Argument("case", N_("The number of the case; without it all are verified."), needed=False),),
        ),
        *evidence_copies.VERBS,
        *evidence_stamps.VERBS,
        *evidence_texts.VERBS,
        *evidence_custody.VERBS,
        *evidence_watch.VERBS,
        *evidence_capture.VERBS,
    ),
)

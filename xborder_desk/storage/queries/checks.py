"""Checks of what the database says against what the registers say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from xborder_desk.domain.contacts import ATTEMPT
from xborder_desk.domain.registers import CONTACTS, CUSTODY, Finding
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Case, ContactEntry, Evidence, RegisterLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.jobs.context import JobContext
    from xborder_desk.storage.blobs import FolderStore
    from xborder_desk.storage.uow import UnitOfWork


def database(uow: UnitOfWork) -> Iterator[Finding]:
    """Let SQLite check its own file; a shared database is checked by its own tools."""
    if uow.connection.dialect.name != "sqlite":
        return
    for row in uow.connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            told = N_("The database file is damaged: {detail}.")
            yield Finding("database-damaged", "database", told, (("detail", row[0]),))
    for row in uow.connection.execute(text("PRAGMA foreign_key_check")):
        told = N_("A row of the table {table} names another that is not there.")
        yield Finding("row-missing", str(row[0]), told, (("table", row[0]),))


def contact_entries(uow: UnitOfWork) -> Iterator[Finding]:
    """Compare every searchable contact row with the register line it was made from."""
    query = (
        select(
            Case.number,
            ContactEntry.line_seq,
            ContactEntry.entry,
            ContactEntry.address,
            ContactEntry.channel,
            ContactEntry.result,
            ContactEntry.no,
            RegisterLine.content,
            RegisterLine.seq,
        )
        .join(Case, Case.id == ContactEntry.case_id)
        .outerjoin(
            RegisterLine,
            (RegisterLine.scope == Case.uid)
            & (RegisterLine.seq == ContactEntry.line_seq)
            & (RegisterLine.register == CONTACTS),
        )
        .order_by(Case.id, ContactEntry.line_seq)
    )
    told = N_("The contact entry {seq} of the case {case} is not what its register line says.")
    for row in uow.connection.execute(query):
        if row.seq is not None and row.content is None:
            continue  # lawfully erased, or named by the check of the chain
        said = _said(row.content, row.entry) if row.content else None
        if said != (row.entry, row.channel, row.address, row.result, row.no):
            fields = (("seq", row.line_seq), ("case", row.number))
            yield Finding("entry-differs", f"{row.number} {row.line_seq}", told, fields)
    yield from _entries_gone(uow)


def _entries_gone(uow: UnitOfWork) -> Iterator[Finding]:
    query = (
        select(Case.number, RegisterLine.seq)
        .join(RegisterLine, (RegisterLine.scope == Case.uid) & (RegisterLine.register == CONTACTS))
        .outerjoin(
            ContactEntry, (ContactEntry.case_id == Case.id) & (ContactEntry.line_seq == RegisterLine.seq)
        )
        .where(ContactEntry.id.is_(None))
        .order_by(Case.id, RegisterLine.seq)
    )
    told = N_("The contact entry {seq} of the case {case} is gone; its register line is still there.")
    for case, seq in uow.connection.execute(query):
        yield Finding("entry-missing", f"{case} {seq}", told, (("seq", seq), ("case", case)))


def _said(content: str, entry: str) -> tuple[str, str, str, str, str] | None:
    try:
        values = json.loads(content)
        shown = values if entry == ATTEMPT else {**values.get("changes", {}), **values}
        return (
            str(values["action"]),
            str(shown.get("channel", "")),
            str(shown.get("address", "")),
            str(shown.get("result", "")),
            str(values.get("number", "")) if entry == ATTEMPT else "",
        )
    except (ValueError, KeyError, AttributeError):
        return None


def custody(uow: UnitOfWork) -> Iterator[Finding]:
    """Compare every item with the custody line of its intake: same bytes, and none without one."""
    query = select(RegisterLine.subject, RegisterLine.content, RegisterLine.scope)
    query = query.where(RegisterLine.register == CUSTODY).order_by(RegisterLine.id)
    taken: dict[str, str] = {}
    scopes: dict[str, str] = {}
    for subject, content, scope in uow.connection.execute(query):
        if content and '"action":"import"' in content:
            taken.setdefault(subject, content)
        # A line that was lawfully erased says nothing any more; the check of the chain vouches for it.
        elif content is None:
            taken[subject] = ""
        scopes[subject] = scope
    items = (
        select(Case.number, Evidence.no, Evidence.uid, Evidence.sha256, Evidence.filename)
        .join(Case, Case.id == Evidence.case_id)
        .order_by(Evidence.id)
    )
    known = set()
    for case, no, uid, sha256, filename in uow.connection.execute(items):
        known.add(uid)
        if taken.get(uid) and json.loads(taken[uid]).get("filename", filename) != filename:
            told = N_("The evidence {number} does not have the file name it was taken in with.")
            yield Finding("name-differs", f"{case}/{no}", told, (("number", f"{case}/{no}"),))
        if taken.get(uid) != "" and sha256 not in taken.get(uid, ""):
            told = N_(
                "The evidence {number} does not have the hash that was written down when it was taken in."
            )
            yield Finding("custody-differs", f"{case}/{no}", told, (("number", f"{case}/{no}"),))
    for uid in sorted(taken.keys() - known):
        told = N_("An item that was taken in is gone from the list of evidence: {uid}.")
        yield Finding("item-missing", uid, told, (("uid", uid), ("scope", scopes[uid])))


def bytes_finding(number: str, *, gone: bool) -> Finding:
    """Say that the bytes of an item are gone, or no longer what was taken in."""
    text = (
        N_("The bytes of the evidence {number} are gone.")
        if gone
        else N_("The bytes of the evidence {number} were changed after they were taken in.")
    )
    return Finding("bytes-missing" if gone else "bytes-changed", number, text, (("number", number),))


def stored_bytes(
    store: FolderStore, items: Sequence[tuple[str, str, str, str]], ctx: JobContext
) -> Iterator[Finding]:
    """Hash the bytes of each item again; ``items`` are (case, number, uid, sha256) as the queries give them.

    Raises:
        Cancelled: the person asked for it to stop.

    """
    known: dict[str, str | None] = {}
    for done, (case, number, _uid, sha256) in enumerate(items):
        ctx.progress(done, len(items), N_("Checking evidence"))
        if sha256 not in known:
            known[sha256] = store.hash_now(sha256, ctx)
        if known[sha256] != sha256:
            yield bytes_finding(f"{case}/{number}", gone=known[sha256] is None)

"""Writing and checking the append-only registers inside an open unit of work."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, insert, select, update

from xborder_desk.domain.registers import (
    AUDIT,
    ERASED,
    OFFICE_SCOPE,
    Finding,
    Head,
    Line,
    check_chain,
    next_line,
)
from xborder_desk.i18n import N_
from xborder_desk.storage.models import Base, RegisterHead, RegisterLine
from xborder_desk.storage.sending import send

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection, Row

_HEAD = select(RegisterHead.seq, RegisterHead.hash).where(
    RegisterHead.register == bindparam("r"), RegisterHead.scope == bindparam("s")
)
_NEW_HEAD = insert(Base.metadata.tables["register_head"])
_MOVE_HEAD = (
    update(RegisterHead)
    .where(RegisterHead.register == bindparam("r"), RegisterHead.scope == bindparam("s"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
_NEW_LINE = (
    insert(Base.metadata.tables["register_line"])
    .values({name: bindparam(name) for name in Line.__dataclass_fields__})
    .inline()
)
_COLUMNS = (
    RegisterLine.register,
    RegisterLine.scope,
    RegisterLine.seq,
    RegisterLine.subject,
    RegisterLine.at,
    RegisterLine.content,
    RegisterLine.salt,
    RegisterLine.digest,
    RegisterLine.prev,
    RegisterLine.hash,
)
OPENED = "register_opened"


def head(connection: Connection, register: str, scope: str) -> Head | None:
    """Give the last line's number and hash, or None for a register without lines."""
    row = send(connection, _HEAD, {"r": register, "s": scope}).one_or_none()
    return Head(register, scope, row.seq, row.hash) if row else None


def append(connection: Connection, register: str, scope: str, content: Mapping[str, object]) -> Line:
    """Add one line behind the last, in the transaction of what it records.

    The first line of a register in a case, or of another register of the office, is announced in the
    office's own audit register, so that a whole register cannot vanish or appear without a trace.
    """
    before = head(connection, register, scope)
    line = next_line(before, register, scope, content, secrets.token_hex(16))
    send(connection, _NEW_LINE, _row(line))
    if before is None:
        connection.execute(
            _NEW_HEAD, [{"register": register, "scope": scope, "seq": line.seq, "hash": line.hash}]
        )
        if (register, scope) != (AUDIT, OFFICE_SCOPE):
            opened = {"at": content["at"], "actor": content.get("actor", ""), "action": OPENED}
            append(connection, AUDIT, OFFICE_SCOPE, {**opened, "register": register, "subject": scope})
    else:
        moved = {"r": register, "s": scope, "new_seq": line.seq, "new_hash": line.hash}
        send(connection, _MOVE_HEAD, moved)
    return line


def _line(row: Row[*tuple[Any, ...]]) -> Line:
    return Line(*row)


def _row(line: Line) -> dict[str, object]:
    return {name: getattr(line, name) for name in Line.__dataclass_fields__}


def lines(connection: Connection, scope: str, register: str | None = None) -> list[Line]:
    """Give the lines of a scope in order, of one register or of all."""
    query = select(*_COLUMNS).where(RegisterLine.scope == scope)
    if register is not None:
        query = query.where(RegisterLine.register == register)
    rows = connection.execute(query.order_by(RegisterLine.register, RegisterLine.seq))
    return [_line(row) for row in rows]


def lines_of(connection: Connection, scopes: Sequence[str], register: str) -> dict[str, list[Line]]:
    """Give the lines of one register in several scopes, in order, in one query."""
    query = select(*_COLUMNS).where(RegisterLine.register == register, RegisterLine.scope.in_(scopes))
    found: dict[str, list[Line]] = {}
    for row in connection.execute(query.order_by(RegisterLine.scope, RegisterLine.seq)):
        line = _line(row)
        found.setdefault(line.scope, []).append(line)
    return found


def lines_about(connection: Connection, subject: str, register: str) -> list[Line]:
    """Give the lines of one register that are about one thing."""
    query = select(*_COLUMNS).where(RegisterLine.subject == subject, RegisterLine.register == register)
    return [_line(row) for row in connection.execute(query.order_by(RegisterLine.seq))]


def heads(connection: Connection, scope: str | None = None) -> list[Head]:
    """Give the heads of one scope, or of the whole office."""
    query = select(RegisterHead.register, RegisterHead.scope, RegisterHead.seq, RegisterHead.hash)
    if scope is not None:
        query = query.where(RegisterHead.scope == scope)
    rows = connection.execute(query.order_by(RegisterHead.scope, RegisterHead.register))
    return [Head(*row) for row in rows]


def erase(connection: Connection, line: Line, actor: str, at: str, reason: str) -> None:
    """Remove the content of one line for good, and write in the audit register that and why.

    The chain still verifies: only the salted digest is part of it.
    """
    same = and_(
        RegisterLine.register == line.register,
        RegisterLine.scope == line.scope,
        RegisterLine.seq == line.seq,
    )
    connection.execute(update(RegisterLine).where(same).values(content=None, salt=None))
    content = {"at": at, "actor": actor, "action": ERASED, "line": line.hash, "reason": reason}
    had = {"register": line.register, "subject": line.scope, "line_at": line.at, "line_subject": line.subject}
    append(connection, AUDIT, OFFICE_SCOPE, {**content, **had})


def check(connection: Connection) -> Iterator[Finding]:
    """Check every register of the office, line by line, and that none of them has vanished."""
    known = {(found.register, found.scope): found for found in heads(connection)}
    erasures, opened = _announced(connection)
    query = select(*_COLUMNS).order_by(RegisterLine.register, RegisterLine.scope, RegisterLine.seq)
    rows = connection.execution_options(yield_per=1000).execute(query)
    seen: set[tuple[str, str]] = set()
    for key, group in _grouped(_line(row) for row in rows):
        seen.add(key)
        yield from check_chain(group, known.get(key), erasures)
    for key, lost in known.items():
        if key not in seen:
            yield from check_chain((), lost, erasures)
    gone = N_("The whole register {register} of {scope} was removed.")
    stray = N_("The register {register} of {scope} was never opened by this program.")
    yield from _findings("register-missing", gone, opened - seen - known.keys())
    yield from _findings("register-unknown", stray, (seen | known.keys()) - opened)


def _findings(kind: str, text: str, keys: set[tuple[str, str]]) -> Iterator[Finding]:
    for register, scope in sorted(keys):
        yield Finding(kind, f"{register} of {scope}", text, (("register", register), ("scope", scope)))


def announced_erasures(connection: Connection) -> frozenset[str]:
    """Give the hashes of the lines whose content was lawfully erased, as the audit register names them."""
    return frozenset(_announced(connection)[0])


def _announced(connection: Connection) -> tuple[dict[str, tuple[str, str]], set[tuple[str, str]]]:
    erasures: dict[str, tuple[str, str]] = {}
    # The office itself is founded by the first line of its audit register.
    opened = {(AUDIT, OFFICE_SCOPE)}
    for line in lines(connection, OFFICE_SCOPE, AUDIT):
        try:
            content = line.values()
        except ValueError:
            continue  # the check of the chain names this line
        if content.get("action") == ERASED:
            had = str(content.get("line_at")), str(content.get("line_subject"))
            erasures[str(content.get("line"))] = had
        elif content.get("action") == OPENED:
            opened.add((str(content.get("register")), line.subject))
    return erasures, opened


def _grouped(found: Iterable[Line]) -> Iterator[tuple[tuple[str, str], list[Line]]]:
    group: list[Line] = []
    for line in found:
        if group and (group[-1].register, group[-1].scope) != (line.register, line.scope):
            yield (group[-1].register, group[-1].scope), group
            group = []
        group.append(line)
    if group:
        yield (group[-1].register, group[-1].scope), group

"""Registers in the database: its triggers refuse, and whatever gets past them is found and named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from xborder_desk.domain.registers import AUDIT, CONTACTS, CUSTODY, OFFICE_SCOPE, Finding
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

CASE = "c" * 32
OTHER = "d" * 32
REFUSED = "never changed or removed"
CHANGES = [
    "UPDATE register_line SET content = '{}' WHERE seq = 2",
    "UPDATE register_line SET content = NULL WHERE seq = 2",
    "UPDATE register_line SET salt = NULL WHERE seq = 2",
    "UPDATE register_line SET content = NULL, salt = NULL, at = 'x' WHERE seq = 2",
    "UPDATE register_line SET content = NULL, salt = NULL, hash = 'x' WHERE seq = 2",
    "UPDATE register_line SET seq = 99 WHERE seq = 2",
    "UPDATE register_line SET id = 9999 WHERE seq = 2",
    "DELETE FROM register_line WHERE seq = 2",
    "DELETE FROM register_line",
    "DELETE FROM register_head",
    "UPDATE register_head SET hash = 'x'",
    "UPDATE register_head SET seq = seq - 1",
    "UPDATE register_head SET seq = seq + 2, hash = 'x'",
    "UPDATE register_head SET scope = 'other', seq = seq + 1",
]
REPLACE = (
    "INSERT OR REPLACE INTO register_line "
    "SELECT id, register, scope, seq, subject, at, '{}', salt, digest, prev, hash "
    "FROM register_line WHERE seq = 2"
)
HERE = "WHERE register = 'custody' AND scope = :s AND seq = :n"
COLUMNS = ["register", "scope", "seq", "subject", "at", "content", "salt", "digest", "prev", "hash"]


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with lines in three registers of two cases."""
    with office.database.write() as uow:
        for number in range(5):
            for register, scope in ((CUSTODY, CASE), (CONTACTS, CASE), (CUSTODY, OTHER)):
                uow.record(register, scope, "import", f"s{number}", number=number)
        uow.commit()
    return office


def check(office: Office) -> list[Finding]:
    with office.database.read() as uow:
        return list(registers.check(uow.connection))


def send(office: Office, statement: str, **values: Any) -> int:
    with office.database.write() as uow:
        count = uow.connection.execute(text(statement), values).rowcount
        uow.commit()
    return int(count)


def unguard(office: Office) -> None:
    """Do what the owner of the database can do: put the triggers out of action."""
    with office.database.write() as uow:
        embedded = uow.connection.dialect.name == "sqlite"
        for table in ("register_line", "register_head"):
            off = [f"DROP TRIGGER {table}_kept", f"DROP TRIGGER {table}_unchanged"]
            for statement in off if embedded else [f"ALTER TABLE {table} DISABLE TRIGGER USER"]:
                uow.connection.execute(text(statement))
        uow.commit()


def test_lines_are_chained_and_found_again(filled: Office) -> None:
    with filled.database.read() as uow:
        lines = registers.lines(uow.connection, CASE, CUSTODY)
        both = registers.lines(uow.connection, CASE)
        about = registers.lines_about(uow.connection, "s3", CUSTODY)
        heads = registers.heads(uow.connection, CASE)
        head = registers.head(uow.connection, CUSTODY, CASE)
    assert [line.seq for line in lines] == [1, 2, 3, 4, 5]
    assert {line.register for line in both} == {CUSTODY, CONTACTS}
    assert [(line.scope, line.seq) for line in about] == [(CASE, 4), (OTHER, 4)]
    assert {one.register: one.hash for one in heads}[CUSTODY] == lines[-1].hash
    assert head is not None
    assert (head.seq, head.hash) == (5, lines[-1].hash)
    assert check(filled) == []


def test_salts_are_never_the_same(filled: Office) -> None:
    with filled.database.read() as uow:
        salts = list(uow.session.scalars(text("SELECT salt FROM register_line")))
    assert len(set(salts)) == len(salts)
    assert all(len(salt) == 32 for salt in salts)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_changes(filled: Office, statement: str) -> None:
    with pytest.raises(DBAPIError, match=REFUSED):
        send(filled, statement)
    assert check(filled) == []


def test_the_embedded_database_refuses_replacing(filled: Office) -> None:
    if filled.database.engine.dialect.name != "sqlite":
        with pytest.raises(DBAPIError, match=REFUSED):
            send(filled, "TRUNCATE register_line")
        with pytest.raises(DBAPIError, match=REFUSED):
            send(filled, "TRUNCATE register_head")
    else:
        with pytest.raises(DBAPIError, match=REFUSED):
            send(filled, REPLACE)
        with pytest.raises(DBAPIError, match=REFUSED):
            send(
                filled, "INSERT OR REPLACE INTO register_head VALUES ('custody', :scope, 1, 'x')", scope=CASE
            )
    assert check(filled) == []


def test_a_lawful_erasure_is_allowed_and_written_down(filled: Office) -> None:
    with filled.database.write() as uow:
        line = registers.lines(uow.connection, CASE, CUSTODY)[2]
        registers.erase(uow.connection, line, "Jana", "2026-03-02T10:00:00.000Z", "Art. 17 GDPR")
        uow.commit()
    assert check(filled) == []
    with filled.database.read() as uow:
        erased = registers.lines(uow.connection, CASE, CUSTODY)[2]
        audit = registers.lines(uow.connection, OFFICE_SCOPE, AUDIT)[-1].values()
    assert (erased.content, erased.salt, erased.hash) == (None, None, line.hash)
    assert (audit["action"], audit["reason"], audit["line"]) == ("content_erased", "Art. 17 GDPR", line.hash)


def test_an_erasure_nobody_announced_is_found(filled: Office) -> None:
    assert (
        send(
            filled,
            "UPDATE register_line SET content = NULL, salt = NULL WHERE seq = 2 AND scope = :s",
            s=CASE,
        )
        == 2
    )
    found = check(filled)
    assert {one.kind for one in found} == {"line-erased"}
    assert {one.subject for one in found} == {f"custody 2 of {CASE}", f"contacts 2 of {CASE}"}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_change_behind_the_programs_back_is_found_and_named(filled: Office, column: str, seq: int) -> None:
    unguard(filled)
    other = "seq + 100" if column == "seq" else f"'x' || substr({column}, 2)"
    done = send(
        filled,
        f"UPDATE register_line SET {column} = {other} {HERE}",  # noqa: S608 - our own columns
        s=CASE,
        n=seq,
    )
    assert done == 1
    subjects = " ".join(found.subject for found in check(filled))
    moved = {
        "register": f"xustody {seq} of {CASE}",
        "scope": f"custody {seq} of x{CASE[1:]}",
        "seq": f"custody {seq + 100} of {CASE}",
    }
    assert moved.get(column, f"custody {seq} of {CASE}") in subjects


@pytest.mark.parametrize(("seq", "named"), [(1, 2), (3, 4), (5, 5)])
def test_a_removed_line_is_found_and_named(filled: Office, seq: int, named: int) -> None:
    unguard(filled)
    send(
        filled,
        "DELETE FROM register_line WHERE register = 'custody' AND scope = :s AND seq = :n",
        s=CASE,
        n=seq,
    )
    assert [(one.kind, one.subject) for one in check(filled)] == [
        ("line-missing", f"custody {named} of {CASE}")
    ]


def test_a_cut_tail_is_found_by_the_head(filled: Office) -> None:
    unguard(filled)
    send(filled, "DELETE FROM register_line WHERE register = 'custody' AND scope = :s AND seq > 3", s=CASE)
    assert [one.kind for one in check(filled)] == ["line-missing"]


@pytest.mark.parametrize("keep_head", [True, False])
@pytest.mark.parametrize(("register", "scope"), [(CUSTODY, CASE), (CONTACTS, CASE), (AUDIT, OFFICE_SCOPE)])
def test_a_register_that_is_gone_is_found_and_named(
    filled: Office, register: str, scope: str, *, keep_head: bool
) -> None:
    unguard(filled)
    where = "WHERE register = :r AND scope = :s"
    for table in ("register_line",) if keep_head else ("register_line", "register_head"):
        send(filled, f"DELETE FROM {table} {where}", r=register, s=scope)  # noqa: S608 - our own tables
    found = check(filled)
    assert any(one.subject.startswith(register) and one.subject.endswith(scope) for one in found)
    assert {one.kind for one in found} <= {"line-missing", "register-missing", "register-unknown"}


def test_a_register_laid_in_from_elsewhere_is_found(filled: Office) -> None:
    unguard(filled)
    send(
        filled,
        "DELETE FROM register_line WHERE register = 'audit' AND content LIKE :what",
        what="%register_opened%" + OTHER + "%",
    )
    assert f"custody of {OTHER}" in {one.subject for one in check(filled)}


def test_two_swapped_lines_are_found_and_both_named(filled: Office) -> None:
    unguard(filled)
    for old, new in ((2, 1000), (4, 2), (1000, 4)):
        send(filled, f"UPDATE register_line SET seq = {new} {HERE}", s=CASE, n=old)  # noqa: S608 - numbers of ours
    subjects = {one.subject for one in check(filled)}
    assert {f"custody 2 of {CASE}", f"custody 4 of {CASE}"} <= subjects


def test_an_inserted_line_is_found_and_named(filled: Office) -> None:
    send(
        filled,
        "INSERT INTO register_line (register, scope, seq, subject, at, content, salt, digest, prev, hash) "
        "SELECT register, scope, 6, subject, at, content, salt, digest, hash, hash FROM register_line "
        "WHERE register = 'custody' AND scope = :s AND seq = 5",
        s=CASE,
    )
    assert f"custody 6 of {CASE}" in {one.subject for one in check(filled)}


@pytest.mark.parametrize("content", ["{", "[]", '"x"', ""])
def test_unreadable_words_in_the_audit_register_are_a_finding(filled: Office, content: str) -> None:
    unguard(filled)
    send(filled, "UPDATE register_line SET content = :c WHERE register = 'audit' AND seq = 1", c=content)
    assert "audit 1 of office" in {one.subject for one in check(filled)}


def test_a_forged_chain_of_a_whole_register_needs_its_head_too(filled: Office) -> None:
    with filled.database.read() as uow:
        lines = registers.lines(uow.connection, CASE, CUSTODY)
    assert json.loads(lines[0].content or "")["number"] == 0
    unguard(filled)
    send(
        filled,
        "UPDATE register_head SET hash = :h WHERE register = 'custody' AND scope = :s",
        h="0" * 64,
        s=CASE,
    )
    assert [one.kind for one in check(filled)] == ["head-differs"]

"""Many at one office: numbers stay unique, versions count; a look is of one moment."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.factories.offices import as_founded, row_counts, shared_office
from tests.factories.rows import a_case, a_fact, a_party, a_task, an_item
from xborder_desk.domain.errors import ConflictError
from xborder_desk.domain.registers import AUDIT, CONTACTS, CUSTODY, OFFICE_SCOPE
from xborder_desk.storage import registers
from xborder_desk.storage.models import Case, Task
from xborder_desk.storage.queries import cases, evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.storage.office import Office


def together(*work: Callable[[], object]) -> None:
    """Do all of it at once and pass on the first fault."""
    faults: list[BaseException] = []

    def guarded(one: Callable[[], object]) -> None:
        try:
            one()
        except BaseException as fault:  # noqa: BLE001 - told below, in the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=guarded, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault in faults:
        raise fault


def test_cases_opened_at_once_have_numbers_without_gap_or_double(office: Office) -> None:
    def open_five() -> None:
        for _ in range(5):
            with office.database.write() as uow:
                number, seq = cases.next_number(uow, 2026)
                a_case(uow, seq, number=number, uid=f"{threading.get_ident()}-{seq}")
                uow.commit()

    together(open_five, open_five, open_five)
    with office.database.read() as uow:
        seqs = sorted(uow.session.scalars(select(Case.seq)))
    assert seqs == list(range(1, 16))


def test_items_taken_in_at_once_keep_their_order_and_their_custody(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        uow.commit()

    def take_four() -> None:
        for _ in range(4):
            with office.database.write() as uow:
                running = evidence.next_position(uow, case.id)
                item = an_item(uow, case, running)
                uow.record(CUSTODY, case.uid, "import", item.uid, sha256=item.sha256)
                uow.commit()

    together(take_four, take_four)
    with office.database.read() as uow:
        rows = evidence.rows(uow, case.id)
        lines = registers.lines(uow.connection, case.uid, CUSTODY)
        assert list(registers.check(uow.connection)) == []
    assert [row.number for row in rows] == [f"E-{running:02d}" for running in range(1, 9)]
    assert [line.subject for line in lines] == [row.uid for row in rows]


def test_registers_written_at_once_are_each_one_chain(office: Office) -> None:
    def write(register: str, scope: str) -> Callable[[], None]:
        def lines() -> None:
            for number in range(6):
                with office.database.write() as uow:
                    uow.record(register, scope, "noted", str(number))
                    uow.commit()

        return lines

    together(write(CONTACTS, "c1"), write(CONTACTS, "c1"), write(CUSTODY, "c1"), write(CONTACTS, "c2"))
    with office.database.read() as uow:
        assert list(registers.check(uow.connection)) == []
        heads = {(one.register, one.scope): one.seq for one in registers.heads(uow.connection)}
    assert heads[CONTACTS, "c1"] == 12
    assert heads[CUSTODY, "c1"] == heads[CONTACTS, "c2"] == 6
    assert heads[AUDIT, OFFICE_SCOPE] == 1 + 3  # its birth, and each register announced once


def test_a_look_that_began_before_a_change_does_not_see_half_of_it(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        uow.commit()
    with office.database.read() as before:
        assert cases.view(before, "2026-0001").facts == ()
        with office.database.write() as uow:
            a_fact(uow, case, 1)
            a_task(uow, case, "call", None)
            uow.commit()
        seen = cases.view(before, "2026-0001")
        assert (seen.facts, seen.tasks) == ((), ())
    with office.database.read() as after:
        seen = cases.view(after, "2026-0001")
        assert (len(seen.facts), len(seen.tasks)) == (1, 1)


def test_the_second_of_two_changes_on_one_version_is_refused_whole(office: Office) -> None:
    with office.database.write() as uow:
        case = a_case(uow)
        task = a_task(uow, case, "call", None)
        uow.commit()
    with office.database.read() as uow:
        mine = uow.session.get_one(Task, task.id)
        uow.session.expunge(mine)
    with office.database.write() as uow:
        uow.session.get_one(Task, task.id).text = "theirs"
        uow.commit()
    before = row_counts(office)

    def change() -> None:
        with office.database.write() as uow:
            uow.session.add(mine)
            a_party(uow, case, 1)
            uow.record(AUDIT, case.uid, "task_changed")
            mine.text = "mine"
            uow.commit()

    with pytest.raises(ConflictError):
        change()
    assert row_counts(office) == before
    with office.database.read() as uow:
        assert uow.session.get_one(Task, task.id).text == "theirs"


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_a_fault_at_any_step_leaves_neither_row_nor_line(office: Office, steps: int) -> None:
    """Rows and the register lines about them come together or not at all."""
    before = row_counts(office)

    def work() -> None:
        with office.database.write() as uow:
            done: list[Callable[[], Any]] = [
                lambda: a_case(uow),
                lambda: uow.record(AUDIT, "c1", "case_created"),
                lambda: uow.record(CUSTODY, "c1", "import"),
                lambda: an_item(uow, uow.session.scalars(select(Case)).one(), 1),
            ]
            for one in done[:steps]:
                one()
            msg = "in between"
            raise ArithmeticError(msg)

    with pytest.raises(ArithmeticError):
        work()
    assert row_counts(office) == before
    with office.database.read() as uow:
        assert list(registers.check(uow.connection)) == []


BROKEN = [
    ('UPDATE "case" SET amount = 1, currency = NULL', "amount_has_currency"),
    ("UPDATE \"case\" SET amount = -1, currency = 'EUR'", "amount_not_negative"),
    ('UPDATE "case" SET outcome_amount = 1', "outcome_has_currency"),
    ("UPDATE \"case\" SET number = '2026-0002' WHERE seq = 1", ""),
    ('UPDATE "case" SET seq = 2 WHERE seq = 1', ""),
    ("UPDATE party SET case_id = 999999", ""),
    ("UPDATE party SET no = 1", ""),
    ('DELETE FROM "case" WHERE seq = 1', ""),
]


@pytest.mark.parametrize(("statement", "rule"), BROKEN)
def test_rules_of_the_tables_hold_whoever_writes(office: Office, statement: str, rule: str) -> None:
    """What the program never does by intention the database refuses by itself."""
    with office.database.write() as uow:
        first, _second = a_case(uow, 1), a_case(uow, 2)
        a_party(uow, first, 1)
        a_party(uow, first, 2)
        uow.commit()
    before = row_counts(office)

    def write() -> None:
        with office.database.write() as uow:
            uow.connection.execute(text(statement))
            uow.commit()

    with pytest.raises(IntegrityError, match=rule or r"(?i)unique|foreign key"):
        write()
    assert row_counts(office) == before


def test_work_after_a_refused_statement_goes_on_in_a_new_unit(office: Office) -> None:
    """One fault must not leave a connection behind that refuses everything after it."""

    def double() -> None:
        with office.database.write() as uow:
            a_case(uow, 1)
            a_case(uow, 1)

    for _ in range(8):  # more often than the pool has connections
        with pytest.raises(IntegrityError):
            double()
    with office.database.write() as uow:
        a_case(uow, 1)
        uow.commit()
    with office.database.read() as uow:
        assert cases.count(uow) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE register_line",
        "TRUNCATE register_head CASCADE",
        "TRUNCATE TABLE register_line, register_head",
        "DELETE FROM register_line WHERE false OR seq > 0",
        "UPDATE register_line SET content = content || ' '",
        "INSERT INTO register_line SELECT * FROM register_line ON CONFLICT (id) DO UPDATE SET content = 'x'",
    ],
)
def test_a_shared_office_lets_nobody_empty_or_rewrite_a_register(
    blank_url: str, tmp_path: Path, statement: str
) -> None:
    """What only PostgreSQL can do is guarded there as well."""
    as_founded(blank_url)
    office = shared_office(blank_url, tmp_path / "office")

    def send() -> None:
        with office.database.write() as uow:
            uow.connection.execute(text(statement))
            uow.commit()

    with pytest.raises(DBAPIError, match="never changed or removed"):
        send()
    with office.database.read() as uow:
        assert [line.seq for line in registers.lines(uow.connection, OFFICE_SCOPE)] == [1]
        assert list(registers.check(uow.connection)) == []
    office.close()

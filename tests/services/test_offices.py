"""The office as a whole: counted, checked, cleared, backed up and let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.offices import Inline, desk_in
from xborder_desk.domain.registers import AUDIT
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.services.offices import Offices, restore
from xborder_desk.storage import office as offices
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    number = open_case(desk)
    add_evidence(desk, number, write_files(tmp_path / "in", a="one", b="two"))
    desk.contacts.add(number, new_attempt(result="read"), ("E-01",))
    return number


def send(office: Office, *statements: str) -> None:
    with office.database.write() as uow:
        for statement in statements:
            uow.connection.exec_driver_sql(statement)
        uow.commit()


def test_an_untouched_office_is_clean(desk: Desk, case: str) -> None:
    check = desk.offices.check(JobContext())
    assert (check.checked, check.findings, check.ok) == (2, (), True)
    assert desk.offices.summary() == {"cases": 1, "evidence": 2}
    assert desk.offices.clear_leftovers() == 0
    assert case == "2026-0001"


def test_what_is_left_over_is_named_cleared_and_written_down(desk: Desk, case: str, office: Office) -> None:
    unnamed = office.store.add_bytes(b"never had a row")
    (office.folder / offices.EVIDENCE / "incoming" / "half").write_bytes(b"x")
    findings = desk.offices.check(JobContext()).findings
    assert {(one.kind, one.subject) for one in findings} == {
        ("leftover", "half"),
        ("leftover", unnamed.sha256),
    }
    assert desk.offices.clear_leftovers() == 2
    assert desk.offices.check(JobContext()).findings == ()
    assert desk.evidence.verify(case, JobContext()).ok
    with office.database.read() as uow:
        line = registers.lines(uow.connection, "office", AUDIT)[-1].values()
    assert line["action"] == "leftovers_removed"
    assert sorted(line["files"]) == sorted(["half", unnamed.sha256])  # type: ignore[call-overload]  # a list


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("UPDATE contact_entry SET address = 'other@shop.example' WHERE entry = 'attempt'", "entry-differs"),
        ("UPDATE contact_entry SET result = 'bounced' WHERE entry = 'result'", "entry-differs"),
        ("UPDATE contact_entry SET line_seq = 77 WHERE entry = 'attempt'", "entry-differs"),
        ("DELETE FROM contact_entry WHERE entry = 'attempt'", "entry-missing"),
        (
            "UPDATE evidence SET sha256 = replace(sha256, substr(sha256, 1, 1), 'f') WHERE no = 'E-01'",
            "custody-differs",
        ),
    ],
)
def test_rows_that_do_not_say_what_their_lines_say_are_found(
    desk: Desk, case: str, office: Office, change: str, kind: str
) -> None:
    send(office, change)
    findings = desk.offices.check(JobContext()).findings
    assert kind in {one.kind for one in findings}
    assert any(one.subject.startswith(case) for one in findings if one.kind == kind)
    for one in findings:
        assert "{" not in one.text.format(**dict(one.fields))


def test_a_row_that_names_nothing_is_found(embedded: Office) -> None:
    desk = desk_in(embedded)
    send(
        embedded,
        "INSERT INTO office_info VALUES ('x', 'y')",
    )
    with embedded.database.read() as uow:
        uow.connection.exec_driver_sql("ROLLBACK")
        uow.connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        uow.connection.exec_driver_sql("BEGIN IMMEDIATE")
        uow.connection.exec_driver_sql(
            "INSERT INTO note (uid, case_id, text, written_by, written_at) "
            "VALUES ('u', 99, 't', 'J', '2026-01-01')"
        )
        uow.commit()
    embedded.database.engine.dispose()
    (found,) = desk.offices.check(JobContext()).findings
    assert (found.kind, found.subject) == ("row-missing", "note")


def test_a_check_can_be_stopped(desk: Desk, case: str) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        desk.offices.check(ctx)
    assert desk.cases.show(case).number == case


def test_a_backup_is_restored_through_the_use_case(embedded: Office, tmp_path: Path) -> None:
    desk = desk_in(embedded)
    open_case(desk)
    assert desk.offices.backup(tmp_path / "b.zip", JobContext()) == {"cases": 1, "evidence": 0}
    assert restore(tmp_path / "b.zip", tmp_path / "again", JobContext()) == {"cases": 1, "evidence": 0}


def test_letting_go_ends_children_and_takes_the_note_away(embedded: Office) -> None:
    apart = Inline()
    use = Offices(embedded, cast("Apart", apart))
    use.beat()
    assert len(list((embedded.folder / "open").iterdir())) == 1
    use.close()
    assert apart.closed
    assert list((embedded.folder / "open").iterdir()) == []

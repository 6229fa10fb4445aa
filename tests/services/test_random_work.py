"""Any day's work in any order: the office shows what was done, on both databases, and its registers hold."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.offices import as_founded, copy_of, desk_in, shared_office
from tests.services.random_work import STEPS, Worker, shown
from xborder_desk.jobs.context import JobContext
from xborder_desk.services import offices
from xborder_desk.storage import registers
from xborder_desk.storage.office import open_office

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

DAY = st.lists(STEPS, min_size=5, max_size=40)
CALM = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEW = settings(CALM, max_examples=8)
_turn = itertools.count()


def _work(office: Office, day: list[tuple[object, ...]], folder: Path) -> Worker:
    worker = Worker(desk_in(office), folder)
    for step in day:
        worker.do(step)
    return worker


def _agrees(worker: Worker) -> None:
    listed = {row.number: row for row in (*worker.desk.cases.all(), *worker.desk.cases.all(binned=True))}
    assert set(listed) == {told.number for told in worker.cases}
    for told in worker.cases:
        seen = shown(worker.desk, told.number)
        assert (seen["title"], seen["binned"]) == (told.title, told.binned)
        assert {number: name for number, (name, *_rest) in seen["parties"].items()} == told.parties
        assert {number: text for number, (text, *_rest) in seen["facts"].items()} == told.facts
        assert seen["notes"] == sorted(told.notes)
        assert [done for _text, done in seen["tasks"]].count(True) == told.tasks.count(True)
        assert [sha256 for _number, sha256, *_rest in seen["files"]] == told.files
        assert [address for _number, address, *_rest in seen["attempts"]] == told.attempts
        assert [list(results) for *_rest, results in seen["attempts"]] == told.results
        assert listed[told.number].evidence == len(told.files)
        assert listed[told.number].attempts == len(told.attempts)


def _found(office: Office, worker: Worker) -> list[str]:
    del office
    return [finding.kind for finding in worker.desk.offices.check(JobContext()).findings]


@CALM
@given(day=DAY)
def test_the_office_shows_what_was_done_and_its_registers_hold(
    blank: Path, day: list[tuple[object, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = copy_of(blank, Path(folder) / "office")
        try:
            worker = _work(office, day, Path(folder) / "files")
            _agrees(worker)
            assert _found(office, worker) == []
        finally:
            office.close()


@CALM
@given(day=DAY)
def test_what_was_done_is_there_after_closing_and_after_a_restored_backup(
    blank: Path, day: list[tuple[object, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = copy_of(blank, folder / "office")
        worker = _work(office, day, folder / "files")
        before = {told.number: shown(worker.desk, told.number) for told in worker.cases}
        worker.desk.offices.backup(folder / "b.zip", JobContext())
        office.close()
        offices.restore(folder / "b.zip", folder / "again", JobContext())
        for place in ("office", "again"):
            opened = open_office(folder / place, actor="Somebody else")
            desk = desk_in(opened)
            assert {number: shown(desk, number) for number in before} == before
            assert list(desk.offices.check(JobContext()).findings) == []
            opened.close()


@FEW
@given(day=DAY)
def test_both_databases_show_the_same(blank: Path, blank_url: str, day: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        as_founded(blank_url)
        embedded, shared = copy_of(blank, folder / "one"), shared_office(blank_url, folder / "two")
        try:
            one, two = (
                _work(office, day, folder / f"files{turn}") for turn, office in enumerate((embedded, shared))
            )
            assert one.refused == two.refused
            assert [told.number for told in one.cases] == [told.number for told in two.cases]
            for told in one.cases:
                assert shown(one.desk, told.number) == shown(two.desk, told.number)
            assert _found(shared, two) == []
        finally:
            embedded.close()
            shared.close()


@CALM
@given(day=DAY)
def test_every_change_has_its_line_and_what_was_refused_has_none(
    blank: Path, day: list[tuple[object, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = copy_of(blank, Path(folder) / "office")
        try:
            worker = Worker(desk_in(office), Path(folder) / "files")
            for step in day:
                before, refused = _lines(office), worker.refused
                worker.do(step)
                after = _lines(office)
                assert after[: len(before)] == before, "a line that was written is changed or gone"
                if worker.refused > refused:
                    assert after == before
        finally:
            office.close()


def _lines(office: Office) -> list[str]:
    with office.database.read() as uow:
        heads = sorted(registers.heads(uow.connection), key=lambda head: (head.scope != "office", head.scope))
        lines = [
            (line.at, line.register, line.seq, line.hash)
            for head in heads
            for line in registers.lines(uow.connection, head.scope, head.register)
        ]
    return [hashed for *_order, hashed in sorted(lines)]

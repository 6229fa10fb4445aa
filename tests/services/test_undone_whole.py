"""Whatever use-case a fault cuts short, at whichever step: nothing of it stays, and it can be done again."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from tests.factories.offices import ACTOR, Clock, copy_of, desk_in, row_counts
from tests.services.whole_work import EVERY, Rich, enrich
from xborder_desk.domain.registers import OFFICE_SCOPE
from xborder_desk.jobs.context import JobContext
from xborder_desk.storage import registers
from xborder_desk.storage.office import Office, open_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.registers import Line
    from xborder_desk.services import Desk


@pytest.fixture(scope="module")
def made(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rich]:
    """An office with both cases, closed, to be copied."""
    folder = tmp_path_factory.mktemp("whole")
    desk = desk_in(copy_of(blank, folder / "office", Clock()))
    rich = enrich(desk, folder)
    desk.close()
    return folder / "office", rich


@pytest.fixture
def office(made: tuple[Path, Rich], tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(made[0], tmp_path / "office")
    opened = open_office(tmp_path / "office", actor=ACTOR, clock=Clock())
    yield opened
    opened.close()


@pytest.fixture
def rich(made: tuple[Path, Rich]) -> Rich:
    return made[1]


@contextlib.contextmanager
def failing_at(office: Office, step: int) -> Iterator[list[int]]:
    """Let the statement of that number fail, as a line to a server does that breaks."""
    done = [0]

    def count(_c: object, _cursor: object, statement: str, _p: object, _context: object, _m: object) -> None:
        if not statement.upper().startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            done[0] += 1
            if done[0] == step:
                raise ConnectionResetError(statement[:60])

    event.listen(office.database.engine, "before_cursor_execute", count)
    try:
        yield done
    finally:
        event.remove(office.database.engine, "before_cursor_execute", count)


def all_lines(office: Office) -> dict[tuple[str, str, int], Line]:
    with office.database.read() as uow:
        scopes = {head.scope for head in registers.heads(uow.connection)}
        lines = [line for scope in scopes for line in registers.lines(uow.connection, scope)]
    return {(line.register, line.scope, line.seq): line for line in lines}


def content(office: Office) -> list[Any]:
    with office.database.read() as uow:
        raw = uow.connection.connection.driver_connection
        assert raw is not None
        return list(raw.iterdump())


@pytest.mark.parametrize("name", EVERY)
def test_a_fault_at_any_step_leaves_the_office_as_it_was(office: Office, rich: Rich, name: str) -> None:
    desk = desk_in(office)
    before = content(office)
    for step in range(1, 200):
        with failing_at(office, step) as done:
            try:
                EVERY[name](desk, rich)
            except ConnectionResetError:
                pass
            else:
                assert done[0] < step
                break
        assert content(office) == before, f"{name} left something behind at step {step}"
    assert content(office) != before
    with office.database.read() as uow:
        assert list(registers.check(uow.connection)) == []


@pytest.mark.parametrize("name", EVERY)
def test_every_change_is_written_down_once_with_who_and_when(office: Office, rich: Rich, name: str) -> None:
    desk = desk_in(office)
    office.database.actor = "Ana Souza"
    before = all_lines(office)
    began = office.database.clock()
    EVERY[name](desk, rich)
    fresh = [line for key, line in all_lines(office).items() if key not in before]
    assert fresh, "changed without a line"
    for line in fresh:
        told = line.values()
        assert told["actor"] == "Ana Souza"
        assert str(told["at"]) >= began.isoformat()[:19]
        assert told["action"]
    scopes = {line.scope for line in fresh} - {OFFICE_SCOPE}
    of_office = {"sender set", "posted", "a case opened"}
    known = {desk.cases.show(one).uid for one in (rich.case, rich.other)}
    assert scopes <= known or name in of_office
    assert desk.offices.check(JobContext()).findings == ()


ONCE = (
    *("fields set", "many set", "many binned", "binned", "note hidden", "note shown", "task done"),
    *("task reopened", "party changed", "party brought back", "identifier hidden", "mandate withdrawn"),
    *("fact brought back", "item described", "item put back", "sender set", "omissions told"),
)


@pytest.mark.parametrize("name", ONCE)
def test_what_is_so_already_is_not_written_down_again(office: Office, rich: Rich, name: str) -> None:
    """A double click, or a script that runs twice, leaves no second line and no new version."""
    desk = desk_in(office)
    EVERY[name](desk, rich)
    counts, version = row_counts(office), desk.cases.show(rich.case).version
    EVERY[name](desk, rich)
    assert row_counts(office) == counts
    assert desk.cases.show(rich.case).version == version


def parts(desk: Desk, rich: Rich) -> dict[str, Any]:
    """Everything a person sees of the first case, the counters of changes left out."""
    view = desk.cases.show(rich.case)
    return {
        "values": view.values,
        "parties": [(one.number, one.name, one.country, len(one.identifiers)) for one in view.parties],
        "facts": [(one.number, one.text, one.on, one.proofs) for one in view.facts],
        "notes": [one.text for one in view.notes],
        "tasks": [(one.text, one.done_at is None) for one in view.tasks],
        "items": [one.number for one in desk.evidence.list(rich.case)],
        "binned": view.binned_at is None,
    }


BACK = {
    "note hidden": lambda desk, rich: desk.cases.show_note(rich.case, rich.note, shown=True),
    "note shown": lambda desk, rich: desk.cases.show_note(rich.case, rich.hidden, shown=False),
    "task done": lambda desk, rich: desk.cases.reopen(rich.case, rich.task),
    "party removed": lambda desk, rich: desk.parties.take_back(rich.case, "P-03"),
    "party brought back": lambda desk, rich: desk.parties.remove(rich.case, "P-04"),
    "identifier hidden": lambda desk, rich: desk.parties.show_identifier(
        rich.case, rich.identifier, shown=True
    ),
    "mandate withdrawn": lambda desk, rich: desk.parties.withdraw_mandate(rich.case, rich.mandate, ""),
    "fact removed": lambda desk, rich: desk.facts.bring_back(rich.case, "F-01"),
    "fact brought back": lambda desk, rich: desk.facts.remove(rich.case, "F-02"),
    "binned": lambda desk, rich: desk.cases.take_back(rich.case),
    "many binned": lambda desk, rich: desk.cases.many.take_back([rich.case, rich.other]),
    "item put back": lambda desk, rich: desk.evidence.bin.take_off(rich.case, ["E-03"]),
}


@pytest.mark.parametrize("name", BACK)
def test_undone_it_is_as_it_was_and_redone_as_it_became(office: Office, rich: Rich, name: str) -> None:
    desk = desk_in(office)
    before = parts(desk, rich)
    EVERY[name](desk, rich)
    after = parts(desk, rich)
    for _ in range(2):
        BACK[name](desk, rich)
        assert parts(desk, rich) == before
        EVERY[name](desk, rich)
        assert parts(desk, rich) == after
    assert before != after or name == "mandate withdrawn"
    assert desk.offices.check(JobContext()).findings == ()

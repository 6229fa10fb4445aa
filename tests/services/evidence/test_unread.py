"""Evidence that is kept and not read: why, its name, that it is read later; what people said stays."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.offices import Inline
from xborder_desk.domain.errors import BadInputError, DiskFullError, NotFoundError
from xborder_desk.evidence import eml
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.services.evidence import Evidence
from xborder_desk.services.evidence.intake import NO_ROOM
from xborder_desk.storage import reserve
from xborder_desk.storage.blobs import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.evidence import Stored
    from xborder_desk.jobs.apart import Apart
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


class Stopping(Inline):
    """A person presses Cancel while a file is read."""

    def run(self, work: str, *args: Any, ctx: Any = None, limits: object = None) -> Any:
        del work, args, limits
        ctx.cancel()
        ctx.check()


def stopped(office: Office, case: str, files: list[Path]) -> None:
    with pytest.raises(Cancelled):
        Evidence(office, cast("Apart", Stopping())).add_files(case, files, JobContext())


def full_for_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_store: FolderStore, _data: bytes) -> Stored:
        raise DiskFullError(NO_ROOM, file="part")

    monkeypatch.setattr(FolderStore, "add_bytes", refused)


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    file = tmp_path / "mail.eml"
    file.write_bytes(eml.sample())
    return file


def test_an_item_nobody_read_yet_is_called_as_its_file_is(desk: Desk, office: Office, mail: Path) -> None:
    case = open_case(desk)
    stopped(office, case, [mail])
    (row,) = desk.evidence.list(case)
    assert (row.state, row.title, row.sha256) == (
        "kept",
        "mail.eml",
        hashlib.sha256(mail.read_bytes()).hexdigest(),
    )


def test_it_is_read_when_asked(desk: Desk, office: Office, mail: Path) -> None:
    case = open_case(desk)
    stopped(office, case, [mail])
    assert desk.evidence.read_again(case, JobContext()) == 1
    assert [(row.number, row.title, row.state) for row in desk.evidence.list(case)] == [
        ("E-01", "Where is my parcel?", "read"),
        ("E-01.1", "order.csv", "read"),
    ]
    assert desk.evidence.read_again(case, JobContext()) == 0
    assert desk.offices.check(JobContext()).ok


def test_it_is_read_behind_the_next_files_and_is_not_told_among_them(
    desk: Desk, office: Office, mail: Path, tmp_path: Path
) -> None:
    case = open_case(desk)
    stopped(office, case, [mail])
    added = add_evidence(desk, case, write_files(tmp_path / "more", letter="x"))
    assert [one.row.number if one.row else None for one in added] == ["E-02"]
    assert {row.state for row in desk.evidence.list(case)} == {"read"}


def test_another_case_is_left_alone(desk: Desk, office: Office, mail: Path, tmp_path: Path) -> None:
    first, second = open_case(desk), open_case(desk)
    stopped(office, first, [mail])
    add_evidence(desk, second, write_files(tmp_path / "more", letter="x"))
    assert [row.state for row in desk.evidence.list(first)] == ["kept"]


def test_one_whose_bytes_are_gone_keeps_no_other_from_being_read(
    desk: Desk, office: Office, mail: Path, tmp_path: Path
) -> None:
    case = open_case(desk)
    (letter,) = write_files(tmp_path / "more", letter="x")
    stopped(office, case, [mail])
    stopped(office, case, [letter])
    office.store.path(desk.evidence.list(case)[0].sha256).unlink()
    assert desk.evidence.read_again(case, JobContext()) == 1
    assert [row.state for row in desk.evidence.list(case)] == ["kept", "read"]


def test_a_case_that_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.evidence.read_again("2026-0009", JobContext())


def test_reading_again_can_be_stopped(desk: Desk, office: Office, mail: Path) -> None:
    case = open_case(desk)
    stopped(office, case, [mail])
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        desk.evidence.read_again(case, ctx)
    assert [row.state for row in desk.evidence.list(case)] == ["kept"]


def test_without_room_for_its_parts_a_file_is_kept_and_the_reserve_given_up(
    desk: Desk, office: Office, mail: Path, tmp_path: Path
) -> None:
    case = open_case(desk)
    letters = write_files(tmp_path / "more", letter="x")
    (office.folder / "reserve").write_bytes(b"room")
    with pytest.MonkeyPatch.context() as patch:
        full_for_parts(patch)
        told, after = add_evidence(desk, case, [mail, *letters])
    assert told.row is not None
    assert isinstance(told.fault, DiskFullError)
    assert (told.fault.text, dict(told.fault.fields)) == (NO_ROOM, {"file": "mail.eml"})
    assert (told.row.state, told.row.title) == ("kept", "mail.eml")
    assert after.fault is None
    assert not reserve.drop(office.folder)
    assert desk.offices.check(JobContext()).ok
    assert desk.evidence.read_again(case, JobContext()) == 1
    assert len(desk.evidence.list(case)) == 3


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"title": "Complaint of March"}, {"title": "Complaint of March"}),
        ({"on": "2026-01-31"}, {"on": "2026-01-31"}),
        ({"language": "de"}, {"language": "de"}),
        ({"source": "the neighbour"}, {"title": "Where is my parcel?", "source": "the neighbour"}),
    ],
)
def test_what_a_person_said_of_it_stays_when_it_is_read(
    desk: Desk, office: Office, mail: Path, given: dict[str, str], kept: dict[str, str]
) -> None:
    case = open_case(desk)
    stopped(office, case, [mail])
    desk.evidence.describe("E-01", given, case)
    assert desk.evidence.read_again(case, JobContext()) == 1
    row = desk.evidence.list(case)[0]
    assert {name: getattr(row, name) for name in kept} == kept
    assert row.state == "read"


@pytest.mark.parametrize("given", ["2026-01", "2026", "January", "2026-02-30"])
def test_a_month_is_no_day_of_an_item(desk: Desk, office: Office, mail: Path, given: str) -> None:
    case = open_case(desk)
    stopped(office, case, [mail])
    desk.evidence.describe("E-01", {"on": "2026-01-31"}, case)
    with pytest.raises(BadInputError) as caught:
        desk.evidence.describe("E-01", {"on": given, "title": "Other"}, case)
    assert caught.value.field == "on"
    assert given in str(caught.value)
    assert "2026-11-23" in str(caught.value), "how to write it"
    row = desk.evidence.list(case)[0]
    assert (row.on, row.title) == ("2026-01-31", row.title)
    assert row.title != "Other"
    desk.evidence.describe("E-01", {"on": ""}, case)
    assert desk.evidence.list(case)[0].on == ""


def test_what_was_said_of_another_item_is_not_taken_for_this(desk: Desk, office: Office, mail: Path) -> None:
    case = open_case(desk)
    stopped(office, case, [mail])
    stopped(office, case, [mail])
    desk.evidence.describe("E-02", {"title": "Mine"}, case)
    desk.evidence.read_again(case, JobContext())
    titles = {row.number: row.title for row in desk.evidence.list(case)}
    assert (titles["E-01"], titles["E-02"]) == ("Where is my parcel?", "Mine")

"""The watched folder: what is new is taken in once, what is still being written later, nothing is touched."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case, write_files
from xborder_desk.domain.errors import BadInputError, FileError, NotFoundError
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.services.evidence.watching import METHOD, SETTLED, Watched

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.items import Added
    from xborder_desk.services import Desk


@pytest.fixture
def folder(own: Desk, case: str, tmp_path: Path) -> Path:
    """A folder that is watched, with two letters in it."""
    place = tmp_path / "scans"
    write_files(place, a="first", b="second")
    own.watching.watch(str(place), case)
    return place


def look(desk: Desk, after: float = 10) -> list[Added]:
    return desk.watching.look(JobContext(), now=time.time() + after)


def names(added: list[Added]) -> list[str]:
    return [one.path.name for one in added]


def test_no_folder_is_watched_at_first(own: Desk) -> None:
    assert own.watching.watched() == Watched()
    assert look(own) == []


def test_what_lies_there_is_taken_in_once(own: Desk, case: str, folder: Path) -> None:
    assert names(look(own)) == ["a.txt", "b.txt"]
    assert look(own) == []
    assert {row.method for row in own.evidence.list(case)[-2:]} == {METHOD}
    assert sorted(file.name for file in folder.iterdir()) == ["a.txt", "b.txt"]


def test_what_comes_later_and_what_was_changed_is_taken_in(own: Desk, folder: Path) -> None:
    look(own)
    write_files(folder, c="third")
    (folder / "a.txt").write_text("first, corrected", encoding="utf-8")
    assert names(look(own)) == ["a.txt", "c.txt"]


def test_what_is_still_being_written_waits(own: Desk, folder: Path) -> None:
    now = (folder / "b.txt").stat().st_mtime
    os.utime(folder / "a.txt", (now - 100, now - 100))
    assert names(own.watching.look(JobContext(), now=now + SETTLED / 2)) == ["a.txt"]
    assert names(own.watching.look(JobContext(), now=now + SETTLED)) == ["b.txt"]


@pytest.mark.parametrize("name", [".hidden", "~$letter.docx", "page.pdf.part", "x.CRDOWNLOAD", "x.tmp"])
def test_what_is_no_finished_file_is_left(own: Desk, folder: Path, name: str) -> None:
    look(own)
    (folder / name).write_bytes(b"x")
    assert look(own) == []


def test_folders_and_links_are_left(own: Desk, folder: Path, tmp_path: Path) -> None:
    look(own)
    (folder / "inside").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert look(own) == []


def test_hundreds_at_once_have_one_entry_each(own: Desk, folder: Path) -> None:
    write_files(folder, **{f"n{number:03d}": f"letter {number}" for number in range(120)})
    added = look(own)
    assert len(added) == 122
    assert all(one.row is not None for one in added)


def test_a_folder_that_is_gone_is_a_sentence(own: Desk, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    with pytest.raises(FileError):
        look(own)


def test_another_folder_or_case_begins_anew(own: Desk, folder: Path) -> None:
    look(own)
    other = open_case(own)
    own.watching.watch(str(folder), other)
    assert names(look(own)) == ["a.txt", "b.txt"]
    own.watching.watch(str(folder), other)
    assert look(own) == []


def test_it_can_be_let_go(own: Desk, folder: Path) -> None:
    assert own.watching.watch("", "") == Watched()
    assert look(own) == []
    assert folder.is_dir()


def test_what_is_no_folder_or_part_of_the_office_is_refused(own: Desk, case: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for wrong in (
        tmp_path / "none",
        tmp_path / "file",
        own.location,
        own.location / "evidence",
        own.location.parent,
    ):
        with pytest.raises(BadInputError):
            own.watching.watch(str(wrong), case)
    (tmp_path / "fit").mkdir()
    with pytest.raises(NotFoundError):
        own.watching.watch(str(tmp_path / "fit"), "2026-9999")
    assert own.watching.watched() == Watched()


def test_it_can_be_stopped(own: Desk, folder: Path) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        own.watching.look(ctx, now=time.time() + 10)
    assert names(look(own)) == ["a.txt", "b.txt"]
    del folder


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
def test_two_names_that_cannot_be_written_are_two_and_each_is_taken_in_once(own: Desk, folder: Path) -> None:
    look(own)
    for number, raw in enumerate((b"f\xfcr.txt", b"f\xf6r.txt")):
        try:
            with open(os.path.join(os.fsencode(folder), raw), "wb") as file:  # noqa: PTH118, PTH123 - bytes as a name
                file.write(b"paper %d" % number)
        except OSError:
            pytest.skip("this file system takes no such names")
    assert len(look(own)) == 2
    assert look(own) == []

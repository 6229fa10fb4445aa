"""What the system says, as sentences."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from xborder_desk.domain.errors import DiskFullError
from xborder_desk.domain.os_faults import unreadable, unwritable


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "There is no file list.csv."),
        (errno.ENOTDIR, "There is no file list.csv."),
        (errno.EISDIR, "list.csv is a folder. Name a file."),
        (errno.EACCES, "list.csv cannot be read: you are not allowed to."),
        (errno.ENAMETOOLONG, "The name list.csv is too long for a file."),
        (errno.EIO, "list.csv cannot be read: the disk reports a fault."),
    ],
)
def test_reading(number: int, told: str) -> None:
    assert str(unreadable(Path("list.csv"), OSError(number, "raw words of the system"))) == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "list.csv cannot be written: there is no such folder."),
        (errno.EISDIR, "list.csv is a folder. Name a file."),
        (errno.EROFS, "list.csv cannot be written: you are not allowed to."),
        (errno.ENAMETOOLONG, "The name list.csv is too long for a file."),
        (errno.EIO, "list.csv cannot be written: the disk reports a fault."),
    ],
)
def test_writing(number: int, told: str) -> None:
    assert str(unwritable(Path("list.csv"), OSError(number, "raw words of the system"))) == told


def test_a_full_disk_is_a_fault_of_its_own() -> None:
    assert isinstance(unwritable(Path("list.csv"), OSError(errno.ENOSPC, "")), DiskFullError)


def test_what_the_system_really_says(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - every word of it is the system's
        tmp_path.read_bytes()
    assert "is a folder" in str(unreadable(tmp_path, caught.value))
    with pytest.raises(OSError) as caught:  # noqa: PT011 - every word of it is the system's
        (tmp_path / "no" / "such").read_bytes()
    assert str(unreadable(tmp_path / "no" / "such", caught.value)).startswith("There is no file")

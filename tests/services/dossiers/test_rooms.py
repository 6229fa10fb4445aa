"""A disk that is full or cannot be written to: one sentence, nothing half-made, the case as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.dossier import odd_pdf
from xborder_desk.domain.errors import DiskFullError, FileError
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk


@contextmanager
def disk(place: Path, options: str) -> Iterator[Path]:
    """Give a small disk of its own at ``place``; skipped by name where that may not be had."""
    place.mkdir()
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or not mount:
        pytest.skip("only Linux gives a disk of its own for a test")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no disk of its own may be had here: {made.stderr.strip()}")
    try:
        yield place
    finally:
        # A child that was just ended may hold a file there for a moment yet.
        leave = [shutil.which("umount") or "umount", str(place)]
        until = time.monotonic() + 20
        while subprocess.run(leave, check=False, capture_output=True).returncode and time.monotonic() < until:
            time.sleep(0.1)
        assert not os.path.ismount(place)


def ready(desk: Desk, folder: Path) -> str:
    case = open_case(desk)
    folder.mkdir()
    scan = odd_pdf(
        folder / "scan.pdf", [{} for _ in range(40)], b"0 0 10 10 re f " + os.urandom(90_000).hex().encode()
    )
    add_evidence(desk, case, [scan, *write_files(folder / "more", note="It smoked.")])
    return case


@pytest.mark.parametrize("size", ["1m", "4m", "9m"])
def test_a_full_disk_is_named_and_nothing_is_left_on_it(desk: Desk, tmp_path: Path, size: str) -> None:
    case = ready(desk, tmp_path / "in")
    with disk(tmp_path / "full", f"size={size}") as full:
        with pytest.raises(DiskFullError, match="no room left"):
            desk.dossiers.export(case, "generic", "en", full, JobContext())
        assert list(full.iterdir()) == []
    made = desk.dossiers.export(case, "generic", "en", tmp_path / "out", JobContext())
    assert made.edition == 1
    assert all(one.problem is None for one in made.exhibits)


def test_a_disk_that_cannot_be_written_to_is_named(desk: Desk, tmp_path: Path) -> None:
    case = ready(desk, tmp_path / "in")
    with (
        disk(tmp_path / "locked", "ro") as locked,
        pytest.raises(FileError, match="Nothing can be written to the folder"),
    ):
        desk.dossiers.export(case, "generic", "en", locked / "out", JobContext())
    assert not desk.dossiers.editions(case) or not desk.dossiers.editions(case)[0].bundle_sha256

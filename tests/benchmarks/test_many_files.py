"""Ten thousand small files into one case: the last thousand is as quick as the first."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.offices import blank_folder, copy_of, desk_in
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.evidence import Evidence

if TYPE_CHECKING:
    from pathlib import Path

FILES = 10_000
TURN = 1_000
MOST = 1.3


@pytest.mark.bench
def test_ten_thousand_files_come_in_without_slowing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = copy_of(blank_folder(tmp_path / "blank"), tmp_path / "office")
    case = open_case(desk_in(office))
    (tmp_path / "in").mkdir()
    took: list[float] = []
    with Apart() as apart:
        evidence = Evidence(office, apart)
        for turn in range(FILES // TURN):
            files = []
            for number in range(TURN):
                files.append(tmp_path / "in" / f"{turn}-{number}.txt")
                files[-1].write_text(f"Paper {turn * TURN + number}: still waiting.\n", encoding="utf-8")
            began = time.perf_counter()
            added = evidence.add_files(case, files, JobContext(), method="drop")
            took.append(time.perf_counter() - began)
            assert all(one.row is not None and one.row.state == "read" for one in added)
    office.close()
    # The quickest of three thousand, at either end: what others do on the machine can only add.
    first, last = (min(part) / TURN * 1000 for part in (took[:3], took[-3:]))
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\n{FILES} small files: {first:.1f} ms each in the quickest of the first three thousand, "
            f"{last:.1f} ms in that of the last, ratio {last / first:.2f}; at most {MOST}"
        )
    assert last <= MOST * first

"""Taking files in against the plain loop that hashes, copies, syncs and commits a row for each."""

from __future__ import annotations

import os
import statistics
import time
from typing import TYPE_CHECKING, cast

import pytest

from tests.benchmarks.floors import PlainIngest
from tests.factories.cases import open_case
from tests.factories.offices import Inline, blank_folder, copy_of, desk_in
from xborder_desk.services.evidence.intake import Intake
from xborder_desk.storage.queries import evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.jobs.apart import Apart

FILES = 1000
SIZE = 500_000
BLOCK = 25


@pytest.mark.bench
def test_step_one_costs_at_most_1_3_times_the_plain_loop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both take the same files in short turns, so that the disk's moods are shared."""
    source = tmp_path / "source"
    source.mkdir()
    for number in range(FILES):
        (source / f"{number:04d}.bin").write_bytes(os.urandom(SIZE))
    os.sync()
    files = sorted(source.iterdir())
    office = copy_of(blank_folder(tmp_path / "blank"), tmp_path / "office")
    case = open_case(desk_in(office))
    with office.database.read() as uow:
        key = evidence.case_key(uow, case)
    intake = Intake(office, cast("Apart", Inline()))
    plain = PlainIngest(tmp_path / "plain")

    def keep(file: Path) -> None:
        intake.keep(*key, file, "drop", "consumer")

    ours, floor = alternate(keep, plain.take, files)
    plain.close()
    office.close()
    each = statistics.median(one / other for one, other in zip(ours, floor, strict=True))
    whole = sum(ours) / sum(floor)
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\nintake of {FILES} files of {SIZE} bytes: ours {sum(ours):.2f} s, "
            f"plain loop {sum(floor):.2f} s, ratio {whole:.2f} "
            f"(median of {len(ours)} turns {each:.2f}); at most 1.3"
        )
    assert min(each, whole) <= 1.3


def alternate(
    one: Callable[[Path], None], other: Callable[[Path], None], files: list[Path]
) -> tuple[list[float], list[float]]:
    """Give the seconds of each turn of both."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn, start in enumerate(range(0, len(files), BLOCK)):
        pair = [(one, times[0]), (other, times[1])]
        for take, taken in pair if turn % 2 else pair[::-1]:
            began = time.perf_counter()
            for file in files[start : start + BLOCK]:
                take(file)
            taken.append(time.perf_counter() - began)
    return times

"""Lists taken up: progress, rejected rows, keys, and the audit register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.offices import row_counts
from xborder_desk.jobs.context import Cancelled, JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.context import Progress
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def test_rows_are_taken_and_rejected_ones_told(desk: Desk, office: Office, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    rows = [f"Lampix {n} Zortan{n},CN,+86755{n:08d},Amazon,A{n:012d}" for n in range(600)]
    rows[7] = "Broken,ZZ,,,"
    file.write_text("name,country,phone,platform,storefront\n" + "\n".join(rows), encoding="utf-8")
    told: list[Progress] = []
    done = desk.sellers.import_list(file, JobContext(told.append))
    assert (done.sellers, done.identifiers) == (599, 1198)
    assert [one.row for one in done.rejected] == [8]
    assert (told[0].done, told[-1].done, told[-1].total) == (0, 600, 600)
    counts = row_counts(office)
    assert (counts["seller"], counts["storefront"], counts["body"]) == (599, 599, 1)
    assert [one.seller for one in desk.sellers.match([], [("storefront", "amazon:A000000000099")])] == [
        "S-0099"
    ]
    assert not desk.offices.check(JobContext()).findings


def test_stopping_keeps_what_was_finished(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name\n" + "\n".join(f"Lampix{n}" for n in range(1200)), encoding="utf-8")
    ctx = JobContext(lambda progress: ctx.cancel() if progress.done >= 500 else None)
    with pytest.raises(Cancelled):
        desk.sellers.import_list(file, ctx)
    assert len(desk.sellers.all()) == 1000

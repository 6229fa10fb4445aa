"""Opening a case and showing lists, against the same rows fetched by the bare driver."""

from __future__ import annotations

import sqlite3
import statistics
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import grow, open_case
from tests.factories.offices import blank_folder, copy_of, desk_in
from xborder_desk.storage import office as offices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 200
PLAIN = (
    'SELECT * FROM "case" WHERE id = 1',
    "SELECT * FROM party WHERE case_id = 1 AND removed_at IS NULL ORDER BY no",
    "SELECT i.* FROM identifier i JOIN party p ON p.id = i.party_id WHERE p.case_id = 1 ORDER BY i.id",
    "SELECT * FROM fact WHERE case_id = 1 AND removed_at IS NULL ORDER BY on_date, no",
    "SELECT x.* FROM fact_proof x JOIN fact f ON f.id = x.fact_id WHERE f.case_id = 1 ORDER BY x.id",
    "SELECT * FROM note WHERE case_id = 1 AND removed_at IS NULL ORDER BY written_at DESC",
    "SELECT * FROM task WHERE case_id = 1 ORDER BY due_on, id",
)
EVIDENCE = ("SELECT * FROM evidence WHERE case_id = 1 AND removed_at IS NULL ORDER BY position, id",)
CONTACTS = (
    (
        "SELECT l.* FROM register_line l WHERE l.register = 'contacts' "
        'AND l.scope = (SELECT uid FROM "case" WHERE id = 1) ORDER BY l.seq'
    ),
)


@pytest.mark.bench
def test_screens_cost_at_most_ten_times_the_bare_queries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = copy_of(blank_folder(tmp_path / "blank"), tmp_path / "office")
    desk = desk_in(office)
    case = open_case(desk)
    grow(desk, case, tmp_path / "in", 30)
    ratios: dict[str, float] = {}
    told = []
    with closing(sqlite3.connect(office.folder / offices.DATABASE)) as driver:
        for name, show, queries in (
            ("case", lambda: desk.cases.show(case), PLAIN),
            ("evidence", lambda: desk.evidence.list(case), EVIDENCE),
            ("contacts", lambda: desk.contacts.list(case), CONTACTS),
        ):
            ours, floor = in_turns(show, partial(fetch, driver, queries))
            ratios[name] = ours / floor
            told.append(
                f"{name}: {ours * 1000:.2f} ms, bare queries {floor * 1000:.2f} ms, ratio {ours / floor:.1f}"
            )
    office.close()
    with capsys.disabled():
        print("\n" + "\n".join(told))  # noqa: T201 - what `make bench` is run for
    assert ratios["case"] <= 10


def fetch(driver: sqlite3.Connection, queries: tuple[str, ...]) -> None:
    """Fetch all rows, as bare as it gets."""
    for query in queries:
        driver.execute(query).fetchall()


def in_turns(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Give the median seconds of each, measured in turns after warming up."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for work, taken in ((one, times[0]), (other, times[1])):
            began = time.perf_counter()
            work()
            if number >= ROUNDS // 10:
                taken.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])

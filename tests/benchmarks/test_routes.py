"""The board of a case, and thousands of boards brought up to date."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import new_case
from tests.factories.offices import blank_folder, copy_of, desk_in
from xborder_desk.jobs.context import JobContext
from xborder_desk.storage.models import Base, Case

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.jobs.context import Progress
    from xborder_desk.storage.office import Office

CASES = 20_000
CHANGED = 200
BOARDS = 200
METHODS = ("card-visa", "card-mastercard", "paypal", "sepa-debit", "sepa-transfer")
GIVEN = {
    "platform": "BazaarHub",
    "amount": "249.00",
    "currency": "EUR",
    "ordered_on": "2026-01-05",
    "paid_on": "2026-01-05",
    "delivery_due": "2026-01-26",
    "payment": "card-visa",
    "problem": "T02.1",
}


@pytest.mark.bench
def test_a_board_takes_20_ms_and_only_what_changed_is_computed_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = copy_of(blank_folder(tmp_path / "blank"), tmp_path / "office")
    desk = desk_in(office)
    number = desk.cases.create(new_case(more=GIVEN))
    desk.routes.board(number)
    times: list[float] = []
    for day in range(BOARDS):
        begun = time.perf_counter()
        desk.routes.board(number, dt.date(2026, 3, 2) + dt.timedelta(days=day))
        times.append(time.perf_counter() - begun)
    slow = sorted(times)[int(BOARDS * 0.95)]
    multiply(office, CASES)

    told: list[Progress] = []
    begun = time.perf_counter()
    first = desk.routes.refresh(JobContext(told.append))
    whole = time.perf_counter() - begun
    for changed in range(2, CHANGED + 2):
        desk.cases.set(f"2026-{changed:04d}", {"payment": "gift-card"})
    begun = time.perf_counter()
    second = desk.routes.refresh()
    again = time.perf_counter() - begun
    with capsys.disabled():
        print(  # noqa: T201 - what `make bench` is run for
            f"\nboard p95 {slow * 1000:.1f} ms; at most 20"
            f"\n{CASES} boards for the first time {whole:.1f} s; after {CHANGED} changes {again:.1f} s"
        )
    office.close()
    assert slow <= 0.020
    assert (first.computed, second.computed) == (CASES, CHANGED)
    assert len(told) > CASES // 1000
    assert again < whole / 5


def multiply(office: Office, wanted: int) -> None:
    """Write cases until there are so many, each with days, sum and means of payment of its own."""
    table = Base.metadata.tables["case"]
    with office.database.write() as uow:
        row = dict(uow.connection.execute(table.select()).mappings().one())
        del row["id"]
        copies = [{**row, **_own(number)} for number in range(2, wanted + 1)]
        uow.connection.execute(table.insert(), copies)
        uow.commit()
        assert uow.session.query(Case).count() == wanted


def _own(number: int) -> dict[str, object]:
    ordered = dt.date(2025, 6, 1) + dt.timedelta(days=number * 7 % 260)
    return {
        "uid": uuid.uuid4().hex,
        "number": f"2026-{number:04d}",
        "seq": number,
        "ordered_on": ordered,
        "paid_on": ordered + dt.timedelta(days=number % 3),
        "delivery_due": ordered + dt.timedelta(days=10 + number % 29),
        "amount": Decimal(20 + number * 13 % 9000),
        "payment_method": METHODS[number % len(METHODS)],
        "problems": [("T02.1", "T01.1", "T08.4")[number % 3]],
    }

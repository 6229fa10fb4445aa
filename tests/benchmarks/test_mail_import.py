"""Importing 5,000 mails: the cost of each stays flat, and a long register costs no more queries."""

from __future__ import annotations

import datetime as dt
import resource
import time
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.fixtures import blank, clock, embedded
from tests.factories.mails import SENT_AT, add_addresses, mailbox, report, sent
from tests.factories.offices import desk_in, statements
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from tests.factories.offices import Clock
    from xborder_desk.jobs.context import Progress
    from xborder_desk.storage.office import Office

__all__ = ["blank", "clock", "embedded"]

PAIRS = 2500
STEEPEST = 1.5
"""The last fifth of the mails may cost at most this much of what the first fifth cost."""

MOST_GROWTH = 96 << 10
"""KiB of memory that the import may grow by from its first tenth to its end."""


@pytest.mark.bench
def test_the_cost_of_a_mail_stays_flat(embedded: Office, clock: Clock, tmp_path: Path) -> None:
    clock.moment += dt.timedelta(days=300)
    desk = desk_in(embedded)
    case = open_case(desk)
    add_addresses(desk, case)
    mails = []
    for number in range(PAIRS):
        at = SENT_AT + dt.timedelta(minutes=7 * number)
        mail_id = f"m{number}@office.example"
        mails.append(sent(mail_id, text=f"mail {number}", at=at))
        mails.append(report(mail_id, own_id=f"r{number}@relay.example", at=at + dt.timedelta(minutes=1)))
    box = mailbox(tmp_path / "all.mbox", *mails)
    times: list[float] = []

    held: list[int] = []

    def note(progress: Progress) -> None:
        del progress
        times.append(time.perf_counter())
        if len(times) % (PAIRS // 5) == 0:
            held.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    taken = desk.contacts.import_mails(case, [box], JobContext(note))
    assert len(taken) == 2 * PAIRS
    fifth = len(times) // 5
    first, last = times[fifth] - times[0], times[-1] - times[-1 - fifth]
    assert last <= STEEPEST * first, (first, last)
    assert held[-1] - held[0] <= MOST_GROWTH, held
    with statements(embedded.database.engine) as asked:
        assert len(desk.contacts.list(case)) == PAIRS
        desk.contacts.standing(case)
        desk.contacts.board(case)
    assert len(asked) == 8
    with statements(embedded.database.engine) as asked:
        seen = desk.contacts.survey(case, "DE")
    assert len(seen.attempts) == PAIRS
    assert len(asked) == 3

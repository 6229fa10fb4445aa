"""The morning's lines: what they are called agrees with the registers, and none of them can be changed."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from xborder_desk.domain import morning
from xborder_desk.domain.contacts import REPLY
from xborder_desk.storage.queries import contacts

DAY = dt.date(2026, 3, 8)
LINES = (
    morning.DueLine(morning.TASK, "u", "2026-0001", "A – B", "File", DAY, 0),
    morning.AttemptLine(morning.ANSWER, "2026-0001", "T", "A-01", "email", "a@x.example", DAY, 0),
    morning.Morning(DAY, (), 0, (), 0, (), 0, (), 0),
)


def test_reminders_keep_their_kinds() -> None:
    assert morning.ANSWER == contacts.ANSWER
    assert morning.STEP == contacts.NEXT
    assert morning.REPLY == REPLY


def test_kinds_are_told_apart() -> None:
    assert len({morning.ANSWER, morning.STEP, morning.SEARCH}) == 3
    assert len({morning.TASK, morning.DEADLINE}) == len({morning.REPLY, morning.BOUNCE}) == 2


@pytest.mark.parametrize("line", LINES, ids=lambda line: type(line).__name__)
def test_what_is_shown_cannot_be_changed_behind_the_page(line: object) -> None:
    name = dataclasses.fields(line)[0].name  # type: ignore[arg-type] # each of them is a dataclass
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(line, name, "other")

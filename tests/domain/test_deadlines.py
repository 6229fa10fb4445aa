"""Deadlines as they are shown."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from xborder_desk.domain.deadlines import GONE, OVER, RUNNING, DeadlineRow
from xborder_desk.domain.routes.layers import FIGURE, ROUTE, Doubt


def test_a_deadline_is_a_value_that_names_what_made_it() -> None:
    names = {field.name for field in dataclasses.fields(DeadlineRow)}
    assert {"fact", "since", "rule", "route", "clock", "source", "status"} <= names
    assert len({RUNNING, OVER, GONE}) == 3


def test_a_doubt_cannot_be_changed() -> None:
    doubt = Doubt(FIGURE, "de:small-claims", "S", "unchecked", dt.date(2026, 11, 23), stale=False)
    assert doubt.kind != ROUTE
    with pytest.raises(dataclasses.FrozenInstanceError):
        doubt.status = "sourced"  # type: ignore[misc]  # that it is refused is what is proved

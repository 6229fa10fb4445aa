"""Interest rates are read with their sources, and a faulty file is told by file and key."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest

from xborder_desk.catalog.interest import read_interest
from xborder_desk.domain.interest import DayCount, Start

if TYPE_CHECKING:
    from pathlib import Path

GOOD: Final = """
id = "xx"
country = "XX"
title = "Interest"
basis = "a law"
day_count = "act/365"
start = "demand"
status = "sourced"
checked_on = 2026-11-23

[[rates]]
percent = "5"
valid_from = 2025-01-01
valid_to = 2025-12-31
source = "a gazette"
status = "sourced"
checked_on = 2026-11-23

[[rates]]
percent = "6.5"
valid_from = 2026-01-01
source = "a gazette"
status = "unchecked"
checked_on = 2026-11-23
"""


def write(folder: Path, text: str) -> Path:
    (folder / "interest").mkdir()
    (folder / "interest" / "xx.toml").write_text(text, encoding="utf-8")
    return folder


def test_ours_are_sound_and_say_where_they_come_from(project_root: Path) -> None:
    shelf = read_interest(project_root / "resources")
    assert shelf.faults == ()
    assert {"de", "fr", "be", "tw", "jp"} <= set(shelf.items)
    for law in shelf.items.values():
        assert all(rate.source for rate in law.rates)
        assert all(rate.status == "unchecked" for rate in law.rates if "K" in rate.source.split("/"))


def test_the_german_rate_is_the_one_in_force(project_root: Path) -> None:
    law = read_interest(project_root / "resources").items["de"]
    assert (law.rates[0].percent, law.rates[0].valid_from) == (Decimal("6.27"), dt.date(2026, 1, 1))
    assert (law.day_count, law.start) == (DayCount.ACT_YEAR, Start.AFTER_DEADLINE)


def test_a_rate_without_a_first_day_has_always_been(tmp_path: Path) -> None:
    text = GOOD.replace("valid_from = 2025-01-01\n", "")
    law = read_interest(write(tmp_path, text)).items["xx"]
    assert law.rates[0].valid_from.year == 1900


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('percent = "6.5"', 'percent = "six"', "rates[2].percent"),
        ('percent = "6.5"', 'percent = "-1"', "rates[2].percent"),
        ("valid_to = 2025-12-31", "valid_to = 2026-02-01", "rates"),
        ("valid_to = 2025-12-31", "valid_to = 2024-02-01", "rates[1].valid_to"),
        ('day_count = "act/365"', 'day_count = "30/360"', "day_count"),
        ('country = "XX"', 'country = "DE"', "country"),
        ('source = "a gazette"\nstatus = "unchecked"', 'status = "unchecked"', "rates[2].source"),
        ("checked_on = 2026-11-23\n\n[[rates]]", "\n[[rates]]", "checked_on"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, before: str, after: str, key: str) -> None:
    assert before in GOOD
    shelf = read_interest(write(tmp_path, GOOD.replace(before, after, 1)))
    assert shelf.items == {}
    (fault,) = shelf.faults
    assert str(fault).startswith(f"xx.toml, {key}: ")

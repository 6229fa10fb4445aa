"""Forms are read with their shared labels; a faulty file is told by file and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from xborder_desk.catalog.forms import read_forms
from xborder_desk.domain.forms import Need

if TYPE_CHECKING:
    from pathlib import Path

SHARED: Final = """
id = "shared"
[headings.court]
text = "Court"
[words.not_official]
text = "Not the form"
[fields.court_name]
text = "Name"
xjustiz = "A/b"
"""
GOOD: Final = """
id = "mine"
title = "Mine"
about = "not_official"
instrument = "A law"
source_text = "S-01"
status = "sourced"
checked_on = 2026-11-23
[[sections]]
number = "1"
heading_of = "court"
fields = ["1.1 court_name", "1.2 court_name?", "1.3 court_name*"]
"""


def write(folder: Path, text: str, shared: str = SHARED) -> Path:
    (folder / "forms").mkdir()
    (folder / "forms" / "mine.toml").write_text(text, encoding="utf-8")
    if shared:
        (folder / "forms" / "shared.toml").write_text(shared, encoding="utf-8")
    return folder


def test_a_field_says_whether_it_is_needed(tmp_path: Path) -> None:
    shelf = read_forms(write(tmp_path, GOOD))
    assert shelf.faults == ()
    (section,) = shelf.items["mine"].sections
    assert [field.need for field in section.fields] == [Need.NEEDED, Need.OPTIONAL, Need.BY_HAND]
    assert {field.xjustiz for field in section.fields} == {"A/b"}
    assert set(shelf.items) == {"mine"}


def test_without_the_shared_file_there_are_no_forms(tmp_path: Path) -> None:
    shelf = read_forms(write(tmp_path, GOOD, shared=""))
    assert shelf.items == {}
    assert "shared.toml" in str(shelf.faults[0])


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("1.1 court_name", "1.1 court", "mine.toml, sections[1].fields: names no field there is: 1.1 court."),
        (
            'heading_of = "court"',
            'heading_of = "judge"',
            "mine.toml, sections[1].heading_of: must be one of:",
        ),
        ('about = "not_official"', 'about = "official"', "mine.toml, about: must be one of:"),
        ('status = "sourced"', 'status = "sure"', "mine.toml, status: must be one of:"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, before: str, after: str, says: str) -> None:
    shelf = read_forms(write(tmp_path, GOOD.replace(before, after, 1)))
    (fault,) = shelf.faults
    assert str(fault).startswith(says)

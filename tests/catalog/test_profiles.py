"""A faulty profile is told by file and key; what is right beside it still works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.catalog.profiles import read_profiles
from xborder_desk.domain.choices import ProcedureSide

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
id = "xx"
title = "Somewhere"
paper = "Letter"
[source]
status = "unchecked"
checked_on = 2026-11-23
[claimant]
labels = { "*" = "Exhibit {n}" }
numbering = "letter"
[defendant]
"""


def put(resources: Path, content: str, name: str = "xx") -> None:
    (resources / "profiles").mkdir(exist_ok=True)
    (resources / "profiles" / f"{name}.toml").write_text(content, encoding="utf-8")


def test_reads_a_profile(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    shelf = read_profiles(tmp_path)
    assert shelf.faults == ()
    profile = shelf.items["xx"].profile(ProcedureSide.CLAIMANT)
    assert (profile.numbering, profile.page_width) == ("letter", 215.9)
    assert shelf.items["xx"].profile(ProcedureSide.DEFENDANT).numbering == "number"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Exhibit {n}"', '"Exhibit"', r"claimant\.labels\.\*: must have the place \{n\} once"),
        ('"Letter"', '"Folio"', "paper: must be one of: A4, Letter"),
        ('"unchecked"', '"sure"', "source.status: must be one of"),
        ('"letter"', '"roman"', "claimant.numbering: must be one of"),
        ("[defendant]", "", "defendant: is missing"),
        ('title = "Somewhere"', "", "title: is missing"),
        ("checked_on = 2026-11-23", "", "source.checked_on: is missing"),
        ('paper = "Letter"', 'index_columns = ["colour"]', "index_columns: does not know colour"),
        ('paper = "Letter"', 'papier = "A4"', "papier: is not known here"),
    ],
)
def test_a_fault_names_file_and_key(old: str, new: str, told: str, tmp_path: Path) -> None:
    put(tmp_path, GOOD.replace(old, new))
    put(tmp_path, GOOD.replace('"xx"', '"yy"'), "yy")
    shelf = read_profiles(tmp_path)
    assert set(shelf.items) == {"yy"}
    with pytest.raises(type(shelf.faults[0]), match=rf"^xx\.toml, {told}"):
        raise shelf.faults[0]

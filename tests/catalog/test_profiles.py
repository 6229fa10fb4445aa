"""A faulty profile is told by file and key; what is right beside it still works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.routes import RESOURCES
from xborder_desk.catalog.profiles import read_profiles
from xborder_desk.domain.choices import ProcedureSide
from xborder_desk.domain.dossier import HASHES, INDEX_COLUMNS

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
        ('paper = "Letter"', 'annexes = ["map"]', "annexes: does not know map"),
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


def test_what_the_list_tells_and_which_annexes_come_by_themselves_is_read(tmp_path: Path) -> None:
    wanted = 'index_columns = ["label", "title", "pages"]\nannexes = ["custody"]\nsubmission_line = true'
    put(tmp_path, GOOD.replace('paper = "Letter"', wanted))
    for side in ProcedureSide:
        profile = read_profiles(tmp_path).items["xx"].profile(side)
        assert profile.columns == ("label", "title", "pages")
        assert profile.annexes == ("custody",)
        assert profile.submitted


def test_unless_said_otherwise_the_list_tells_everything_and_no_annex_comes(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    profile = read_profiles(tmp_path).items["xx"].profile()
    assert (profile.columns, profile.annexes, profile.submitted) == (INDEX_COLUMNS, (), False)


def test_profiles_whose_list_names_the_hash_by_itself_give_it_whole_in_an_annex() -> None:
    entries = read_profiles(RESOURCES).items
    asking = {name for name, one in entries.items() if one.profile().annexes}
    assert asking == {"de", "cn"}
    for name in asking:
        for side in ProcedureSide:
            profile = entries[name].profile(side)
            assert profile.annexes == (HASHES,)
            assert "sha256" in profile.columns
        assert any(source.startswith("P:") for source in entries[name].sources)


def test_only_mainland_chinas_list_ends_with_the_day_and_a_signature_and_says_where_that_stands() -> None:
    entries = read_profiles(RESOURCES).items
    assert {name for name, one in entries.items() if one.profile().submitted} == {"cn"}
    assert any("article 19" in source for source in entries["cn"].sources)
    assert entries["cn"].profile().columns == (
        "label",
        "title",
        "source",
        "proves",
        "pages",
        "copy_kind",
        "sha256",
    )

"""A classification whose codes do not hold together is refused by file and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.catalog.taxonomies import read_taxonomies

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
id = "mine"
title = "Mine"
sectors = []
selling = []
advertising = []
payment = []
[source]
instrument = "House rule 1"
status = "unchecked"
checked_on = 2026-11-23
[[types]]
code = "T01"
label = "Quality"
details = [{ code = "T01.1", label = "Broken" }]
"""


def read(resources: Path, content: str) -> tuple[list[str], list[str]]:
    (resources / "taxonomy").mkdir(exist_ok=True)
    (resources / "taxonomy" / "mine.toml").write_text(content, encoding="utf-8")
    shelf = read_taxonomies(resources)
    codes = [entry.code for taxonomy in shelf.items.values() for entry in taxonomy.entries()]
    return codes, [str(fault) for fault in shelf.faults]


def test_reads_entries_with_their_details(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == (["T01", "T01.1"], [])


def test_a_code_given_twice_is_named(tmp_path: Path) -> None:
    codes, faults = read(tmp_path, GOOD.replace("T01.1", "T01"))
    assert codes == []
    assert faults == ["mine.toml, types[1].details[1].code: T01 is given twice."]


def test_an_entry_without_label_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace('label = "Quality"', ""))[1] == [
        "mine.toml, types[1].label: is missing."
    ]


def test_an_unknown_key_in_an_entry_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace('label = "Broken"', 'label = "Broken", lable = "x"'))[1] == [
        "mine.toml, types[1].details[1].lable: is not known here."
    ]

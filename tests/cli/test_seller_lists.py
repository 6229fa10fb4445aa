"""Lists of sellers as spreadsheets write them: odd rows told by number, the rest taken up and matched."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

ODD = """name;country;phone;email;iban;ref;colour
Lampix GmbH;DE;+49 30 1234567;INFO@lampix.example;DE89370400440532013000;r1;red

;DE;;;;r2;
Zortan;ZZ;;;;r3;
Müller, Söhne;at;;;DE00;r4;
深圳市万宝贸易有限公司;cn;;;;r5;
"""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A list with semicolons, a mark before the text, an empty line and a column nobody knows."""
    file = tmp_path / "odd.csv"
    file.write_text(ODD, encoding="utf-8-sig")
    return file


def test_good_rows_are_taken_and_odd_ones_told(desk: Desk, odd: Path) -> None:
    told = desk.json("seller", "import", odd)
    assert told["imported"] == 2
    assert [one["row"] for one in told["rejected"]] == [2, 3, 4]
    reasons = [one["reason"] for one in told["rejected"]]
    assert "no name" in reasons[0]
    assert "ZZ" in reasons[1]
    assert "DE00" in reasons[2]
    assert "iban" in reasons[2]
    names = [one["name"] for one in desk.json("seller", "list")["sellers"]]
    assert {"Lampix GmbH", "深圳市万宝贸易有限公司"} <= set(names)
    assert not {"Zortan", "Müller, Söhne"} & set(names)


def test_what_was_taken_up_is_found_however_it_is_written(desk: Desk, odd: Path) -> None:
    desk.json("seller", "import", odd)
    for mark in ("phone=0049 30 123 45 67", "iban=DE89 3704 0044 0532 0130 00", "email=info@LAMPIX.example"):
        [found] = desk.json("seller", "match", "--identifier", mark)["candidates"]
        assert (found["name"], found["country"], found["match"]) == ("Lampix GmbH", "DE", True), mark
        assert found["reasons"][0]["kind"] == mark.partition("=")[0]
    [found] = desk.json("seller", "match", "--name", "万宝贸易", "--limit", "1")["candidates"]
    assert found["name"] == "深圳市万宝贸易有限公司"
    assert "万宝" in desk.run("--language", "de", "seller", "match", "--name", "万宝贸易").out


def test_a_list_of_an_old_spreadsheet_keeps_its_umlauts(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_bytes("name,country\nBäckerei Söhnlein,DE\n".encode("cp1252"))
    assert desk.json("seller", "import", file)["rejected"] == []
    [found] = desk.json("seller", "list", "--find", "söhnlein")["sellers"]
    assert found["name"] == "Bäckerei Söhnlein"


@pytest.mark.parametrize("text", ["", "colour,size\nred,1\n"])
def test_a_list_without_names_is_no_list_of_sellers(desk: Desk, tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    assert "no column “name”" in desk.refused("seller", "import", file)


def test_a_list_with_a_head_alone_brings_nobody(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,country\n", encoding="utf-8")
    assert desk.json("seller", "import", file) == {"imported": 0, "identifiers": 0, "rejected": []}


def test_what_was_imported_can_be_taken_elsewhere(desk: Desk, odd: Path, tmp_path: Path) -> None:
    desk.json("seller", "import", odd)
    file = tmp_path / "out.csv"
    desk.json("seller", "export", "csv", "S-0001", "--to", file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert {row["name"] for row in rows if row["name"]} == {"Lampix GmbH"}
    assert any("DE89370400440532013000" in value for row in rows for value in row.values() if value)

"""The data of the search, of service per country, and of the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.catalog.searches import read_searches
from xborder_desk.catalog.statements import BLOCKS, read_statement
from xborder_desk.domain.errors import BrokenDataError

if TYPE_CHECKING:
    from pathlib import Path


def test_twenty_rows_and_a_rule_for_every_profile_of_a_court(project_root: Path) -> None:
    found = read_searches(project_root / "resources")
    assert [row.number for row in found.rows] == list(range(1, 21))
    assert found.rules.faults == ()
    rows = {row.id for row in found.rows}
    for country in (
        "DE",
        "AT",
        "CH",
        "FR",
        "BE",
        "IT",
        "ES",
        "PT",
        "NL",
        "PL",
        "RO",
        "EL",
        "SE",
        "EW",
        "CN",
        "TW",
        "JP",
        "KR",
    ):
        rule = found.rule(country)
        assert rule is not None, country
        assert {one.row for one in rule.requirements} <= rows
        assert rule.cadence in found.cadences
        assert rule.sources
    assert {one.row for one in found.registers} <= rows
    assert found.rule("XX") is None


def test_the_statement_has_its_eleven_blocks(project_root: Path) -> None:
    found = read_statement(project_root / "resources")
    assert tuple(found.blocks) == BLOCKS
    assert len(found.blocks["conclusion"].texts) == 6
    assert len(found.blocks["request"].hints) == 3


@pytest.mark.parametrize(
    "text", ["id = ", 'id = "statement"\ntitle = "T"\n[source]\nstatus = "sourced"\n[[block]]\nid = "x"']
)
def test_a_faulty_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements" / "statement.toml").write_text(text)
    with pytest.raises(BrokenDataError, match=r"statement\.toml"):
        read_statement(tmp_path)

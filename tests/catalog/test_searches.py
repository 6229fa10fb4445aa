"""The diligent search and the rules of service: what ships is whole, what is faulty is told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from xborder_desk.catalog.searches import Searches, read_searches
from xborder_desk.catalog.statements import BLOCKS, read_statement
from xborder_desk.domain.choices import AddressSource
from xborder_desk.domain.errors import BrokenDataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def shipped(project_root: Path) -> Searches:
    return read_searches(project_root / "resources")


@pytest.fixture
def resources(project_root: Path, tmp_path: Path) -> Path:
    """A copy of the three folders, to spoil."""
    for name in ("search", "service_rules", "statements"):
        shutil.copytree(project_root / "resources" / name, tmp_path / name)
    return tmp_path


def spoil(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_the_rows_are_twenty_in_order(shipped: Searches) -> None:
    assert [row.number for row in shipped.rows] == list(range(1, 21))
    assert len({row.id for row in shipped.rows}) == 20
    assert all(str(row.text) and str(row.why) for row in shipped.rows)


def test_what_can_fulfil_a_row_exists(shipped: Searches) -> None:
    origins = {source.value for source in AddressSource}
    for row in shipped.rows:
        assert set(row.origins) <= origins, row.id
    rows = {row.id for row in shipped.rows}
    assert {register.row for register in shipped.registers} <= rows
    assert any(row.registers for row in shipped.rows)


def test_every_rule_names_rows_and_a_cadence_that_exist(shipped: Searches) -> None:
    rows = {row.id for row in shipped.rows}
    assert shipped.rules.faults == ()
    assert len(shipped.rules.items) >= 18
    for rule in shipped.rules.items.values():
        assert rule.cadence in shipped.cadences, rule.id
        assert rule.requirements, rule.id
        assert {one.row for one in rule.requirements} <= rows, rule.id
        keys = {source.partition(":")[0].strip() for source in rule.sources}
        assert all(one.ref for one in rule.requirements), rule.id
        assert keys, rule.id


def test_a_rule_is_found_under_each_name_of_its_country(shipped: Searches) -> None:
    british = shipped.rule("GB")
    assert british is not None
    assert shipped.rule("uk") is british
    assert shipped.rule("EW") is british
    assert shipped.rule("el") is shipped.rule("GR") is not None
    assert shipped.rule("TV") is None
    assert shipped.rule("") is None


def test_a_row_is_found_by_id_or_number(shipped: Searches) -> None:
    assert shipped.row("1") is shipped.row("imprint") is shipped.rows[0]
    assert shipped.row("0") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('origins = ["imprint"', 'channels = ["pigeon"], origins = ["imprint"'),
        ("number = 1\n", ""),
        ("number = 1\n", 'number = "one"\n'),
        ('text = "Address', 'other = 1\ntext = "Address'),
    ],
)
def test_faulty_rows_are_refused_by_name(resources: Path, before: str, after: str) -> None:
    spoil(resources / "search" / "rows.toml", before, after)
    with pytest.raises(BrokenDataError) as told:
        read_searches(resources)
    assert "rows.toml" in str(told.value.fields["file"])


def test_a_faulty_rule_is_left_out_alone(resources: Path) -> None:
    spoil(resources / "service_rules" / "at.toml", 'cadence = "general"\n', "")
    found = read_searches(resources)
    assert found.rule("AT") is None
    assert found.rule("DE") is not None
    (fault,) = found.rules.faults
    assert "at.toml" in str(fault.fields["file"])


def test_without_rows_there_is_no_search(resources: Path) -> None:
    (resources / "search" / "rows.toml").unlink()
    with pytest.raises(BrokenDataError):
        read_searches(resources)


def test_the_statement_has_every_block(project_root: Path) -> None:
    words = read_statement(project_root / "resources")
    assert set(words.blocks) >= set(BLOCKS)
    assert str(words.title)
    assert all(str(block.heading) for block in words.blocks.values())
    texts = [str(text) for block in words.blocks.values() for text in block.texts]
    contexts = [
        text.context
        for block in words.blocks.values()
        for text in (block.heading, *block.texts, *block.hints)
    ]
    assert all(texts)
    assert len(set(contexts)) == len(contexts)


def test_a_statement_that_lacks_a_block_is_refused(resources: Path) -> None:
    spoil(resources / "statements" / "statement.toml", 'id = "truth"', 'id = "something"')
    with pytest.raises(BrokenDataError) as told:
        read_statement(resources)
    assert "statement.toml" in str(told.value.fields["file"])

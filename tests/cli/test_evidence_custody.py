"""Custody from the command line: written down by hand, printed on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk


@pytest.fixture
def bill(desk: Desk, case: str, tmp_path: Path) -> str:
    """A bill as a text."""
    (tmp_path / "bill.txt").write_text("Rechnung über 249,90 EUR", encoding="utf-8")
    return str(desk.json("evidence", "add", case, tmp_path / "bill.txt")["added"][0]["evidence"])


def test_custody_is_noted_and_printed(desk: Desk, case: str, bill: str, tmp_path: Path) -> None:
    told = desk.json("evidence", "note", bill, "--action", "hand_over", "--to", "Court", "--reason", "filing")
    assert told["custody"]["action"] == "hand_over"
    sheet = desk.json("evidence", "sheet", bill, "--to", tmp_path / "c.pdf", "--in", "de")
    assert sheet["lines"] == 2
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert "to" in desk.refused("evidence", "note", bill, "--action", "return")
    assert desk.refused("evidence", "note", bill, "--action", "burn")
    assert desk.refused("evidence", "sheet", bill, "--to", tmp_path / "c.pdf")
    assert desk.refused("evidence", "sheet", f"{case}/E-99", "--to", tmp_path / "d.pdf")

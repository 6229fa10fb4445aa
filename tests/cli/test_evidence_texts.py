"""Texts of scans and suggested facts from the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.programs.test_tesseract import INSTALLED, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk

BILL = "Rechnung vom 3. März 2026 über 249,90 EUR\nFragen an service@lanyu.example\n"


@pytest.fixture
def bill(desk: Desk, case: str, tmp_path: Path) -> str:
    """A bill as a text."""
    (tmp_path / "bill.txt").write_text(BILL, encoding="utf-8")
    return str(desk.json("evidence", "add", case, tmp_path / "bill.txt")["added"][0]["evidence"])


@INSTALLED
def test_a_scan_is_recognised(desk: Desk, case: str, tmp_path: Path) -> None:
    file = written(tmp_path / "scan.png", ["Invoice 4711"])
    scan = desk.json("evidence", "add", case, file)["added"][0]["evidence"]
    told = desk.json("evidence", "recognise", scan, "--in", "en")
    assert told["engine"].startswith("tesseract")
    assert "Invoice 4711" in told["pages"][0]["text"]
    shown = desk.json("evidence", "show", scan)
    assert "Invoice 4711" in shown["page_texts"][0]
    assert shown["recognised"] == [{"page": 1, "engine": told["engine"], "confidence": told["confidence"]}]
    assert desk.refused("evidence", "recognise", scan)
    assert "tlh" in desk.refused("evidence", "recognise", scan, "--in", "tlh", "--again")


def test_what_is_no_scan(desk: Desk, bill: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "neither" in desk.refused("evidence", "recognise", bill)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert desk.refused("evidence", "recognise", bill)


def test_suggestions_are_listed_and_decided(desk: Desk, case: str, bill: str) -> None:
    told = desk.json("evidence", "suggest", case)
    assert told["new"] == 3
    assert [one["kind"] for one in told["suggestions"]] == ["date", "amount", "email"]
    first = told["suggestions"][0]
    assert first["suggestion"] == f"{bill}#1"
    assert first["place"] == {"page": 1, "start": 13, "end": 25}
    assert desk.json("evidence", "accept", f"{bill}#1")["suggestions"][0]["state"] == "accepted"
    assert desk.json("evidence", "reject", f"{bill}#2")["suggestions"][0]["state"] == "rejected"
    again = desk.json("evidence", "suggest", case)
    assert (again["new"], [one["kind"] for one in again["suggestions"]]) == (0, ["email"])
    assert len(desk.json("evidence", "suggest", case, "--all", "--item", bill)["suggestions"]) == 3


def test_a_suggestion_is_entered_with_a_party(desk: Desk, case: str, bill: str) -> None:
    desk.json("evidence", "suggest", case)
    desk.json("evidence", "accept", f"{bill}#3", "--party", "P-02")
    parties = desk.json("case", "show", case)["parties"]
    found = [
        one for party in parties for one in party["identifiers"] if one["raw"] == "service@lanyu.example"
    ]
    assert [one["origin_evidence"] for one in found] == [bill]
    assert "party" in desk.refused("evidence", "accept", f"{bill}#1", "--party", "P-02")
    assert desk.refused("evidence", "reject", f"{bill}#77")


def test_a_case_without_words_suggests_nothing(desk: Desk, case: str) -> None:
    done = desk.run("evidence", "suggest", case)
    assert (done.status, done.out.strip()) == (0, "Nothing is suggested.")


def test_what_was_not_read_is_read(desk: Desk, case: str, bill: str) -> None:
    assert desk.json("evidence", "read", case) == {"case": case, "read": 0}
    with closing(sqlite3.connect(desk.office / "office.db")) as database:
        database.execute("UPDATE evidence SET state = 'kept', kind = '', facts = '{}'")
        database.commit()
    assert desk.json("evidence", "read", case) == {"case": case, "read": 1}
    assert desk.json("evidence", "show", bill)["kind"] == "text"
    assert "2026-0009" in desk.refused("evidence", "read", "2026-0009")

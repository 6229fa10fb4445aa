"""Locked evidence: opened with its password, which is kept nowhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.factories.cases import add_evidence, open_case
from xborder_desk.domain.errors import BadInputError
from xborder_desk.evidence import pdf
from xborder_desk.jobs.context import JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk

SECRET = "open-sesame-4711"


def locked() -> bytes:
    """A PDF with a file inside, locked."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf.sample())) as document:
        document.attachments["order.csv"] = b"1;2"
        document.save(kept, encryption=pikepdf.Encryption(user=SECRET, owner="o"))
    return kept.getvalue()


def test_it_is_read_with_its_password_which_is_kept_nowhere(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    file = tmp_path / "locked.pdf"
    file.write_bytes(locked())
    add_evidence(desk, case, [file])
    (row,) = desk.evidence.list(case)
    assert row.facts["locked"] is True
    with pytest.raises(BadInputError):
        desk.evidence.open_with_password(f"{case}/E-01", "wrong", JobContext())
    assert desk.evidence.list(case) == [row]

    desk.evidence.open_with_password(f"{case}/E-01", SECRET, JobContext())
    desk.evidence.open_with_password(f"{case}/E-01", SECRET, JobContext())

    whole, part = desk.evidence.list(case)
    assert desk.evidence.show(f"{case}/E-01").page_texts[0].strip() == "Sample"
    assert (part.number, part.filename) == ("E-01.1", "order.csv")
    assert [event.action for event in desk.evidence.show(f"{case}/E-01").custody] == [
        "import",
        "unlock",
        "unlock",
    ]
    assert whole.sha256 == row.sha256
    everything = [each for each in (tmp_path / "office").rglob("*") if each.is_file()]
    assert everything
    assert not any(SECRET.encode() in each.read_bytes() for each in everything)


def test_one_that_needs_no_password_says_so(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    file = tmp_path / "open.pdf"
    file.write_bytes(pdf.sample())
    add_evidence(desk, case, [file])
    with pytest.raises(BadInputError):
        desk.evidence.open_with_password(f"{case}/E-01", "x", JobContext())

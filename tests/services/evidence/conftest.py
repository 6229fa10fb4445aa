"""Offices for the tests of what is done with evidence, and cases with files in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case
from tests.factories.fixtures import blank, blank_url, clock, desk, embedded, office
from tests.factories.offices import desk_in
from tests.factories.told import telling_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

__all__ = ["blank", "blank_url", "clock", "desk", "embedded", "office"]


@pytest.fixture
def own(embedded: Office) -> Desk:
    """The desk of an office in a folder."""
    return desk_in(embedded)


@pytest.fixture
def case(own: Desk, tmp_path: Path) -> str:
    """A case with a PDF that tells a word in many ways (E-01) and a letter (E-02)."""
    number = open_case(own)
    folder = tmp_path / "given"
    folder.mkdir()
    telling_pdf(folder / "a.pdf", layered=False)
    (folder / "letter.txt").write_text("Sehr geehrte Frau Weiß,\n\nich warte noch.\n", encoding="utf-8")
    add_evidence(own, number, [folder / "a.pdf", folder / "letter.txt"])
    return number

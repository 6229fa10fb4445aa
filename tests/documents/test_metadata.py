"""What a bundle says of itself: the same in both places, and of its edition's date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.metadata import describe

if TYPE_CHECKING:
    from pathlib import Path


def test_title_maker_and_dates_come_from_the_plan(tmp_path: Path) -> None:
    plan = {"title": "證物", "author": "Büro", "language": "de", "made_at": "2026-11-23T12:00:00+00:00"}
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as pdf:
        pdf.docinfo["/Secret"] = "x"
        describe(pdf, plan)
        pdf.save(tmp_path / "a.pdf", deterministic_id=True)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert {key: str(value) for key, value in made.docinfo.items()} == {
            "/Title": "證物",
            "/Author": "Büro",
            "/Producer": "Xborder Desk",
            "/CreationDate": "D:20261123120000+00'00'",
            "/ModDate": "D:20261123120000+00'00'",
        }
        with made.open_metadata() as about:
            assert about["dc:title"] == "證物"
            assert about["xmp:ModifyDate"] == "2026-11-23T12:00:00+00:00"

"""One evidence file becomes pages, or a reason in words."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

import pytest
from PIL import Image

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.exhibits import make_pages, shown_as_pages

if TYPE_CHECKING:
    from pathlib import Path


def made(source: Path, media_type: str, **more: Any) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "source": str(source),
        "target": str(source.with_suffix(".made.pdf")),
        "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "media_type": media_type,
        "pages": None,
        "corner": "bottom-right",
        "stamp": [130, 14],
        "width": 210,
        "height": 297,
    }
    return cast("dict[str, Any]", make_pages({**wanted, **more}))


def test_a_pdf_and_a_picture_become_pages(tmp_path: Path) -> None:
    assert made(odd_pdf(tmp_path / "s.pdf", [{}, {}]), "application/pdf")["count"] == 2
    Image.new("L", (10, 10)).save(tmp_path / "s.png")
    found = made(tmp_path / "s.png", "image/png")
    written = tmp_path / "s.made.pdf"
    assert found == {
        "pages_sha256": hashlib.sha256(written.read_bytes()).hexdigest(),
        "count": 1,
        "spots": {},
        "outline": [],
        "unfit": "",
        "even": [],
        "remarks": [],
        "problem": "",
        "fields": {},
    }


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png"])
def test_an_empty_file_says_so(tmp_path: Path, media_type: str) -> None:
    (tmp_path / "s").write_bytes(b"")
    assert made(tmp_path / "s", media_type)["problem"] == "The file is empty."


def test_bytes_that_have_changed_are_not_shown(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}])
    assert "checksum" in made(source, "application/pdf", sha256="0" * 64)["problem"]


def test_a_page_range_that_is_not_there_is_told_with_its_numbers(tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}])
    found = made(source, "application/pdf", pages=[2, 3])
    assert found["problem"].format(**found["fields"]) == "The PDF has no pages 2 to 3."


def test_only_pdfs_and_pictures_have_pages_of_their_own() -> None:
    assert shown_as_pages("application/pdf")
    assert shown_as_pages("image/heic")
    assert not shown_as_pages("text/plain")

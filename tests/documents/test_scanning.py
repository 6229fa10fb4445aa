"""Pages as pictures for a program that reads letters: upright, grey, large enough, never too large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from tests.factories.told import telling_pdf, telling_picture
from xborder_desk.documents import scanning
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.scanning import DOTS, PDF, scan

if TYPE_CHECKING:
    from pathlib import Path


def scanned(source: Path, target: Path, page: int = 1, media_type: str = PDF) -> Image.Image:
    told = scan(str(source), str(target), page, media_type)
    with Image.open(target) as picture:
        picture.load()
        assert (picture.width, picture.height) == (told["width"], told["height"])
        return picture.copy()


def test_a_page_is_drawn_fine_enough_and_grey(tmp_path: Path) -> None:
    picture = scanned(telling_pdf(tmp_path / "a.pdf"), tmp_path / "b.png", 2)
    assert picture.mode == "L"
    assert picture.width >= 595 / 72 * DOTS - 1


@pytest.mark.parametrize("turned", [90, 270])
def test_a_turned_page_is_drawn_as_it_is_seen(tmp_path: Path, turned: int) -> None:
    picture = scanned(telling_pdf(tmp_path / "a.pdf", turned=turned), tmp_path / "b.png")
    assert picture.width > picture.height


def test_a_picture_stands_upright(tmp_path: Path) -> None:
    source = telling_picture(tmp_path / "a.jpg", orientation=6)
    picture = scanned(source, tmp_path / "b.png", 1, "image/jpeg")
    assert picture.height > picture.width


def test_a_small_picture_is_shown_larger(tmp_path: Path) -> None:
    source = telling_picture(tmp_path / "a.png", "PNG")
    assert scanned(source, tmp_path / "b.png", 1, "image/png").size == (800, 600)


def test_a_huge_one_is_shown_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST_DOTS", 100_000)
    Image.new("L", (2000, 1000), 255).save(tmp_path / "a.png")
    picture = scanned(tmp_path / "a.png", tmp_path / "b.png", 1, "image/png")
    assert picture.width * picture.height <= 100_000
    page = scanned(telling_pdf(tmp_path / "a.pdf"), tmp_path / "c.png")
    assert page.width * page.height <= 101_000


def test_each_page_of_a_fax(tmp_path: Path) -> None:
    pages = [Image.new("L", (1200, 20), shade) for shade in (10, 200)]
    pages[0].save(tmp_path / "a.tiff", save_all=True, append_images=pages[1:])
    found = [scanned(tmp_path / "a.tiff", tmp_path / "b.png", page, "image/tiff") for page in (1, 2)]
    assert [picture.getpixel((0, 0)) for picture in found] == [10, 200]


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there(tmp_path: Path, page: int) -> None:
    with pytest.raises(CannotShowError):
        scan(str(telling_pdf(tmp_path / "a.pdf")), str(tmp_path / "b.png"), page, PDF)
    with pytest.raises(CannotShowError):
        scan(str(telling_picture(tmp_path / "a.jpg")), str(tmp_path / "b.png"), page, "image/jpeg")


def test_what_is_locked_or_damaged_is_said(tmp_path: Path) -> None:
    with pikepdf.open(telling_pdf(tmp_path / "a.pdf")) as pdf:
        pdf.save(tmp_path / "l.pdf", encryption=pikepdf.Encryption(user="x", owner="o"))
    with pytest.raises(CannotShowError, match="locked"):
        scan(str(tmp_path / "l.pdf"), str(tmp_path / "b.png"), 1, PDF)
    (tmp_path / "x").write_bytes(b"nothing of the kind")
    for media_type in (PDF, "image/png"):
        with pytest.raises(CannotShowError):
            scan(str(tmp_path / "x"), str(tmp_path / "b.png"), 1, media_type)

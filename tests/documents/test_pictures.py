"""Picture pages: upright, whole, no finer than 300 dpi; bombs and fragments refused."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.pictures import draw_pages, draw_picture

if TYPE_CHECKING:
    from pathlib import Path

A4 = (210.0, 297.0)


def drawn(path: Path, scale: float = 0.5) -> Image.Image:
    pdf = pypdfium2.PdfDocument(path)
    picture: Image.Image = pdf[0].render(scale=scale).to_pil().convert("RGB")
    pdf.close()
    return picture


def page_of(tmp_path: Path, picture: Image.Image, kind: str = "PNG", **options: Any) -> Image.Image:
    source, target = tmp_path / "s", tmp_path / "a.pdf"
    picture.save(source, kind, **options)
    assert draw_picture(str(source), str(target), *A4)[0] == 1
    return drawn(target)


@pytest.mark.parametrize("turn", range(9))
def test_photographs_stand_upright(corpora: Path, tmp_path: Path, turn: int) -> None:
    folder = corpora / "06-images" / "exif-orientation"
    pages = []
    for number in (0, turn):
        source = next(folder.rglob(f"Landscape_{number}.jpg"))
        draw_picture(str(source), str(tmp_path / f"{number}.pdf"), *A4)
        pages.append(drawn(tmp_path / f"{number}.pdf", 0.1).convert("L"))
    assert pages[0].size == pages[1].size
    differences = [abs(a - b) for a, b in zip(pages[0].tobytes(), pages[1].tobytes(), strict=True)]
    assert sum(differences) / len(differences) < 12  # the number in the middle differs


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "F"])
def test_every_kind_of_colour_is_drawn(tmp_path: Path, mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "YCbCr", "F", "LA"} else "PNG"
    picture = Image.linear_gradient("L").convert("RGB").convert(mode) if mode not in {"I;16", "F"} else None
    if picture is None:
        picture = Image.linear_gradient("L").convert("F" if mode == "F" else "I").convert(mode)
    page = page_of(tmp_path, picture, kind).convert("L")
    low, high = min(page.tobytes()), max(page.tobytes())
    assert low < 60
    assert high == 255


def test_what_is_clear_is_white(tmp_path: Path) -> None:
    page = page_of(tmp_path, Image.new("RGBA", (400, 400), (255, 0, 0, 0)))
    assert page.getextrema() == ((255, 255), (255, 255), (255, 255))


def test_no_finer_than_paper_needs(tmp_path: Path) -> None:
    source, target = tmp_path / "s.png", tmp_path / "a.pdf"
    Image.new("L", (9000, 3000), 128).save(source)
    draw_picture(str(source), str(target), *A4)
    with pikepdf.open(target) as pdf:
        image = pdf.pages[0].Resources.XObject.Picture
        points = float(pdf.pages[0].MediaBox[2])
        assert int(image.Width) <= points / 72 * 300
        assert float(pdf.pages[0].MediaBox[2]) > float(pdf.pages[0].MediaBox[3])


def test_a_small_picture_is_not_blown_up(tmp_path: Path) -> None:
    page = page_of(tmp_path, Image.new("L", (40, 40), 0)).convert("L")
    assert sum(value < 128 for value in page.tobytes()) < 400


def test_each_page_of_a_scan_is_a_page(tmp_path: Path) -> None:
    frames = [Image.new("L", (100, 100), value) for value in (0, 100, 200)]
    frames[0].save(tmp_path / "s.tif", save_all=True, append_images=frames[1:])
    assert draw_picture(str(tmp_path / "s.tif"), str(tmp_path / "a.pdf"), *A4)[0] == 3
    frames[0].save(tmp_path / "s.gif", save_all=True, append_images=frames[1:])
    count, remarks = draw_picture(str(tmp_path / "s.gif"), str(tmp_path / "a.pdf"), *A4)
    assert count == 1
    assert "moves" in remarks[0].text


def bomb(side: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [13_000, 50_000])
def test_bombs_are_refused(tmp_path: Path, side: int) -> None:
    (tmp_path / "s.png").write_bytes(bomb(side))
    with pytest.raises(CannotShowError, match="too large"):
        draw_picture(str(tmp_path / "s.png"), str(tmp_path / "a.pdf"), *A4)


def test_half_a_picture_is_damaged(tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(whole, "JPEG")
    (tmp_path / "s.jpg").write_bytes(whole.getvalue()[:9000])
    with pytest.raises(CannotShowError, match="damaged"):
        draw_picture(str(tmp_path / "s.jpg"), str(tmp_path / "a.pdf"), *A4)


def test_what_is_no_picture_says_so(tmp_path: Path) -> None:
    (tmp_path / "s.jpg").write_bytes(b"<svg/>")
    with pytest.raises(CannotShowError, match="kind of picture"):
        draw_picture(str(tmp_path / "s.jpg"), str(tmp_path / "a.pdf"), *A4)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    Image.linear_gradient("L").save(tmp_path / "s.png")
    for name in ("a.pdf", "b.pdf"):
        draw_picture(str(tmp_path / "s.png"), str(tmp_path / name), *A4)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_pages_as_pictures_keep_their_size(corpora: Path, tmp_path: Path) -> None:
    source = next((corpora / "05-pdf").rglob("form_dd0293.pdf"))
    count, _ = draw_pages(str(source), str(tmp_path / "a.pdf"), (2, 3), "a reason")
    assert count == 2
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert [round(float(value)) for value in pdf.pages[0].MediaBox] == [0, 0, 612, 792]

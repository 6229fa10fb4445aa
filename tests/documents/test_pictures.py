"""Picture pages: upright, whole, no finer than 300 dpi; bombs and fragments refused."""

from __future__ import annotations

import io
import struct
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.pictures import (
    IN_PARTS,
    MOST_PARTS,
    PARTLY,
    POINTS_PER_MM,
    cuts,
    draw_pages,
    draw_picture,
    parts_of,
)

if TYPE_CHECKING:
    from pathlib import Path

A4 = (210.0, 297.0)
PAGE = (A4[0] * POINTS_PER_MM, A4[1] * POINTS_PER_MM)


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


def test_of_half_a_picture_there_is_what_there_is_and_a_remark(tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(whole, "JPEG")
    (tmp_path / "s.jpg").write_bytes(whole.getvalue()[:9000])
    count, remarks = draw_picture(str(tmp_path / "s.jpg"), str(tmp_path / "a.pdf"), *A4)
    assert (count, remarks) == (1, [PARTLY])
    page = drawn(tmp_path / "a.pdf").convert("L")
    assert len(set(page.crop((100, 19, 200, 29)).tobytes())) > 20
    (tmp_path / "s.jpg").write_bytes(whole.getvalue()[:60])
    with pytest.raises(CannotShowError, match="damaged"):
        draw_picture(str(tmp_path / "s.jpg"), str(tmp_path / "a.pdf"), *A4)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG2000", "RGB"),
        ("JPEG2000", "RGBA"),
        ("PPM", "RGB"),
        ("PPM", "L"),
        ("PPM", "1"),
        ("TGA", "RGB"),
        ("TGA", "RGBA"),
        ("TGA", "P"),
        ("PCX", "RGB"),
        ("PCX", "P"),
        ("ICO", "RGBA"),
    ],
)
def test_rare_sorts_look_as_a_png_of_the_same(tmp_path: Path, kind: str, mode: str) -> None:
    seen = Image.new("RGB", (256, 160), "white")
    ImageDraw.Draw(seen).rectangle((20, 20, 120, 100), fill="black")
    ImageDraw.Draw(seen).rectangle((140, 20, 240, 140), fill="red" if mode not in {"1", "L"} else "white")
    plain = page_of(tmp_path, seen.convert(mode))
    rare = page_of(tmp_path, seen.convert(mode), kind, **({"sizes": [(256, 160)]} if kind == "ICO" else {}))
    far = [abs(ours - theirs) for ours, theirs in zip(rare.tobytes(), plain.tobytes(), strict=True)]
    assert sum(value > 40 for value in far) < 0.002 * len(far)


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


@given(st.integers(1, 50_000), st.integers(1, 5_000))
def test_pieces_cover_the_whole_and_share_what_stands_at_a_cut(length: int, most: int) -> None:
    pieces = cuts(length, most)
    assert (pieces[0][0], pieces[-1][1]) == (0, length)
    assert {end - start for start, end in pieces} == {min(most, length)}
    for (_, before), (start, _end) in pairwise(pieces):
        assert before - start >= most // 25
    steps = [later - sooner for (sooner, _), (later, _) in pairwise(pieces)]
    assert not steps or max(steps) - min(steps) <= 1


@given(st.integers(1, 3000), st.integers(1, 40_000))
def test_a_picture_lying_down_is_cut_as_one_that_stands_on_a_page_lying_down(short: int, long: int) -> None:
    standing = parts_of((short, long), PAGE)
    assert all(right - left == short for left, _, right, _ in standing) or short > long
    assert max(down for *_, down in standing) == long
    for left, upper, right, lower in parts_of((long, short), PAGE):
        assert 0 <= left < right <= long
        assert (upper, lower) == (0, short) or long <= short
    assert len(standing) <= MOST_PARTS


@pytest.mark.parametrize(
    ("size", "parts"),
    [
        ((1080, 1920), 1),
        ((1080, 2400), 1),  # what a telephone shows at once
        ((1170, 3200), 1),
        ((4000, 3000), 1),
        ((100, 1500), 1),
        ((1080, 9000), 7),
        ((750, 30_000), 30),
        ((2, 20_000), 1),  # a line: there is nothing to be read on it
        ((20_000, 7), 1),
        ((30_000, 200), 30),
        ((8, 65_000), 68),
        ((8, 1_000_000), 1),  # nobody wants a thousand pages of a line
    ],
)
def test_only_what_could_not_be_read_on_one_page_is_cut(size: tuple[int, int], parts: int) -> None:
    assert abs(len(parts_of(size, PAGE)) - parts) <= (1 if parts > 1 else 0)


def test_a_long_conversation_can_be_read_on_several_pages(tmp_path: Path) -> None:
    picture = Image.new("RGB", (600, 6000), "white")
    pen = ImageDraw.Draw(picture)
    for line in range(60):  # a bar for each line, as wide as its number
        pen.rectangle((0, line * 100 + 40, 10 * line + 5, line * 100 + 60), fill="black")
    picture.save(tmp_path / "s.png")
    count, remarks = draw_picture(str(tmp_path / "s.png"), str(tmp_path / "a.pdf"), *A4)
    assert [one.text for one in remarks] == [IN_PARTS]
    seen: set[int] = set()
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        assert len(pdf) == count == len(parts_of(picture.size, PAGE))
        for page in pdf:
            (placed,) = page.get_objects()
            left, bottom, right, top = placed.get_bounds()
            assert right - left == pytest.approx(600 * 0.75, abs=1)
            assert top - bottom <= PAGE[1] - 57
            seen |= _bars(placed.get_bitmap().to_pil().convert("L"))
    assert seen == set(range(60))


def _bars(picture: Image.Image) -> set[int]:
    """Read the numbers of the bars of a part by their widths; one that is cut through is not counted."""
    scale = 600 / picture.width
    found: set[int] = set()
    high, start = 0, -1
    for row in [*range(picture.height), picture.height]:
        black = row < picture.height and picture.getpixel((0, row)) < 128  # type: ignore[operator]  # one grey
        if black and start < 0:
            start = row
        if not black and start >= 0:
            high, middle, start = row - start, (row + start) // 2, -1
            if high * scale > 18:
                wide = sum(picture.getpixel((at, middle)) < 128 for at in range(picture.width))  # type: ignore[operator]  # as above
                found.add(round((wide * scale - 6) / 10))
    return found


def test_each_image_of_a_file_is_cut_by_itself(tmp_path: Path) -> None:
    long, short = Image.new("L", (300, 5000), 90), Image.new("L", (300, 400), 90)
    short.save(tmp_path / "s.tiff", save_all=True, append_images=[long, short])
    count, remarks = draw_picture(str(tmp_path / "s.tiff"), str(tmp_path / "a.pdf"), *A4)
    assert count == 2 + len(parts_of(long.size, PAGE)) > 4
    assert len(remarks) == 1

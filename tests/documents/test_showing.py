"""Pages are drawn upright and turned, words are found where they stand, and bad files say why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from xborder_desk.documents import showing
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.jobs.context import JobContext, Progress

if TYPE_CHECKING:
    from pathlib import Path

PDF = showing.PDF


def pdf_of(target: Path, *pages: tuple[str, int], size: tuple[int, int] = (400, 200)) -> str:
    """A PDF whose pages say one word each near the upper left, each page turned by so many degrees."""
    with pikepdf.new() as made:
        for word, turn in pages:
            made.add_blank_page(page_size=size)
            page = made.pages[-1]
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = made.make_stream(f"BT /F1 24 Tf 40 140 Td ({word}) Tj ET".encode())
            page.Rotate = turn
        made.save(target)
    return str(target)


def picture_of(drawn: dict[str, Any]) -> Image.Image:
    return Image.frombytes("RGB", (drawn["width"], drawn["height"]), drawn["data"])


def inked(picture: Image.Image) -> tuple[float, float, float, float]:
    """Where something dark is, as parts of the picture: left, top, right, bottom."""
    box = picture.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    return box[0] / picture.width, box[1] / picture.height, box[2] / picture.width, box[3] / picture.height


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_word_is_found_where_it_is_drawn(tmp_path: Path, turn: int) -> None:
    file = pdf_of(tmp_path / "one.pdf", ("nothing", 0), ("Bicycle", turn))
    found: Any = showing.find(file, PDF, "bicycle")
    assert [hit[0] for hit in found] == [1]
    (x, y, width, height), *more = found[0][1]
    assert not more
    left, top, right, bottom = inked(picture_of(showing.draw(file, PDF, 1, 500, 0)))
    assert x - 0.01 <= left < right <= x + width + 0.01
    assert y - 0.02 <= top < bottom <= y + height + 0.02
    assert width * height < 0.2


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_measured_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    file = pdf_of(tmp_path / "one.pdf", ("Word", turn))
    expected = [400.0, 200.0] if turn in {0, 180} else [200.0, 400.0]
    assert showing.measure(file, PDF) == [expected]
    drawn: Any = showing.draw(file, PDF, 0, 300, 0)
    assert drawn["width"] == 300
    assert drawn["height"] == pytest.approx(300 * expected[1] / expected[0], abs=2)


@pytest.mark.parametrize(("turn", "operation"), list(showing._TURNED.items()))
def test_a_page_can_be_turned_by_the_one_who_looks(
    tmp_path: Path, turn: int, operation: Image.Transpose
) -> None:
    pdf = pdf_of(tmp_path / "one.pdf", ("Word", 0))
    Image.open(_scan(tmp_path)).save(tmp_path / "plain.png")
    for file, media_type in ((pdf, PDF), (str(tmp_path / "plain.png"), "image/png")):
        upright = picture_of(showing.draw(file, media_type, 0, 200, 0))
        wide = upright.height if turn != 180 else upright.width
        turned = picture_of(showing.draw(file, media_type, 0, wide, turn))
        expected = upright.transpose(operation)
        assert turned.size == pytest.approx(expected.size, abs=2)
        assert inked(turned) == pytest.approx(inked(expected), abs=0.03)


def _scan(folder: Path) -> Path:
    """A picture with a dark mark near its upper left corner."""
    picture = Image.new("RGB", (120, 60), "white")
    picture.paste("black", (5, 5, 30, 15))
    picture.save(folder / "scan.png")
    return folder / "scan.png"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright(tmp_path: Path, orientation: int) -> None:
    upright = Image.new("RGB", (120, 60), "white")
    upright.paste("black", (5, 5, 30, 15))
    back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = upright.transpose(back) if back is not None else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = tmp_path / "photo.jpg"
    stored.save(file, exif=exif, quality=95)
    assert showing.measure(str(file), "image/jpeg") == [[90.0, 45.0]]
    drawn = picture_of(showing.draw(str(file), "image/jpeg", 0, 120, 0))
    assert drawn.size == (120, 60)
    assert inked(drawn) == pytest.approx(inked(upright), abs=0.04)


def test_every_page_of_a_scan_is_drawn(tmp_path: Path) -> None:
    pages = [
        Image.new("RGB", (80 + 20 * number, 60), colour) for number, colour in enumerate(("red", "blue"))
    ]
    file = tmp_path / "scan.tiff"
    pages[0].save(file, save_all=True, append_images=pages[1:])
    assert showing.measure(str(file), "image/tiff") == [[60.0, 45.0], [75.0, 45.0]]
    colours = [
        picture_of(showing.draw(str(file), "image/tiff", number, 40, 0)).getpixel((5, 5)) for number in (0, 1)
    ]
    assert colours == [(255, 0, 0), (0, 0, 255)]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_sort_of_picture_arrives_as_three_bytes_a_dot(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "one.tiff"
    source = "I;16" if mode == "I;16" else mode
    Image.new(source, (30, 20)).save(tmp_path / ("one.png" if mode in {"P", "RGBA"} else "one.tiff"))
    file = file if file.exists() else tmp_path / "one.png"
    drawn: Any = showing.draw(str(file), "image/tiff", 0, 30, 0)
    assert len(drawn["data"]) == drawn["width"] * drawn["height"] * 3 == 30 * 20 * 3


def test_a_picture_is_never_blown_up_and_a_page_never_endless(tmp_path: Path) -> None:
    small: Any = showing.draw(str(_scan(tmp_path)), "image/png", 0, 5000, 0)
    assert small["width"] == 120
    page: Any = showing.draw(pdf_of(tmp_path / "one.pdf", ("Word", 0)), PDF, 0, 1_000_000, 0)
    assert page["width"] * page["height"] <= showing.MOST_DOTS * 1.05


def test_a_moving_picture_shows_its_first_image(tmp_path: Path) -> None:
    frames = [Image.new("P", (20, 20), colour) for colour in (0, 1, 2)]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    assert len(showing.measure(str(tmp_path / "moving.gif"), "image/gif")) == 1


def test_a_photograph_that_was_cut_off_shows_what_there_is(tmp_path: Path) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    noise.save(tmp_path / "whole.jpg", quality=90)
    data = (tmp_path / "whole.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(data[: len(data) // 2])
    drawn: Any = showing.draw(str(tmp_path / "cut.jpg"), "image/jpeg", 0, 200, 0)
    assert drawn["width"] == 200


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage"
    garbage.write_bytes(b"%PDF-1.7 no more than that")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(pdf_of(tmp_path / "open.pdf", ("Word", 0))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for file, media_type, sentence in (
        (garbage, PDF, showing.DAMAGED_PDF),
        (garbage, "image/png", "This kind of picture cannot be shown."),
        (locked, PDF, showing.LOCKED),
    ):
        with pytest.raises(CannotShowError) as caught:
            showing.measure(str(file), media_type)
        assert caught.value.text == sentence


@pytest.mark.parametrize("page", [-1, 1, 99])
def test_a_page_that_is_not_there_is_named(tmp_path: Path, page: int) -> None:
    for file, media_type in (
        (pdf_of(tmp_path / "one.pdf", ("Word", 0)), PDF),
        (str(_scan(tmp_path)), "image/png"),
    ):
        with pytest.raises(CannotShowError) as caught:
            showing.draw(file, media_type, page, 100, 0)
        assert str(page + 1) in str(caught.value)


def test_a_pdf_without_its_table_is_mended_for_showing(tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    pdf_of(file, ("Mended", 0))
    data = file.read_bytes()
    file.write_bytes(data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n")
    found: Any = showing.find(str(file), PDF, "Mended")
    assert len(found) == 1


def test_finding_tells_how_far_it_is_and_stops_at_plenty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Progress] = []
    file = pdf_of(tmp_path / "one.pdf", *[("word word word", 0)] * 5)
    assert len(showing.find(file, PDF, "word", JobContext(told.append))) == 15
    assert told
    monkeypatch.setattr(showing, "MOST_HITS", 4)
    assert len(showing.find(file, PDF, "word")) == 4


def test_nothing_is_found_where_nothing_is_asked_or_written(tmp_path: Path) -> None:
    file = pdf_of(tmp_path / "one.pdf", ("Word", 0))
    assert showing.find(file, PDF, "  ") == []
    assert showing.find(file, PDF, "bicycle") == []
    assert showing.find(str(_scan(tmp_path)), "image/png", "Word") == []


parts = st.floats(0, 1, allow_nan=False)


@given(parts, parts, parts, parts)
def test_four_quarters_are_a_whole_turn(x: float, y: float, width: float, height: float) -> None:
    box = (x, y, width, height)
    once = showing.turned(box, 90)
    assert showing.turned(once, 270) == pytest.approx(box)
    assert showing.turned(once, 90) == pytest.approx(showing.turned(box, 180))
    assert showing.turned(box, 0) == box

"""Extracts, upright and converted copies: the right pages and points, nothing that acts, nothing told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, ImageOps

from tests.factories.told import telling_pdf, telling_picture, tells
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.marks import KEY
from xborder_desk.documents.reshaping import (
    PICTURES,
    convert_picture,
    extract_pdf,
    extract_picture,
    turn_pdf,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_an_extract_has_the_pages_that_were_asked_for(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf", layered=False), tmp_path / "b.pdf"
    assert extract_pdf(str(source), str(target), 2, 2) == {"pages": 1}
    with pypdfium2.PdfDocument(target) as seen:
        assert "Nothing of note" in seen[0].get_textpage().get_text_range()
    with pikepdf.open(target) as pdf:
        assert not pdf.attachments
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert "/PieceInfo" not in pdf.pages[0].obj


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 3), (2, 1), (9, 9)])
def test_pages_that_are_not_there_are_refused(tmp_path: Path, first: int, last: int) -> None:
    source = telling_pdf(tmp_path / "a.pdf")
    with pytest.raises(CannotShowError) as caught:
        extract_pdf(str(source), str(tmp_path / "b.pdf"), first, last)
    assert "the file has 2" in caught.value.text.format(**caught.value.fields)
    assert not (tmp_path / "b.pdf").exists()


def test_no_extract_is_made_of_what_is_locked_or_damaged(tmp_path: Path) -> None:
    source = telling_pdf(tmp_path / "a.pdf")
    with pikepdf.open(source) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="x", owner="o"))
    (tmp_path / "half.pdf").write_bytes(source.read_bytes()[:300])
    for name in ("locked.pdf", "half.pdf"):
        with pytest.raises(CannotShowError):
            extract_pdf(str(tmp_path / name), str(tmp_path / "b.pdf"), 1, 1)
        with pytest.raises(CannotShowError):
            turn_pdf(str(tmp_path / name), str(tmp_path / "b.pdf"), 90)


@pytest.mark.parametrize(("before", "turn", "after"), [(0, 90, 90), (90, 90, 180), (270, 180, 90)])
def test_a_pdf_is_turned_clockwise(tmp_path: Path, before: int, turn: int, after: int) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf", turned=before, layered=False), tmp_path / "b.pdf"
    assert turn_pdf(str(source), str(target), turn) == {"pages": 2}
    with pikepdf.open(target) as pdf:
        assert [page.rotation for page in pdf.pages] == [after, after]


def filled_form(path: Path, content: bytes = b"", **page: object) -> Path:
    """Make a form of two pages, each with a value in another script and one in Latin letters."""
    with pikepdf.new() as pdf:
        fields = []
        for value in ("Афины", "Москва"):
            pdf.add_blank_page(page_size=(300, 400))
            made = [
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name.Widget,
                        FT=Name.Tx,
                        T=String(words),
                        V=String(words),
                        F=4,
                        Rect=Array([50, bottom, 250, bottom + 20]),
                    )
                )
                for words, bottom in ((value, 300), ("Annika", 200))
            ]
            pdf.pages[-1].Annots = Array(made)
            pdf.pages[-1].Contents = pdf.make_stream(content)
            for key, one in page.items():
                pdf.pages[-1][f"/{key}"] = one
            fields += made
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields), DA=String("/Helv 12 Tf 0 g"))
        pdf.save(path)
    return path


def words(file: Path, page: int = 0) -> list[str]:
    with pypdfium2.PdfDocument(file) as seen:
        return sorted(str(seen[page].get_textpage().get_text_range()).split())


def dark(file: Path) -> tuple[int, int, int, int] | None:
    with pypdfium2.PdfDocument(file) as seen:
        grey = seen[0].render(scale=1).to_pil().convert("L")
    found: tuple[int, int, int, int] | None = grey.point(lambda one: 255 * (one < 160)).getbbox()
    return found


def test_what_was_filled_in_stays_on_an_extract(tmp_path: Path) -> None:
    source, target = filled_form(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    extract_pdf(str(source), str(target), 2, 2)
    assert words(target) == ["Annika", "Москва"]
    with pikepdf.open(target) as pdf:
        assert KEY not in pdf.pages[0].obj
        assert "/Annots" not in pdf.pages[0].obj
        assert "/AcroForm" not in pdf.Root
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize(("turn", "tall"), [(90, True), (180, False), (270, True)])
def test_what_was_filled_in_turns_with_its_page(tmp_path: Path, turn: int, *, tall: bool) -> None:
    source, target = filled_form(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    turn_pdf(str(source), str(target), turn)
    assert words(target) == ["Annika", "Афины"]
    left, upper, right, lower = dark(target) or (0, 0, 0, 0)
    assert (lower - upper < right - left) is tall  # the two lines stand a hundred points apart


@pytest.mark.parametrize(
    "content",
    [b"q q 0.1 0 0 0.1 500 500 cm", b"0.1 0 0 0.1 500 500 cm", b"Q Q", b"/P <</MCID 0>> BDC", b"("],
)
def test_a_page_that_leaves_something_open_moves_nothing_that_lay_on_it(
    tmp_path: Path, content: bytes
) -> None:
    source, target = filled_form(tmp_path / "a.pdf", content), tmp_path / "b.pdf"
    plain_source, plain_target = filled_form(tmp_path / "c.pdf"), tmp_path / "d.pdf"
    extract_pdf(str(source), str(target), 1, 1)
    extract_pdf(str(plain_source), str(plain_target), 1, 1)
    assert dark(target) == dark(plain_target) is not None


def test_an_extract_shows_the_same_part_of_its_page(tmp_path: Path) -> None:
    source = filled_form(tmp_path / "a.pdf", b"0 g 40 290 5 5 re f", CropBox=Array([30, 280, 290, 390]))
    target = tmp_path / "b.pdf"
    extract_pdf(str(source), str(target), 1, 1)
    with pypdfium2.PdfDocument(target) as seen:
        assert seen[0].get_size() == (260, 110)
    left, upper, right, lower = dark(target) or (0, 0, 0, 0)
    assert (left, lower) == (10, 100)  # the square
    assert 30 < right < 80  # the value
    assert 70 < upper < 90


def test_a_copy_of_a_copy_and_its_dossier_show_the_same(tmp_path: Path) -> None:
    source, first, second = filled_form(tmp_path / "a.pdf"), tmp_path / "b.pdf", tmp_path / "c.pdf"
    extract_pdf(str(source), str(first), 1, 2)
    extract_pdf(str(first), str(second), 1, 1)
    assert words(second) == ["Annika", "Афины"]
    assert dark(second) == dark(first) is not None


def test_what_others_left_under_our_name_is_not_drawn(tmp_path: Path) -> None:
    source, target = filled_form(tmp_path / "a.pdf"), tmp_path / "b.pdf"
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        del pdf.pages[0].Annots
        pdf.pages[0][KEY] = Array([1, Dictionary(Form=pdf.make_stream(b"0 0 99 99 re f"))])
        pdf.save(source)
    extract_pdf(str(source), str(target), 1, 1)
    assert dark(target) is None
    with pikepdf.open(target) as pdf:
        assert KEY not in pdf.pages[0].obj


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_point_by_point(corpora: Path, tmp_path: Path, orientation: int) -> None:
    source = corpora / "06-images" / "exif-orientation" / f"Landscape_{orientation}.jpg"
    target = tmp_path / "b.png"
    convert_picture(str(source), str(target), "png")
    with Image.open(source) as before, Image.open(target) as made:
        assert made.getexif().get(0x0112) is None
        assert ImageChops.difference(ImageOps.exif_transpose(before).convert("RGB"), made).getbbox() is None


def test_a_picture_is_turned_further(tmp_path: Path) -> None:
    picture = Image.new("RGB", (30, 20), "white")
    picture.putpixel((0, 0), (255, 0, 0))
    picture.save(tmp_path / "a.png")
    places = {0: (0, 0), 90: (19, 0), 180: (29, 19), 270: (0, 29)}
    for turn, place in places.items():
        convert_picture(str(tmp_path / "a.png"), str(tmp_path / "b.png"), "png", turn)
        with Image.open(tmp_path / "b.png") as made:
            assert made.getpixel(place) == (255, 0, 0)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_tells_nothing_in_another_format(tmp_path: Path, kind: str) -> None:
    source, target = telling_picture(tmp_path / "a.jpg"), tmp_path / f"b.{kind}"
    assert convert_picture(str(source), str(target), kind) == {"pages": 1}
    assert not tells(target)
    with Image.open(target) as made:
        assert made.format == {"png": "PNG", "jpg": "JPEG", "tiff": "TIFF", "webp": "WEBP"}[kind]
        assert made.size == (400, 300)


def test_a_picture_becomes_a_page(tmp_path: Path) -> None:
    source, target = telling_picture(tmp_path / "a.jpg"), tmp_path / "b.pdf"
    assert convert_picture(str(source), str(target), "pdf") == {"pages": 1}
    assert not tells(target)


def test_pages_of_a_fax_are_taken_out(tmp_path: Path) -> None:
    pages = [Image.new("L", (20, 30), shade) for shade in (10, 20, 30, 40)]
    pages[0].save(tmp_path / "a.tiff", save_all=True, append_images=pages[1:])
    target = tmp_path / "b.tiff"
    assert extract_picture(str(tmp_path / "a.tiff"), str(target), 2, 3) == {"pages": 2}
    with Image.open(target) as made:
        shades = []
        for place in range(getattr(made, "n_frames", 1)):
            made.seek(place)
            shades.append(made.getpixel((0, 0)))
    assert shades == [20, 30]
    with pytest.raises(CannotShowError):
        extract_picture(str(tmp_path / "a.tiff"), str(target), 4, 5)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 60, b"no picture at all"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    for kind in ("png", "pdf"):
        with pytest.raises(CannotShowError):
            convert_picture(str(tmp_path / "a"), str(tmp_path / "b"), kind)


def test_a_bomb_is_refused(corpora: Path, tmp_path: Path) -> None:
    del corpora
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    with pytest.raises(CannotShowError):
        convert_picture(str(tmp_path / "a.png"), str(tmp_path / "b.png"), "png")


def test_pages_of_a_locked_pdf_are_written_without_a_lock_by_its_password(tmp_path: Path) -> None:
    source, target = tmp_path / "locked.pdf", tmp_path / "b.pdf"
    with pikepdf.open(telling_pdf(tmp_path / "a.pdf", layered=False)) as pdf:
        pdf.save(source, encryption=pikepdf.Encryption(user="sesame", owner="o"))
    with pytest.raises(CannotShowError) as caught:
        extract_pdf(str(source), str(target), 1, 2, "wrong")
    assert "password" in caught.value.text
    assert not target.exists()
    assert extract_pdf(str(source), str(target), 2, 2, "sesame") == {"pages": 1}
    with pikepdf.open(target) as pdf:
        assert not pdf.is_encrypted
        assert len(pdf.pages) == 1
    with pytest.raises(CannotShowError) as caught:
        extract_pdf(str(source), str(target), 2, 3, "sesame")
    assert "the file has 2" in caught.value.text.format(**caught.value.fields)


def test_a_password_nobody_asked_for_does_no_harm(tmp_path: Path) -> None:
    source, target = telling_pdf(tmp_path / "a.pdf", layered=False), tmp_path / "b.pdf"
    assert extract_pdf(str(source), str(target), 1, 2, "sesame") == {"pages": 2}
    (tmp_path / "half.pdf").write_bytes(source.read_bytes()[:300])
    with pytest.raises(CannotShowError):
        extract_pdf(str(tmp_path / "half.pdf"), str(target), 1, 1, "sesame")

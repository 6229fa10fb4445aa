"""Whoever draws a form draws its values too: on the screen, where it is redacted, and where it is stamped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from xborder_desk.documents import filled
from xborder_desk.documents.cleaning import Stamp, clean_pdf
from xborder_desk.documents.filled import open_to_draw
from xborder_desk.documents.marks import lacks_letters
from xborder_desk.documents.pictures import draw_pages
from xborder_desk.documents.redacting import redact_pdf
from xborder_desk.documents.scanning import scan
from xborder_desk.documents.showing import draw, find

if TYPE_CHECKING:
    from pathlib import Path

RECT = (100, 300, 300, 330)


def form(path: Path, value: str, rect: tuple[float, ...] = RECT, password: str = "", **keys: Any) -> str:
    """Make a form of one page with one filled field that has no picture."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(400, 400))
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String(value), F=4
        )
        field.Rect = Array(rect)
        for key, one in keys.items():
            field[f"/{key}"] = one
        pdf.pages[0].Annots = Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots, DA=String("/Helv 14 Tf 0 g"))
        lock = pikepdf.Encryption(user=password, owner="owner") if password else None
        pdf.save(path, encryption=lock)
    return str(path)


def drawn(picture: Image.Image, dots: float) -> tuple[int, int, int, int] | None:
    """Where there is ink, in points from the upper left corner."""
    dark = picture.convert("L").point(lambda grey: 255 * (grey < 160))
    found = dark.getbbox()
    if found is None:
        return None
    left, upper, right, lower = (round(edge / dots) for edge in found)
    return left, upper, right, lower


def within(found: tuple[int, int, int, int] | None) -> bool:
    return (
        found is not None
        and RECT[0] <= found[0] < found[2] <= RECT[2]
        and 400 - RECT[3] <= found[1] < found[3] <= 400 - RECT[1]
    )


def first_page(file: Path) -> Image.Image:
    with pypdfium2.PdfDocument(file) as seen:
        page: Image.Image = seen[0].render(scale=1).to_pil()
        return page


@pytest.mark.parametrize("value", ["Афины", "北京市", "محمد", "Anna"])
def test_a_value_is_drawn_in_its_field(tmp_path: Path, value: str) -> None:
    with open_to_draw(form(tmp_path / "a.pdf", value)) as seen:
        assert within(drawn(seen[0].render(scale=1, may_draw_forms=True).to_pil(), 1))


@pytest.mark.parametrize("value", ["Афины", "北京市", "Anna"])
def test_its_words_are_found_where_they_stand(tmp_path: Path, value: str) -> None:
    source = form(tmp_path / "a.pdf", value)
    ((number, boxes),) = cast("Any", find(source, "application/pdf", value))
    assert number == 0
    left, upper, wide, high = (400 * part for part in boxes[0])
    assert within((round(left), round(upper), round(left + wide), round(upper + high)))
    assert find(source, "application/pdf", "nothing") == []


def test_a_locked_form_is_drawn_with_its_password(tmp_path: Path) -> None:
    source = form(tmp_path / "a.pdf", "Афины", password="open")
    with open_to_draw(source, "open") as seen:
        assert within(drawn(seen[0].render(scale=1, may_draw_forms=True).to_pil(), 1))
    with pytest.raises(pypdfium2.PdfiumError, match="assword"):
        open_to_draw(source)


def test_what_needs_nothing_is_opened_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(pdf: pikepdf.Pdf) -> None:
        raise AssertionError(pdf.filename)

    monkeypatch.setattr(filled, "fill_in", refused)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "none.pdf")
    for source in (
        form(tmp_path / "a.pdf", "Anna"),
        form(tmp_path / "b.pdf", ""),
        str(tmp_path / "none.pdf"),
    ):
        with open_to_draw(source) as seen:
            assert len(seen) == 1


def test_a_file_too_large_to_be_held_twice_is_drawn_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filled, "MOST_BYTES", 10)
    with open_to_draw(form(tmp_path / "a.pdf", "Афины")) as seen:
        assert drawn(seen[0].render(scale=1, may_draw_forms=True).to_pil(), 1) is None


@pytest.mark.parametrize(
    ("value", "keys", "lacks"),
    [
        ("Афины", {}, True),
        ("Anna", {}, False),
        ("Афины", {"Ff": 1 << 13}, False),  # a password
        ("Афины", {"AP": Dictionary()}, False),
        ("Афины", {"FT": Name.Sig}, False),
    ],
)
def test_a_picture_is_made_where_one_is_missing(
    tmp_path: Path,
    value: str,
    keys: dict[str, Any],
    lacks: bool,  # noqa: FBT001 - a case
) -> None:
    with pikepdf.open(form(tmp_path / "a.pdf", value, **keys)) as pdf:
        assert lacks_letters(pdf) is lacks
        pdf.Root.AcroForm.NeedAppearances = True
        assert lacks_letters(pdf) is (lacks or "AP" in keys)
        del pdf.Root.AcroForm
        assert not lacks_letters(pdf)


def test_a_redacted_copy_keeps_what_is_not_black(tmp_path: Path) -> None:
    source, target = form(tmp_path / "a.pdf", "Афины"), tmp_path / "b.pdf"
    box = {"page": 1, "rectangle": [0, 380, 50, 400], "reason": "personal-data"}
    redact_pdf(source, str(target), [box])
    kept = first_page(target).crop((60, 0, 400, 370))
    left, upper, right, lower = drawn(kept, 1) or (0, 0, 0, 0)
    assert within((left + 60, upper, right + 60, lower))


def test_a_redacted_value_is_gone(tmp_path: Path) -> None:
    source, target = form(tmp_path / "a.pdf", "Афины"), tmp_path / "b.pdf"
    box = {"page": 1, "rectangle": [95, 65, 305, 105], "reason": "personal-data"}
    redact_pdf(source, str(target), [box])
    black = first_page(target).convert("L").crop((100, 70, 300, 100))
    assert black.getextrema() == (0, 0)


def test_the_screen_and_the_reader_of_letters_are_given_it(tmp_path: Path) -> None:
    source = form(tmp_path / "a.pdf", "Афины")
    shown: Any = draw(source, "application/pdf", 0, 400, 0)
    assert within(drawn(Image.frombytes("RGB", (shown["width"], shown["height"]), shown["data"]), 1))
    size: Any = scan(source, str(tmp_path / "b.png"), 1, "application/pdf")
    with Image.open(tmp_path / "b.png") as picture:
        assert within(drawn(picture, size["width"] / 400))


@pytest.mark.parametrize("value", ["Афины, Москва", "北京市海淀区"])
def test_no_stamp_is_set_on_a_value(tmp_path: Path, value: str) -> None:
    stamp, corner = Stamp("bottom-right", (130.0, 14.0)), (270, 10, 395, 30)
    free = form(tmp_path / "a.pdf", "", corner)
    taken = form(tmp_path / "b.pdf", value, corner)
    assert clean_pdf(free, str(tmp_path / "c.pdf"), None, stamp).spots == {}
    assert list(clean_pdf(taken, str(tmp_path / "d.pdf"), None, stamp).spots) == [0]


def test_pages_that_become_pictures_have_them_too(tmp_path: Path) -> None:
    source, target = form(tmp_path / "a.pdf", "Афины"), tmp_path / "b.pdf"
    draw_pages(source, str(target), None, "a reason")
    assert within(drawn(first_page(target), 1))

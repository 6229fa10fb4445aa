"""Form fields without a picture: all lines are seen, the words of a list and not its codes, ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.field_pictures import (
    PUSHED,
    RADIO,
    SEVERAL_LINES,
    has_its_font,
    needs_own_picture,
    shown_choice,
    state_of,
    tick,
    write_value,
)
from xborder_desk.documents.marks import KEY, fill_in, lay_down

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def pdf(tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as opened:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        resources = Dictionary(Font=Dictionary(Helv=opened.make_indirect(font)))
        opened.Root.AcroForm = Dictionary(Fields=Array([]), DR=resources, DA=String("/Helv 10 Tf 0 g"))
        yield opened


def field(pdf: pikepdf.Pdf, kind: Name, **keys: Any) -> Dictionary:
    """Put a form field on the only page."""
    found = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=kind, T=String("f"), F=4)
    found.Rect = Array([100, 200, 300, 240])
    for key, value in keys.items():
        found[f"/{key}"] = value
    made: Dictionary = pdf.make_indirect(found)
    pdf.pages[0].Annots = Array([*pdf.pages[0].obj.get("/Annots", ()), made])
    pdf.Root.AcroForm.Fields.append(made)
    return made


def seen(pdf: pikepdf.Pdf, tmp_path: Path) -> str:
    """Draw all fields over the page as the binder does, and read what stands there."""
    page = pdf.pages[0]
    lay_down(pdf, page)
    for place, mark in enumerate(page.obj.get(KEY, ())):
        name = page.add_resource(mark.Form, Name.XObject, Name(f"/Mark{place}"))
        matrix = " ".join(str(float(value)) for value in mark.Matrix)
        page.contents_add(f"q {matrix} cm {name} Do Q".encode())
    del page.obj["/Annots"]
    pdf.save(tmp_path / "seen.pdf")
    with pypdfium2.PdfDocument(tmp_path / "seen.pdf") as drawn:
        return str(drawn[0].get_textpage().get_text_range()).replace("\r\n", "\n")


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_of_a_value_is_a_line_on_the_page(pdf: pikepdf.Pdf, tmp_path: Path, end: str) -> None:
    field(pdf, Name.Tx, Ff=SEVERAL_LINES, V=String(f"first line{end}second line"))
    assert fill_in(pdf) == []
    assert "first line\nsecond line" in seen(pdf, tmp_path)


def test_a_long_value_is_broken_and_made_smaller_until_all_of_it_is_seen(
    pdf: pikepdf.Pdf, tmp_path: Path
) -> None:
    words = " ".join(f"Größe{number}" for number in range(60))
    box = field(pdf, Name.Tx, Ff=SEVERAL_LINES, V=String(words))
    fill_in(pdf)
    picture = box.AP.N.read_bytes().decode("ascii")
    size, lines = float(picture.split("/Helv ")[1].split()[0]), picture.count(" Tj ")
    assert lines > 2
    assert lines * size <= 40
    text = seen(pdf, tmp_path)
    assert all(f"Größe{number}" in text for number in range(60))


def test_a_list_shows_its_words_and_not_its_codes(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    options = Array([Array([String("x17"), String("Refund in full")]), String("other")])
    field(pdf, Name.Ch, Ff=1 << 17, Opt=options, V=String("x17"))
    assert fill_in(pdf) == []
    text = seen(pdf, tmp_path)
    assert "Refund in full" in text
    assert "x17" not in text


def test_words_of_a_list_that_cannot_be_drawn_are_told(pdf: pikepdf.Pdf) -> None:
    options = Array([Array([String("x17"), String("退款 📦")])])
    field(pdf, Name.Ch, Ff=1 << 17, Opt=options, V=String("x17"))
    assert [told.fields["value"] for told in fill_in(pdf)] == ["退款 📦"]


def test_a_value_the_list_does_not_know_is_shown_as_it_is(pdf: pikepdf.Pdf) -> None:
    one = field(pdf, Name.Ch, Opt=Array([Array([String("a"), String("A")]), Array([]), String("b")]))
    assert [shown_choice(one, value) for value in ("a", "b", "z")] == ["A", "b", "z"]
    assert shown_choice(field(pdf, Name.Ch), "z") == "z"


def test_only_lists_with_codes_and_several_lines_are_drawn_here(pdf: pikepdf.Pdf) -> None:
    pairs = Array([Array([String("a"), String("A")])])
    assert needs_own_picture(field(pdf, Name.Ch, Opt=pairs))
    assert not needs_own_picture(field(pdf, Name.Ch, Opt=Array([String("a")])))
    assert needs_own_picture(field(pdf, Name.Tx, Ff=SEVERAL_LINES))
    assert not needs_own_picture(field(pdf, Name.Tx, Ff=1 << 13))
    assert not needs_own_picture(field(pdf, Name.Tx))


def test_a_picture_its_author_drew_is_kept(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    picture = pdf.make_stream(b"BT /Helv 9 Tf 2 2 Td (as drawn) Tj ET")
    picture.BBox, picture.Resources = Array([0, 0, 200, 40]), pdf.Root.AcroForm.DR
    field(pdf, Name.Tx, Ff=SEVERAL_LINES, V=String("other words"), AP=Dictionary(N=picture))
    fill_in(pdf)
    text = seen(pdf, tmp_path)
    assert "as drawn" in text
    assert "other words" not in text


@pytest.mark.parametrize(
    ("keys", "ticked"),
    [
        ({"AS": Name.Yes, "V": Name.Yes}, True),
        ({"V": Name.Yes}, True),
        ({"AS": Name.Off, "V": Name.Yes}, False),
        ({"V": Name.Off}, False),
        ({}, False),
        ({"V": Name.Yes, "Ff": PUSHED}, False),
        ({"V": Name.Yes, "Ff": RADIO}, False),
        ({"AS": Name.Yes, "Ff": RADIO}, True),
        ({"V": String("Yes")}, False),
    ],
)
def test_a_box_that_is_ticked_gets_a_cross(pdf: pikepdf.Pdf, keys: dict[str, Any], *, ticked: bool) -> None:
    box = field(pdf, Name.Btn, **keys)
    assert (state_of(box) not in {"", "/Off"}) is ticked
    lay_down(pdf, pdf.pages[0])
    drawn = list(pdf.pages[0].obj.get(KEY, ()))
    assert len(drawn) == ticked
    if ticked:
        assert [float(side) for side in drawn[0].Form.BBox] == [100, 200, 300, 240]
        assert drawn[0].Form.read_bytes().endswith(b"l S")


def test_what_is_no_box_gets_no_cross(pdf: pikepdf.Pdf) -> None:
    assert tick(pdf, field(pdf, Name.Tx, AS=Name.Yes)) is None


def test_a_kid_has_the_state_and_the_kind_of_its_field(pdf: pikepdf.Pdf) -> None:
    whole = pdf.make_indirect(Dictionary(FT=Name.Btn, V=Name.Yes))
    kid = field(pdf, Name.Btn, Parent=whole)
    del kid["/FT"]
    assert tick(pdf, kid) is not None
    whole.V = Name.Off
    assert tick(pdf, kid) is None


LATIN = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_categories=["Cc"]), max_size=400)


@given(LATIN, st.floats(5, 400), st.floats(5, 200), st.floats(0, 60))
def test_any_value_gets_a_picture_that_pdf_understands(
    value: str, wide: float, high: float, size: float
) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AcroForm = Dictionary(DA=String(f"/Helv {size:g} Tf"))
        box = field_in(pdf, wide, high)
        write_value(pdf, box, value)
        parsed = pikepdf.parse_content_stream(box.AP.N)
        shown = [bytes(one.operands[0]) for one in parsed if str(one.operator) == "Tj"]
        assert b"".join(shown).replace(b" ", b"") == value.encode("cp1252", "replace").replace(b" ", b"")
        assert [float(side) for side in box.AP.N.BBox] == pytest.approx([0, 0, wide, high], abs=1e-3)


def field_in(pdf: pikepdf.Pdf, wide: float, high: float) -> Dictionary:
    """Give a field of several lines and of any size."""
    rect = Array([10, 20, 10 + wide, 20 + high])
    made: Dictionary = pdf.make_indirect(
        Dictionary(Subtype=Name.Widget, FT=Name.Tx, Ff=SEVERAL_LINES, Rect=rect)
    )
    return made


@pytest.mark.parametrize(
    ("look", "fonts", "has"),
    [
        ("/Helv 12 Tf 0 g", ["/Helv"], True),
        ("0 g /TiRo 0 Tf 1 g", ["/TiRo", "/Helv"], True),
        ("/Helv 12 Tf", ["/Arial"], False),
        ("/Helv 12 Tf", [], False),
        ("/Helv Tf", ["/Helv"], False),
        ("", ["/Helv"], False),
    ],
)
def test_many_forms_only_name_a_font(pdf: pikepdf.Pdf, look: str, fonts: list[str], *, has: bool) -> None:
    made = field(pdf, Name.Tx, V=String("Anna"), DA=String(look))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm.DR = Dictionary(Font=Dictionary(dict.fromkeys(fonts, font)))
    assert has_its_font(pdf, made) is has
    del pdf.Root.AcroForm.DR
    assert not has_its_font(pdf, made)


def test_a_value_is_seen_in_a_font_that_the_form_does_not_bring(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    made = field(pdf, Name.Tx, V=String("Anna"), DA=String("/Gone 12 Tf 0 g"))
    assert fill_in(pdf) == []
    assert str(made.AP.N.Resources.Font.Helv.BaseFont) == "/Helvetica"
    assert b"Anna".hex().encode() in made.AP.N.read_bytes()
    assert "Anna" in seen(pdf, tmp_path)

"""Marks on foreign pages: drawn as their author saw them, their words told, secrets kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.marks import KEY, fill_in, lay_down, notes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def pdf(tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as opened:
        yield opened


def mark(pdf: pikepdf.Pdf, subtype: Name, **keys: Any) -> Dictionary:
    found = Dictionary(Type=Name.Annot, Subtype=subtype, Rect=[100, 200, 150, 250])
    for key, value in keys.items():
        found[f"/{key}"] = value
    made: Dictionary = pdf.make_indirect(found)
    pdf.pages[0].Annots = Array([*pdf.pages[0].obj.get("/Annots", ()), made])
    return made


def laid(pdf: pikepdf.Pdf) -> list[Any]:
    lay_down(pdf, pdf.pages[0])
    return list(pdf.pages[0].obj.get(KEY, ()))


def test_a_picture_is_fitted_into_its_place(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"0 0 10 10 re f")
    picture.BBox = Array([0, 0, 10, 10])
    picture.Matrix = Array([0, 1, -1, 0, 0, 0])
    mark(pdf, Name.Stamp, AP=Dictionary(N=picture))
    (made,) = laid(pdf)
    assert [float(value) for value in made.Matrix] == [5, 0, 0, 5, 150, 200]


def test_a_box_shows_its_present_state(pdf: pikepdf.Pdf) -> None:
    states = Dictionary(On=pdf.make_stream(b"1 0 0 rg"), Off=pdf.make_stream(b"0 1 0 rg"))
    mark(pdf, Name.Widget, AP=Dictionary(N=states), AS=Name.Off)
    mark(pdf, Name.Widget, AP=Dictionary(N=states), AS=Name.Other)
    (made,) = laid(pdf)
    assert made.Form.read_bytes() == b"0 1 0 rg"


@pytest.mark.parametrize("flag", [2, 32])
def test_hidden_marks_stay_hidden(pdf: pikepdf.Pdf, flag: int) -> None:
    mark(pdf, Name.Stamp, AP=Dictionary(N=pdf.make_stream(b"f")), F=flag)
    assert not laid(pdf)


@pytest.mark.parametrize(
    ("subtype", "keys"),
    [
        (Name.Highlight, {"QuadPoints": Array([10, 20, 60, 20, 10, 5, 60, 5])}),
        (Name.StrikeOut, {"QuadPoints": Array([10, 20, 60, 20, 10, 5, 60, 5])}),
        (Name.Underline, {"QuadPoints": Array([10, 20, 60, 20, 10, 5, 60, 5])}),
        (Name.Square, {}),
        (Name.Line, {"L": Array([0, 0, 10, 10])}),
        (Name.Ink, {"InkList": Array([Array([0, 0, 10, 10, 20, 0])])}),
    ],
)
def test_marks_without_picture_are_drawn(pdf: pikepdf.Pdf, subtype: Name, keys: dict[str, Any]) -> None:
    mark(pdf, subtype, C=Array([1, 1, 0]), **keys)
    (made,) = laid(pdf)
    assert made.Form.read_bytes().startswith(b"/Mark gs 1 1 0 rg")


def test_broken_marks_are_left_out(pdf: pikepdf.Pdf) -> None:
    mark(pdf, Name.Line, C=Array([1, 1, 0]), L=Array([0]))
    mark(pdf, Name.Ink, C=Array([1, 1, 0]), InkList=Array([Name.Nothing]))
    mark(pdf, Name.Stamp, AP=Dictionary(N=pdf.make_stream(b"f")), Rect=Array([Name.Bad]))
    assert not laid(pdf)


def test_comments_are_told_in_words(pdf: pikepdf.Pdf) -> None:
    mark(pdf, Name.Text, Contents=String("Das stimmt nicht!"))
    (told,) = notes(pdf)
    assert told.fields == {"page": 1, "text": "Das stimmt nicht!"}


def field(pdf: pikepdf.Pdf, value: str, **keys: Any) -> Dictionary:
    made = mark(
        pdf,
        Name.Widget,
        FT=Name.Tx,
        T=String("Name"),
        V=String(value),
        DA=String("/Helv 12 Tf 0 g"),
        **keys,
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([made]), NeedAppearances=True, DR=Dictionary(Font=Dictionary(Helv=font))
    )
    return made


def test_a_latin_value_is_drawn(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "Anna")
    assert fill_in(pdf) == []
    assert b"Anna" in made.AP.N.read_bytes()


def test_a_value_in_another_script_is_told_not_turned_into_question_marks(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "深圳")
    (told,) = fill_in(pdf)
    assert told.fields == {"name": "Name", "value": "深圳"}
    assert "/AP" not in made


def test_a_password_is_neither_drawn_nor_told(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "secret", Ff=1 << 13)
    assert fill_in(pdf) == []
    assert "/AP" not in made
    assert not laid(pdf)

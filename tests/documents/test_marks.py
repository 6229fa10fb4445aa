"""Marks on foreign pages: drawn as their author saw them, their words told, secrets kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import odd_pdf
from xborder_desk.documents.marks import KEY, LONGEST, MOST_REMARKS, fill_in, lay_down, notes

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


def test_a_value_no_font_has_is_told_not_turned_into_question_marks(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "ᚠᚢ ᚦ")
    (told,) = fill_in(pdf)
    assert told.fields == {"name": "Name", "value": "ᚠᚢ ᚦ"}
    assert "/AP" not in made


def test_a_face_among_words_is_told_and_takes_no_word_away(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "Where is it? 📦")
    (told,) = fill_in(pdf)
    assert told.fields["value"] == "Where is it? 📦"
    assert "/AP" in made


def test_letters_beyond_those_of_english_are_no_question_marks(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "Müller")  # the form's own font does not say which letters it has
    assert fill_in(pdf) == []
    assert "Müller".encode("cp1252").hex().encode() in made.AP.N.read_bytes()


def test_a_password_is_neither_drawn_nor_told(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "secret", Ff=1 << 13)
    assert fill_in(pdf) == []
    assert "/AP" not in made
    assert not laid(pdf)


def drawn(made: Any) -> str:
    """Give what draws a mark, without the line that sets its colours."""
    return str(made.Form.read_bytes().decode().split("\n", 1)[1].strip())


@given(
    st.lists(st.floats(-20000, 20000), min_size=8, max_size=8),
    st.sampled_from([Name.Highlight, Name.StrikeOut, Name.Underline]),
)
def test_numbers_are_written_as_a_page_can_read_them(points: list[float], subtype: Name) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        mark(pdf, subtype, C=Array([0.00001, 0, 1]), QuadPoints=Array([round(one, 6) for one in points]))
        (made,) = laid(pdf)
        words = made.Form.read_bytes().decode().split()
        wrong = [one for one in words if not re.fullmatch(r"/?[A-Za-z]+|-?\d+(\.\d+)?", one)]
        assert wrong == []


def test_a_circle_is_drawn_round(pdf: pikepdf.Pdf) -> None:
    mark(pdf, Name.Circle, C=Array([1, 0, 0]), Rect=Array([100, 200, 162, 240]))
    (made,) = laid(pdf)
    words = drawn(made).split()
    assert words.count("c") == 4
    assert words[:3] == ["161", "220", "m"]
    numbers = [float(one) for one in words if not one.isalpha()]
    assert (min(numbers[::2]), max(numbers[::2])) == (101, 161)
    assert (min(numbers[1::2]), max(numbers[1::2])) == (201, 239)


@pytest.mark.parametrize(
    ("colour", "paint"),
    [([0], "0 g 0 G"), ([1, 0, 0], "1 0 0 rg 1 0 0 RG"), ([0, 0, 0, 1], "0 0 0 1 k 0 0 0 1 K")],
)
def test_a_mark_has_the_colour_it_was_given(pdf: pikepdf.Pdf, colour: list[int], paint: str) -> None:
    mark(pdf, Name.Square, C=Array(colour), BS=Dictionary(W=3))
    (made,) = laid(pdf)
    assert made.Form.read_bytes().decode().split("\n")[0] == f"/Mark gs {paint} 3 w"


def test_a_mark_without_colour_is_not_seen_and_not_drawn(pdf: pikepdf.Pdf) -> None:
    mark(pdf, Name.Square)
    mark(pdf, Name.Square, C=Array([]))
    assert not laid(pdf)


def test_a_highlight_lets_the_words_below_be_read(pdf: pikepdf.Pdf) -> None:
    quads = Array([10, 20, 60, 20, 10, 5, 60, 5])
    mark(pdf, Name.Highlight, C=Array([1, 1, 0]), QuadPoints=quads, CA=0.5)
    mark(pdf, Name.StrikeOut, C=Array([1, 0, 0]), QuadPoints=quads)
    over, through = (made.Form.Resources.ExtGState.Mark for made in laid(pdf))
    assert (over.BM, float(over.ca)) == (Name.Multiply, 0.5)
    assert (through.BM, float(through.ca)) == (Name.Normal, 1)


def test_a_text_marked_over_two_lines_is_marked_in_both(pdf: pikepdf.Pdf) -> None:
    one, two = [10, 40, 60, 40, 10, 30, 60, 30], [10, 20, 60, 20, 10, 5, 60, 5]
    mark(pdf, Name.Highlight, C=Array([1, 1, 0]), QuadPoints=Array([*one, *two, 1, 2]))
    (made,) = laid(pdf)
    assert drawn(made).split("\n") == [
        "10 40 m 60 40 l 60 30 l 10 30 l h f",
        "10 20 m 60 20 l 60 5 l 10 5 l h f",
    ]


def test_what_was_written_by_hand_keeps_every_stroke(pdf: pikepdf.Pdf) -> None:
    strokes = Array([Array([0, 0, 10, 10, 20, 0]), Array([]), Array([5, 5]), Array([1, 1, 2, 2, 3])])
    mark(pdf, Name.Ink, C=Array([0]), InkList=strokes)
    (made,) = laid(pdf)
    assert drawn(made).split("\n") == ["0 0 m 10 10 l 20 0 l S", "5 5 m S", "1 1 m 2 2 l S"]


def test_a_picture_without_a_box_fills_its_rectangle(pdf: pikepdf.Pdf) -> None:
    mark(pdf, Name.Stamp, AP=Dictionary(N=pdf.make_stream(b"f")), Rect=Array([150, 250, 100, 200]))
    (made,) = laid(pdf)
    assert [float(value) for value in made.Form.BBox] == [0, 0, 50, 50]
    assert [float(value) for value in made.Matrix] == [1, 0, 0, 1, 100, 200]


@pytest.mark.parametrize("subtype", [Name.Link, Name.Popup])
def test_what_is_no_mark_is_not_drawn_as_one(pdf: pikepdf.Pdf, subtype: Name) -> None:
    mark(pdf, subtype, AP=Dictionary(N=pdf.make_stream(b"f")))
    assert not laid(pdf)
    assert KEY not in pdf.pages[0].obj


def test_what_is_written_below_a_password_field_is_not_drawn_from_its_picture(pdf: pikepdf.Pdf) -> None:
    above = pdf.make_indirect(Dictionary(FT=Name.Tx, Ff=1 << 13, V=String("secret")))
    mark(pdf, Name.Widget, Parent=above, AP=Dictionary(N=pdf.make_stream(b"(secret) Tj")))
    assert not laid(pdf)


def test_many_comments_are_counted_and_long_ones_cut(pdf: pikepdf.Pdf) -> None:
    for _ in range(MOST_REMARKS + 3):
        mark(pdf, Name.Text, Contents=String("x" * (LONGEST + 1)))
    told = notes(pdf)
    assert len(told) == MOST_REMARKS + 1
    assert {one.fields["text"] for one in told[:-1]} == {"x" * LONGEST}
    assert told[-1].fields == {"count": 3}


def test_empty_comments_and_words_of_other_things_are_not_told(pdf: pikepdf.Pdf) -> None:
    mark(pdf, Name.Text, Contents=String("  \n"))
    mark(pdf, Name.Text, Contents=Name.NoText)
    mark(pdf, Name.Widget, Contents=String("a field"))
    assert notes(pdf) == []


def test_a_picture_that_is_there_stays_what_its_author_saw(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "Anna", AP=Dictionary(N=pdf.make_stream(b"(Berta) Tj")))
    pdf.Root.AcroForm.NeedAppearances = False
    assert fill_in(pdf) == []
    assert made.AP.N.read_bytes() == b"(Berta) Tj"


def test_a_value_no_font_has_keeps_its_picture_and_is_told_where_it_may_be_old(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "ᚠᚢ", AP=Dictionary(N=pdf.make_stream(b"(old) Tj")))
    (told,) = fill_in(pdf)
    assert told.fields["value"] == "ᚠᚢ"
    assert made.AP.N.read_bytes() == b"(old) Tj"


def test_a_choice_of_several_is_told_whole(pdf: pikepdf.Pdf) -> None:
    made = field(pdf, "")
    made.FT, made.V = Name.Ch, Array([String("深圳"), String("北京 📦")])
    (told,) = fill_in(pdf)
    assert told.fields["value"] == "深圳, 北京 📦"


def test_a_form_that_names_itself_as_its_parent_ends(pdf: pikepdf.Pdf) -> None:
    made = mark(pdf, Name.Widget)
    made.Parent = made
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]))
    assert fill_in(pdf) == []

"""Stamps taken over as forms: what they share once, their bytes as they are, their sizes right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from xborder_desk.documents.composing import compose, language_of
from xborder_desk.documents.imprints import STAMP, free_name, stamp_on, take_over

if TYPE_CHECKING:
    from pathlib import Path

MADE_AT = "2026-11-23T12:00:00+00:00"


@pytest.fixture(scope="module")
def stamps(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("stamps") / "stamps.pdf"
    said = [["", "S. 1"], ["Anlage K 1", "S. 2"], ["Anlage K 1", "S. 3"], ["Anlage K 12", "S. 104"]]
    data = {"language": language_of("de", "ltr"), "stamps": said}
    compose(str(project_root / "resources"), "stamps.typ", data, MADE_AT, str(file))
    return file


def test_every_stamp_is_a_form_as_large_as_its_page(stamps: Path) -> None:
    with pikepdf.open(stamps) as source, pikepdf.new() as pdf:
        taken = list(take_over(pdf, source))
        assert len(taken) == 4
        for one, page in zip(taken, source.pages, strict=True):
            assert one.form.Subtype == Name.Form
            assert one.size == (float(page.mediabox[2]), float(page.mediabox[3]))
            assert [float(side) for side in one.form.BBox] == [0, 0, *one.size]
            assert one.form.read_bytes() == page.obj.Contents.read_bytes()
        assert taken[0].size[0] < taken[1].size[0] < taken[3].size[0]


def test_fonts_are_taken_over_once_however_many_stamps_there_are(stamps: Path, tmp_path: Path) -> None:
    with pikepdf.open(stamps) as source, pikepdf.new() as pdf:
        for one in take_over(pdf, source):
            page = pdf.add_blank_page(page_size=(200, 100))
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Stamp=one.form))
            page.Contents = pdf.make_stream(b"/Stamp Do")
        pdf.save(tmp_path / "made.pdf")
    with pikepdf.open(tmp_path / "made.pdf") as made, pikepdf.open(stamps) as source:
        files = [one for one in made.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        known = [one for one in source.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        assert len(files) == len(known)
        assert len(made.pages) == 4
    seen = pypdfium2.PdfDocument(tmp_path / "made.pdf")
    said = [seen[place].get_textpage().get_text_range().split() for place in range(4)]
    seen.close()
    assert said == [
        ["S.", "1"],
        ["Anlage", "K", "1", "S.", "2"],
        ["Anlage", "K", "1", "S.", "3"],
        ["Anlage", "K", "12", "S.", "104"],
    ]


def test_forms_of_one_size_hold_their_own_words_and_none_changes_another(stamps: Path) -> None:
    with pikepdf.open(stamps) as source, pikepdf.new() as pdf:
        _, second, third, _ = take_over(pdf, source)
        assert second.form.BBox == third.form.BBox
        assert second.form.objgen != third.form.objgen
        assert second.form.read_bytes() != third.form.read_bytes()
        assert second.form.Resources.objgen == third.form.Resources.objgen
        second.form.Note = 1
        assert "/Note" not in third.form


NAMES = st.text("x1 ", max_size=4).map(lambda more: STAMP + more) | st.sampled_from(["/Fm0", "/Xbd", "/X"])


@given(names=st.sets(NAMES))
def test_of_all_that_is_called_like_a_stamp_the_last_one_set_is_known_again(names: set[str]) -> None:
    own = free_name(names, STAMP)
    assert own not in names
    with pikepdf.new() as pdf:
        forms = {name: pdf.make_stream(b"theirs") for name in names}
        forms[own] = pdf.make_stream(b"ours")
        page = Dictionary(Resources=Dictionary(XObject=Dictionary(forms)))
        assert stamp_on(page).read_bytes() == b"ours"


def test_a_page_without_a_stamp_has_none() -> None:
    with pytest.raises(KeyError):
        stamp_on(Dictionary(Resources=Dictionary(XObject=Dictionary())))

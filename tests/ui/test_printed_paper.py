"""Paper as a reader gets it: black on white in every look, each page numbered, nothing read as markup."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtGui import QPageSize, QPdfWriter

from xborder_desk.i18n.language import Language
from xborder_desk.ui.printing import Printed, document, paint

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from xborder_desk.ui.theme import Theme

EN = Language("en")
TABLE = Printed("Cases", ("Number", "Title"), [("2026-0001", "Folding bicycle"), ("2026-0002", "Watch")])


def printed_on(file: Path, printed: Printed, language: Language = EN) -> pypdfium2.PdfDocument:
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paint(printed, language, writer)
    del writer
    return pypdfium2.PdfDocument(file)


def darkest_letters(paper: pypdfium2.PdfDocument) -> int:
    """Give how many points of the first page are nearly black."""
    picture = paper[0].render(scale=1.5, grayscale=True).to_pil()
    return sum(picture.histogram()[:60])


def words_on(paper: pypdfium2.PdfDocument, page: int) -> str:
    return str(paper[page].get_textpage().get_text_bounded())


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_letters_are_black_whatever_the_window_looks_like(theme: Theme, tmp_path: Path, look: str) -> None:
    theme.apply(look, 100)
    try:
        with printed_on(tmp_path / "list.pdf", TABLE) as paper:
            assert darkest_letters(paper) > 200
    finally:
        theme.apply("light", 100)


def test_each_page_says_which_it_is_of_how_many(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    many = Printed("Cases", ("Number", "Title"), [(f"No-{n}", "Bicycle " * 8) for n in range(120)])
    with printed_on(tmp_path / "list.pdf", many) as paper:
        pages = len(paper)
        assert pages > 2
        assert [f"{n + 1} of {pages}" in words_on(paper, n) for n in range(pages)] == [True] * pages


def test_the_titles_of_a_table_stand_on_every_page_and_no_row_is_lost(
    qapp: QApplication, tmp_path: Path
) -> None:
    del qapp
    many = Printed("Cases", ("Number", "Title"), [(f"No-{n};", "Bicycle " * 8) for n in range(120)])
    with printed_on(tmp_path / "list.pdf", many) as paper:
        said = [words_on(paper, n) for n in range(len(paper))]
    assert all("Number" in page for page in said)
    assert all(any(f"No-{n};" in page for page in said) for n in range(120))


def test_a_table_without_rows_still_says_what_it_would_hold(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    with printed_on(tmp_path / "none.pdf", Printed("Cases", ("Number", "Title"))) as paper:
        assert len(paper) == 1
        assert "Number" in words_on(paper, 0)


def test_a_paragraph_longer_than_a_page_goes_on_overleaf(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    story = "\n".join(f"line {n}." for n in range(150))
    with printed_on(tmp_path / "long.pdf", Printed("2026-0001", parts=[("Facts", story)])) as paper:
        said = "".join("".join(words_on(paper, n).split()) for n in range(len(paper)))
    assert all(f"line{n}." in said for n in range(150))


@pytest.mark.parametrize(("tag", "first_right"), [("en", False), ("ar", True), ("he", True)])
def test_the_first_column_stands_where_the_language_begins(
    qapp: QApplication, tmp_path: Path, tag: str, *, first_right: bool
) -> None:
    del qapp
    printed = Printed("X", ("AAAA", "BBBB"), [("1", "2")])
    with printed_on(tmp_path / "side.pdf", printed, Language(tag)) as paper:
        text = paper[0].get_textpage()
        places = []
        for word in ("AAAA", "BBBB"):
            found = text.search(word).get_next()
            assert found is not None
            places.append(text.get_charbox(found[0])[0])
    assert (places[0] > places[1]) is first_right


@given(some.text(some.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_text_of_a_person_is_read_as_markup(qapp: QApplication, typed: str) -> None:
    del qapp
    said = document(Printed("T", ("H",), [(f"<{typed}>",)]), EN).toPlainText()
    squeezed = " ".join(f"<{typed}>".split())
    assert squeezed in " ".join(said.split())
    assert html.escape("<") not in said or html.escape("<") in typed

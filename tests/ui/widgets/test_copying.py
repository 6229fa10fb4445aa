"""A table for other programs: what was on the screen arrives cell by cell, and nothing of it is computed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.ui.widgets.copying import as_html, as_text

ANY: Final = st.text(max_size=12)
CELLS: Final = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(ANY, min_size=wide, max_size=wide), min_size=1, max_size=5)
)
COMPUTED: Final = ("=", "+", "-", "@")


class Cells(HTMLParser):
    """Reads a table back, as a sheet would."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        del attrs
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        """Fill a cell."""
        self.rows[-1][-1] += data


def read(html: str) -> Cells:
    parser = Cells()
    parser.feed(html)
    parser.close()
    return parser


def plain(text: str) -> str:
    """A text as a reader of HTML gives it back."""
    return "".join(char for char in text if char != "\r" and char.isprintable())


@given(cells=CELLS)
def test_lines_and_tabs_are_those_of_the_table(cells: list[list[str]]) -> None:
    head = [f"T{number}" for number in range(len(cells[0]))]
    lines = as_text(head, cells).splitlines() if any(map(any, cells)) or len(cells) > 1 else None
    if lines is None:
        return
    expected = len(cells) + (len(cells) > 1)
    text = as_text(head, cells)
    assert text.count("\n") == expected - 1
    assert all(line.count("\t") == len(cells[0]) - 1 for line in text.split("\n"))
    assert "\r" not in text


@given(cells=CELLS)
def test_no_cell_begins_a_formula(cells: list[list[str]]) -> None:
    text = as_text(["T"] * len(cells[0]), [*cells, cells[0]])
    for line in text.split("\n")[1:]:
        for cell in line.split("\t"):
            number = cell.lstrip("+-").replace(".", "").replace(",", "").isdigit()
            assert not cell.startswith(COMPUTED) or number


@given(cells=CELLS)
def test_html_gives_every_cell_back_and_holds_no_foreign_markup(cells: list[list[str]]) -> None:
    head = ["<Title>"] * len(cells[0])
    found = read(as_html(head, cells))
    assert found.tags <= {"meta", "table", "thead", "tbody", "tr", "th", "td", "br"}
    assert found.rows[0] == head
    assert [[plain(cell) for cell in row] for row in found.rows[1:]] == [
        [plain(cell) for cell in row] for row in cells
    ]


@pytest.mark.parametrize(
    ("cell", "pasted"),
    [
        ("=1+1", "'=1+1"),
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+49 30 123", "'+49 30 123"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("-5", "-5"),
        ("+1.249,50", "+1.249,50"),
        ("-1,249.50", "-1,249.50"),
        ("2026-03-08", "2026-03-08"),
        ("two\nlines", "two lines"),
        ("two\r\nlines", "two lines"),
        ("old\rMac", "old Mac"),
        ("a\tb", "a b"),
        ("\u2028x", " x"),
        ("深圳市", "深圳市"),
        ("", ""),
    ],
)
def test_one_cell(cell: str, pasted: str) -> None:
    assert as_text(["Title"], [[cell]]) == pasted


def test_a_single_line_has_no_titles_and_several_have() -> None:
    head = ["Case", "Title"]
    assert as_text(head, [["1", "a"]]) == "1\ta"
    assert as_text(head, [["1", "a"], ["2", "b"]]) == "Case\tTitle\n1\ta\n2\tb"
    assert read(as_html(head, [["1", "a"]])).rows == [head, ["1", "a"]]

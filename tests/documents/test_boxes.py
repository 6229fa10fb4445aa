"""Where stamps go: inside what is seen, upright, whatever the page's boxes and turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.documents.boxes import SMALL, Box, Matrix, grown, placed, shrunk, spots

SIDES = st.floats(20, 5000)
CORNERS = st.sampled_from(["bottom-right", "bottom-left", "top-right", "top-left"])
TURNS = st.sampled_from([0, 90, 180, 270])


@given(st.floats(-1000, 1000), st.floats(-1000, 1000), SIDES, SIDES, TURNS, CORNERS)
def test_a_stamp_lies_inside_its_page(
    left: float, bottom: float, width: float, height: float, turn: int, corner: str
) -> None:
    box = Box(left, bottom, left + width, bottom + height)
    covers = placed(box, turn, (90.0, 12.0), corner).covers(90.0, 12.0)
    assert covers.left >= box.left - 0.01
    assert covers.bottom >= box.bottom - 0.01
    assert covers.right <= box.right + 0.01
    assert covers.top <= box.top + 0.01


@given(st.floats(20, SMALL - 1), st.floats(20, 3000), TURNS, CORNERS)
def test_a_page_that_grows_has_nothing_covered(width: float, height: float, turn: int, corner: str) -> None:
    box = Box(0, 0, width, height)
    sheet = grown(box, turn, (90.0, 12.0), corner)
    stamp = placed(sheet, turn, (90.0, 12.0), corner).covers(90.0, 12.0)
    apart = (
        stamp.right <= box.left + 0.01
        or stamp.left >= box.right - 0.01
        or stamp.top <= box.bottom + 0.01
        or stamp.bottom >= box.top - 0.01
    )
    assert apart


@given(st.floats(SMALL, 3000), st.floats(SMALL, 3000), TURNS, CORNERS)
def test_what_is_made_smaller_is_not_covered(width: float, height: float, turn: int, corner: str) -> None:
    box = Box(-7, 11, width - 7, height + 11)
    stamp = placed(box, turn, (90.0, 12.0), f"{corner}!").covers(90.0, 12.0)
    matrix = shrunk(box, turn, (90.0, 12.0), f"{corner}!")
    (left, low), (right, high) = matrix.point(box.left, box.bottom), matrix.point(box.right, box.top)
    assert left >= box.left - 0.01
    assert high <= box.top + 0.01
    apart = (
        stamp.right <= left + 0.01
        or stamp.left >= right - 0.01
        or stamp.top <= low + 0.01
        or stamp.bottom >= high - 0.01
    )
    assert apart
    assert matrix.a > 0.9


@given(CORNERS, TURNS)
def test_the_corner_is_tried_first_and_every_spot_lies_inside(corner: str, turn: int) -> None:
    tried = spots(corner)
    assert tried[0] == corner
    assert len(set(tried)) == len(tried) == 12
    for spot in tried:
        covers = placed(Box(0, 0, 595, 842), turn, (90.0, 12.0), spot).covers(90.0, 12.0)
        assert 0 < covers.left < covers.right < 595
        assert 0 < covers.bottom < covers.top < 842


@pytest.mark.parametrize(
    ("turn", "corner", "expected"),
    [(0, "bottom-right", (487, 18)), (90, "bottom-right", (565, 734)), (180, "bottom-right", (18, 812))],
)
def test_an_ordinary_page_stays_as_it_is(turn: int, corner: str, expected: tuple[int, int]) -> None:
    box = Box(0, 0, 595, 842)
    assert grown(box, turn, (90.0, 12.0), corner) == box
    covers = placed(box, turn, (90.0, 12.0), corner).covers(90.0, 12.0)
    assert (round(covers.left), round(covers.bottom)) == expected


def test_numbers_are_written_as_pdf_wants_them() -> None:
    assert Matrix(1, 0, -0.5, 1, 10.25, 1e-9).text() == "1 0 -0.5 1 10.25 0"

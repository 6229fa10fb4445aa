"""Pages lie below each other, none over another, whatever their sizes, the zoom and the turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.previews import TURNS, Sheet
from xborder_desk.ui.viewer import geometry
from xborder_desk.ui.viewer.geometry import GAP, lay_out, next_step, turned_box

sizes = st.builds(Sheet, st.floats(10, 3000), st.floats(10, 3000))
zooms = st.one_of(st.sampled_from(["width", "page"]), st.floats(0.01, 20))
rooms = st.tuples(st.integers(60, 3000), st.integers(60, 3000))
parts = st.floats(0, 1)


@given(st.lists(sizes, max_size=12), st.sampled_from(TURNS), zooms, rooms)
def test_no_page_lies_over_another(
    sheets: list[Sheet], turn: int, zoom: geometry.Zoom, room: tuple[int, int]
) -> None:
    made = lay_out(sheets, turn, zoom, room)
    bottom = 0
    for place in made.places:
        assert place.top >= bottom + GAP
        assert place.left >= 0
        assert place.width >= 1
        bottom = place.top + place.height
    assert made.height == bottom + GAP
    assert geometry.LEAST <= made.scale <= geometry.MOST


@given(st.lists(sizes, min_size=1, max_size=6), st.sampled_from(TURNS), rooms)
def test_fitting_pages_fit(sheets: list[Sheet], turn: int, room: tuple[int, int]) -> None:
    wide = lay_out(sheets, turn, "width", room)
    if geometry.LEAST < wide.scale < geometry.MOST:
        assert wide.width == pytest.approx(room[0], abs=2)
    whole = lay_out(sheets, turn, "page", room)
    if whole.scale > geometry.LEAST:
        assert all(place.width + 2 * GAP <= room[0] + 2 for place in whole.places)
        assert all(place.height + 2 * GAP <= room[1] + 2 for place in whole.places)


@given(
    st.lists(sizes, min_size=1, max_size=12), st.floats(0.1, 2), st.integers(0, 40_000), st.integers(1, 900)
)
def test_exactly_the_pages_in_view_are_seen(sheets: list[Sheet], zoom: float, top: int, height: int) -> None:
    made = lay_out(sheets, 0, zoom, (800, 600))
    expected = [
        number
        for number, place in enumerate(made.places)
        if place.top + place.height > top and place.top < top + height
    ]
    assert list(made.seen(top, height)) == expected


@given(st.lists(sizes, min_size=1, max_size=12), st.integers(0, 40_000))
def test_one_is_always_on_a_page(sheets: list[Sheet], middle: int) -> None:
    made = lay_out(sheets, 0, 1.0, (800, 600))
    page = made.page_at(middle)
    assert 0 <= page < len(sheets)
    if page:
        assert made.places[page].top - GAP <= middle


def test_nothing_has_no_room() -> None:
    empty = lay_out([], 0, "width", (500, 500))
    assert (empty.places, empty.height, list(empty.seen(0, 500))) == ((), GAP, [])


@given(st.floats(0.1, 8))
def test_steps_go_up_and_down_and_end(scale: float) -> None:
    assert next_step(scale, 1) > scale or scale >= geometry.MOST * 0.99
    assert next_step(scale, -1) < scale or scale <= geometry.LEAST * 1.01
    assert next_step(geometry.MOST, 1) == geometry.MOST
    assert next_step(geometry.LEAST, -1) == geometry.LEAST


@given(parts, parts, parts, parts, st.sampled_from(TURNS))
def test_a_mark_turns_with_its_page(x: float, y: float, width: float, height: float, turn: int) -> None:
    box = (x, y, width, height)
    back = turned_box(turned_box(box, turn), (360 - turn) % 360)
    assert back == pytest.approx(box)
    assert sorted(turned_box(box, turn)[2:]) == sorted(box[2:])


def test_a_quarter_turn_swaps_the_sides() -> None:
    assert geometry.turned_size(Sheet(10, 20), 90) == (20, 10)
    assert geometry.turned_size(Sheet(10, 20), 180) == (10, 20)
    # What stood at the upper left stands at the upper right.
    assert turned_box((0, 0, 0.1, 0.2), 90) == pytest.approx((0.8, 0, 0.2, 0.1))

"""Boxes as people write them: read whole or refused with the number of the box; none covers half a dot."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.choices import RedactionReason
from xborder_desk.domain.errors import BadInputError, KnownError
from xborder_desk.domain.redaction import SHAPE, Box, boxes_from_plain, read_boxes, sorted_edges

PARTS = st.floats(0, 1, allow_nan=False)


@pytest.mark.parametrize(
    "rectangle",
    [
        {"rectangle": [10, 20, 110, 70]},
        {"rect": [10, 20, 110, 70]},
        {"box": {"left": 10, "top": 20, "right": 110, "bottom": 70}},
        {"rectangle": {"x0": 10, "y0": 20, "x1": 110, "y1": 70}},
        {"rectangle": {"x": 10, "y": 20, "width": 100, "height": 50}},
        {"x": 10, "y": 20, "width": 100, "height": 50},
        {"rectangle": [110, 70, 10, 20]},
    ],
)
def test_a_rectangle_can_be_written_in_several_ways(rectangle: dict[str, Any]) -> None:
    (box,) = boxes_from_plain([{"page": 2, "reason": "bank-data", **rectangle}])
    assert box == Box(2, 10, 20, 110, 70, RedactionReason.BANK_DATA)


def test_numbers_between_0_and_1_are_parts_of_the_page() -> None:
    (box,) = boxes_from_plain([{"page": 1, "rectangle": [0, 0.5, 1, 0.75]}])
    assert box.unit == "part"
    assert box.dots((595, 842), (1000, 2000)) == (0, 1000, 1000, 1500)


def test_one_large_number_makes_all_of_them_points() -> None:
    boxes = boxes_from_plain([{"rectangle": [0, 0, 1, 1]}, {"rectangle": [5, 5, 90, 80]}])
    assert {box.unit for box in boxes} == {"point"}


def test_a_unit_can_be_said_for_all_or_for_one() -> None:
    rows = [{"rectangle": [0, 0, 1, 1]}, {"rectangle": [0, 0, 1, 1], "unit": "pixels"}]
    boxes = boxes_from_plain({"boxes": rows, "unit": "point", "reason": "third_party"})
    assert [box.unit for box in boxes] == ["point", "pixel"]
    assert {box.reason for box in boxes} == {RedactionReason.THIRD_PARTY}


def test_without_a_page_and_a_reason_it_is_the_first_and_personal_data() -> None:
    (box,) = boxes_from_plain([{"rectangle": [5, 5, 90, 80]}])
    assert (box.page, box.reason) == (1, RedactionReason.PERSONAL_DATA)


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({}, "list"),
        ([], "list"),
        ("page 1", "list"),
        (None, "list"),
        ({"boxes": {"page": 1}}, "list"),
        ([7], "Box 1"),
        ([{"page": 1}], "Box 1"),
        ([{"rectangle": [1, 2, 3]}], "Box 1"),
        ([{"rectangle": [1, 2, 3, "4"]}], "Box 1"),
        ([{"rectangle": [1, 2, 3, True]}], "Box 1"),
        ([{"rectangle": [1, 2, 3, 1e300]}], "Box 1"),
        ([{"rectangle": {"left": 1, "top": 2}}], "Box 1"),
        ([{"rectangle": [1, 2, 30, 40]}, {"rectangle": [5, 5, 5, 9]}], "Box 2 covers nothing"),
        ([{"rectangle": [5, 9, 50, 9]}], "covers nothing"),
        ([{"rectangle": [1, 2, 30, 40], "page": 0}], "no page"),
        ([{"rectangle": [1, 2, 30, 40], "page": "2"}], "no page"),
        ([{"rectangle": [1, 2, 30, 40], "page": True}], "no page"),
        ([{"rectangle": [1, 2, 30, 40], "unit": "mm"}], "part, point, pixel"),
        ([{"rectangle": [1, 2, 30, 40], "origin": "middle"}], "top-left"),
        ([{"rectangle": [1, 2, 30, 40], "reason": "because"}], "personal-data"),
    ],
)
def test_what_is_no_box_is_refused_in_a_sentence(plain: object, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        boxes_from_plain(plain)
    assert said in caught.value.text.format(**caught.value.fields)


@pytest.mark.parametrize("text", ["", "no json", "[1, 2", '{"boxes": NaN}', "[" * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_boxes(text)
    assert SHAPE in caught.value.text.format(**caught.value.fields)


def test_what_is_not_a_number_is_refused() -> None:
    with pytest.raises(BadInputError):
        read_boxes('[{"rectangle": [NaN, 0, 1, Infinity]}]')


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5) | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["page", "rectangle", "unit", "boxes", "x"]), inner, max_size=4)
        ),
    )
)
def test_whatever_is_given_there_is_a_box_or_a_sentence(plain: object) -> None:
    try:
        found: object = boxes_from_plain(plain)
    except KnownError as fault:
        found = fault.text.format(**fault.fields)
    assert found


@given(PARTS, PARTS, PARTS, PARTS, st.integers(1, 3000), st.integers(1, 3000))
def test_no_dot_that_a_box_touches_is_left(
    a: float, b: float, c: float, d: float, wide: int, high: int
) -> None:
    left, top, right, bottom = sorted_edges((a, b, c, d))
    box = Box(1, left, top, right, bottom, unit="part")
    dots = box.dots((1, 1), (wide, high))
    assert dots[0] <= left * wide
    assert dots[1] <= top * high
    assert dots[2] >= min(right * wide, wide)
    assert dots[3] >= min(bottom * high, high)
    assert 0 <= dots[0] <= dots[2] <= wide
    assert 0 <= dots[1] <= dots[3] <= high


@given(PARTS, PARTS, PARTS, PARTS)
def test_counting_from_below_is_the_same_box_upside_down(a: float, b: float, c: float, d: float) -> None:
    left, top, right, bottom = sorted_edges((a, b, c, d))
    above = Box(1, left, top, right, bottom, unit="part").dots((1, 1), (1000, 1000))
    below = Box(1, left, 1 - bottom, right, 1 - top, unit="part", origin="bottom-left").dots(
        (1, 1), (1000, 1000)
    )
    assert all(abs(one - other) <= 1 for one, other in zip(above, below, strict=True))


@given(st.lists(st.tuples(PARTS, PARTS), min_size=1, max_size=5))
def test_what_was_written_is_read_again(corners: list[tuple[float, float]]) -> None:
    boxes = tuple(
        Box(number, left, top, left + 1, top + 2, RedactionReason.SECRET, "pixel", "bottom-left")
        for number, (left, top) in enumerate(corners, start=1)
    )
    assert read_boxes(json.dumps([box.plain() for box in boxes])) == boxes

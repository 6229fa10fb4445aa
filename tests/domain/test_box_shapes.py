"""Boxes to black out, in every shape people and other programs write them, and in shapes nobody should."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.choices import RedactionReason
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.redaction import Box, boxes_from_plain, read_boxes, sorted_edges

EDGES = (10.0, 20.0, 110.0, 70.0)


@pytest.mark.parametrize(
    "row",
    [
        {"page": 1, "rectangle": [10, 20, 110, 70]},
        {"page": 1, "rect": [10, 20, 110, 70]},
        {"page": 1, "box": [110, 70, 10, 20]},  # the corners the other way round
        {"rectangle": [10, 70, 110, 20]},
        {"page": 1, "left": 10, "top": 20, "right": 110, "bottom": 70},
        {"page": 1, "x0": 10, "y0": 20, "x1": 110, "y1": 70},
        {"page": 1, "x": 10, "y": 20, "width": 100, "height": 50},
        {"page": 1, "box": {"x": 10, "y": 20, "width": 100, "height": 50}},
        {"page": 1, "rectangle": {"left": 10.0, "top": 20.0, "right": 110.0, "bottom": 70.0}},
        {"page": 1, "rectangle": [10, 20, 110, 70], "note": "of another program"},
    ],
)
def test_one_rectangle_in_every_shape(row: dict[str, Any]) -> None:
    [box] = boxes_from_plain([row])
    assert (box.page, box.left, box.top, box.right, box.bottom) == (1, *EDGES)
    assert (box.unit, box.origin, box.reason) == ("point", "top-left", RedactionReason.PERSONAL_DATA)


@pytest.mark.parametrize(
    ("plain", "units"),
    [
        ([{"rectangle": [0, 0, 1, 1]}], ["part"]),
        ([{"rectangle": [0.1, 0.2, 0.5, 0.25]}], ["part"]),
        ([{"rectangle": [0, 0, 1, 1]}, {"rectangle": [0, 0, 1, 2]}], ["point", "point"]),
        ([{"rectangle": [0, 0, 1, 1], "unit": "points"}], ["point"]),
        ({"boxes": [{"rectangle": [0, 0, 1, 1]}], "unit": "Pixels"}, ["pixel"]),
        (
            {
                "boxes": [{"rectangle": [0, 0, 1, 1]}, {"rectangle": [0, 0, 1, 1], "unit": "part"}],
                "unit": "pixel",
            },
            ["pixel", "part"],
        ),
    ],
)
def test_what_the_numbers_count(plain: object, units: list[str]) -> None:
    assert [box.unit for box in boxes_from_plain(plain)] == units


@pytest.mark.parametrize(
    ("reason", "read"),
    [
        ("bank_data", RedactionReason.BANK_DATA),
        ("Bank-Data", RedactionReason.BANK_DATA),
        ("third party", RedactionReason.THIRD_PARTY),
        (None, RedactionReason.PERSONAL_DATA),
        ("", RedactionReason.PERSONAL_DATA),
    ],
)
def test_why_it_is_made_unreadable(reason: str | None, read: RedactionReason) -> None:
    [box] = boxes_from_plain([{"rectangle": [0, 0, 5, 5], "reason": reason}])
    assert box.reason is read
    assert boxes_from_plain({"boxes": [{"rectangle": [0, 0, 5, 5]}], "reason": reason})[0].reason is read


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x", "Box 1 is not like"),
        ([0, 0, 1, 1], "Box 1 is not like"),
        ({"page": 1}, "Box 1 is not like"),
        ({"rectangle": [0, 0, 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, 1, 1, 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, "1", 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, True, 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, None, 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, float("nan"), 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, float("inf"), 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, 1e7, 1]}, "Box 1 is not like"),
        ({"rectangle": [0, 0, 10**400, 1]}, "Box 1 is not like"),
        ({"rectangle": "0,0,1,1"}, "Box 1 is not like"),
        ({"x": 1, "y": 1, "right": 2, "bottom": 2}, "Box 1 is not like"),
        ({"rectangle": [5, 5, 5, 9]}, "covers nothing"),
        ({"rectangle": [5, 9, 7, 9]}, "covers nothing"),
        ({"x": 1, "y": 1, "width": 0, "height": 9}, "covers nothing"),
        ({"page": 0, "rectangle": [0, 0, 5, 5]}, "“0” is no page"),
        ({"page": -1, "rectangle": [0, 0, 5, 5]}, "“-1” is no page"),
        ({"page": "1", "rectangle": [0, 0, 5, 5]}, "“1” is no page"),
        ({"page": True, "rectangle": [0, 0, 5, 5]}, "“True” is no page"),
        ({"page": 1.5, "rectangle": [0, 0, 5, 5]}, "“1.5” is no page"),
        ({"page": 100_001, "rectangle": [0, 0, 5, 5]}, "is no page"),
        ({"rectangle": [0, 0, 5, 5], "unit": "mm"}, "“mm” is none of: part, point, pixel"),
        ({"rectangle": [0, 0, 5, 5], "unit": 7}, "“7” is none of"),
        ({"rectangle": [0, 0, 5, 5], "origin": "centre"}, "“centre” is none of: top-left, bottom-left"),
        ({"rectangle": [0, 0, 5, 5], "reason": "because"}, "because"),
    ],
)
def test_a_box_that_is_none_is_told_with_its_number(row: object, said: str) -> None:
    with pytest.raises(BadInputError) as told:
        boxes_from_plain([row])
    assert said in str(told.value)
    with pytest.raises(BadInputError) as second:
        boxes_from_plain([{"rectangle": [0, 0, 5, 5]}, row])
    assert second.value.fields.get("number", 2) == 2


@pytest.mark.parametrize(
    "plain", [[], {}, {"boxes": []}, {"boxes": {}}, None, 7, "boxes", {"rectangle": [0, 0, 1, 1]}]
)
def test_what_is_no_list_of_boxes_is_shown_one(plain: object) -> None:
    with pytest.raises(BadInputError, match=r"must be a list like") as told:
        boxes_from_plain(plain)
    assert told.value.field == "boxes"


@pytest.mark.parametrize(
    "text", ["", "{", "boxes", "[" * 100_000, '[{"rectangle": [0, 0, 5, 1' + "0" * 5000 + "]}]"]
)
def test_a_file_that_is_no_json_is_said(text: str) -> None:
    with pytest.raises(BadInputError, match=r"is no JSON"):
        read_boxes(text)


def test_more_boxes_than_anybody_draws_are_refused() -> None:
    rows = [{"rectangle": [0, 0, 5, 5]}] * 10_000
    assert len(boxes_from_plain(rows)) == 10_000
    with pytest.raises(BadInputError):
        boxes_from_plain([*rows, rows[0]])


@pytest.mark.parametrize(
    ("box", "size", "picture", "dots"),
    [
        (Box(1, 0, 0, 1, 1, unit="part"), (595, 842), (1190, 1684), (0, 0, 1190, 1684)),
        (Box(1, 0.5, 0.25, 1, 0.5, unit="part"), (595, 842), (100, 200), (50, 50, 100, 100)),
        (Box(1, 10, 20, 30, 40), (100, 200), (200, 400), (20, 40, 60, 80)),
        (Box(1, 10.2, 20.2, 10.3, 20.3), (100, 100), (100, 100), (10, 20, 11, 21)),  # no dot half covered
        (Box(1, 10, 20, 30, 40, origin="bottom-left"), (100, 200), (100, 200), (10, 160, 30, 180)),
        (Box(1, 0, 0, 1, 0.25, unit="part", origin="bottom-left"), (9, 9), (100, 100), (0, 75, 100, 100)),
        (Box(1, -50, -50, 500, 500), (100, 100), (100, 100), (0, 0, 100, 100)),  # cut at the page
        (Box(1, 90, 0, 100, 10, unit="pixel"), (100, 100), (50, 50), (45, 0, 50, 5)),
    ],
)
def test_a_box_in_the_dots_of_a_picture(
    box: Box, size: tuple[float, float], picture: tuple[int, int], dots: tuple[int, int, int, int]
) -> None:
    assert box.dots(size, picture) == dots


edges = st.floats(-999, 999, allow_nan=False).map(lambda number: round(number, 3))
boxes = st.builds(
    lambda a, b, reason, unit, origin, page: Box(page, *sorted_edges((*a, *b)), reason, unit, origin),
    st.tuples(edges, edges),
    st.tuples(edges, edges),
    st.sampled_from(list(RedactionReason)),
    st.sampled_from(["part", "point", "pixel"]),
    st.sampled_from(["top-left", "bottom-left"]),
    st.integers(1, 500),
).filter(lambda box: box.left < box.right and box.top < box.bottom)


@given(st.lists(boxes, min_size=1, max_size=4))
def test_boxes_go_through_json_unchanged(drawn: list[Box]) -> None:
    assert list(read_boxes(json.dumps([box.plain() for box in drawn]))) == drawn


@given(boxes, st.integers(1, 400), st.integers(1, 400))
def test_dots_never_leave_the_picture_and_cover_the_whole_box(box: Box, wide: int, high: int) -> None:
    left, top, right, bottom = box.dots((300.0, 400.0), (wide, high))
    assert left >= 0
    assert top >= 0
    assert right <= wide
    assert bottom <= high
    across = wide / (1.0 if box.unit == "part" else 300.0)
    assert left <= max(0.0, box.left * across)
    assert right >= min(wide, box.right * across)

"""Recipes: every exhibit once, parts behind their whole, and nothing that a case does not have."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.recipes import Recipe, read_recipe


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[str], dict[str, str]]:
    """Numbers of a case's items in their order, and the whole of each part."""
    numbers: list[str] = []
    part_of: dict[str, str] = {}
    for whole in range(1, draw(st.integers(0, 6)) + 1):
        numbers.append(f"E-{whole:02d}")
        for part in range(1, draw(st.integers(0, 3)) + 1):
            numbers.append(f"E-{whole:02d}.{part}")
            part_of[numbers[-1]] = f"E-{whole:02d}"
            if draw(st.booleans()):
                numbers.append(f"E-{whole:02d}.{part}.1")
                part_of[numbers[-1]] = f"E-{whole:02d}.{part}"
    return numbers, part_of


@st.composite
def recipes(draw: st.DrawFn) -> tuple[Recipe, list[str], dict[str, str]]:
    numbers, part_of = draw(cases())
    some = st.lists(st.sampled_from(numbers)) if numbers else st.just([])
    values = {"order": draw(some), "excluded": draw(some)}
    return read_recipe(values, numbers), numbers, part_of


@given(cases())
def test_without_a_recipe_the_order_is_that_of_the_case(case: tuple[list[str], dict[str, str]]) -> None:
    numbers, part_of = case
    assert Recipe().arrange(numbers, part_of) == numbers


@given(recipes())
def test_every_item_stands_once_or_is_left_out_with_its_whole(
    given_case: tuple[Recipe, list[str], dict[str, str]],
) -> None:
    recipe, numbers, part_of = given_case
    arranged = recipe.arrange(numbers, part_of)
    assert len(arranged) == len(set(arranged))

    def left_out(number: str) -> bool:
        return number in recipe.excluded or (number in part_of and left_out(part_of[number]))

    assert set(arranged) == {number for number in numbers if not left_out(number)}


@given(recipes())
def test_parts_stand_behind_their_whole_and_the_order_is_kept(
    given_case: tuple[Recipe, list[str], dict[str, str]],
) -> None:
    recipe, numbers, part_of = given_case
    arranged = recipe.arrange(numbers, part_of)
    wholes = [number for number in arranged if number not in part_of]
    for number in arranged:
        root = number.partition(".")[0]
        assert number.count(".") == 0 or arranged.index(root) < arranged.index(number)
    block = [number.partition(".")[0] for number in arranged]
    assert block == [whole for whole in wholes for other in block if other == whole]
    wanted = [number for number in recipe.order if number in wholes]
    assert wholes[: len(wanted)] == wanted


@given(recipes())
def test_a_recipe_comes_back_from_its_plain_form(
    given_case: tuple[Recipe, list[str], dict[str, str]],
) -> None:
    recipe, numbers, _part_of = given_case
    assert read_recipe(recipe.plain(), numbers) == recipe


def test_whole_numbers_and_doubles_are_taken() -> None:
    recipe = read_recipe({"order": ["2026-0001/E-02", "E-01", "E-02"]}, ["E-01", "E-02"])
    assert recipe.order == ("E-02", "E-01")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "no JSON object"),
        ("E-01", "no JSON object"),
        (None, "no JSON object"),
        ({"order": "E-01"}, "order"),
        ({"order": [1]}, "order"),
        ({"excluded": {"E-01": True}}, "excluded"),
        ({"titles": ["E-01"]}, "titles"),
        ({"titles": {"E-01": "x"}}, "titles"),
        ({"titles": {"E-01": {"de": 1}}}, "titles"),
        ({"order": ["E-09"]}, "E-09, which this case does not have"),
        ({"excluded": ["nonsense"]}, "nonsense, which this case does not have"),
        ({"titles": {"E-09": {"de": "x"}}}, "E-09, which this case does not have"),
    ],
)
def test_what_is_no_recipe_is_refused(values: object, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence) as caught:
        read_recipe(values, ["E-01"])
    assert caught.value.field == "recipe"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["E-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["order", "excluded", "titles", "other"]), json_values))
def test_no_json_breaks_the_reading(values: dict[str, Any]) -> None:
    try:
        recipe = read_recipe(values, ["E-01"])
    except BadInputError:
        return
    assert set(recipe.order) | set(recipe.excluded) | set(recipe.titles) <= {"E-01"}


def test_translations_and_late_ones_stand_behind_theirs_and_sections_come_first() -> None:
    known = [f"E-0{number}" for number in range(1, 8)]
    recipe = read_recipe(
        {
            "order": ["E-04"],
            "sections": [{"titles": {"de": "A"}, "items": ["2026-0001/E-05", "E-02"]}],
            "translations": {"E-02": "E-06"},
            "late": {"E-07": "E-02"},
            "pages": {"E-01": [2, 3]},
            "frozen": {"E-01": "1"},
        },
        known,
    )
    assert recipe.arrange(known, {}) == ["E-05", "E-02", "E-06", "E-07", "E-04", "E-01", "E-03"]
    section = recipe.section_of("E-07")
    assert section is not None
    assert section.titles == {"de": "A"}
    assert recipe.section_of("E-04") is None
    assert read_recipe(recipe.plain(), known) == recipe


def test_what_stands_behind_something_left_out_is_shown_all_the_same() -> None:
    recipe = read_recipe({"excluded": ["E-01"], "late": {"E-02": "E-01"}}, ["E-01", "E-02"])
    assert recipe.arrange(["E-01", "E-02"], {}) == ["E-02"]


def test_blacked_out_items_are_no_exhibits_of_their_own() -> None:
    recipe = read_recipe({"redacted": {"E-01": "E-02"}}, ["E-01", "E-02"])
    assert recipe.arrange(["E-01", "E-02"], {}) == ["E-01"]


@pytest.mark.parametrize(
    "values",
    [
        {"sections": {}},
        {"sections": [{"titles": "x", "items": []}]},
        {"sections": [{"titles": {}, "items": ["E-01"]}, {"titles": {}, "items": ["E-01"]}]},
        {"pages": {"E-01": [0, 1]}},
        {"pages": {"E-01": [3, 2]}},
        {"pages": {"E-01": [1]}},
        {"pages": {"E-01": [True, True]}},
        {"translations": {"E-01": "E-01"}},
        {"translations": {"E-01": "E-03", "E-02": "E-03"}},
        {"redacted": {"E-01": 3}},
        {"frozen": {"E-01": ""}},
        {"late": {"E-01": "E-09"}},
    ],
)
def test_no_entry_may_contradict_itself(values: dict[str, Any]) -> None:
    with pytest.raises(BadInputError):
        read_recipe(values, ["E-01", "E-02", "E-03"])


@pytest.mark.parametrize(
    "values",
    [
        {"order": ["2026-0002/E-01"]},
        {"titles": {"2026-0002/E-01": {"de": "x"}}},
        {"sections": [{"titles": {"de": "x"}, "items": ["2026-0002/E-01"]}]},
        {"translations": {"E-01": "2026-0002/E-02"}},
    ],
)
def test_evidence_of_another_case_is_refused_by_its_full_number(values: dict[str, Any]) -> None:
    with pytest.raises(BadInputError, match=r"2026-0002/E-0\d, which this case does not have"):
        read_recipe(values, ["E-01", "E-02"], "2026-0001")
    own = json.loads(json.dumps(values).replace("2026-0002", "2026-0001"))
    read_recipe(own, ["E-01", "E-02"], "2026-0001")

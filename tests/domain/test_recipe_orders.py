"""Recipes of dossiers: every order a person can ask for, and every entry that is not what it must be."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.recipes import Recipe, Section, read_recipe

KNOWN = ("E-01", "E-02", "E-02.1", "E-02.2", "E-03", "E-04")
PARTS = {"E-02.1": "E-02", "E-02.2": "E-02"}


def arranged(**values: Any) -> list[str]:
    return read_recipe(values, KNOWN).arrange(KNOWN, PARTS)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ({}, ["E-01", "E-02", "E-02.1", "E-02.2", "E-03", "E-04"]),
        ({"order": ["E-04", "E-02"]}, ["E-04", "E-02", "E-02.1", "E-02.2", "E-01", "E-03"]),
        ({"order": ["E-03", "E-03"]}, ["E-03", "E-01", "E-02", "E-02.1", "E-02.2", "E-04"]),
        ({"order": ["E-02.2"]}, ["E-01", "E-02", "E-02.1", "E-02.2", "E-03", "E-04"]),  # a part stays behind
        ({"excluded": ["E-02"]}, ["E-01", "E-03", "E-04"]),  # a part goes with its whole
        ({"excluded": ["E-02.1"]}, ["E-01", "E-02", "E-02.2", "E-03", "E-04"]),
        ({"excluded": list(KNOWN)}, []),
        (
            {"sections": [{"titles": {"de": "Zahlung"}, "items": ["E-04"]}], "order": ["E-03", "E-04"]},
            ["E-04", "E-03", "E-01", "E-02", "E-02.1", "E-02.2"],
        ),
        ({"translations": {"E-01": "E-04"}}, ["E-01", "E-04", "E-02", "E-02.1", "E-02.2", "E-03"]),
        ({"late": {"E-01": "E-03"}}, ["E-02", "E-02.1", "E-02.2", "E-03", "E-01", "E-04"]),
        ({"late": {"E-04": "E-02"}}, ["E-01", "E-02", "E-02.1", "E-02.2", "E-04", "E-03"]),
        ({"late": {"E-04": "E-02.1"}}, ["E-01", "E-02", "E-02.1", "E-02.2", "E-04", "E-03"]),
        (
            {"late": {"E-03": "E-01", "E-04": "E-01"}},
            ["E-01", "E-03", "E-04", "E-02", "E-02.1", "E-02.2"],
        ),
        (
            {"late": {"E-03": "E-01"}, "translations": {"E-01": "E-04"}},
            ["E-01", "E-04", "E-03", "E-02", "E-02.1", "E-02.2"],  # the translation first
        ),
        # One that stands behind something left out is still shown.
        ({"late": {"E-04": "E-01"}, "excluded": ["E-01"]}, ["E-02", "E-02.1", "E-02.2", "E-03", "E-04"]),
        # Two that stand behind each other are shown all the same, each once.
        ({"late": {"E-03": "E-04", "E-04": "E-03"}}, ["E-01", "E-02", "E-02.1", "E-02.2", "E-03", "E-04"]),
        (
            {"redacted": {"E-01": "E-03"}},
            ["E-01", "E-02", "E-02.1", "E-02.2", "E-04"],
        ),  # it stands in, not beside
    ],
)
def test_exhibits_stand_as_the_recipe_says(values: dict[str, Any], order: list[str]) -> None:
    assert arranged(**values) == order


numbers = st.sampled_from(KNOWN)
wholes = st.sampled_from(["E-01", "E-02", "E-03", "E-04"])


@given(
    st.lists(numbers, max_size=6),
    st.lists(numbers, max_size=3),
    st.dictionaries(wholes, wholes, max_size=3),
)
def test_nothing_is_lost_and_nothing_shown_twice(
    order: list[str], excluded: list[str], late: dict[str, str]
) -> None:
    late = {one: other for one, other in late.items() if one != other}
    shown = Recipe(tuple(order), tuple(excluded), late=late).arrange(KNOWN, PARTS)
    assert len(shown) == len(set(shown))
    gone = {number for number in KNOWN if number in excluded or PARTS.get(number) in excluded}
    assert set(shown) == set(KNOWN) - gone


@given(st.permutations(["E-01", "E-02", "E-03", "E-04"]))
def test_a_whole_order_is_kept_and_parts_follow_their_whole(order: list[str]) -> None:
    shown = Recipe(tuple(order)).arrange(KNOWN, PARTS)
    assert [one for one in shown if one not in PARTS] == order
    place = shown.index("E-02")
    assert shown[place : place + 3] == ["E-02", "E-02.1", "E-02.2"]


def test_what_belongs_to_an_exhibit_stands_in_its_section() -> None:
    section = Section({"en": "Payment"}, ("E-01",))
    recipe = Recipe(sections=(section,), translations={"E-01": "E-03"}, late={"E-04": "E-03"})
    assert [recipe.section_of(number) for number in ("E-01", "E-03", "E-04", "E-02")] == [
        section,
        section,
        section,
        None,
    ]
    around = Recipe(sections=(section,), late={"E-03": "E-04", "E-04": "E-03"})
    assert around.section_of("E-03") is None


FULL: dict[str, Any] = {
    "order": ["E-03", "E-01"],
    "excluded": ["E-04"],
    "titles": {"E-01": {"de": "Bestellung", "zh-Hans": "订单"}},
    "descriptions": {"E-01": {"de": "vom 5. Januar"}},
    "sections": [{"titles": {"de": "A"}, "items": ["E-01"]}, {"titles": {}, "items": []}],
    "pages": {"E-01": [2, 5], "E-03": [1, 1]},
    "translations": {"E-01": "E-02"},
    "late": {"E-03": "E-01"},
    "frozen": {"E-01": "7"},
    "redacted": {"E-03": "E-04"},
}


def test_a_full_recipe_goes_through_json_unchanged() -> None:
    read = read_recipe(json.loads(json.dumps(FULL)), KNOWN)
    assert read.plain() == FULL
    assert read_recipe(read.plain(), KNOWN) == read


def test_an_empty_recipe_writes_only_what_people_look_for() -> None:
    assert Recipe().plain() == {"order": [], "excluded": [], "titles": {}}
    assert read_recipe({}, KNOWN) == Recipe()
    assert read_recipe({"of a newer program": 1}, KNOWN) == Recipe()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("order", "E-01"),
        ("order", [1]),
        ("order", {"E-01": 1}),
        ("order", None),
        ("excluded", [["E-01"]]),
        ("titles", ["E-01"]),
        ("titles", {"E-01": "Bestellung"}),
        ("titles", {"E-01": {"de": 1}}),
        ("descriptions", {"E-01": None}),
        ("sections", {"titles": {}}),
        ("sections", ["E-01"]),
        ("sections", [{"items": ["E-01"]}]),
        ("sections", [{"titles": {}, "items": ["E-01"]}, {"titles": {}, "items": ["E-01"]}]),
        ("pages", {"E-01": [1]}),
        ("pages", {"E-01": [2, 1]}),
        ("pages", {"E-01": [0, 1]}),
        ("pages", {"E-01": [True, 2]}),
        ("pages", {"E-01": [1.0, 2.0]}),
        ("pages", {"E-01": "1-2"}),
        ("translations", {"E-01": "E-03", "E-02": "E-03"}),
        ("translations", {"E-01": " "}),
        ("late", {"E-01": 2}),
        ("frozen", {"E-01": ""}),
        ("frozen", {"E-01": 7}),
        ("redacted", {"E-01": "E-04", "E-02": "E-04"}),
        ("redacted", {"E-01": "E-01"}),
    ],
)
def test_an_entry_that_is_not_what_it_must_be_is_named(key: str, value: object) -> None:
    with pytest.raises(BadInputError) as told:
        read_recipe({key: value}, KNOWN)
    assert (told.value.field, told.value.fields) == ("recipe", {"key": key})
    assert key in str(told.value)


@pytest.mark.parametrize(
    ("values", "chain"),
    [
        ({"translations": {"E-02": "E-01", "E-01": "E-02"}}, "E-01 – E-02 – E-01"),
        ({"translations": {"E-02": "E-01", "E-03": "E-02", "E-01": "E-03"}}, "E-01 – E-02 – E-03 – E-01"),
        ({"late": {"E-03": "E-04", "E-04": "E-03"}}, "E-03 – E-04 – E-03"),
        ({"translations": {"E-01": "E-03"}, "late": {"E-01": "E-03"}}, "E-03 – E-01 – E-03"),
        # What is put in later stands there; it is no translation of its own translation all the same.
        ({"translations": {"E-02": "E-01", "E-01": "E-02"}, "late": {"E-01": "E-04"}}, "E-01 – E-02 – E-01"),
        ({"translations": {"E-01": "E-02", "E-03": "E-04", "E-04": "E-03"}}, "E-04 – E-03 – E-04"),
    ],
)
def test_what_runs_in_a_circle_is_read_but_not_to_be_kept(values: dict[str, Any], chain: str) -> None:
    recipe = read_recipe(values, KNOWN)  # an office that kept one before still opens
    with pytest.raises(BadInputError, match=r"runs in a circle") as told:
        recipe.check("late")
    assert (told.value.field, told.value.fields) == ("late", {"exhibits": chain})
    assert sorted(recipe.arrange(KNOWN, PARTS)) == sorted(KNOWN)


@pytest.mark.parametrize("key", ["translations", "late"])
def test_an_exhibit_is_not_paired_with_itself(key: str) -> None:
    with pytest.raises(BadInputError, match=r"E-02 – E-02") as told:
        read_recipe({key: {"E-01": "E-03", "2026-0001/E-02": "E-02"}}, KNOWN, "2026-0001")
    assert told.value.field == "recipe"


@given(
    st.dictionaries(st.sampled_from(KNOWN), st.sampled_from(KNOWN)),
    st.dictionaries(st.sampled_from(KNOWN), st.sampled_from(KNOWN)),
)
def test_a_circle_is_found_exactly_where_somebody_comes_back_to_himself(
    translations: dict[str, str], late: dict[str, str]
) -> None:
    found = Recipe(translations=translations, late=late).circle()
    of = {other: one for one, other in translations.items()}

    def comes_back(start: str, behind: dict[str, str]) -> bool:
        goal = behind.get(start)
        for _ in KNOWN:
            if goal is None or goal == start:
                break
            goal = behind.get(goal)
        return goal == start

    assert bool(found) == any(comes_back(one, way) for way in (of, {**of, **late}) for one in KNOWN)
    if found:
        assert found[0] == found[-1]
        steps = set(of.items()) | set(late.items())
        assert all(step in steps for step in pairwise(found))


@pytest.mark.parametrize("values", [None, [], "recipe", 7, True])
def test_what_is_no_object_is_no_recipe(values: object) -> None:
    with pytest.raises(BadInputError, match=r"no JSON object"):
        read_recipe(values, KNOWN)


@pytest.mark.parametrize(
    "values",
    [
        {"order": ["E-99"]},
        {"excluded": ["e-01"]},
        {"titles": {"E-05": {}}},
        {"translations": {"E-01": "E-77"}},
        {"late": {"E-77": "E-01"}},
        {"sections": [{"titles": {}, "items": ["E-77"]}]},
        {"order": ["2026-0002/E-01"]},  # of another case
    ],
)
def test_evidence_the_case_does_not_have_is_named(values: dict[str, Any]) -> None:
    with pytest.raises(BadInputError, match=r"which this case does not have") as told:
        read_recipe(values, KNOWN, "2026-0001")
    assert str(told.value.fields["number"]) in json.dumps(values)


def test_numbers_in_full_are_shortened() -> None:
    read = read_recipe(
        {"order": ["2026-0001/E-03"], "late": {"2026-0001/E-04": "2026-0001/E-01"}}, KNOWN, "2026-0001"
    )
    assert (read.order, read.late) == (("E-03",), {"E-04": "E-01"})

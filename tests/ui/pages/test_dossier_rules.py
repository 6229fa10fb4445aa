"""What a person does with exhibits, as rules: all stay, each once; undo is the value before."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.recipes import read_recipe
from xborder_desk.ui.pages.dossier import ordering
from xborder_desk.ui.pages.dossier.asking import pages_of

NUMBERS = [f"E-{number:02}" for number in range(1, 9)]
RECIPE: dict[str, Any] = {
    "order": ["E-01", "E-02", "E-03", "E-04"],
    "sections": [
        {"titles": {"de": "Vertrag"}, "items": ["E-01", "E-02"]},
        {"titles": {"de": "Lieferung"}, "items": ["E-03"]},
    ],
    "exhibits": ["E-01", "E-02", "E-03", "E-04"],
}


def sections(recipe: dict[str, Any]) -> list[list[str]]:
    return [one["items"] for one in recipe["sections"]]


def shown(recipe: dict[str, Any]) -> list[str]:
    return read_recipe(recipe, NUMBERS).arrange(NUMBERS[:4], {})


def test_what_the_use_case_only_tells_is_not_sent_back() -> None:
    assert "exhibits" not in ordering.whole(RECIPE)
    empty = ordering.whole({})
    assert {key for key, value in empty.items() if value == []} == {"order", "excluded", "sections"}
    assert len(empty) == 10
    assert not any(empty.values())


def test_an_exhibit_moves_into_the_section_of_the_one_it_is_put_beside() -> None:
    made = ordering.moved(RECIPE, RECIPE["exhibits"], "E-04", "E-01", behind=True)
    assert sections(made) == [["E-01", "E-04", "E-02"], ["E-03"]]
    assert shown(made) == ["E-01", "E-04", "E-02", "E-03"]
    back = ordering.moved(made, shown(made), "E-01", "E-03", behind=True)
    assert sections(back) == [["E-04", "E-02"], ["E-03", "E-01"]]


def test_what_is_not_there_or_is_itself_moves_nothing() -> None:
    for what, goal in (("E-01", "E-01"), ("E-09", "E-01"), ("E-01", "E-09")):
        assert ordering.moved(RECIPE, RECIPE["exhibits"], what, goal, behind=True) == ordering.whole(RECIPE)


def test_a_step_goes_through_the_sections_and_out_of_the_last() -> None:
    out = ordering.stepped(RECIPE, "E-03", 1)
    assert sections(out) == [["E-01", "E-02"]]
    again = ordering.stepped(out, "E-03", -1)
    assert sections(again) == [["E-01", "E-02", "E-03"]]
    assert sections(ordering.stepped(RECIPE, "E-04", -1)) == [["E-01", "E-02"], ["E-03", "E-04"]]
    assert sections(ordering.stepped(RECIPE, "E-01", -1)) == [["E-02"], ["E-03"]]


def test_a_section_begins_with_an_exhibit_and_takes_what_follows() -> None:
    made = ordering.begun(RECIPE, "E-02", "Zahlung", "de")
    assert sections(made) == [["E-01"], ["E-02"], ["E-03"]]
    assert made["sections"][1]["titles"] == {"de": "Zahlung"}
    new = ordering.begun(RECIPE, "E-04", "Rest", "de")
    assert sections(new)[-1] == ["E-04"]
    first = ordering.begun(RECIPE, "E-01", "Alles", "de")
    assert [one["titles"] for one in first["sections"]] == [{"de": "Alles"}, {"de": "Lieferung"}]


def test_a_section_has_a_title_for_each_language_and_goes_without_one() -> None:
    made = ordering.renamed(RECIPE, 0, " Contract ", "en")
    assert made["sections"][0]["titles"] == {"de": "Vertrag", "en": "Contract"}
    assert sections(ordering.renamed(RECIPE, 0, "  ", "en")) == [["E-03"]]


def test_leaving_out_and_taking_in_are_each_others_undo() -> None:
    out = ordering.toggled(RECIPE, "E-02")
    assert out["excluded"] == ["E-02"]
    assert ordering.toggled(out, "E-02") == ordering.whole(RECIPE)


def test_words_are_kept_by_language_and_taken_away() -> None:
    made = ordering.worded(RECIPE, "E-01", "titles", "de", " Rechnung ")
    made = ordering.worded(made, "E-01", "titles", "fr", "Facture")
    assert made["titles"] == {"E-01": {"de": "Rechnung", "fr": "Facture"}}
    made = ordering.worded(made, "E-01", "titles", "de", "")
    assert made["titles"] == {"E-01": {"fr": "Facture"}}
    assert ordering.worded(made, "E-01", "titles", "fr", " ")["titles"] == {}


def test_pairs_are_said_from_the_translation_and_from_the_later_one() -> None:
    made = ordering.translates(RECIPE, "E-02", "E-01")
    assert made["translations"] == {"E-01": "E-02"}
    assert ordering.translates(made, "E-02", "E-03")["translations"] == {"E-03": "E-02"}
    assert ordering.translates(made, "E-02", "")["translations"] == {}
    late = ordering.paired(RECIPE, "late", "E-04", "E-01")
    assert late["late"] == {"E-04": "E-01"}
    assert ordering.paired(late, "late", "E-04", "")["late"] == {}


def test_pages_are_cut_and_whole_again() -> None:
    made = ordering.cut(RECIPE, "E-01", 2, 5)
    assert made["pages"] == {"E-01": [2, 5]}
    assert ordering.cut(made, "E-01", 0, 0)["pages"] == {}


@pytest.mark.parametrize(
    ("given", "pages"), [("", (0, 0)), (" 3 ", (3, 3)), ("2-5", (2, 5)), ("2 – 5", (2, 5))]
)
def test_a_range_is_read_as_people_write_it(given: str, pages: tuple[int, int]) -> None:
    assert pages_of(given) == pages


@pytest.mark.parametrize("given", ["0", "5-2", "x", "2-", "-3", "1-2-3", "²"])
def test_what_is_no_range_is_said_beside_its_field(given: str) -> None:
    if given == "2-":
        assert pages_of(given) == (2, 2)
        return
    with pytest.raises(BadInputError) as error:
        pages_of(given)
    assert error.value.field == "pages"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["move", "step", "toggle", "begin", "put"]),
        st.sampled_from(NUMBERS),
        st.sampled_from(NUMBERS),
        st.sampled_from([-1, 0, 1]),
    ),
    max_size=12,
)


@given(STEPS)
def test_whatever_is_done_every_exhibit_stands_once_and_the_recipe_is_one(
    steps: list[tuple[str, str, str, int]],
) -> None:
    recipe: dict[str, Any] = ordering.whole({})
    for kind, one, other, by in steps:
        before = deepcopy(recipe)
        order = read_recipe(recipe, NUMBERS).arrange(NUMBERS, {})
        match kind:
            case "move":
                made = ordering.moved(recipe, order, one, other, behind=by > 0)
            case "step":
                made = ordering.stepped(recipe, one, by or 1)
            case "toggle":
                made = ordering.toggled(recipe, one)
            case "begin":
                made = ordering.begun(recipe, one, "T", "de")
            case _:
                made = ordering.put(recipe, one, 0 if recipe["sections"] and by else None)
        assert recipe == before  # nothing is changed in place: what stood before can be put back
        recipe = made
        kept = read_recipe(recipe, NUMBERS)
        arranged = kept.arrange(NUMBERS, {})
        assert sorted([*arranged, *kept.excluded]) == NUMBERS
        assert all(section.items for section in kept.sections)
        if kind == "move" and one != other and one in order and other in order:
            apart = arranged.index(one) - arranged.index(other)
            assert apart == (1 if by > 0 else -1)

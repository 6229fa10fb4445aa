"""Arranging a dossier over several cases before it is built: order, pages, numbers, what is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.cases import add_evidence, new_case, write_files
from tests.factories.offices import desk_in
from xborder_desk.domain.dossier import Group
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.recipes import Recipe, Section
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.dossiers.members import renamed
from xborder_desk.services.dossiers.revealing import NAMED, UNREAD, may_be_looked_through

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.dossiers.drafting import Draft
    from xborder_desk.storage.office import Office


@pytest.fixture
def desk(embedded: Office) -> Iterator[Desk]:
    made = desk_in(embedded)
    yield made
    made.offices._apart.close()


@pytest.fixture
def group(desk: Desk, tmp_path: Path) -> Group:
    """Two cases that share their terms; each has a letter that names its consumer."""
    numbers = []
    for title, name in (("Lamp", "Zoë Adler"), ("Fan", "Uwe Brandt")):
        number = desk.cases.create(new_case(title=title, consumer=name))
        numbers.append(number)
        texts = {"letter": f"Yours {name}", "terms": "Returns within 14 days."}
        add_evidence(desk, number, write_files(tmp_path / title, **texts))
    return Group(cases=tuple(numbers))


def draft(desk: Desk, group: Group) -> Draft:
    return desk.dossiers.groups.draft(group, "generic", "en", JobContext())


def test_items_of_all_cases_stand_under_whole_numbers_and_a_shared_file_once(
    desk: Desk, group: Group
) -> None:
    first, second = group.cases
    groups = desk.dossiers.groups
    wanted = [f"{first}/E-01", f"{first}/E-02", f"{second}/E-01"]
    assert [one.number for one in groups.items(group)] == wanted
    recipe = groups.recipe(group)
    assert recipe["exhibits"] == wanted
    assert recipe["withheld"] == {}
    assert recipe["shown"] == []


def test_the_draft_is_what_would_be_built_and_follows_order_names_and_exclusion(
    desk: Desk, group: Group, tmp_path: Path
) -> None:
    first, second = group.cases
    groups = desk.dossiers.groups
    before = draft(desk, group)
    assert [one.key for one in before.exhibits] == [f"{first}/E-01", f"{first}/E-02", f"{second}/E-01"]
    order = [f"{second}/E-01", f"{first}/E-01"]
    said = {"order": order, "excluded": [f"{first}/E-02"], "titles": {order[0]: {"en": "The fan"}}}
    groups.set_recipe(group, said)
    now = draft(desk, group)
    assert [one.key for one in now.exhibits] == order
    assert now.exhibits[0].title == "The fan"
    assert groups.recipe(group)["exhibits"] == order
    with pikepdf.open(now.bundle) as pdf:
        assert len(pdf.pages) == now.pages
    made = groups.export(group, "generic", "en", tmp_path / "out", JobContext())
    assert [(one.label, one.first_page, one.key) for one in made.exhibits] == [
        (one.label, one.first_page, one.key) for one in now.exhibits
    ]
    assert made.pages == now.pages


def test_a_draft_records_nothing_and_draws_each_page(desk: Desk, group: Group) -> None:
    made = draft(desk, group)
    assert desk.dossiers.groups.editions(group) == []
    assert draft(desk, group).fingerprint == made.fingerprint
    drawn = desk.dossiers.groups.draw(made, made.pages, 200)
    assert len(drawn.data) == drawn.width * drawn.height * 3


def test_editions_are_counted_from_one_newest_first_and_say_what_changed(
    desk: Desk, group: Group, tmp_path: Path
) -> None:
    groups = desk.dossiers.groups
    groups.export(group, "generic", "en", tmp_path / "out", JobContext())
    groups.set_recipe(group, {"excluded": [f"{group.cases[0]}/E-02"]})
    now = draft(desk, group)
    assert now.since == 1
    assert "removed" in {one.kind for one in now.changes}
    groups.export(group, "generic", "en", tmp_path / "out", JobContext())
    assert [(one.number, one.profile, bool(one.pages)) for one in groups.editions(group)] == [
        (2, "generic", True),
        (1, "generic", True),
    ]
    assert desk.dossiers.editions(group.cases[0]) == []


def test_numbers_that_were_filed_stay_whatever_is_moved(desk: Desk, group: Group) -> None:
    first, second = group.cases
    groups = desk.dossiers.groups
    kept = groups.freeze(group, "generic")
    assert kept == {f"{first}/E-01": "1", f"{first}/E-02": "2", f"{second}/E-01": "3"}
    recipe = groups.recipe(group)
    groups.set_recipe(group, {**recipe, "order": [f"{second}/E-01", f"{first}/E-02", f"{first}/E-01"]})
    labels = {one.key: one.label for one in draft(desk, group).exhibits}
    assert labels == {key: f"Exhibit {number}" for key, number in kept.items()}


def test_of_a_pseudonymous_one_it_says_what_is_withheld_and_why(desk: Desk, group: Group) -> None:
    first, second = group.cases
    hidden = Group(cases=group.cases, pseudonymous=True)
    groups = desk.dossiers.groups
    recipe = groups.recipe(hidden)
    assert recipe["exhibits"] == [f"{first}/E-02"]
    assert recipe["withheld"] == {f"{first}/E-01": NAMED, f"{second}/E-01": NAMED}
    assert [one.key for one in draft(desk, hidden).exhibits] == [f"{first}/E-02"]
    assert not may_be_looked_through(NAMED)
    assert may_be_looked_through(UNREAD)


def test_a_picture_is_shown_once_somebody_has_looked_it_through(
    desk: Desk, group: Group, corpora: Path
) -> None:
    case = group.cases[0]
    picture = next(path for path in sorted((corpora / "06-images").rglob("*.jpg")) if path.stat().st_size)
    desk.evidence.add_files(case, [picture], JobContext(), method="file", source="")
    hidden = Group(cases=group.cases, pseudonymous=True)
    groups = desk.dossiers.groups
    number = f"{case}/E-03"
    recipe = groups.recipe(hidden)
    assert recipe["withheld"][number] == UNREAD
    groups.set_recipe(hidden, {**recipe, "shown": [number]})
    assert number not in groups.recipe(hidden)["withheld"]
    assert groups.recipe(hidden)["shown"] == [number]
    # The recipe is one, with names and without; what was looked through stays so when it is moved.
    groups.set_recipe(group, {**groups.recipe(group), "order": [number]})
    assert groups.recipe(hidden)["exhibits"][0] == number


def test_what_the_cases_say_of_copies_is_told_but_not_kept_again(
    desk: Desk, group: Group, tmp_path: Path
) -> None:
    first = group.cases[0]
    more = write_files(tmp_path / "more", translation="Rückgabe binnen 14 Tagen.")
    add_evidence(desk, first, more)
    desk.dossiers.set_recipe(first, {"translations": {"E-02": "E-03"}})
    groups = desk.dossiers.groups
    recipe = groups.recipe(group)
    assert recipe["translations"] == {f"{first}/E-02": f"{first}/E-03"}
    groups.set_recipe(group, recipe)
    desk.dossiers.set_recipe(first, {})
    assert groups.recipe(group)["translations"] == {}


@pytest.mark.parametrize(
    ("group", "error"),
    [
        (Group(), BadInputError),
        (Group(cases=("2026-0099",)), NotFoundError),
        (Group(seller="S-0001", cases=("2026-0001",)), BadInputError),
    ],
)
def test_what_is_no_group_is_refused_by_every_way_in(
    desk: Desk, group: Group, error: type[Exception]
) -> None:
    groups = desk.dossiers.groups
    for ask in (groups.items, groups.recipe, groups.editions):
        with pytest.raises(error):
            ask(group)
    with pytest.raises(error):
        groups.set_recipe(group, {})
    with pytest.raises(error):
        groups.freeze(group, "generic")
    with pytest.raises(error):
        draft(desk, group)


def test_a_circle_with_what_a_case_says_is_refused_and_nothing_changed(desk: Desk, group: Group) -> None:
    groups, first = desk.dossiers.groups, group.cases[0]
    one, other = f"{first}/E-01", f"{first}/E-02"
    desk.dossiers.set_recipe(first, {"translations": {"E-01": "E-02"}})
    before = groups.recipe(group)
    for said in ({other: one}, {one: other, other: one}, {one: one}):
        with pytest.raises(BadInputError, match=r"runs in a circle"):
            groups.set_recipe(group, {"translations": said, "excluded": [other]})
    assert groups.recipe(group) == before


def test_a_recipe_names_only_what_these_cases_have(desk: Desk, group: Group) -> None:
    with pytest.raises(BadInputError):
        desk.dossiers.groups.set_recipe(group, {"order": ["2026-0077/E-01"]})
    with pytest.raises(BadInputError, match="no dossier profile"):
        desk.dossiers.groups.freeze(group, "atlantis")


NAMES = st.sampled_from(["E-01", "E-02", "E-03", "E-04"])
RECIPES = st.builds(
    Recipe,
    order=st.lists(NAMES, unique=True).map(tuple),
    excluded=st.lists(NAMES, unique=True).map(tuple),
    titles=st.dictionaries(NAMES, st.just({"en": "x"})),
    sections=st.lists(st.builds(Section, st.just({"en": "S"}), st.lists(NAMES).map(tuple))).map(tuple),
    frozen=st.dictionaries(NAMES, st.sampled_from(["1", "2"])),
)


@given(RECIPES)
def test_a_copy_takes_every_place_of_its_original(recipe: Recipe) -> None:
    made = renamed(recipe, {"E-01": "E-09"})
    said = [*made.order, *made.excluded, *made.titles, *made.frozen]
    said += [item for section in made.sections for item in section.items]
    assert "E-01" not in said
    before = [*recipe.order, *recipe.excluded, *recipe.titles, *recipe.frozen]
    before += [item for section in recipe.sections for item in section.items]
    assert said.count("E-09") == before.count("E-01")
    assert renamed(recipe, {}) == recipe


def test_what_is_said_of_the_copy_itself_goes_first() -> None:
    recipe = Recipe(titles={"E-09": {"en": "own"}, "E-01": {"en": "whole"}}, late={"E-02": "E-01"})
    made = renamed(recipe, {"E-01": "E-09"})
    assert made.titles == {"E-09": {"en": "own"}}
    assert made.late == {"E-02": "E-09"}

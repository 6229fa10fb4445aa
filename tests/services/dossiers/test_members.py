"""The cases of a dossier over several: pseudonyms in order, bare cases, a recipe by whole numbers."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_pseudonyms import case, mark, party
from tests.factories.dossier import content, exhibit
from xborder_desk.domain.errors import BadInputError
from xborder_desk.domain.evidence import Stored
from xborder_desk.domain.pseudonyms import Veil, secrets_of
from xborder_desk.domain.recipes import Recipe, Section
from xborder_desk.i18n.language import Language
from xborder_desk.services.dossiers.members import (
    bare,
    by_number,
    by_recipe,
    consumers_of,
    frozen_in,
    kept_recipe,
    looked_through,
    pseudonyms,
    title_of,
)

if TYPE_CHECKING:
    from xborder_desk.domain.cases import CaseView
    from xborder_desk.domain.dossier import DossierContent
    from xborder_desk.services.dossiers.content import Sources
    from xborder_desk.storage.models import Dossier

EN = Language("en")


def sources(view: CaseView) -> Sources:
    return cast("Sources", SimpleNamespace(case=view))


def row(**recipe: Any) -> Dossier:
    return cast("Dossier", SimpleNamespace(recipe=recipe))


def three() -> DossierContent:
    return content(
        [
            replace(exhibit(number, Stored(str(number) * 64, 1)), key=f"2026-0001/E-0{number}", section="A")
            for number in (1, 2, 3)
        ]
    )


@given(st.lists(st.tuples(st.integers(2020, 2030), st.integers(1, 20_000)), max_size=8))
def test_cases_stand_as_they_were_counted_also_beyond_four_figures(given_: list[tuple[int, int]]) -> None:
    numbers = [f"{year}-{running:04d}" for year, running in given_]
    assert sorted(numbers, key=by_number) == [f"{y}-{n:04d}" for y, n in sorted(given_)]


def test_a_number_that_is_none_does_not_break_the_order() -> None:
    assert sorted(["x", "2026-0002", "2026-y"], key=by_number) == ["2026-y", "2026-0002", "x"]


def test_consumers_are_called_in_the_order_of_the_cases_beyond_the_alphabet() -> None:
    views = [case(party(str(n), "consumer", f"Person {n}")) for n in range(1, 29)]
    called = pseudonyms(views, EN)
    assert [called[str(n)] for n in (1, 2, 26, 27, 28)] == [
        *("Consumer A", "Consumer B", "Consumer Z", "Consumer AA", "Consumer AB"),
    ]


def test_somebody_in_two_cases_is_called_the_same_and_nobody_else_is_called() -> None:
    views = [
        case(party("1", "consumer", "Zoë Adler"), party("2", "seller", "Shop")),
        case(party("3", "consumer", "Bo Olsen"), party("4", "consumer", "ZOË ADLER")),
    ]
    assert pseudonyms(views, EN) == {"1": "Consumer A", "3": "Consumer B", "4": "Consumer A"}


def test_a_bare_case_keeps_the_country_and_the_seller_and_nothing_that_identifies() -> None:
    view = case(
        party("1", "consumer", "Zoë Adler", mark("email", "z@x.example"), name_latin="Zoe"),
        party("2", "witness", "Wilma Zeuge"),
        party("3", "seller", "Shop", mark("email", "shop@x.example")),
        order_number="AB-1",
        product="Lamp",
    )
    made = bare(view, {"1": "Consumer A"})
    assert [(one.name, one.name_latin, one.country, len(one.identifiers)) for one in made.parties] == [
        ("Consumer A", "", "DE", 0),
        ("–", "", "DE", 0),
        ("Shop", "", "DE", 1),
    ]
    assert made.values == {"order_number": "", "product": "Lamp", "payment_reference": ""}
    assert consumers_of(made) == "Consumer A"
    assert consumers_of(case(party("3", "seller", "Shop"))) == "2026-0001"


def test_the_dossier_is_called_by_its_sellers_once_each() -> None:
    views = [sources(case(party("1", "seller", name))) for name in ("Shop", "Shop", "Adler Ltd")]
    assert title_of(views, None) == "Shop, Adler Ltd"
    assert title_of([sources(case())], None) == "A case"
    veil = Veil(secrets_of("Case Smith", "Consumer A"))
    assert title_of([sources(case())], veil) == "A Consumer A"


def test_a_kept_recipe_is_read_also_when_its_cases_are_gone() -> None:
    kept, looked = kept_recipe(row(order=["2024-0007/E-03.1"], shown=["2024-0007/E-04"]))
    assert kept.order == ("2024-0007/E-03.1",)
    assert looked == ("2024-0007/E-04",)
    assert kept_recipe(None) == (Recipe(), ())
    assert kept_recipe(row()) == (Recipe(), ())
    assert kept_recipe(row(annexes=["hashes"]))[0].annexes == ("hashes",)


@pytest.mark.parametrize("values", [{"shown": ["E-01"]}, {"shown": "2026-0001/E-01"}, {"shown": [1]}])
def test_what_was_looked_through_is_named_by_whole_numbers(values: object) -> None:
    known = ["2026-0001/E-01", "2026-0001/E-02"]
    assert looked_through({"shown": known[:1]}, known) == known[:1]
    assert looked_through({}, known) == []
    with pytest.raises(BadInputError):
        looked_through(values, known)


def test_without_a_recipe_the_sections_of_the_cases_stand_and_with_one_its_own() -> None:
    plain = by_recipe(three(), Recipe(), EN)
    assert [(one.key[-4:], one.section) for one in plain.exhibits] == [
        *(("E-01", "A"), ("E-02", "A"), ("E-03", "A")),
    ]
    recipe = Recipe(
        order=("2026-0001/E-03",),
        excluded=("2026-0001/E-02",),
        sections=(Section({"de": "Vertrag", "en": "Contract"}, ("2026-0001/E-01",)),),
        titles={"2026-0001/E-03": {"en": "  Third\n"}},  # one line, however it was typed
        pages={"2026-0001/E-03": (2, 3)},
    )
    made = by_recipe(three(), recipe, EN)
    assert [(one.key[-4:], one.section) for one in made.exhibits] == [("E-01", "Contract"), ("E-03", "")]
    assert (made.exhibits[1].title, made.exhibits[1].pages) == ("Third", (2, 3))


def test_frozen_numbers_are_those_of_the_moment_and_later_ones_follow() -> None:
    first = by_recipe(three(), Recipe(excluded=("2026-0001/E-02",)), EN)
    kept = frozen_in(Recipe(), first)
    assert kept.frozen == {"2026-0001/E-01": "1", "2026-0001/E-03": "2"}
    later = by_recipe(three(), kept, EN)
    assert later.labels("{n}") == {"2026-0001/E-01": "1", "2026-0001/E-02": "3", "2026-0001/E-03": "2"}
    assert frozen_in(kept, later).frozen["2026-0001/E-02"] == "3"

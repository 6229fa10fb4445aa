"""All data files as one thing to ask: by id, with a sentence for what is not there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.factories.routes import RESOURCES
from xborder_desk.catalog.catalog import Catalog
from xborder_desk.domain.errors import BadInputError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def resources(project_root: Path, tmp_path: Path) -> Path:
    for folder in ("profiles", "taxonomy", "templates", "forms"):
        shutil.copytree(project_root / "resources" / folder, tmp_path / folder)
    return tmp_path


def test_gives_profiles_by_id_as_people_type_it(resources: Path) -> None:
    catalog = Catalog(resources)
    assert catalog.profile(" DE ").id == "de"
    ids = [profile.id for profile in catalog.profiles()]
    assert ids == sorted(ids)
    assert {"de", "generic"} <= set(ids)
    assert catalog.faults() == []


def test_an_unknown_profile_names_those_there_are(resources: Path) -> None:
    with pytest.raises(BadInputError, match=r"“xx”.* de, .*generic") as caught:
        Catalog(resources).profile("xx")
    assert caught.value.field == "profile"


def test_gives_the_codes_of_problems_of_both_levels(resources: Path) -> None:
    name, codes = Catalog(resources).problem_codes()
    assert name == "complaints-2010"
    assert {"T02", "T02.1", "T12.1"} <= codes
    assert "CG" not in codes


def test_a_damaged_file_is_told_and_the_rest_goes_on(resources: Path) -> None:
    (resources / "taxonomy" / "complaints-2010.toml").write_text("id = ", encoding="utf-8")
    (resources / "profiles" / "at.toml").write_text('id = "at"', encoding="utf-8")
    catalog = Catalog(resources)
    assert catalog.taxonomy() is None
    assert catalog.problem_codes() == ("", frozenset())
    assert catalog.profile("de").id == "de"
    assert sorted(str(fault).split()[0].rstrip(",") for fault in catalog.faults()) == [
        "at.toml",
        "complaints-2010.toml",
    ]


@pytest.fixture(scope="module")
def whole() -> Catalog:
    """All our data as shipped."""
    return Catalog(RESOURCES)


def test_all_our_data_are_sound(whole: Catalog) -> None:
    assert whole.faults() == []
    assert whole.route_faults() == []
    assert len(whole.routes()) >= 40
    assert len(whole.templates()) >= 26
    assert {one.id for one in whole.forms()} == {
        "eu-payment-order",
        "eu-small-claims",
        "national-small-claims",
    }
    assert whole.taxonomy() is not None


@pytest.mark.parametrize("route", ["adr", "paypal", "uk-section-75a"])
def test_a_route_is_given_as_its_file_is_written(whole: Catalog, route: str) -> None:
    text = whole.route_text(route)
    assert f'id = "{route}"' in text
    assert text.endswith("\n")


@pytest.mark.parametrize("wrong", ["", "nowhere", "../bodies/amazon", "adr.toml", "ADR"])
def test_a_route_there_is_not_is_refused_with_those_there_are(whole: Catalog, wrong: str) -> None:
    with pytest.raises(BadInputError) as fault:
        whole.route_text(wrong)
    assert "seller-complaint" in str(fault.value.fields["possible"])


@pytest.mark.parametrize(
    ("ask", "field"),
    [("template", "template"), ("form", "form"), ("profile", "profile")],
)
def test_what_is_not_there_names_what_is(whole: Catalog, ask: str, field: str) -> None:
    with pytest.raises(BadInputError) as fault:
        getattr(whole, ask)("love-letter")
    assert fault.value.field == field
    assert "love-letter" in str(fault.value)
    assert str(fault.value.fields["possible"]).count(",") >= 2


def test_ids_are_found_as_people_type_them(whole: Catalog) -> None:
    assert whole.template(" Non-Delivery ").id == "non-delivery"
    assert whole.form("EU-Small-Claims").id == "eu-small-claims"
    assert whole.interest("DE") is whole.interest("de")
    assert whole.interest("XX") is None


@pytest.mark.parametrize("folder", ["routes", "jurisdictions", "bodies"])
def test_the_mark_of_the_law_follows_every_file_that_boards_rest_on(tmp_path: Path, folder: str) -> None:
    for name in ("routes", "jurisdictions", "bodies"):
        shutil.copytree(RESOURCES / name, tmp_path / name)
    before = Catalog(tmp_path).law_mark()
    assert before == Catalog(tmp_path).law_mark() == Catalog(RESOURCES).law_mark()
    file = next((tmp_path / folder).glob("*.toml"))
    file.write_text(file.read_text("utf-8") + "\n# changed\n", encoding="utf-8")
    assert Catalog(tmp_path).law_mark() != before


def test_a_faulty_body_takes_its_guarantee_away_and_is_told(tmp_path: Path) -> None:
    for name in ("routes", "jurisdictions", "bodies"):
        shutil.copytree(RESOURCES / name, tmp_path / name)
    file = tmp_path / "bodies" / "amazon.toml"
    file.write_text(file.read_text("utf-8").replace('claim = "P90D"', 'claim = "long"'), encoding="utf-8")
    catalog = Catalog(tmp_path)
    assert "amazon" not in catalog.guarantees()
    assert "ebay" in catalog.guarantees()
    assert [fault.fields["file"] for fault in catalog.route_faults()] == ["amazon.toml"]

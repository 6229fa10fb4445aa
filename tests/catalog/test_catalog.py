"""All data files as one thing to ask: by id, with a sentence for what is not there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

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

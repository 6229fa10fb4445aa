"""The classifications in ``resources/taxonomy`` hold what the published list holds."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from xborder_desk.catalog.taxonomies import read_taxonomies
from xborder_desk.i18n.data_texts import texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.taxonomy import Taxonomy


@pytest.fixture(scope="module")
def taxonomy(project_root: Path) -> Taxonomy:
    shelf = read_taxonomies(project_root / "resources")
    assert shelf.faults == ()
    return shelf.items["complaints-2010"]


def test_says_what_it_rests_on(taxonomy: Taxonomy) -> None:
    assert "2010/304/EU" in taxonomy.instrument
    assert taxonomy.status == "sourced"
    assert taxonomy.expired_on == date(2019, 1, 1)
    assert taxonomy.checked_on is not None


def test_has_the_twelve_types_with_their_details(taxonomy: Taxonomy) -> None:
    assert [entry.code for entry in taxonomy.types] == [f"T{number:02d}" for number in range(1, 13)]
    counts = {entry.code: len(entry.details) for entry in taxonomy.types}
    assert list(counts.values()) == [4, 10, 4, 6, 3, 5, 8, 8, 2, 3, 3, 1]
    delivery = taxonomy.find("T02.1")
    assert delivery is not None
    assert delivery.label == "Not delivered / not provided"
    assert delivery.context == "taxonomy:T02.1"


def test_has_the_ten_sectors_with_their_markets(taxonomy: Taxonomy) -> None:
    counts = {entry.code: len(entry.details) for entry in taxonomy.sectors}
    assert counts == {
        "CG": 29, "GS": 14, "FS": 12, "PC": 6, "TR": 8, "LE": 9, "EW": 4, "HE": 6, "ED": 3, "OT": 1,
    }  # fmt: skip


def test_has_the_methods_of_selling_advertising_and_paying(taxonomy: Taxonomy) -> None:
    assert [entry.code for entry in taxonomy.selling][:4] == ["SM01", "SM02", "SM03", "SM04"]
    assert len(taxonomy.selling[0].details) == 15
    assert len([entry for entry in taxonomy.advertising if not entry.local]) == 12
    assert len([entry for entry in taxonomy.payment if not entry.local]) == 12


def test_codes_are_ours_alone_and_well_formed(taxonomy: Taxonomy) -> None:
    codes = [entry.code for entry in taxonomy.entries()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[A-Z]{1,2}x?\d*[a-z]?(\.\d{1,2})?", code) for code in codes)
    assert {entry.official_code for entry in taxonomy.entries()} == {""}
    for entry in taxonomy.types:
        assert all(detail.code.startswith(f"{entry.code}.") for detail in entry.details)


def test_every_label_is_extracted_under_the_context_it_is_asked_for(
    taxonomy: Taxonomy, project_root: Path
) -> None:

    data = tomllib.loads(
        (project_root / "resources/taxonomy/complaints-2010.toml").read_text(encoding="utf-8")
    )
    extracted = {(found.context, found.text) for found in texts_of("taxonomy", "complaints-2010", data)}
    assert {(entry.context, entry.label) for entry in taxonomy.entries()} <= extracted


def test_finds_the_level_above(taxonomy: Taxonomy) -> None:
    above = taxonomy.parent("T07.7")
    assert above is not None
    assert above.label == "Unfair commercial practices"
    assert taxonomy.parent("T07") is None
    assert taxonomy.find("T99") is None

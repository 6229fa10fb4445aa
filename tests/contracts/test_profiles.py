"""Every dossier profile is complete, honest about what it rests on, and able to label exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.catalog.profiles import read_profiles
from xborder_desk.domain.choices import ProcedureSide
from xborder_desk.domain.dossier import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xborder_desk.domain.profiles import ProfileEntry

KNOWN = {
    "de", "at", "ch", "fr", "be", "it", "es", "pt", "nl", "pl", "ro", "el", "se", "ew", "cn", "tw", "jp",
    "kr", "generic",
}  # fmt: skip


@pytest.fixture(scope="module")
def profiles(project_root: Path) -> Mapping[str, ProfileEntry]:
    shelf = read_profiles(project_root / "resources")
    assert shelf.faults == ()
    return shelf.items


def test_all_that_were_promised_are_there(profiles: Mapping[str, ProfileEntry]) -> None:
    assert set(profiles) == KNOWN


def test_german_exhibits_are_k_for_the_claimant_and_b_for_the_defendant(
    profiles: Mapping[str, ProfileEntry],
) -> None:
    german = profiles["de"]
    labels = {
        side: german.profile(side).label_for(language, "Exhibit {n}").format(n=1)
        for side in ProcedureSide
        for language in ("de", "zh-Hant")
    }
    assert labels == {ProcedureSide.CLAIMANT: "Anlage K 1", ProcedureSide.DEFENDANT: "Anlage B 1"}
    claimant = german.profile()
    assert claimant.list_title_for("de", "List of exhibits") == "Anlagenverzeichnis"
    assert claimant.list_title_for("en", "List of exhibits") == "List of exhibits"


def test_the_generic_profile_speaks_the_documents_own_words(profiles: Mapping[str, ProfileEntry]) -> None:
    generic = profiles["generic"].profile()
    assert generic.label_for("de", "Anlage {n}") == "Anlage {n}"
    assert generic.list_title_for("de", "Anlagenverzeichnis") == "Anlagenverzeichnis"


def test_numbering_by_custom_is_not_passed_off_as_checked(profiles: Mapping[str, ProfileEntry]) -> None:
    for entry in profiles.values():
        assert entry.checked_on is not None
        assert entry.sources
        assert entry.note
        by_custom = any(source.startswith("K: ") for source in entry.sources)
        assert (entry.status == "unchecked") == by_custom


def test_every_profile_is_usable_for_both_sides(profiles: Mapping[str, ProfileEntry]) -> None:
    for entry in profiles.values():
        for side in ProcedureSide:
            profile = entry.profile(side)
            assert isinstance(profile, Profile)
            assert (profile.page_width, profile.page_height) == (210.0, 297.0)
            assert "{n}" in profile.label_for("en", "Exhibit {n}")


LABELS = [
    ("at", ProcedureSide.CLAIMANT, "de", "Beilage ./A", "Beilagenverzeichnis"),
    ("at", ProcedureSide.DEFENDANT, "de", "Beilage ./1", "Beilagenverzeichnis"),
    ("be", ProcedureSide.CLAIMANT, "nl", "Stuk 1", "Inventaris"),
    ("be", ProcedureSide.CLAIMANT, "de", "Pièce 1", "List of exhibits"),
    ("cn", ProcedureSide.CLAIMANT, "zh-Hans", "证据1", "证据目录"),
    ("tw", ProcedureSide.DEFENDANT, "zh-Hant", "被證1", "證物目錄"),
    ("kr", ProcedureSide.CLAIMANT, "en", "갑 제1호증", "List of exhibits"),
]


@pytest.mark.parametrize(("profile_id", "side", "language", "label", "title"), LABELS)
def test_labels_and_titles_are_those_of_the_country(
    profile_id: str,
    side: ProcedureSide,
    language: str,
    label: str,
    title: str,
    profiles: Mapping[str, ProfileEntry],
) -> None:
    profile = profiles[profile_id].profile(side)
    first = "A" if profile.numbering == "letter" else "1"
    assert profile.label_for(language, "Exhibit {n}").format(n=first) == label
    assert profile.list_title_for(language, "List of exhibits") == title

"""The matcher with the data that are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.matching.scoring import Matcher, load_matcher

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.matching.words import Words


@pytest.fixture(scope="session")
def folder(project_root: Path) -> Path:
    """Where the matcher's data lie."""
    return project_root / "resources" / "matching"


@pytest.fixture(scope="session")
def matcher(folder: Path) -> Matcher:
    """The matcher."""
    return load_matcher(folder)


@pytest.fixture(scope="session")
def words(matcher: Matcher) -> Words:
    """What it knows of words."""
    return matcher.words

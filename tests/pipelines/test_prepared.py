"""Kept exhibit pages: found again for the same wish only, never believed when changed, tidied by use."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

import xborder_desk
from xborder_desk.pipelines.prepared import Prepared

if TYPE_CHECKING:
    from pathlib import Path

WISH: dict[str, Any] = {"source": "/a", "target": "/b", "sha256": "0" * 64, "corner": "bottom-right"}


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    (tmp_path / "made.pdf").write_bytes(b"%PDF pages")
    kept = Prepared(tmp_path / "prepared")
    kept.keep(WISH, tmp_path / "made.pdf", {"count": 3})
    return kept


def test_pages_are_found_again_wherever_they_are_wanted(prepared: Prepared) -> None:
    found = prepared.find({**WISH, "source": "/elsewhere", "target": "/other"})
    assert found is not None
    assert (found[0].read_bytes(), found[1]) == (b"%PDF pages", {"count": 3})


def test_another_wish_or_version_finds_nothing(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prepared.find({**WISH, "corner": "top-left"}) is None
    monkeypatch.setattr(xborder_desk, "__version__", "999")
    assert prepared.find(WISH) is None


@pytest.mark.parametrize("suffix", [".pdf", ".json"])
def test_what_was_changed_is_not_believed(prepared: Prepared, suffix: str) -> None:
    (path,) = prepared.folder.glob(f"*{suffix}")
    path.write_bytes(b"[]")
    assert prepared.find(WISH) is None


def test_what_was_not_used_for_longest_goes_first(prepared: Prepared, tmp_path: Path) -> None:
    (old,) = prepared.folder.glob("*.pdf")
    os.utime(old, ns=(1, 1))
    (tmp_path / "other.pdf").write_bytes(b"%PDF pages")  # a file of its own, with a time of its own
    prepared.keep({**WISH, "corner": "x"}, tmp_path / "other.pdf", {})
    prepared.tidy(15)
    assert prepared.find(WISH) is None
    assert prepared.find({**WISH, "corner": "x"}) is not None
    prepared.tidy(0)
    assert list(prepared.folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    (tmp_path / "made.pdf").write_bytes(b"x")
    kept = Prepared(tmp_path / "taken")
    kept.keep(WISH, tmp_path / "made.pdf", {})
    assert kept.find(WISH) is None
    kept.tidy()

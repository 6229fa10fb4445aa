"""The reserve: laid aside where there is plenty of room, given up when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.storage import reserve

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_is_laid_aside_once_and_given_up_once(tmp_path: Path) -> None:
    reserve.keep(tmp_path)
    file = tmp_path / "reserve"
    assert file.stat().st_size == reserve.SIZE
    assert file.stat().st_blocks * 512 >= reserve.SIZE
    before = file.stat().st_mtime_ns
    reserve.keep(tmp_path)
    assert file.stat().st_mtime_ns == before
    assert reserve.drop(tmp_path)
    assert not reserve.drop(tmp_path)


def test_on_a_nearly_full_disk_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserve, "_PLENTY", 1 << 62)
    reserve.keep(tmp_path)
    assert not (tmp_path / "reserve").exists()


def test_where_nothing_can_be_written_nothing_fails(tmp_path: Path) -> None:
    reserve.keep(tmp_path / "none")
    assert not reserve.drop(tmp_path / "none")

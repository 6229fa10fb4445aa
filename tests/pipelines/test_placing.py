"""What is being written stands aside until it is whole, and what was there before survives a fault."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from xborder_desk.domain.errors import DiskFullError, FileError
from xborder_desk.pipelines.placing import aside, known_faults, place_folder, remove, sync_folder


def make(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "file").write_text(text, encoding="utf-8")
    return folder


def test_aside_is_hidden_beside_and_gone_at_the_end(tmp_path: Path) -> None:
    with aside(tmp_path / "final") as place:
        make(place, "x")
        assert place.parent == tmp_path
        assert place.name.startswith(".")
    assert list(tmp_path.iterdir()) == []


def test_aside_removes_what_a_killed_run_left(tmp_path: Path) -> None:
    make(tmp_path / ".final.part", "left")
    with aside(tmp_path / "final") as place:
        assert not place.exists()


def test_aside_is_gone_after_a_fault(tmp_path: Path) -> None:
    def fail(place: Path) -> None:
        make(place, "x")
        raise KeyError

    with pytest.raises(KeyError), aside(tmp_path / "final") as place:
        fail(place)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_takes_the_place_of_the_former(tmp_path: Path) -> None:
    final = make(tmp_path / "final", "old")
    place_folder(make(tmp_path / "new", "new"), final, lambda _: True)
    assert (final / "file").read_text(encoding="utf-8") == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["final"]


def test_a_folder_that_is_not_ours_stays(tmp_path: Path) -> None:
    final = make(tmp_path / "final", "mine")
    with pytest.raises(FileError, match="something else"):
        place_folder(make(tmp_path / "new", "new"), final, lambda _: False)
    assert (final / "file").read_text(encoding="utf-8") == "mine"


def test_the_former_comes_back_when_the_new_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    final, new = make(tmp_path / "final", "old"), make(tmp_path / "new", "new")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == new:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="Input/output"):
        place_folder(new, final, lambda _: True)
    assert (final / "file").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFullError), (errno.EDQUOT, DiskFullError), (errno.EACCES, FileError)],
)
def test_what_the_system_refuses_is_a_sentence(number: int, kind: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(kind, match="place"), known_faults(tmp_path / "place"):
        raise OSError(number, "reason")


def test_remove_takes_files_folders_links_and_nothing(tmp_path: Path) -> None:
    kept = make(tmp_path / "kept", "x")
    (tmp_path / "link").symlink_to(kept)
    for name in ("link", "none"):
        remove(tmp_path / name)
    assert (kept / "file").exists()
    remove(kept)
    assert not kept.exists()


def test_sync_passes_over_what_cannot_be_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)
    sync_folder(tmp_path)
    sync_folder(tmp_path / "none")

"""The watched folder from the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.harness import Desk


def test_a_folder_is_watched(desk: Desk, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text(name, encoding="utf-8")
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    told = desk.json("evidence", "watch", folder, "--case", case)
    assert [one["evidence"] for one in told["added"]] == [f"{case}/E-01", f"{case}/E-02"]
    assert [one["title"] for one in told["added"]] == ["a.txt", "b.txt"]
    assert desk.json("evidence", "watch")["added"] == []
    assert desk.json("evidence", "watch", "--off")["folder"] is None
    assert desk.run("evidence", "watch").out.strip() == "No folder is watched."
    assert desk.refused("evidence", "watch", tmp_path / "none", "--case", case)
    assert desk.refused("evidence", "watch", folder, "--case", "2026-9999")
    assert desk.refused("evidence", "watch", desk.office, "--case", case)

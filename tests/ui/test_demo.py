"""The main job without a display leaves the dossier, the package and pictures, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.ui.demo import run_demo

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from xborder_desk.app import Ways


def test_the_main_job_without_a_display(
    ways: Ways, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    del qapp
    assert run_demo(ways, [str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said[:4]] == ["office", "dossier", "package", "zip"]
    pictures = sorted((tmp_path / "out" / "screenshots").glob("*-zh-Hant-light.png"))
    assert len(pictures) >= 8
    assert all(picture.stat().st_size > 20_000 for picture in pictures)
    package = next((tmp_path / "out" / "dossier").glob("*.zip"))
    assert ways.verify_package(package).ok

"""A fault nobody foresaw is noted in a file of its own, wherever that is possible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xborder_desk.cli import faults

if TYPE_CHECKING:
    import pytest


def _fault() -> ValueError:
    try:
        int("caf\udce9")
    except ValueError as fault:
        return fault
    raise AssertionError


def test_the_traceback_is_noted() -> None:
    told = faults.keep(_fault())
    noted = Path(str(told.fields["file"])).read_text(encoding="utf-8")
    assert noted.startswith("xborder-desk ")
    assert "Traceback" in noted
    assert "ValueError" in noted
    assert faults.keep(_fault()).fields["file"] != told.fields["file"]


def test_a_place_that_cannot_be_written_to_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(faults, "_folders", lambda: [tmp_path / "file" / "below", tmp_path])
    assert Path(str(faults.keep(_fault()).fields["file"])).parent == tmp_path
    monkeypatch.setattr(faults, "_folders", lambda: [tmp_path / "file" / "below"])
    assert "could not be noted" in faults.keep(_fault()).text

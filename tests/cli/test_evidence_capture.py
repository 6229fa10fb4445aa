"""Capturing a page from the command line: refused in one sentence, without the extra too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.programs import browser

if TYPE_CHECKING:
    import pytest

    from tests.cli.harness import Desk


def test_it_is_one_sentence(desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "address of the web" in desk.refused("evidence", "capture", case, "file:///etc/hosts")
    monkeypatch.setattr(browser, "_PACKAGE", "PySide6.NoSuchThing")
    assert "capture" in desk.refused("evidence", "capture", case, "https://shop.example/")
    assert "2026-9999" in desk.refused("evidence", "capture", "2026-9999", "https://shop.example/")

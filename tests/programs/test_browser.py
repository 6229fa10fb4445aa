"""Our own browser as a program: addresses, whether it is there, and what it left in its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BadInputError
from xborder_desk.programs import browser, running
from xborder_desk.programs.running import ProgramError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://shop.example/a?b=c", "https://shop.example/a?b=c"),
        (" shop.example/offer ", "https://shop.example/offer"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_an_address_of_the_web_is_taken(given: str, address: str) -> None:
    assert browser.checked(given) == address


@pytest.mark.parametrize("given", ["", "file:///etc/hosts", "ftp://x.example", "https://", "two words"])
def test_what_is_no_address_of_the_web_is_not(given: str, tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        browser.checked(given)
    with pytest.raises(BadInputError):
        browser.capture(given, tmp_path)


def test_it_is_there_only_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(browser, "_PACKAGE", "PySide6.QtCore")
    assert browser.installed()
    for absent in ("PySide6.NoSuchThing", "NoSuchPackage.Inside"):
        monkeypatch.setattr(browser, "_PACKAGE", absent)
        assert not browser.installed()
    with pytest.raises(ProgramError) as caught:
        browser.capture("https://shop.example", tmp_path)
    assert caught.value.text == browser.MISSING


def test_nothing_of_a_folder_that_was_left_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "installed", lambda: True)
    monkeypatch.setattr(running, "run", lambda *_given, **_more: None)
    for left in (None, b"no json", b'{"loaded": false, "late": true}', b'{"loaded": false}'):
        if left is not None:
            (tmp_path / "said.json").write_bytes(left)
        with pytest.raises(ProgramError):
            browser.capture("https://shop.example", tmp_path)

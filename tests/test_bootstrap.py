"""The set-up: what it would install, when it does nothing, and what it says where it may not."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import bootstrap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plain_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who may not install system packages."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_an_old_python_is_told_so_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(bootstrap.SetUpError, match=r"needs Python 3\.11 or newer"):
        bootstrap.check_python()


def test_this_python_is_new_enough() -> None:
    bootstrap.check_python()


@pytest.mark.usefixtures("plain_user")
def test_who_may_not_install_is_told_what_to_install() -> None:
    assert not bootstrap.may_install()
    with pytest.raises(bootstrap.SetUpError, match="Qt misses libegl1"):
        bootstrap.apt_install(["libegl1"], "Qt misses libegl1")


@pytest.mark.usefixtures("plain_user")
def test_missing_test_programs_do_not_stop_the_set_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "TEST_PACKAGES", ("a-package-that-is-not-there",))
    bootstrap.install_test_programs()
    assert "a-package-that-is-not-there" in capsys.readouterr().out


@pytest.fixture
def qt_misses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set-up whose loader misses what is written in a file, one library on each line."""
    qt = tmp_path / "lib" / "python3.11" / "site-packages" / "PySide6" / "Qt"
    for name in (*bootstrap.QT_FILES, *bootstrap.QT_WINDOW_FILES):
        (qt / name).parent.mkdir(parents=True, exist_ok=True)
        (qt / name).touch()
    listing = tmp_path / "missing"
    loader = tmp_path / "ldd"
    loader.write_text(
        "#!/bin/sh\necho '\tlibc.so.6 => /lib/libc.so.6 (0x00007f)'\n"
        f'for file in "$@"; do sed -n "s|^$(basename $file) ||p" \'{listing}\'; done\n',
        encoding="utf-8",
    )
    loader.chmod(0o755)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(sys, "platform", "linux")
    return listing


def test_libraries_that_the_loader_misses_are_read_from_its_words(qt_misses: Path) -> None:
    qt_misses.write_text(
        "libQt6Gui.so.6 \tlibEGL.so.1 => not found\nlibqxcb.so \tlibstrange.so.9 => not found\n",
        encoding="utf-8",
    )
    assert bootstrap.missing_libraries(*bootstrap.QT_FILES) == {"libEGL.so.1"}
    assert bootstrap.missing_libraries(*bootstrap.QT_WINDOW_FILES) == {"libstrange.so.9"}


@pytest.mark.usefixtures("plain_user")
def test_what_only_a_window_needs_stops_only_where_there_is_a_display(
    qt_misses: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    qt_misses.write_text("libqxcb.so \tlibxcb-icccm.so.4 => not found\n", encoding="utf-8")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    bootstrap.install_libraries()
    assert "libxcb-icccm4" in capsys.readouterr().out

    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(bootstrap.SetUpError, match="libxcb-icccm4"):
        bootstrap.install_libraries()


@pytest.mark.usefixtures("plain_user")
def test_what_nothing_works_without_always_stops(qt_misses: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qt_misses.write_text("libQt6Core.so.6 \tlibglib-2.0.so.0 => not found\n", encoding="utf-8")
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(bootstrap.SetUpError, match=r"libglib2\.0-0"):
        bootstrap.install_libraries()


def test_qt_misses_nothing_once_set_up() -> None:
    assert bootstrap.missing_libraries(*bootstrap.QT_FILES) == set()


def test_a_catalogue_is_compiled_when_it_is_newer(tmp_path: Path) -> None:
    source, made = tmp_path / "a.po", tmp_path / "a.mo"
    source.touch()
    assert bootstrap.is_newer(source, made)
    made.touch()
    os.utime(source, ns=(1, 1))
    assert not bootstrap.is_newer(source, made)


def test_another_lock_means_another_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bootstrap.set_up_key()
    assert bootstrap.set_up_key() == before
    lock = tmp_path / "changed.lock"
    lock.write_text("other==1\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "LOCK", lock)
    assert bootstrap.set_up_key() != before


def test_a_command_that_fails_stops_with_its_sentence() -> None:
    with pytest.raises(bootstrap.SetUpError, match="it did not work"):
        bootstrap.run(sys.executable, "-c", "raise SystemExit(3)", why="it did not work")


def test_set_up_again_changes_nothing(project_root: Path) -> None:
    """The whole script, as `make` calls it, on a checkout that is set up."""
    if not (project_root / ".venv" / "set-up-stamp").exists():
        pytest.skip("this checkout was not set up by bootstrap.py")
    again = subprocess.run(
        [sys.executable, "bootstrap.py"], cwd=project_root, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stderr
    assert "Installing" not in again.stdout

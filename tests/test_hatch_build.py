"""The wheel holds the program, its data and its compiled translations."""

from __future__ import annotations

import gettext
import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel_file(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def files_below(root: Path, folder: str) -> set[str]:
    """What a folder of the checkout holds, as it is named inside the wheel."""
    made = {".mo", ".pot"}
    found = (each for each in (root / folder).rglob("*") if each.is_file() and each.suffix not in made)
    return {f"xborder_desk/{each.relative_to(root).as_posix()}" for each in found}


def test_the_data_travels_in_the_wheel(project_root: Path, wheel_file: Path) -> None:
    with zipfile.ZipFile(wheel_file) as wheel:
        names = wheel.namelist()
    assert len(names) == len(set(names))
    assert files_below(project_root, "resources") <= set(names)
    assert files_below(project_root, "translations") <= set(names)
    assert not [each for each in names if each.startswith("tests/")]


def test_the_translations_in_the_wheel_are_compiled(project_root: Path, wheel_file: Path) -> None:
    sources = {each for each in files_below(project_root, "translations") if each.endswith(".po")}
    assert sources
    with zipfile.ZipFile(wheel_file) as wheel:
        for source in sources:
            made = gettext.GNUTranslations(io.BytesIO(wheel.read(f"{source.removesuffix('.po')}.mo")))
            assert made.charset() == "utf-8"


def test_the_wheel_brings_the_command_and_the_licence(wheel_file: Path) -> None:
    with zipfile.ZipFile(wheel_file) as wheel:
        (points,) = [each for each in wheel.namelist() if each.endswith("entry_points.txt")]
        assert "xborder-desk = xborder_desk.app:main" in wheel.read(points).decode()
        assert [each for each in wheel.namelist() if each.endswith("licenses/LICENSE")]

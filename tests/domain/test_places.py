"""Our own data is found where it lies, in a checkout as in an installed program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.places import Places, find_places

if TYPE_CHECKING:
    from pathlib import Path


def test_in_a_checkout_it_lies_beside_the_program(project_root: Path) -> None:
    assert find_places() == Places(project_root / "resources", project_root / "translations")


def test_an_installed_program_has_it_inside(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "xborder_desk"
    assert find_places(package) == Places(package / "resources", package / "translations")


def test_a_folder_that_is_only_called_so_is_not_taken(tmp_path: Path) -> None:
    package = tmp_path / "xborder_desk"
    (tmp_path / "resources").mkdir()
    assert find_places(package).resources == package / "resources"
    (tmp_path / "resources" / "fonts").mkdir()
    assert find_places(package).resources == tmp_path / "resources"

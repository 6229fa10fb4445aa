"""The contracts between the rooms hold, name every room, and catch what they are there to catch."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

WINDOW: Final = {"app", "ui", "capture"}
NO_PYTHON: Final = {"__pycache__"}

# Contract, and the rooms that need not stand in it (all others must).
FREE_OF: Final = {
    "qt": WINDOW,
    "drawing": {"app", "capture", "cli", "documents", "ui"},
}

# One forbidden import each: the room it is planted in, what it imports, and the contract that must object.
VIOLATIONS: Final = (
    ("domain", "import xborder_desk.storage", "layers"),
    ("domain", "import PySide6.QtCore", "qt"),
    ("jobs", "import xborder_desk.domain", "layers"),
    ("i18n", "import xborder_desk.jobs", "layers"),
    ("storage", "import PySide6.QtCore", "qt"),
    ("storage", "import xborder_desk.documents", "layers"),
    ("documents", "import xborder_desk.storage", "layers"),
    ("documents", "import PySide6.QtGui", "qt"),
    ("identifiers", "import xborder_desk.storage", "layers"),
    ("mail", "import xborder_desk.identifiers", "layers"),
    ("pipelines", "import sqlalchemy", "pipelines"),
    ("pipelines", "import xborder_desk.storage", "pipelines"),
    ("storage", "import reportlab", "drawing"),
    ("mail", "import pikepdf", "pdf"),
    ("evidence", "import xborder_desk.storage", "layers"),
    ("matching", "import PySide6.QtCore", "qt"),
    ("catalog", "import xborder_desk.storage", "layers"),
    ("services", "import sqlalchemy", "use-cases"),
    ("services", "def late() -> None:\n    import PySide6.QtCore", "qt"),
    ("services", "import typst", "drawing"),
    ("reports", "import reportlab", "drawing"),
    ("cli", "import xborder_desk.storage", "faces"),
    ("cli", "import PySide6.QtCore", "qt"),
    ("ui", "import sqlalchemy", "faces"),
    ("ui", "import xborder_desk.catalog", "faces"),
    ("ui", "import xborder_desk.cli", "layers"),
)


def rooms(root: Path) -> set[str]:
    """The rooms there are: packages and modules directly under the package."""
    package = root / "xborder_desk"
    folders = {each.parent.name for each in package.glob("*/__init__.py")}
    files = {each.stem for each in package.glob("*.py")} - {"__init__", "__main__"}
    return folders | files


def contracts(root: Path) -> dict[str, dict[str, Any]]:
    """The contracts by their id."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {each["id"]: each for each in settings["tool"]["importlinter"]["contracts"]}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the project in ``folder``."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def names_of(contract: dict[str, Any]) -> set[str]:
    """Every room a contract speaks of, whatever it says of it."""
    listed = contract.get("source_modules", []) + contract.get("forbidden_modules", [])
    return {each.split(".")[1] for each in listed if each.startswith("xborder_desk.")}


def test_the_contracts_hold(project_root: Path) -> None:
    checked = lint(project_root)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("contract", sorted(FREE_OF))
def test_a_contract_names_every_room_it_binds(project_root: Path, contract: str) -> None:
    bound = rooms(project_root) - FREE_OF[contract]
    missing = bound - names_of(contracts(project_root)[contract])
    assert not missing, f"add to contract {contract!r} in pyproject.toml: {sorted(missing)}"


def test_the_faces_are_kept_from_what_lies_below_the_use_cases(project_root: Path) -> None:
    faces = rooms(project_root) & {"ui", "cli"}
    contract = contracts(project_root).get("faces", {})
    assert names_of({"source_modules": contract.get("source_modules", [])}) == faces
    if faces:
        below = rooms(project_root) - WINDOW - {"cli", "services", "domain", "jobs", "i18n"}
        assert below <= names_of({"forbidden_modules": contract["forbidden_modules"]})


def test_deliberate_violations_are_each_caught(project_root: Path, tmp_path: Path) -> None:
    there = rooms(project_root)
    copy = tmp_path / "xborder_desk"
    shutil.copytree(project_root / "xborder_desk", copy, ignore=shutil.ignore_patterns(*NO_PYTHON))
    shutil.copy(project_root / "pyproject.toml", tmp_path)
    planted: dict[str, str] = {}
    for number, (room, line, contract) in enumerate(VIOLATIONS):
        targets = {each.split(".")[1].split()[0] for each in line.split() if each.startswith("xborder_desk.")}
        if room in there and targets <= there:
            name = f"planted_{number}"
            (copy / room / f"{name}.py").write_text(line + "\n", encoding="utf-8")
            planted[f"xborder_desk.{room}.{name}"] = contract
    assert len(planted) >= 12

    checked = lint(tmp_path)

    assert checked.returncode == 1, checked.stdout + checked.stderr
    known = contracts(project_root)
    headings = [known[each]["name"] for each in known]
    reports = _by_heading(checked.stdout.partition("Broken contracts")[2], headings)
    uncaught = [
        f"{module} ({contract})"
        for module, contract in planted.items()
        if module not in reports.get(known[contract]["name"], "")
    ]
    assert not uncaught


def test_a_room_nobody_placed_is_refused(project_root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "xborder_desk"
    shutil.copytree(project_root / "xborder_desk", copy, ignore=shutil.ignore_patterns(*NO_PYTHON))
    shutil.copy(project_root / "pyproject.toml", tmp_path)
    (copy / "utils").mkdir()
    (copy / "utils" / "__init__.py").write_text("", encoding="utf-8")

    checked = lint(tmp_path)

    assert checked.returncode == 1
    assert "utils" in checked.stdout


def _by_heading(report: str, headings: list[str]) -> dict[str, str]:
    """Cut the report into one piece for each contract it complains of."""
    pieces: dict[str, str] = {}
    current = ""
    for line in report.splitlines():
        if line.strip() in headings:
            current = line.strip()
        pieces[current] = pieces.get(current, "") + line + "\n"
    return pieces

"""What is installed: the lock files pin and hash everything, name no host, and agree with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LOCKS: Final = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
PINNED: Final = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))? \\$")
HASHED: Final = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(path: Path) -> dict[str, str]:
    """Name and version of each package a lock file pins."""
    found = (PINNED.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {each["name"]: each["version"] for each in found if each}


def normal(name: str) -> str:
    """A package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(requirements: list[str]) -> dict[str, str]:
    """Name and version of each requirement, which must be exact."""
    found: dict[str, str] = {}
    for each in requirements:
        name, exact, version = each.partition("==")
        assert exact, f"{each} is not pinned to one version"
        found[normal(name.partition("[")[0])] = version
    return found


@pytest.fixture(scope="module")
def project(project_root: Path) -> dict[str, Any]:
    return tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_or_a_hash(project_root: Path, name: str) -> None:
    lines = (project_root / name).read_text(encoding="utf-8").splitlines()
    strange = [line for line in lines if not PINNED.match(line) and not HASHED.match(line)]
    assert not strange
    followed = zip(lines, [*lines[1:], ""], strict=True)
    unhashed = [line for line, after in followed if PINNED.match(line) and not HASHED.match(after)]
    assert not unhashed


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host(project_root: Path, name: str) -> None:
    content = (project_root / name).read_text(encoding="utf-8")
    assert "://" not in content
    assert "#" not in content


def test_the_lock_of_a_run_agrees_with_the_project(project_root: Path, project: dict[str, Any]) -> None:
    asked = wanted(project["project"]["dependencies"])
    assert asked.items() <= pins(project_root / "requirements.lock").items()


def test_the_lock_of_development_adds_to_the_lock_of_a_run(
    project_root: Path, project: dict[str, Any]
) -> None:
    run, development = pins(project_root / LOCKS[0]), pins(project_root / LOCKS[1])
    assert run.items() <= development.items()
    assert wanted(project["project"]["optional-dependencies"]["dev"]).items() <= development.items()


def test_the_build_tools_are_locked(project_root: Path, project: dict[str, Any]) -> None:
    build = pins(project_root / "requirements-build.lock")
    assert wanted(project["dependency-groups"]["build"]).items() <= build.items()
    assert wanted(project["build-system"]["requires"]).items() <= build.items()


def test_every_dependency_stands_with_its_licence(project_root: Path) -> None:
    table = (project_root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in table.splitlines()
        if line.startswith("| ")
    ]
    listed = {normal(row[0]): (row[1], row[2]) for row in rows if len(row) > 2}
    for lock in LOCKS:
        for name, version in pins(project_root / lock).items():
            assert name in listed, f"{name} is missing from docs/dependencies.md"
            assert listed[name][0] == version, (
                f"docs/dependencies.md says {name} {listed[name][0]}, locked is {version}"
            )
            assert listed[name][1], f"{name} has no licence in docs/dependencies.md"

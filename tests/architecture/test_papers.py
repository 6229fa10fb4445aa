"""What the papers say is so: rooms, make targets, links and the version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

import xborder_desk

if TYPE_CHECKING:
    from pathlib import Path

PAPERS: Final = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/dependencies.md")


def test_the_architecture_shows_the_rooms_there_are(project_root: Path) -> None:
    page = (project_root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE))
    package = project_root / "xborder_desk"
    there = {each.parent.name for each in package.glob("*/__init__.py")}
    there |= {each.stem for each in package.glob("*.py")} - {"__init__", "__main__"}
    assert described == there


def test_the_architecture_names_every_contract(project_root: Path) -> None:
    page = (project_root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    settings = (project_root / "pyproject.toml").read_text(encoding="utf-8")
    ids = re.findall(r'^id = "([\w-]+)"', settings, flags=re.MULTILINE)
    assert ids
    assert [each for each in ids if f"`{each}`" not in page] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_links_lead_somewhere(project_root: Path, paper: str) -> None:
    page = project_root / paper
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [each for each in targets if not (page.parent / each).exists()] == []


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_that_are_named_exist(project_root: Path, paper: str) -> None:
    makefile = (project_root / "Makefile").read_text(encoding="utf-8")
    rules = [line.split(":")[0] for line in makefile.splitlines() if re.match(r"^[a-z][a-z -]*:", line)]
    targets = {name for rule in rules for name in rule.split()}
    named = set(re.findall(r"`make ([a-z-]+)`", (project_root / paper).read_text(encoding="utf-8")))
    assert named
    assert named <= targets


def test_the_changelog_knows_the_version(project_root: Path) -> None:
    changes = (project_root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(xborder_desk.__version__)}\b", changes, flags=re.MULTILINE)


def test_decisions_are_numbered_without_a_gap(project_root: Path) -> None:
    names = sorted(each.name for each in (project_root / "docs" / "decisions").glob("*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    for name in names:
        first = (project_root / "docs" / "decisions" / name).read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"# {int(name[:4])}. ")

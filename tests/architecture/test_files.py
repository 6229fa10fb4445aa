"""House rules that a file can break all by itself."""

from __future__ import annotations

import ast
import re
import shutil
import statistics
import subprocess
import tokenize
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEDIAN_LINES: Final = 130
MOST_LINES: Final = 600

# Modules without a test file of their own, and what covers them.
COVERED_ELSEWHERE: Final = {
    "main.py": "three lines; every journey starts through it",
    "xborder_desk/storage/migrations/env.py": "run by Alembic in every test that makes an office",
    "xborder_desk/storage/migrations/guards.py": "its triggers are proved in tests/storage/test_registers.py",
}

# Paths of one machine, hosts of package indexes, unfinished work: in pieces, so that this file is not found.
FORBIDDEN: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.~$}/-])/(?:wor" + r"k|roo" + r"t|home/\w+)/",
        r"(?<![\w.])/Users/" + r"\w+/",
        r"pypi\." + r"org|pythonhosted\." + r"org|deb\.debian\." + r"org|registry\.npmjs\." + r"org",
        r"--(?:extra-)?index-" + r"url",
        r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b",
    )
)
NOT_OURS: Final = {"LICENSE"}
OURS: Final = ("docs", "resources", "tests", "translations", "xborder_desk")
MADE: Final = {".mo", ".pyc"}

SUPPRESSION: Final = re.compile(r"#\s*(noqa|type:\s*ignore)(?P<codes>[^#\n]*?)(?P<reason>\s[-#]\s*\S.*)?$")


def tracked(root: Path) -> list[Path]:
    """Every file of the project as git knows it; without git, what lies in the folders that are ours."""
    git = shutil.which("git")
    if git is not None and (root / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False
        )
        found = [root / each for each in listed.stdout.split("\0") if each]
    else:
        found = [*root.glob("*.*"), *(each for folder in OURS for each in (root / folder).rglob("*.*"))]
    assert found
    return [each for each in found if each.is_file() and each.suffix not in MADE]


def python_files(root: Path, *folders: str) -> list[Path]:
    """The Python files below some folders of the project."""
    return sorted(each for folder in folders for each in (root / folder).rglob("*.py"))


def lines_in(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def texts(root: Path) -> Iterator[tuple[Path, str]]:
    """The tracked files that are text."""
    for path in tracked(root):
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            yield path, content.decode("utf-8", errors="replace")


def test_files_stay_short(project_root: Path) -> None:
    sizes = {path: lines_in(path) for path in python_files(project_root, "xborder_desk")}
    too_long = {str(path): size for path, size in sizes.items() if size > MOST_LINES}
    assert not too_long
    assert statistics.median(sizes.values()) < MEDIAN_LINES


def test_test_files_stay_short(project_root: Path) -> None:
    files = python_files(project_root, "tests")
    assert not {str(path): lines_in(path) for path in files if lines_in(path) > MOST_LINES}


def test_every_module_says_what_it_is_for(project_root: Path) -> None:
    silent = [
        str(path.relative_to(project_root))
        for path in python_files(project_root, "xborder_desk", "tests")
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_every_module_has_its_tests(project_root: Path) -> None:
    """``xborder_desk/room/module.py`` is proved by a file below ``tests/room`` that names the module."""
    untested = []
    for path in python_files(project_root, "xborder_desk"):
        inside = path.relative_to(project_root / "xborder_desk")
        if path.stem == "__init__" or "migrations/versions" in inside.as_posix():
            continue
        elsewhere = str(path.relative_to(project_root)) in COVERED_ELSEWHERE
        if not elsewhere and not _is_named(project_root, path) and not _is_inner(project_root, path):
            untested.append(str(path.relative_to(project_root)))
    assert not untested


def _is_inner(root: Path, module: Path) -> bool:
    """Whether it is a piece of an area proved as a whole: ``room/area/piece.py`` by ``test_area.py``."""
    inside = module.relative_to(root / "xborder_desk")
    area = module.parent
    return len(inside.parts) > len(("room", "piece.py")) and _is_named(root, area.with_suffix(".py"))


def _is_named(root: Path, module: Path) -> bool:
    """Whether a test file mirrors the module or imports it."""
    inside = module.relative_to(root / "xborder_desk")
    tests = root / "tests"
    if (tests / inside.parent / f"test_{inside.stem}.py").exists():
        return True
    dotted = ".".join(("xborder_desk", *inside.with_suffix("").parts))
    parent, _, name = dotted.rpartition(".")
    imported = re.compile(
        rf"\b{re.escape(dotted)}\b|from {re.escape(parent)} import (\([^)]*\b|.*\b){re.escape(name)}\b"
    )
    near = python_files(tests, inside.parts[0]) if len(inside.parts) > 1 else python_files(root, "tests")
    return any(imported.search(each.read_text(encoding="utf-8")) for each in near)


def test_there_is_enough_test_for_the_program(project_root: Path) -> None:
    """As many lines of tests as of program in a release; half of that on the way to the first one."""
    changes = (project_root / "CHANGELOG.md").read_text(encoding="utf-8")
    least = 1.0 if re.search(r"^## [\d.]+ \(\d{4}-", changes, flags=re.MULTILINE) else 0.5
    program = sum(map(lines_in, python_files(project_root, "xborder_desk")))
    proof = sum(map(lines_in, python_files(project_root, "tests")))
    assert proof >= least * program, f"{proof} lines of tests for {program} lines of program"


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """The comments of a file with their line numbers; what stands in strings is none."""
    with tokenize.open(path) as source:
        for token in tokenize.generate_tokens(source.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def test_every_suppression_gives_its_reason(project_root: Path) -> None:
    silent = []
    for path in python_files(project_root, "xborder_desk", "tests"):
        for number, comment in comments(path):
            found = SUPPRESSION.search(comment)
            if found and not found["reason"]:
                silent.append(f"{path.relative_to(project_root)}:{number}: {comment}")
    assert not silent


@pytest.mark.parametrize(
    ("line", "has_reason"),
    [
        ("x = 1  # noqa: N802 - the name every extractor knows", True),
        ("x = 1  # noqa: N802", False),
        ("x = 1  # noqa", False),
        ("x = 1  # type: ignore[arg-type]  # Qt's stub is wrong here", True),
        ("x = 1  # type: ignore[arg-type]", False),
    ],
)
def test_a_reason_is_told_from_its_absence(line: str, *, has_reason: bool) -> None:
    found = SUPPRESSION.search(line)
    assert found is not None
    assert bool(found["reason"]) is has_reason


def test_no_file_speaks_of_one_machine(project_root: Path) -> None:
    found = [
        f"{path.relative_to(project_root)}:{number}: {line.strip()[:120]}"
        for path, content in texts(project_root)
        if path.name not in NOT_OURS
        for number, line in enumerate(content.splitlines(), 1)
        if any(pattern.search(line) for pattern in FORBIDDEN)
    ]
    assert not found


def test_no_room_is_a_drawer(project_root: Path) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "core"}
    named = [
        path for path in python_files(project_root, "xborder_desk") if drawers & {path.stem, path.parent.name}
    ]
    assert not named


def test_printing_is_left_to_the_command_line(project_root: Path) -> None:
    printing = [
        f"{path.relative_to(project_root)}:{node.lineno}"
        for path in python_files(project_root, "xborder_desk")
        if "cli" not in path.relative_to(project_root).parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing

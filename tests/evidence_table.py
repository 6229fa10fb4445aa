"""What is read of every kind of file: all real files through the command line, and the table in the docs.

``python -m tests.evidence_table`` prints it; with ``--write`` it goes into docs/evidence-kinds.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "evidence-kinds.md"
BETWEEN: Final = re.compile(r"(<!-- table: begin -->\n).*?(<!-- table: end -->)", re.DOTALL)
FOLDERS: Final = ("02-mail", "03-office", "04-web", "05-pdf", "06-images")
CASE: Final = (
    "--title=Corpora",
    "--consumer=C",
    "--consumer-country=DE",
    "--seller=S",
    "--seller-country=CN",
)

# What a warning says when something is missing; of several it is the reason that is told.
MISSING: Final = re.compile(
    r"characters could not be read|cut off|pages cannot be read|Only the first|Only \d+ of|ot taken out"
    r"|too large|only listed|is encrypted|A part of|web archive is damaged"
    r"|locked with a password|locked in a way|taking"
)


@dataclass(slots=True)
class Row:
    """What became of the files of one kind."""

    whole: int = 0
    remark: Counter[str] = field(default_factory=Counter)
    part: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Run:
    """What the command line said of every file, how long it took, and how much memory at most (bytes)."""

    files: list[Path]
    entries: list[dict[str, Any]]
    seconds: float
    memory: int


def run(corpora: Path, work: Path) -> Run:
    """Take every file into one case of a new office, through the command line."""
    office = str(work / "office")
    folders = [str(corpora / folder) for folder in FOLDERS]
    _call("office", "create", office)
    _call("--office", office, "case", "create", *CASE)
    began = time.monotonic()
    told = _call("--office", office, "--json", "evidence", "add", "2026-0001", *folders)
    seconds = time.monotonic() - began
    files = [Path(each) for folder in folders for each in _files(Path(folder))]
    return Run(files, json.loads(told)["added"], seconds, _memory())


def sha256(path: Path) -> str:
    """Give the hash of a file, taken here and not by the program."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def table(entries: list[dict[str, Any]]) -> str:
    """Give the table: what was read in full, with a remark, in part, and kept only, with reasons."""
    rows: dict[str, Row] = {}
    for entry in _all(entries):
        row = rows.setdefault(str(entry["kind"]), Row())
        said = [_general(each["text"] if isinstance(each, dict) else str(each)) for each in entry["warnings"]]
        missing = [each for each in said if MISSING.search(each)]
        if entry["state"] == "unreadable":
            row.kept[said[0]] += 1
        elif entry["state"] == "partly":
            row.part[(missing or said)[0]] += 1
        elif said:
            row.remark[said[0]] += 1
        else:
            row.whole += 1
    lines = [
        "| Kind | Files | Read in full | With a remark | In part | Kept only | Remarks and reasons |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for kind, row in sorted(rows.items()):
        remark, part, kept = (counts.total() for counts in (row.remark, row.part, row.kept))
        reasons = row.remark + row.part + row.kept
        listed = "; ".join(f"{count}: {reason.rstrip('.')}" for reason, count in _common(reasons))
        lines.append(
            f"| {kind} | {row.whole + remark + part + kept} "
            f"| {row.whole} | {remark} | {part} | {kept} | {listed} |"
        )
    return "\n".join(lines) + "\n"


def _all(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for entry in entries for each in (entry, *_all(entry["parts"]))]


def _common(reasons: Counter[str]) -> list[tuple[str, int]]:
    return sorted(reasons.items(), key=lambda one: (-one[1], one[0]))


def _general(text: str) -> str:
    """Take out names and numbers, so that like reasons count together."""
    text = re.sub(r"(of the type) \S+", r"\1 …", text)
    text = re.sub(r"(taken out|out of this file): .*?, \d+ in all", r"\1: …", text)
    return re.sub(r"\b\d+\b", "…", text).replace("…+", "…").split(". ")[0]


def _files(folder: Path) -> list[str]:
    found: list[str] = []
    for root, folders, names in os.walk(folder):
        folders.sort()
        found += [str(Path(root, name)) for name in sorted(names)]
    return found


def _call(*arguments: str) -> str:
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout and done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def _memory() -> int:
    import resource  # noqa: PLC0415 - absent on Windows

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def main() -> None:
    """Print the table, or write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write it into {PAGE.name}")
    given = parser.parse_args()
    corpora = Path(os.environ.get("XBORDER_CORPORA") or ROOT.parent / "shared" / "corpora")
    with tempfile.TemporaryDirectory() as work:
        made = run(corpora, Path(work))
    text = table(made.entries)
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(BETWEEN.sub(lambda found: found[1] + text + found[2], page), encoding="utf-8")
    sys.stdout.write(text)
    sys.stdout.write(
        f"{len(made.entries)} files, {len(_all(made.entries)) - len(made.entries)} parts, "
        f"{made.seconds:.0f} s, at most {made.memory >> 20} MB\n"
    )


if __name__ == "__main__":
    main()

"""Other programs that make bundles, run beside ours where somebody has set them up.

The variable ``XBORDER_RIVALS`` names a folder that holds ``buntool`` (a checkout of its repository with a
virtual environment ``.venv`` of its own) and ``exhibiter`` (with ``.venv``). Without it these are skipped.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

VARIABLE: Final = "XBORDER_RIVALS"
_BUNTOOL: Final = """
import csv, os, shutil, sys, time
home, out, *files = sys.argv[1:]
sys.path.insert(0, home)
import reportlab
fonts = os.path.join(os.path.dirname(reportlab.__file__), "fonts")
for name in os.listdir(os.path.join(home, "static")):
    if name.startswith("Charter_"):
        shutil.copy(os.path.join(home, "static", name), fonts)
os.chdir(out)
import bundle
with open(os.path.join(out, "index.csv"), "w", newline="") as target:
    rows = csv.writer(target)
    rows.writerow(["filename", "userdefined_title", "date", "section"])
    for file in files:
        rows.writerow([os.path.basename(file), os.path.basename(file)[:-4], "2026-03-01", ""])
config = bundle.BundleConfig(
    timestamp="2026-11-23-120000", case_details=["Case", "Bundle", "2026-0001"], csv_string=None,
    confidential_bool=False, zip_bool=True, session_id="bench", user_agent="", page_num_align="right",
    index_font="Default", footer_font="Default", page_num_style="x", footer_prefix="",
    date_setting="DD_MM_YYYY", roman_for_preface=False, temp_dir=out, logs_dir=out,
    bookmark_setting="tab-title")
start = time.perf_counter()
bundle.create_bundle(files, "out.pdf", None, os.path.join(out, "index.csv"), config)
print("took", time.perf_counter() - start)
"""
_EXHIBITER: Final = """
import sys, time
from pathlib import Path
import exhibiter
out, *files = sys.argv[1:]
start = time.perf_counter()
exhibits = [exhibiter.Exhibit.from_path(Path(file)) for file in files]
exhibiter.write_pdf(exhibits, out + "/out.pdf")
exhibiter.write_list(exhibits, out + "/list.docx")
print("took", time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Made:
    """What another program made: its bundle, and what that took, in seconds.

    ``seconds`` are without its own start, ``processor`` with it.
    """

    bundle: Path
    seconds: float
    processor: float


def buntool(files: list[Path], work: Path) -> Made:
    """Have BunTool bundle copies of the files; it removes what it was given."""
    home = _home("buntool")
    work.mkdir(parents=True)
    copies = [Path(shutil.copy(file, work)) for file in files]
    took = _run(home, _BUNTOOL, [str(home), str(work), *map(str, copies)], work)
    return Made(max(work.rglob("*.pdf"), key=lambda file: file.stat().st_size), *took)


def exhibiter(files: list[Path], work: Path) -> Made:
    """Have Exhibiter bundle the files."""
    home = _home("exhibiter")
    work.mkdir(parents=True)
    took = _run(home, _EXHIBITER, [str(work), *map(str, files)], work)
    return Made(work / "out.pdf", *took)


def timed(command: list[str]) -> float:
    """Run a command that must succeed; gives its seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _home(name: str) -> Path:
    home = Path(os.environ.get(VARIABLE, "")) / name
    if not os.environ.get(VARIABLE) or not (home / ".venv").exists():
        pytest.skip(f"{name} is not set up here; {VARIABLE} names the folder it would lie in")
    return home.resolve()


def _run(home: Path, script: str, arguments: list[str], work: Path) -> tuple[float, float]:
    python = str(home / ".venv" / "bin" / "python")
    command = [python, "-W", "ignore", "-c", script, *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    seconds = next(float(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("took"))
    return seconds, processor

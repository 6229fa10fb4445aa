"""Four and a half thousand files of fifty thousand pages in one dossier, and the memory that takes."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

FILES: Final = 4500
PAGES: Final = 11
MOST: Final = 1024
"""Megabytes, in any one process."""
_BUILD: Final = """
import resource, sys
from pathlib import Path
from tests.benchmarks.test_dossier import own_peak, source
from tests.factories.dossier import FolderStore, content, exhibit
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle
work, root, files, pages = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
store = FolderStore(work / "store")
exhibits = []
for number in range(1, files + 1):
    made = source(work / "one.pdf", pages, number)
    exhibits.append(exhibit(number, store.add(made)))
with Apart() as apart:
    press = Press(Language("de"), apart, root / "resources")
    built = build_bundle(content(exhibits), store, work / "made", JobContext(), press)
print(built.pages, len(built.exhibits), sum(one.problem is not None for one in built.exhibits))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, own_peak())
"""


@pytest.mark.prove
def test_a_very_long_dossier_is_built_in_little_memory(project_root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BUILD, str(tmp_path), str(project_root), str(FILES), str(PAGES)]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    pages, exhibits, problems, child, own = map(int, done.stdout.split())
    took = time.perf_counter() - start
    print(f"\n{FILES} files, {pages} pages: {took:.0f} s, {child} MB, {own} MB here")  # noqa: T201 - a measurement
    assert pages > FILES * PAGES
    assert (exhibits, problems) == (FILES, 0)
    assert max(child, own) < MOST

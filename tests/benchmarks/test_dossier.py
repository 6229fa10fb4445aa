"""Dossiers beside the bare merge of qpdf: what numbering, links and structure cost; rebuilds."""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.benchmarks.sources import mixture
from tests.factories.dossier import FolderStore, content, exhibit
from xborder_desk.documents.binding import bind
from xborder_desk.documents.cleaning import clean_pdf
from xborder_desk.documents.composing import compose, language_of
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import Cancelled, JobContext, Progress
from xborder_desk.pipelines.dossier import Press, build_bundle
from xborder_desk.pipelines.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.bench
MADE_AT = "2026-11-23T12:00:00+00:00"


def report(line: str) -> None:
    """Show a measurement."""
    print(line)  # noqa: T201 - that is what it is for


def own_peak() -> int:
    """Give the most memory this process took, in megabytes: what Linux counts begins with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def busy(work: Callable[[], object]) -> float:
    """Give the processor time some work takes: what else the machine does is left out of it."""
    start = time.process_time()
    work()
    return time.process_time() - start


def spent() -> float:
    """Give the processor time of this process and its children, those at work included."""
    ended, tick = resource.getrusage(resource.RUSAGE_CHILDREN), os.sysconf("SC_CLK_TCK")
    total = time.process_time() + ended.ru_utime + ended.ru_stime
    for line in Path("/proc/self/task").glob("*/children"):
        for child in line.read_text(encoding="ascii").split():
            try:
                fields = Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except FileNotFoundError:
                continue
            total += (int(fields[11]) + int(fields[12])) / tick
    return total


def source(path: Path, pages: int, seed: int) -> Path:
    """Make a PDF of text pages, each with a drawing of its own."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        shared = pdf.make_indirect(font)
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=shared))
            lines = " ".join(f"({seed} {number} {line}) Tj 0 -14 Td" for line in range(45))
            page.Contents = pdf.make_stream(f"BT /F 10 Tf 60 780 Td {lines} ET".encode())
        pdf.save(path)
    return path


# The bare merge takes the files as they came; ours must do with what was made of them: with their links and
# structure, without what acts.
@pytest.mark.parametrize(("files", "pages"), [(60, 340), (200, 2000)])
def test_binding_costs_at_most_three_times_the_bare_merge(
    files: int,
    pages: int,
    project_root: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    came = mixture(tmp_path / "in", files, pages, project_root / "resources/fonts")
    clean = [tmp_path / f"clean-{number}.pdf" for number in range(files)]
    made = [clean_pdf(str(one), str(to), None, to_bind=True) for one, to in zip(came, clean, strict=True)]
    counts = [one.count for one in made]
    starts = [1 + sum(counts[:place]) for place in range(files)]
    ranges = [{"file": str(one), "range": "1-z"} for one in came]
    job = {"inputFile": str(came[0]), "outputFile": str(tmp_path / "floor.pdf"), "pages": ranges}
    stamps = {
        "language": language_of("de", "ltr"),
        "stamps": [["K 1", f"S. {n + 1}"] for n in range(sum(counts))],
    }
    compose(str(project_root / "resources"), "stamps.typ", stamps, MADE_AT, str(tmp_path / "stamps.pdf"))
    pieces = [
        {
            "file": str(one),
            "first": 1,
            "last": counts[n],
            "foreign": True,
            "exhibit": n,
            "title": "x",
            "picture": False,
        }
        for n, one in enumerate(clean)
    ]
    plan: dict[str, Any] = {
        "composed": str(clean[0]),
        "stamps": [str(tmp_path / "stamps.pdf")],
        "target": str(tmp_path / "bundle.pdf"),
        "pieces": pieces,
        "jumps": {},
        "headed": [],
        "bookmarks": [{"title": "x", "page": starts[n], "depth": 0, "closed": False} for n in range(files)],
        "spots": ["bottom-right"] * sum(counts),
        "title": "x",
        "author": "",
        "language": "de",
        "direction": "ltr",
        "made_at": MADE_AT,
        "number": "0" * 32,
    }
    floor = ours = math.inf
    for _ in range(5):  # by turns: what else the machine does meets both
        floor = min(floor, busy(lambda: pikepdf.Job({**job, "objectStreams": "generate"}).run()))
        ours = min(ours, busy(lambda: bind(plan)))
    record_property("ratio", round(ours / floor, 2))
    report(f"\n{files} files, {pages} pages: merge {floor:.3f} s, bound {ours:.3f} s, {ours / floor:.2f}")
    assert ours / floor <= 3


class _Overhearing(Apart):
    """Child processes that remember how the bundle was to be bound."""

    plan: dict[str, Any]

    def run(self, work: str, *args: Any, **more: Any) -> Any:
        if work.endswith(":bind"):
            self.plan = args[0]
        return super().run(work, *args, **more)


# The bare merge has the files as they came, and no composed pages at all: ours binds a sheet more for each.
@pytest.mark.parametrize(("files", "pages"), [(60, 340), (200, 2000)])
def test_binding_a_whole_dossier_costs_at_most_three_times_the_bare_merge_of_its_exhibits(
    files: int,
    pages: int,
    project_root: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    came = mixture(tmp_path / "in", files, pages, project_root / "resources/fonts")
    store = FolderStore(tmp_path / "store")
    exhibits = [exhibit(number, store.add(one)) for number, one in enumerate(came, 1)]
    with _Overhearing() as apart:
        press = Press(Language("de"), apart, project_root / "resources")
        made = build_bundle(content(exhibits), store, tmp_path / "made", JobContext(), press)
    ranges = [{"file": str(one), "range": "1-z"} for one in came]
    job = {"inputFile": str(came[0]), "outputFile": str(tmp_path / "floor.pdf"), "pages": ranges}
    floor = ours = math.inf
    for _ in range(5):  # by turns, as above
        floor = min(floor, busy(lambda: pikepdf.Job({**job, "objectStreams": "generate"}).run()))
        ours = min(ours, busy(lambda: bind({**apart.plan, "target": str(tmp_path / "again.pdf")})))
    assert (tmp_path / "again.pdf").read_bytes() == made.path.read_bytes()
    record_property("ratio", round(ours / floor, 2))
    report(f"\n{files} files, {made.pages} pages with composed ones: merge {floor:.3f} s, bound {ours:.3f} s")
    report(f"{ours / floor:.2f}")
    assert ours / floor <= 3


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processor time is read on Linux alone")
@pytest.mark.parametrize(("count", "pages"), [(60, 340), (200, 2000)])
def test_a_rebuild_after_a_move_takes_at_most_half(
    count: int, pages: int, project_root: Path, tmp_path: Path
) -> None:
    store = FolderStore(tmp_path / "store")
    made = mixture(tmp_path / "in", count, pages, project_root / "resources/fonts")
    exhibits = [exhibit(n, store.add(one)) for n, one in enumerate(made, 1)]
    took = []
    with Apart() as apart:
        press = Press(Language("de"), apart, project_root / "resources", Prepared(tmp_path / "prepared"))
        for name, order in (("a", exhibits), ("b", [exhibits[-1], *exhibits[:-1]])):
            before = spent()
            build_bundle(content(order), store, tmp_path / name, JobContext(), press)
            took.append(spent() - before)
    first, again = took
    report(f"\n{count} files, {pages} pages: first {first:.1f} s of processor time, moved {again:.1f} s")
    report(f"{again / first:.2f}")
    assert again <= first / 2


_LONG = """
import resource, sys
from pathlib import Path
from tests.benchmarks.test_dossier import own_peak, source
from tests.factories.dossier import FolderStore, content, exhibit
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle
work, root = Path(sys.argv[1]), Path(sys.argv[2])
store = FolderStore(work / "store")
exhibits = [exhibit(n, store.add(source(work / f"{n}.pdf", 250, n))) for n in range(1, 41)]
with Apart() as apart:
    press = Press(Language("de"), apart, root / "resources")
    made = build_bundle(content(exhibits), store, work / "made", JobContext(), press)
assert made.pages > 10000
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, own_peak())
"""


def test_ten_thousand_pages_fit_into_little_memory(project_root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _LONG, str(tmp_path), str(project_root)]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=True)
    took = time.perf_counter() - start
    child, own = map(int, done.stdout.split())
    report(f"\n40 files, 10,000 pages: {took:.1f} s, {child} MB in the largest child, {own} MB here")
    assert max(child, own) < 400


@pytest.mark.parametrize(
    "when", ["Preparing {exhibit}", "Setting pages", "Stamping pages", "Checking page numbers"]
)
def test_a_build_stops_within_a_second(when: str, project_root: Path, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    exhibits = [exhibit(n, store.add(source(tmp_path / f"{n}.pdf", 200, n))) for n in range(1, 11)]
    asked: list[float] = []

    def stop(progress: Progress) -> None:
        if progress.text == when and not asked:
            asked.append(time.perf_counter())
            ctx.cancel()

    ctx = JobContext(stop)
    with Apart() as apart:
        press = Press(Language("de"), apart, project_root / "resources")
        with pytest.raises(Cancelled):
            build_bundle(content(exhibits), store, tmp_path / "a", ctx, press)
    assert time.perf_counter() - asked[0] < 1

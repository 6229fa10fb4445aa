"""Dossiers beside what other programs make of the same files: what each keeps, and how long it takes."""

from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest

from tests.benchmarks import rivals
from tests.benchmarks.sources import albums, counted, mixture
from tests.benchmarks.test_dossier import spent
from tests.factories.cases import add_evidence, open_case
from tests.factories.dossier import FolderStore, content, exhibit
from tests.factories.fixtures import blank, clock, embedded
from tests.factories.offices import desk_in
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle
from xborder_desk.pipelines.prepared import PREPARED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.storage.office import Office

__all__ = ["blank", "clock", "embedded"]
pytestmark = pytest.mark.bench
KEPT: Final = ("bookmarks", "inner links", "elements of structure")
MOST_PAGES: Final = 60
FONTS: Final = "resources/fonts"


def report(line: str) -> None:
    """Show a measurement."""
    print(line)  # noqa: T201 - that is what it is for


def real_files(corpora: Path, folder: Path) -> list[Path]:
    """Copy the sound real PDFs with bookmarks, inner links or structure, under names all programs take."""
    folder.mkdir(parents=True)
    found: list[Path] = []
    for source in sorted([*(corpora / "05-pdf").rglob("*.pdf"), *(corpora / "13-bundle").rglob("*.pdf")]):
        if not sound(source):
            continue
        counts = counted(source)
        if counts["pages"] <= MOST_PAGES and any(counts[name] for name in KEPT):
            found.append(folder / f"{101 + len(found)}. Paper {len(found) + 1}.pdf")
            shutil.copy(source, found[-1])
    return found


def sound(source: Path) -> bool:
    """Whether a file opens without a complaint, locks and marks of damage."""
    qpdf = shutil.which("qpdf")
    if qpdf is None or subprocess.run([qpdf, "--check", source], capture_output=True, check=False).returncode:
        return False
    with pikepdf.open(source) as pdf:
        return not pdf.is_encrypted and not pdf.get_warnings()


def ours(files: list[Path], work: Path, root: Path) -> Path:
    store = FolderStore(work / "store")
    exhibits = [exhibit(number, store.add(file)) for number, file in enumerate(files, 1)]
    with Apart() as apart:
        press = Press(Language("en"), apart, root / "resources")
        return build_bundle(content(exhibits, language="en"), store, work / "made", JobContext(), press).path


def merged_by_qpdf(files: list[Path], work: Path) -> Path:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    work.mkdir(parents=True)
    command = [qpdf, "--empty", "--pages", *map(str, files), "--", str(work / "out.pdf")]
    assert subprocess.run(command, capture_output=True, check=False).returncode in {0, 3}
    return work / "out.pdf"


def merged_by_pikepdf(files: list[Path], work: Path) -> Path:
    work.mkdir(parents=True)
    with pikepdf.new() as pdf:
        for file in files:
            with pikepdf.open(file) as source:
                pdf.add_pages_from(source)  # its own way to keep fields and links
        pdf.save(work / "out.pdf")
    return work / "out.pdf"


def test_what_each_program_keeps(corpora: Path, project_root: Path, tmp_path: Path) -> None:
    files = real_files(corpora, tmp_path / "in")
    before = [counted(file) for file in files]
    total = {name: sum(one[name] for one in before) for name in before[0]}
    report(f"\n{len(files)} files: {total}")
    mine = counted(ours(files, tmp_path / "ours", project_root))
    nothing = counted(ours([], tmp_path / "none", project_root))
    makers: dict[str, Callable[[], Path]] = {
        "qpdf": lambda: merged_by_qpdf(files, tmp_path / "qpdf"),
        "pikepdf": lambda: merged_by_pikepdf(files, tmp_path / "pikepdf"),
        "BunTool": lambda: rivals.buntool(files, tmp_path / "buntool").bundle,
        "Exhibiter": lambda: rivals.exhibiter(files, tmp_path / "exhibiter").bundle,
    }
    report(f"ours: {mine}")
    for name, make in makers.items():
        try:
            report(f"{name}: {counted(make())}")
        except (AssertionError, RuntimeError, pytest.skip.Exception) as error:
            report(f"{name}: {str(error).strip().splitlines()[-1]}")
    assert mine["bookmarks"] >= total["bookmarks"] + len(files) + nothing["bookmarks"]
    assert mine["inner links"] >= total["inner links"] + len(files)
    assert mine["elements of structure"] >= total["elements of structure"]
    for name in (
        "bookmarks that lead nowhere",
        "inner links that lead nowhere",
        "elements without their page",
        "links and structure that do not know each other",
    ):
        assert mine[name] == 0


@pytest.mark.parametrize(
    ("make", "count", "pages"), [(mixture, 60, 340), (mixture, 200, 2000), (albums, 60, 340)]
)
def test_a_whole_build_takes_a_quarter_of_one_and_no_longer_than_the_other(
    make: Callable[[Path, int, int, Path], list[Path]],
    count: int,
    pages: int,
    embedded: Office,
    project_root: Path,
    tmp_path: Path,
) -> None:
    files = make(tmp_path / "in", count, pages, project_root / FONTS)
    size = sum(file.stat().st_size for file in files) / 1e6
    desk = desk_in(embedded, inline=False)
    case = open_case(desk)
    add_evidence(desk, case, files)
    # Nobody's own start is counted: the others are asked when they are loaded, ours when a dossier was built.
    other = open_case(desk)
    add_evidence(desk, other, files[:1])
    desk.dossiers.export(other, "ew", "en", tmp_path / "start", JobContext())
    took: dict[str, float] = {}
    busy: dict[str, float] = {}
    for name in ("ours, first", "ours, again", "ours, nothing made ahead"):
        if "nothing" in name:  # as on the day the program was brought up to date
            shutil.rmtree(embedded.folder / PREPARED)
        before, start = spent(), time.perf_counter()
        made = desk.dossiers.export(case, "ew", "en", tmp_path / name, JobContext())
        took[name], busy[name] = time.perf_counter() - start, spent() - before
    assert made.pages > pages
    for name, rival in (("BunTool", rivals.buntool), ("Exhibiter", rivals.exhibiter)):
        theirs = rival(files, tmp_path / name)
        took[name], busy[name] = theirs.seconds, theirs.processor
    told = ", ".join(f"{name} {took[name]:.1f} s ({busy[name]:.1f} s of processor time)" for name in took)
    report(f"\n{count} files, {pages} pages, {size:.0f} MB: {told}")
    assert took["ours, first"] < took["ours, nothing made ahead"]
    assert took["ours, first"] <= took["Exhibiter"]
    assert took["ours, first"] <= took["BunTool"] / 4

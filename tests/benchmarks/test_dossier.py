"""Dossiers beside the bare merge of qpdf: what numbering, links and structure cost; rebuilds."""

from __future__ import annotations

import resource
import time
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

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
    from pathlib import Path

pytestmark = pytest.mark.bench
MADE_AT = "2026-11-23T12:00:00+00:00"


def report(line: str) -> None:
    """Show a measurement."""
    print(line)  # noqa: T201 - that is what it is for


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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


# Pages of a few lines are merged in a tenth of a millisecond: there the fixed cost of a stamp weighs most.
@pytest.mark.parametrize(("files", "pages", "most"), [(60, 340, 3), (200, 2000, 6)])
def test_binding_costs_at_most_three_times_the_bare_merge(
    files: int,
    pages: int,
    most: int,
    project_root: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    each = pages // files
    clean = []
    for number in range(files):
        made = source(tmp_path / f"{number}.pdf", each, number)
        clean_pdf(str(made), str(tmp_path / f"clean-{number}.pdf"), None)
        clean.append(tmp_path / f"clean-{number}.pdf")
    ranges = [{"file": str(one), "range": f"1-{each}"} for one in clean]
    job = {"inputFile": str(clean[0]), "outputFile": str(tmp_path / "floor.pdf"), "pages": ranges}
    floor = min(seconds(lambda: pikepdf.Job({**job, "objectStreams": "generate"}).run()) for _ in range(3))
    stamps = {
        "language": language_of("de", "ltr"),
        "stamps": [["K 1", f"S. {n + 1}"] for n in range(files * each)],
    }
    compose(str(project_root / "resources"), "stamps.typ", stamps, MADE_AT, str(tmp_path / "stamps.pdf"))
    pieces = [
        {
            "file": str(one),
            "first": 1,
            "last": each,
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
        "bookmarks": [
            {"title": "x", "page": 1 + n * each, "depth": 0, "closed": False} for n in range(files)
        ],
        "spots": ["bottom-right"] * (files * each),
        "title": "x",
        "author": "",
        "language": "de",
        "direction": "ltr",
        "made_at": MADE_AT,
    }
    ours = min(seconds(lambda: bind(plan)) for _ in range(3))
    record_property("ratio", round(ours / floor, 2))
    report(f"\n{files} files, {pages} pages: merge {floor:.2f} s, bound {ours:.2f} s, {ours / floor:.2f}")
    assert ours / floor <= most


def test_a_rebuild_after_a_move_takes_at_most_half(project_root: Path, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    files = [store.add(source(tmp_path / f"{n}.pdf", 10, n)) for n in range(40)]
    exhibits = [exhibit(n, one) for n, one in enumerate(files, 1)]
    with Apart() as apart:
        press = Press(Language("de"), apart, project_root / "resources", Prepared(tmp_path / "prepared"))
        first = seconds(lambda: build_bundle(content(exhibits), store, tmp_path / "a", JobContext(), press))
        moved = [exhibits[-1], *exhibits[:-1]]
        again = seconds(lambda: build_bundle(content(moved), store, tmp_path / "b", JobContext(), press))
    report(f"\n40 files, 400 pages: first {first:.2f} s, after a move {again:.2f} s, {again / first:.2f}")
    assert again <= first


def test_ten_thousand_pages_fit_into_little_memory(project_root: Path, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    files = [store.add(source(tmp_path / f"{n}.pdf", 250, n)) for n in range(40)]
    exhibits = [exhibit(n, one) for n, one in enumerate(files, 1)]
    with Apart() as apart:
        press = Press(Language("de"), apart, project_root / "resources")
        took = seconds(lambda: build_bundle(content(exhibits), store, tmp_path / "a", JobContext(), press))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    report(f"\n40 files, 10,000 pages: {took:.1f} s, {children:.0f} MB in the largest child")
    assert children < 1200


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

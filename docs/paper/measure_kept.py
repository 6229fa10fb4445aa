"""Counts what of the sources' bookmarks, inner links and structure is still there in a bundle.

    python docs/paper/measure_kept.py FOLDER...

binds every PDF below the folders with this program, with the command ``qpdf`` where it is installed, and with
pikepdf alone, and prints one table. A source counts where it opens without a warning.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from xborder_desk.documents.cleaning import clean_pdf
from xborder_desk.documents.destinations import destinations_of
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.outlines import read_outline
from xborder_desk.domain.dossier import CaseHead, DossierContent, Edition, Exhibit, Profile
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from xborder_desk.domain.evidence import Stored

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Count:
    """What leads somewhere in a file: bookmarks, links to pages, elements of structure that hold content."""

    bookmarks: int = 0
    links: int = 0
    elements: int = 0

    def __add__(self, other: Count) -> Count:
        """Add up."""
        return Count(
            self.bookmarks + other.bookmarks, self.links + other.links, self.elements + other.elements
        )

    def row(self, name: str) -> str:
        """Give a row of the table."""
        return f"| {name} | {self.bookmarks} | {self.links} | {self.elements} |"


class _Store:
    """Evidence that lies where it lies."""

    def __init__(self, files: dict[str, Path]) -> None:
        self.files = files

    def path(self, sha256: str) -> Path:
        """Give the file."""
        return self.files[sha256]

    def has(self, sha256: str) -> bool:
        """Whether it is there."""
        return sha256 in self.files

    def add(self, source: Path, ctx: JobContext) -> Stored:
        """Not needed here."""
        raise NotImplementedError

    def add_bytes(self, data: bytes) -> Stored:
        """Not needed here."""
        raise NotImplementedError


def counted(pdf: pikepdf.Pdf, first: int = 0, *, grafted: bool = False) -> Count:
    """Count what leads to a page; links on the pages before ``first`` are left out.

    ``grafted`` counts only the elements below parts of the document: those that exhibits brought along.
    """
    places = destinations_of(pdf)
    found = Count(bookmarks=sum(mark.spot is not None for mark in read_outline(pdf, places)))
    for page in list(pdf.pages)[first:]:
        for one in page.obj.get("/Annots", ()):
            if isinstance(one, Dictionary) and one.get("/Subtype") == Name.Link:
                action = one.get("/A")
                target = one.get("/Dest")
                if isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
                    target = action.get("/D")
                found.links += target is not None and places.find(target) is not None
    elements = held(pdf).values()
    found.elements = sum(_chief(one) == Name.Part for one in elements) if grafted else len(elements)
    return found


def _chief(element: pikepdf.Object) -> object:
    """Name the kind of the topmost element below the document that an element belongs to."""
    for _ in range(100):
        above = element.get("/P")
        if not isinstance(above, Dictionary) or (above.get("/S") == Name.Document and "/Pg" not in above):
            upper = above.get("/P") if isinstance(above, Dictionary) else None
            if not isinstance(upper, Dictionary) or upper.get("/S") is None:
                return element.get("/S")
        element = above
    return None


def held(pdf: pikepdf.Pdf) -> dict[tuple[int, int], pikepdf.Object]:
    """Find the elements whose content stands on a page of the document, by the numbers of the pages."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary) or "/ParentTree" not in root:
        return {}
    numbers = dict(pikepdf.NumberTree(root.ParentTree).items())
    found = {}
    for page in pdf.pages:
        value = numbers.get(int(page.obj.get("/StructParents", -1)))
        for one in value if isinstance(value, Array) else ():
            if isinstance(one, Dictionary) and one.get("/S") is not None:
                found[one.objgen] = one
    return found


def clean(file: Path) -> Count | None:
    """Count a source, if it opens without a warning."""
    try:
        with pikepdf.open(file) as pdf:
            if pdf.is_encrypted or pdf.get_warnings() or not len(pdf.pages):
                return None
            count = counted(pdf)
            return None if pdf.get_warnings() else count
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, AttributeError, RuntimeError):
        return None


def shown_as_it_is(file: Path, work: Path) -> bool:
    """Whether a source can be bound as it is, not as pictures of its pages."""
    try:
        made = clean_pdf(str(file), str(work / "one.pdf"), None)
    except CannotShowError:
        return False
    return not any("pictures" in remark.text for remark in made.remarks)


def bundle(files: list[Path], work: Path) -> tuple[Count, int]:
    """Build a dossier of the files; gives what it holds of them, without what it has itself."""
    sums = {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in files}
    exhibits = tuple(
        Exhibit(
            f"E-{n:04}",
            f"0/E-{n:04}",
            f"{n:032x}",
            sha256,
            file.stat().st_size,
            file.stem,
            "",
            "application/pdf",
        )
        for n, (sha256, file) in enumerate(sums.items(), 1)
    )
    at = datetime(2026, 11, 23, tzinfo=UTC)
    content = DossierContent(
        Edition(1, at, "0" * 64), CaseHead("0", "0"), Profile("generic"), "en", exhibits=exhibits
    )
    with Apart() as apart:
        made = build_bundle(
            content,
            _Store(sums),
            work / "bundle",
            JobContext(),
            Press(Language("en"), apart, ROOT / "resources"),
        )
    own = len(exhibits) + 7
    with pikepdf.open(made.path) as pdf:
        total = counted(pdf, made.exhibits[0].first_page - 1, grafted=True)
    total.bookmarks -= own
    return total, made.pages


def main(folders: list[str]) -> None:
    """Measure and print."""
    every = sorted(path for folder in folders for path in Path(folder).rglob("*.pdf"))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        sound = {file: count for file in every if (count := clean(file)) is not None}
        shown = [file for file in sound if shown_as_it_is(file, work)]
        wanted = sum((sound[file] for file in shown), Count())
        print(f"{len(every)} files, {len(sound)} open clean, {len(shown)} can be shown as they are\n")
        print("| | bookmarks | links to pages | elements with content |\n|---|---|---|---|")
        print(wanted.row("in the sources"))
        print(bundle(shown, work)[0].row("Xborder Desk"))
        qpdf = shutil.which("qpdf")
        if qpdf:
            target = work / "qpdf.pdf"
            subprocess.run(  # noqa: S603 - the files are those of the person who measures
                [qpdf, "--empty", "--pages", *map(str, shown), "--", str(target)],
                check=False,
                capture_output=True,
            )
            with pikepdf.open(target) as pdf:
                print(counted(pdf).row("qpdf --pages"))
        for way, add in (("pages.extend", _extend), ("add_pages_from", pikepdf.Pdf.add_pages_from)):
            with pikepdf.new() as pdf, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for file in shown:
                    with pikepdf.open(file) as source:
                        add(pdf, source)
                pdf.save(work / "pikepdf.pdf")
            with pikepdf.open(work / "pikepdf.pdf") as pdf:
                print(counted(pdf).row(f"pikepdf, {way}"))


def _extend(pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    pdf.pages.extend(source.pages)


if __name__ == "__main__":
    main(sys.argv[1:])

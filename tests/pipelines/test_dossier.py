"""A whole bundle from real and broken files: numbered, labelled, linked, the same bytes everywhere."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.documents.test_tags import tagged
from tests.factories.dossier import GENERIC, FolderStore, content, exhibit, mail, odd_pdf
from xborder_desk.documents.writer import SECTIONS
from xborder_desk.domain.dossier import Fact, Mail, Party
from xborder_desk.domain.errors import BuildError
from xborder_desk.domain.evidence import Stored
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import Cancelled, JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.dossier import BundleResult, DossierContent, Exhibit


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


@pytest.fixture
def press(apart: Apart, project_root: Path) -> Press:
    return Press(Language("de"), apart, project_root / "resources")


def noise(kind: str) -> bytes:
    packed = io.BytesIO()
    Image.linear_gradient("L").save(packed, kind)
    return packed.getvalue()


def mixed(store: FolderStore, corpora: Path, tmp_path: Path) -> tuple[Exhibit, ...]:
    """Real files, an e-mail with a part, and everything that cannot be shown."""
    form = store.add(next((corpora / "05-pdf").rglob("form_dd0293.pdf")))
    half = store.add_bytes(store.path(form.sha256).read_bytes()[:40_000])
    turned = store.add(odd_pdf(tmp_path / "t.pdf", [{"Rotate": 90}, {"CropBox": [50, 50, 400, 500]}]))
    photo = store.add(next((corpora / "06-images").rglob("Landscape_6.jpg")))
    with pikepdf.open(tmp_path / "t.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    locked = store.add(tmp_path / "locked.pdf")
    return (
        exhibit(1, form, pages=(2, 3)),
        mail(2),
        exhibit(3, store.add_bytes(noise("PNG")), "image/png", key="E-02.1", part_of="E-02"),
        exhibit(4, turned),
        exhibit(5, photo, "image/jpeg"),
        exhibit(6, half),
        exhibit(7, locked),
        exhibit(8, store.add_bytes(b""), "image/heic"),
        exhibit(9, store.add_bytes(b"x"), "application/zip"),
        exhibit(10, Stored("0" * 64, 5)),
        exhibit(11, form, problem="Ein Grund."),
    )


@pytest.fixture
def built(
    store: FolderStore, corpora: Path, tmp_path: Path, press: Press
) -> tuple[DossierContent, BundleResult]:
    made = content(mixed(store, corpora, tmp_path))
    return made, build_bundle(made, store, tmp_path / "work", JobContext(), press)


def test_every_exhibit_is_placed_or_its_absence_explained(built: tuple[DossierContent, BundleResult]) -> None:
    _, result = built
    assert [exhibit.label for exhibit in result.exhibits] == [
        "Anlage K 1",
        "Anlage K 2",
        "Anlage K 2.1",
        *(f"Anlage K {n}" for n in range(3, 11)),
    ]
    problems = [exhibit.problem for exhibit in result.exhibits]
    assert problems[:5] == [None] * 5
    assert problems[-1] == "Ein Grund."
    assert all(problems[5:])
    assert len(set(problems[5:])) == 6
    lengths = [exhibit.last_page - exhibit.first_page + 1 for exhibit in result.exhibits]
    assert lengths == [3, 2, 2, 3, 2, 1, 1, 1, 1, 1, 1]
    assert result.exhibits[-1].last_page == result.pages


def test_the_whole_is_a_sound_pdf(built: tuple[DossierContent, BundleResult]) -> None:
    _, result = built
    with pikepdf.open(result.path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [str(page.label) for page in pdf.pages] == [str(n) for n in range(1, result.pages + 1)]
        assert pdf.Root.Lang == "de"
        with pdf.open_outline() as outline:
            tops = [item.title for item in outline.root]
        assert len(tops) == len(SECTIONS) + 10
        assert all(
            f"{bound.first_page})" in title
            for bound, title in zip(result.exhibits[:2], tops[7:9], strict=True)
        )
    qpdf = shutil.which("qpdf")
    if qpdf is not None:
        checked = subprocess.run([qpdf, "--check", str(result.path)], capture_output=True, check=False)
        assert checked.returncode == 0, checked.stdout


def test_every_entry_of_the_contents_leads_to_its_page(built: tuple[DossierContent, BundleResult]) -> None:
    _, result = built
    with pikepdf.open(result.path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        targets = [numbers[link.Dest[0].objgen] for link in pdf.pages[1].Annots]
        wish = [numbers[link.Dest[0].objgen] for link in pdf.pages[3].Annots]
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", ()) if "/A" in link]
        assert {str(link.A.URI).partition(":")[0] for link in links} <= {"https", "http", "mailto"}
    assert set(targets) >= {bound.first_page for bound in result.exhibits}
    # The extract shows pages 2 and 3: its page 1 is not there, so references to it lead to its sheet.
    assert result.exhibits[0].first_page in wish
    assert any("no page 1" in warning for warning in result.warnings)


def test_printed_page_numbers_are_true(built: tuple[DossierContent, BundleResult]) -> None:
    _, result = built
    pdf = pypdfium2.PdfDocument(result.path)
    page = pdf[1]
    view = page.get_textpage()
    text = view.get_text_range()
    view.close()
    page.close()
    pdf.close()
    for bound in result.exhibits:
        assert str(bound.first_page) in text.split()


BUILD = """
import json, sys
from pathlib import Path
sys.path[:0] = json.loads(sys.argv[4])
from tests.factories.dossier import FolderStore, content, exhibit, mail, odd_pdf
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle
if __name__ == "__main__":
    work, root = Path(sys.argv[1]), Path(sys.argv[2])
    store = FolderStore(work / "store")
    made = content([exhibit(1, store.add(Path(sys.argv[3]))), mail(2)])
    with Apart() as apart:
        press = Press(Language("de"), apart, root / "resources")
        build_bundle(made, store, work / "deep" / "work", JobContext(), press)
"""


def test_the_same_content_gives_the_same_bytes_anywhere(project_root: Path, tmp_path: Path) -> None:
    source = odd_pdf(tmp_path / "s.pdf", [{}, {}])
    found = []
    for zone, language, seed in (("Asia/Tokyo", "tr_TR.UTF-8", "1"), ("America/New_York", "C", "2")):
        work = tmp_path / seed
        arguments = [str(work), str(project_root), str(source), json.dumps([str(project_root)])]
        environment = {**os.environ, "TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", BUILD, *arguments], env=environment, check=True)
        found.append((work / "deep" / "work" / "bundle.pdf").read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize("language", ["ar", "zh-Hant"])
def test_other_languages_are_built_and_read_back(
    language: str, store: FolderStore, tmp_path: Path, apart: Apart, project_root: Path
) -> None:
    made = content(
        [exhibit(1, store.add(odd_pdf(tmp_path / "s.pdf", [{}])))], language=language, profile=GENERIC
    )
    press = Press(Language(language), apart, project_root / "resources")
    result = build_bundle(made, store, tmp_path / "work", JobContext(), press)
    with pikepdf.open(result.path) as pdf:
        assert pdf.Root.Lang == language
        assert (pdf.Root.ViewerPreferences.get("/Direction") == pikepdf.Name.R2L) == (language == "ar")


NASTY = "\x00\x0b\u202e \ud800 😀 \u2066 {{ref:E-01:1}} #panic() {n} {page} <b>&amp; \u0301"


def test_hostile_names_do_not_stop_a_dossier(store: FolderStore, tmp_path: Path, press: Press) -> None:
    stored = store.add(odd_pdf(tmp_path / "s.pdf", [{}]))
    first = exhibit(1, stored, title=NASTY, filename=NASTY, source=NASTY, warnings=(NASTY,), custody=(NASTY,))
    head = Mail(NASTY, (NASTY,), (NASTY,), NASTY, NASTY, (NASTY,))
    made = content([first, mail(2, title=NASTY, mail=head, text=NASTY), exhibit(3, stored, problem=NASTY)])
    made = replace(
        made,
        wish=NASTY,
        case=replace(made.case, title=NASTY, number=NASTY),
        edition=replace(made.edition, office=NASTY),
        facts=(Fact("F-01", NASTY),),
        parties=(Party("P-01", NASTY, NASTY, NASTY, "DE", (NASTY,)),),
    )
    result = build_bundle(made, store, tmp_path / "work", JobContext(), press)
    with pikepdf.open(result.path) as pdf, pdf.open_outline() as outline:
        assert "[U+202E]" in outline.root[-2].title
        assert "[U+202E]" in str(pdf.docinfo["/Title"])


def test_an_empty_dossier_is_one_too(store: FolderStore, tmp_path: Path, press: Press) -> None:
    empty: dict[str, Any] = dict.fromkeys(
        ("parties", "purchases", "facts", "chronology", "contacts", "heads", "claim_lines"), ()
    )
    made = content((), wish="", claim=None, **empty)
    assert build_bundle(made, store, tmp_path / "work", JobContext(), press).pages == len(SECTIONS)


def test_building_stops_when_asked(store: FolderStore, tmp_path: Path, press: Press) -> None:
    made = content([exhibit(n, store.add(odd_pdf(tmp_path / "s.pdf", [{}] * n))) for n in range(1, 40)])
    ctx = JobContext()
    timer = threading.Timer(0.4, ctx.cancel)
    timer.start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        build_bundle(made, store, tmp_path / "work", ctx, press)
    assert time.monotonic() - started < 1.5
    timer.join()
    assert not (tmp_path / "work" / "bundle.pdf").exists()


def test_a_bundle_may_be_an_exhibit_of_another_and_keeps_its_numbers(
    store: FolderStore, tmp_path: Path, press: Press
) -> None:
    form = tagged(tmp_path / "tagged.pdf")
    first = build_bundle(
        content([exhibit(1, store.add(form))]), store, tmp_path / "first", JobContext(), press
    )
    filed = exhibit(1, store.add(first.path))
    second = build_bundle(content([filed]), store, tmp_path / "second", JobContext(), press)
    before, after = words_of(first.path), words_of(second.path)
    start = len(after) - len(before)
    for number, text in enumerate(before, 1):
        assert numbers(text)[-1] == number
        assert numbers(after[start + number - 1]).count(number) == numbers(text).count(number)
        assert start + number in numbers(after[start + number - 1])


def numbers(text: str) -> list[int]:
    """Find the page numbers that stand on a page."""
    return [int(one) for one in re.findall(r"\bp\. (\d+)", text)]


def words_of(bundle: Path) -> list[str]:
    with contextlib.closing(pypdfium2.PdfDocument(bundle)) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


class Watching:
    """Looks at what there is of a bundle whenever it is given one; may fail at a step."""

    def __init__(self, fail_at: str = "") -> None:
        self.fail_at = fail_at
        self.seen: list[tuple[str, BundleResult]] = []
        self.pages = 0

    def planned(self, made: BundleResult) -> None:
        self._see("planned", made)

    def bound(self, made: BundleResult) -> None:
        with pikepdf.open(made.path) as pdf:
            self.pages = len(pdf.pages)
        assert made.index is not None
        assert made.index.is_file()
        self._see("bound", made)

    def _see(self, step: str, made: BundleResult) -> None:
        self.seen.append((step, made))
        if step == self.fail_at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_who_works_meanwhile_knows_the_bundle_before_it_is_bound_and_sees_it_whole(
    store: FolderStore, tmp_path: Path, press: Press
) -> None:
    watching = Watching()
    exhibits = content([exhibit(1, store.add(odd_pdf(tmp_path / "s.pdf", [{}])))])
    result = build_bundle(exhibits, store, tmp_path / "work", JobContext(), press, watching)
    assert watching.seen == [("planned", result), ("bound", result)]
    assert watching.pages == result.pages


@pytest.mark.parametrize("step", ["planned", "bound"])
def test_what_fails_meanwhile_is_passed_on(
    step: str, store: FolderStore, tmp_path: Path, press: Press
) -> None:
    watching = Watching(step)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        build_bundle(content(), store, tmp_path / "work", JobContext(), press, watching)
    assert watching.seen[-1][0] == step


def test_nothing_is_written_outside_the_work_folder(store: FolderStore, tmp_path: Path, press: Press) -> None:
    made = content([exhibit(1, store.add(odd_pdf(tmp_path / "s.pdf", [{}])))])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    build_bundle(made, store, tmp_path / "work", JobContext(), press)
    after = {path for path in tmp_path.rglob("*") if path.is_file() and "work" not in path.parts}
    assert after == set(before)
    assert all(path.read_bytes() == data for path, data in before.items())


def test_a_broken_template_is_a_known_error(store: FolderStore, tmp_path: Path, apart: Apart) -> None:
    press = Press(Language("de"), apart, tmp_path / "nothing")
    with pytest.raises(BuildError):
        build_bundle(content(), store, tmp_path / "work", JobContext(), press)


@pytest.fixture(scope="module")
def kept(apart: Apart, project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    """A dossier of a tagged file with bookmarks and links, a plain one, a picture."""
    folder = tmp_path_factory.mktemp("kept")
    store = FolderStore(folder / "store")
    source = tagged(folder / "t.pdf", 3)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Kapitel", 1))
            outline.root[0].children.append(pikepdf.OutlineItem("Abschnitt", 2))
        pdf.save(source)
    exhibits = (
        exhibit(1, store.add(source)),
        exhibit(2, store.add(odd_pdf(folder / "p.pdf", [{}, {}]))),
        exhibit(3, store.add_bytes(noise("PNG")), "image/png"),
    )
    press = Press(Language("de"), apart, project_root / "resources")
    made = build_bundle(content(exhibits), store, folder / "work", JobContext(), press)
    with pikepdf.open(made.path) as opened:
        yield opened


def test_bookmarks_of_a_source_hang_below_its_exhibit(kept: pikepdf.Pdf) -> None:
    pages = {page.obj.objgen: place for place, page in enumerate(kept.pages)}
    with kept.open_outline() as outline:
        (first,) = [item for item in outline.root if item.title.startswith("Anlage K 1 ")]
        (chapter,) = first.children
        (below,) = chapter.children
    assert (chapter.title, below.title) == ("Kapitel", "Abschnitt")
    aims: list[Any] = [item.destination for item in (first, chapter, below)]
    here = [pages[aim[0].objgen] for aim in aims]
    assert [there - here[0] for there in here] == [0, 2, 3]


def test_every_page_of_a_bundle_has_its_place_in_the_structure(kept: pikepdf.Pdf) -> None:
    root = kept.Root.StructTreeRoot
    numbers = dict(pikepdf.NumberTree(root.ParentTree).items())
    assert max(numbers) + 1 == int(root.ParentTreeNextKey)
    document = root.K[0] if isinstance(root.K, pikepdf.Array) else root.K
    for page in kept.pages:
        held: list[Any] = list(numbers[int(page.obj.StructParents)])
        assert any(one is not None for one in held)
        for one in [one for one in held if one is not None]:
            for _ in range(50):
                if one.objgen == document.objgen:
                    break
                one = one.P  # noqa: PLW2901 - upwards
            assert one.objgen == document.objgen
    kinds = [str(kid.S) for kid in document.K]
    heads = [place for place, kind in enumerate(kinds) if kind == "/H1"]
    assert kinds[heads[-1] - 2 : heads[-1]] == ["/P", "/P"]
    assert kinds[heads[-2] - 1] == "/Part"
    assert kinds[-1] == "/Figure"
    assert str(document.K[-1].Alt).startswith("Anlage K 3")


def test_what_holds_nothing_to_show_says_so(project_root: Path, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    blank_text = store.add_bytes(b"  \n ")
    odd = exhibit(1, blank_text, "text/plain", kind="Text", text="  \n ")
    nothing = mail(2, mail=Mail("", (), (), "", "", ()), text="")
    subject = mail(3, mail=Mail("", (), (), "", "Nur der Betreff", ()), text="")
    with Apart() as apart:
        press = Press(Language("en"), apart, project_root / "resources")
        made = build_bundle(
            content([odd, nothing, subject], language="en"), store, tmp_path / "w", JobContext(), press
        )
    assert [bool(one.problem) for one in made.exhibits] == [True, True, False]
    assert "nothing in it" in str(made.exhibits[0].problem)
    assert made.exhibits[2].last_page == made.exhibits[2].first_page + 1


def test_sheets_set_in_several_files_are_one_bundle(
    project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path / "store")
    made = tagged(tmp_path / "t.pdf")
    exhibits = [exhibit(1, store.add(made)), *(mail(number) for number in range(2, 6))]
    found = []
    with Apart() as apart:
        press = Press(Language("de"), apart, project_root / "resources")
        for name, at_once in (("one", 800), ("many", 2)):
            monkeypatch.setattr("xborder_desk.pipelines.setting.SHEETS_AT_ONCE", at_once)
            result = build_bundle(content(exhibits), store, tmp_path / name, JobContext(), press)
            with pikepdf.open(result.path) as pdf:
                document = pdf.Root.StructTreeRoot.K[0]
                kinds = [str(kid.S) for kid in document.K if "/S" in kid]
                numbers = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
                assert all(int(page.obj.StructParents) in numbers for page in pdf.pages)
                links = [
                    one.Dest[0].objgen
                    for page in pdf.pages
                    for one in page.obj.get("/Annots", ())
                    if "/Dest" in one
                ]
                assert not any("/XbdTags" in page.obj or "/XbdTagged" in page.obj for page in pdf.pages)
                words = [mark.title for mark in pdf.open_outline().root]
            found.append(
                (result.pages, [one.first_page for one in result.exhibits], kinds, len(links), words)
            )
    assert sorted(path.name for path in (tmp_path / "many").glob("sheets*")) == [
        "sheets-1.pdf",
        "sheets-2.pdf",
        "sheets-3.pdf",
    ]
    assert found[0] == found[1]

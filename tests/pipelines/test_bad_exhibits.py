"""Everything bad at once: each file costs only its own pages, and says in a sentence what is wrong."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import FolderStore, content, exhibit, odd_pdf
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xborder_desk.domain.dossier import BoundExhibit, BundleResult

FIVE_SCRIPTS: Final = "Rechnung счёт фактура 發票收據 فاتورة שמורה "


def cut(path: Path) -> None:
    data = odd_pdf(path, [{} for _ in range(20)], b"BT /F 20 Tf 100 500 Td (Hello) Tj ET " * 200).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def looping(path: Path) -> None:
    odd_pdf(path, [{}, {}])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        form = pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 100])
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))
        pdf.pages[0].Contents = pdf.make_stream(b"/X Do 0 0 50 50 re f")
        item = pdf.make_indirect(Dictionary(Title=String("round")))
        item.Next = item
        pdf.Root.Outlines = Dictionary(First=item, Last=item, Count=1)
        pdf.save(path)


def encrypted(path: Path) -> None:
    odd_pdf(path, [{}])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))


def xfa(path: Path) -> None:
    odd_pdf(path, [{}])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array())
        pdf.Root.NeedsRendering = True
        pdf.save(path)


def acting(path: Path) -> None:
    odd_pdf(path, [{}])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        does = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        pdf.Root.OpenAction = does
        pdf.pages[0].obj.AA = Dictionary(O=does)
        pdf.save(path)


def pretending(path: Path) -> None:
    """A file whose maker knows what we write on pages that are to be bound."""
    odd_pdf(path, [{}])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=launch)
        pdf.pages[0].obj["/XbdLinks"] = Array([pdf.make_indirect(link)])
        pdf.pages[0].obj["/XbdTags"] = Dictionary(Kids=1)
        pdf.pages[0].obj["/XbdTagged"] = True
        pdf.save(path)


def huge(path: Path) -> None:
    odd_pdf(path, [{"MediaBox": Array([0, 0, 14_400, 14_400])}])


def boxless(path: Path) -> None:
    odd_pdf(path, [{}])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[0].obj["/MediaBox"]
        pdf.save(path)


def unbalanced(path: Path) -> None:
    odd_pdf(path, [{}], b"Q Q q q 5 0 0 5 0 0 cm BT (x) Tj /Missing gs")


def pageless(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.save(path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def nonsense(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 nothing")


MAKERS: Final[dict[str, tuple[Callable[[Path], None], str]]] = {
    "cut": (cut, "damaged"),
    "looping": (looping, ""),
    "encrypted": (encrypted, "locked"),
    "xfa": (xfa, "only its own program"),
    "acting": (acting, ""),
    "pretending": (pretending, ""),
    "huge": (huge, ""),
    "boxless": (boxless, ""),
    "unbalanced": (unbalanced, ""),
    "pageless": (pageless, "no pages"),
    "empty": (empty, "empty"),
    "no PDF": (nonsense, "damaged"),
}


@pytest.fixture(scope="module")
def built(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[BundleResult, Path]:
    """One dossier of all of them, with a good one in front and behind, and one file twice."""
    folder = tmp_path_factory.mktemp("bad")
    store = FolderStore(folder / "store")
    good = store.add(odd_pdf(folder / "good.pdf", [{}]))
    exhibits = [exhibit(1, good)]
    for number, (name, (make, _)) in enumerate(MAKERS.items(), 2):
        make(folder / f"{name}.pdf")
        exhibits.append(exhibit(number, store.add(folder / f"{name}.pdf"), title=name))
    exhibits.append(exhibit(90, good, title=(FIVE_SCRIPTS * 30)[:1000]))
    with Apart() as apart:
        press = Press(Language("en"), apart, project_root / "resources")
        made = build_bundle(content(exhibits, language="en"), store, folder / "work", JobContext(), press)
    return made, folder


def named(made: BundleResult, title: str) -> BoundExhibit:
    return next(one for one in made.exhibits if one.title == title)


@pytest.mark.parametrize("name", list(MAKERS))
def test_each_is_shown_or_says_why_not(built: tuple[BundleResult, Path], name: str) -> None:
    found, says = named(built[0], name), MAKERS[name][1]
    if says:
        assert found.problem is not None
        assert says in found.problem
        assert found.first_page == found.last_page
    else:
        assert found.problem is None
        assert found.last_page > found.first_page


def test_all_others_go_on_and_pages_run_through(built: tuple[BundleResult, Path]) -> None:
    made = built[0]
    assert len(made.exhibits) == len(MAKERS) + 2
    assert made.exhibits[0].problem is None
    assert made.exhibits[-1].problem is None
    assert made.exhibits[0].sha256 == made.exhibits[-1].sha256
    assert made.exhibits[0].label != made.exhibits[-1].label
    for before, after in itertools.pairwise(made.exhibits):
        assert after.first_page == before.last_page + 1
    assert made.exhibits[-1].last_page == made.pages


def test_the_bundle_is_sound_and_nothing_in_it_acts(built: tuple[BundleResult, Path]) -> None:
    made = built[0]
    qpdf = shutil.which("qpdf")
    if qpdf:
        checked = subprocess.run([qpdf, "--check", made.path], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    with pikepdf.open(made.path) as pdf:
        assert len(pdf.pages) == made.pages
        kinds: list[Any] = [one.get("/S") for one in pdf.objects if isinstance(one, Dictionary)]
        assert not {str(kind) for kind in kinds} & {"/JavaScript", "/Launch"}
        assert not any("/AA" in page.obj for page in pdf.pages)


def test_a_title_of_a_thousand_characters_is_whole_in_its_bookmark(built: tuple[BundleResult, Path]) -> None:
    made = built[0]
    with pikepdf.open(made.path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert any("發票收據" in title and len(title) > 900 for title in titles)

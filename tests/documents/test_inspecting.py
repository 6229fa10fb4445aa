"""Reading a bundle for its checks: a built one is sound, a defect put into it is found, mended it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import FolderStore, content, exhibit, mail, odd_pdf
from xborder_desk.documents.inspecting import facts_from, inspect
from xborder_desk.domain.lint import Limits, lint
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def bundle(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of an e-mail and a composed file with its fonts in it."""
    folder = tmp_path_factory.mktemp("lint")
    store = FolderStore(folder / "store")
    with Apart() as apart:
        press = Press(Language("de"), apart, project_root / "resources")
        bare: dict[str, Any] = dict.fromkeys(("facts", "chronology", "contacts", "purchases", "parties"), ())
        bare["wish"] = ""
        first = build_bundle(content([mail(1)], **bare), store, folder / "first", JobContext(), press)
        exhibits = (mail(1), exhibit(2, store.add(first.path)))
        return build_bundle(content(exhibits, **bare), store, folder / "work", JobContext(), press).path


def kinds(path: Path) -> list[str]:
    return [one.kind for one in lint(facts_from(inspect(str(path))), Limits())]


def js() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _label(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r, St=1)]))


def _link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Annots[0].Dest = Array([Dictionary(), Name.Fit])


def _outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def _number(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].Contents = pdf.make_stream(b"0 0 500 50 re f")


def _open(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def _act(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), js()])))


def _page_act(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=js())


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"x"


def _form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(T=String("x")))]))


def _comment(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("x"))
    pdf.pages[0].Annots = Array([note])


def _title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def _language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _paper(pdf: pikepdf.Pdf) -> None:
    left, bottom, _, top = (float(side) for side in pdf.pages[0].MediaBox)
    pdf.pages[0].MediaBox = Array([left, bottom, 900, top])


def _turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].Rotate = 180


def _font(pdf: pikepdf.Pdf) -> None:
    bare = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources.Font = Dictionary({**dict(pdf.pages[0].Resources.Font.items()), "/Bare": bare})


def _fine(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(bytes(600 * 600))
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width = image.Height = 600
    image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceGray
    pdf.pages[0].Resources.XObject.Fine = image
    pdf.pages[0].contents_add(b"q 72 0 0 72 200 300 cm /Fine Do Q ", prepend=True)


DEFECTS: list[tuple[str, Callable[[pikepdf.Pdf], None]]] = [
    ("page-label", _label),
    ("link-dead", _link),
    ("bookmark-none", _outline),
    ("opening", _open),
    ("active", _act),
    ("active", _page_act),
    ("attached", _attach),
    ("form", _form),
    ("comment", _comment),
    ("title", _title),
    ("language", _language),
    ("structure", _structure),
    ("paper", _paper),
    ("font", _font),
    ("resolution", _fine),
]


def test_a_built_bundle_is_sound(bundle: Path) -> None:
    assert kinds(bundle) == []


@pytest.mark.parametrize(("kind", "spoil"), DEFECTS, ids=[kind for kind, _ in DEFECTS])
def test_a_defect_put_into_a_bundle_is_found_alone(
    bundle: Path, tmp_path: Path, kind: str, spoil: Callable[[pikepdf.Pdf], None]
) -> None:
    with pikepdf.open(bundle) as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "spoilt.pdf")
    assert kinds(tmp_path / "spoilt.pdf") == [kind]


def test_several_defects_are_each_found(bundle: Path, tmp_path: Path) -> None:
    with pikepdf.open(bundle) as pdf:
        _number(pdf)
        _turn(pdf)
        pdf.save(tmp_path / "spoilt.pdf", encryption=pikepdf.Encryption(owner="x"))
    found = kinds(tmp_path / "spoilt.pdf")
    assert {"locked", "turned", "no-text", "page-number"} <= set(found)


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.7 nonsense", "damaged"), (b"", "damaged")])
def test_what_is_no_bundle_is_said_to_be_damaged(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    facts: Any = facts_from(inspect(str(tmp_path / "x.pdf")))
    assert getattr(facts, kind)
    assert facts.pages == ()


def test_a_locked_bundle_is_said_to_be_locked(tmp_path: Path) -> None:
    with pikepdf.open(odd_pdf(tmp_path / "s.pdf", [{}])) as pdf:
        pdf.save(tmp_path / "x.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    assert facts_from(inspect(str(tmp_path / "x.pdf"))).locked


def test_a_font_named_in_no_known_encoding_does_not_make_the_bundle_damaged(
    bundle: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.pdf"
    with pikepdf.open(bundle) as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1))
        font.BaseFont = pikepdf.Object.parse(b"/#cb#ce#cc#e5")
        pdf.pages[1].add_resource(font, Name.Font)
        pdf.save(changed)
    found = kinds(changed)
    assert "damaged" not in found
    assert "bookmark-none" not in found
    assert any("\ufffd" in name for page in facts_from(inspect(str(changed))).pages for name in page.fonts)


SIZES = [(20, 12), (3, 3), (60, 20), (72, 290), (299, 299), (300, 300), (1200, 310)]


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_pages_of_any_size_and_turn_carry_their_number_and_few_letters_are_text(
    project_root: Path, tmp_path: Path, tag: str
) -> None:
    """What is little, or nothing at all, is told from a picture: the stamp and its ground are neither."""
    store = FolderStore(tmp_path / "store")
    box = [{"MediaBox": Array([0, 0, *size]), "Rotate": turn} for size in SIZES for turn in (0, 90, 180, 270)]
    few = odd_pdf(tmp_path / "few.pdf", box, b"BT /F 2 Tf 1 1 Td (ab) Tj ET")
    shapes = odd_pdf(tmp_path / "shapes.pdf", [{}, {"MediaBox": Array([0, 0, 20, 12])}], b"1 1 5 5 re f")
    nothing = odd_pdf(tmp_path / "nothing.pdf", [{}, {"MediaBox": Array([0, 0, 20, 12])}], b"q Q")
    exhibits = [exhibit(place, store.add(file)) for place, file in enumerate((few, shapes, nothing), 1)]
    with Apart() as apart:
        press = Press(Language(tag), apart, project_root / "resources")
        made = build_bundle(content(exhibits), store, tmp_path / "work", JobContext(), press)
    facts = facts_from(inspect(str(made.path)))
    first, second, third = (
        facts.pages[one.last_page - count : one.last_page]
        for one, count in zip(made.exhibits, (len(box), 2, 2), strict=True)
    )
    assert [page.numbered for page in facts.pages] == [True] * len(facts.pages)
    assert [(page.letters, page.drawn) for page in first] == [(2, False)] * len(box)
    assert [(page.letters, page.drawn) for page in second] == [(0, True)] * 2
    assert [(page.letters, page.drawn) for page in third] == [(0, False)] * 2

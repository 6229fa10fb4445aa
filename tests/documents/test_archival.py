"""Archival bundles: claimed where every part allows it, and a validator of others agrees each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.factories.dossier import FolderStore, content, exhibit, mail, odd_pdf
from xborder_desk.documents.archival import FORBIDDEN, NO_CLAIM, NO_COLOUR, NO_FONT, hindrance
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.apart import Apart
from xborder_desk.jobs.context import JobContext
from xborder_desk.pipelines.dossier import Press, build_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.domain.dossier import BundleResult

PROFILE = page.ValidationProfile.PDF_A_3B


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as opened:
        yield opened


def build(files: list[Path], apart: Apart, root: Path, work: Path) -> BundleResult:
    store = FolderStore(work / "store")
    types = {".pdf": "application/pdf", ".jpg": "image/jpeg"}
    exhibits = [exhibit(n, store.add(file), types[file.suffix]) for n, file in enumerate(files, 2)]
    press = Press(Language("de"), apart, root / "resources")
    return build_bundle(content([mail(1), *exhibits]), store, work / "work", JobContext(), press)


def failures(bundle: BundleResult) -> list[str]:
    report = page.validate_pdf(str(bundle.path), profile=PROFILE, limits=page.SafetyLimits.unlimited())
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def archival(path: Path, claimed: str = "3") -> Path:
    """Make a PDF that calls itself archival."""
    odd_pdf(path, [{}], b"0 0 9 9 re f")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[0].Resources
        with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
            about["pdfaid:part"] = claimed
        pdf.save(path)
    return path


def test_a_bundle_of_fit_parts_is_archival(
    apart: Apart, project_root: Path, corpora: Path, tmp_path: Path
) -> None:
    photo = next((corpora / "06-images").rglob("Landscape_6.jpg"))
    source = next((corpora / "05-pdf").rglob("graph_ocred.pdf"))
    bundle = build([photo, source, archival(tmp_path / "a.pdf")], apart, project_root, tmp_path)
    assert bundle.archival
    assert failures(bundle) == []


def test_one_unfit_part_is_enough_for_no_claim(
    apart: Apart, project_root: Path, corpora: Path, tmp_path: Path
) -> None:
    source = next((corpora / "05-pdf").rglob("form_dd0293.pdf"))
    bundle = build([source], apart, project_root, tmp_path)
    assert not bundle.archival
    assert failures(bundle)
    with pikepdf.open(bundle.path) as pdf, pdf.open_metadata() as about:
        assert "pdfaid:part" not in about
        assert "/OutputIntents" not in pdf.Root


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (b"0 0 0 1 k", NO_COLOUR),
        (b"/DeviceCMYK cs", NO_COLOUR),
        (b"/Custom ri", FORBIDDEN),
        (b"/Perceptual ri 0 g", ""),
    ],
)
def test_what_the_standard_forbids_is_found(tmp_path: Path, drawn: bytes, found: str) -> None:
    with pikepdf.open(archival(tmp_path / "a.pdf"), allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(drawn)
        assert hindrance(pdf) == found


def test_fonts_must_be_there_and_the_file_must_say_so(tmp_path: Path) -> None:
    with pikepdf.open(archival(tmp_path / "a.pdf"), allow_overwriting_input=True) as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        assert hindrance(pdf) == NO_FONT
    with pikepdf.open(archival(tmp_path / "b.pdf", "9")) as pdf:
        assert hindrance(pdf) == NO_CLAIM


def filled(path: Path, value: str) -> Path:
    """Make a PDF that calls itself archival and has a filled field without a picture, which it may not."""
    with pikepdf.open(archival(path), allow_overwriting_input=True) as pdf:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("Name"),
                V=String(value),
                F=4,
                Rect=Array([100, 200, 300, 224]),
            )
        )
        pdf.pages[0].Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 12 Tf 0 g"))
        pdf.save(path)
    return path


@pytest.mark.parametrize("value", ["Anna", "Müller", "Афины", "北京"])
def test_a_field_whose_picture_we_must_make_is_no_part_of_what_is_archival(
    apart: Apart, project_root: Path, tmp_path: Path, value: str
) -> None:
    bundle = build([filled(tmp_path / "form.pdf", value)], apart, project_root, tmp_path)
    assert not bundle.archival
    with pikepdf.open(bundle.path) as pdf, pdf.open_metadata() as about:
        assert "pdfaid:part" not in about


def test_a_form_may_leave_no_field_to_those_who_show_it(tmp_path: Path) -> None:
    with pikepdf.open(filled(tmp_path / "form.pdf", "Anna"), allow_overwriting_input=True) as pdf:
        assert hindrance(pdf) == FORBIDDEN
        pdf.pages[0].Annots[0].AP = Dictionary(N=pdf.make_stream(b""))
        assert hindrance(pdf) == ""
        pdf.Root.AcroForm.NeedAppearances = True
        assert hindrance(pdf) == FORBIDDEN
        del pdf.Root.AcroForm.NeedAppearances
        del pdf.pages[0].Annots[0].AP
        pdf.pages[0].Annots[0].Rect = Array([0, 0, 0, 0])  # like a signature that nobody is to see
        assert hindrance(pdf) == ""


@pytest.mark.prove
def test_no_real_file_makes_a_false_claim(
    apart: Apart, project_root: Path, corpora: Path, tmp_path: Path
) -> None:
    claimed = 0
    for number, file in enumerate(sorted((corpora / "05-pdf").rglob("*.pdf"))):
        bundle = build([file], apart, project_root, tmp_path / str(number))
        if bundle.archival:
            claimed += 1
            assert failures(bundle) == [], file.name
    assert claimed > 50

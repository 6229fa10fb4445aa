"""Pictures within a PDF: one that cannot be read whole is told of, wherever it hangs."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from xborder_desk.documents import embedded
from xborder_desk.documents.cleaning import clean_pdf
from xborder_desk.documents.embedded import lost_pictures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SIZE: Final = (120, 90)
CHANCE: Final = random.Random(5)  # noqa: S311 - the same dots every time
GRAIN: Final = Image.frombytes("L", SIZE, CHANCE.randbytes(SIZE[0] * SIZE[1]))


def packed(kind: str) -> bytes:
    out = io.BytesIO()
    GRAIN.save(out, kind)
    return out.getvalue()


WHOLE: Final = {"/DCTDecode": packed("JPEG"), "/JPXDecode": packed("JPEG2000")}


def pdf_of(path: Path, pictures: Sequence[tuple[str, bytes]], *, inside: bool = False) -> Path:
    """Write a PDF with a picture on each page, or inside a form on it."""
    with pikepdf.new() as pdf:
        for how, data in pictures:
            page = pdf.add_blank_page(page_size=(200, 200))
            picture = pdf.make_stream(data)
            picture.Type, picture.Subtype, picture.Filter = Name.XObject, Name.Image, Name(how)
            picture.Width, picture.Height = SIZE
            picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
            drawn, held = b"q 120 0 0 90 10 10 cm /A Do Q", Dictionary(XObject=Dictionary(A=picture))
            if inside:
                form = pdf.make_stream(drawn)
                form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
                form.Resources = held
                drawn, held = b"/F Do", Dictionary(XObject=Dictionary(F=form))
            page.obj.Resources, page.obj.Contents = held, pdf.make_stream(drawn)
        pdf.save(path)
    return path


def told(path: Path, first: int = 1) -> list[object]:
    with pikepdf.open(path) as pdf:
        return [one.fields["page"] for one in lost_pictures(pdf, str(path), first)]


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("how", list(WHOLE))
def test_a_whole_picture_is_nothing_to_tell_of(how: str, tmp_path: Path, *, inside: bool) -> None:
    assert told(pdf_of(tmp_path / "a.pdf", [(how, WHOLE[how])], inside=inside)) == []


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize(
    ("how", "data"),
    [
        ("/DCTDecode", WHOLE["/DCTDecode"][: len(WHOLE["/DCTDecode"]) // 2]),
        ("/DCTDecode", b"\0" * 40 + WHOLE["/DCTDecode"][40:]),
        ("/DCTDecode", b""),
        ("/JPXDecode", b"\0" * 60 + WHOLE["/JPXDecode"][60:]),
        ("/JBIG2Decode", CHANCE.randbytes(300)),
    ],
    ids=["cut photograph", "no photograph", "nothing", "other", "fax"],
)
def test_a_damaged_picture_is_told_of_with_its_page(
    how: str, data: bytes, tmp_path: Path, *, inside: bool
) -> None:
    pages = [("/DCTDecode", WHOLE["/DCTDecode"]), (how, data)]
    assert told(pdf_of(tmp_path / "a.pdf", pages, inside=inside)) == [2]


def test_what_stands_behind_a_photograph_does_no_harm(tmp_path: Path) -> None:
    photo = WHOLE["/DCTDecode"]
    assert told(pdf_of(tmp_path / "a.pdf", [("/DCTDecode", photo + bytes(3000))])) == []


def test_pages_are_counted_as_the_consumers_file_has_them(tmp_path: Path) -> None:
    good, bad = ("/DCTDecode", WHOLE["/DCTDecode"]), ("/DCTDecode", b"no")
    source = pdf_of(tmp_path / "a.pdf", [bad, good, ("/JBIG2Decode", b"no"), bad])

    def remarked(pages: tuple[int, int] | None) -> list[object]:
        cleaned = clean_pdf(str(source), str(tmp_path / "b.pdf"), pages)
        return [one.fields["page"] for one in cleaned.remarks if "page" in one.fields]

    assert remarked((2, 4)) == [3, 4]
    assert remarked(None) == [1, 3, 4]


def test_a_file_full_of_them_names_the_first_pages_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = [("/DCTDecode", b"no %d" % number) for number in range(embedded.MOST_TOLD + 5)]
    assert told(pdf_of(tmp_path / "a.pdf", bad)) == list(range(1, embedded.MOST_TOLD + 1))
    monkeypatch.setattr(embedded, "MOST_LOOKED_AT", 3)
    assert told(pdf_of(tmp_path / "b.pdf", bad)) == [1, 2, 3]


def test_the_real_files_have_whole_pictures(corpora: Path) -> None:
    wrong = {}
    for file in sorted((corpora / "05-pdf").rglob("*.pdf")):
        try:
            pdf = pikepdf.open(file)
        except (pikepdf.PdfError, pikepdf.PasswordError):
            continue
        with pdf:
            found = lost_pictures(pdf, str(file), 1)
        if found:
            wrong[file.name] = found
    assert wrong == {}

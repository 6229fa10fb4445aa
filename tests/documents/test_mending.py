"""Mending: a PDF without its end is shown if nothing of its pages is lost, and refused if anything is."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from xborder_desk.documents.boxes import LETTER
from xborder_desk.documents.cleaning import REPAIRED, clean_pdf
from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.mending import mend

if TYPE_CHECKING:
    from pathlib import Path

WORDS = b"BT /F1 24 Tf 72 700 Td (all of it) Tj ET q 50 0 0 50 72 500 cm /X1 Do Q"


def stream(head: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (head, len(data), data)


def objects(page: bytes = b"/MediaBox[0 0 595 842]") -> list[bytes]:
    """Catalog, pages, a page, what it shows, its font, its picture: in this order, from 1."""
    picture = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R%b/Resources<</Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>>>/Contents 4 0 R>>"
        % page,
        stream(b"/Filter/FlateDecode", zlib.compress(WORDS)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(picture, b"\x80"),
    ]


def written(given: list[bytes], *, table: bool = True) -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(given, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    if not table:
        return made + b"xref\n0 7\n0000000000 6"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n" % (len(given) + 1, rows)
    return made + head + b"<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(given) + 1, len(made))


def words_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return str(pdf[0].get_textpage().get_text_range())
    finally:
        pdf.close()


def test_a_pdf_without_its_end_is_shown_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(written(objects(), table=False))
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(tmp_path / "s.pdf")
    cleaned = clean_pdf(str(tmp_path / "s.pdf"), str(tmp_path / "a.pdf"), None)
    assert (cleaned.count, cleaned.remarks) == (1, [REPAIRED])
    assert words_of(tmp_path / "a.pdf") == "all of it"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "s.pdf"]


def test_a_pdf_whose_table_points_astray_is_shown_with_a_remark(tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(written(objects()).replace(b"startxref\n", b"startxref\n9"))
    cleaned = clean_pdf(str(tmp_path / "s.pdf"), str(tmp_path / "a.pdf"), None)
    assert (cleaned.count, cleaned.remarks) == (1, [REPAIRED])
    (tmp_path / "w.pdf").write_bytes(written(objects()))
    assert clean_pdf(str(tmp_path / "w.pdf"), str(tmp_path / "a.pdf"), None).remarks == []


@pytest.mark.parametrize("lost", [3, 4, 5, 6], ids=["page", "contents", "font", "picture"])
def test_a_pdf_of_which_something_is_lost_is_not_taken_for_whole(tmp_path: Path, lost: int) -> None:
    (tmp_path / "s.pdf").write_bytes(written(objects()[: lost - 1], table=False))
    assert not mend(str(tmp_path / "s.pdf"), str(tmp_path / "m.pdf"))
    with pytest.raises(CannotShowError, match="damaged"):
        clean_pdf(str(tmp_path / "s.pdf"), str(tmp_path / "a.pdf"), None)
    assert [path.name for path in tmp_path.iterdir()] == ["s.pdf"]


@pytest.mark.parametrize("end", [0.2, 0.5, 0.8])
def test_contents_that_are_cut_are_lost(tmp_path: Path, end: float) -> None:
    given = objects()
    packed = zlib.compress(WORDS * 50)
    given.append(given.pop(3))  # what the page shows comes last
    given[2] = (
        given[2]
        .replace(b"4 0 R>>", b"6 0 R>>")
        .replace(b"6 0 R>>>>", b"5 0 R>>>>")
        .replace(b"5 0 R>>/X", b"4 0 R>>/X")
    )
    given[-1] = stream(b"/Filter/FlateDecode", packed)
    whole = written(given, table=False)
    (tmp_path / "w.pdf").write_bytes(whole)
    assert mend(str(tmp_path / "w.pdf"), str(tmp_path / "m.pdf"))
    (tmp_path / "s.pdf").write_bytes(whole[: whole.index(packed) + int(len(packed) * end)])
    assert not mend(str(tmp_path / "s.pdf"), str(tmp_path / "m2.pdf"))


def test_pages_that_are_missing_are_counted(tmp_path: Path) -> None:
    given = objects()
    given[1] = b"<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>"
    (tmp_path / "s.pdf").write_bytes(written(given, table=False))
    assert not mend(str(tmp_path / "s.pdf"), str(tmp_path / "m.pdf"))


def test_what_is_locked_or_no_pdf_is_not_mended(tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(b"no PDF at all")
    assert not mend(str(tmp_path / "s.pdf"), str(tmp_path / "m.pdf"))
    (tmp_path / "w.pdf").write_bytes(written(objects()))
    with pikepdf.open(tmp_path / "w.pdf") as pdf:
        pdf.save(tmp_path / "l.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert not mend(str(tmp_path / "l.pdf"), str(tmp_path / "m.pdf"))


def test_nothing_is_fetched_from_another_file(tmp_path: Path) -> None:
    given = objects()
    given[3] = stream(b"/F(/somewhere/else.bin)/FFilter/FlateDecode", WORDS)
    form = (
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(http://elsewhere.example/a.pdf)/Page 0>>/OPI<<>>"
    )
    given[5] = stream(form, b"0 0 9 9 re f")
    (tmp_path / "s.pdf").write_bytes(written(given))
    clean_pdf(str(tmp_path / "s.pdf"), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        told = b"".join(one.unparse() for one in pdf.objects)
        assert b"else" not in told
        assert pdf.pages[0].Contents.read_bytes() == WORDS
        assert pdf.pages[0].Resources.XObject.X1.read_bytes() == b"0 0 9 9 re f"


@pytest.mark.parametrize(
    ("turn", "size"),
    [
        (b"90", (842, 595)),
        (b"90.0", (842, 595)),
        (b"-90.0", (842, 595)),
        (b"45", (595, 842)),
        (b"450", (842, 595)),
        (b"(x)", (595, 842)),
    ],
)
def test_a_turn_with_a_point_is_a_turn(tmp_path: Path, turn: bytes, size: tuple[int, int]) -> None:
    (tmp_path / "s.pdf").write_bytes(written(objects(b"/MediaBox[0 0 595 842]/Rotate " + turn)))
    clean_pdf(str(tmp_path / "s.pdf"), str(tmp_path / "a.pdf"), None)
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert tuple(map(round, pdf[0].get_size())) == size
    pdf.close()


@pytest.mark.parametrize(
    "box", [b"[0 0 99999999999 99999999999]", b"[0 0 0 0]", b"[0 0 (a) null]", b"[0 0 5]"]
)
def test_a_box_that_is_none_becomes_a_sheet(tmp_path: Path, box: bytes) -> None:
    (tmp_path / "s.pdf").write_bytes(written(objects(b"/CropBox%b/MediaBox%b" % (box, box))))
    clean_pdf(str(tmp_path / "s.pdf"), str(tmp_path / "a.pdf"), None)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert tuple(map(float, pdf.pages[0].mediabox)) == LETTER
        assert tuple(map(float, pdf.pages[0].cropbox)) == LETTER
    assert words_of(tmp_path / "a.pdf") == "all of it"

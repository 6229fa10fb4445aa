"""PDF documents: whole, locked, cut, loaded."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import pdf
from xborder_desk.evidence.pdf import insides, sheets
from xborder_desk.evidence.pdf.objects import entries, entry, words

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 25


def many_pages() -> bytes:
    """Pages first, what stands on them after: so that a cut takes the content and leaves the pages."""
    numbers = range(PAGES)
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in numbers)
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%b]>>" % (PAGES, kids)]
    objects += [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents %d 0 R/Resources%b>>"
        % (3 + PAGES + number, font)
        for number in numbers
    ]
    for number in numbers:
        stream = b"BT /F1 24 Tf 20 60 Td (Page %d) Tj ET" % (number + 1) + b" " * 300
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail


def read(tmp_path: Path, data: bytes, room: int = 1 << 20) -> Reading:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    return Reading.from_plain(pdf.read(str(path), path.name, room))


def made(**changes: Any) -> tuple[pikepdf.Pdf, io.BytesIO]:
    document = pikepdf.open(io.BytesIO(pdf.sample()))
    for key, value in changes.items():
        document.Root[f"/{key}"] = value
    return document, io.BytesIO()


def saved(document: pikepdf.Pdf, **how: Any) -> bytes:
    kept = io.BytesIO()
    document.save(kept, **how)
    return kept.getvalue()


def sentences(reading: Reading) -> str:
    return " ".join(map(str, reading.warnings))


def test_text_pages_and_thumbnail(tmp_path: Path) -> None:
    reading = read(tmp_path, many_pages())
    assert (reading.pages, reading.facts["pages"], reading.warnings) == (PAGES, PAGES, ())
    assert [text.strip() for text in reading.page_texts] == [f"Page {number + 1}" for number in range(PAGES)]
    assert reading.thumbnail is not None
    with Image.open(io.BytesIO(reading.thumbnail)) as image:
        assert (image.format, image.size) == ("JPEG", (320, 160))


def test_title_dates_and_language_are_told(tmp_path: Path) -> None:
    document, _ = made()
    document.docinfo["/Title"] = "Rechnung №7"
    document.docinfo["/CreationDate"] = "D:20260315120000+01'00'"
    document.docinfo["/Producer"] = "Press"
    reading = read(tmp_path, saved(document))
    assert (reading.title, reading.date, reading.language) == (
        "Rechnung №7",
        "2026-03-15T12:00:00+01:00",
        "en",
    )
    assert reading.facts["producer"] == "Press"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("untitled", "paper.pdf"),
        ("Untitled Document 3", "paper.pdf"),
        ("(Unbenannt)", "paper.pdf"),
        ("未命名 2", "paper.pdf"),
        ("Sans titre", "paper.pdf"),
        ("Untitled letters of Vienna", "Untitled letters of Vienna"),
        ("4711", "4711"),
    ],
)
def test_a_title_that_says_nothing_gives_way_to_the_name_of_the_file(
    tmp_path: Path, given: str, shown: str
) -> None:
    document, _ = made()
    document.docinfo["/Title"] = given
    reading = read(tmp_path, saved(document))
    assert (reading.title, reading.facts["title"]) == (shown, given)


def test_the_title_of_xmp_counts_when_there_is_no_other(tmp_path: Path) -> None:
    document, _ = made()
    with document.open_metadata(update_docinfo=False) as xmp:
        xmp["dc:title"] = "From XMP"
    assert read(tmp_path, saved(document)).title == "From XMP"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("D:20260315120000Z", "2026-03-15T12:00:00+00:00"),
        ("D:20260315120000-05'30'", "2026-03-15T12:00:00-05:30"),
        ("D:202603151200", "2026-03-15T12:00:00"),
        ("20260315", "2026-03-15"),
        ("D:202603", "2026-03"),
        ("D:2026", "2026"),
        ("D:20269999", "2026"),
        ("D:20260231120000Z", "2026-02"),
        ("D:20260315250000Z", "2026-03-15"),
        ("D:20260315120000+99'00'", "2026-03-15T12:00:00"),
        ("D:00000000000000Z", None),
        ("0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_as_exact_as_given(text: str, moment: str | None) -> None:
    assert insides.moment(text) == moment


def test_a_date_that_is_none_is_said_and_left_out(tmp_path: Path) -> None:
    document, _ = made()
    document.docinfo["/CreationDate"] = "D:00001231000000Z"
    reading = read(tmp_path, saved(document))
    assert (reading.date, "created" in reading.facts) == (None, False)
    (told,) = [one for one in reading.warnings if one.text == insides.NO_DATE]
    assert told.fields["given"] == "D:00001231000000Z"
    assert not told.missing


def test_a_cut_document_says_how_many_pages_are_gone(tmp_path: Path) -> None:
    data = many_pages()
    reading = read(tmp_path, data[: len(data) // 2])
    broken = reading.facts["unreadable_pages"]
    assert isinstance(broken, int)
    assert PAGES // 2 < broken < PAGES
    assert f"damaged: {broken} of {PAGES} pages" in sentences(reading)
    assert sum(bool(text.strip()) for text in reading.page_texts) == PAGES - broken
    assert reading.viewable


def test_a_document_without_its_last_bytes_is_read_whole(tmp_path: Path) -> None:
    reading = read(tmp_path, many_pages()[:-200])
    assert "breaks the rules" in sentences(reading)
    assert "unreadable_pages" not in reading.facts
    assert all(text.strip() for text in reading.page_texts)


def test_a_locked_document_is_kept_with_the_reason(tmp_path: Path) -> None:
    document, _ = made()
    data = saved(document, encryption=pikepdf.Encryption(user="u", owner="o"))
    reading = read(tmp_path, data)
    assert (reading.encrypted, reading.viewable, reading.pages) == (True, False, None)
    assert "password" in sentences(reading)


def test_restrictions_are_told(tmp_path: Path) -> None:
    document, _ = made()
    allow = pikepdf.Permissions(extract=False, modify_assembly=True, print_highres=False)
    reading = read(tmp_path, saved(document, encryption=pikepdf.Encryption(user="", owner="o", allow=allow)))
    assert reading.facts["restrictions"] == ["copying", "printing-fine"]
    assert reading.encrypted
    assert reading.viewable
    assert "Sample" in reading.page_texts[0]


def test_files_inside_become_parts_as_far_as_there_is_room(tmp_path: Path) -> None:
    document, _ = made()
    document.attachments["../order.csv"] = b"1;2"
    document.attachments["large.bin"] = bytes(5000)
    reading = read(tmp_path, saved(document), room=1000)
    assert [(part.name, part.data) for part in reading.parts] == [("order.csv", b"1;2")]
    assert reading.facts["embedded"] == ["order.csv", "large.bin"]
    assert "large.bin" in sentences(reading)


def test_active_content_is_noted_and_signatures_counted(tmp_path: Path) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    signature = pikepdf.Dictionary(FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(Type=pikepdf.Name.Sig))
    open_field = pikepdf.Dictionary(FT=pikepdf.Name.Sig)
    document, _ = made(OpenAction=script, AcroForm=pikepdf.Dictionary(Fields=[signature, open_field]))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    document.pages[0].obj["/Annots"] = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=launch)]
    )
    reading = read(tmp_path, saved(document))
    assert reading.facts["active"] == ["javascript", "launch"]
    assert reading.facts["signatures"] == 1
    assert "active content" in sentences(reading)


def test_a_document_of_pictures_says_it_cannot_be_searched(tmp_path: Path) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    assert "may be scans" in sentences(read(tmp_path, saved(document)))


def test_the_text_of_very_long_documents_ends_with_a_word_about_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_PAGES", 4)
    reading = read(tmp_path, many_pages())
    assert (reading.pages, len(reading.page_texts)) == (PAGES, 4)
    assert f"first 4 of {PAGES} pages" in sentences(reading)


def test_a_form_in_a_loop_ends() -> None:
    document, _ = made()
    field = document.make_indirect(pikepdf.Dictionary())
    field["/Kids"] = pikepdf.Array([field, field])
    document.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    assert insides.signatures(document) == 0


def test_entries_of_the_wrong_kind_are_none() -> None:
    assert entry(None, "/A") is None
    assert entry(3, "/A") is None
    assert entries(pikepdf.Dictionary()) == []
    assert words(pikepdf.Name.A) == ""
    assert words(pikepdf.String("a\n b")) == "a b"


@pytest.mark.parametrize(
    ("head", "name", "least"),
    [(b"%PDF-1.7", "", 1.0), (b"junk\n%PDF-1.4", "", 0.8), (b"junk", "a.pdf", 0.1), (b"junk", "a.txt", 0.0)],
)
def test_the_mark_is_found(head: bytes, name: str, least: float) -> None:
    assert pdf.sniff(head, name) >= least
    assert (pdf.sniff(head, name) > 0) == (least > 0)


def test_a_locked_document_opens_with_its_password_and_with_no_other(tmp_path: Path) -> None:
    document, _ = made()
    path = tmp_path / "locked.pdf"
    path.write_bytes(saved(document, encryption=pikepdf.Encryption(user="u", owner="o")))
    opened = Reading.from_plain(pdf.read(str(path), path.name, 1 << 20, "u"))
    assert (opened.encrypted, opened.viewable) == (True, True)
    assert "locked" not in opened.facts
    wrong = Reading.from_plain(pdf.read(str(path), path.name, 1 << 20, "x"))
    assert (wrong.facts["locked"], wrong.viewable) == (True, False)
    assert "does not open" in sentences(wrong)

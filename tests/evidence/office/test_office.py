"""Office files: read, warned of, never run."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, office

if TYPE_CHECKING:
    from pathlib import Path

WORD = '<w:document xmlns:w="urn:w"><w:body>{}</w:body></w:document>'
OPEN = (
    '<o:document-content xmlns:o="urn:o" xmlns:text="urn:t" xmlns:table="urn:b"><o:body><o:{0}>{1}</o:{0}>'
    "</o:body></o:document-content>"
)
CORE = (
    '<c xmlns:dc="urn:dc" xmlns:dcterms="urn:t"><dc:title>Bill</dc:title><dc:creator>Ann</dc:creator>'
    "<dcterms:created>2026-03-01T10:00:00Z</dcterms:created></c>"
)


def packed(**members: str | bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for name, data in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return kept.getvalue()


def read(tmp_path: Path, data: bytes, name: str = "letter.docx", room: int = 1 << 20) -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind_of(data[:8192], name) is office.KIND
    return Reading.from_plain(office.read(str(path), name, room))


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_letter_with_its_table_notes_and_properties(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in ("Ware", "Preis"))
    body = paragraph("Dear &amp; all") + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("End")
    data = packed(
        word__document_dot_xml=WORD.format(body),
        word__footnotes_dot_xml=WORD.format(paragraph("A note")),
        docProps__core_dot_xml=CORE,
        word__media__shot_dot_png=b"png",
    )
    reading = read(tmp_path, data)
    assert reading.page_texts == ("Dear & all\nWare\tPreis\nEnd\n\nA note",)
    assert (reading.title, reading.date) == ("Bill", "2026-03-01T10:00:00+00:00")
    assert reading.facts["author"] == "Ann"
    assert [(part.name, part.data) for part in reading.parts] == [("shot.png", b"png")]
    assert reading.warnings == ()


def test_deleted_and_hidden_words_are_told_apart_from_what_stands_there(tmp_path: Path) -> None:
    body = (
        '<w:p><w:del w:author="Bo"><w:r><w:delText>gone</w:delText></w:r></w:del>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>"
    )
    reading = read(tmp_path, packed(word__document_dot_xml=WORD.format(body)))
    assert reading.page_texts == ("seen",)
    assert (reading.facts["deleted_text"], reading.facts["hidden_text"]) == ("gone", "secret")
    assert len(reading.warnings) == 2


def test_a_workbook_gives_its_sheets_and_names_the_hidden(tmp_path: Path) -> None:
    import datetime as dt  # noqa: PLC0415 - only here

    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Orders"
    first.append(["No", "When", "Price", None])
    first.append([4711, dt.datetime(2026, 3, 2), 49.9])  # noqa: DTZ001 - a workbook knows no zones
    book.create_sheet("Notes").sheet_state = "hidden"
    kept = io.BytesIO()
    book.save(kept)
    reading = read(tmp_path, kept.getvalue(), "orders.xlsx")
    assert reading.page_texts == ("Orders\nNo\tWhen\tPrice\n4711\t2026-03-02\t49.9", "Notes")
    assert reading.facts["sheets"] == [
        {"name": "Orders", "lines": 2, "hidden": False},
        {"name": "Notes", "lines": 0, "hidden": True},
    ]
    assert "hidden" in str(reading.warnings[0])


def test_slides_come_in_their_order_with_their_notes(tmp_path: Path) -> None:
    relation = '<r><Relationship Id="{}" Type="x/{}" Target="{}"/></r>'
    slide = '<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:t>{}</a:t></a:p></p:sld>'
    both = "".join(relation.format(f"r{n}", "slide", f"slides/slide{n}.xml")[3:-4] for n in (1, 2))
    data = packed(
        ppt__presentation_dot_xml='<p xmlns:r="urn:r"><sldId id="6" r:id="r2"/><sldId id="7" r:id="r1"/></p>',
        ppt___rels__presentation_dot_xml_dot_rels=f"<r>{both}</r>",
        ppt__slides__slide1_dot_xml=slide.format("One"),
        ppt__slides__slide2_dot_xml=slide.format("Two"),
        ppt__slides___rels__slide1_dot_xml_dot_rels=relation.format("n", "notesSlide", "../notes/n.xml"),
        ppt__notes__n_dot_xml=slide.format("Say it"),
    )
    reading = read(tmp_path, data, "talk.pptx")
    assert reading.page_texts == ("Two", "One\n\nSay it")
    assert reading.pages == 2


def test_open_documents_and_their_tables(tmp_path: Path) -> None:
    words = '<text:p>One<text:s text:c="2"/>two<text:tab/>three</text:p>'
    data = packed(
        content_dot_xml=OPEN.format("text", words), mimetype=b"application/vnd.oasis.opendocument.text"
    )
    assert read(tmp_path, data, "letter.odt").page_texts == ("One  two\tthree",)
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('Ware')}<table:table-cell/>{cell.format('49')}</table:table-row>"
    table = f'<table:table table:name="Orders">{row}</table:table>'
    reading = read(tmp_path, packed(content_dot_xml=OPEN.format("spreadsheet", table)), "orders.ods")
    assert (reading.page_texts, reading.pages) == (("Orders\nWare\t\t49",), 1)


def test_a_book_gives_its_chapters(tmp_path: Path) -> None:
    package = (
        '<package xmlns:dc="urn:dc"><dc:title>Terms</dc:title><manifest><item id="c" href="c%201.xhtml"/>'
        '</manifest><spine><itemref idref="c"/><itemref idref="gone"/></spine></package>'
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
        made.writestr("META-INF/container.xml", '<c><rootfile full-path="in/book.opf"/></c>')
        made.writestr("in/book.opf", package)
        made.writestr("in/c 1.xhtml", "<html><body><p>Pay first.</p></body></html>")
    reading = read(tmp_path, kept.getvalue(), "terms.epub")
    assert (reading.title, reading.page_texts) == ("Terms", ("Pay first.",))
    assert "gone" in str(reading.warnings[0])


def test_bombs_are_refused(tmp_path: Path) -> None:
    grown = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><w>&c;</w>'
    assert "damaged" in str(read(tmp_path, packed(word__document_dot_xml=grown)).warnings[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "ROOM", 100_000)
        reading = read(tmp_path, packed(word__document_dot_xml=WORD.format(" " * 1_000_000)))
    assert "more than is allowed" in str(reading.warnings[0])
    deep = "<w:p>" * 100_000
    assert read(tmp_path, packed(word__document_dot_xml=deep)).warnings


def test_locked_files_say_so(corpora: Path, tmp_path: Path) -> None:
    locked = b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml"
    assert "damaged" in str(read(tmp_path, locked).warnings[0])
    manifest = "<m><encryption-data/></m>"
    data = packed(content_dot_xml="<x/>", **{"META-INF__manifest_dot_xml": manifest})
    reading = read(tmp_path, data, "secret.odt")
    assert reading.encrypted
    assert "password" in str(reading.warnings[0])
    assert corpora.is_dir()


def test_every_real_office_file_opens_also_under_the_name_it_is_kept_by(
    corpora: Path, tmp_path: Path
) -> None:
    empty = 0
    count = 0
    for file in sorted((corpora / "03-office").rglob("*")):
        if not file.is_file():
            continue
        with file.open("rb") as opened:
            if kind_of(opened.read(8192), file.name) is not office.KIND:
                continue
        kept = tmp_path / "0123abcd"
        kept.write_bytes(file.read_bytes())
        reading = Reading.from_plain(office.read(str(kept), file.name, 1 << 26))
        assert not any("damaged" in str(told) for told in reading.warnings), file.name
        count += 1
        empty += not reading.viewable
    assert count >= 110
    assert empty <= 25  # Apple's, and those that hold only pictures


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("testRTFWindowsCodepage1250.rtf", "zażółć gęślą jaźń"),
        ("testRTFUnicodeGothic.rtf", "𐌲𐌿𐍄𐌹𐍃𐌺"),
        ("testFontAfterBufferedText.rtf", "Уважаемый клиент!"),
        ("testWORD6.doc", "The quick brown fox jumps over the lazy dog"),
        ("testComment.doc", "Here is a comment"),
        ("testWORD_2006ml.doc", "The quick brown fox jumped over the lazy brown dog"),
        ("footnotes.docx", "snoska"),
        ("testWORD_phonetic.docx", "東京"),
        ("testEXCEL_embeded.xls", "The\tquick\tbrown\tfox"),
        ("testEXCEL_big_numbers.xlsx", "123456789012345\t123456789012346"),
        ("testPPT_diagramData.pptx", "President"),
        ("testPPT_custom_props.ppt", "Test extraction properties"),
        ("testODTStyles2.odt", "Naam"),
        ("testODP_NPE.odp", "What does sociology contribute"),
        ("testEPUB_xml_ext.epub", "clocks were striking thirteen"),
    ],
)
def test_what_real_files_say(name: str, words: str, corpora: Path) -> None:
    file = next((corpora / "03-office").rglob(name))
    reading = Reading.from_plain(office.read(str(file), file.name, 1 << 26))
    assert words in "\n".join(reading.page_texts)

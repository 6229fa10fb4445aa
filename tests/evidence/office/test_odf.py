"""OpenDocument files as programs write them: texts in their order, hidden and deleted words apart, sheets."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, office

if TYPE_CHECKING:
    from pathlib import Path

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "fo")
)
SORTS = {
    ".odt": ("application/vnd.oasis.opendocument.text", "text"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    ".odp": ("application/vnd.oasis.opendocument.presentation", "presentation"),
}
META = (
    '<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="d"><office:meta>'
    "<dc:title>Complaint</dc:title>"
    "<meta:initial-creator>Jana</meta:initial-creator><dc:creator>Bo</dc:creator>"
    "<dc:language>de-DE</dc:language>"
    "<meta:creation-date>2026-03-02T09:30:00.123456789</meta:creation-date>"
    "<dc:date>2026-03-03T10:00:00Z</dc:date>"
    "</office:meta></office:document-meta>"
)


def written(suffix: str, body: str, styles: str = "", **more: str) -> bytes:
    media_type, element = SORTS[suffix]
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{element}>{body}</office:{element}></office:body></office:document-content>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("mimetype", media_type)
        packed.writestr("content.xml", content)
        for name, data in more.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), data)
    return kept.getvalue()


def read(tmp_path: Path, data: bytes, name: str) -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind_of(data[:8192], name) is office.KIND
    return Reading.from_plain(office.read(str(path), name, 1 << 20))


def said(tmp_path: Path, body: str, styles: str = "") -> Reading:
    return read(tmp_path, written(".odt", body, styles), "letter.odt")


def test_a_letter_in_its_order(tmp_path: Path) -> None:
    body = (
        "<text:h>Complaint</text:h><text:p>Dear <text:span>Sir</text:span>,"
        "<text:tab/>hello<text:line-break/>there"
        '<text:s text:c="3"/>!</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item>'
        "</text:list>"
        "<text:p>see <text:a>here</text:a><text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body>"
        "<text:p>a note</text:p></text:note-body></text:note> end</text:p>"
    )
    (page,) = said(tmp_path, body).page_texts
    assert page.startswith("Complaint\nDear Sir,\thello\nthere   !\none\nsee here")
    assert "a note" in page
    assert page.index("one") < page.index("a note") < page.index("end")


def test_what_a_letter_notes_of_itself(tmp_path: Path) -> None:
    reading = read(tmp_path, written(".odt", "<text:p>x</text:p>", meta_xml=META), "letter.odt")
    assert (reading.title, reading.date, reading.language) == (
        "Complaint",
        "2026-03-03T10:00:00+00:00",
        "de-DE",
    )
    assert (reading.facts["author"], reading.facts["last_author"]) == ("Jana", "Bo")
    assert reading.facts["created"] == "2026-03-02T09:30:00"


def test_hidden_words_are_told_apart(tmp_path: Path) -> None:
    mark = 'text:display="none"'
    styles = (
        f'<style:style style:name="T1" style:family="text"><style:text-properties {mark}/></style:style>'
        '<style:style style:name="T2"><style:text-properties fo:color="#ff0000"/></style:style>'
        f'<style:style style:name="P1" style:family="paragraph"><style:text-properties {mark}/></style:style>'
    )
    body = (
        '<text:p>seen <text:span text:style-name="T1">not <text:span text:style-name="T2">at all</text:span>'
        '</text:span>again <text:span text:style-name="T2">in red</text:span></text:p>'
        '<text:p text:style-name="P1">nor this</text:p><text:p>but this</text:p>'
    )
    reading = said(tmp_path, body, styles)
    assert reading.page_texts == ("seen again in red\nbut this",)
    assert reading.facts["hidden_text"] == "not at all nor this"
    assert [told.text for told in reading.warnings] == [
        "The document holds text that is hidden from the reader."
    ]


def test_words_hidden_by_a_condition_are_told_apart(tmp_path: Path) -> None:
    body = '<text:p>seen<text:hidden-text text:condition="1" text:string-value="not seen"/></text:p>'
    reading = said(tmp_path, body)
    assert reading.page_texts == ("seen",)
    assert reading.facts["hidden_text"] == "not seen"


def test_head_and_foot_of_the_pages_are_read(tmp_path: Path) -> None:
    styles = (
        f"<office:document-styles {SPACES}><style:master-page><style:header>"
        "<text:p>Shop GmbH</text:p></style:header>"
        "<style:footer><text:p>Page</text:p></style:footer></style:master-page></office:document-styles>"
    )
    reading = read(tmp_path, written(".odt", "<text:p>Body</text:p>", styles_xml=styles), "letter.odt")
    assert reading.page_texts == ("Body\n\nShop GmbH\nPage",)


def sheet(name: str, rows: str, style: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{styled}>{rows}</table:table>'


def cell(words: str) -> str:
    return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"


HIDDEN = "".join(
    f'<style:style style:name="{name}"><style:table-properties table:display="{shown}"/></style:style>'
    for name, shown in (("ta1", "true"), ("ta2", "false"))
)


def test_sheets_are_pages_and_hidden_ones_are_named(tmp_path: Path) -> None:
    row = f"<table:table-row>{cell('Price')}{cell('249,90 €')}</table:table-row>"
    body = sheet("Orders", row, "ta1") + sheet("Secret", row, "ta2")
    reading = read(tmp_path, written(".ods", body, HIDDEN), "orders.ods")
    assert reading.page_texts == ("Orders\nPrice\t249,90 €", "Secret\nPrice\t249,90 €")
    assert reading.pages == 2
    assert reading.facts["sheets"] == [
        {"name": "Orders", "hidden": False},
        {"name": "Secret", "hidden": True},
    ]
    assert [told.text for told in reading.warnings] == ["The workbook has hidden sheets."]


def test_a_workbook_that_hides_nothing_says_nothing(tmp_path: Path) -> None:
    row = f"<table:table-row>{cell('x')}</table:table-row>"
    reading = read(tmp_path, written(".ods", sheet("A", row, "ta1"), HIDDEN), "orders.ods")
    assert reading.warnings == ()
    assert "sheets" not in reading.facts


def test_rows_that_stand_for_a_million_do_not_grow(tmp_path: Path) -> None:
    full = f'<table:table-row table:number-rows-repeated="1000000">{cell("x")}</table:table-row>'
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    reading = read(tmp_path, written(".ods", sheet("S", full + empty)), "s.ods")
    assert reading.page_texts == ("S\nx",)


def test_slides_are_pages(tmp_path: Path) -> None:
    body = "".join(
        f'<draw:page draw:name="p{number}"><draw:frame><draw:text-box><text:p>Slide {number}</text:p>'
        "</draw:text-box></draw:frame></draw:page>"
        for number in (1, 2, 3)
    )
    reading = read(tmp_path, written(".odp", body), "talk.odp")
    assert reading.page_texts == ("Slide 1", "Slide 2", "Slide 3")


def test_one_that_is_locked_says_so(tmp_path: Path) -> None:
    manifest = "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    data = written(".odt", "<text:p>x</text:p>", **{"META-INF__manifest_xml": manifest})
    reading = read(tmp_path, data, "letter.odt")
    assert reading.encrypted
    assert "locked with a password" in reading.warnings[0].text


def test_pictures_come_out_as_far_as_there_is_room(tmp_path: Path) -> None:
    data = written(".odt", "<text:p>x</text:p>", Pictures__a_png="small", Pictures__b_png="x" * (1 << 20))
    reading = read(tmp_path, data, "letter.odt")
    assert [(part.name, part.data) for part in reading.parts] == [("a.png", b"small")]
    assert any("b.png" in str(told.fields) for told in reading.warnings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    pieces=st.lists(
        st.tuples(st.booleans(), st.text(st.sampled_from("abc äß漢"), min_size=1, max_size=8)), max_size=8
    )
)
def test_every_word_stands_in_one_place(pieces: list[tuple[bool, str]], tmp_path: Path) -> None:
    """Shown or hidden in any order and depth: nothing is lost, nothing comes twice."""
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    spans = "".join(
        f'<text:span text:style-name="{"T1" if hidden else "T2"}">{words}</text:span>'
        for hidden, words in pieces
    )
    reading = said(tmp_path, f"<text:p>start {spans} end</text:p>", styles)
    seen = "".join(words for hidden, words in pieces if not hidden)
    unseen = "".join(words for hidden, words in pieces if hidden)
    assert "".join(reading.page_texts[0].split()) == "".join(f"start{seen}end".split())
    assert "".join(str(reading.facts.get("hidden_text", "")).split()) == "".join(unseen.split())

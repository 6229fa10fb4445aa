"""The readers of the single formats, where a whole file would hide what they do."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.packed import Packed, PackedError
from xborder_desk.evidence import msg, office
from xborder_desk.evidence.office import book, legacy, odf, ooxml, sheets, slides, words
from xborder_desk.evidence.office.found import Found, tidy
from xborder_desk.evidence.office.xml import BrokenXmlError, fields, tags

if TYPE_CHECKING:
    from pathlib import Path


def packed(tmp_path: Path, members: dict[str, str]) -> Packed:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    path = tmp_path / "a.zip"
    path.write_bytes(kept.getvalue())
    return Packed(path)


def test_tags_come_with_the_text_behind_them() -> None:
    found = [
        (tag.name, tag.opening, tag.text)
        for tag in tags(b'<a xmlns="urn:x"><b y="1">one</b>two<c/>three</a>')
    ]
    assert found == [
        ("a", True, ""),
        ("b", True, "one"),
        ("b", False, "two"),
        ("c", True, ""),
        ("c", False, "three"),
        ("a", False, ""),
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_every_coding(codec: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with pytest.raises(BrokenXmlError):
        list(tags(text.encode(codec)))


def test_broken_xml_is_a_known_fault_or_passed_over() -> None:
    with pytest.raises(BrokenXmlError):
        list(tags(b"<a><b>one</a>"))
    assert [tag.text for tag in tags(b"<a><b>one</a>", lenient=True) if tag.name == "b"][:1] == ["one"]
    assert fields(b"<a><title> A  b </title><title>c</title><d/></a>") == {"title": "A b"}


def test_what_is_noted_is_made_exact() -> None:
    found = Found()
    for name, value in (("a", "2026-03-02T09:30:00.123Z"), ("b", "2026"), ("c", "soon"), ("d", "1601-01-01")):
        found.note_time(name, value)
    found.note("e", " x \n y ")
    found.note("f", "")
    assert found.facts == {"a": "2026-03-02T09:30:00+00:00", "b": "2026", "e": "x y"}
    assert found.add_part("../a.txt", b"12345", 4) == 4
    assert found.add_part("../a.txt", b"1234", 4) == 0
    assert (found.left, [part.name for part in found.parts]) == (["a.txt"], ["a.txt"])
    assert tidy("a  \r\n\n\n\nb\0\n") == "a\n\nb"


def test_relations_stay_inside_the_file(tmp_path: Path) -> None:
    rows = (
        '<r><Relationship Id="1" Type="t/slide" Target="../a/b.xml"/>'
        '<Relationship Id="2" Type="t/x" Target="/c.xml"/>'
        '<Relationship Id="3" Type="t/link" Target="http://x" TargetMode="External"/></r>'
    )
    with packed(tmp_path, {"ppt/_rels/p.xml.rels": rows}) as file:
        assert ooxml.relations(file, "ppt/p.xml") == {"1": ("slide", "a/b.xml"), "2": ("x", "c.xml")}
        assert ooxml.relations(file, "none.xml") == {}


def test_a_box_is_read_once_though_it_is_written_twice() -> None:
    text = (
        '<w:document xmlns:w="w" xmlns:mc="m"><w:p><mc:AlternateContent><mc:Choice><w:r><w:t>box</w:t></w:r>'
        "</mc:Choice><mc:Fallback><w:r><w:t>box</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p></w:document>"
    )
    assert words.read_flat(text.encode()).pages == ["box"]


@pytest.mark.parametrize(
    ("inside", "shown", "hidden"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</w:t></w:r><w:r><w:t>here</w:t></w:r>", "here", "gone"),
        ('<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>here</w:t></w:r>', "here", ""),
        ('<w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t>gone</w:t></w:r>', "", "gone"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>here</w:t></w:r>", "here", ""),
        ("<w:r><w:rPr><w:webHidden/></w:rPr><w:t>here</w:t></w:r>", "here", ""),
    ],
)
def test_hidden_words_and_marks_of_paragraphs(inside: str, shown: str, hidden: str) -> None:
    found = words.read_flat(f'<w:document xmlns:w="w"><w:p>{inside}</w:p></w:document>'.encode())
    assert (found.pages, found.facts.get("hidden_text", "")) == ([shown], hidden)
    assert bool(found.told) == bool(hidden)


def test_a_slide_named_again_and_again_does_not_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slides, "MOST_TEXT", 5000)
    members = {
        "ppt/presentation.xml": '<p xmlns:r="r">' + '<sldId r:id="r1"/>' * 500 + "</p>",
        "ppt/_rels/presentation.xml.rels": '<r><Relationship Id="r1" Type="t/slide" Target="s.xml"/></r>',
        "ppt/s.xml": f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:t>{"x" * 1000}</a:t></a:p></p:sld>',
    }
    with packed(tmp_path, members) as file:
        found = slides.read_slides(file, 0)
    assert len(found.pages) == 5
    assert found.left == ["ppt/presentation.xml"]


def test_hidden_slides_are_named(tmp_path: Path) -> None:
    slide = '<p:sld xmlns:p="p" xmlns:a="a" show="0"><a:p><a:t>x</a:t></a:p></p:sld>'
    members = {
        "ppt/presentation.xml": '<p xmlns:r="r"><sldId id="1" r:id="r1"/></p>',
        "ppt/_rels/presentation.xml.rels": '<r><Relationship Id="r1" Type="t/slide" Target="s.xml"/></r>',
        "ppt/s.xml": slide,
    }
    with packed(tmp_path, members) as file:
        assert slides.read_slides(file, 0).facts["hidden_slides"] == [1]


def test_a_cell_that_stands_for_a_million_does_not_grow(tmp_path: Path) -> None:
    cell = '<t:table-cell t:number-columns-repeated="1000000"><t:p>x</t:p></t:table-cell>'
    table = f'<t:table t:name="S"><t:table-row>{cell}</t:table-row></t:table>'
    content = f'<c xmlns:t="t"><t:spreadsheet>{table}</t:spreadsheet></c>'
    with packed(tmp_path, {"content.xml": content}) as file:
        (page,) = odf.read_open(file, 0).pages
    assert page.count("x") == odf.MOST_REPEATED


def test_deleted_words_of_an_open_document_are_told_apart(tmp_path: Path) -> None:
    content = (
        '<c xmlns:t="t"><t:text><t:tracked-changes><t:changed-region><t:deletion><t:p>gone</t:p></t:deletion>'
        "</t:changed-region></t:tracked-changes><t:p>here</t:p></t:text></c>"
    )
    with packed(tmp_path, {"content.xml": content}) as file:
        found = odf.read_open(file, 0)
    assert (found.pages, found.facts["deleted_text"], found.facts["tracked_changes"]) == (["here"], "gone", 1)


def test_a_book_without_its_list_is_a_known_fault(tmp_path: Path) -> None:
    with packed(tmp_path, {"META-INF/container.xml": "<c/>"}) as file, pytest.raises(PackedError):
        book.read_book(file)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "TRUE"),
        (4711.0, "4711"),
        (0.1 + 0.2, "0.3"),
        (dt.datetime(2026, 3, 2), "2026-03-02"),  # noqa: DTZ001 - a workbook knows no zones
        (dt.datetime(2026, 3, 2, 9, 30), "2026-03-02 09:30:00"),  # noqa: DTZ001 - as above
        (dt.time(9, 30), "09:30:00"),
        ("a\nb", "a b"),
    ],
)
def test_cells_are_written_as_people_see_them(value: object, shown: str) -> None:
    assert sheets._cell(value) == shown


def test_a_file_inside_an_object_comes_out(tmp_path: Path) -> None:
    inside = (
        b"bill.txt\0C:\\bill.txt\0"
        + struct.pack("<II", 0x30000, 12)
        + b"C:\\bill.txt\0"
        + struct.pack("<I", 5)
        + b"49,90"
    )
    path = tmp_path / "object.bin"
    path.write_bytes(msg._compound({"\1Ole10Native": struct.pack("<IH", len(inside), 2) + inside}))
    found = legacy.read_compound(str(path), 100)
    assert [(part.name, part.data) for part in found.parts] == [("bill.txt", b"49,90")]
    assert office.sniff(path.read_bytes()[:100], "object.bin") == 0.3


def test_an_encrypted_workbook_asks_for_its_password(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(msg._compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}))
    reading = office.read(str(path), path.name, 0)
    assert reading["encrypted"]
    assert reading["facts"]["format"] == "xlsx"
    assert "password" in reading["warnings"][0]["text"]


def test_notes_of_a_broken_list_end(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    notes = bytes(44) + struct.pack("<III", 48, 0, 0x7FFFFFFF) + struct.pack("<II", 2, 16) + bytes(4000)
    path.write_bytes(msg._compound({"\5SummaryInformation": notes}))
    assert legacy.read_compound(str(path), 0).pages == []

"""What a PDF holds besides its pages: restrictions, actions, signatures, files, dates; whoever made it."""

from __future__ import annotations

import datetime as dt
import io
import time
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from xborder_desk.evidence.pdf import insides
from xborder_desk.evidence.pdf.objects import entries, entry, is_list, words

EVERYTHING = pikepdf.Permissions(modify_assembly=True)
MOMENTS = st.datetimes()


def document(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 100))
    return made


def reopened(made: pikepdf.Pdf, **how: Any) -> pikepdf.Pdf:
    kept = io.BytesIO()
    made.save(kept, **how)
    kept.seek(0)
    return pikepdf.open(kept)


def action(kind: str) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"))


def test_a_plain_document_holds_nothing_that_acts() -> None:
    made = document()
    assert list(insides.active(made)) == []
    assert insides.signatures(made) == 0
    assert insides.restrictions(made) == []
    assert insides.embedded(made, 1000) == ([], [])
    assert insides.metadata(made) == {}


@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "ImportData"])
def test_what_acts_when_it_is_opened_is_named(kind: str) -> None:
    made = document()
    made.Root.OpenAction = action(kind)
    assert list(insides.active(made)) == [kind.lower()]


@pytest.mark.parametrize("kind", ["GoTo", "URI", "Named"])
def test_what_only_leads_somewhere_is_not(kind: str) -> None:
    made = document()
    made.Root.OpenAction = action(kind)
    assert list(insides.active(made)) == []


def test_actions_of_pages_fields_and_media() -> None:
    made = document(2)
    made.Root.AA = Dictionary(WC=action("JavaScript"))
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))
    made.Root.AcroForm = Dictionary(XFA=String("x"))
    made.pages[0].obj.AA = Dictionary(O=action("JavaScript"))
    made.pages[1].obj.Annots = Array(
        [
            Dictionary(Subtype=Name.Link, A=action("Launch")),
            Dictionary(Subtype=Name.Widget, AA=Dictionary(K=action("JavaScript"))),
            Dictionary(Subtype=Name.RichMedia),
        ]
    )
    found = set(insides.active(made))
    assert found == {
        "document-actions",
        "javascript",
        "xfa",
        "page-actions",
        "launch",
        "field-actions",
        "media",
    }


@pytest.mark.parametrize("value", [7, True, String("x"), Array([1, 2]), Name.X])
def test_entries_of_the_wrong_kind_are_passed_over(value: Any) -> None:
    made = document()
    for key in ("OpenAction", "Names", "AcroForm"):
        made.Root[f"/{key}"] = value
    made.pages[0].obj.Annots = Array(
        [value, Dictionary(A=value), Dictionary(FS=value, Subtype=Name.FileAttachment)]
    )
    assert list(insides.active(made)) == []
    assert insides.signatures(made) == 0
    assert insides.embedded(made, 1000) == ([], [])


def test_signed_fields_are_counted_also_below_others() -> None:
    made = document()
    signed = Dictionary(FT=Name.Sig, V=Dictionary(Type=Name.Sig))
    waiting = Dictionary(FT=Name.Sig)
    made.Root.AcroForm = Dictionary(
        Fields=Array([signed, waiting, Dictionary(Kids=Array([signed, Dictionary(FT=Name.Tx)]))])
    )
    assert insides.signatures(made) == 2


def test_what_the_author_forbids_is_named() -> None:
    allowed = pikepdf.Permissions(extract=False, print_highres=False, print_lowres=False)
    made = reopened(document(), encryption=pikepdf.Encryption(owner="o", user="", allow=allowed))
    said = insides.restrictions(made)
    assert {"printing", "printing-fine"} <= set(said)
    free = reopened(document(), encryption=pikepdf.Encryption(owner="o", user="", allow=EVERYTHING))
    assert insides.restrictions(free) == []


def attached(made: pikepdf.Pdf, name: str, data: bytes) -> Dictionary:
    stream = made.make_stream(data)
    return Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream))


def test_files_of_the_document_and_of_notes_come_out() -> None:
    made = document()
    made.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(
            Kids=Array([Dictionary(Names=Array([String("a"), attached(made, "a.txt", b"one")]))])
        )
    )
    note = Dictionary(Subtype=Name.FileAttachment, FS=attached(made, "b.txt", b"two"))
    made.pages[0].obj.Annots = Array([note])
    parts, left = insides.embedded(made, 1000)
    assert [(part.name, part.data) for part in parts] == [("a.txt", b"one"), ("b.txt", b"two")]
    assert left == []


def test_what_has_no_room_is_named_and_what_follows_may_have() -> None:
    made = document()
    files = [attached(made, f"{number}.txt", b"x" * size) for number, size in enumerate((50, 500, 40))]
    names = [one for number, file in enumerate(files) for one in (String(str(number)), file)]
    made.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
    parts, left = insides.embedded(made, 100)
    assert [part.name for part in parts] == ["0.txt", "2.txt"]
    assert left == ["1.txt"]


@pytest.mark.parametrize(
    "name", ["../../evil.sh", "C:\\x\\y.txt", "a/b.txt", "", "x" * 400, "nul.txt", "tab\tbell\a.txt"]
)
def test_names_of_files_inside_lead_nowhere(name: str) -> None:
    made = document()
    made.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("k"), attached(made, name, b"x")]))
    )
    (part,) = insides.embedded(made, 100)[0]
    assert part.name
    assert not set(part.name) & set("/\\\0\t\a")
    assert len(part.name.encode()) <= 255


def test_a_tree_of_names_in_a_loop_ends() -> None:
    made = document()
    node = made.make_indirect(Dictionary())
    node.Kids = Array([node, node])
    made.Root.Names = Dictionary(EmbeddedFiles=node)
    insides.DEEPEST, before = 8, insides.DEEPEST  # type: ignore[misc]  # so that the loop is short
    try:
        assert insides.embedded(made, 100) == ([], [])
    finally:
        insides.DEEPEST = before  # type: ignore[misc]  # as above


def test_who_made_it_when_is_told() -> None:
    made = document()
    made.docinfo["/Author"] = String("Ann\n Berg")
    made.docinfo["/Producer"] = String("Press")
    made.docinfo["/ModDate"] = String("D:20260302093000+01'00'")
    assert insides.metadata(made) == {
        "author": "Ann Berg",
        "producer": "Press",
        "modified": "2026-03-02T09:30:00+01:00",
    }


def test_a_date_that_is_none_is_heard_of_once_for_each() -> None:
    made = document()
    made.docinfo["/CreationDate"] = String("long ago")
    made.docinfo["/ModDate"] = String("D:0000")
    told: list[Any] = []
    assert insides.metadata(made, told) == {}
    assert [one.fields["given"] for one in told] == ["long ago", "D:0000"]


@given(MOMENTS, st.sampled_from(["", "Z", "+01'00'", "-0530", "+14"]))
def test_a_date_that_was_written_is_read(moment: dt.datetime, zone: str) -> None:
    written = f"D:{moment.year:04}{moment:%m%d%H%M%S}{zone}"
    found = insides.moment(written)
    assert found is not None
    assert found.startswith(f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}")
    assert dt.datetime.fromisoformat(found).year == moment.year


@given(st.text(alphabet="D:0123456789Z+-' ", max_size=24))
def test_whatever_stands_there_it_is_a_date_or_none(text: str) -> None:
    found = insides.moment(text)
    if found is not None:
        assert 1 <= int(found[:4]) <= 9999
        assert len(found) in {4, 7} or dt.datetime.fromisoformat(found).year == int(found[:4])


@pytest.mark.parametrize("value", [None, 7, "x", [], {}])
def test_what_is_no_object_has_no_entries(value: object) -> None:
    assert entry(value, "/X") is None
    assert entries(value) == []
    assert words(value) == ""
    assert not is_list(value)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("发票".encode("gb2312"), "发票"),
        ("发票 2026-03 (副本)".encode("gb2312"), "发票 2026-03 (副本)"),
        ("发票".encode("utf-16"), "发票"),
        ("Größe".encode("latin-1"), "Größe"),
        ("Ärger über Öl".encode("latin-1"), "Ärger über Öl"),
        ("ÄÖÜ ÀÉÈ".encode("latin-1"), "ÄÖÜ ÀÉÈ"),
        ("发".encode("gb2312"), "·¢"),
        (b"Bill", "Bill"),
    ],
)
def test_titles_of_programs_in_china_are_read_and_those_of_europe_stay(raw: bytes, title: str) -> None:
    if raw.startswith(b"\xff\xfe"):
        raw = b"\xfe\xff" + title.encode("utf-16-be")
    assert words(pikepdf.String(raw)) == title


def test_a_tree_of_files_that_holds_itself_many_times_over_ends() -> None:
    made = document()
    node = made.make_indirect(Dictionary())
    node.Kids = Array([node] * 400)
    made.Root.Names = Dictionary(EmbeddedFiles=node)
    began = time.perf_counter()
    assert insides.embedded(made, 1 << 20) == ([], [])
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("created", "told"),
    [
        ("2026-03-02T09:30:00+01:00", "2026-03-02T09:30:00+01:00"),
        ("2026-03-02T09:30:00Z", "2026-03-02T09:30:00+00:00"),
        ("2026-03-02", "2026-03-02"),
        ("yesterday", None),
    ],
)
def test_the_day_stands_in_xmp_where_no_other_is(created: str, told: str | None) -> None:
    made = document()
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["xmp:CreateDate"] = created
    assert insides.metadata(made).get("created") == told
    made.docinfo["/CreationDate"] = String("D:20250101")
    assert insides.metadata(made)["created"] == "2025-01-01"

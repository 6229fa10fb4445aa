"""Names and ZIP files made by strangers, and calendars that other programs read: whatever comes, it fits."""

from __future__ import annotations

import datetime as dt
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.calendar_file import Entry, calendar_file, fold
from xborder_desk.domain.errors import BadInputError, ConflictError, KnownError, cut
from xborder_desk.domain.file_names import LONGEST, file_name
from xborder_desk.domain.packed import Packed, PackedError, TooMuchError
from xborder_desk.domain.safe_names import LONGEST_BYTES, name_key, safe_name, unique_name

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Rechnung.pdf", "Rechnung.pdf"),
        ("a/b\\c.txt", "c.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("what?.pdf", "what_.pdf"),
        ('a<b>c:"d|e*.txt', "a_b_c__d_e_.txt"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM1.log", "_COM1.log"),
        ("com¹", "_com¹"),
        ("console.txt", "console.txt"),
        ("trailing. ", "trailing"),
        (" . . ", "file"),
        ("", "file"),
        ("/", "file"),
        ("发票 2026.pdf", "发票 2026.pdf"),
        ("u\u0308ber.pdf", "über.pdf"),
        ("two\nlines\t.pdf", "two lines.pdf"),
        ("\x00\x01.pdf", "pdf"),
        (".htaccess", "htaccess"),
    ],
)
def test_a_name_is_made_fit_for_every_system(raw: str, name: str) -> None:
    assert file_name(raw) == name


@given(st.text(max_size=400))
def test_whatever_something_is_called_it_can_be_kept(raw: str) -> None:
    name = file_name(raw)
    assert name
    assert len(name) <= LONGEST
    assert len(name.encode()) <= 200
    assert not set(name) & set('<>:"|?*/\\\0\n')
    assert name == name.strip(" ") or name.endswith(name.strip())
    assert not name.endswith((".", " "))
    assert unicodedata.is_normalized("NFC", name)


@given(st.text(max_size=300))
def test_a_name_for_packages_has_no_sign_that_lists_would_encode(raw: str) -> None:
    name = safe_name(raw)
    assert "%" not in name
    assert "/" not in name
    assert len(name.encode()) <= LONGEST_BYTES
    assert name.strip("_. ")


@given(
    st.lists(
        st.sampled_from(
            ["a.pdf", "A.PDF", "ä.pdf", "a\u0308.pdf", "ﬀ.pdf", "FF.pdf", "a (2).pdf", "ß", "SS"]
        ),
        max_size=12,
    )
)
def test_no_two_names_are_the_same_to_any_system(names: list[str]) -> None:
    taken: set[str] = set()
    made = [unique_name(name, taken) for name in names]
    assert len({name_key(name) for name in made}) == len(made)
    assert all(
        name.lower().endswith(".pdf")
        for name, raw in zip(made, names, strict=True)
        if raw.lower().endswith(".pdf")
    )


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (["a.pdf", "a.pdf", "a.pdf"], ["a.pdf", "a (2).pdf", "a (3).pdf"]),
        (["a.pdf", "a (2).pdf", "a.pdf"], ["a.pdf", "a (2).pdf", "a (3).pdf"]),
        (["README", "readme"], ["README", "readme (2)"]),
        (["Beilage A", "Beilage A"], ["Beilage A", "Beilage A (2)"]),
        (["x.tar.gz", "x.tar.gz"], ["x.tar.gz", "x.tar (2).gz"]),
    ],
)
def test_a_second_of_one_name_is_counted(names: list[str], made: list[str]) -> None:
    taken: set[str] = set()
    assert [unique_name(name, taken) for name in names] == made


def packed(folder: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("folder/", b"")
        for name, data in members.items():
            file.writestr(name, data)
    return folder / "x.zip"


def test_members_are_read_until_the_room_is_used_up(tmp_path: Path) -> None:
    file = packed(tmp_path, a=b"x" * 60, b=b"y" * 60)
    with Packed(file, room=100) as zipped:
        assert (zipped.names, zipped.size, zipped.has("a"), zipped.has("folder/")) == (
            ["a", "b"],
            120,
            True,
            False,
        )
        assert zipped.read("a") == b"x" * 60
        with pytest.raises(TooMuchError):
            zipped.read("b")
        with pytest.raises(PackedError):
            zipped.read("c")
    with Packed(file, room=120) as zipped:
        assert zipped.read("a") + zipped.read("b") == b"x" * 60 + b"y" * 60


def test_a_member_that_lies_about_its_size_does_not_get_more_room(tmp_path: Path) -> None:
    file = packed(tmp_path, bomb=b"\0" * 1_000_000)
    with Packed(file, room=1000) as zipped:
        zipped.members[0].file_size = 10
        with pytest.raises(PackedError):
            zipped.read("bomb")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"nothing", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_said_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(PackedError):
        Packed(tmp_path / "x.zip")
    with pytest.raises(PackedError):
        Packed(tmp_path / "gone.zip")


@given(st.text(max_size=200))
def test_a_folded_line_unfolds_to_itself(text: str) -> None:
    pieces = list(fold(text))
    assert all(len(piece) <= 75 for piece in pieces)
    joined = pieces[0] + b"".join(piece.removeprefix(b" ") for piece in pieces[1:])
    assert joined == text.encode()
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert all(piece.decode() is not None for piece in pieces)  # never cut inside a character


def test_a_calendar_is_read_by_other_programs() -> None:
    entry = Entry("id;1@x", dt.date(2026, 12, 31), "Pay, now; \\ go", "one\r\ntwo", changes=3)
    text = calendar_file([entry], NOW).decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {
        "UID:id\\;1@x", "DTSTAMP:20261123T110000Z", "SEQUENCE:3", "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101", "SUMMARY:Pay\\, now\\; \\\\ go", "DESCRIPTION:one\\ntwo",
        "STATUS:CONFIRMED",
    } <= set(lines)  # fmt: skip
    assert lines.count("BEGIN:VALARM") == lines.count("END:VALARM") == 2
    assert "\n" not in text.replace("\r\n", "")


def test_a_cancelled_entry_keeps_its_id_and_rings_no_bell() -> None:
    entry = Entry("id", dt.date(2026, 1, 1), "T", "", cancelled=True)
    text = calendar_file([entry], NOW).decode()
    assert "STATUS:CANCELLED" in text
    assert "VALARM" not in text
    assert "UID:id\r\n" in text


@pytest.mark.parametrize(
    ("text", "shown"), [("short", "short"), ("x" * 300, "x" * 300), ("x" * 301, "x" * 120 + "…"), ("", "")]
)
def test_what_nobody_reads_whole_is_shown_by_its_beginning(text: str, shown: str) -> None:
    assert cut(text) == shown
    assert KnownError("{given}", given=text).fields["given"] == shown
    assert KnownError("{possible}", possible=text).fields["possible"] == text  # a list of what may be given


def test_a_fault_of_input_names_its_field_for_people_and_for_forms() -> None:
    told = BadInputError("{name} is empty.", field="consumer_country", name="consumer_country")
    assert told.field == "consumer_country"
    assert str(told) == f"{told.fields['name']} is empty."
    assert str(told.fields["name"])[0].isupper()
    other = BadInputError("{name}", field="x", name="y")
    assert other.fields["name"] == "y"
    both = ConflictError("Changed: {names}", theirs={"a": 1}, mine={"a": 2}, names="a")
    assert (both.theirs, both.mine, str(both)) == ({"a": 1}, {"a": 2}, "Changed: a")

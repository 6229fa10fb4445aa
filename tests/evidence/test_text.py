"""Plain text in the character sets people use."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, text


def read(tmp_path: Path, data: bytes, name: str = "notes.txt") -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    return Reading.from_plain(text.read(str(path), name, 0))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_whatever_its_set(codec: str, tmp_path: Path) -> None:
    said = "Überweisung über 49,90 an die Händlerin\nam Montag"
    data = said.replace("\n", "\r\n").encode(codec)
    assert kind_of(data, "notes.txt").id == "text"
    reading = read(tmp_path, data)
    assert reading.page_texts == (said,)
    assert (reading.facts["lines"], reading.facts["characters"]) == (2, len(said))
    assert reading.warnings == ()


def test_the_suffix_names_the_type(tmp_path: Path) -> None:
    assert read(tmp_path, b"a;b", "t.CSV").media_type == "text/csv"
    assert read(tmp_path, b"a;b", "t.unknown").media_type == "text/plain"


def test_only_the_beginning_of_a_very_long_text_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "MOST", 1 << 20)
    reading = read(tmp_path, b"x" * (2 << 20))
    assert len(reading.page_texts[0]) == 1 << 20
    assert "first 1 MB" in str(reading.warnings[0])


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"words", "", "text"),
        (b"\x1b[1mcoloured\x1b[0m log", "build.log", "text"),
        (b"\0\1\2\3binary", "notes.txt", "other"),
        (b"{\\rtf1 words}", "letter.rtf", "office"),
        (b"<html><body>x", "notes.txt", "web"),
        (b"<p>only a piece</p>", "page.html", "web"),
        (b"<p>only a piece</p>", "notes.txt", "text"),
    ],
)
def test_text_is_told_from_other_files(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name).id == kind


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("gb18030", "尊敬的客户您好，您的订单已经发货，预计三天内到达。"),
        ("big5", "親愛的顧客您好，您的訂單已經出貨，請您耐心等候。"),
        ("cp932", "ご注文いただいた商品は本日発送いたしました。"),
        ("cp1251", "Ваш заказ был отправлен, но посылка не пришла."),
    ],
)
def test_a_text_of_a_seller_far_away_is_read_in_its_own_script(codec: str, said: str, tmp_path: Path) -> None:
    data = f"{said}\r\n{said}\r\n".encode(codec)
    assert kind_of(data, "letter.txt").id == "text"
    reading = read(tmp_path, data)
    assert reading.page_texts == (f"{said}\n{said}\n",)
    assert reading.facts["charset"] == codec
    assert reading.warnings == ()


def test_bytes_no_set_knows_are_shown_as_marks_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, b"price: \x81\x8d\x8f 5")
    assert reading.page_texts == ("price: \ufffd\ufffd\ufffd 5",)
    (told,) = reading.warnings
    assert "replacement mark" in told.text
    assert told.missing


@pytest.mark.parametrize(
    ("data", "said"), [(b"a\rb\r", "a\nb\n"), (b"a\r\nb", "a\nb"), (b"a\n\rb", "a\n\nb"), (b"\n", "\n")]
)
def test_ends_of_lines_of_any_computer(data: bytes, said: str, tmp_path: Path) -> None:
    assert read(tmp_path, data).page_texts == (said,)


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        (".vcf", "text/vcard"),
        (".ics", "text/calendar"),
        (".json", "application/json"),
        (".XML", "application/xml"),
    ],
)
def test_what_a_text_is_by_its_name(suffix: str, media_type: str, tmp_path: Path) -> None:
    reading = read(tmp_path, b"BEGIN", f"a{suffix}")
    assert (reading.media_type, reading.title, reading.viewable) == (media_type, f"a{suffix}", True)


@given(st.text(max_size=200))
def test_any_text_comes_back_as_it_was(said: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reading = read(Path(folder), said.encode("utf-8", "replace"))
    wanted = said.encode("utf-8", "replace").decode().removeprefix("\ufeff")
    shown = wanted.replace("\r\n", "\n").replace("\r", "\n")
    assert reading.page_texts == (shown,) or "\0" in said
    assert reading.facts["characters"] == len(reading.page_texts[0])

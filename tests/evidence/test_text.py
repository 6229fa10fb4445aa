"""Plain text in the character sets people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, text

if TYPE_CHECKING:
    from pathlib import Path


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

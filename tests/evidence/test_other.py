"""Files that are only kept, and empty ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import empty, kind_of, other

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (
            b"PK\x03\x04",
            "letter.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"PK\x03\x04", "files.zip", "application/zip"),
        (b"PK\x03\x04", "photo.jpg", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mail.msg", "application/vnd.ms-outlook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "application/msword"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "what", "application/x-ole-storage"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_1.HEIC", "image/heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0heicmif1", "a.heif", "image/heif"),
        (b"\0\0\0\x14ftypXXXX\0\0\0\0isom", "a.bin", "video/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "a.mov", "video/quicktime"),
        (b"\0\0\0\x18ftyp", "cut.mov", "video/quicktime"),
        (b"MZ\x90", "invoice.pdf.exe", "application/vnd.microsoft.portable-executable"),
        (b"RIFF\0\0\0\0WAVE", "call.wav", "audio/wav"),
        (b"????", "song.mp3", "audio/mpeg"),
        (b"????", "what", "application/octet-stream"),
    ],
)
def test_the_type_is_told_as_far_as_it_shows(head: bytes, name: str, media_type: str) -> None:
    assert other.media_type_of(head, name)[0] == media_type


def test_a_program_is_recognised_and_kept_with_a_word_about_it(tmp_path: Path) -> None:
    path = tmp_path / "invoice.pdf.exe"
    path.write_bytes(other.sample())
    reading = Reading.from_plain(other.read(str(path), path.name, 0))
    assert (reading.media_type, reading.viewable) == ("application/vnd.microsoft.portable-executable", False)
    assert "portable-executable" in str(reading.warnings[0])
    assert kind_of(other.sample(), path.name) is other.KIND


def test_an_empty_file_is_said_to_be_empty() -> None:
    reading = Reading.from_plain(empty.read("", "void.pdf", 0))
    assert (reading.title, reading.viewable) == ("void.pdf", False)
    assert "empty" in str(reading.warnings[0])
    assert kind_of(b"", "void.pdf").id == "empty"

"""Sounds and films: what they tell of themselves."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import kind_of, media
from xborder_desk.evidence.media import boxes, matroska

if TYPE_CHECKING:
    from pathlib import Path


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def film(*more: bytes, first: bytes = b"mp42") -> bytes:
    head = struct.pack(">IIIII", 0, 3_855_504_600, 0, 1000, 12_500) + bytes(80)
    track = box(b"trak", box(b"tkhd", bytes(76), struct.pack(">II", 1920 << 16, 1080 << 16)))
    media_of = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), b"vide", bytes(12))))
    return (
        box(b"ftyp", first, bytes(4))
        + box(b"mdat", bytes(5000))
        + box(b"moov", box(b"mvhd", head), track, media_of, *more)
    )


def read(tmp_path: Path, data: bytes, name: str) -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    assert kind_of(data[:8192], name) is media.KIND
    return Reading.from_plain(media.read(str(path), name, 0))


def test_a_sound_tells_its_length(tmp_path: Path) -> None:
    reading = read(tmp_path, media.sample(), "call.wav")
    assert (reading.facts["seconds"], reading.media_type) == (0.1, "audio/wav")
    assert reading.warnings == ()


def test_a_film_tells_length_size_and_time(tmp_path: Path) -> None:
    reading = read(tmp_path, film(), "film.mp4")
    assert reading.media_type == "video/mp4"
    assert reading.date == "2026-03-04T21:30:00+00:00"
    wanted = {"seconds": 12.5, "width": 1920, "height": 1080, "tracks": ["picture"]}
    assert wanted.items() <= reading.facts.items()


def test_what_a_telephone_notes_is_better_than_the_header(tmp_path: Path) -> None:
    names = (
        "com.apple.quicktime.creationdate",
        "com.apple.quicktime.location.ISO6709",
        "com.apple.quicktime.model",
    )
    keys = box(
        b"keys", bytes(4), struct.pack(">I", len(names)), *(box(b"mdta", name.encode()) for name in names)
    )
    values = (b"2026-03-02T09:30:00+0100", b"+52.5200+013.4050+034/", b"iPhone")
    rows = [
        box(struct.pack(">I", place), box(b"data", bytes(8), value)) for place, value in enumerate(values, 1)
    ]
    meta = box(b"meta", box(b"hdlr", bytes(8), b"mdta", bytes(12)), keys, box(b"ilst", *rows))
    facts = read(tmp_path, film(meta, first=b"qt  "), "film.mov").facts
    assert facts["recorded_at"] == "2026-03-02T09:30:00+01:00"
    assert facts["gps"] == {"latitude": 52.52, "longitude": 13.405}
    assert facts["camera"] == "iPhone"


def test_a_film_of_the_web(tmp_path: Path) -> None:
    def element(kind: int, body: bytes) -> bytes:
        return (
            kind.to_bytes((kind.bit_length() + 7) // 8, "big") + struct.pack(">Q", 1 << 56 | len(body)) + body
        )

    info = element(
        0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40") + element(0x4489, struct.pack(">d", 2500.0))
    )
    size = element(0xB0, b"\x02\x80") + element(0xBA, b"\x01\x68")
    track = element(0x1654AE6B, element(0xAE, element(0x83, b"\x01") + element(0xE0, size)))
    data = element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067, info + track)
    reading = read(tmp_path, data, "film.webm")
    assert reading.media_type == "video/webm"
    assert {
        "seconds": 2.5,
        "width": 640,
        "height": 360,
        "tracks": ["picture"],
    }.items() <= reading.facts.items()


def test_an_old_film(tmp_path: Path) -> None:
    head = struct.pack("<14I", 40_000, 0, 0, 0, 250, 0, 1, 0, 320, 240, 0, 0, 0, 0)
    data = b"RIFF\0\0\0\0AVI LIST\0\0\0\0hdrlavih" + struct.pack("<I", 56) + head
    facts = read(tmp_path, data, "film.avi").facts
    assert (facts["seconds"], facts["width"], facts["height"]) == (10.0, 320, 240)


@pytest.mark.parametrize("end", [20, 5010, 5050, 5100])
def test_a_cut_film_is_kept_with_a_sentence_or_read(end: int, tmp_path: Path) -> None:
    reading = read(tmp_path, film()[:end], "film.mp4")
    assert reading.warnings or reading.facts["seconds"] == 12.5


def test_nonsense_gives_no_facts(tmp_path: Path) -> None:
    assert matroska.read_matroska(b"\x1a\x45\xdf\xa3" + b"\xff" * 100) == {}
    path = tmp_path / "x"
    path.write_bytes(box(b"moov", box(b"mvhd", b"\1"), box(b"keys", bytes(20))))
    with path.open("rb") as file:
        assert boxes.read_boxes(file, path.stat().st_size) == {}


def test_a_real_voice_mail(corpora: Path) -> None:
    file = next((corpora / "02-mail").rglob("*.mp3"))
    reading = Reading.from_plain(media.read(str(file), file.name, 0))
    assert reading.facts["seconds"] == pytest.approx(5.33, abs=0.1)


@pytest.mark.parametrize("name", ["film.mp4", "film.MOV", "voice.m4a"])
def test_a_film_of_a_brand_nobody_has_heard_of_is_one_by_its_name(name: str, tmp_path: Path) -> None:
    reading = read(tmp_path, film(first=b"zzzz"), name)
    assert (reading.media_type, reading.facts["seconds"]) == ("video/mp4", 12.5)
    assert kind_of(film(first=b"zzzz")[:8192], "what.bin") is not media.KIND
    assert kind_of(film(first=b"heic")[:8192], "photo.mov") is not media.KIND


def test_a_box_that_says_it_is_larger_than_the_file_ends_the_search(tmp_path: Path) -> None:
    huge = struct.pack(">I4sQ", 1, b"mdat", (1 << 64) - 1)
    reading = read(tmp_path, box(b"ftyp", b"mp42", bytes(4)) + huge + bytes(50), "film.mp4")
    assert "seconds" not in reading.facts
    assert "How long" in reading.warnings[0].text


def test_a_film_cut_off_before_its_header_is_kept_and_says_so(tmp_path: Path) -> None:
    whole = film()
    for end in (20, 100, 3000, whole.index(b"moov") - 5):
        reading = read(tmp_path, whole[:end], "film.mp4")
        assert "seconds" not in reading.facts
        assert [told.text[:8] for told in reading.warnings] == ["How long"]

"""Films of telephones box by box: what stands there is told, what cannot be is left out, all of it ends."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.evidence.media import matroska
from xborder_desk.evidence.media.boxes import MOST_BOXES, read_boxes

START = 2_082_844_800
"""Seconds from 1904 to 1970."""


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def movie(made: int, *, scale: int = 1000, length: int = 5000, long: bool = False) -> bytes:
    if long:
        return box(b"mvhd", b"\1\0\0\0", struct.pack(">QQIQ", made, 0, scale, length), bytes(80))
    return box(b"mvhd", bytes(4), struct.pack(">IIII", made, 0, scale, length), bytes(80))


def facts(*inside: bytes) -> dict[str, object]:
    data = box(b"ftyp", b"mp42") + box(b"moov", *inside)
    return read_boxes(io.BytesIO(data), len(data))


def word(kind: bytes, text: str) -> bytes:
    return box(kind, struct.pack(">HH", len(text.encode()), 0x15C7), text.encode())


@pytest.mark.parametrize("long", [False, True])
def test_length_and_time(long: bool) -> None:  # noqa: FBT001 - both ways of writing
    found = facts(movie(START + 1_772_443_800, length=12_250, long=long))
    assert found == {
        "seconds": 12.25,
        "recorded_at": "2026-03-02T09:30:00+00:00",
    }


@pytest.mark.parametrize("made", [0, START, START - 1, 0xFFFFFFFF])
def test_a_clock_that_was_never_set_tells_no_time(made: int) -> None:
    assert "recorded_at" not in facts(movie(made))


def test_a_length_that_is_not_known_is_left_out() -> None:
    assert "seconds" not in facts(movie(START, length=0xFFFFFFFF))
    assert "seconds" not in facts(movie(START, scale=0))


def test_the_largest_track_is_the_picture() -> None:
    def track(width: int, height: int) -> bytes:
        return box(b"trak", box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16)))

    found = facts(track(0, 0), track(320, 240), track(1920, 1080), track(640, 480))
    assert (found["width"], found["height"]) == (1920, 1080)
    assert facts(track(0, 0)) == {}


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Apple", "iPhone 17", "Apple iPhone 17"),
        ("Sony", "Sony X", "Sony X"),
        ("", "X", "X"),
        ("Sony", "", "Sony"),
    ],
)
def test_the_camera_is_named_once(make: str, model: str, camera: str) -> None:
    inside = [word(kind, text) for kind, text in ((b"\xa9mak", make), (b"\xa9mod", model)) if text]
    assert facts(box(b"udta", *inside))["camera"] == camera


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("+52.5200+013.4050/", {"latitude": 52.52, "longitude": 13.405}),
        ("-33.8688+151.2093+058/", {"latitude": -33.8688, "longitude": 151.2093}),
        ("+99.0000+013.4050/", None),
        ("+52.5200+199.0000/", None),
        ("Berlin", None),
        ("", None),
    ],
)
def test_a_place_is_told_if_it_is_on_the_earth(written: str, place: dict[str, float] | None) -> None:
    assert facts(box(b"udta", word(b"\xa9xyz", written))).get("gps") == place


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-02T09:30:00+0100", "2026-03-02T09:30:00+01:00"),
        ("2026-03-02T09:30:00Z", "2026-03-02T09:30:00+00:00"),
        ("2026-03-02", "2026-03-02"),
        ("2026", None),
        ("yesterday", None),
    ],
)
def test_the_day_a_telephone_noted(written: str, moment: str | None) -> None:
    assert facts(box(b"udta", word(b"\xa9day", written))).get("recorded_at") == moment


def test_words_are_of_one_line_and_not_endless() -> None:
    assert facts(box(b"udta", word(b"\xa9nam", "a\n b\t\tc")))["title"] == "a b c"
    assert len(str(facts(box(b"udta", word(b"\xa9nam", "x" * 9000)))["title"])) == 300


def test_a_box_of_sixty_four_bits_and_one_to_the_end() -> None:
    inside = movie(START + 1_772_443_800)
    long = struct.pack(">I4sQ", 1, b"moov", len(inside) + 16) + inside
    data = box(b"ftyp", b"mp42") + struct.pack(">I4sQ", 1, b"mdat", 16 + 100) + bytes(100) + long
    assert read_boxes(io.BytesIO(data), len(data))["seconds"] == 5.0
    endless = box(b"ftyp", b"mp42") + struct.pack(">I4s", 0, b"moov") + inside
    assert read_boxes(io.BytesIO(endless), len(endless))["seconds"] == 5.0


@pytest.mark.parametrize(
    "data", [b"", b"1234", struct.pack(">I4s", 4, b"moov"), struct.pack(">I4s", 1, b"mdat") + bytes(2)]
)
def test_what_is_cut_or_shrinks_tells_nothing(data: bytes) -> None:
    assert read_boxes(io.BytesIO(data), len(data)) == {}


def test_boxes_in_boxes_end_somewhere() -> None:
    data = movie(START + 1_772_443_800)
    for _ in range(400):
        data = box(b"trak", data)
    assert facts(data) == {}


def test_a_crowd_of_boxes_ends_somewhere() -> None:
    many = box(b"free") * (MOST_BOXES + 10)
    assert "seconds" not in facts(many, movie(START))


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    whole = box(b"ftyp", b"mp42") + box(b"moov", data)
    assert isinstance(read_boxes(io.BytesIO(whole), len(whole)), dict)
    assert isinstance(read_boxes(io.BytesIO(data), len(data)), dict)


def element(kind: int, body: bytes) -> bytes:
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big") + struct.pack(">Q", 1 << 56 | len(body)) + body


def web_film(*inside: bytes) -> bytes:
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(
        0x18538067, element(0x1549A966, b"".join(inside))
    )


def test_a_film_of_the_web_tells_title_and_day() -> None:
    day = struct.pack(">q", (1_772_443_800 - 978_307_200) * 10**9)
    found = matroska.read_matroska(web_film(element(0x4461, day), element(0x7BA9, b"Unboxing\0")))
    assert found == {"recorded_at": "2026-03-02T09:30:00+00:00", "title": "Unboxing"}


@pytest.mark.parametrize("length", [0.0, -5.0, float("nan"), float("inf"), 1e300])
def test_a_film_without_a_length_that_can_be(length: float) -> None:
    assert "seconds" not in matroska.read_matroska(web_film(element(0x4489, struct.pack(">d", length))))


@given(st.binary(max_size=300))
def test_no_bytes_break_a_film_of_the_web(data: bytes) -> None:
    assert isinstance(matroska.read_matroska(data), dict)
    assert isinstance(matroska.read_matroska(web_film(data)), dict)


@pytest.mark.parametrize("ago", [0, -(1 << 63), (1 << 63) - 1, -400_000_000_000_000_000])
def test_a_clock_that_was_never_set_gives_no_time(ago: int) -> None:
    assert "recorded_at" not in matroska.read_matroska(web_film(element(0x4461, struct.pack(">q", ago))))

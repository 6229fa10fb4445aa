"""What a camera noted in a picture: times with and without zone, places, names; nonsense left out."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import picture
from xborder_desk.evidence.picture import _gps, _moment, _words

if TYPE_CHECKING:
    from pathlib import Path

BERLIN = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}


def read(tmp_path: Path, exif: Image.Exif) -> Reading:
    Image.new("RGB", (8, 6), "white").save(tmp_path / "p.jpg", exif=exif)
    return Reading.from_plain(picture.read(str(tmp_path / "p.jpg"), "p.jpg", 0))


@pytest.mark.parametrize(
    ("value", "offset", "moment"),
    [
        ("2026:03:02 09:30:00", "", "2026-03-02T09:30:00"),
        ("2026:03:02 09:30:00", "+01:00", "2026-03-02T09:30:00+01:00"),
        ("2026-03-02T09:30:00", "Z", "2026-03-02T09:30:00+00:00"),
        ("2026:03:02 09:30:00", "east", "2026-03-02T09:30:00"),
        (b"2026:03:02 09:30:00\0", None, "2026-03-02T09:30:00"),
        ("0000:00:00 00:00:00", "", None),
        ("2026:13:02 09:30:00", "", None),
        ("2026:02:31 09:30:00", "", None),
        ("2026:03:02 25:61:61", "", None),
        ("yesterday", "", None),
        (None, "", None),
        (7, "", None),
    ],
)
def test_a_time_is_one_or_left_out(value: object, offset: object, moment: str | None) -> None:
    assert _moment(value, offset) == moment


@given(st.text(alphabet="0123456789:- T", max_size=24))
def test_whatever_stands_there_it_is_a_time_or_none(text: str) -> None:
    found = _moment(text, "+01:00")
    assert found is None or dt.datetime.fromisoformat(found).tzinfo is not None


def test_a_place_by_degrees_minutes_and_seconds() -> None:
    assert _gps(BERLIN) == {"latitude": 52.52, "longitude": 13.405}
    south = {**BERLIN, 1: "S", 3: b"W\0", 5: b"\x01", 6: Fraction(25, 2)}
    assert _gps(south) == {"latitude": -52.52, "longitude": -13.405, "altitude": -12.5}


@pytest.mark.parametrize(
    "wrong",
    [
        {2: (99.0, 0.0, 0.0)},
        {4: (199.0, 0.0, 0.0)},
        {2: (float("nan"), 0.0, 0.0)},
        {2: (float("inf"), 0.0, 0.0)},
        {2: (1.0, 2.0)},
        {2: "north"},
        {2: None},
        {2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_is_none_is_left_out(wrong: dict[int, Any]) -> None:
    assert _gps({**BERLIN, **wrong}) == {}


@given(
    st.dictionaries(
        st.integers(0, 8),
        st.none() | st.text(max_size=3) | st.floats() | st.tuples(st.floats(), st.floats(), st.floats()),
        max_size=8,
    )
)
def test_any_table_gives_a_place_on_the_earth_or_none(table: dict[int, Any]) -> None:
    found = _gps(table)
    assert not found or (abs(found["latitude"]) <= 90 and abs(found["longitude"]) <= 180)


def test_notes_of_a_camera_are_told(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canon", "Canon EOS"
    exif.get_ifd(0x8769).update({0x9003: "2026:03:02 09:30:00", 0x9011: "+01:00"})
    exif.get_ifd(0x8825).update(BERLIN)
    facts = read(tmp_path, exif).facts
    assert facts["camera"] == "Canon EOS"
    assert facts["taken_at"] == "2026-03-02T09:30:00+01:00"
    assert facts["gps"] == {"latitude": 52.52, "longitude": 13.405}


@pytest.mark.parametrize(("orientation", "told"), [(1, 1), (6, 6), (8, 8), (0, 1), (9, 1), (77, 1)])
def test_the_lay_is_one_of_eight(tmp_path: Path, orientation: int, told: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert read(tmp_path, exif).facts["orientation"] == told


@pytest.mark.parametrize(
    ("value", "said"), [("a\0b", "a b"), (b"caf\xe9", "café"), (7, ""), (None, ""), ("x" * 999, "x" * 200)]
)
def test_words_of_a_camera(value: object, said: str) -> None:
    assert _words(value) == said

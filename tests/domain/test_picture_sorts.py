"""Sorts of pictures: told by their first bytes, and words that begin alike are none."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from xborder_desk.domain.picture_sorts import HEAD, MEDIA_TYPES, sort_of

SAVED = (
    ("JPEG", "image/jpeg", "RGB"),
    ("PNG", "image/png", "RGBA"),
    ("GIF", "image/gif", "P"),
    ("WEBP", "image/webp", "RGB"),
    ("TIFF", "image/tiff", "L"),
    ("BMP", "image/bmp", "RGB"),
    ("AVIF", "image/avif", "RGB"),
    ("JPEG2000", "image/jp2", "RGB"),
    ("PPM", "image/x-portable-pixmap", "RGB"),
    ("PPM", "image/x-portable-graymap", "L"),
    ("PPM", "image/x-portable-bitmap", "1"),
    ("ICO", "image/vnd.microsoft.icon", "RGBA"),
    ("PCX", "image/vnd.zbrush.pcx", "P"),
    ("TGA", "image/x-tga", "RGB"),
    ("TGA", "image/x-tga", "P"),
    ("TGA", "image/x-tga", "L"),
)


def saved(sort: str, mode: str, **options: object) -> bytes:
    kept = io.BytesIO()
    Image.new(mode, (40, 30)).save(kept, sort, **options)
    return kept.getvalue()


@pytest.mark.parametrize(("sort", "media_type", "mode"), SAVED)
def test_what_is_saved_is_recognised(sort: str, media_type: str, mode: str) -> None:
    found = sort_of(saved(sort, mode)[:HEAD])
    assert found is not None
    assert (found.format, found.media_type) == (sort, media_type)
    assert media_type in MEDIA_TYPES


def test_the_sorts_of_jpeg_2000_are_told_apart() -> None:
    stream = saved("JPEG2000", "RGB", no_jp2=True)
    assert sort_of(stream[:HEAD]) is not None
    boxed = saved("JPEG2000", "RGB")
    told = {brand: sort_of(boxed[:20] + brand + boxed[24:HEAD]) for brand in (b"jp2 ", b"jpx ", b"mjp2")}
    assert [each and each.media_type for each in (sort_of(stream[:HEAD]), *told.values())] == [
        "image/j2c",
        "image/jp2",
        "image/jpx",
        None,  # a film
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"P1 is the first point, P2 the second.\n",
        b"P5\nInvoice 12 of 2026\n",
        b"P6 100 pieces of 20 each\n",
        b"P3 12 13 colours\n",
        b"P7 10 10 255\n",
        b"BM 12 is the number of the lot, and nothing else is said here.\n",
        b"GIF files are enclosed",
        b"RIFF of the week: WEBPAGE",
        b"\n\x05\x01 is a line of odd characters" + b" " * 120,
        b"",
        b"P",
        b"\0\0\1\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_words_are_no_pictures(text: bytes) -> None:
    assert sort_of(text, "letter.txt") is None
    assert sort_of(text) is None


def test_an_anymap_may_hold_remarks_between_its_numbers() -> None:
    head = b"P5 # made by a scanner\r\n# of 1998\n 640\n#\n480 255\n"
    found = sort_of(head + b"\x80" * 50, "page")
    assert found is not None
    assert found.media_type == "image/x-portable-graymap"


def test_a_targa_picture_is_one_by_its_name_only() -> None:
    data = saved("TGA", "RGB")
    assert sort_of(data, "photo.TGA") == sort_of(data) != None  # noqa: E711 - both are the same sort
    assert sort_of(data, "photo.bin") is None
    assert sort_of(data, "photo") is None
    assert sort_of(b"Dear Sir, this is a letter", "photo.tga") is None


@pytest.mark.parametrize(
    ("place", "value"),
    [(1, 2), (2, 0), (2, 7), (12, 0), (16, 9), (17, 0xC0)],
    ids=["table", "none", "kind", "width", "depth", "flags"],
)
def test_a_targa_header_must_make_sense(place: int, value: int) -> None:
    head = bytearray(struct.pack("<BBBHHBHHHHBB", 0, 0, 2, 0, 0, 0, 0, 0, 40, 30, 24, 0x20) + b"\0" * 50)
    assert sort_of(bytes(head)) is not None
    head[place] = value
    assert sort_of(bytes(head)) is None


def icon(count: int, size: int, offset: int, empty: int = 0) -> bytes:
    return struct.pack("<HHHBBBBHHII", 0, 1, count, 16, 16, 0, empty, 1, 32, size, offset) + b"\0" * 40


def test_an_icon_is_one_by_its_list_or_its_name() -> None:
    assert sort_of(icon(1, 40, 22), "x") is not None
    for broken in (icon(0, 40, 22), icon(1, 0, 22), icon(1, 40, 3), icon(9, 40, 22), icon(1, 40, 22, 7)):
        assert sort_of(broken, "x.bin") is None
        assert sort_of(broken, "x.ico") is not None  # so that it is said to be damaged, not unknown


@given(st.binary(max_size=64), st.sampled_from(["a.jpg", "a.tga", "a.ico", "a", None]))
def test_no_bytes_are_too_few_or_too_odd(head: bytes, name: str | None) -> None:
    found = sort_of(head, name)
    assert found is None or found.media_type in MEDIA_TYPES


@given(st.sampled_from(SAVED), st.integers(0, HEAD))
def test_a_head_that_is_cut_is_recognised_as_the_same_or_not_at_all(
    wanted: tuple[str, str, str], end: int
) -> None:
    found = sort_of(saved(wanted[0], wanted[2])[:end])
    assert found is None or found.media_type == wanted[1]

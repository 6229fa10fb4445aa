"""What archival files must not hold is found wherever it stands: better no claim than a wrong one."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from xborder_desk.documents.archival import (
    FORBIDDEN,
    NO_CLAIM,
    NO_COLOUR,
    NO_FONT,
    UNREADABLE,
    declare,
    hindrance,
    settle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    """One empty page in a file that calls itself archival."""
    with pikepdf.new() as made:
        made.add_blank_page()
        claim(made, "3")
        yield made


def claim(pdf: pikepdf.Pdf, part: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about["pdfaid:part"] = part


def resources(pdf: pikepdf.Pdf, **kinds: Any) -> None:
    """Give the page resources that stand within the page itself, in no object of their own."""
    pdf.pages[0].Resources = Dictionary({f"/{kind}": Dictionary(X=value) for kind, value in kinds.items()})


def cmyk_profile(pdf: pikepdf.Pdf, count: int = 4) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(b"", N=count)])


@pytest.mark.parametrize(
    ("part", "found"), [("1", ""), ("2", ""), ("3", ""), ("4", NO_CLAIM), ("", NO_CLAIM), ("A", NO_CLAIM)]
)
def test_only_known_parts_of_the_standard_count(pdf: pikepdf.Pdf, part: str, found: str) -> None:
    claim(pdf, part)
    assert hindrance(pdf) == found


def test_a_description_nobody_can_read_is_no_claim(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"\xff\xfe<x", Type=Name.Metadata, Subtype=Name.XML)
    assert hindrance(pdf) in {UNREADABLE, NO_CLAIM}


@pytest.mark.parametrize(
    ("image", "found"),
    [
        (b"/CS /CMYK", NO_COLOUR),
        (b"/ColorSpace /DeviceCMYK", NO_COLOUR),
        (b"/CS /RGB", ""),
        (b"/CS /G", ""),
        (b"/CS /G /I true", FORBIDDEN),
        (b"/CS /G /F /LZW", FORBIDDEN),
    ],
)
def test_pictures_within_the_drawing_are_looked_at(pdf: pikepdf.Pdf, image: bytes, found: str) -> None:
    drawn = b"q BI /W 1 /H 1 /BPC 8 " + image + b" ID abcd EI Q"
    pdf.pages[0].Contents = pdf.make_stream(drawn)
    assert hindrance(pdf) == found


def test_a_font_within_the_page_must_be_embedded(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Arial)
    resources(pdf, Font=font)
    assert hindrance(pdf) == NO_FONT
    font.FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(b"x"))
    resources(pdf, Font=font)
    assert hindrance(pdf) == ""


@pytest.mark.parametrize(
    ("coding", "found"), [(Name("/Identity-H"), ""), (Name("/GBK-EUC-H"), NO_FONT), (None, NO_FONT)]
)
def test_chinese_fonts_need_a_coding_every_reader_has(pdf: pikepdf.Pdf, coding: Any, found: str) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, DescendantFonts=Array([]))
    if coding is not None:
        font.Encoding = coding
    resources(pdf, Font=font)
    assert hindrance(pdf) == found


def test_a_glyph_that_is_drawn_in_the_colours_of_print_is_found(pdf: pikepdf.Pdf) -> None:
    glyphs = Dictionary(a=pdf.make_stream(b"10 0 d0 0 g 0 0 9 9 re f"))
    resources(pdf, Font=Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs))
    assert hindrance(pdf) == ""
    glyphs.b = pdf.make_stream(b"10 0 d0 0 0 0 1 k 0 0 9 9 re f")
    resources(pdf, Font=Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=glyphs))
    assert hindrance(pdf) == NO_COLOUR


@pytest.mark.parametrize("space", [Name.DeviceCMYK, Array([Name.Separation, Name.Gold, Name.DeviceCMYK])])
def test_named_colours_and_shadings_of_print_are_found(pdf: pikepdf.Pdf, space: Any) -> None:
    resources(pdf, ColorSpace=space)
    assert hindrance(pdf) == NO_COLOUR
    resources(pdf, Shading=Dictionary(ShadingType=2, ColorSpace=space))
    assert hindrance(pdf) == NO_COLOUR
    resources(pdf, Shading=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))
    assert hindrance(pdf) == ""


@pytest.mark.parametrize(("count", "found"), [(1, ""), (3, ""), (4, NO_COLOUR)])
def test_a_profile_counts_by_its_colours(pdf: pikepdf.Pdf, count: int, found: str) -> None:
    profile = cmyk_profile(pdf, count)
    resources(pdf, ColorSpace=profile)
    assert hindrance(pdf) == found
    resources(pdf, ColorSpace=Array([Name.Indexed, profile, 1, String("ab")]))
    assert hindrance(pdf) == found


def test_a_stand_in_for_print_that_nobody_draws_with_does_no_harm(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources = Dictionary(ColorSpace=Dictionary(DefaultCMYK=cmyk_profile(pdf)))
    assert hindrance(pdf) == ""


def test_a_page_that_mixes_in_the_colours_of_print_is_found(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    assert hindrance(pdf) == NO_COLOUR


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ({"BM": Name.Multiply}, ""),
        ({"BM": Name.Invented}, FORBIDDEN),
        ({"BM": Array([Name.Multiply])}, FORBIDDEN),
        ({"TR": Name.Identity}, FORBIDDEN),
    ],
)
def test_states_of_drawing_are_those_of_the_standard(
    pdf: pikepdf.Pdf, state: dict[str, Any], found: str
) -> None:
    keys = {f"/{key}": value for key, value in state.items()}
    resources(pdf, ExtGState=Dictionary({"/Type": Name.ExtGState, **keys}))
    assert hindrance(pdf) == found


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData"])
def test_what_acts_is_found_in_the_middle_of_a_chain(pdf: pikepdf.Pdf, kind: str) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name(kind))]))
    assert hindrance(pdf) == FORBIDDEN


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"Filter": Name.JPXDecode}, FORBIDDEN),
        ({"Filter": Array([Name.ASCIIHexDecode, Name.LZWDecode])}, FORBIDDEN),
        ({"F": String("elsewhere.bin")}, FORBIDDEN),
        ({"Interpolate": True}, FORBIDDEN),
        ({"Interpolate": False}, ""),
        ({"Alternates": Array([])}, FORBIDDEN),
        ({"ColorSpace": Name.DeviceCMYK}, NO_COLOUR),
        ({"ColorSpace": Name.DeviceGray}, ""),
    ],
)
def test_pictures_are_looked_at(pdf: pikepdf.Pdf, keys: dict[str, Any], found: str) -> None:
    image = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    for key, value in keys.items():
        image[f"/{key}"] = value
    resources(pdf, XObject=image)
    assert hindrance(pdf) == found


def test_a_drawing_within_a_drawing_is_read_too(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"0 0 0 1 K 0 0 9 9 re S", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    resources(pdf, XObject=form)
    assert hindrance(pdf) == NO_COLOUR


def test_the_claim_names_its_colours_and_shows_every_link(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    (tmp_path / "srgb.icc").write_bytes(b"profile")
    links = [Dictionary(Subtype=Name.Link, F=flags) for flags in (0, 2 | 32, 4 | 64)]
    pdf.pages[0].Annots = Array([pdf.make_indirect(link) for link in links])
    declare(pdf, str(tmp_path / "srgb.icc"))
    (intent,) = pdf.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == b"profile"
    assert int(intent.DestOutputProfile.N) == 3
    assert [int(link.F) for link in pdf.pages[0].Annots] == [4, 4, 4 | 64]
    with pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "B")


def grey(number: int) -> bytes:
    """Give a drawing whose checksum, with which its packed bytes end, is another for most numbers."""
    return b" " * (number % 8) + b"%d g" % number


def ending_in_a_line() -> bytes:
    """Find a drawing whose packed bytes end as a line does."""
    return next(text for text in map(grey, range(9999)) if zlib.compress(text).endswith(b"\r"))


def test_a_drawing_that_packs_badly_gets_another_line_end_and_draws_the_same(pdf: pikepdf.Pdf) -> None:
    drawn = ending_in_a_line()
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(drawn)
    settle(pdf)
    assert not page.Contents.read_raw_bytes().endswith(b"\r")
    assert page.Contents.read_bytes().rstrip(b"\n") == drawn


def test_a_picture_that_packs_badly_is_never_changed(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    data = ending_in_a_line()
    image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image)
    pdf.Root.Kept = image
    settle(pdf)
    pdf.save(tmp_path / "settled.pdf", compress_streams=False)
    with pikepdf.open(tmp_path / "settled.pdf") as written:
        kept = written.Root.Kept
        assert kept.read_bytes() == data
        assert kept.read_raw_bytes().endswith(b"~>")


@pytest.mark.parametrize(
    ("filters", "settings"),
    [
        (Name.FlateDecode, None),
        (Name.FlateDecode, Dictionary(Predictor=1)),
        (Array([Name.FlateDecode]), Array([Dictionary(Predictor=1)])),
        (Array([Name.FlateDecode, Name.FlateDecode]), Array([None, Dictionary(Predictor=1)])),
    ],
)
def test_a_font_that_is_packed_badly_reads_the_same_whatever_it_is_packed_by(
    pdf: pikepdf.Pdf,
    filters: pikepdf.Name | pikepdf.Array,
    settings: pikepdf.Dictionary | pikepdf.Array | None,
) -> None:
    data = ending_in_a_line()
    packed = zlib.compress(data)
    if isinstance(filters, Array) and len(filters) == 2:
        data = next(text for text in map(grey, range(99999)) if twice(text).endswith(b"\r"))
        packed = twice(data)
    font = pdf.make_stream(b"", Length1=len(data))
    font.write(packed, filter=filters, decode_parms=settings)
    resources(pdf, FontFile=font)
    settle(pdf)
    assert font.read_bytes() == data
    assert font.read_raw_bytes().endswith(b"~>")
    assert font.Filter[0] == Name.ASCII85Decode


def twice(text: bytes) -> bytes:
    """Pack what is packed."""
    return zlib.compress(zlib.compress(text))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 3000), max_size=8))
def test_what_is_settled_ends_in_no_line_and_says_what_it_said(numbers: list[int]) -> None:
    texts = [*map(grey, numbers), ending_in_a_line()]
    with pikepdf.new() as made:
        made.Root.Kept = Array([made.make_stream(text) for text in texts])
        settle(made)
        kept = list(made.Root.Kept)
        assert [one.read_bytes().rstrip(b"\n") for one in kept] == texts
        assert not any(one.read_raw_bytes().endswith(b"\r") for one in kept)

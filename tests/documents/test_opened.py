"""Opening pictures: each as what it says it is, hostile ones in a sentence, large ones coarser."""

from __future__ import annotations

import io
import random
import struct
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from xborder_desk.documents.faults import CannotShowError
from xborder_desk.documents.opened import LARGE_2000, load, make_coarser, opened, pages_of, size_of

if TYPE_CHECKING:
    from pathlib import Path


def saved(path: Path, sort: str, picture: Image.Image, **options: object) -> str:
    picture.save(path, sort, **options)
    return str(path)


def packed(sort: str, picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, sort)
    return kept.getvalue()


def icon(*pictures: tuple[int, bytes], offset: int | None = None) -> bytes:
    """An icon whose list says a width and height for each picture, whatever it really has."""
    at = 6 + 16 * len(pictures)
    listed, body = b"", b""
    for side, data in pictures:
        where = at + len(body) if offset is None else offset
        listed += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), where)
        body += data
    return struct.pack("<HHH", 0, 1, len(pictures)) + listed + body


def test_a_picture_is_opened_only_as_what_it_says_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x89PNG\r\n\x1a\n" + b"P6 2 2 255\n" + b"x" * 60)
    with pytest.raises(CannotShowError, match="damaged"), opened(str(tmp_path / "a")):
        pass
    (tmp_path / "b").write_bytes(b"<svg/>")
    with (
        pytest.raises(CannotShowError, match="This kind of picture cannot be shown"),
        opened(str(tmp_path / "b")),
    ):
        pass


def test_the_largest_picture_of_an_icon_is_opened(tmp_path: Path) -> None:
    small, large = (packed("PNG", Image.new("RGB", (side, side), "red")) for side in (16, 64))
    (tmp_path / "a.ico").write_bytes(icon((16, small), (64, large)))
    with opened(str(tmp_path / "a.ico")) as picture:
        assert size_of(picture) == (64, 64)
        assert picture.copy().convert("RGB").getpixel((60, 60)) == (255, 0, 0)


def test_an_icon_that_lies_about_a_size_has_that_of_its_picture(tmp_path: Path) -> None:
    (tmp_path / "a.ico").write_bytes(icon((16, packed("PNG", Image.new("RGB", (300, 100))))))
    with opened(str(tmp_path / "a.ico")) as picture:
        assert size_of(picture) == (300, 100)


@pytest.mark.parametrize("wrong", ["behind", "empty", "many", "cut"])
def test_an_icon_with_a_broken_list_is_damaged(tmp_path: Path, wrong: str) -> None:
    inside = packed("PNG", Image.new("RGB", (16, 16)))
    data = {
        "behind": icon((16, inside), offset=2**32 - 1),
        "empty": struct.pack("<HHH", 0, 1, 0) + b"\0" * 40,
        "many": struct.pack("<HHH", 0, 1, 999) + icon((16, inside))[6:],
        "cut": icon((16, inside))[:30],
    }[wrong]
    (tmp_path / "a.ico").write_bytes(data)
    with pytest.raises(CannotShowError, match="damaged"), opened(str(tmp_path / "a.ico")):
        pass


def bombs() -> dict[str, bytes]:
    huge = struct.pack(">II", 60_000, 60_000)
    boxed = packed("JPEG2000", Image.new("RGB", (40, 40)))
    told, stream = boxed.index(b"ihdr") + 4, boxed.index(b"\xff\x4f\xff\x51") + 8
    return {
        "jp2": boxed[:told] + huge + boxed[told + 8 : stream] + huge + boxed[stream + 8 :],
        "ppm": b"P6 60000 60000 255\n" + b"x" * 100,
        "pbm": b"P1\n60000 60000\n0 1",
        "tga": struct.pack("<BBBHHBHHHHBB", 0, 0, 10, 0, 0, 0, 0, 0, 65535, 65535, 24, 0) + b"\0" * 40,
        "pcx": struct.pack("<BBBB4H", 10, 5, 1, 8, 0, 0, 65534, 65534).ljust(65, b"\0") + b"\3" + b"\0" * 90,
        "ico": icon((0, packed("PNG", Image.new("1", (20_000, 20_000))))),
    }


@pytest.mark.parametrize("sort", ["jp2", "ppm", "pbm", "tga", "pcx", "ico"])
def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked(tmp_path: Path, sort: str) -> None:
    (tmp_path / "a").write_bytes(bombs()[sort])
    with pytest.raises(CannotShowError, match="too large"), opened(str(tmp_path / "a")) as picture:
        picture.load()


@pytest.mark.parametrize("sort", ["PPM", "TGA", "PCX"])
def test_of_one_that_was_cut_off_there_is_what_there_is(tmp_path: Path, sort: str) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    data = packed(sort, noise)
    (tmp_path / "a").write_bytes(data[: len(data) // 2])
    with opened(str(tmp_path / "a")) as picture:
        whole = load(picture)
        seen = picture.convert("L")
    halves = [seen.crop((0, top, 200, top + 60)).tobytes() for top in (0, 140)]
    assert not whole
    assert max(len(set(half)) for half in halves) > 20
    assert min(len(set(half)) for half in halves) == 1
    (tmp_path / "b").write_bytes(data)
    with opened(str(tmp_path / "b")) as picture:
        whole = load(picture)
    assert whole


@pytest.mark.parametrize("sort", ["JPEG2000", "PPM", "TGA"])
def test_what_nothing_is_left_of_is_not_shown_as_one_colour(tmp_path: Path, sort: str) -> None:
    data = packed(sort, Image.effect_noise((200, 200), 90).convert("RGB"))
    left = {"JPEG2000": data.index(b"\xff\x93") + 2, "PPM": 15, "TGA": 18}[sort]
    (tmp_path / "a").write_bytes(data[:left])
    with pytest.raises(CannotShowError, match="damaged"), opened(str(tmp_path / "a")) as picture:
        load(picture)


@pytest.mark.parametrize("sort", ["JPEG2000", "PPM", "TGA", "PCX", "ICO"])
def test_changed_bytes_give_a_picture_or_a_sentence(tmp_path: Path, sort: str) -> None:
    whole = packed(sort, Image.effect_noise((48, 48), 90).convert("RGB"))
    dice = random.Random(20260101)  # noqa: S311 - the same changes each time
    refused: list[str] = []
    for number in range(150):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 2, 8, 40))):
            data[dice.randrange(min(len(data), dice.choice((60, 200, 10_000))))] = dice.randrange(256)
        (tmp_path / f"{number}").write_bytes(data)
        try:
            with opened(str(tmp_path / f"{number}")) as picture:
                load(picture)
                picture.copy().convert("RGB").resize((10, 10))
        except CannotShowError as error:
            refused.append(error.text)
    assert 0 < len(refused) < 150
    assert all(text.startswith(("The picture is", "This kind of picture")) for text in refused)


def test_a_large_jpeg_2000_is_unpacked_no_finer_than_it_is_looked_at(tmp_path: Path) -> None:
    source = saved(tmp_path / "a.jp2", "JPEG2000", Image.new("L", (8000, 5200)))
    assert LARGE_2000 < 8000 * 5200
    with opened(source) as picture:
        make_coarser(picture, 1500)
        assert load(picture)
        assert picture.size == (2000, 1300)
    source = saved(tmp_path / "b.jp2", "JPEG2000", Image.new("L", (800, 500)))
    with opened(source) as picture:
        make_coarser(picture, 100)
        assert load(picture)
        assert picture.size == (800, 500)


def test_only_a_fax_has_pages(tmp_path: Path) -> None:
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 90, 200)]
    for sort, pages in (("TIFF", 3), ("GIF", 1), ("WEBP", 1)):
        source = saved(tmp_path / sort, sort, frames[0], save_all=True, append_images=frames[1:])
        with opened(source) as picture:
            assert pages_of(picture) == pages

"""Pictures: upright, dated, placed, cut, too large."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import picture

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, data: bytes, name: str = "photo.jpg") -> Reading:
    path = tmp_path / name
    path.write_bytes(data)
    return Reading.from_plain(picture.read(str(path), name, 0))


def photo(size: tuple[int, int] = (640, 480), **how: Any) -> bytes:
    """The left half red, the right half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    kept = io.BytesIO()
    image.save(kept, how.pop("format", "JPEG"), **how)
    return kept.getvalue()


def exif(**values: Any) -> Image.Exif:
    notes = Image.Exif()
    for key, value in values.items():
        if key == "gps":
            notes.get_ifd(0x8825).update(value)
        elif key == "details":
            notes.get_ifd(0x8769).update(value)
        else:
            notes[int(key[1:], 16)] = value
    return notes


def thumbnail(reading: Reading) -> Image.Image:
    assert reading.thumbnail is not None
    return Image.open(io.BytesIO(reading.thumbnail))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_every_format_is_recognised_and_read(kind: str, tmp_path: Path) -> None:
    data = photo(format=kind)
    assert picture.sniff(data[:64], "") == 1.0
    reading = read(tmp_path, data)
    assert (reading.facts["width"], reading.facts["height"], reading.warnings) == (640, 480, ())
    assert reading.media_type == f"image/{kind.lower()}"
    assert reading.viewable
    assert thumbnail(reading).size == (320, 240)


@pytest.mark.parametrize(
    ("kind", "name", "media_type", "mode"),
    [
        ("JPEG2000", "a.jp2", "image/jp2", "RGB"),
        ("JPEG2000", "a.jp2", "image/jp2", "RGBA"),
        ("JPEG2000", "a.jp2", "image/jp2", "I;16"),
        ("PPM", "a.ppm", "image/x-portable-pixmap", "RGB"),
        ("PPM", "a.pgm", "image/x-portable-graymap", "I;16"),
        ("PPM", "a.pbm", "image/x-portable-bitmap", "1"),
        ("TGA", "a.tga", "image/x-tga", "RGBA"),
        ("PCX", "a.pcx", "image/vnd.zbrush.pcx", "P"),
    ],
)
def test_rare_sorts_are_read_as_well(
    kind: str, name: str, media_type: str, mode: str, tmp_path: Path
) -> None:
    kept = io.BytesIO()
    Image.new(mode, (640, 480)).save(kept, kind)
    assert picture.sniff(kept.getvalue()[:64], name) == (kind != "PCX")  # its header is longer
    assert picture.sniff(kept.getvalue()[:512], name) == 1.0
    reading = read(tmp_path, kept.getvalue(), name)
    assert (reading.facts["width"], reading.facts["height"], reading.warnings) == (640, 480, ())
    assert (reading.media_type, reading.pages, reading.viewable) == (media_type, 1, True)
    assert thumbnail(reading).size == (320, 240)


def test_of_an_icon_the_largest_picture_is_read(tmp_path: Path) -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (256, 256), "green").save(kept, "ICO", sizes=[(16, 16), (256, 256), (32, 32)])
    reading = read(tmp_path, kept.getvalue(), "favicon.ico")
    assert (reading.facts["width"], reading.facts["height"]) == (256, 256)
    assert reading.media_type == "image/vnd.microsoft.icon"
    assert thumbnail(reading).getpixel((9, 9)) == pytest.approx((0, 128, 0), abs=3)
    behind = bytearray(kept.getvalue())
    for entry in range(3):  # every picture of its list lies behind the end of the file
        behind[18 + 16 * entry : 22 + 16 * entry] = b"\xff" * 4
    broken = read(tmp_path, bytes(behind), "favicon.ico")
    assert (broken.media_type, broken.viewable) == (reading.media_type, False)
    assert "damaged" in str(broken.warnings[0])


def test_a_large_jpeg_2000_is_read_without_filling_the_memory(tmp_path: Path) -> None:
    kept = io.BytesIO()
    Image.new("L", (8000, 5200), 90).save(kept, "JPEG2000")
    reading = read(tmp_path, kept.getvalue(), "scan.jp2")
    assert (reading.facts["width"], reading.facts["height"], reading.warnings) == (8000, 5200, ())
    assert thumbnail(reading).size == (320, 208)


def test_the_thumbnail_stands_upright(tmp_path: Path) -> None:
    reading = read(tmp_path, photo(exif=exif(x0112=6)))
    assert reading.facts["orientation"] == 6
    small = thumbnail(reading)
    assert small.size == (240, 320)
    top, bottom = small.getpixel((120, 20)), small.getpixel((120, 300))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > bottom[0]
    assert "exif" not in small.info


def test_what_the_camera_noted_is_told(tmp_path: Path) -> None:
    notes = exif(
        x010F="Acme",
        x0110="Acme One",
        x0132="2026:01:01 00:00:00",
        details={0x9003: "2026:03:15 12:30:00", 0x9011: "+02:00"},
        gps={1: "S", 2: (33.0, 30.0, 0.0), 3: "E", 4: (151.0, 0.0, 36.0), 5: b"\x01", 6: 12.5},
    )
    reading = read(tmp_path, photo(exif=notes))
    assert reading.date == reading.facts["taken_at"] == "2026-03-15T12:30:00+02:00"
    assert reading.facts["taken_from"] == "DateTimeOriginal"
    assert reading.facts["camera"] == "Acme One"
    assert reading.facts["gps"] == {"latitude": -33.5, "longitude": 151.01, "altitude": -12.5}


def test_a_time_without_zone_claims_none_and_nonsense_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, photo(exif=exif(x0132="2026:01:02 03:04:05"))).date == "2026-01-02T03:04:05"
    assert read(tmp_path, photo(exif=exif(x0132="0000:00:00 00:00:00"))).date is None
    assert read(tmp_path, photo(exif=exif(x0112=77))).facts["orientation"] == 1
    assert "gps" not in read(tmp_path, photo(exif=exif(gps={1: "N", 2: (0.0, 0.0, 0.0)}))).facts


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_cut_picture_is_shown_as_far_as_it_goes(kind: str, tmp_path: Path) -> None:
    data = photo(format=kind, quality=95, compress_level=0)
    reading = read(tmp_path, data[: len(data) * 2 // 3])
    assert "cut off" in str(reading.warnings[0])
    assert thumbnail(reading).size == (320, 240)


@pytest.mark.parametrize("kind", ["TGA", "PPM", "BMP"])
def test_of_what_nothing_is_left_there_is_no_picture_of_one_colour(kind: str, tmp_path: Path) -> None:
    data = photo(format=kind)
    start = {"TGA": 18, "PPM": 15, "BMP": 54}[kind]
    reading = read(tmp_path, data[:start], "a.tga")
    assert (reading.viewable, reading.thumbnail) == (False, None)
    assert "damaged" in str(reading.warnings[0])


def test_a_bomb_is_refused_without_being_decoded(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    for side in (12_000, 50_000):
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        reading = read(tmp_path, b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"x") + chunk(b"IEND", b""))
        assert "too large" in str(reading.warnings[0])
        assert (reading.viewable, reading.media_type) == (False, "image/png")


def test_frames_are_counted(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    for kind, pages in (("GIF", 1), ("TIFF", 3)):
        kept = io.BytesIO()
        frames[0].save(kept, kind, save_all=True, append_images=frames[1:])
        reading = read(tmp_path, kept.getvalue())
        assert (reading.facts["frames"], reading.pages) == (3, pages)
        assert thumbnail(reading).getpixel((5, 5)) == pytest.approx((254, 0, 0), abs=3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_colour_mode_gives_a_thumbnail(mode: str, tmp_path: Path) -> None:
    kept = io.BytesIO()
    Image.new(mode, (40, 30)).save(kept, "TIFF" if mode == "CMYK" else "PNG")
    reading = read(tmp_path, kept.getvalue())
    assert reading.warnings == ()
    assert thumbnail(reading).size == (40, 30)


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(kept, "PNG")
    assert thumbnail(read(tmp_path, kept.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_real_pictures_with_every_orientation_come_out_alike(corpora: Path, tmp_path: Path) -> None:
    files = sorted((corpora / "06-images" / "exif-orientation").rglob("*_[1-8].jpg"))
    assert len(files) >= 8
    shown = [thumbnail(read(tmp_path, file.read_bytes())).convert("L").resize((24, 16)) for file in files]
    for image in shown[1:]:
        apart = [abs(ours - first) for ours, first in zip(image.tobytes(), shown[0].tobytes(), strict=True)]
        assert sum(apart) / len(apart) < 12


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_gives_the_upright_picture_point_for_point(
    orientation: int, tmp_path: Path
) -> None:
    upright = Image.effect_noise((200, 120), 60).convert("RGB")
    upright.paste("red", (0, 0, 60, 30))
    # Turning back what the tag asks for gives the picture as a camera would have stored it.
    undone = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright.transpose(Image.Transpose(undone[orientation])) if orientation in undone else upright
    kept = io.BytesIO()
    stored.save(kept, "PNG", exif=exif(x0112=orientation))
    plain = io.BytesIO()
    upright.save(plain, "PNG")
    shown, wanted = (read(tmp_path, data.getvalue(), "p.png").thumbnail for data in (kept, plain))
    assert shown == wanted


def test_real_orientations_differ_from_the_upright_one_only_by_their_compression(corpora: Path) -> None:
    for sort in ("Landscape", "Portrait"):
        files = sorted((corpora / "06-images" / "exif-orientation").rglob(f"{sort}_[1-8].jpg"))
        if not files:
            continue
        pictures = [thumbnail(read_there(file)).convert("RGB") for file in files]
        for other in pictures[1:]:
            pairs = zip(other.tobytes(), pictures[0].tobytes(), strict=True)
            far = sum(abs(one - first) > 32 for one, first in pairs)
            assert far < 0.02 * len(pictures[0].tobytes())


def read_there(path: Path) -> Reading:
    return Reading.from_plain(picture.read(str(path), path.name, 0))


def test_pictures_of_phones_are_shown(corpora: Path) -> None:
    files = sorted((corpora / "06-images" / "pillow_heif").rglob("*.hei[cf]"))
    assert len(files) >= 26
    for file in files:
        assert picture.sniff(file.read_bytes()[:64], "") == 1.0
        reading = read_there(file)
        assert (reading.viewable, reading.warnings) == (True, ()), file.name
        assert reading.media_type in {"image/heic", "image/heif"}
        assert thumbnail(reading).width > 0
    taken = read_there(corpora / "06-images" / "pillow_heif" / "heif_other" / "empty_icc.heic")
    assert taken.date == "2021-07-06T16:08:14+03:00"
    assert taken.facts["camera"] == "Apple iPhone XS"


def test_a_damaged_picture_of_a_phone_is_said_to_be_damaged(corpora: Path, tmp_path: Path) -> None:
    data = (corpora / "06-images" / "pillow_heif" / "heif" / "RGB_8__128x128.heif").read_bytes()
    for end in (100, len(data) // 2):
        reading = read(tmp_path, data[:end], "photo.heic")
        assert reading.warnings
        assert reading.media_type == "image/heic"

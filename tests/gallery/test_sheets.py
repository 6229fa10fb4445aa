"""Contact sheets: every picture with its name, and never larger than a repository should keep."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image

from tests.gallery.__main__ import LOOKS, _looks, sheet_of
from tests.gallery.sheets import COLUMNS, MOST_BYTES, WIDTH, contact_sheet, save_small
from tests.gallery.stage import PSEUDO

if TYPE_CHECKING:
    from pathlib import Path


def noisy(file: Path, seed: int) -> Path:
    """Make a picture that can hardly be pressed: the worst there is."""
    file.parent.mkdir(exist_ok=True)
    dots = random.Random(seed).randbytes(320 * 200 * 3)  # noqa: S311 - noise, no secret
    Image.frombytes("RGB", (320, 200), dots).resize((1440, 900), Image.Resampling.NEAREST).save(file)
    return file


def test_a_sheet_is_never_too_large_and_holds_every_picture(tmp_path: Path) -> None:
    files = [noisy(tmp_path / "de-light-100" / f"page-{number}.png", number) for number in range(COLUMNS + 3)]
    target = tmp_path / "sheet-de.webp"
    contact_sheet(files, target)
    assert target.stat().st_size <= MOST_BYTES
    with Image.open(target) as sheet:
        assert sheet.width > COLUMNS * WIDTH
        assert sheet.height > 2 * WIDTH * 5 // 8
        last = (sheet.width - WIDTH // 2, sheet.height - WIDTH // 4)
        ground = sheet.convert("L").getpixel(last)
    # Behind the last picture is the ground of the sheet, #8a939b.
    assert isinstance(ground, int | float)
    assert abs(ground - 0x91) < 24


def test_every_language_is_seen_in_every_look() -> None:
    looks = _looks(["en", "ar", *PSEUDO])
    for tag in ("en", "ar"):
        assert {(theme, percent) for one, theme, percent in looks if one == tag} == set(LOOKS)
    assert [look[1:] for look in looks if look[0] == PSEUDO[0]] == [("light", 100)]
    assert [look[1:] for look in looks if look[0] == PSEUDO[1]] == [("light", 100), ("dark", 200)]
    # Theme and size change as seldom as can be: that takes longest.
    order = [look[1:] for look in looks]
    assert sum(one != other for one, other in pairwise(order)) == len(LOOKS) - 1


def test_a_sheet_is_named_by_language_and_large_text() -> None:
    assert sheet_of("zh-Hant", 100) == "zh-Hant"
    assert sheet_of("ar", 200) == "ar-200"


def test_pictures_of_the_readme_are_small(tmp_path: Path) -> None:
    picture = Image.new("RGB", (1440, 900), "#1f6f8b")
    save_small(picture, tmp_path / "one.png")
    assert (tmp_path / "one.png").stat().st_size < 10_000
    with Image.open(tmp_path / "one.png") as kept:
        assert kept.size == (1440, 900)


def test_the_sheets_that_are_kept_are_of_every_language_and_small(project_root: Path) -> None:
    from xborder_desk.app import find_places  # noqa: PLC0415 - for this test alone
    from xborder_desk.i18n import languages  # noqa: PLC0415 - as above

    folder = project_root / "docs" / "screenshots"
    for tag in languages.available(find_places().translations):
        for percent in (100, 200):
            file = folder / f"sheet-{sheet_of(tag, percent)}.webp"
            assert 20_000 < file.stat().st_size <= MOST_BYTES, file.name
    assert sum(file.stat().st_size for file in folder.iterdir()) < 6_500_000

"""Contact sheets: many pictures on one, small enough to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COLUMNS: Final = 8
WIDTH: Final = 256
MOST_BYTES: Final = 220_000
"""A sheet is never larger: its pictures are pressed harder until it fits."""
_GAP: Final = 8
_LINE: Final = 16


def contact_sheet(
    pictures: Sequence[Path], target: Path, *, columns: int = COLUMNS, width: int = WIDTH
) -> None:
    """Put pictures on one sheet with their names, small enough to be kept."""
    height = width * 5 // 8
    rows = -(-len(pictures) // columns)
    size = (columns * (width + _GAP) + _GAP, rows * (height + _LINE + _GAP) + _GAP)
    sheet = Image.new("RGB", size, "#8a939b")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(12)
    for number, file in enumerate(pictures):
        left = _GAP + number % columns * (width + _GAP)
        top = _GAP + number // columns * (height + _LINE + _GAP)
        with Image.open(file) as picture:
            small = picture.convert("RGB")
            small.thumbnail((width, height), Image.Resampling.LANCZOS)
            sheet.paste(small, (left, top + _LINE))
        draw.text((left, top), f"{file.stem}  {file.parent.name}", fill="white", font=font)
    for quality in (60, 45, 30, 15, 5):
        sheet.save(target, quality=quality, method=4)
        if target.stat().st_size <= MOST_BYTES:
            break


def save_small(picture: Image.Image, target: Path, colours: int = 96) -> None:
    """Save a picture as PNG with a palette, a fraction of its size."""
    palette = picture.convert("RGB").quantize(
        colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    palette.save(target, optimize=True)

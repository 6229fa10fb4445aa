"""Pictures as a phone takes them: a paper on a table, a little askew, with shadow, grain and EXIF."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (1280, 960)
TABLES = {"wood": ((176, 140, 101), (139, 103, 68)), "grey": ((150, 156, 161), (108, 114, 120))}
ORIENTATION, TAKEN, MAKER, MODEL = 0x0112, 0x9003, 0x010F, 0x0110
EXIF_IFD = 0x8769
SIDEWAYS = 6
"""The camera was turned: the picture is stored lying and has to be shown a quarter turn clockwise."""


def photograph(paper: bytes, look: dict[str, Any], *, seed: int) -> bytes:
    """Photograph a page. ``look``: ``table``, ``turn`` in degrees, ``taken`` (EXIF form), ``sideways``."""
    rng = random.Random(seed)  # noqa: S311 - grain of a picture
    upright = bool(look.get("sideways"))
    size = (SIZE[1], SIZE[0]) if upright else SIZE
    picture = _table(size, str(look.get("table", "wood")), rng)
    with Image.open(io.BytesIO(paper)) as page:
        sheet = page.convert("RGBA")
    most = min(size[0] * 0.84 / sheet.width, size[1] * 0.84 / sheet.height)
    sheet = sheet.resize((round(sheet.width * most), round(sheet.height * most)), Image.Resampling.LANCZOS)
    sheet = sheet.rotate(float(look.get("turn", -3.0)), Image.Resampling.BICUBIC, expand=True)
    at = ((size[0] - sheet.width) // 2, (size[1] - sheet.height) // 2)
    shade = Image.new("L", size, 0)
    shade.paste(sheet.getchannel("A").point(lambda value: value * 0.55), (at[0] + 9, at[1] + 13))
    picture.paste((20, 16, 12), mask=shade.filter(ImageFilter.GaussianBlur(11)))
    picture.paste(sheet, at, sheet)
    picture = ImageChops.multiply(picture, _light(size))
    picture = Image.blend(picture, _grain(size, rng), 0.045)
    exif = Image.Exif()
    if upright:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[ORIENTATION] = SIDEWAYS
    exif[MAKER], exif[MODEL] = "Sample", "Drawn picture, not a photograph"
    if look.get("taken"):
        exif.get_ifd(EXIF_IFD)[TAKEN] = str(look["taken"])
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72, optimize=True, exif=exif)
    return out.getvalue()


def _table(size: tuple[int, int], kind: str, rng: random.Random) -> Image.Image:
    light, dark = TABLES[kind]
    table = Image.new("RGB", size, light)
    draw = ImageDraw.Draw(table)
    for _line in range(140):
        y = rng.randrange(size[1])
        share = rng.random() * 0.5
        colour = tuple(round(a + (b - a) * share) for a, b in zip(light, dark, strict=True))
        draw.line([(0, y), (size[0], y + rng.randrange(-25, 25))], fill=colour, width=rng.randrange(1, 9))
    return table.filter(ImageFilter.GaussianBlur(2.2))


def _light(size: tuple[int, int]) -> Image.Image:
    """Light that falls from above on one side."""
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(size)
    light = Image.blend(across, down, 0.5).point(lambda value: 196 + value * 59 // 255)
    return Image.merge("RGB", (light, light, light))


def _grain(size: tuple[int, int], rng: random.Random) -> Image.Image:
    small = (size[0] // 2, size[1] // 2)
    grain = Image.frombytes("L", small, rng.randbytes(small[0] * small[1])).resize(size)
    return Image.merge("RGB", (grain, grain, grain))

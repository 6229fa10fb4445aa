"""Make the static fonts of ``resources/fonts`` from the variable originals (run by hand; needs fontTools).

Usage: ``python docs/fonts/build_fonts.py <folder with the unpacked originals> resources/fonts``.
The originals are the Noto Sans and Amiri files named in ``FONTS``; each may lie anywhere below the folder.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER_VERSION = "1"
NAME_FAMILY, NAME_STYLE, NAME_UNIQUE, NAME_FULL, NAME_VERSION, NAME_POSTSCRIPT = 1, 2, 3, 4, 5, 6
BOLD = 700


@dataclass(frozen=True)
class Make:
    """One font to make: from which original, at which weight, under which name, keeping which characters."""

    original: str
    family: str
    weight: int = 400
    keep: tuple[tuple[int, int], ...] = ()

    @property
    def style(self) -> str:
        """Name the style as font menus do."""
        return "Bold" if self.weight == BOLD else "Regular"

    @property
    def postscript(self) -> str:
        """Give the name that must be unique among all fonts drawn in one process."""
        return f"{self.family.replace(' ', '')}-{self.style}"


HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))
FONTS = (
    Make("NotoSans[wdth,wght].ttf", "Xborder Sans"),
    Make("NotoSans[wdth,wght].ttf", "Xborder Sans", BOLD),
    Make("NotoSansArabic[wdth,wght].ttf", "Xborder Sans Arabic"),
    Make("NotoSansArabic[wdth,wght].ttf", "Xborder Sans Arabic", BOLD),
    Make("NotoSansHebrew[wdth,wght].ttf", "Xborder Sans Hebrew"),
    Make("NotoSansHebrew[wdth,wght].ttf", "Xborder Sans Hebrew", BOLD),
    Make("NotoSansDevanagari[wdth,wght].ttf", "Xborder Sans Devanagari"),
    Make("NotoSansThai[wdth,wght].ttf", "Xborder Sans Thai"),
    Make("NotoSansKR[wght].ttf", "Xborder Sans Hangul", keep=HANGUL),
    Make("NotoSansTC[wght].ttf", "Xborder Sans TC"),
    Make("NotoSansSC[wght].ttf", "Xborder Sans SC"),
)
UNCHANGED = ("Amiri-Regular.ttf", "Amiri-Bold.ttf")


def find(originals: Path, name: str) -> Path:
    """Give the first file of that name below the folder."""
    return min(path for path in originals.rglob("*.ttf") if path.name == name)


def rename(font: TTFont, make: Make) -> None:
    """Give the font a name of its own: the licence asks it of changed fonts, and equal names clash."""
    names = font["name"]
    version = names.getDebugName(NAME_VERSION) or ""
    names.names = [record for record in names.names if record.nameID in {0, 7, 8, 9, 11, 12, 13, 14}]
    values = {
        NAME_FAMILY: make.family,
        NAME_STYLE: make.style,
        NAME_UNIQUE: f"{make.postscript};{version};static {FOLDER_VERSION}",
        NAME_FULL: f"{make.family} {make.style}",
        NAME_VERSION: version or "Version 1.000",
        NAME_POSTSCRIPT: make.postscript,
    }
    for name_id, value in values.items():
        names.setName(value, name_id, 3, 1, 0x409)


def slim(font: TTFont, make: Make) -> TTFont:
    """Drop hinting (and, where asked, all characters but some); layout features stay."""
    options = subset.Options(
        hinting=False, layout_features=["*"], name_IDs=["*"], notdef_outline=True, glyph_names=False,
        recalc_timestamp=False, legacy_kern=False, drop_tables=["DSIG", "STAT", "MVAR", "HVAR", "VVAR"],
    )  # fmt: skip
    subsetter = subset.Subsetter(options)
    wanted = set(font.getBestCmap())
    if make.keep:
        wanted &= {code for first, last in make.keep for code in range(first, last + 1)}
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    return font


def build(make: Make, originals: Path, target: Path) -> Path:
    """Make one static font file."""
    font = TTFont(find(originals, make.original), recalcTimestamp=False)
    limits = {axis.axisTag: {"wght": make.weight, "wdth": 100}[axis.axisTag] for axis in font["fvar"].axes}
    if make.keep:
        font = slim(font, make)
    font = instancer.instantiateVariableFont(font, limits, inplace=True)
    font = slim(font, make)
    rename(font, make)
    path = target / f"{make.postscript}.ttf"
    font.save(path)
    return path


def main(originals: Path, target: Path) -> None:
    """Make all fonts and write their checksums beside them."""
    target.mkdir(parents=True, exist_ok=True)
    for name in UNCHANGED:
        shutil.copyfile(find(originals, name), target / name)
    for make in FONTS:
        path = build(make, originals, target)
        sys.stderr.write(f"{path.name} {path.stat().st_size}\n")
    sums = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in sorted(target.glob("*.ttf"))]
    (target / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

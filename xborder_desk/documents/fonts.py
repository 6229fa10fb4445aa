"""The fonts of our documents: found by looking into their folder, chosen by the document's language."""

from __future__ import annotations

import struct
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.characters import missing
from xborder_desk.domain.errors import BrokenDataError, BuildError
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

LIST: Final = "fonts.toml"


class MissingGlyphsError(BuildError):
    """Fixed words of a document hold characters none of our fonts has; names them and where they stand."""


@dataclass(frozen=True, slots=True)
class Font:
    """One family: its files (Regular first), the scripts it serves, the languages it is preferred for."""

    family: str
    files: tuple[Path, ...]
    scripts: tuple[str, ...]
    languages: tuple[str, ...]


def find_fonts(folder: Path) -> tuple[Font, ...]:
    """Read the list of fonts and see that each file is there and whole.

    Raises:
        BrokenDataError: the list cannot be read, an entry lacks something, or a file is not there or cut off.

    """
    try:
        listed = tomllib.loads((folder / LIST).read_text(encoding="utf-8"))
        fonts = tuple(_font(folder, entry) for entry in listed["font"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenDataError(
            N_("The list of fonts {file} cannot be read: {detail}"),
            file=str(folder / LIST),
            detail=repr(error),
        ) from error
    for path in (path for font in fonts for path in font.files):
        if not path.is_file():
            raise BrokenDataError(
                N_("The font file {file} is missing. Install the program again."), file=str(path)
            )
        if not _is_whole(path):
            raise BrokenDataError(
                N_("The font file {file} is damaged. Install the program again."), file=str(path)
            )
    return fonts


def families(fonts: tuple[Font, ...], language: str) -> tuple[str, ...]:
    """Order the families for a document in this language: its own before others of the same script.

    Latin letters and figures keep their own font in every language.
    """
    tags = _tags(language)
    own = [font for tag in tags for font in fonts if tag in font.languages]
    first, *others = fonts
    ordered = dict.fromkeys([first, *own, *others])
    return tuple(font.family for font in ordered)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The code points that some Regular of ours has a glyph for; a font is opened when it is first asked."""

    fonts: tuple[Font, ...]
    found: set[object] = field(default_factory=set, compare=False)

    def __contains__(self, point: object) -> bool:
        """Whether a font has this code point, in their order: most texts never come to the large ones."""
        if point in self.found:  # few differ in a text, however long
            return True
        there = any(point in _characters(font.files[0]) for font in self.fonts)
        if there:
            self.found.add(point)
        return there


def covered(fonts: tuple[Font, ...]) -> Coverage:
    """Give the code points our fonts have a glyph for."""
    return Coverage(fonts)


def check(texts: Mapping[str, str], characters: Container[int]) -> None:
    """See that the fixed words of a document can be printed.

    Raises:
        MissingGlyphsError: some cannot.

    """
    lacking = missing(texts, characters)
    if lacking:
        where = "; ".join(f"{name}: {points}" for name, points in lacking.items())
        raise MissingGlyphsError(N_("No font has these characters: {where}"), where=where)


def _is_whole(path: Path) -> bool:
    """Whether a font reaches as far as its list of tables says: boxes on paper are worse than a fault."""
    try:
        with path.open("rb") as file:
            count = struct.unpack(">4xH6x", file.read(12))[0]
            tables = [struct.unpack(">8xII", file.read(16)) for _table in range(count)]
    except (OSError, struct.error):
        return False
    return bool(tables) and max(start + length for start, length in tables) <= path.stat().st_size


@lru_cache(maxsize=64)
def _characters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to load, wanted only when composing

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def _font(folder: Path, entry: Mapping[str, Any]) -> Font:
    files = tuple(folder / str(name) for name in entry["files"])
    if not files:
        message = "an entry names no file"
        raise ValueError(message)
    return Font(str(entry["family"]), files, tuple(entry["scripts"]), tuple(entry.get("languages", ())))


def _tags(language: str) -> list[str]:
    tag = language.replace("_", "-")
    found = []
    while tag:
        found.append(tag)
        tag = tag.rpartition("-")[0]
    return found

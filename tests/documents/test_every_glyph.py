"""Every character of every catalogue, guide and template has a glyph in the fonts it is printed with."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from tests.documents.test_installed_languages import paper
from xborder_desk.app import Places, Ways, find_places
from xborder_desk.documents.characters import missing
from xborder_desk.documents.fonts import MissingGlyphsError, check, covered, families, find_fonts
from xborder_desk.documents.papers import write_pdf
from xborder_desk.domain.errors import BrokenDataError
from xborder_desk.i18n import languages
from xborder_desk.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.documents.fonts import Font

PLACES: Final = find_places()
INSTALLED: Final = languages.available(PLACES.translations)
OWN: Final = {"ar": "Amiri", "zh-Hans": "Xborder Sans SC", "zh-Hant": "Xborder Sans TC"}
SCRIPTS: Final = {"ar": "ARABIC", "zh-Hans": "CJK", "zh-Hant": "CJK"}
DATA: Final = (
    "profiles statements templates forms routes jurisdictions service_rules taxonomy interest bodies"
)


@pytest.fixture(scope="module")
def fonts(project_root: Path) -> tuple[Font, ...]:
    """The fonts of every document."""
    return find_fonts(project_root / "resources" / "fonts")


@cache
def points(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def said_in(folder: Path) -> Iterator[str]:
    """Give every translation of a language, of the window and of the letters."""
    for source in sorted(folder.glob("LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            for message in read_po(file):
                yield from (
                    message.string if isinstance(message.string, (list, tuple)) else [message.string or ""]
                )


def english(project_root: Path) -> Iterator[str]:
    """Give every text of the data and the program, as it is written there."""
    for folder in DATA.split():
        for source in sorted((project_root / "resources" / folder).glob("*.toml")):
            yield source.read_text(encoding="utf-8")
    with (project_root / "translations" / "de" / "LC_MESSAGES" / "xborder_desk.po").open("rb") as file:
        for message in read_po(file):
            yield from message.id if isinstance(message.id, (list, tuple)) else [str(message.id)]


def letters_of(tag: str, project_root: Path) -> set[str]:
    """Give every character that a language could bring on paper."""
    folder = languages.folder_of(tag)
    found = {char for text in said_in(project_root / "translations" / folder) for char in text}
    if tag == "en":
        found |= {char for text in english(project_root) for char in text}
    guide = project_root / "resources" / "guide" / f"{folder}.md"
    if guide.is_file():
        found |= set(guide.read_text(encoding="utf-8"))
    return found - set("\r")


@pytest.mark.parametrize("tag", INSTALLED)
def test_every_character_of_a_language_has_a_glyph(
    tag: str, fonts: tuple[Font, ...], project_root: Path
) -> None:
    letters = letters_of(tag, project_root)
    assert len(letters) > 60
    assert missing({tag: "".join(letters)}, covered(fonts)) == {}


@pytest.mark.parametrize("tag", INSTALLED)
def test_letters_of_a_script_come_from_the_font_of_its_region(
    tag: str, fonts: tuple[Font, ...], project_root: Path
) -> None:
    """Han characters of Taiwan in the shapes of Taiwan, the mainland's in theirs, Arabic in one hand."""
    by_family = {font.family: font for font in fonts}
    family = OWN.get(tag, "Xborder Sans")
    script = SCRIPTS.get(tag, "LATIN")
    own = {char for char in letters_of(tag, project_root) if unicodedata.name(char, "").startswith(script)}
    assert len(own) > 30
    assert sorted(char for char in own if ord(char) not in points(by_family[family].files[0])) == []
    order = families(fonts, tag)
    others = [
        font.family
        for font in fonts
        if font.family != family and set(font.scripts) & set(by_family[family].scripts)
    ]
    assert all(order.index(family) < order.index(other) for other in others)


@pytest.mark.parametrize("tag", [one for one in INSTALLED if not one.startswith("zh")])
def test_bold_letters_are_there_too(tag: str, fonts: tuple[Font, ...], project_root: Path) -> None:
    """Han characters have one weight; headings in them are larger instead."""
    family = next(font for font in fonts if font.family == OWN.get(tag, "Xborder Sans"))
    regular, bold = map(points, family.files)
    used = {ord(char) for char in letters_of(tag, project_root)} & regular
    assert sorted(map(chr, used - bold)) == []


def test_a_language_with_a_letter_nobody_has_is_seen(fonts: tuple[Font, ...]) -> None:
    with pytest.raises(MissingGlyphsError, match=r"planted: U\+1780 U\+1F4E6"):
        check({"planted": "\U0001f4e6 \u1780"}, covered(fonts))


def test_the_sample_cases_can_be_printed_in_every_language(
    fonts: tuple[Font, ...], project_root: Path
) -> None:
    texts = {
        one.name: one.read_text(encoding="utf-8")
        for one in (project_root / "resources" / "sample").glob("*.toml")
    }
    assert len(texts) > 10
    assert missing(texts, covered(fonts)) == {}


def test_the_size_on_disk_is_what_the_papers_say(project_root: Path, fonts: tuple[Font, ...]) -> None:
    size = sum(path.stat().st_size for font in fonts for path in font.files) / 1_000_000
    told = (project_root / "resources" / "fonts" / "README.md").read_text(encoding="utf-8")
    found = re.search(r"take (\d+\.\d) MB on disk", told)
    assert found is not None
    assert float(found[1]) == pytest.approx(size, abs=0.06)
    extra = re.search(r"Han and Hangul (\d+\.\d) MB of it", told)
    assert extra is not None
    large = sum(path.stat().st_size for font in fonts for path in font.files if path.stat().st_size > 10**6)
    assert float(extra[1]) == pytest.approx(large / 1_000_000, abs=0.06)


@pytest.fixture
def without(tmp_path: Path, project_root: Path) -> Path:
    """Resources of an installation, to take a font out of."""
    for entry in (project_root / "resources").iterdir():
        if entry.name != "fonts":
            (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "fonts").mkdir()
    for entry in (project_root / "resources" / "fonts").iterdir():
        (tmp_path / "fonts" / entry.name).symlink_to(entry)
    return tmp_path


def cut(path: Path, size: int) -> None:
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole[:size])


@pytest.mark.parametrize("name", ["XborderSansTC-Regular.ttf", "XborderSans-Bold.ttf", "Amiri-Regular.ttf"])
def test_a_font_that_is_missing_is_one_sentence(without: Path, name: str) -> None:
    (without / "fonts" / name).unlink()
    language = languages.load("de", PLACES.translations)
    with pytest.raises(BrokenDataError) as told:
        write_pdf(str(without), paper(language), str(without / "paper.pdf"))
    sentence = language.error(told.value)
    assert name in sentence
    assert "\n" not in sentence
    assert not (without / "paper.pdf").exists()


@pytest.mark.parametrize("size", [0, 11, 300, 200_000])
def test_a_font_that_is_cut_off_is_no_page_of_boxes(without: Path, size: int) -> None:
    cut(without / "fonts" / "XborderSansTC-Regular.ttf", size)
    language = languages.load("zh-Hant", PLACES.translations)
    with pytest.raises(BrokenDataError, match="damaged"):
        write_pdf(str(without), paper(language), str(without / "paper.pdf"))


def test_the_program_lives_without_a_font(without: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (without / "fonts" / "XborderSansTC-Regular.ttf").unlink()
    ways = Ways(Places(without, PLACES.translations), SettingsFile(tmp_path_factory.mktemp("own-settings")))
    assert ways.language("zh-Hant").tag == "zh-Hant"
    assert ways.letters()[0]
    told = paper(ways.language("en"))
    with pytest.raises(BrokenDataError):
        write_pdf(str(without), told, str(without / "paper.pdf"))
    (without / "fonts" / "XborderSansTC-Regular.ttf").symlink_to(
        PLACES.resources / "fonts" / "XborderSansTC-Regular.ttf"
    )
    write_pdf(str(without), told, str(without / "paper.pdf"))
    assert (without / "paper.pdf").stat().st_size > 1000

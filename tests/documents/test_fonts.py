"""The fonts of our documents: all there, unchanged, covering the scripts we promise."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from xborder_desk.documents.fonts import MissingGlyphsError, check, covered, families, find_fonts
from xborder_desk.domain.errors import BrokenDataError

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.documents.fonts import Font

SAMPLES = {
    "de": "Größe „Straße“ – § 5 €",
    "pl": "Zażółć gęślą jaźń",
    "ro": "înscrisul țării",
    "el": "πίνακας σχετικών Ά",
    "ru": "Претензия № 5",
    "ar": "قائمة المستندات، ٣",
    "fa": "پرونده گچ ژ",
    "he": "רשימת מוצגים",
    "hi": "साक्ष्य सूची",
    "th": "หลักฐานที่",
    "zh-Hans": "证据目录，深圳。",
    "zh-Hant": "證物目錄「臺灣」",
    "ja": "証拠説明書カタカナ",
    "ko": "증거설명서",
    "vi": "Tiếng Việt ữ",
    "tr": "İstanbul ığüş",
}


@pytest.fixture(scope="module")
def folder(project_root: Path) -> Path:
    return project_root / "resources" / "fonts"


@pytest.fixture(scope="module")
def fonts(folder: Path) -> tuple[Font, ...]:
    return find_fonts(folder)


@pytest.mark.parametrize("language", SAMPLES)
def test_every_promised_script_has_its_letters(fonts: tuple[Font, ...], language: str) -> None:
    check({language: SAMPLES[language]}, covered(fonts))


def test_missing_letters_are_an_error_that_names_them(fonts: tuple[Font, ...]) -> None:
    with pytest.raises(MissingGlyphsError, match=r"title: U\+1F4E6 U\+1F600"):
        check({"title": "📦😀", "fine": "gut"}, covered(fonts))


def test_each_language_looks_into_its_own_han_font_first(fonts: tuple[Font, ...]) -> None:
    for language, first, second in (
        ("zh-Hant", "Xborder Sans TC", "Xborder Sans SC"),
        ("zh-Hans", "Xborder Sans SC", "Xborder Sans TC"),
        ("de", "Xborder Sans SC", "Xborder Sans TC"),
    ):
        ordered = families(fonts, language)
        assert ordered[0] == "Xborder Sans"
        assert ordered.index(first) < ordered.index(second)
        assert set(ordered) == {font.family for font in fonts}


def test_files_are_those_that_were_made(folder: Path, fonts: tuple[Font, ...]) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    for path in (path for font in fonts for path in font.files):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[path.name]
    assert {path.name for path in folder.glob("*.ttf")} == set(listed)
    assert sum(path.stat().st_size for path in folder.glob("*.ttf")) < 25_000_000


def test_a_broken_list_or_a_missing_file_is_told(tmp_path: Path, folder: Path) -> None:
    shutil.copy(folder / "fonts.toml", tmp_path)
    with pytest.raises(BrokenDataError, match="is missing"):
        find_fonts(tmp_path)
    (tmp_path / "fonts.toml").write_text("[[font]]\nfamily = 1\n", encoding="utf-8")
    with pytest.raises(BrokenDataError, match="cannot be read"):
        find_fonts(tmp_path)

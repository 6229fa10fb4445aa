"""Tesseract: its names of languages, its table of words, and a scan read for real where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from tests.conftest import ROOT
from xborder_desk.programs import running, tesseract
from xborder_desk.programs.running import ProgramError
from xborder_desk.programs.tesseract import PageText, code_of, codes_for, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
INSTALLED = pytest.mark.skipif(not tesseract.installed(), reason="Tesseract is not installed")


def written(file: Path, lines: Sequence[str], font: str = "XborderSans-Regular.ttf") -> Path:
    """Write a picture of printed lines."""
    picture = Image.new("L", (1500, 120 * len(lines) + 120), 255)
    pen = ImageDraw.Draw(picture)
    face = ImageFont.truetype(str(ROOT / "resources" / "fonts" / font), 52)
    for number, line in enumerate(lines):
        pen.text((60, 60 + 120 * number), line, fill=0, font=face)
    picture.save(file)
    return file


def word(text: str, *, block: int = 1, line: int = 1, sure: float = 90.0) -> str:
    return f"5\t1\t{block}\t1\t{line}\t1\t0\t0\t9\t9\t{sure}\t{text}"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("de", "deu"), ("DE-at", "deu"), ("zh", "chi_sim"), ("zh-Hant", "chi_tra"), ("zh_TW", "chi_tra"),
     ("zh-Hans-CN", "chi_sim"),      ("ar", "ara"), ("deu", "deu"), ("", ""), ("xx", ""), ("nb", "nor")],
)  # fmt: skip
def test_languages_have_names_of_its_own(tag: str, code: str) -> None:
    assert code_of(tag) == code


def test_languages_are_joined_once_each() -> None:
    known = frozenset({"deu", "eng", "fra"})
    assert codes_for(["de", "fr", "de-CH"], known) == "deu+fra"
    assert codes_for([], known) == "eng"


@pytest.mark.parametrize("tags", [["ja"], ["de", "xx"], ["zz-ZZ"]])
def test_a_language_that_is_missing_is_named_with_its_package(tags: list[str]) -> None:
    with pytest.raises(ProgramError) as caught:
        codes_for(tags, frozenset({"deu", "eng"}))
    assert "install" in caught.value.text
    assert caught.value.fields["language"] == tags[-1]


def test_without_any_language_english_must_be_there() -> None:
    with pytest.raises(ProgramError):
        codes_for([], frozenset({"deu"}))


def test_words_become_lines_and_blocks() -> None:
    table = "\n".join(
        [HEAD, word("Sehr", sure=80), word("geehrte"), word("Frau", line=2), word("Ende", block=2, sure=100)]
    )
    assert text_of(table) == PageText("Sehr geehrte\nFrau\n\nEnde", 90)


def test_what_is_no_word_is_left_out() -> None:
    table = "\n".join([HEAD, "2\t1\t1\t0\t0\t0\t0\t0\t9\t9\t-1\t", word("  "), word("ja")])
    assert text_of(table).text == "ja"


def test_a_page_without_words_is_not_certain_of_anything() -> None:
    assert text_of(HEAD) == PageText("", None)
    assert text_of("") == PageText("", None)


def test_words_of_han_are_joined_and_latin_ones_are_not() -> None:
    table = "\n".join([HEAD, word("我"), word("们"), word("order"), word("no")])
    assert text_of(table, spaced=False).text == "我们order no"


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\t\r\n\0", codec="utf-8"), min_size=1, max_size=9),
            st.integers(1, 3),
        ),
        max_size=20,
    )
)
def test_no_word_is_lost(words: list[tuple[str, int]]) -> None:
    lines = [word(text, block=block) for text, block in words]
    said = text_of("\n".join([HEAD, *lines])).text
    for text, _block in words:
        assert all(part in said for part in text.split())


def test_a_quote_in_a_word_takes_nothing_with_it() -> None:
    table = "\n".join([HEAD, word('"unclosed'), word("next")])
    assert text_of(table).text == '"unclosed next'


def test_without_it_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not tesseract.installed()
    for work in (tesseract.version, tesseract.languages, lambda: tesseract.read(tmp_path / "x.png", "deu")):
        with pytest.raises(ProgramError) as caught:
            work()
        assert "install Tesseract" in caught.value.text


@INSTALLED
def test_it_says_its_version_and_languages() -> None:
    assert tesseract.version().startswith("tesseract ")
    assert "eng" in tesseract.languages()
    assert "osd" not in tesseract.languages()


@INSTALLED
@pytest.mark.parametrize(
    ("code", "font", "line", "found"),
    [
        (
            "eng",
            "XborderSans-Regular.ttf",
            "Your parcel was lost on Monday",
            "Your parcel was lost on Monday",
        ),
        ("deu", "XborderSans-Regular.ttf", "Größe und Gewähr: müßig", "Größe und Gewähr"),
        ("chi_sim", "XborderSansSC-Regular.ttf", "我们明天发货", "我们明天发货"),
    ],
)
def test_a_scan_is_read(tmp_path: Path, code: str, font: str, line: str, found: str) -> None:
    if code not in tesseract.languages():
        pytest.skip(f"Tesseract has no {code} here")
    read = tesseract.read(written(tmp_path / "a.png", [line, line], font), code)
    assert found in read.text
    assert read.confidence is not None
    assert read.confidence > 60


@INSTALLED
def test_what_is_no_picture_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no picture")
    with pytest.raises(ProgramError):
        tesseract.read(tmp_path / "a.png", "eng")


def test_the_program_is_looked_for_each_time() -> None:
    assert tesseract.installed() is bool(running.found("tesseract"))

"""Saved web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.evidence import Reading
from xborder_desk.evidence import web

if TYPE_CHECKING:
    from pathlib import Path


def read(tmp_path: Path, data: bytes) -> Reading:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    return Reading.from_plain(web.read(str(path), path.name, 0))


def test_title_language_and_text(tmp_path: Path) -> None:
    reading = read(tmp_path, web.sample())
    assert (reading.title, reading.language, reading.page_texts) == ("Order 4711", "en", ("Shipped.",))
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-16"),
        ("", "utf-8"),
    ],
)
def test_the_declared_character_set_counts_unless_a_mark_says_otherwise(
    head: str, codec: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, f"<html><head>{head}</head><body>Где заказ</body></html>".encode(codec))
    assert reading.page_texts == ("Где заказ",)


def test_hidden_text_and_the_address_it_was_saved_from(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        b"<!DOCTYPE html>\n<!-- saved from url=(0026)https://shop.example/order -->\n"
        b"<html><body>seen<span style='display:none'>not seen</span></body></html>",
    )
    assert reading.facts["saved_from"] == "https://shop.example/order"
    assert (reading.page_texts, reading.facts["hidden_text"]) == (("seen",), "not seen")
    assert "hides" in str(reading.warnings[0])
    assert reading.title == "page.html"


def test_real_pages_give_their_text(corpora: Path, tmp_path: Path) -> None:
    pages = sorted((corpora / "04-web").rglob("source.html"))[::6]
    assert pages
    for page in pages:
        reading = read(tmp_path, page.read_bytes())
        assert len(reading.page_texts[0]) > 200, page
        assert "</" not in reading.title, page

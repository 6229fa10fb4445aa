"""Names are ordered as readers expect."""

from __future__ import annotations

import csv
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale, Qt

from xborder_desk.app import find_places
from xborder_desk.i18n import languages
from xborder_desk.i18n.collation import CHARACTERS, places_of, sort_key, tailored
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TRANSLATIONS: Final = find_places().translations
INSTALLED: Final = languages.available(TRANSLATIONS)


def _split(names: str) -> list[str]:
    return names.split()


# Names in two words whose sound differs from that of their characters (重庆) are not told apart by ours.
# Names as they stand in lists of cases, with what each language has of its own, and of each other.
NAMES: Final = _split(
    "Abel Äbler Acker Älv Adam Zorn Zoë Zoe Zofia Łódź Lublin Lizbona Ćmielów Czech Cyryl Żak Źródło Zak "
    "Ósmy Osa Oz Șerban Serban Szabo Țară Tara Tz Ăla Ala Îl Iz Núñez Nuñez Nunez Nuzaz Nz Ñandú Álvarez "
    "Alvaro Œuvre oeuf cote coté côte côté Straße Strasse Müller Muller Mueller Öl Ofen Ærø Aero Århus Émile "
    "Emile Ștefănescu Çelik Celik Ğ Ibsen İstanbul São Sao Łukasz Lukas"
)
HAN: Final = _split(
    "张三 李四 王五 陈六 深圳 阿里 赵云 啊 郑州 上海 北京 长沙 義烏 張三 李四 陳六 丁一 龜 臺北 "
    "高雄 電暖器 證物 一 乙 王 甲"
)
ARABIC: Final = _split("بدر آدم تامر جمال خالد دانة سعد شركة عمر فاطمة محمد نور هدى يوسف")
HAMZA: Final = _split("أحمد احمد إبراهيم أمل إياد")
QT: Final = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en_GB"}


def collator(tag: str) -> QCollator:
    """Qt's own, which has CLDR's rules on Linux."""
    made = QCollator(QLocale(QT.get(tag, tag)))
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setNumericMode(True)
    return made


def own(tag: str) -> Language:
    """Give a language as the program has it."""
    return languages.load(tag, TRANSLATIONS)


def misplaced(names: Iterable[str], tag: str) -> list[tuple[str, str]]:
    """Give neighbours in our order that CLDR has the other way round."""
    theirs = collator(tag)
    ordered = sorted(names, key=own(tag).sort_key)
    return [(one, other) for one, other in pairwise(ordered) if theirs.compare(one, other) > 0]


@pytest.mark.parametrize("tag", INSTALLED)
def test_names_stand_where_cldr_has_them(tag: str) -> None:
    """Forms of alef with hamza are letters of their own but in Arabic; Chinese orders accents by tones."""
    latin = [name for name in NAMES if name.isascii() or not tag.startswith("zh")]
    assert misplaced([*latin, *ARABIC, *(HAMZA if tag == "ar" else ())], tag) == []


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_han_names_come_by_sound_or_by_strokes(tag: str) -> None:
    names = [*HAN, "Adam", "2", "10"]
    assert misplaced(names, tag) == []
    found = sorted(names, key=own(tag).sort_key)
    assert found[:2] == ["2", "10"]
    assert found[-1] == "Adam"


def test_the_two_orders_of_chinese_differ_and_each_has_every_character() -> None:
    sound, strokes = (places_of(TRANSLATIONS / folder / CHARACTERS) for folder in ("zh_Hans", "zh_Hant"))
    assert set(sound) == set(strokes) == {chr(code) for code in range(0x4E00, 0xA000)}
    assert sound != strokes
    assert strokes["一"] < strokes["王"] < strokes["龜"]
    assert sound["阿"] < sound["李"] < sound["张"]


@pytest.mark.parametrize("tag", INSTALLED)
def test_parts_of_addresses_stand_where_cldr_has_them(tag: str, corpora: Path) -> None:
    file = corpora / "10-contact-data" / "libpostal" / "address_parses.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        parts = {
            part for row in csv.DictReader(rows) for _kind, part in json.loads(row["expected_components"])
        }
    # Signs between words are weighed in several ways by CLDR itself; words and numbers are ours to order.
    words = sorted(
        part for part in parts if re.fullmatch(r"[^\W_]+", part) and not re.search(r"\d\D|\D\d", part)
    )
    words = [word for word in words if word.isascii() or not tag.startswith("zh")]
    assert len(words) > 60
    assert misplaced(words, tag) == []


def test_a_language_without_letters_of_its_own_keeps_the_order_of_the_database() -> None:
    assert [tag for tag in INSTALLED if own(tag).tailored] == ["es", "pl", "ro", "zh-Hans", "zh-Hant"]
    assert tailored("sv")
    assert not tailored("de-AT")


def test_an_order_that_cannot_be_read_is_that_of_the_character_set(tmp_path: Path) -> None:
    lost = Language("zh-Hans", characters=tmp_path / "none.txt")
    assert sorted(["王", "一"], key=lost.sort_key) == ["一", "王"]
    assert not lost.tailored
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    assert sorted(["王", "一"], key=Language("zh-Hans", characters=tmp_path / "bytes.txt").sort_key) == [
        "一",
        "王",
    ]


@pytest.mark.parametrize(
    ("tag", "ordered"),
    [
        ("de", ["Abel", "Äbler", "Acker", "Straße", "Strasser", "zu"]),
        ("en", ["E-2", "E-10", "e-11"]),
        ("sv", ["Adam", "Zorn", "Åberg", "Äng", "Öberg"]),
        ("da", ["Zorn", "Æble", "Ørsted", "Århus"]),
        ("es", ["nada", "nube", "ñame", "oca"]),
        ("pl", ["Lis", "Lubin", "Łoś"]),
        ("pl", ["Ala", "Ąb", "Cz", "Ćma", "Lublin", "Łódź", "Oz", "Ósmy", "Zofia", "Źródło", "Żak"]),
        ("ro", ["Az", "Ăl", "Iz", "Îl", "Szabo", "Șerban", "Tz", "Țară"]),
        ("es", ["Nuñez", "Nz", "Ñandú", "Oz"]),
        ("ar", ["آدم", "أحمد", "بدر", "Ahmed"]),
        ("zh-Hant", ["一", "乙", "王", "甲"]),
    ],
)
def test_order(tag: str, ordered: list[str]) -> None:
    mixed = [*ordered[1::2], *ordered[::2]]
    assert sorted(mixed, key=lambda name: sort_key(tag, name)) == ordered


@given(st.text(), st.text(), st.sampled_from(["de", "sv", "es", "zh-Hant", "ar"]))
def test_different_names_have_different_keys(one: str, two: str, tag: str) -> None:
    assert (sort_key(tag, one) == sort_key(tag, two)) == (one == two)

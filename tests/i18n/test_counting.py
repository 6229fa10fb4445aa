"""A number of things within a sentence has the plural its language wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from xborder_desk.app import find_places
from xborder_desk.i18n import languages
from xborder_desk.i18n.catalogues import template
from xborder_desk.i18n.counting import Counted
from xborder_desk.i18n.language import Language

if TYPE_CHECKING:
    from pathlib import Path

TRANSLATIONS: Final = find_places().translations
CASES: Final = ("{n} case", "{n} cases")


@pytest.mark.parametrize(
    ("n", "told"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases"), (1234, "1,234 cases")]
)
def test_in_english(n: int, told: str) -> None:
    counted = Counted(*CASES, n)
    assert Language("en").text("Changed: {cases}.", cases=counted) == f"Changed: {told}."
    assert str(counted) == told.replace(",", "")


@pytest.mark.parametrize(
    ("tag", "n", "told"),
    [
        ("de", 1, "1 Fall"),
        ("de", 5, "5 Fälle"),
        ("pl", 1, "1 sprawa"),
        ("pl", 2, "2 sprawy"),
        ("pl", 5, "5 spraw"),
        ("pl", 22, "22 sprawy"),
        ("ro", 1, "1 caz"),
        ("ro", 2, "2 cazuri"),
        ("ro", 20, "20 de cazuri"),
        ("fr", 0, "0 affaire"),
    ],
)
def test_languages_have_one_two_three_and_more_forms(tag: str, n: int, told: str) -> None:
    language = languages.load(tag, TRANSLATIONS)
    assert language.value(Counted(*CASES, n)) == told


def test_arabic_has_six_and_keeps_them_together() -> None:
    arabic = languages.load("ar", TRANSLATIONS)
    forms = {arabic.value(Counted(*CASES, n)).strip("0123456789 \u200f") for n in (0, 1, 2, 3, 11, 100)}
    assert len(forms) >= 4
    said = arabic.text("{cases} – {name}", cases=Counted(*CASES, 3), name="x")
    assert said.count("\u2068") == said.count("\u2069") > 0


def test_what_stands_here_is_found_for_translators(tmp_path: Path) -> None:
    page = tmp_path / "xborder_desk" / "page.py"
    page.parent.mkdir()
    (tmp_path / "resources").mkdir()
    page.write_text('def f(n):\n    return Counted("{n} lamp", "{n} lamps", n)\n', encoding="utf-8")
    assert [message.id for message in template(tmp_path) if message.id] == [("{n} lamp", "{n} lamps")]

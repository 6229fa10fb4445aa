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


SILENCE: Final = (
    "A message arrived, and nobody has answered for {n} day.",
    "A message arrived, and nobody has answered for {n} days.",
)
UNSENT: Final = ("{n} mail was not sent: {why}", "{n} mails were not sent: {why}")


@pytest.mark.parametrize(
    ("tag", "n", "told"),
    [
        ("en", 1, "nobody has answered for 1 day."),
        ("en", 16, "nobody has answered for 16 days."),
        ("de", 1, "seit 1 Tag hat"),
        ("de", 16, "seit 16 Tagen hat"),
        ("pl", 1, "od 1 dnia nikt"),
        ("pl", 3, "od 3 dni nikt"),
        ("pt", 1, "há 1 dia."),
        ("pt", 16, "há 16 dias."),
        ("ro", 1, "de 1 zi."),
        ("ro", 5, "de 5 zile."),
        ("ro", 21, "de 21 de zile."),
        ("ar", 2, "منذ يومين."),
        ("zh-Hant", 3, "但 3 天來"),
    ],
)
def test_a_whole_sentence_bends_with_its_number(tag: str, n: int, told: str) -> None:
    assert told in languages.load(tag, TRANSLATIONS).say(Counted(*SILENCE, n))


@pytest.mark.parametrize(
    ("tag", "n", "told"),
    [
        ("en", 1, "1 mail was not sent: no net {n}"),
        ("en", 2, "2 mails were not sent: no net {n}"),
        ("pt", 1, "1 mensagem não foi enviada: no net {n}"),
        ("ro", 20, "20 de mesaje nu au fost trimise: no net {n}"),
    ],
)
def test_further_places_of_a_sentence_are_filled_once(tag: str, n: int, told: str) -> None:
    counted = Counted(*UNSENT, n, {"why": "no net {n}"})
    language = languages.load(tag, TRANSLATIONS)
    assert language.say(counted) == told
    assert language.text("{told}", told=counted) == told
    assert counted.text == (UNSENT[0] if n == 1 else UNSENT[1])

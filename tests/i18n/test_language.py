"""A language gives texts, plurals and sentences, and never lets a value or a translation break one."""

from __future__ import annotations

import gettext
import io
import logging
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.choices import Channel
from xborder_desk.domain.errors import BadInputError
from xborder_desk.i18n.compiling import compiled
from xborder_desk.i18n.language import Language, Notice, direction_of, fill, places
from xborder_desk.jobs import Progress


def language(tag: str, *entries: tuple[Any, Any] | tuple[Any, Any, str]) -> Language:
    """Make a language out of (text, translation[, context])."""
    catalogue = Catalog(locale=tag.replace("-", "_"), fuzzy=False)
    for entry in entries:
        catalogue.add(entry[0], entry[1], context=entry[2] if len(entry) > 2 else None)
    return Language(tag, gettext.GNUTranslations(io.BytesIO(compiled(catalogue))))


GERMAN = language(
    "de",
    ("{n} days", "{n} Tage"),
    ("Sent to {name}", "Gesendet an {name}"),
    (("{n} case", "{n} cases"), ("{n} Fall", "{n} Fälle")),
    ("Other", "Sonstiges"),
    ("Other", "Andere Ware", "taxonomy:CG.99"),
    ("E-mail", "E-Mail"),
    ("Broken {a}", "Kaputt {b}"),
    ("“{given}” is not known for {name}.", "„{given}“ ist für {name} nicht bekannt."),
)
POLISH = language("pl", (("{n} case", "{n} cases"), ("{n} sprawa", "{n} sprawy", "{n} spraw")))
ARABIC_FORMS = ("صفر {n}", "واحد {n}", "اثنان {n}", "قليل {n}", "كثير {n}", "آخر {n}")
ARABIC = language("ar", (("{n} case", "{n} cases"), ARABIC_FORMS))
CHINESE = language("zh-Hant", ("Refund", "退款"), (("{n} case", "{n} cases"), ("",)))


def test_gives_the_translation_and_otherwise_the_english() -> None:
    assert GERMAN.text("Sent to {name}", name="Li") == "Gesendet an Li"
    assert GERMAN.text("Never translated {x}", x=1) == "Never translated 1"
    assert Language("en").text("Sent to {name}", name="Li") == "Sent to Li"
    assert CHINESE.text("Refund") == "退款"


def test_an_empty_text_stays_empty() -> None:
    assert GERMAN.text("") == ""
    assert GERMAN.ctext("anything", "") == ""


def test_one_word_differs_by_context() -> None:
    assert GERMAN.text("Other") == "Sonstiges"
    assert GERMAN.ctext("taxonomy:CG.99", "Other") == "Andere Ware"
    assert GERMAN.ctext("taxonomy:XX.99", "Other") == "Other"


@pytest.mark.parametrize(
    ("n", "german", "polish"),
    [
        (0, "0 Fälle", "0 spraw"),
        (1, "1 Fall", "1 sprawa"),
        (2, "2 Fälle", "2 sprawy"),
        (5, "5 Fälle", "5 spraw"),
    ],
)
def test_plurals_follow_the_language(n: int, german: str, polish: str) -> None:
    assert GERMAN.plural("{n} case", "{n} cases", n) == german
    assert POLISH.plural("{n} case", "{n} cases", n) == polish


@pytest.mark.parametrize(("n", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (11, 5), (100, 4)])
def test_arabic_has_six_forms(n: int, form: int) -> None:
    assert ARABIC.plural("{n} case", "{n} cases", n).split()[0] == ARABIC_FORMS[form].split()[0]


def test_large_numbers_in_plurals_are_grouped() -> None:
    assert GERMAN.plural("{n} case", "{n} cases", 12000) == "12.000 Fälle"


def test_an_untranslated_plural_in_a_language_without_plurals_is_right_english() -> None:
    assert CHINESE.plural("{n} case", "{n} cases", 5) == "5 cases"
    assert CHINESE.plural("{n} case", "{n} cases", 1) == "1 case"


@given(st.text())
def test_braces_in_a_value_stay_what_they_are(value: str) -> None:
    assert Language("en").text("Sent to {name}", name=value) == f"Sent to {value}"


@given(st.text(alphabet="{}abn0 .!"), st.text(alphabet="{}abn0 ."))
def test_no_template_breaks_filling(template: str, value: str) -> None:
    assert isinstance(fill(template, {"a": value, "n": "1"}), str)


def test_a_catalogue_cannot_reach_into_values() -> None:
    assert fill("{name.__class__} {name!r:>9} {0} {}", {"name": "x"}) == "{name.__class__} {name!r:>9} {0} {}"
    assert fill("{{name}} {name}", {"name": "x"}) == "{name} x"
    assert places("{a} {{b}} {c_1} {}") == {"a", "c_1"}


def test_a_translation_that_asks_for_more_than_there_is_gives_way_to_english(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        assert GERMAN.text("Broken {a}", a="x") == "Broken x"
    assert "asks for b" in caplog.text


@dataclass(frozen=True)
class Told:
    """A message as other rooms make them."""

    text: str
    fields: dict[str, str | int] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        (2026, "2026"),
        (True, "True"),
        (None, ""),
        (Decimal("1234.5"), "1.234,5"),
        (1234.5, "1.234,5"),
        (date(2026, 3, 8), "08.03.2026"),
        (datetime(2026, 3, 8, 13, 5, tzinfo=UTC), "08.03.2026, 13:05 UTC"),
        (Channel.EMAIL, "E-Mail"),
        (["a", "b", Decimal("0.5")], "a, b und 0,5"),
        (Told("Sent to {name}", {"name": "Li"}), "Gesendet an Li"),
        (Path("a") / "b", str(Path("a") / "b")),
    ],
)
def test_values_are_written_as_the_language_does(value: object, shown: str) -> None:
    assert GERMAN.text("x {value}", value=value) == f"x {shown}"


def test_says_errors_progress_and_notices() -> None:
    error = BadInputError("“{given}” is not known for {name}.", field="f", given="{x}", name="y")
    assert GERMAN.error(error) == "„{x}“ ist für y nicht bekannt."
    assert GERMAN.say(Progress(1, 2, "{n} days", {"n": 3})) == "3 Tage"
    assert GERMAN.say(Notice("Other")) == "Sonstiges"


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("en", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("zh-Hant", "ltr"),
        ("az-Arab", "rtl"), ("ku_Arab", "rtl"), ("uz-Latn", "ltr"), ("ur-Latn", "ltr"), ("qps", "ltr"),
    ],
)  # fmt: skip
def test_knows_its_direction(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction
    assert Language(tag).direction == direction


def test_keeps_numbers_together_where_directions_meet() -> None:
    assert Language("ar").isolate("2026-0001") == "\u20682026-0001\u2069"
    assert Language("de").isolate("2026-0001") == "2026-0001"
    assert Language("de").isolate("شركة") == "\u2068شركة\u2069"


def test_babel_is_not_loaded_before_the_first_format() -> None:
    script = (
        "import sys; from xborder_desk.i18n.language import Language; "
        "Language('de').text('Sent to {name}', name='Li'); sys.exit('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0


SENTENCES = language(
    "ar",
    ("Case {number}", "القضية {number}"),
    ("Enter keeps.", "Enter يحفظ."),
    ("{name}: {n}", "{name}: {n}"),
)


@pytest.mark.parametrize(
    "value", ["2026-0001", "+86 755 5550 0142", "BazaarHub S.à r.l.", "https://a.example/?x=1"]
)
def test_what_runs_the_other_way_is_kept_together_in_a_sentence(value: str) -> None:
    assert SENTENCES.text("Case {number}", number=value) == f"القضية \u2068{value}\u2069"
    assert GERMAN.text("Sent to {name}", name=value) == f"Gesendet an {value}"


def test_words_and_plain_numbers_of_the_language_need_no_keeping_together() -> None:
    assert SENTENCES.text("Case {number}", number="الأولى") == "القضية الأولى"
    assert SENTENCES.text("Case {number}", number=3) == "القضية 3"
    assert SENTENCES.text("Case {number}", number="\u2068A-1\u2069") == "القضية \u2068A-1\u2069"
    assert SENTENCES.text("Case {number}", number="A\nB") == "القضية \u2068A\u2069\n\u2068B\u2069"


def test_a_sentence_that_begins_with_a_foreign_word_still_runs_its_own_way() -> None:
    assert SENTENCES.text("Enter keeps.") == "\u200fEnter يحفظ."
    assert SENTENCES.text("{name}: {n}", name="eBay", n=2) == "\u200f\u2068eBay\u2069: 2"
    assert SENTENCES.text("IBAN") == "IBAN"
    assert Language("en").text("{name}: {n}", name="شركة", n=2) == "شركة: 2"


@given(st.text(alphabet="aب1-.+\u2068\u2069 \n"))
def test_every_isolate_that_is_opened_for_a_value_is_closed(value: str) -> None:
    opened = SENTENCES.text("Case {number}", number=value)
    assert opened.count("\u2068") == opened.count("\u2069")


@pytest.mark.parametrize(
    ("tag", "template", "colon", "joined"),
    [
        ("fr", "{name}\u00a0: {value}", "\u00a0:", "Total\u00a0: 5"),
        ("zh-Hant", "{name}：{value}", "：", "Total：5"),
        ("de", "{name}: {value}", ":", "Total: 5"),
    ],
)
def test_a_name_and_its_value_have_the_colon_of_the_language(
    tag: str, template: str, colon: str, joined: str
) -> None:
    spoken = language(tag, ("{name}: {value}", template))
    assert spoken.colon == colon
    assert spoken.labelled("Total", "5") == joined


def test_the_colon_of_a_language_from_right_to_left_carries_no_mark_of_direction() -> None:
    assert language("ar", ("{name}: {value}", "{name}: \u200f{value}")).colon == ":"
    assert language("xx", ("{name}: {value}", "[{name}: {value}]")).colon == ":"
    assert Language("en").colon == ":"

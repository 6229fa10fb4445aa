"""Holidays are called as readers know them: shared ones in any language, others as in their country."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_file

from xborder_desk.catalog import holiday_names
from xborder_desk.catalog.holiday_days import CommonHolidays, CountryHolidays, InstitutionHolidays
from xborder_desk.catalog.holiday_names import holiday_name
from xborder_desk.domain.periods import parse_period
from xborder_desk.domain.sentences import Sentence, from_plain, to_plain
from xborder_desk.domain.time_limits import rule_named

if TYPE_CHECKING:
    from pathlib import Path

SHARED = [
    text
    for name, text in vars(holiday_names).items()
    if name.isupper() and isinstance(text, str) and not name.startswith("_")
]


@pytest.mark.parametrize(
    ("english", "local", "told"),
    [
        ("Christmas Day", "Erster Weihnachtstag", "Christmas Day"),
        ("Second Day of Christmas", "Zweiter Weihnachtstag", "Second day of Christmas"),
        ("Boxing Day", "Boxing Day", "Second day of Christmas"),
        ("Pentecost Monday", "Lundi de Pentecôte", "Whit Monday"),
        ("Labor Day (observed)", "劳动节（补假）", "Labour Day"),
        ("labor day", "Tag der Arbeit", "Labour Day"),
        ("Republic Day; Easter Monday", "Festa; Lunedì dell'Angelo", "Easter Monday"),
        ("Day off (substituted from 02/14/2026)", "休息日", "Day off worked on another day"),
        ("Chinese New Year (Spring Festival)", "春节", "Chinese New Year"),
    ],
)
def test_what_many_states_share_is_said_in_any_language(english: str, local: str, told: str) -> None:
    named = holiday_name(english, local)
    assert isinstance(named, Sentence)
    assert (named.text, dict(named.fields)) == (told, {})


@pytest.mark.parametrize(
    ("english", "local", "told"),
    [
        ("German Unity Day", "Tag der Deutschen Einheit", "Tag der Deutschen Einheit"),
        ("King's Day", "Koningsdag", "Koningsdag"),
        ("Ohi Day", "Ημέρα του Όχι", "Ημέρα του Όχι – Ohi Day"),
        ("Foundation Day", "建国記念の日", "建国記念の日 – Foundation Day"),
        ("Independence Day", "Independence Day", "Independence Day"),
        ("Independence Day", "", "Independence Day"),
        ("", "", ""),
    ],
)
def test_what_one_country_keeps_is_called_as_there(english: str, local: str, told: str) -> None:
    assert holiday_name(english, local) == told


@pytest.mark.parametrize(
    ("country", "day", "told"),
    [
        ("DE", "2026-12-26", Sentence("Second day of Christmas")),
        ("FR", "2026-05-14", Sentence("Ascension Day")),
        ("PL", "2026-06-04", Sentence("Corpus Christi")),
        ("GB", "2026-04-03", Sentence("Good Friday")),
        ("CN", "2026-02-17", Sentence("Chinese New Year")),
        ("TW", "2026-09-25", Sentence("Mid-Autumn Festival")),
        ("AT", "2026-12-26", Sentence("Second day of Christmas")),
        ("DE", "2026-10-03", "Tag der Deutschen Einheit"),
        ("IT", "2026-06-02", "Festa della Repubblica"),
        ("DE", "2026-10-04", ""),
    ],
)
def test_days_of_countries(country: str, day: str, told: str | Sentence) -> None:
    assert CountryHolidays(country).name(dt.date.fromisoformat(day)) == told


@pytest.mark.parametrize("country", ["AT", "BE", "DE", "ES", "FR", "IT", "LU", "NL", "PL", "PT", "RO"])
def test_the_great_feasts_are_shared_in_every_state_that_keeps_them(country: str) -> None:
    days = CountryHolidays(country)
    for day in ("2026-01-01", "2026-05-01", "2026-12-25"):
        known = days.name(dt.date.fromisoformat(day))
        assert known == "" or isinstance(known, Sentence), day


def test_the_lists_of_our_own_are_sentences_too() -> None:
    for book in (CommonHolidays(), InstitutionHolidays()):
        for count in range(365):
            named = book.name(dt.date(2026, 1, 1) + dt.timedelta(count))
            assert named == "" or (isinstance(named, Sentence) and named.text in SHARED)


def test_each_shared_name_is_there_for_translators(project_root: Path) -> None:
    source = project_root / "xborder_desk" / "catalog" / "holiday_names.py"
    extracted = {found[1] for found in extract_from_file("python", source, {"N_": None})}
    assert len(SHARED) == len(set(SHARED)) > 20
    assert set(SHARED) == extracted


def test_the_steps_of_a_limit_keep_the_name_sayable() -> None:
    rule = rule_named("eu-1182-71")
    event = dt.datetime(2026, 12, 15, tzinfo=dt.UTC)
    limit = rule.count(event, parse_period("P10D"), CountryHolidays("DE"))
    reasons = [step.fields["reason"] for step in limit.steps if "reason" in step.fields]
    assert [str(one) for one in reasons] == ["Christmas Day", "Second day of Christmas", "Sunday"]
    kept = [from_plain(to_plain(step)) for step in limit.steps]
    assert [one.fields["reason"] for one in kept if "reason" in one.fields] == reasons


@pytest.mark.parametrize("locale", ["de_DE.UTF-8", "zh_CN.UTF-8"])
def test_the_language_of_the_machine_changes_no_name(locale: str) -> None:
    code = (
        "import datetime as dt; from xborder_desk.catalog.holiday_days import CountryHolidays as C;"
        "print(ascii([str(C(c).name(dt.date(2026, *d))) for c, d in"
        " (('DE', (12, 25)), ('DE', (10, 3)), ('CN', (2, 20)), ('NL', (4, 27)))]))"
    )
    environment = {**os.environ, "LANG": locale, "LANGUAGE": locale, "LC_ALL": locale}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert told.stdout.decode().strip() == str(
        ["Christmas Day", "Tag der Deutschen Einheit", "Day off worked on another day", "Koningsdag"]
    )

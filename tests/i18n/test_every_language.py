"""What holds of every language: numbers keep their value, days their parts, texts their places."""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.i18n.collation import sort_key
from xborder_desk.i18n.directions import balanced, has_signs, held
from xborder_desk.i18n.formats import Formats, zone_of
from xborder_desk.i18n.language import Language, fill, places
from xborder_desk.i18n.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

TAGS: Final = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "ro",
    "ar",
    "zh-Hans",
    "zh-Hant",
    "cs",
    "tr",
    "sv",
    "fa",
)
TAG = st.sampled_from(TAGS)
MONEY = st.decimals(-(10**12), 10**12, places=2, allow_nan=False)
DAY = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
WORD = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf")), max_size=12)


@functools.cache
def formats(tag: str) -> Formats:
    return Formats(tag)


def western(text: str) -> str:
    """Write digits of any script as the Western ones, and leave signs of direction out."""
    return "".join(
        str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
        for char in text
        if unicodedata.category(char) != "Cf"
    )


def digits(text: str) -> str:
    return "".join(char for char in western(text) if char.isdecimal())


@given(tag=TAG, amount=MONEY, currency=st.sampled_from(["EUR", "USD", "CNY", "PLN", "RON", "TRY"]))
def test_an_amount_keeps_every_digit_and_its_sign(tag: str, amount: Decimal, currency: str) -> None:
    told = formats(tag).money(amount, currency)
    assert digits(told) == digits(f"{abs(amount):.2f}")
    negative = any(char in told for char in "-\u2212(")
    assert negative == (amount < 0)


@given(tag=TAG, amount=st.decimals(0, 10**9, places=0))
def test_yen_have_no_decimals_and_dinars_three(tag: str, amount: Decimal) -> None:
    assert digits(formats(tag).money(amount, "JPY")) == str(int(amount))
    assert digits(formats(tag).money(amount, "KWD")) == f"{int(amount)}000"


@given(tag=TAG, value=st.decimals(-(10**9), 10**9, places=4, allow_nan=False))
def test_a_number_loses_no_decimal(tag: str, value: Decimal) -> None:
    told = western(formats(tag).number(value))
    kept = digits(told)
    plain = f"{abs(value).normalize():f}"
    assert kept == plain.replace(".", "")


@given(tag=TAG, day=DAY)
def test_a_day_shows_its_day_and_year_in_every_style(tag: str, day: dt.date) -> None:
    if tag == "fa":
        return  # CLDR writes its days by another calendar's names; the ISO form is tested below
    for style in ("medium", "long", "full"):
        shown = western(formats(tag).date(day, style))
        assert str(day.year) in shown
        assert str(day.day) in shown
    assert formats(tag).date(day, "iso") == day.isoformat()
    assert str(day.year) in western(formats(tag).month(day))


@given(tag=TAG, one=DAY, other=DAY)
def test_two_days_are_never_written_alike(tag: str, one: dt.date, other: dt.date) -> None:
    if one != other:
        assert formats(tag).date(one) != formats(tag).date(other)


@given(
    tag=TAG,
    at=st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: 1970 <= at.year < 2190),
    zone=st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "+08:00", "-02:30", "UTC"]),
)
def test_a_moment_is_the_same_moment_in_every_zone(tag: str, at: dt.datetime, zone: str) -> None:
    aware = at.replace(microsecond=0)
    iso = formats(tag).datetime(aware, zone, "iso")
    assert dt.datetime.fromisoformat(iso) == aware
    shown = western(formats(tag).datetime(aware, zone))
    assert "UTC" in shown
    local = aware.astimezone(zone_of(zone))
    assert f"{local.minute:02d}" in shown
    offset = local.utcoffset() or dt.timedelta()
    assert offset == dt.timedelta() or f"{abs(int(offset.total_seconds())) // 60 % 60:02d}" in shown[-2:]


@given(tag=TAG, words=st.lists(WORD, max_size=5))
def test_a_list_names_everything_once_in_order(tag: str, words: list[str]) -> None:
    for style in ("standard", "or"):
        told = formats(tag).list(words, style)
        at = 0
        for word in words:
            found = told.find(word, at)
            assert found >= 0
            at = found + len(word)
    assert formats(tag).list([]) == ""


@given(tag=TAG, one=WORD, two=WORD, three=WORD)
def test_an_order_of_names_is_an_order(tag: str, one: str, two: str, three: str) -> None:
    keys = {name: sort_key(tag, name) for name in (one, two, three)}
    backwards = list(keys)[::-1]
    assert sorted(keys, key=keys.__getitem__) == sorted(backwards, key=keys.__getitem__)
    if keys[one] == keys[two]:
        assert one == two  # two names that differ have their fixed places


@pytest.mark.parametrize("tag", TAGS)
def test_numbers_in_names_come_by_their_value_and_case_is_no_matter(tag: str) -> None:
    names = ["Case 10", "case 9", "CASE 2", "case 100"]
    assert sorted(names, key=lambda name: sort_key(tag, name)) == ["CASE 2", "case 9", "Case 10", "case 100"]


ORDERS: Final = {
    "de": ["Apfel", "Äpfel", "Straße", "Strauß", "Zebra"],
    "sv": ["Zebra", "Ådal", "Ängel", "Ö"],
    "pl": ["Lublin", "Lwów", "Łódź", "Mława", "Zamość", "Żabka"],
    "es": ["nube", "ñandú", "obra"],
    "cs": ["cena", "čaj", "dar", "žena"],
    "tr": ["ceviz", "çilek", "gaz", "ğ", "su", "şeker"],
    "ro": ["tare", "țară", "ușă"],
    "en": ["apple", "Éclair", "zoo"],
}


@pytest.mark.parametrize("tag", ORDERS)
def test_letters_stand_where_their_readers_look(tag: str) -> None:
    told = ORDERS[tag]
    assert sorted(set(told), key=lambda name: sort_key(tag, name)) == told


@pytest.mark.parametrize("tag", TAGS)
def test_names_of_countries_currencies_and_languages_are_in_the_language(tag: str) -> None:
    named: tuple[tuple[Callable[[str], str], str, str], ...] = (
        (formats(tag).country, "de", "XX"),
        (formats(tag).currency_name, "eur", "XQQ"),
        (formats(tag).language_name, "de", "qqq"),
    )
    for name, known, unknown in named:
        assert name(known).lower() not in {known, ""}
        assert name(unknown) == unknown
    assert formats(tag).country("CN") == formats(tag).country("cn")


@pytest.mark.parametrize(
    ("count", "value"), [(0, "0"), (999, "999"), (1000, "1"), (1_500_000, "15"), (2 * 10**9, "2")]
)
def test_sizes_are_told_in_thousands(count: int, value: str) -> None:
    for tag in TAGS:
        assert digits(formats(tag).size(count)).rstrip("0") == value.rstrip("0")


@given(st.text(max_size=40), st.dictionaries(st.sampled_from(["a", "b", "name"]), st.text(max_size=8)))
def test_filling_puts_each_value_once_and_leaves_no_place_that_has_one(
    template: str, values: dict[str, str]
) -> None:
    wanted = f"{template}{{a}}|{{name}}"
    told = fill(wanted, values)
    for name in ("a", "name"):
        if name in values and "{" not in template and "}" not in template:
            assert values[name] in told
    assert places(wanted) >= {"name"} or "{" in template


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_signs_of_direction_never_leak(text: str) -> None:
    for kept in (held(text), balanced(text)):
        depth = 0
        for char in kept:
            depth = 0 if char == "\n" else depth
            depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
            assert depth >= 0
    assert balanced(balanced(text)) == balanced(text)
    assert has_signs(text) or balanced(text) == text


@given(st.sampled_from(["Open {name}", "&Save", "<b>{n}</b> of {total}", "%n files", ""]))
def test_the_disguise_keeps_every_place_tag_and_key(text: str) -> None:
    hidden = pseudo(text)
    assert places(hidden) == places(text)
    for mark in ("<b>", "</b>", "&S", "%n"):
        assert (mark in hidden) == (mark in text)


@given(tag=TAG, name=st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_sentence_holds_the_whole_of_a_name(tag: str, name: str) -> None:
    told = Language(tag).text("There is no case {number} in this office.", number=name)
    bare = "".join(char for char in name if unicodedata.category(char) != "Cf")
    assert bare in "".join(char for char in told if unicodedata.category(char) != "Cf")

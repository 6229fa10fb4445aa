"""Which language one writes to a country in."""

from __future__ import annotations

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.i18n.languages import match
from xborder_desk.i18n.official import language_of

TAGS = ("en", "ar", "de", "es", "fr", "it", "nl", "pl", "pt", "ro", "zh-Hans", "zh-Hant")
TERRITORIES = get_global("territory_languages")
COUNTRIES = sorted(code for code in TERRITORIES if len(code) == 2 and code.isalpha())


@pytest.mark.parametrize(
    ("country", "tag"),
    [
        ("CN", "zh-Hans"),
        ("HK", "zh-Hant"),
        ("TW", "zh-Hant"),
        ("MO", "zh-Hant"),
        ("SG", "en"),
        ("AT", "de"),
        ("de", "de"),
        (" at ", "de"),
        ("CH", "de"),
        ("BE", "nl"),
        ("LU", "fr"),
        ("CA", "en"),
        ("MA", "ar"),
        ("EG", "ar"),
        ("BR", "pt"),
        ("MX", "es"),
        ("MD", "ro"),
        ("US", "en"),
        ("MT", "en"),
        ("FI", "en"),
        ("TR", "en"),
        ("JP", "en"),
        ("ZZ", "en"),
        ("", "en"),
        ("China", "en"),
        ("??", "en"),
    ],
)
def test_the_first_official_language_there_is(country: str, tag: str) -> None:
    assert language_of(country, TAGS) == tag


@given(country=st.sampled_from(COUNTRIES), tags=st.lists(st.sampled_from(TAGS), unique=True))
def test_it_is_official_there_or_english_and_none_of_more_people_is_left_out(
    country: str, tags: list[str]
) -> None:
    found = language_of(country, tags)
    official = {
        one: told["population_percent"]
        for one, told in TERRITORIES[country].items()
        if told["official_status"] in {"official", "de_facto_official"}
    }
    served = {one: match(one, tags) for one in official}
    if not any(served.values()):
        assert found == "en"
        return
    assert found in tags
    most = max(official[one] for one, tag in served.items() if tag)
    assert found in {tag for one, tag in served.items() if official[one] == most}


@given(country=st.text(max_size=5), known=st.text(max_size=12))
def test_whatever_is_written_there_is_a_language(country: str, known: str) -> None:
    assert language_of(country, TAGS, known) in TAGS
    assert language_of(country, [], known) == "en"


@given(country=st.sampled_from(COUNTRIES), known=st.sampled_from(TAGS))
def test_what_is_known_of_somebody_comes_first(country: str, known: str) -> None:
    assert language_of(country, TAGS, known) == known


def test_a_known_language_is_found_under_its_relatives_and_else_the_country_is_asked() -> None:
    assert language_of("DE", TAGS, "zh") == "zh-Hans"
    assert language_of("DE", TAGS, "zh-TW") == "zh-Hant"
    assert language_of("CH", TAGS, "fr-CH") == "fr"
    assert language_of("DE", TAGS, "tr") == "de"
    assert language_of("TR", TAGS, "tr") == "en"

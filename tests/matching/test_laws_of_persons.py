"""Names of persons: turned, shortened and without accents they stay one person, never another."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from xborder_desk.matching.scoring import Matcher

GIVEN: Final = ("Anna", "Zoë", "Władysław", "José", "Владимир", "Ahmed", "Jürgen", "Ioana", "Marie-Claire")
FAMILY: Final = (
    "Müller",
    "Kowalska",
    "García",
    "Петров",
    "Al-Masri",
    "Weiß",
    "Popescu",
    "O'Neil",
    "van Dijk",
)
PERSON = st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY))


def bare(text: str) -> str:
    """Leave the accents out, as many forms do."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@given(PERSON)
def test_a_person_is_the_same_however_the_name_is_set(matcher: Matcher, person: tuple[str, str]) -> None:
    given_name, family = person
    name = f"{given_name} {family}"
    for written in (f"{family}, {given_name}", name.upper(), bare(name), f"  {given_name}   {family} "):
        found = matcher.compare_names(name, written, "Person")
        assert found.match, (name, written, found.score)


@given(PERSON, PERSON)
def test_two_persons_with_nothing_in_common_never_match(
    matcher: Matcher, one: tuple[str, str], other: tuple[str, str]
) -> None:
    if one[0] != other[0] and one[1] != other[1]:
        assert not matcher.compare_names(" ".join(one), " ".join(other), "Person").match


@given(PERSON, st.sampled_from(GIVEN))
def test_another_given_name_is_never_more_likely_than_the_same(
    matcher: Matcher, person: tuple[str, str], other: str
) -> None:
    name = " ".join(person)
    same = matcher.compare_names(name, name, "Person").score
    assert matcher.compare_names(name, f"{other} {person[1]}", "Person").score <= same + 0.0001


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Maria Kowalska", "Anna Kowalska"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Владимир Петров", "Vladimir Petrov"),
        ("Weiß, Jürgen", "Jürgen Weiss"),
        ("José García López", "Jose Garcia Lopez"),
    ],
)
def test_ways_to_write_one_person(matcher: Matcher, one: str, other: str) -> None:
    found = matcher.compare_names(one, other, "Person")
    assert found.match
    assert found.reasons[0].weight > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan Nowak", "Adam Nowak"),
        ("Li Wei", "Li Na"),
        ("Ioana Popescu", "Ioana Petrescu"),
    ],
)
def test_names_that_only_look_alike_are_two(matcher: Matcher, one: str, other: str) -> None:
    assert not matcher.compare_names(one, other, "Person").match

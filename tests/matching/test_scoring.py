"""Scores of names and sellers, with reasons that add up."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.sellers import Mark, Profile
from xborder_desk.matching.fitting import measure

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.matching.scoring import Matcher


@pytest.mark.parametrize(
    ("one", "other", "schema"),
    [
        ("Siemens Aktiengesellschaft", "Siemens AG", "Company"),
        ("深圳市万宝贸易有限公司", "Shenzhen Wanbao Trading Co., Ltd.", "Company"),
        ("OOO Lampix", "Lampix LLC", ""),
        ("Володимир Зеленський", "Volodymyr Zelenskyy", "Person"),
        ("Frost, William W.", "William W Frost", "Person"),
    ],
)
def test_names_that_are_one(matcher: Matcher, one: str, other: str, schema: str) -> None:
    score = matcher.compare_names(one, other, schema)
    assert score.match
    assert score.reasons[0].weight > 0


@pytest.mark.parametrize(
    ("one", "other", "schema"),
    [
        ("Bowne of Boston, Inc.", "Bowne of Dallas, Inc.", "Company"),
        ("Wanbao Trading Co., Ltd.", "Wanli Trading Co., Ltd.", "Company"),
        ("习近朋", "习近平", "Person"),
        ("Daniel Tusk", "Donald Tusk", "Person"),
        ("", "Lampix", ""),
    ],
)
def test_names_that_are_two(matcher: Matcher, one: str, other: str, schema: str) -> None:
    assert not matcher.compare_names(one, other, schema).match


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["Person", "Company", ""]))
def test_any_two_texts_have_a_score(matcher: Matcher, one: str, other: str, schema: str) -> None:
    score = matcher.compare_names(one, other, schema)
    assert 0 <= score.score <= 1
    assert score.match == (score.score >= 0.5)
    assert score.score == matcher.compare_names(one, other, schema).score


def test_a_suggestion_always_has_a_reason_to_cite(matcher: Matcher) -> None:
    phone = Mark("phone", "+49 30 1234567", "+49301234567", valid=True)
    score = matcher.compare(Profile(("Lampix",), (phone,)), Profile(("Zortan",), (phone,)))
    assert score.match
    assert any(reason.kind == "phone" and reason.weight > 0 for reason in score.reasons)
    assert any(reason.weight < 0 for reason in score.reasons)


def test_generic_names_are_no_suggestion(matcher: Matcher) -> None:
    one, other = Profile(("Global Trading Co., Ltd.",)), Profile(("Global Trading Limited",))
    assert not matcher.compare(one, other).match


def test_another_country_speaks_a_little_against(matcher: Matcher) -> None:
    here, there = Profile(("Wanbao Trading",), country="CN"), Profile(("Wanbao Trading",), country="DE")
    score = matcher.compare(here, there)
    assert score.score < matcher.compare(here, here).score
    assert "country_differs" in {reason.kind for reason in score.reasons}


def test_labelled_pairs_are_told_apart(matcher: Matcher, corpora: Path) -> None:
    with (corpora / "09-matching/nomenklatura/name_pairs.csv").open(encoding="utf-8") as stream:
        pairs = list(csv.DictReader(stream))
    for schemas, least in (({"Company", "Organization", "LegalEntity"}, 0.91), ({"Person"}, 0.85)):
        chosen = [pair for pair in pairs if pair["schema"] in schemas]
        scores = [matcher.compare_names(p["name1"], p["name2"], p["schema"]).score for p in chosen]
        quality = measure(scores, [p["is_match"] == "true" for p in chosen], 0.5)
        assert quality.f1 >= least
        assert quality.precision >= 0.9


def test_marks_above_other_letters_are_told(matcher: Matcher) -> None:
    score = matcher.compare_names("Müller GmbH", "Möller GmbH")
    assert not score.match
    assert "Both write marks above letters, but above different ones." in [one.text for one in score.reasons]
    plain = matcher.compare_names("Müller GmbH", "Mueller GmbH")
    assert plain.match
    assert not any("marks" in one.text for one in plain.reasons)

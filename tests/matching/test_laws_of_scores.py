"""What holds of every comparison: the same from both sides, itself above all, more shared is never less."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xborder_desk.domain.sellers import Mark, Profile

if TYPE_CHECKING:
    from xborder_desk.matching.scoring import Matcher

OWN: Final = (
    *(
        "Lampix",
        "Quelmo",
        "Fenuqua",
        "Vorstat",
        "万宝",
        "晴朗",
        "Лампикс",
        "Λαμπιξ",
        "カネコ",
        "한빛",
        "النور",
    ),
    *("Żabka", "O'Neil", "Müller", "3M", "A1"),
)
GENERIC: Final = (
    "Trading",
    "贸易",
    "Electronics",
    "Handel",
    "Торговля",
    "International",
    "Group",
    "& Sons",
    "",
)
FORMS: Final = (
    "GmbH",
    "Ltd",
    "Co., Ltd.",
    "有限公司",
    "S.r.l.",
    "Sp. z o.o.",
    "ООО",
    "株式会社",
    "주식회사",
    "LLC",
    "",
)
PLACES: Final = ("Shenzhen", "深圳市", "Berlin", "Москва", "")
FIRM: Final = st.builds(
    lambda *words: " ".join(filter(None, words)),
    st.sampled_from(PLACES),
    st.sampled_from(OWN),
    st.sampled_from(GENERIC),
    st.sampled_from(FORMS),
)
ANY: Final = st.text(st.characters(codec="utf-8"), max_size=25)
MARKS: Final = (
    Mark("phone", "+86 755 8888 6666", "+8675588886666", origin="imprint"),
    Mark("email", "info@lampix.example", "info@lampix.example", origin="website"),
    Mark("iban", "DE02 1203 0000 0000 2020 51", "DE02120300000000202051", valid=True),
    Mark("vat", "DE136695976", "DE136695976", valid=True),
    Mark("registration", "91440300MA5EXAMPLE", "91440300MA5EXAMPLE"),
    Mark("website", "https://lampix.example/shop", "lampix.example"),
)
CALM: Final = settings(max_examples=80)


@CALM
@given(one=FIRM, other=FIRM | ANY)
def test_both_sides_see_the_same(matcher: Matcher, one: str, other: str) -> None:
    for schema in ("", "Person"):
        ours, theirs = matcher.compare_names(one, other, schema), matcher.compare_names(other, one, schema)
        assert math.isclose(ours.score, theirs.score, abs_tol=0.0002), (one, other, schema)
        assert ours.match == theirs.match


@CALM
@given(name=FIRM)
def test_a_name_is_the_same_as_itself_however_it_is_set(matcher: Matcher, name: str) -> None:
    score = matcher.compare_names(name, name)
    assert score.match
    for written in (name.upper(), f"  {name}  ", name.replace(" ", "  "), f"{name}."):
        again = matcher.compare_names(name, written)
        assert again.match, written
        assert again.score <= score.score + 0.0001


@CALM
@given(one=FIRM, other=FIRM)
def test_nothing_is_more_like_a_name_than_the_name_itself(matcher: Matcher, one: str, other: str) -> None:
    itself = matcher.compare_names(one, one).score
    assert matcher.compare_names(one, other).score <= itself + 0.0001


@CALM
@given(one=ANY, other=ANY, schema=st.sampled_from(["", "Person", "Company", "Organization", "odd"]))
def test_whatever_is_typed_has_a_score_between_nothing_and_all(
    matcher: Matcher, one: str, other: str, schema: str
) -> None:
    found = matcher.compare_names(one, other, schema)
    assert 0.0 <= found.score <= 1.0
    assert found.match == (found.score >= 0.5)
    if not one.strip() or not other.strip():
        assert (found.score, found.match, found.reasons) == (0.0, False, ())


@CALM
@given(one=FIRM, other=FIRM)
def test_every_match_says_why_in_words_of_both_names(matcher: Matcher, one: str, other: str) -> None:
    found = matcher.compare_names(one, other)
    if found.match:
        assert any(reason.weight > 0 for reason in found.reasons)
    for reason in found.reasons:
        assert reason.text.strip().endswith((".", "。")) or "{" in reason.text
        assert reason.kind
        assert math.isfinite(reason.weight)
        shown = reason.text.format(**reason.fields)
        assert "{" not in shown
        for side, whole in ((reason.ours, one), (reason.theirs, other)):
            assert len(side) <= len(whole)


@settings(max_examples=60)
@given(
    names=st.tuples(FIRM, FIRM),
    shared=st.sets(st.sampled_from(MARKS), max_size=3),
    more=st.sampled_from(MARKS),
)
def test_one_more_shared_identifier_never_tells_against(
    matcher: Matcher, names: tuple[str, str], shared: set[Mark], more: Mark
) -> None:
    assume(more not in shared)
    held = tuple(sorted(shared, key=lambda mark: mark.kind))
    less = matcher.compare(Profile((names[0],), held), Profile((names[1],), held))
    all_of_them = (*held, more)
    found = matcher.compare(Profile((names[0],), all_of_them), Profile((names[1],), all_of_them))
    assert found.score >= less.score - 0.0001
    assert {reason.kind for reason in found.reasons} >= {
        reason.kind for reason in less.reasons if reason.weight > 0
    }


@settings(max_examples=60)
@given(
    names=st.lists(FIRM, min_size=1, max_size=3),
    other=FIRM,
    marks=st.sets(st.sampled_from(MARKS), max_size=3),
)
def test_profiles_are_compared_the_same_from_both_sides(
    matcher: Matcher, names: list[str], other: str, marks: set[Mark]
) -> None:
    ours = Profile(tuple(names), tuple(marks), "CN")
    theirs = Profile((other,), tuple(marks)[:1], "DE")
    one, two = matcher.compare(ours, theirs), matcher.compare(theirs, ours)
    assert math.isclose(one.score, two.score, abs_tol=0.0002)
    assert one.match == two.match
    assert sorted(round(r.weight, 3) for r in one.reasons) == sorted(round(r.weight, 3) for r in two.reasons)
    weights = [abs(reason.weight) for reason in one.reasons]
    assert weights == sorted(weights, reverse=True)


@CALM
@given(name=FIRM, alias=FIRM)
def test_another_name_known_of_a_seller_never_hides_the_first(
    matcher: Matcher, name: str, alias: str
) -> None:
    bare = matcher.compare(Profile((name,)), Profile((name,)))
    both = matcher.compare(Profile((name, alias)), Profile((name,)))
    assert both.score >= bare.score - 0.0001


@CALM
@given(name=FIRM)
def test_whoever_is_the_same_is_found_under_a_common_key(matcher: Matcher, name: str) -> None:
    """What has no key in common is never even compared: a name must meet its own other spellings."""
    keys = matcher.keys(Profile((name,)))
    assert keys
    for written in (name.upper(), name.lower(), f"{name} "):
        assert keys & matcher.keys(Profile((written,))), written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳市万宝贸易有限公司", "Shenzhen Wanbao Trading Co., Ltd."),
        ("ООО «Лампикс»", "Lampix LLC"),
        ("株式会社カネコ", "Kaneko Co., Ltd."),
        ("주식회사 한빛전자", "Hanbit Electronics Co., Ltd."),
        ("شركة النور للتجارة", "Al Noor Trading Company"),
        ("Lampix GmbH", "Lampix Gesellschaft mit beschränkter Haftung"),
        ("Müller & Söhne GmbH", "Mueller und Soehne GmbH"),
    ],
)
def test_a_name_of_another_script_is_found_and_the_reason_shows_both(
    matcher: Matcher, one: str, other: str
) -> None:
    found = matcher.compare_names(one, other)
    assert found.match
    assert matcher.keys(Profile((one,))) & matcher.keys(Profile((other,)))
    best = found.reasons[0]
    assert best.ours
    assert best.theirs


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.kind)
def test_a_shared_identifier_is_a_reason_with_its_origin(matcher: Matcher, mark: Mark) -> None:
    ours, theirs = Profile(("Lampix GmbH",), (mark,)), Profile(("Quelmo Ltd",), (mark,))
    found = matcher.compare(ours, theirs)
    (reason,) = [one for one in found.reasons if one.kind == mark.kind]
    assert reason.weight > 0
    assert (reason.ours, reason.theirs) == (mark.raw, mark.raw)
    apart = matcher.compare(Profile(("Lampix GmbH",)), Profile(("Quelmo Ltd",)))
    assert found.score > apart.score


@pytest.mark.parametrize("kind", ["iban", "vat"])
def test_a_number_whose_check_digits_are_wrong_tells_less(matcher: Matcher, kind: str) -> None:
    good = next(mark for mark in MARKS if mark.kind == kind)
    bad = Mark(good.kind, good.raw, good.normal, valid=False)

    def score(mark: Mark) -> float:
        return matcher.compare(Profile(("Lampix",), (mark,)), Profile(("Quelmo",), (mark,))).score

    assert score(bad) <= score(good)


def test_two_countries_tell_against_and_one_unknown_does_not(matcher: Matcher) -> None:
    def score(ours: str, theirs: str) -> float:
        one = Profile(("Lampix Trading",), country=ours)
        return matcher.compare(one, Profile(("Lampix Trading",), country=theirs)).score

    assert score("CN", "DE") < score("CN", "CN")
    assert score("CN", "") == score("", "") == score("CN", "CN")

"""Reasons from identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.sellers import Mark, Profile
from xborder_desk.identifiers.normal import check
from xborder_desk.matching.crowds import Crowd
from xborder_desk.matching.evidence import rarity, shared_marks

if TYPE_CHECKING:
    from xborder_desk.domain.sellers import Reason
    from xborder_desk.matching.scoring import Matcher


def profile(*marks: tuple[str, str]) -> Profile:
    found = []
    for kind, raw in marks:
        checked = check(kind, raw)
        found.append(Mark(kind, raw, checked.normal, checked.valid, "invoice", "2026-0001"))
    return Profile(("X",), tuple(found))


def reasons(
    matcher: Matcher, ours: Profile, theirs: Profile, crowd: dict[str, Crowd] | None = None
) -> list[Reason]:
    return list(shared_marks(ours, theirs, matcher.weights, matcher.shared, crowd or {}))


def test_a_reason_says_kind_values_weight_and_origin(matcher: Matcher) -> None:
    (reason,) = reasons(matcher, profile(("phone", "+49 30 1234567")), profile(("whatsapp", "0049301234567")))
    assert (reason.kind, reason.ours, reason.theirs) == ("phone", "+49 30 1234567", "0049301234567")
    assert reason.weight > 0
    assert reason.origin == "2026-0001"
    assert "{value}" in reason.text


def test_a_mailbox_and_its_domain_count_once(matcher: Matcher) -> None:
    both = profile(("email", "a@lamps.example"))
    assert [one.kind for one in reasons(matcher, both, both)] == ["email"]
    other = profile(("email", "b@lamps-shop.com"))
    assert [one.kind for one in reasons(matcher, profile(("email", "c@lamps-shop.com")), other)] == [
        "mail_host"
    ]


def test_what_a_crowd_has_says_less(matcher: Matcher) -> None:
    one = profile(("phone", "+49 30 1234567"))
    alone = reasons(matcher, one, one)[0].weight
    crowd = reasons(matcher, one, one, {"p:+49301234567": Crowd(60)})[0]
    strangers = reasons(matcher, one, one, {"p:+49301234567": Crowd(10, 0.0)})[0]
    assert alone > crowd.weight > strangers.weight == 0
    assert "{count}" in crowd.text
    assert rarity(1, matcher.weights) == 1.0
    assert rarity(10**6, matcher.weights) == 0.0


def test_one_house_in_two_scripts(matcher: Matcher) -> None:
    (reason,) = reasons(
        matcher,
        profile(("address", "Room 1502, No. 88 Longhua Road, Longhua District, Shenzhen 518000")),
        profile(("address", "深圳市龙华区龙华路88号1502室")),
    )
    assert reason.kind == "address"


def test_wrong_check_digits_are_no_reason(matcher: Matcher) -> None:
    wrong = profile(("iban", "DE00370400440532013000"))
    assert not reasons(matcher, wrong, wrong)


def test_a_national_number_is_one_only_within_its_country(matcher: Matcher) -> None:
    number = Mark("registration", "142", "00000142")
    here, there = Profile(("X",), (number,), "GB"), Profile(("Y",), (number,), "HK")
    assert not reasons(matcher, here, there)
    assert reasons(matcher, here, Profile(("Y",), (number,), "GB"))
    assert reasons(matcher, here, Profile(("Y",), (number,)))


def test_an_account_told_by_a_name_is_the_payment_firms(matcher: Matcher) -> None:
    named = Profile(("X",), (Mark("account", "Pay Clear", "PAYCLEAR"),))
    numbered = Profile(("X",), (Mark("account", "6222021001", "6222021001"),))
    assert not reasons(matcher, named, named)
    assert reasons(matcher, numbered, numbered)

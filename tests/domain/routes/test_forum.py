"""Where one can sue and whose law applies."""

from __future__ import annotations

import pytest

from tests.factories.routes import TODAY, books, journey
from xborder_desk.domain.routes.derived import INDICATORS, with_derived
from xborder_desk.domain.routes.forum import Forum, find_forum


def forum(**changed: object) -> Forum:
    return find_forum(journey(**changed), books().world, TODAY)


def test_a_consumer_sues_at_home_where_the_seller_directs_its_business_there() -> None:
    found = forum(seller_directs=True)
    assert [court.country for court in found.courts] == ["DE", "CN"]
    assert found.courts[0].source.status == "sourced"
    assert "DE" in str(found.law)
    assert any("outside the Union" in str(told) for told in found.warnings)


def test_without_directed_activity_only_the_sellers_courts_are_left() -> None:
    found = forum(seller_directs=False, seller_country="FR")
    assert [court.country for court in found.courts] == ["FR"]
    assert "FR" in str(found.law)


def test_a_branch_in_the_union_is_a_domicile() -> None:
    assert [court.country for court in forum(seller_branch_country="IE").courts] == ["DE", "CN", "IE"]


def test_british_consumers_have_their_own_act() -> None:
    assert "1982" in forum(consumer_country="GB").courts[0].source.instrument
    assert forum(consumer_country="TW").courts[0].source.status == "unchecked"


def test_an_unknown_address_is_a_trap_that_is_told() -> None:
    assert any("address is unknown" in str(told) for told in forum(seller_address="unknown").warnings)


@pytest.mark.parametrize(("yes", "expected"), [(0, None), (1, None), (2, True), (9, True)])
def test_signs_of_directed_activity_are_counted_but_left_to_the_court(
    yes: int, *, expected: bool | None
) -> None:
    found = forum(**dict.fromkeys(INDICATORS[:yes], True))
    assert found.directs is expected
    assert [one.answer for one in found.indicators].count(True) == yes
    weighed = any("court weighs" in str(told) for told in found.warnings)
    assert weighed is (expected is True)


def test_when_every_sign_is_absent_nothing_was_directed() -> None:
    known = with_derived(journey(**dict.fromkeys(INDICATORS, False)))
    assert known.get("directs") is False
    assert known.get("court_country") == "CN"


@pytest.mark.parametrize(
    ("given", "arrived", "trouble"),
    [
        ({"problems": ["T02.1"]}, "none", ("not_received",)),
        ({"problems": ["T02.2"], "delivered_on": "2026-10-01"}, "partial", ("not_received",)),
        ({"problems": ["T01.1"], "delivered_on": "2026-10-01"}, "complete", ("defective",)),
        ({"problems": ["T01.3"]}, None, ("not_as_described",)),
        ({"problems": ["T02.8"]}, None, ("other",)),
        ({"problems": ["T07.9"], "counterfeit": True}, None, ("counterfeit", "unfair")),
        ({"problems": ["T12.1"], "withdrawn_on": "2026-10-01"}, None, ("other", "withdrawal")),
        ({"problems": None}, None, None),
    ],
)
def test_problem_codes_stand_for_trouble(
    given: dict[str, object], arrived: str | None, trouble: tuple[str, ...] | None
) -> None:
    known = with_derived(journey(**given))
    assert (known.get("arrived"), known.get("trouble")) == (arrived, trouble)


@pytest.mark.parametrize(
    ("changed", "courts"),
    [
        ({"seller_directs": True, "seller_country": "FR"}, ["DE", "FR"]),
        ({"seller_directs": True, "seller_country": "DE"}, ["DE"]),
        ({"seller_directs": True, "seller_country": "US", "seller_branch_country": "DE"}, ["DE", "US"]),
        ({"seller_directs": False, "seller_country": "US"}, ["US"]),
        ({"seller_directs": False, "seller_country": None}, []),
        ({"consumer_country": None, "seller_country": "FR"}, ["FR"]),
        ({"consumer_country": "GB", "seller_country": "DE", "seller_directs": True}, ["GB", "DE"]),
        ({"seller_directs": True, "seller_country": "CN", "seller_branch_country": "CH"}, ["DE", "CN"]),
    ],
)
def test_the_countries_whose_courts_one_can_go_to(changed: dict[str, object], courts: list[str]) -> None:
    found = forum(**changed)
    assert [court.country for court in found.courts] == courts
    assert all(str(court.why).strip() and court.source.instrument for court in found.courts)


def test_a_court_in_the_union_rests_on_its_regulation_and_another_on_its_own_law() -> None:
    inside = forum(seller_country="FR", seller_directs=True).courts
    assert {court.source.key for court in inside} == {"s63"}
    outside = forum(seller_country="US", seller_directs=True).courts[1]
    assert (outside.source.key, outside.source.status) == ("k", "unchecked")


@pytest.mark.parametrize(
    ("directs", "law"),
    [(True, "where the consumer lives"), (None, "where the consumer lives"), (False, "No directed")],
)
def test_whose_law_follows_the_directed_activity(*, directs: bool | None, law: str) -> None:
    assert law in str(forum(seller_directs=directs).law)


def test_evidence_stands_beside_its_sign_and_only_there() -> None:
    known = journey(directs_language=True, directs_phone=False)
    proofs = {"directs_language": "E-03", "directs_phone": "E-04"}
    sheet = {one.name: one for one in find_forum(known, books().world, TODAY, proofs).indicators}
    assert (sheet["directs_language"].answer, sheet["directs_language"].evidence) == (True, "E-03")
    assert (sheet["directs_phone"].answer, sheet["directs_phone"].evidence) == (False, "E-04")
    assert {name for name, one in sheet.items() if one.evidence} == set(proofs)
    assert all(str(one.title) for one in sheet.values())


def test_nothing_is_said_of_a_directed_activity_that_contradicts_itself() -> None:
    found = forum(delivered_on="2026-08-15", seller_directs=True)
    assert found.directs is True
    assert [court.country for court in found.courts] == ["DE", "CN"]

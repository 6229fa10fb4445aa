"""Sellers as lists show them: what is counted, what was taken out, and cases seen from the seller."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.rows import a_case, a_party, a_seller, an_identifier, an_item, uid
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.storage.models import Body, Decision, Relation, SellerName, Storefront
from xborder_desk.storage.queries import seller_cases, seller_views, sellers

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork

DAY = dt.date(2026, 11, 23)


def a_shop(uow: UnitOfWork, seller: int | None, account: str, **more: object) -> Storefront:
    row = Storefront(uid=uid(), seller_id=seller, account=account, **more)
    uow.session.add(row)
    uow.flush()
    return row


def a_decision(uow: UnitOfWork, a: int, b: int, **more: object) -> Decision:
    values = {"uid": uid(), "verdict": "same", "reason": "one phone", "decided_at": uow.now}
    row = Decision(a_id=a, b_id=b, **{**values, **more})
    uow.session.add(row)
    uow.flush()
    return row


def test_a_row_counts_what_is_there_and_not_what_was_taken_away(office: Office) -> None:
    with office.database.write() as uow:
        seller = a_seller(uow, "Lampix", kind="legal", watch_reason="many cases", review_on=DAY)
        a_seller(uow, "Zortan")
        uow.session.add(SellerName(seller_id=seller.id, name="Lampix Lamps"))
        a_shop(uow, seller.id, "x")
        case, other = a_case(uow), a_case(uow, 2)
        party = a_party(uow, case, 1, seller_id=seller.id)
        a_party(uow, case, 2, seller_id=seller.id)  # the same case again
        gone = a_party(uow, other, 1, seller_id=seller.id, removed_at=uow.now)
        an_identifier(uow, "email", "a@x", seller_id=seller.id)
        an_identifier(uow, "phone", "1", party_id=party.id)
        an_identifier(uow, "phone", "2", seller_id=seller.id, removed_at=uow.now)
        an_identifier(uow, "phone", "3", party_id=party.id, removed_at=uow.now)
        an_identifier(uow, "phone", "4", party_id=gone.id)
        first, second = seller_views.rows(uow)
        assert (first.number, first.name, first.country, first.kind) == (
            sellers.number_of(seller.id),
            "Lampix",
            "CN",
            "legal",
        )
        assert (first.names, first.storefronts, first.identifiers, first.cases) == (1, 1, 2, 1)
        assert (first.watch_reason, first.review_on) == ("many cases", DAY)
        assert (second.names, second.storefronts, second.identifiers, second.cases) == (0, 0, 0, 0)
        assert sellers.cases_of(uow, [seller.id]) == {seller.id: ("2026-0001",)}


def test_the_list_is_cut_chosen_and_found_by_every_word(office: Office) -> None:
    with office.database.write() as uow:
        ids = [a_seller(uow, name).id for name in ("Lampix Light", "Light of Lodz", "100% Lamp_shop")]
        numbers = [sellers.number_of(one) for one in ids]

        def found(**more: object) -> list[str]:
            return [row.number for row in seller_views.rows(uow, **more)]  # type: ignore[arg-type]  # put together by name

        assert found() == numbers
        assert found(limit=2) == numbers[:2]
        assert found(ids=[ids[2], ids[0]]) == [numbers[0], numbers[2]]
        assert found(ids=[]) == []
        assert found(text="light lampix") == [numbers[0]]
        assert found(text="light") == numbers[:2]
        assert found(text="0%") == [numbers[2]]
        assert found(text="p_s") == [numbers[2]]
        assert found(text="_") == [numbers[2]]
        assert found(text="nothing") == []


def test_identifiers_tell_whether_they_are_the_sellers_own_or_met_in_a_case(office: Office) -> None:
    with office.database.write() as uow:
        seller, case = a_seller(uow, "Lampix"), a_case(uow)
        party, item = a_party(uow, case, 1, seller_id=seller.id), an_item(uow, case, 4)
        an_identifier(uow, "phone", "+1", party_id=party.id, origin="imprint", origin_evidence_id=item.id)
        an_identifier(uow, "email", "A@x", seller_id=seller.id, origin_note="a list", valid=True, seen_on=DAY)
        marks = seller_views.marks(uow, [seller.id])[seller.id]
        assert marks == [
            ("email", "A@x", "a@x", True, "", "a list", "", DAY),
            ("phone", "+1", "+1", None, "imprint", "2026-0001", "E-04", None),
        ]
        assert seller_views.marks(uow, []) == {}
        profile = sellers.profiles(uow, [seller.id])[seller.id]
        assert {(mark.kind, mark.normal) for mark in profile.marks} == {("phone", "+1"), ("email", "a@x")}
        assert profile.names == ("Lampix", "Shop")


def test_a_profile_knows_names_in_every_script_and_forgets_what_was_taken_out(office: Office) -> None:
    with office.database.write() as uow:
        seller = a_seller(uow, "深圳灯具", name_latin="Shenzhen Lamps", kind="natural")
        uow.session.add(SellerName(seller_id=seller.id, name="Lampix"))
        a_shop(uow, seller.id, "x", name="Lampix Shop")
        a_shop(uow, seller.id, "y")
        case = a_case(uow)
        a_party(uow, case, 1, name="Lampix", name_latin="LAMPIX", seller_id=seller.id)
        a_party(uow, case, 2, name="Wrong", seller_id=seller.id, removed_at=uow.now)
        an_identifier(uow, "address", "x", seller_id=seller.id, parts={"city": "Shenzhen"})
        an_identifier(uow, "phone", "1", seller_id=seller.id, removed_at=uow.now)
        profile = sellers.profiles(uow, [seller.id, 999])
        assert list(profile) == [seller.id]
        one = profile[seller.id]
        assert set(one.names) == {"深圳灯具", "Shenzhen Lamps", "Lampix", "Lampix Shop", "LAMPIX"}
        assert (one.names[0], one.country, one.person) == ("深圳灯具", "CN", True)
        assert [(mark.kind, mark.parts) for mark in one.marks] == [("address", (("city", "Shenzhen"),))]


def test_shops_names_and_relations_come_in_the_order_they_were_entered(office: Office) -> None:
    with office.database.write() as uow:
        one, other = a_seller(uow, "Lampix", name_latin="LX"), a_seller(uow, "Zortan")
        amazon = sellers.platform_body(uow, "amazon", "Amazon")
        assert sellers.platform_body(uow, "amazon", "AMAZON") is amazon
        uow.session.add(Body(uid=uid(), kind="bank", name="Amazon Bank", name_key="amazon", details={}))
        shop = a_shop(uow, one.id, "a1", body_id=amazon.id, name="Lampix", url="https://x", first_seen=DAY)
        a_shop(uow, one.id, "a2", removed_on=DAY)
        a_shop(uow, None, "nobody's", removed_on=DAY)
        uow.session.add(Relation(from_seller_id=one.id, to_seller_id=other.id, kind="successor"))
        uow.flush()
        assert seller_views.shops(uow, [one.id, other.id]) == {
            one.id: [
                ("Amazon", "a1", "Lampix", "https://x", DAY, None, None, None),
                ("", "a2", "", "", None, None, DAY, None),
            ]
        }
        assert sellers.shop_of(uow, one.id, amazon.id, "a1") is shop
        assert sellers.shop_of(uow, one.id, None, "a1") is None
        assert sellers.shop_of(uow, other.id, amazon.id, "a1") is None
        assert [seller for seller, _shop in sellers.removed_shops(uow)] == [one.id]
        assert seller_views.relations(uow, [one.id, other.id]) == {
            one.id: [("successor", sellers.number_of(other.id))]
        }
        assert seller_views.latin_names(uow, [one.id, other.id]) == {one.id: "LX", other.id: ""}


def test_the_watch_list_begins_with_who_is_to_be_looked_at_first(office: Office) -> None:
    with office.database.write() as uow:
        late = a_seller(uow, "A", watch_reason="x", review_on=DAY + dt.timedelta(days=9))
        soon = a_seller(uow, "B", watch_reason="y", review_on=DAY)
        a_seller(uow, "C", review_on=DAY)
        assert sellers.watched(uow) == [soon.id, late.id]


def test_decisions_hold_until_they_are_undone(office: Office) -> None:
    with office.database.write() as uow:
        a, b, c = (a_seller(uow, name).id for name in "ABC")
        first, second = a_decision(uow, a, b), a_decision(uow, b, c, undone_at=uow.now, undone_by="x")
        third = a_decision(uow, a, c, verdict="different")
        assert [one.id for one in sellers.active_decisions(uow)] == [first.id, third.id]
        assert [one.id for one in sellers.active_decisions(uow, [b])] == [first.id]
        assert sellers.active_decisions(uow, []) == []
        assert [one.id for one in sellers.all_decisions(uow)] == [first.id, second.id, third.id]
        assert sellers.find_decision(uow, sellers.decision_number(second.id).lower()) is second
        for look, typed in (
            (sellers.find_decision, "D-0999"),
            (sellers.find, "S-0999"),
            (sellers.find, " x "),
        ):
            with pytest.raises(NotFoundError) as told:
                look(uow, typed)
            assert told.value.fields["number"] == typed.strip()


def test_parties_not_looked_at_since_a_moment(office: Office) -> None:
    with office.database.write() as uow:
        early = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        old, new = a_case(uow, updated_at=early), a_case(uow, 2, updated_at=early + dt.timedelta(days=9))
        first, second = a_party(uow, old, 1), a_party(uow, new, 1)
        a_party(uow, new, 2, "consumer")
        a_party(uow, new, 3, removed_at=uow.now)
        assert sellers.unlinked_parties(uow, None) == [first, second]
        assert sellers.unlinked_parties(uow, early + dt.timedelta(days=9)) == [second]
        assert sellers.unlinked_parties(uow, early + dt.timedelta(days=10)) == []


def test_the_cases_against_sellers_by_number_without_the_bin(office: Office) -> None:
    with office.database.write() as uow:
        one, other = a_seller(uow, "Lampix"), a_seller(uow, "Zortan")
        late = a_case(
            uow,
            12,
            amount=Decimal("129.90"),
            currency="EUR",
            problems=["T02.1"],
            outcome="refused",
            outcome_route="adr",
            outcome_on=DAY,
            product="Lamp",
        )
        early, binned = a_case(uow, 3), a_case(uow, 4, binned_at=uow.now)
        a_party(uow, late, 1, "consumer", country="DE")
        a_party(uow, late, 5, "consumer", country="FR")
        a_party(uow, early, 1, "consumer", country="XX", removed_at=uow.now)
        a_party(uow, late, 2, seller_id=one.id)
        a_party(uow, late, 3, seller_id=other.id)
        for case in (early, binned):
            a_party(uow, case, 2, seller_id=one.id)
        met = {one.id: ("2026-0003", "2026-0012"), other.id: ("2026-0012",)}
        assert sellers.cases_of(uow, [one.id, other.id]) == met
        counted = {row.name: row.cases for row in seller_views.rows(uow)}
        assert counted == {"Lampix": 2, "Zortan": 1}, "the list counts what the card names"
        found = seller_cases.against(uow, [one.id, other.id])
        assert [(row.case, row.consumer_country) for row in found] == [("2026-0003", ""), ("2026-0012", "DE")]
        told = found[1]
        assert (told.seller, told.amount, told.currency) == (
            sellers.number_of(one.id),
            Decimal("129.90"),
            "EUR",
        )
        assert (told.problems, told.outcome, told.route, told.outcome_on) == (
            ("T02.1",),
            "refused",
            "adr",
            DAY,
        )
        assert (found[0].amount, found[0].currency, found[0].problems) == (None, "", ())
        assert [row.case for row in seller_cases.against(uow, [other.id])] == ["2026-0012"]
        assert seller_cases.against(uow, []) == []


@pytest.mark.parametrize(
    ("typed", "letter", "number"),
    [
        ("S-0007", "S", 7),
        ("s7", "S", 7),
        (" S-12345 ", "S", 12345),
        ("D-1", "S", 0),
        ("S--1", "S", 0),
        ("", "S", 0),
    ],
)
def test_a_running_number_is_read(typed: str, letter: str, number: int) -> None:
    assert sellers.id_in(typed, letter) == number


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (400, [400]), (401, [400, 1]), (1000, [400, 400, 200])]
)
def test_lists_are_cut_so_that_one_statement_can_name_them(count: int, sizes: list[int]) -> None:
    parts = list(sellers.chunks(list(range(count))))
    assert [len(part) for part in parts] == sizes
    assert [one for part in parts for one in part] == list(range(count))

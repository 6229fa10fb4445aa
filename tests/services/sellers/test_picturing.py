"""Everything around a seller: group, cases and sums, the picture, returns, two side by side."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.known_sellers import FOUR, IBAN, ONE, THREE, TWO
from xborder_desk.domain.constellation import CaseAgainst, Total
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.services.sellers.picturing import MOST_MEMBERS, totals
from xborder_desk.services.sellers.taking import NewMark, NewSeller, NewShop

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def test_cases_of_the_whole_group_are_summed_in_their_currency(known: Desk) -> None:
    for number in (ONE, TWO):
        found = known.sellers.looks.against(number)
        assert [row.number for row in found.members] == [ONE, TWO]
        assert [one.case[-4:] for one in found.cases] == ["0001", "0002", "0003"]
        assert found.totals == (Total("EUR", 2, Decimal("200.00")), Total("PLN", 1, Decimal("410.00")))
        assert [one.consumer_country for one in found.cases] == ["DE", "AT", "PL"]
        assert {one.product for one in found.cases} == {"Desk lamp"}
        assert {one.problems for one in found.cases} == {("T02.1",)}


def test_who_is_alone_has_no_cases_but_is_there(known: Desk) -> None:
    found = known.sellers.looks.against(FOUR)
    assert [row.number for row in found.members] == [FOUR]
    assert (found.cases, found.totals, found.decisions, found.warnings) == ((), (), (), ())


def test_cases_are_counted_by_way_and_result(known: Desk) -> None:
    found = known.sellers.looks.against(ONE)
    assert found.routes == (("", 3),)
    assert found.outcomes == (("", 3),)


def test_the_decisions_that_make_the_group_are_told(known: Desk) -> None:
    (decision,) = known.sellers.looks.against(ONE).decisions
    assert (decision.first, decision.second, decision.verdict) == (ONE, TWO, "same")
    assert decision.reason == "Same bank account"


def test_nobody_is_not_found(known: Desk) -> None:
    for look in (known.sellers.looks.against, known.sellers.looks.constellation):
        with pytest.raises(NotFoundError, match="S-0099"):
            look("S-0099")


def test_amounts_that_nobody_knows_are_in_no_sum() -> None:
    def case(number: str, amount: str, currency: str = "EUR") -> CaseAgainst:
        given = Decimal(amount) if amount else None
        return CaseAgainst(number, "", ONE, "new", "", "", given, currency, dt.date(2026, 1, 1))

    found = totals([case("1", "1.10"), case("2", ""), case("3", "2.20"), case("4", "5", "CHF")])
    assert found == (Total("EUR", 2, Decimal("3.30")), Total("CHF", 1, Decimal(5)))
    assert totals([]) == ()


def test_the_picture_has_everything_once(known: Desk) -> None:
    found = known.sellers.looks.constellation(ONE)
    assert found.center == ONE
    states = {node.id: node.state for node in found.nodes if node.kind == "seller"}
    assert states == {ONE: "confirmed", TWO: "confirmed", THREE: "suggested"}
    assert len({node.id for node in found.nodes}) == len(found.nodes)
    cases = sorted(node.id for node in found.nodes if node.kind == "case")
    assert [number[-4:] for number in cases] == ["0001", "0002", "0003"]


def test_what_is_shared_hangs_on_all_who_share_it(known: Desk) -> None:
    found = known.sellers.looks.constellation(ONE)
    shared = f"iban:{IBAN.replace(' ', '')}"
    assert found.holders(shared) == (ONE, TWO)
    assert found.holders("phone:+8675588886666") == (ONE, THREE)
    assert found.holders("vat:DE000000000") == (ONE,)


def test_lines_tell_what_is_confirmed_from_what_is_suggested(known: Desk) -> None:
    lines = {(edge.a, edge.b): edge for edge in known.sellers.looks.constellation(ONE).edges}
    assert lines[ONE, TWO].state == "confirmed"
    assert lines[ONE, THREE].state == "suggested"
    assert lines[ONE, THREE].score > 0.5
    assert lines[THREE, "phone:+8675588886666"].state == "suggested"
    assert lines[ONE, "phone:+8675588886666"].state == "seen"


def test_things_say_where_they_were_read(known: Desk) -> None:
    nodes = {node.id: node for node in known.sellers.looks.constellation(ONE).nodes}
    assert nodes["phone:+8675588886666"].read_from == ("2026-0001",)
    (mail,) = (node for node in nodes.values() if node.title == "help1@languang.example")
    assert mail.ref.endswith("-0001")
    shop = next(node for node in nodes.values() if node.kind == "storefront" and node.about == "Amazon")
    assert shop.title == "Languang"
    assert shop.first == dt.date(2025, 3, 1)
    case = next(node for node in nodes.values() if node.kind == "case" and node.currency == "PLN")
    assert case.amount == Decimal("410.00")


def test_who_is_alone_is_a_picture_of_itself(known: Desk) -> None:
    found = known.sellers.looks.constellation(FOUR)
    assert [node.id for node in found.nodes] == [FOUR, "email:a@zortan.example"]
    assert [(edge.a, edge.b) for edge in found.edges] == [(FOUR, "email:a@zortan.example")]


def test_a_shop_of_the_same_group_that_opened_later_is_the_return(known: Desk) -> None:
    (back,) = known.sellers.looks.returned()
    assert (back.seller, back.platform, back.account) == (ONE, "Amazon", "a1languang")
    assert (back.removed_on, back.back_on, back.days) == (dt.date(2026, 1, 31), dt.date(2026, 2, 10), 10)
    assert back.back_as == "lampix-haven"


def test_returns_are_told_newest_first_and_absence_too(desk: Desk) -> None:
    assert desk.sellers.looks.returned() == []
    number, _ = desk.sellers.add(NewSeller("Lampix"))
    for account, removed in (("one", "2026-01-05"), ("two", "2026-02-05")):
        desk.sellers.shop_seen(number, NewShop("eBay", account=account), removed_on=removed)
    desk.sellers.shop_seen(number, NewShop("eBay", account="one"), reappeared_on="2026-01-20")
    found = desk.sellers.looks.returned()
    assert [(one.account, one.back_on, one.days) for one in found] == [
        ("two", None, None), ("one", dt.date(2026, 1, 20), 15),
    ]  # fmt: skip


def test_side_by_side_says_what_agrees_differs_and_is_blank(known: Desk) -> None:
    aspects, score = known.sellers.looks.side_by_side(ONE, TWO)
    told = {one.kind: one for one in aspects}
    assert told["iban"].verdict == "match"
    assert told["iban"].ours == (IBAN,)
    assert told["iban"].theirs == (IBAN.replace(" ", ""),)
    assert told["country"].verdict == "differ"
    assert told["country"].weight < 0
    assert told["phone"].verdict == "blank"
    assert told["phone"].theirs == ()
    assert score.match


def test_what_agrees_stands_before_what_differs(known: Desk) -> None:
    aspects, _ = known.sellers.looks.side_by_side(ONE, TWO)
    order = [one.verdict for one in aspects]
    assert order == sorted(order, key=("match", "differ", "blank").index)


def test_either_side_can_be_ours(known: Desk) -> None:
    one, _ = known.sellers.looks.side_by_side(ONE, THREE)
    other, _ = known.sellers.looks.side_by_side(THREE, ONE)
    assert {(a.kind, a.verdict, a.ours, a.theirs) for a in one} == {
        (a.kind, a.verdict, a.theirs, a.ours) for a in other
    }


def test_the_watch_list_is_in_the_order_of_its_days(desk: Desk) -> None:
    numbers = [desk.sellers.add(NewSeller(name))[0] for name in ("Lampix", "Zortan", "Quelmo")]
    desk.sellers.watch(numbers[0], "late", "2026-12-24")
    desk.sellers.watch(numbers[2], "soon", "2026-12-01")
    assert [row.number for row in desk.sellers.looks.watched()] == [numbers[2], numbers[0]]
    desk.sellers.watch(numbers[2], "", "")
    assert [row.number for row in desk.sellers.looks.watched()] == [numbers[0]]


def test_five_thousand_shops_in_one_group_are_borne(embedded: Office) -> None:
    from sqlalchemy import insert  # noqa: PLC0415 - rows are put in without the matcher, which is not on trial

    from tests.factories.offices import desk_in  # noqa: PLC0415 - as above
    from xborder_desk.storage.models import Decision, Identifier, Seller  # noqa: PLC0415 - as above

    many = 5000
    with embedded.database.write() as uow:
        uow.connection.execute(
            insert(Seller),
            [{"id": n, "uid": f"s{n}", "name": f"Shop {n}", "version": 1} for n in range(1, many + 1)],
        )
        uow.connection.execute(
            insert(Decision),
            [
                {
                    "uid": f"d{n}",
                    "a_id": max(1, n // 2),
                    "b_id": n,
                    "verdict": "same",
                    "evidence": [],
                    "decided_at": uow.now,
                }
                for n in range(2, many + 1)
            ],
        )
        uow.connection.execute(
            insert(Identifier),
            [
                {
                    "uid": f"i{n}",
                    "seller_id": n,
                    "kind": "phone",
                    "raw": "+49 30 1",
                    "normal": "+49301",
                    "version": 1,
                }
                for n in range(1, many + 1)
            ],
        )
        uow.commit()
    desk = desk_in(embedded)
    (group,) = desk.sellers.confirmed()
    assert len(group.sellers) == many
    assert any("30 members" in text for text in group.warnings)
    found = desk.sellers.looks.constellation("S-0002")
    assert found.left_out == many - MOST_MEMBERS
    assert found.center == "S-0002"
    assert len(found.drawn(60).nodes) == 60
    assert len(desk.sellers.looks.against("S-0001").members) == many


def test_a_shared_identifier_is_one_thing_in_the_picture(desk: Desk) -> None:
    for name in ("Lampix", "Zortan"):
        desk.sellers.add(NewSeller(name, marks=(NewMark("phone", "+49 30 1234567"),)))
    found = desk.sellers.looks.constellation("S-0001")
    assert sum(node.kind == "identifier" for node in found.nodes) == 1

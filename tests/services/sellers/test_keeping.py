"""The watch list, relations, and shops that go and come back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.services.sellers.taking import NewSeller, NewShop

if TYPE_CHECKING:
    from xborder_desk.services import Desk


def test_a_watch_has_a_reason_and_a_day(desk: Desk) -> None:
    number, _ = desk.sellers.add(NewSeller("Lampix"))
    with pytest.raises(BadInputError, match="day"):
        desk.sellers.watch(number, "Three cases in a month", "")
    desk.sellers.watch(number, "Three cases in a month", "2026-12-01")
    assert desk.sellers.show(number).row.review_on == dt.date(2026, 12, 1)
    desk.sellers.watch(number, "", "")
    assert desk.sellers.show(number).row.review_on is None
    with pytest.raises(NotFoundError):
        desk.sellers.watch("S-0099", "x", "2026-12-01")


def test_sellers_stand_to_each_other(desk: Desk) -> None:
    one, other = desk.sellers.add(NewSeller("Lampix"))[0], desk.sellers.add(NewSeller("Zortan"))[0]
    desk.sellers.relate(one, other, "branch of")
    assert desk.sellers.show(one).relations == (("branch of", other),)
    with pytest.raises(BadInputError):
        desk.sellers.relate(one, one, "branch of")
    with pytest.raises(BadInputError):
        desk.sellers.relate(one, other, " ")


def test_a_shop_that_was_removed_and_came_back_is_one_shop(desk: Desk) -> None:
    number, _ = desk.sellers.add(NewSeller("Lampix"))
    shop = NewShop("eBay", url="https://www.ebay.de/usr/lampix", last_seen="2026-01-05")
    desk.sellers.shop_seen(number, shop)
    desk.sellers.shop_seen(number, NewShop("ebay", account="Lampix"), removed_on="2026-02-01")
    desk.sellers.shop_seen(number, NewShop("ebay.de", account="lampix"), reappeared_on="2026-03-01")
    (view,) = desk.sellers.show(number).storefronts
    assert (view.last_seen, view.removed_on, view.reappeared_on) == (
        dt.date(2026, 1, 5), dt.date(2026, 2, 1), dt.date(2026, 3, 1),
    )  # fmt: skip
    assert desk.sellers.match([], [("storefront", "ebay:lampix")])[0].seller == number
    assert len(desk.sellers.show(number).marks) == 1

"""Rows of sellers: keys and who holds them, profiles, lists, and the one owner of an identifier."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from tests.factories.offices import statements
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.storage.models.seller import Identifier, Seller, SellerName, Storefront
from xborder_desk.storage.queries import seller_views, sellers

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office
    from xborder_desk.storage.uow import UnitOfWork


def seller(uow: UnitOfWork, name: str) -> int:
    row = Seller(uid=uuid.uuid4().hex, name=name, name_key=name.lower(), country="CN")
    uow.session.add(row)
    uow.flush()
    return row.id


def test_numbers_are_written_and_read() -> None:
    assert sellers.number_of(7) == "S-0007"
    assert sellers.decision_number(12345) == "D-12345"
    assert (sellers.id_in("s-7", "S"), sellers.id_in("D-7", "S"), sellers.id_in("x", "S")) == (7, 0, 0)


def test_keys_find_their_holders_and_are_replaced(office: Office) -> None:
    with office.database.write() as uow:
        one, other = seller(uow, "Lampix"), seller(uow, "Zortan")
        sellers.replace_keys(uow, {one: {"p:1", "n:a"}, other: {"p:1"}})
        assert sellers.holders(uow, ["p:1", "n:a", "none"]) == {"p:1": [one, other], "n:a": [one]}
        assert sellers.keys_of(uow, [one]) == {one: {"p:1", "n:a"}}
        assert list(sellers.blocks(uow, 10)) == [("p:1", [one, other])]
        assert not list(sellers.blocks(uow, 1))
        sellers.replace_keys(uow, {one: {"n:b"}})
        assert sellers.holders(uow, ["p:1"]) == {"p:1": [other]}


def test_a_key_everybody_has_gives_no_more_than_its_block(office: Office) -> None:
    with office.database.write() as uow:
        ids = [seller(uow, f"Firm {n}") for n in range(sellers.BLOCK + 20)]
        sellers.add_keys(uow, {one: {"p:1"} for one in ids})
        assert len(sellers.holders(uow, ["p:1"])["p:1"]) == sellers.BLOCK + 1


def test_profiles_hold_every_name_and_identifier(office: Office) -> None:
    with office.database.write() as uow:
        one = seller(uow, "Lampix")
        uow.session.add(SellerName(seller_id=one, name="Lampix Lamps"))
        shop = Storefront(uid=uuid.uuid4().hex, seller_id=one, name="Lampix Shop", account="x")
        uow.session.add(shop)
        uow.flush()
        for owner in ({"seller_id": one}, {"storefront_id": shop.id}):
            uow.session.add(
                Identifier(
                    uid=uuid.uuid4().hex,
                    kind="phone",
                    raw="1",
                    normal=str(len(owner)),
                    origin_note="x",
                    **owner,
                )
            )
        uow.flush()
        (profile,) = sellers.profiles(uow, [one, 999]).values()
        assert profile.names == ("Lampix", "Lampix Lamps", "Lampix Shop")
        assert [mark.kind for mark in profile.marks] == ["phone", "phone"]
        (row,) = seller_views.rows(uow, [one])
        assert (row.number, row.names, row.storefronts, row.identifiers, row.cases) == ("S-0001", 1, 1, 1, 0)
        assert seller_views.names(uow, [one])[one][0][0] == "Lampix Lamps"
        assert seller_views.shops(uow, [one])[one][0][2] == "Lampix Shop"
        assert [mark[0] for mark in seller_views.marks(uow, [one])[one]] == ["phone"]
        assert seller_views.latin_names(uow, [one]) == {one: ""}
        assert seller_views.relations(uow, [one]) == {}


def test_an_identifier_has_exactly_one_owner(office: Office) -> None:
    with office.database.write() as uow:
        uow.session.add(Identifier(uid=uuid.uuid4().hex, kind="phone", raw="1", normal="1"))
        with pytest.raises(IntegrityError):
            uow.flush()


def test_a_platform_is_one_body(office: Office) -> None:
    with office.database.write() as uow:
        first = sellers.platform_body(uow, "amazon", "Amazon.de").id
        assert sellers.platform_body(uow, "amazon", "AMAZON").id == first


def test_a_list_takes_one_statement(office: Office) -> None:
    with office.database.write() as uow:
        for n in range(30):
            seller(uow, f"Firm {n}")
        uow.commit()
    with statements(office.database.engine) as sent, office.database.read() as uow:
        assert len(seller_views.rows(uow, text="firm", limit=20)) == 20
    assert len(sent) == 1


def test_who_is_not_there_is_told(office: Office) -> None:
    with office.database.read() as uow:
        with pytest.raises(NotFoundError, match="S-0009"):
            sellers.find(uow, "S-0009")
        with pytest.raises(NotFoundError, match="D-1"):
            sellers.find_decision(uow, "D-1")

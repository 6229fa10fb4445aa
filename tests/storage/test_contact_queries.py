"""Queries of the register's room: one each, whatever the number of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.cases import open_case
from tests.factories.mails import SHOP, add_addresses, by_hand
from tests.factories.offices import desk_in, statements
from xborder_desk.storage.models import Draft
from xborder_desk.storage.queries import contacts, drafts, evidence, intake, pictures

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office


def test_a_picture_costs_three_queries_and_places_two(embedded: Office) -> None:
    desk = desk_in(embedded)
    case = open_case(desk)
    add_addresses(desk, case)
    for hour in range(10, 20):
        desk.contacts.add(case, by_hand("email", SHOP, f"2026-02-02T{hour}:00", "bounced"))
    with embedded.database.read() as uow, statements(embedded.database.engine) as asked:
        seen = pictures.picture(uow, case)
        assert len(asked) == 3
        places = contacts.places_of_mail(uow)
        assert len(asked) == 5
    assert (len(seen.to_seller), seen.seller, seen.roles["P-01"]) == (10, "P-02", "consumer")
    assert places.by_address[SHOP] == {case}
    assert len(pictures.search_of(seen).attempts) == 10


def test_an_item_gets_the_next_number_and_its_custody_line(embedded: Office) -> None:
    case = open_case(desk_in(embedded))
    stored = embedded.store.add_bytes(b"proof")
    with embedded.database.write() as uow:
        case_id, case_uid = evidence.case_key(uow, case)
        _, uid, number = intake.enter_item(
            uow, case_id, case_uid, stored, "a\0b.eml", method="mail", mail={"a": 1}
        )
        [event] = evidence.custody(uow, uid)
        uow.commit()
    assert (number, event.action, event.details["mail"]) == ("E-01", "import", {"a": 1})


def test_drafts_come_by_the_beginning_of_their_key(embedded: Office) -> None:
    with embedded.database.write() as uow:
        for key in ("outbox:1", "outbox:2", "note:1"):
            uow.session.add(Draft(key=key, value={"k": key}, by="x", at=uow.now))
        uow.commit()
    with embedded.database.read() as uow:
        assert [key for key, _, _ in drafts.with_prefix(uow, "outbox:")] == ["outbox:1", "outbox:2"]

"""Statements sent the short way do what they do sent the long way, on both databases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from tests.factories.cases import open_case
from tests.factories.offices import desk_in
from xborder_desk.storage.models import Base, Case, Draft
from xborder_desk.storage.sending import send

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office

DRAFT = insert(Base.metadata.tables["draft"]).values(
    {column.name: bindparam(column.name, type_=column.type) for column in Draft.__table__.columns}
)
OF_AMOUNT = select(Case.number).where(Case.amount == bindparam("amount", type_=Case.amount.type))


def test_values_are_made_ready_by_their_types(office: Office) -> None:
    moment = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    values = {
        "key": "k",
        "value": {"ä": [1, None]},
        "base_version": 3,
        "written_by": "Jana",
        "written_at": moment,
    }
    with office.database.write() as uow:
        for key in ("k", "l"):
            send(uow.connection, DRAFT, {**values, "key": key, "unused": object()})
        uow.commit()
    with office.database.read() as uow:
        found = uow.session.get_one(Draft, "l")
        assert (found.value, found.base_version, found.by) == ({"ä": [1, None]}, 3, "Jana")
        assert found.at == moment


def test_what_comes_back_can_be_read_by_name(office: Office) -> None:
    number = open_case(desk_in(office))
    with office.database.read() as uow:
        assert send(uow.connection, OF_AMOUNT, {"amount": Decimal("249.90")}).one().number == number
        assert send(uow.connection, OF_AMOUNT, {"amount": Decimal("249.91")}).one_or_none() is None

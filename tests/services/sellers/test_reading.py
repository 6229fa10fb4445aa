"""A seller whole: what is known, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.cases import NewCase
from xborder_desk.services.parties import NewIdentifier
from xborder_desk.services.sellers import reading
from xborder_desk.services.sellers.taking import NewMark, NewSeller

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def test_what_a_case_knows_is_told_with_its_case(desk: Desk, office: Office) -> None:
    case = desk.cases.create(NewCase("Lamp", "Erika Mustermann", "DE", "Lampix Trading", "CN", more={}))
    desk.parties.add_identifier(case, "P-02", NewIdentifier("email", "a@lampix.example", origin="imprint"))
    desk.sellers.add(
        NewSeller("Zortan", marks=(NewMark("email", "b@zortan.example", "invoice", "seen twice"),))
    )
    (row,) = desk.sellers.all("lampix")
    mark = desk.sellers.show(row.number).marks[0]
    assert (mark.raw, mark.origin, mark.origin_note) == ("a@lampix.example", "imprint", case)
    with office.database.read() as uow:
        views = reading.every(uow, None)
    assert {view.row.name for view in views} == {"Lampix Trading", "Zortan"}
    assert {view.marks[0].origin_note for view in views} == {case, "seen twice"}

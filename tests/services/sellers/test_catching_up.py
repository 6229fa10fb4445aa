"""Every seller of a case is a seller of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.offices import row_counts
from xborder_desk.domain.cases import NewCase
from xborder_desk.services.sellers.catching_up import catch_up

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def test_each_party_is_taken_up_once(desk: Desk, office: Office) -> None:
    for title in ("Lamp", "Chair"):
        new = NewCase(title, "Erika Mustermann", "DE", "Lampix Trading", "CN", more={})
        desk.cases.create(new)
    matcher = desk.sellers.matcher
    assert catch_up(office.database, matcher) == 2
    catch_up(office.database, matcher)
    counts = row_counts(office)
    assert counts["seller"] == 2
    assert counts["matching_key"] > 2


def test_a_name_that_changed_is_found_by_the_new_one(desk: Desk) -> None:
    new = NewCase("Lamp", "Erika Mustermann", "DE", "Lampix Trading", "CN", more={})
    case = desk.cases.create(new)
    assert desk.sellers.match(["Lampix Trading"])
    desk.parties.change(case, "P-02", {"name": "Quelmo Zortan"})
    assert desk.sellers.match(["Quelmo Zortan"])[0].cases == (case,)

"""Drafts: kept while somebody types, found again, each person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BadInputError
from xborder_desk.services import drafts
from xborder_desk.storage.models import Draft

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

PLACE = "2026-0001/overview/purchase"


def test_what_was_typed_is_found_again_until_it_is_dropped(desk: Desk) -> None:
    assert desk.drafts.find(PLACE) is None
    desk.drafts.keep(PLACE, {"product": "Bicyc"}, 4)
    desk.drafts.keep(PLACE, {"product": "Bicycle 台"}, 5)
    found = desk.drafts.find(PLACE)
    assert found is not None
    assert (found.values, found.version, found.case) == ({"product": "Bicycle 台"}, 5, "2026-0001")
    desk.drafts.drop(PLACE)
    desk.drafts.drop(PLACE)
    assert desk.drafts.find(PLACE) is None


def test_the_newest_draft_comes_first(desk: Desk) -> None:
    for place in (PLACE, "office/new-case", "2026-0002/contacts/entry"):
        desk.drafts.keep(place, {"a": place})
    desk.drafts.keep(PLACE, {"a": "again"})
    assert [one.place for one in desk.drafts.mine()] == [
        PLACE,
        "2026-0002/contacts/entry",
        "office/new-case",
    ]
    assert [one.case for one in desk.drafts.mine()] == ["2026-0001", "2026-0002", ""]


@pytest.mark.parametrize("name", ["Ana", "Jana Weiß/form", "%", "Jana Weiß2"])
def test_drafts_belong_to_who_typed_them(desk: Desk, office: Office, name: str) -> None:
    desk.drafts.keep(PLACE, {"a": "mine"})
    office.database.actor, mine = name, office.database.actor
    assert desk.drafts.mine() == []
    desk.drafts.keep(PLACE, {"a": "theirs"})
    desk.drafts.drop("other")
    office.database.actor = mine
    assert [one.values for one in desk.drafts.mine()] == [{"a": "mine"}]


def test_mails_that_wait_are_no_drafts(desk: Desk, office: Office) -> None:
    with office.database.write() as uow:
        uow.session.add(Draft(key="mail/1", value={"x": 1}, by="", at=uow.now))
        uow.commit()
    assert desk.drafts.mine() == []


def test_far_too_much_is_refused_in_a_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_CHARACTERS", 10)
    with pytest.raises(BadInputError):
        desk.drafts.keep(PLACE, {"a": "x" * 11})
    assert desk.drafts.mine() == []

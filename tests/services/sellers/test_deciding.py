"""Decisions about pairs keep what was known when they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xborder_desk.domain.errors import BadInputError
from xborder_desk.services.sellers.deciding import decide, undo
from xborder_desk.services.sellers.taking import NewMark, NewSeller
from xborder_desk.storage.queries import sellers

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def test_what_was_known_is_kept_and_one_pair_is_decided_once(desk: Desk, office: Office) -> None:
    phone = NewMark("phone", "+86 755 8888 6666")
    for name in ("Lampix", "Zortan"):
        desk.sellers.add(NewSeller(name, marks=(phone,)))
    pair, matcher = ("S-0002", "S-0001"), desk.sellers.matcher
    number = decide(office.database, matcher, pair, "same", "one phone")
    with office.database.read() as uow:
        row = sellers.find_decision(uow, number)
        assert (row.a_id, row.b_id) == (1, 2)
        assert ["phone", "+8675588886666"] in row.evidence
    with pytest.raises(BadInputError, match="D-0001"):
        decide(office.database, matcher, pair, "different", "no")
    assert undo(office.database, number).undone_at is not None
    assert decide(office.database, matcher, pair, "different", "no") == "D-0002"

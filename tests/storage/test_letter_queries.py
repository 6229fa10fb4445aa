"""Letters of a case are numbered in the order they were written; the office's head and rates are kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.rows import a_case
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.storage.queries import cases, letters, rates

if TYPE_CHECKING:
    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


def test_letters_are_numbered_in_their_case(desk: Desk, office: Office) -> None:
    first, second = open_case(desk), open_case(desk)
    values = {"template": "complaint", "language": "de", "content": {"unfilled": ["product"]}}
    with office.database.write() as uow:
        one, other = cases.find(uow, first), cases.find(uow, second)
        numbers = [letters.add(uow, case, values)[1] for case in (one, other, one)]
        assert numbers == ["L-01", "L-01", "L-02"]
        assert letters.find(uow, one, f"{first}/l-2").content == {"unfilled": ["product"]}
        assert [number for number, _ in letters.of_case(uow, one.id)] == ["L-01", "L-02"]
        for wrong in ("L-03", "L-00", "2", ""):
            with pytest.raises(NotFoundError):
                letters.find(uow, one, wrong)
        assert letters.party_id(uow, "nobody") is None


def test_the_head_of_letters_is_one_for_the_office(office: Office) -> None:
    with office.database.write() as uow:
        assert letters.sender(uow) == {}
        letters.write_sender(uow, {"name": "A"})
        uow.commit()
        letters.write_sender(uow, {"name": "B"})
        uow.commit()
    with office.database.read() as uow:
        assert letters.sender(uow) == {"name": "B"}


def test_rates_stand_for_a_week_and_no_longer(office: Office) -> None:
    day = dt.date(2026, 4, 2)
    with office.database.write() as uow:
        assert rates.newest(uow) is None
        assert rates.replace_all(uow, [("USD", day, Decimal("1.0915")), ("JPY", day, Decimal("161.05"))]) == 2
        uow.commit()
    with office.database.read() as uow:
        over_easter = rates.find(uow, "USD", dt.date(2026, 4, 6))
        assert over_easter is not None
        assert (over_easter.rate, over_easter.on) == (Decimal("1.0915"), day)
        assert rates.find(uow, "USD", dt.date(2026, 4, 9)) is not None
        assert rates.find(uow, "USD", dt.date(2026, 4, 10)) is None
        assert rates.find(uow, "USD", dt.date(2026, 4, 1)) is None
        assert rates.find(uow, "CHF", day) is None


def test_a_number_that_names_another_case_is_not_a_letter_of_this_one(office: Office) -> None:
    with office.database.write() as uow:
        case, other = a_case(uow, 1), a_case(uow, 2)
        row, number = letters.add(uow, case, {"template": "t", "language": "de", "content": {}})
        letters.add(uow, other, {"template": "t", "language": "de", "content": {}})
        for typed in (number, "l-1", " L-01 ", "2026-0001/L-01"):
            assert letters.find(uow, case, typed).id == row.id
        for typed in ("2026-0002/L-01", "L-0", "L-2", "L-", "1", "", "E-01", "2026-0001/"):
            with pytest.raises(NotFoundError, match="no letter"):
                letters.find(uow, case, typed)

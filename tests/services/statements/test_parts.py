"""The pieces a statement is made of: cases gathered, other consumers masked, values said in each language."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case
from tests.factories.mails import SHOP, add_addresses, by_hand
from tests.factories.offices import desk_in
from xborder_desk.app import find_places
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.i18n import languages
from xborder_desk.identifiers.normal import KINDS
from xborder_desk.services.statements import blocks, tables
from xborder_desk.services.statements.gathering import MASK, Gathered, gather
from xborder_desk.services.statements.saying import Saying

if TYPE_CHECKING:
    from xborder_desk.storage.office import Office


@pytest.mark.parametrize("kind", sorted({*KINDS, "messenger", "sms", "platform_msg"}))
def test_no_kind_of_address_is_printed_by_its_code(kind: str) -> None:
    named = tables.kind_name(kind)
    assert named == "domain" if kind == "domain" else named != kind
    assert "_" not in named


def test_what_others_must_not_read_is_masked() -> None:
    found = Gathered((), pooled=True, secrets=(re.compile("Nowak", re.IGNORECASE),))
    assert found.masked("for NOWAK, order 1") == f"for {MASK}, order 1"


def test_a_case_is_gathered_and_said_in_two_languages(embedded: Office) -> None:
    desk = desk_in(embedded)
    case = open_case(desk)
    add_addresses(desk, case)
    desk.contacts.add(case, by_hand("email", SHOP, "2026-02-02T10:00", "bounced"))
    with embedded.database.read() as uow:
        gathered = gather(uow, case, "")
        with pytest.raises(NotFoundError):
            gather(uow, case, "S-0001")
    places = find_places()
    both = [languages.load(tag, places.translations) for tag in ("en", "de")]
    saying = Saying(both, dt.UTC, gathered)
    assert saying.day(dt.date(2026, 2, 3)) == ("3 Feb 2026", "03.02.2026")
    [found] = tables.in_order(saying)
    assert found[1].number == "A-01"
    assert len(tables.attempts(saying, [found]).rows) == 1
    assert tables.registers(saying) is None
    assert gathered.main is not None
    person = blocks._person(saying, "Shop", "", "DE")
    assert person[1].words == ("Germany", "Deutschland")

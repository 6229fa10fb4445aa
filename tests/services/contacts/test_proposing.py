"""What an item of evidence proposes for an attempt: way, address with its origin, and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import open_case, write_files
from tests.factories.mails import SALES, SHOP, add_addresses, answer, sent, write
from tests.factories.offices import desk_in
from xborder_desk.domain.errors import NotFoundError
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

PLACE = "Baoan Rd 1\nShenzhen"


@pytest.fixture
def desk(embedded: Office) -> Desk:
    return desk_in(embedded)


@pytest.fixture
def case(desk: Desk) -> str:
    number = open_case(desk)
    add_addresses(desk, number)
    return number


def test_a_sent_mail_proposes_its_receiver_and_its_moment(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.evidence.add_files(case, write(tmp_path / "in", sent(to=f"Shop <{SALES}>")), JobContext())
    new = desk.contacts.proposal(case, "E-01")
    assert (new.channel, new.address, new.address_source, new.party) == ("email", SALES, "invoice", "P-02")
    assert new.at.startswith("2026-02-02T")
    number = desk.contacts.add(case, new, ("E-01",))
    [made] = desk.contacts.list(case)
    assert (made.number, made.proofs, made.address) == (number, ("E-01",), SALES)


def test_a_receiver_nobody_recorded_is_proposed_without_origin(desk: Desk, case: str, tmp_path: Path) -> None:
    mail = sent(to="new@wanbao.example")
    desk.evidence.add_files(case, write(tmp_path / "in", mail), JobContext())
    new = desk.contacts.proposal(case, "E-01")
    assert (new.address, new.address_source, new.party) == ("new@wanbao.example", "", "P-02")


def test_a_mail_to_our_side_proposes_no_address_of_ours(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.evidence.add_files(case, write(tmp_path / "in", answer()), JobContext())
    new = desk.contacts.proposal(case, "E-01")
    assert new.address != SHOP
    assert new.address_source == ""


def test_anything_else_is_taken_for_a_letter_to_the_known_place(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    desk.evidence.add_files(case, write_files(tmp_path, receipt="Einlieferungsbeleg"), JobContext())
    bare = desk.contacts.proposal(case, "E-01")
    assert (bare.channel, bare.address, bare.party) == ("registered_letter", "", "P-02")
    desk.parties.add_identifier(case, "P-02", NewIdentifier("address", PLACE, origin="imprint"))
    known = desk.contacts.proposal(case, "E-01")
    assert known.address == "Baoan Rd 1, Shenzhen"
    assert (known.address_source, known.party) == ("imprint", "P-02")


def test_what_is_not_there_proposes_nothing(desk: Desk, case: str) -> None:
    with pytest.raises(NotFoundError):
        desk.contacts.proposal(case, "E-09")
    with pytest.raises(NotFoundError):
        desk.contacts.proposal("2020-0001", "E-01")

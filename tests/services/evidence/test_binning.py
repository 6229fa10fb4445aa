"""Evidence taken off the list: bytes, number and custody stay, and it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, new_attempt, open_case, write_files
from tests.factories.offices import row_counts
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.post import NewPosting
from xborder_desk.i18n.language import Language
from xborder_desk.jobs.context import JobContext
from xborder_desk.services.claims import NewHead
from xborder_desk.services.contacts import NewOutcome
from xborder_desk.services.facts import NewFact
from xborder_desk.services.parties import NewIdentifier

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office

EN = Language("en")
MAIL = b"""From: a@x.example
To: b@y.example
Subject: Order
Date: Mon, 2 Mar 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain

Hello
--x
Content-Type: text/plain; name="bill.txt"
Content-Disposition: attachment; filename="bill.txt"

12 EUR
--x--
"""


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    """A case with two papers and a mail with an attachment."""
    number = open_case(desk)
    add_evidence(desk, number, write_files(tmp_path / "in", a="one", b="two"))
    mail = tmp_path / "in" / "order.eml"
    mail.write_bytes(MAIL.replace(b"\n", b"\r\n"))
    add_evidence(desk, number, [mail])
    return number


def listed(desk: Desk, case: str) -> list[str]:
    return [row.number for row in desk.evidence.list(case)]


def test_an_item_goes_and_comes_back_with_its_number_and_bytes(desk: Desk, case: str) -> None:
    before = listed(desk, case)
    desk.evidence.bin.take_off(case, ["E-01"])
    assert listed(desk, case) == before[1:]
    assert [row.number for row in desk.evidence.bin.list(case)] == ["E-01"]
    assert desk.evidence.path_for_reading("E-01", case).read_text() == "one"
    assert desk.evidence.verify(case, JobContext()).findings == ()
    desk.evidence.bin.put_back(case, ["E-01"])
    assert listed(desk, case) == before
    assert desk.evidence.bin.list(case) == []


def test_a_whole_takes_its_parts_along(desk: Desk, case: str) -> None:
    before = listed(desk, case)
    assert "E-03.1" in before
    desk.evidence.bin.take_off(case, ["E-03"])
    assert listed(desk, case) == ["E-01", "E-02"]
    assert [row.number for row in desk.evidence.bin.list(case)] == ["E-03"]
    desk.evidence.bin.put_back(case, ["E-03"])
    assert listed(desk, case) == before


def test_a_number_is_not_given_again(desk: Desk, case: str, tmp_path: Path) -> None:
    desk.evidence.bin.take_off(case, ["E-03"])
    add_evidence(desk, case, write_files(tmp_path / "more", d="four"))
    assert listed(desk, case)[-1] == "E-04"


def test_the_list_of_cases_counts_what_is_there(desk: Desk, case: str) -> None:
    count = desk.cases.all()[0].evidence
    desk.evidence.bin.take_off(case, ["E-01", "E-02"])
    assert desk.cases.all()[0].evidence == count - 2


@pytest.mark.parametrize("again", [False, True])
def test_what_was_done_already_is_no_fault(desk: Desk, case: str, *, again: bool) -> None:
    desk.evidence.bin.take_off(case, ["E-01"])
    if again:
        desk.evidence.bin.take_off(case, ["E-01"])
    desk.evidence.bin.put_back(case, ["E-01"])
    desk.evidence.bin.put_back(case, ["E-01"])
    assert "E-01" in listed(desk, case)


def test_what_proves_a_fact_stays_until_the_fact_lets_it_go(desk: Desk, case: str, office: Office) -> None:
    fact = desk.facts.add(case, NewFact("Paid.", "2026-01-05", ("E-02", "E-03.1")))
    before = row_counts(office)
    for number in ("E-02", "E-03"):
        with pytest.raises(BadInputError) as caught:
            desk.evidence.bin.take_off(case, ["E-01", number])
        assert fact in str(caught.value.fields["used"])
    assert row_counts(office) == before
    assert "E-01" in listed(desk, case), "all or none"
    desk.facts.remove(case, fact)
    desk.evidence.bin.take_off(case, ["E-02"])


def test_what_proves_an_attempt_stays(desk: Desk, case: str) -> None:
    attempt = desk.contacts.add(case, new_attempt(), ("E-01",))
    desk.contacts.add_reply(attempt, NewOutcome(note="Yes", proofs=("E-02",)), case)
    for number in ("E-01", "E-02"):
        with pytest.raises(BadInputError) as caught:
            desk.evidence.bin.take_off(case, [number])
        assert caught.value.fields["used"] == attempt


def held(desk: Desk, case: str, number: str) -> str:
    """What keeps an item on the list, in English."""
    with pytest.raises(BadInputError) as caught:
        desk.evidence.bin.take_off(case, [number])
    assert caught.value.field == "evidence"
    assert number in listed(desk, case)
    return EN.error(caught.value)


def test_what_proves_a_mandate_stays(desk: Desk, case: str) -> None:
    desk.parties.give_mandate(case, "P-01", "mandate", "2026-02-01", proof="E-01")
    assert held(desk, case, "E-01") == "E-01 is the proof of a mandate of P-01, so it stays on the list."
    desk.evidence.bin.take_off(case, ["E-02"])


def test_where_an_address_was_read_stays_until_the_address_goes(desk: Desk, case: str) -> None:
    new = NewIdentifier("email", "shop@seller.example", origin="imprint", evidence="E-03.1")
    uid = desk.parties.add_identifier(case, "P-02", new)
    assert held(desk, case, "E-03") == "E-03 is the proof of an address of P-02, so it stays on the list."
    desk.parties.show_identifier(case, uid, shown=False)
    desk.evidence.bin.take_off(case, ["E-03"])


def test_what_proves_a_sum_of_the_claim_stays_until_the_sum_goes(desk: Desk, case: str) -> None:
    desk.claims.add_head(case, NewHead("mail", "12.00", "EUR"))
    desk.claims.add_head(case, NewHead("mail", "14.00", "EUR", proof="E-02"))
    assert "sum 2 of the claim" in held(desk, case, "E-02")
    desk.claims.remove_head(case, 2)
    desk.evidence.bin.take_off(case, ["E-02"])


def test_what_proves_a_line_of_the_post_book_stays(desk: Desk, case: str) -> None:
    new = NewPosting("outgoing", "2026-02-03", "Seller", "Last notice")
    line = desk.post.enter(new, case, ("E-01",))
    other = open_case(desk)
    assert f"line {line.name} of the post book" in held(desk, case, "E-01")
    with pytest.raises(NotFoundError):
        desk.evidence.bin.take_off(other, ["E-01"])


def test_everything_an_item_proves_is_said_at_once(desk: Desk, case: str) -> None:
    desk.parties.give_mandate(case, "P-01", "mandate", "2026-02-01", proof="E-01")
    desk.claims.add_head(case, NewHead("mail", "14.00", "EUR", proof="E-01"))
    told = held(desk, case, "E-01")
    assert "a mandate of P-01 and sum 1 of the claim" in told


def test_a_part_alone_stays_with_its_whole(desk: Desk, case: str) -> None:
    with pytest.raises(BadInputError):
        desk.evidence.bin.take_off(case, ["E-03.1"])


@pytest.mark.parametrize(("number", "item"), [("2026-0999", "E-01"), ("", "E-01"), ("2026-0001", "E-99")])
def test_what_is_not_there_is_said(desk: Desk, case: str, number: str, item: str) -> None:
    assert case == "2026-0001"
    with pytest.raises(NotFoundError):
        desk.evidence.bin.take_off(number, [item])
    with pytest.raises(NotFoundError):
        desk.evidence.bin.put_back(number, [item])

"""Suggested facts: offered once, decided by a person, remembered in the case, entered only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, new_party, open_case, write_files
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.domain.suggestions import KIND_LABELS, OF_PARTIES, STATE_LABELS, State
from xborder_desk.evidence import eml
from xborder_desk.jobs.context import Cancelled, JobContext

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.domain.suggestions import Suggestion
    from xborder_desk.services import Desk

BILL = """Rechnung vom 3. März 2026 über 249,90 EUR
IBAN DE89 3704 0044 0532 0130 00
Fragen an service@lanyu.example
"""
REMINDER = "Noch offen: 249,90 EUR. Antwort an service@lanyu.example bis 1. April 2026."


@pytest.fixture
def bills(own: Desk, tmp_path: Path) -> str:
    """A case with a bill (E-01) and a reminder of it (E-02)."""
    case = open_case(own)
    add_evidence(own, case, write_files(tmp_path / "bills", bill=BILL, reminder=REMINDER))
    return case


def named(found: list[Suggestion]) -> dict[str, Suggestion]:
    return {f"{one.evidence} {one.kind}": one for one in found}


def test_each_value_is_offered_once_for_each_item(own: Desk, bills: str) -> None:
    assert own.suggesting.offer(bills, JobContext()) == 7
    assert own.suggesting.offer(bills, JobContext()) == 0
    found = own.suggesting.list(bills)
    assert [one.kind for one in found if one.evidence == "E-01"] == ["date", "amount", "iban", "email"]
    assert {one.state for one in found} == {State.OFFERED}
    assert [one.number for one in found] == [1, 2, 3, 4, 1, 2, 3]


def test_it_says_where_it_stands(own: Desk, bills: str) -> None:
    own.suggesting.offer(bills, JobContext())
    one = named(own.suggesting.list(bills))["E-01 iban"]
    text = own.evidence.show("E-01", bills).page_texts[0]
    assert text[one.start : one.end] == one.raw
    assert (one.page, one.valid, one.normal) == (1, True, "DE89370400440532013000")
    assert one.raw in one.around


def test_only_the_item_that_is_named_is_looked_through(own: Desk, bills: str) -> None:
    own.suggesting.offer(bills, JobContext(), ["E-02"])
    assert {one.evidence for one in own.suggesting.list(bills)} == {"E-02"}
    assert own.suggesting.list(bills, "E-01") == []


def test_the_head_of_a_mail_is_looked_through_too(own: Desk, bills: str, tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(eml.sample())
    add_evidence(own, bills, [tmp_path / "m.eml"])
    own.suggesting.offer(bills, JobContext(), ["E-03"])
    assert any(one.kind == "email" and one.page is None for one in own.suggesting.list(bills, "E-03"))


def test_a_decision_is_remembered_with_who_and_when(own: Desk, bills: str) -> None:
    own.suggesting.offer(bills, JobContext())
    done = own.suggesting.reject(f"{bills}/E-01#2")
    assert (done.state, done.decided_by, done.kind) == (State.REJECTED, "Jana Weiß", "amount")
    assert done.decided_at is not None
    assert own.suggesting.list(bills, undecided=True) == [
        one for one in own.suggesting.list(bills) if one.uid != done.uid
    ]
    assert own.suggesting.offer(bills, JobContext()) == 0


def test_what_was_decided_once_is_not_offered_again_in_the_case(
    own: Desk, bills: str, tmp_path: Path
) -> None:
    own.suggesting.offer(bills, JobContext(), ["E-01"])
    own.suggesting.reject("E-01#2", bills)
    own.suggesting.accept("E-01#4", bills)
    own.suggesting.offer(bills, JobContext(), ["E-02"])
    found = named(own.suggesting.list(bills, "E-02"))
    assert found["E-02 amount"].state is State.REJECTED
    assert found["E-02 email"].state is State.ACCEPTED
    assert found["E-02 date"].state is State.OFFERED
    del tmp_path


def test_another_case_knows_nothing_of_it(own: Desk, bills: str, tmp_path: Path) -> None:
    own.suggesting.offer(bills, JobContext())
    own.suggesting.reject("E-01#2", bills)
    other = open_case(own)
    add_evidence(own, other, write_files(tmp_path / "other", bill=BILL))
    assert own.suggesting.offer(other, JobContext()) == 4


def test_nothing_is_entered_by_itself(own: Desk, bills: str) -> None:
    before = own.cases.show(bills)
    own.suggesting.offer(bills, JobContext())
    own.suggesting.accept("E-01#4", bills)
    after = own.cases.show(bills)
    assert [party.identifiers for party in after.parties] == [party.identifiers for party in before.parties]
    assert after.facts == before.facts


def test_one_accepted_for_a_party_is_entered_with_its_origin(own: Desk, bills: str) -> None:
    own.parties.add(bills, new_party())
    party = own.cases.show(bills).parties[-1].number
    own.suggesting.offer(bills, JobContext())
    own.suggesting.accept("E-01#3", bills, party=party)
    (found,) = [one for one in own.cases.show(bills).parties if one.number == party]
    entered = [one for one in found.identifiers if one.kind == "iban"]
    assert [(one.raw, one.origin_evidence) for one in entered] == [("DE89 3704 0044 0532 0130 00", "E-01")]


def test_an_amount_belongs_to_no_party(own: Desk, bills: str) -> None:
    own.suggesting.offer(bills, JobContext())
    with pytest.raises(BadInputError):
        own.suggesting.accept("E-01#2", bills, party="P-02")
    with pytest.raises(NotFoundError):
        own.suggesting.accept("E-01#3", bills, party="P-99")
    assert {one.state for one in own.suggesting.list(bills)} == {State.OFFERED}


def test_a_decision_can_be_taken_back(own: Desk, bills: str) -> None:
    own.suggesting.offer(bills, JobContext())
    own.suggesting.reject("E-01#1", bills)
    again = own.suggesting.offer_again("E-01#1", bills)
    assert (again.state, again.decided_by, again.decided_at) == (State.OFFERED, "", None)


@pytest.mark.parametrize("wrong", ["", "E-01", "E-01#0", "E-01#99", "E-77#1", "nonsense", "E-01#x"])
def test_what_is_not_there(own: Desk, bills: str, wrong: str) -> None:
    own.suggesting.offer(bills, JobContext())
    with pytest.raises(NotFoundError):
        own.suggesting.reject(wrong, bills)


def test_it_can_be_stopped(own: Desk, bills: str) -> None:
    ctx = JobContext()
    ctx.cancel()
    with pytest.raises(Cancelled):
        own.suggesting.offer(bills, ctx)
    assert own.suggesting.list(bills) == []


def test_every_kind_and_state_has_words() -> None:
    assert set(KIND_LABELS) > OF_PARTIES
    assert set(STATE_LABELS) == set(State)


def test_both_databases_keep_them(desk: Desk, tmp_path: Path) -> None:
    case = open_case(desk)
    add_evidence(desk, case, write_files(tmp_path / "bills", bill=BILL))
    desk.suggesting.offer(case, JobContext())
    desk.suggesting.accept("E-01#1", case)
    desk.suggesting.reject("E-01#2", case)
    states = [one.state for one in desk.suggesting.list(case)]
    assert states == [State.ACCEPTED, State.REJECTED, State.OFFERED, State.OFFERED]

"""Facts: one statement, its day, and the pages that prove it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.factories.cases import add_evidence, open_case, write_files
from tests.factories.offices import row_counts
from xborder_desk.domain.errors import BadInputError, ConflictError, NotFoundError
from xborder_desk.domain.registers import AUDIT
from xborder_desk.services.facts import NewFact
from xborder_desk.storage import registers

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.storage.office import Office


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> str:
    """A case with two papers, and another with one."""
    numbers = open_case(desk), open_case(desk)
    add_evidence(desk, numbers[0], write_files(tmp_path / "in", a="one", b="two"))
    add_evidence(desk, numbers[1], write_files(tmp_path / "in", c="three"))
    return numbers[0]


def test_a_fact_has_a_number_a_day_and_proofs(desk: Desk, case: str, office: Office) -> None:
    assert (
        desk.facts.add(case, NewFact("Bezahlt.", "2026-01-05", ("E-01", "e-02:1", f"{case}/E-02"))) == "F-01"
    )
    assert desk.facts.add(case, NewFact("Zugesagt.", "2026-01")) == "F-02"
    assert desk.facts.add(case, NewFact("Irgendwann.")) == "F-03"
    facts = desk.cases.show(case).facts
    assert [(fact.number, fact.precision) for fact in facts] == [
        ("F-02", "month"),
        ("F-01", "day"),
        ("F-03", "unknown"),
    ]
    assert [(proof.evidence, proof.page) for proof in facts[1].proofs] == [
        ("E-01", None),
        ("E-02", 1),
        ("E-02", None),
    ]
    assert facts[1].on == dt.date(2026, 1, 5)
    with office.database.read() as uow:
        lines = registers.lines(uow.connection, desk.cases.show(case).uid, AUDIT)
    told = [line.values() for line in lines if line.values()["action"] == "fact_added"]
    assert told[0]["proofs"] == ["E-01", "E-02:1", "E-02"]


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewFact(""), "text"),
        (NewFact("x" * 100_001), "text"),
        (NewFact("a\0b"), "text"),
        (NewFact("x", "2026-02-30"), "on"),
        (NewFact("x", "yesterday"), "on"),
        (NewFact("x", proofs=("E-01:0",)), "proof"),
        (NewFact("x", proofs=("E-01:-1",)), "proof"),
        (NewFact("x", proofs=("E-01:²",)), "proof"),
        (NewFact("x", proofs=("E-01:first",)), "proof"),
        (NewFact("x", proofs=("E-01:99999999999999999999999",)), "proof"),
        (NewFact("x", proofs=("E-02", "2026-0002/E-01")), "proof"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_written(
    desk: Desk, office: Office, case: str, new: NewFact, field: str
) -> None:
    desk.facts.add(case, NewFact("first", proofs=("E-01",)))
    before = row_counts(office)
    with pytest.raises(BadInputError) as caught:
        desk.facts.add(case, new)
    assert caught.value.field == field
    with pytest.raises(BadInputError):
        desk.facts.change(case, "F-01", new)
    assert row_counts(office) == before
    assert desk.cases.show(case).facts[0].text == "first"


def test_what_is_not_there_is_said(desk: Desk, office: Office, case: str) -> None:
    before = row_counts(office)
    for proof in ("E-09", "", ":3", "nonsense"):
        with pytest.raises((NotFoundError, BadInputError)):
            desk.facts.add(case, NewFact("x", proofs=(proof,)))
    for number in ("F-01", "2026-0002/F-01", "P-01", "F-99999999999999999999"):
        with pytest.raises(NotFoundError, match="no fact"):
            desk.facts.change(case, number, NewFact("x"))
        with pytest.raises(NotFoundError, match="no fact"):
            desk.facts.remove(case, number)
    assert row_counts(office) == before


def test_a_change_replaces_proofs_and_leaves_the_old_words_in_the_register(
    desk: Desk, case: str, office: Office
) -> None:
    desk.facts.add(case, NewFact("before", "2026-01-05", ("E-01",)))
    desk.facts.change(case, f"{case}/F-01", NewFact("after", "2026", ("E-02:3",)))
    (fact,) = desk.cases.show(case).facts
    assert (fact.text, fact.on, fact.precision) == ("after", dt.date(2026, 1, 1), "year")
    assert [(proof.evidence, proof.page) for proof in fact.proofs] == [("E-02", 3)]
    with office.database.read() as uow:
        line = registers.lines(uow.connection, desk.cases.show(case).uid, AUDIT)[-1].values()
    assert line["before"] == {"text": "before", "on": "2026-01-05"}


def test_a_removed_fact_is_gone_and_its_number_is_not_given_again(desk: Desk, case: str) -> None:
    desk.facts.add(case, NewFact("one"))
    desk.facts.remove(case, "F-01")
    assert desk.cases.show(case).facts == ()
    assert desk.facts.add(case, NewFact("two")) == "F-02"
    with pytest.raises(NotFoundError):
        desk.facts.remove(case, "F-01")


def test_a_removed_fact_comes_back_with_its_proofs(desk: Desk, case: str, office: Office) -> None:
    number = desk.facts.add(case, NewFact("Bezahlt.", "2026-01-05", ("E-01",)))
    desk.facts.remove(case, number)
    desk.facts.bring_back(case, number)
    desk.facts.bring_back(case, number)
    view = desk.cases.show(case)
    assert [(one.number, len(one.proofs)) for one in view.facts] == [(number, 1)]
    with office.database.read() as uow:
        told = [line.values()["action"] for line in registers.lines(uow.connection, view.uid, AUDIT)]
    assert told[-2:] == ["fact_removed", "fact_brought_back"]
    with pytest.raises(NotFoundError):
        desk.facts.bring_back(case, "F-09")


def test_two_people_at_one_fact_are_told_both_values(desk: Desk, case: str) -> None:
    number = desk.facts.add(case, NewFact("Bezahlt.", "2026-01-05"))
    seen = desk.cases.show(case).facts[0].version
    desk.facts.change(case, number, NewFact("Per Karte bezahlt.", "2026-01-05"), version=seen)
    with pytest.raises(ConflictError) as caught:
        desk.facts.change(case, number, NewFact("Bar bezahlt.", "2026-01-05"), version=seen)
    assert caught.value.theirs == {"text": "Per Karte bezahlt."}
    assert caught.value.mine == {"text": "Bar bezahlt."}
    assert desk.cases.show(case).facts[0].text == "Per Karte bezahlt."
    desk.facts.change(case, number, NewFact("Bar bezahlt.", "2026-01-06"))
    assert desk.cases.show(case).facts[0].text == "Bar bezahlt."


@pytest.mark.parametrize("on", ["2026-01", "2026", "", "2026-01-05"])
def test_the_same_day_written_the_same_way_is_no_difference(desk: Desk, case: str, on: str) -> None:
    """A month is kept by its first day; whoever typed the month is not told that it differs from that day."""
    desk.facts.add(case, NewFact("Ordered.", on))
    seen = desk.cases.show(case).facts[0].version
    desk.facts.change(case, "F-01", NewFact("Ordered by phone.", on), version=seen)
    with pytest.raises(ConflictError) as told:
        desk.facts.change(case, "F-01", NewFact("Ordered online.", on), version=seen)
    assert told.value.theirs == {"text": "Ordered by phone."}
    assert told.value.mine == {"text": "Ordered online."}


def test_a_month_and_its_first_day_are_two_values(desk: Desk, case: str, office: Office) -> None:
    desk.facts.add(case, NewFact("Ordered.", "2026-01"))
    seen = desk.cases.show(case).facts[0].version
    desk.facts.change(case, "F-01", NewFact("Ordered.", "2026-01-01"), version=seen)
    with pytest.raises(ConflictError) as told:
        desk.facts.change(case, "F-01", NewFact("Ordered.", "2026-01"), version=seen)
    assert (told.value.theirs, told.value.mine) == ({"on": "2026-01-01"}, {"on": "2026-01"})
    with office.database.read() as uow:
        lines = registers.lines(uow.connection, desk.cases.show(case).uid, AUDIT)
    changed = [line.values() for line in lines if line.values()["action"] == "fact_changed"]
    assert [one["before"] for one in changed] == [{"text": "Ordered.", "on": "2026-01"}]
    assert [one["after"] for one in changed] == [{"text": "Ordered.", "on": "2026-01-01"}]

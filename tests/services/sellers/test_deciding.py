"""Decisions: same, different, put aside; undone, split, restored; the register as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.offices import copy_of, desk_in
from xborder_desk.domain.cases import NewCase
from xborder_desk.domain.errors import BadInputError, NotFoundError
from xborder_desk.services.sellers.taking import NewMark, NewSeller
from xborder_desk.storage.queries import sellers as sellers_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xborder_desk.services import Desk
    from xborder_desk.services.sellers import Sellers
    from xborder_desk.storage.office import Office

PHONE: Final = "+49 30 1234567"
IBAN: Final = "DE89 3704 0044 0532 0130 00"
NAMES: Final = ("Lampix", "Zortan", "Quelmo", "Vorstat", "Fenuqua")


def filled(sellers: Sellers) -> list[str]:
    """Sellers one phone or one account of which leads to the next."""
    marks = (
        (("phone", PHONE),),
        (("phone", PHONE), ("iban", IBAN)),
        (("iban", IBAN),),
        (("email", "a@vorstat.example"),),
        (("email", "a@vorstat.example"),),
    )
    return [
        sellers.add(NewSeller(name, marks=tuple(NewMark(*one) for one in held)))[0]
        for name, held in zip(NAMES, marks, strict=True)
    ]


def state(sellers: Sellers) -> tuple[object, ...]:
    """Everything a decision can change."""
    return (
        [one.sellers for one in sellers.suggestions()],
        [one.sellers for one in sellers.confirmed()],
        [sellers.show(row.number) for row in sellers.all()],
        {row.number: [one.seller for one in sellers.others(row.number)] for row in sellers.all()},
        sellers.looks.against("S-0001"),
        sellers.looks.constellation("S-0001"),
    )


@pytest.mark.parametrize(
    ("verdict", "why", "told"),
    [
        ("perhaps", "x", "same”, “different” or “unsure"),
        ("", "x", "same”, “different” or “unsure"),
        ("same", " ", "Reason"),
        ("unsure", "", "Reason"),
    ],
)
def test_a_decision_has_a_verdict_and_a_reason(desk: Desk, verdict: str, why: str, told: str) -> None:
    one, two, *_ = filled(desk.sellers)
    with pytest.raises(BadInputError, match=told):
        desk.sellers.decide(one, two, verdict, why)
    assert desk.sellers.decisions() == []


def test_one_seller_is_not_two(desk: Desk) -> None:
    one, *_ = filled(desk.sellers)
    with pytest.raises(BadInputError, match="one seller"):
        desk.sellers.decide(one, one, "same", "x")
    with pytest.raises(NotFoundError):
        desk.sellers.decide(one, "S-0099", "same", "x")


@pytest.mark.parametrize("first", ["same", "different"])
@pytest.mark.parametrize("second", ["same", "different", "unsure"])
def test_a_pair_is_decided_once(desk: Desk, first: str, second: str) -> None:
    one, two, *_ = filled(desk.sellers)
    number = desk.sellers.decide(one, two, first, "x")
    with pytest.raises(BadInputError, match=f"decided already, by {number}"):
        desk.sellers.decide(two, one, second, "x")


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_what_was_put_aside_can_still_be_decided(desk: Desk, verdict: str) -> None:
    one, two, *_ = filled(desk.sellers)
    desk.sellers.decide(one, two, "unsure", "the bank has not answered")
    with pytest.raises(BadInputError, match="decided already"):
        desk.sellers.decide(one, two, "unsure", "again")
    number = desk.sellers.decide(one, two, verdict, "the bank answered")
    groups = [one.sellers for one in desk.sellers.confirmed()]
    assert groups == ([(one, two)] if verdict == "same" else [])
    desk.sellers.undo(number)
    assert desk.sellers.confirmed() == []
    assert two not in [found.seller for found in desk.sellers.others(one)]


def test_what_was_put_aside_is_not_suggested_until_something_new_speaks(desk: Desk) -> None:
    one, two, *_ = filled(desk.sellers)
    assert two in [found.seller for found in desk.sellers.others(one)]
    desk.sellers.decide(one, two, "unsure", "no time")
    assert two not in [found.seller for found in desk.sellers.others(one)]
    desk.sellers.add_mark(one, NewMark("iban", IBAN))
    assert two in [found.seller for found in desk.sellers.others(one)]


def test_what_was_put_aside_tears_no_group(desk: Desk) -> None:
    one, two, three, *_ = filled(desk.sellers)
    desk.sellers.decide(one, three, "unsure", "x")
    desk.sellers.decide(one, two, "same", "x")
    desk.sellers.decide(two, three, "same", "x")
    (group,) = desk.sellers.confirmed()
    assert group.sellers == (one, two, three)
    assert group.warnings == ()


def test_different_holds_a_group_apart_and_says_so(desk: Desk) -> None:
    one, two, three, *_ = filled(desk.sellers)
    desk.sellers.decide(one, three, "different", "two registers")
    desk.sellers.decide(one, two, "same", "x")
    desk.sellers.decide(two, three, "same", "x")
    (group,) = desk.sellers.confirmed()
    assert group.sellers == (one, two)
    assert any("contradict" in text for text in group.warnings)


def test_a_seller_is_taken_out_of_its_group_and_put_back(desk: Desk) -> None:
    one, two, three, *_ = filled(desk.sellers)
    held = [desk.sellers.decide(one, two, "same", "x"), desk.sellers.decide(two, three, "same", "x")]
    before = state(desk.sellers)
    assert desk.sellers.split(two, "the account was stolen") == held
    assert desk.sellers.confirmed() == []
    assert all(decision.undone_at is not None for decision in desk.sellers.decisions())
    desk.sellers.restore(held)
    assert state(desk.sellers) == before
    assert all(decision.undone_at is None for decision in desk.sellers.decisions())


def test_the_rest_of_a_group_stays_together(desk: Desk) -> None:
    one, two, three, *_ = filled(desk.sellers)
    for pair in ((one, two), (two, three), (one, three)):
        desk.sellers.decide(*pair, "same", "x")
    desk.sellers.split(three, "x")
    assert [group.sellers for group in desk.sellers.confirmed()] == [(one, two)]


@pytest.mark.parametrize(("reason", "told"), [("x", "in no group"), (" ", "Reason")])
def test_who_is_in_no_group_cannot_be_split(desk: Desk, reason: str, told: str) -> None:
    one, *_ = filled(desk.sellers)
    with pytest.raises(BadInputError, match=told):
        desk.sellers.split(one, reason)
    with pytest.raises(NotFoundError):
        desk.sellers.split("S-0099", "x")


def test_what_was_decided_anew_is_not_restored_over(desk: Desk) -> None:
    one, two, *_ = filled(desk.sellers)
    held = [desk.sellers.decide(one, two, "same", "x")]
    desk.sellers.split(two, "x")
    newer = desk.sellers.decide(one, two, "different", "y")
    with pytest.raises(BadInputError, match=newer):
        desk.sellers.restore(held)
    assert desk.sellers.confirmed() == []


def test_restoring_what_holds_changes_nothing(desk: Desk) -> None:
    one, two, *_ = filled(desk.sellers)
    number = desk.sellers.decide(one, two, "same", "x")
    before = state(desk.sellers)
    desk.sellers.restore([number])
    assert state(desk.sellers) == before


def test_a_suggestion_for_a_case_is_put_aside_with_its_reason(desk: Desk) -> None:
    one, two, *_ = filled(desk.sellers)
    case = desk.cases.create(NewCase("Lamp", "Erika", "DE", "Lampix", "CN", {}))
    desk.sellers.link(case, "P-02", one)
    assert two in [found.seller for found in desk.sellers.who_else(case)]
    with pytest.raises(BadInputError, match="Reason"):
        desk.sellers.put_aside(case, two, " ")
    (number,) = desk.sellers.put_aside(case, two, "other town")
    assert two not in [found.seller for found in desk.sellers.who_else(case)]
    (decision,) = desk.sellers.decisions()
    assert (decision.number, decision.verdict, decision.reason) == (number, "unsure", "other town")
    with pytest.raises(BadInputError, match="not suggested here any more"):
        desk.sellers.put_aside(case, two, "again")
    desk.sellers.undo(number)
    assert two in [found.seller for found in desk.sellers.who_else(case)]


def test_a_suggestion_for_a_case_is_confirmed(desk: Desk) -> None:
    one, two, *_ = filled(desk.sellers)
    case = desk.cases.create(NewCase("Lamp", "Erika", "DE", "Lampix", "CN", {}))
    desk.sellers.link(case, "P-02", one)
    desk.sellers.put_aside(case, two, "one phone", "same")
    assert [group.sellers for group in desk.sellers.confirmed()] == [(one, two)]


PLANS = st.lists(
    st.tuples(
        st.sampled_from(["same", "different", "unsure", "undo", "split"]),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def undone(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sellers]:
    """Sellers whose every decision is undone when a test is over."""
    office = copy_of(blank, tmp_path_factory.mktemp("undo") / "office")
    sellers = desk_in(office).sellers
    filled(sellers)
    yield sellers
    office.close()


@given(plan=PLANS)
@settings(max_examples=12)
def test_undoing_restores_the_register_exactly(undone: Sellers, plan: list[tuple[str, int, int]]) -> None:
    numbers = [f"S-{at:04d}" for at in range(1, len(NAMES) + 1)]
    before, made = state(undone), list[str]()
    for verb, first, second in plan:
        known = undone.confirmed()
        if verb == "undo" and made:
            undone.undo(made.pop(first % len(made)))
        elif verb == "split" and any(numbers[first] in group.sellers for group in known):
            undone.restore(undone.split(numbers[first], "x"))
            assert undone.confirmed() == known
        elif verb in {"same", "different", "unsure"}:
            try:
                number = undone.decide(numbers[first], numbers[second], verb, "x")
            except BadInputError:
                assert undone.confirmed() == known
                continue
            undone.undo(number)
            assert undone.confirmed() == known
            made.append(undone.decide(numbers[first], numbers[second], verb, "x"))
    for number in reversed(made):
        undone.undo(number)
    assert state(undone) == before


def test_what_was_known_is_kept_with_the_decision(desk: Desk, office: Office) -> None:
    one, two, *_ = filled(desk.sellers)
    number = desk.sellers.decide(two, one, "same", "one phone")
    with office.database.read() as uow:
        row = sellers_in.find_decision(uow, number)
        assert (row.a_id, row.b_id) == (1, 2)
        assert ["phone", "+49301234567"] in row.evidence
    assert desk.sellers.undo(number).undone_at is not None
    with pytest.raises(BadInputError, match="undone already"):
        desk.sellers.undo(number)
    assert desk.sellers.decide(one, two, "different", "no") == "D-0002"

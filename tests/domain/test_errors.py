"""Known faults: one sentence with its fields, never longer than somebody would read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain import errors
from xborder_desk.domain.errors import BadInputError, ConflictError, KnownError

KINDS = [
    one
    for one in vars(errors).values()
    if isinstance(one, type) and issubclass(one, KnownError) and one is not ConflictError
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_is_a_known_one_with_its_sentence(kind: type[KnownError]) -> None:
    fault = kind("There is no case {number}.", number="2026-0001")
    assert str(fault) == "There is no case 2026-0001."
    assert (fault.text, fault.fields) == ("There is no case {number}.", {"number": "2026-0001"})


def test_a_sentence_without_fields_keeps_its_braces() -> None:
    assert str(KnownError("A recipe begins with {.")) == "A recipe begins with {."


def test_bad_input_says_where_it_was_typed() -> None:
    fault = BadInputError("“{given}” is no amount.", field="amount", given="ten")
    assert fault.field == "amount"
    assert "field" not in fault.fields
    assert BadInputError("No.").field == ""


def test_a_conflict_carries_both_values() -> None:
    fault = ConflictError("Changed meanwhile.", theirs={"title": "B"}, mine={"title": "A"})
    assert (fault.theirs, fault.mine) == ({"title": "B"}, {"title": "A"})


@given(st.text(max_size=5000))
def test_what_was_pasted_by_mistake_is_cut_and_what_was_typed_is_whole(typed: str) -> None:
    told = KnownError("There is no case {number}.", number=typed).fields["number"]
    assert isinstance(told, str)
    if len(typed) <= 300:
        assert told == typed
    else:
        assert told == f"{typed[:120]}…"


def test_a_list_of_what_may_be_given_and_a_place_are_never_cut() -> None:
    possible, place = ", ".join(f"word-{n}" for n in range(100)), Path("/" + "x" * 400)
    fault = KnownError("Not in {place}. Possible: {possible}.", possible=possible, place=place)
    assert fault.fields == {"possible": possible, "place": place}

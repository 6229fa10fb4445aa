"""Suggestions: every kind and state has words for people, and only what tells somebody goes to a party."""

from __future__ import annotations

import pytest

from xborder_desk.domain.suggestions import KIND_LABELS, OF_PARTIES, STATE_LABELS, State
from xborder_desk.identifiers.normal import KINDS


def test_every_state_has_words() -> None:
    assert set(STATE_LABELS) == set(State)
    assert len(set(STATE_LABELS.values())) == len(State)


def test_the_ids_are_those_that_offices_have_stored() -> None:
    assert {state.value for state in State} == {"offered", "accepted", "rejected"}


@pytest.mark.parametrize("kind", sorted(OF_PARTIES))
def test_what_goes_to_a_party_is_a_kind_that_a_party_can_have(kind: str) -> None:
    assert kind in KINDS
    assert kind in KIND_LABELS


@pytest.mark.parametrize("kind", ["amount", "date", "order", "tracking"])
def test_what_belongs_to_the_case_is_nobodys(kind: str) -> None:
    assert kind not in OF_PARTIES
    assert KIND_LABELS[kind]

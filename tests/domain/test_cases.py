"""A case as a value."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from xborder_desk.domain.cases import DATE_FIELDS, DATE_LABELS, CaseView, NewCase, PartyView
from xborder_desk.storage.models import Case

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def party(number: int, role: str) -> PartyView:
    return PartyView(f"u{number}", f"P-{number:02d}", role, "", f"Name {number}", "", "DE", "", (), 1)


def view(*parties: PartyView) -> CaseView:
    return CaseView(1, "u", "2026-0001", "T", "new", "J", NOW, NOW, None, 1, {}, parties, (), (), ())


def test_the_first_party_of_a_role_is_given() -> None:
    case = view(party(1, "consumer"), party(2, "seller"), party(3, "seller"))
    seller = case.of_role("seller")
    assert seller is not None
    assert seller.number == "P-02"
    assert case.of_role("bank") is None


def test_every_day_of_a_case_has_words_and_a_column() -> None:
    assert set(DATE_FIELDS) == set(DATE_LABELS)
    days = {
        name for name, column in Case.__table__.columns.items() if column.type.__class__.__name__ == "Date"
    }
    assert days == set(DATE_FIELDS)
    assert all(label and label[0].isupper() for label in DATE_LABELS.values())


def test_values_cannot_be_changed_by_accident() -> None:
    new = NewCase("T", "A", "DE", "B", "CN")
    with pytest.raises(dataclasses.FrozenInstanceError):
        new.title = "other"  # type: ignore[misc]  # that it is refused is the point
    assert new.more == {}
    assert NewCase("T", "A", "DE", "B", "CN").more is not new.more

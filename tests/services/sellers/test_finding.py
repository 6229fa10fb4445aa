"""Whom a seller is compared with, and when a pair needs no second look."""

from __future__ import annotations

import datetime as dt

from xborder_desk.domain.sellers import Reason, Score
from xborder_desk.services.sellers import finding, linking
from xborder_desk.services.sellers.taking import NewMark, NewSeller, take
from xborder_desk.storage.models import Decision

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


def score(*values: str) -> Score:
    reasons = tuple(Reason("phone", one, one, 2.0, "", "", {"value": one}) for one in values)
    return Score(0.9, match=True, reasons=reasons)


def decided(verdict: str, *values: str) -> dict[tuple[int, int], Decision]:
    kept = finding.evidence_of(score(*values))
    row = Decision(uid="u", a_id=2, b_id=1, verdict=verdict, evidence=kept, decided_at=NOW)
    return {finding.pair_of(row): row}


def test_a_pair_has_one_order() -> None:
    assert list(decided("same")) == [(1, 2)]


def test_only_something_new_reopens_a_rejected_pair() -> None:
    rejected = decided("different", "1")
    assert finding.settled(rejected, (1, 2), score("1"))
    assert not finding.settled(rejected, (1, 2), score("1", "2"))
    assert not finding.settled(rejected, (1, 3), score("1"))
    assert finding.settled(decided("same"), (1, 2), score("9"))


def test_identifiers_count_before_names() -> None:
    assert finding.worth_of("p:1") > finding.worth_of("n:x") > finding.worth_of("k:x")
    assert finding.mark("phone", "030 1234567", "DE").normal == "+49301234567"


def test_what_was_typed_has_a_profile_before_it_is_kept() -> None:
    new = NewSeller(
        "Lampix", name_latin="Lampix", kind="natural", country="DE", marks=(NewMark("phone", "030 1234567"),)
    )
    profile = linking.profile_of(take(new))
    assert profile.names == ("Lampix",)
    assert profile.person
    assert [mark.normal for mark in profile.marks] == ["+49301234567"]

"""What changed between two builds: each difference once, nothing that only follows from the order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.services.dossiers.changes import Change, changes


def bound(number: int, label: str = "", first: int = 1, last: int = 2, **more: Any) -> dict[str, Any]:
    values = {
        "evidence_id": f"2026-0001/E-{number:02}",
        "label": label or f"K {number}",
        "title": f"Paper {number}",
        "sha256": f"{number:064x}",
        "first_page": first,
        "last_page": last,
    }
    return {**values, **more}


def kinds(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
    return [one.kind for one in changes(before, after)]


def test_the_same_is_no_change() -> None:
    assert kinds([bound(1), bound(2)], [bound(1), bound(2)]) == []
    assert kinds([bound(1), bound(2)], [bound(2), bound(1)]) == []


def test_new_and_gone_exhibits_are_named_first() -> None:
    found = list(changes([bound(1), bound(2)], [bound(2, "K 1"), bound(3, "K 2")]))
    assert [(one.kind, one.label) for one in found] == [
        ("added", "K 2"),
        ("removed", "K 1"),
        ("label", "K 1"),
    ]
    assert found[-1] == Change("label", "2026-0001/E-02", "K 1", "K 2", "K 1")


def test_pages_count_where_there_are_more_or_fewer_not_where_they_stand() -> None:
    assert kinds([bound(1, first=3, last=5)], [bound(1, first=13, last=15)]) == []
    [one] = changes([bound(1, first=3, last=5)], [bound(1, first=3, last=9)])
    assert (one.kind, one.before, one.after) == ("pages", "3", "7")


def test_names_and_bytes_are_compared() -> None:
    assert kinds([bound(1)], [bound(1, title="Invoice")]) == ["title"]
    assert kinds([bound(1)], [bound(1, sha256="f" * 64)]) == ["bytes"]


@given(st.lists(st.integers(1, 9), unique=True), st.lists(st.integers(1, 9), unique=True))
def test_every_difference_is_told_once(before: list[int], after: list[int]) -> None:
    found = list(changes([bound(one) for one in before], [bound(one) for one in after]))
    added = {one.evidence for one in found if one.kind == "added"}
    removed = {one.evidence for one in found if one.kind == "removed"}
    assert added == {f"2026-0001/E-{one:02}" for one in set(after) - set(before)}
    assert removed == {f"2026-0001/E-{one:02}" for one in set(before) - set(after)}
    assert len(found) == len(added) + len(removed)

"""What is left of a picture when kinds and times are chosen, or when it is too large to draw."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.constellation import NODE_KINDS, Constellation, Edge, Node

JAN, MAR, MAY = dt.date(2026, 1, 1), dt.date(2026, 3, 1), dt.date(2026, 5, 1)
NODES = (
    Node("S-0001", "seller", "Lampix"),
    Node("S-0002", "seller", "Zortan", state="suggested"),
    Node("phone:1", "identifier", "1", "phone", first=JAN, last=JAN),
    Node("phone:2", "identifier", "2", "phone"),
    Node("shop", "storefront", "Shop", "eBay", first=JAN, last=MAY),
    Node("2026-0001", "case", "2026-0001", first=MAY, last=MAY),
)
EDGES = (
    Edge("S-0001", "phone:1"), Edge("S-0002", "phone:1"), Edge("S-0001", "phone:2"), Edge("S-0001", "shop"),
    Edge("S-0001", "2026-0001"), Edge("S-0001", "S-0002", "suggested", 0.9),
)  # fmt: skip
WHOLE = Constellation("S-0001", NODES, EDGES)


def ids(what: Constellation) -> list[str]:
    return [node.id for node in what.nodes]


def test_sellers_always_stay() -> None:
    found = WHOLE.only(())
    assert ids(found) == ["S-0001", "S-0002"]
    assert found.edges == (EDGES[-1],)


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        (("identifier",), ["phone:1", "phone:2"]),
        (("storefront",), ["shop"]),
        (("case",), ["2026-0001"]),
        (("case", "storefront"), ["shop", "2026-0001"]),
    ],
)
def test_kinds(kinds: tuple[str, ...], left: list[str]) -> None:
    assert ids(WHOLE.only(kinds))[2:] == left


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        (None, None, ["phone:1", "phone:2", "shop", "2026-0001"]),
        (MAR, None, ["phone:2", "shop", "2026-0001"]),
        (None, MAR, ["phone:1", "phone:2", "shop"]),
        (MAR, MAR, ["phone:2", "shop"]),
        (JAN, JAN, ["phone:1", "phone:2", "shop"]),
        (dt.date(2027, 1, 1), None, ["phone:2"]),
    ],
)
def test_what_was_met_in_a_time(since: dt.date | None, until: dt.date | None, left: list[str]) -> None:
    assert ids(WHOLE.only(NODE_KINDS, since, until))[2:] == left


def test_lines_go_with_what_they_hang_on() -> None:
    for edge in WHOLE.only(("identifier",)).edges:
        assert {edge.a, edge.b} <= {"S-0001", "S-0002", "phone:1", "phone:2"}


def test_holders_are_sellers_alone() -> None:
    assert WHOLE.holders("phone:1") == ("S-0001", "S-0002")
    assert WHOLE.holders("S-0002") == ("S-0001",)
    assert WHOLE.holders("nothing") == ()


def test_a_small_picture_is_drawn_whole() -> None:
    assert WHOLE.drawn(6) is WHOLE


def test_of_a_large_one_the_shared_is_drawn_and_the_rest_counted() -> None:
    found = WHOLE.drawn(3)
    assert ids(found) == ["S-0001", "S-0002", "phone:1"]
    assert found.left_out == 3


def test_the_seller_looked_at_is_always_drawn() -> None:
    crowd = tuple(Node(f"S-{n:04d}", "seller", "x") for n in range(1, 200))
    found = Constellation("S-0150", crowd, ()).drawn(5)
    assert "S-0150" in ids(found)
    assert found.left_out == 194


@given(st.integers(1, 8), st.sets(st.sampled_from(sorted(NODE_KINDS))))
def test_less_is_never_more(most: int, kinds: set[str]) -> None:
    left = WHOLE.only(kinds).drawn(most)
    assert len(left.nodes) <= min(most, len(WHOLE.nodes))
    assert {edge.a for edge in left.edges} | {edge.b for edge in left.edges} <= set(ids(left))

"""Groups as unions of decisions and of suggestions: what joins, what holds apart, what is frail."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.domain.sellers import MANY
from xborder_desk.services.sellers.clusters import FRAIL, LARGE, TORN, Union, dense, warnings_of

Pair = tuple[int, int]
PAIRS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda p: p[0] < p[1]), max_size=14)


def joined(links: list[Pair], apart: list[Pair] | None = None) -> list[tuple[int, ...]]:
    union = Union(apart or [])
    for one, other in links:
        union.join(one, other)
    return union.sets()


@pytest.mark.parametrize(
    ("links", "apart", "sets"),
    [
        ([], [], []),
        ([(1, 2)], [], [(1, 2)]),
        ([(1, 2), (2, 3)], [], [(1, 2, 3)]),
        ([(1, 2), (3, 4)], [], [(1, 2), (3, 4)]),
        ([(1, 2), (3, 4), (2, 3)], [], [(1, 2, 3, 4)]),
        ([(1, 2), (2, 3)], [(1, 3)], [(1, 2)]),
        ([(1, 2)], [(1, 2)], []),
        ([(1, 2), (3, 4), (2, 3)], [(1, 4)], [(1, 2), (3, 4)]),
        ([(1, 2), (1, 2)], [], [(1, 2)]),
    ],
)
def test_what_is_confirmed_is_joined_unless_denied(
    links: list[Pair], apart: list[Pair], sets: list[tuple[int, ...]]
) -> None:
    assert joined(links, apart) == sets


def test_a_denied_join_says_so() -> None:
    union = Union([(1, 3)])
    assert union.join(1, 2)
    assert not union.join(2, 3)
    assert union.join(1, 2)
    assert union.members(1) == {1, 2}
    assert union.members(3) == {3}


@given(PAIRS, PAIRS)
def test_nobody_denied_is_ever_in_one_group(links: list[Pair], apart: list[Pair]) -> None:
    for group in joined(links, apart):
        assert not any(pair in apart for pair in combinations(group, 2))


@given(PAIRS)
def test_without_denials_the_order_does_not_matter(links: list[Pair]) -> None:
    assert joined(links) == joined(list(reversed(links)))


@given(PAIRS)
def test_groups_share_nobody(links: list[Pair]) -> None:
    found = [one for group in joined(links) for one in group]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([(1, 2)], ()),
        ([(1, 2), (2, 3)], ()),
        ([(1, 2), (2, 3), (3, 4)], (FRAIL,)),
        ([(1, 2), (2, 3), (3, 4), (1, 4)], ()),
        ([(1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (5, 6), (3, 4)], (FRAIL,)),
        ([(1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (5, 6), (3, 4), (2, 5)], ()),
        ([(1, 2), (1, 3), (1, 4), (1, 5)], ()),
    ],
)
def test_a_group_that_hangs_by_one_link_is_frail(links: list[Pair], told: tuple[str, ...]) -> None:
    members = sorted({one for pair in links for one in pair})
    assert warnings_of(members, links, torn=False) == told


@pytest.mark.parametrize(("size", "told"), [(MANY, False), (MANY + 1, True), (5000, True)])
def test_a_large_group_wants_a_second_look(size: int, *, told: bool) -> None:
    members = range(1, size + 1)
    ring = [(n, n % size + 1) for n in members]
    assert (LARGE in warnings_of(list(members), ring, torn=False)) == told


def test_contradictions_are_told_first() -> None:
    assert warnings_of([1, 2], [(1, 2)], torn=True)[0] == TORN


def test_one_link_does_not_make_two_crowds_one() -> None:
    left = list(combinations(range(1, 41), 2))
    right = list(combinations(range(41, 81), 2))
    links = {**dict.fromkeys(left, 0.95), **dict.fromkeys(right, 0.95), (40, 41): 0.99}
    assert [len(group) for group in dense(links).sets()] == [40, 40]


def test_a_pair_needs_one_link() -> None:
    assert dense({(1, 2): 0.6}).sets() == [(1, 2)]
    assert dense({}).sets() == []
    assert dense({(1, 2): 0.9, (2, 3): 0.9}, [(1, 3)]).sets() in ([(1, 2)], [(2, 3)])

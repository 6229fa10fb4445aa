"""Groups: unions that denials hold apart, and warnings where one is frail."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from xborder_desk.services.sellers.clusters import FRAIL, LARGE, TORN, Union, dense, warnings_of

PAIRS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda p: p[0] != p[1]), max_size=30
)


@given(PAIRS, PAIRS)
def test_no_denied_pair_ever_stands_in_one_group(
    joined: list[tuple[int, int]], denied: list[tuple[int, int]]
) -> None:
    union = Union(denied)
    for pair in joined:
        if union.join(*pair):
            assert union.root(pair[0]) == union.root(pair[1])
    for group in union.sets():
        assert not any(one in group and other in group for one, other in denied)
    members = [one for group in union.sets() for one in group]
    assert len(members) == len(set(members))


def test_one_wrong_link_does_not_join_two_large_groups() -> None:
    left, right = range(10), range(10, 20)
    links = {pair: 0.9 for group in (left, right) for pair in combinations(group, 2)}
    links[0, 10] = 0.99
    assert dense(links).sets() == [tuple(left), tuple(right)]


def test_five_thousand_storefronts_can_be_one_group() -> None:
    union = Union()
    links = list(pairwise(range(5000)))
    for one, other in links:
        union.join(one, other)
    (group,) = union.sets()
    assert len(group) == 5000
    assert set(warnings_of(group, links, torn=False)) == {LARGE, FRAIL}


def test_warnings() -> None:
    triangle = [(1, 2), (2, 3), (1, 3)]
    assert not warnings_of((1, 2, 3), triangle, torn=False)
    assert warnings_of((1, 2, 3), triangle, torn=True) == (TORN,)
    two = [*triangle, (4, 5), (5, 6), (4, 6), (3, 4)]
    assert warnings_of(range(1, 7), two, torn=False) == (FRAIL,)
    assert not warnings_of(range(1, 7), [*two, (1, 6)], torn=False)

"""Suggestions on storefronts whose operators are known, made of words the matcher's tables do not know."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from tests.factories.sellers import storefronts

if TYPE_CHECKING:
    from xborder_desk.services import Desk


def test_what_is_suggested_is_right_and_has_a_reason(desk: Desk) -> None:
    labelled = storefronts(240, operators=20, seed=5)
    whose = {desk.sellers.add(one.seller)[0]: one.operator for one in labelled}
    clusters = desk.sellers.suggestions()
    pairs = [pair for cluster in clusters for pair in combinations(cluster.sellers, 2)]
    right = sum(whose[one] == whose[other] for one, other in pairs)
    there = sum(whose[one] == whose[other] for one, other in combinations(whose, 2))
    assert right / len(pairs) >= 0.95
    assert right / there >= 0.8
    for cluster in clusters:
        assert cluster.links
        assert all(any(reason.weight > 0 for reason in link.score.reasons) for link in cluster.links)

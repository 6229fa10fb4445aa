"""Clusters: unions of what people confirmed, held apart by what they denied, warned of where frail."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.sellers import MANY
from xborder_desk.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_FEW: Final = 2
# A link nobody can bear out, because one end has no other.
_ALONE: Final = 0.5
_DENSITY: Final = 0.03
FRAIL: Final = N_("One link alone holds this group together; look at it again.")
LARGE: Final = N_("This group has more than 30 members; check that they belong together.")
TORN: Final = N_("Some decisions in this group contradict others.")


class Union:
    """Sets that grow together, unless that would join two that must stay apart."""

    def __init__(self, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._parent: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def root(self, item: int) -> int:
        """Give the one that stands for an item's set."""
        self._members.setdefault(
            self._parent.setdefault(item, item), {item} if self._parent[item] == item else set()
        )
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: int, other: int) -> bool:
        """Put two sets together; False where a denied pair forbids it."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        small, large = sorted((a, b), key=lambda root: len(self._members[root]))
        if any(
            self._apart[member] & self._members[large]
            for member in self._members[small]
            if member in self._apart
        ):
            return False
        self._parent[small] = large
        self._members[large] |= self._members.pop(small)
        return True

    def members(self, item: int) -> set[int]:
        """Give the set an item is in."""
        return self._members[self.root(item)]

    def sets(self) -> list[tuple[int, ...]]:
        """Give the sets of two and more, each in order."""
        found = [tuple(sorted(members)) for members in self._members.values() if len(members) >= _FEW]
        return sorted(found)


def dense(links: Mapping[tuple[int, int], float], apart: Iterable[tuple[int, int]] = ()) -> Union:
    """Put suggested pairs together, the likeliest first; two groups only where enough of them are linked.

    One wrong link between two large groups must not make them one.
    """
    union = Union(apart)
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    for one, other in sorted(links, key=lambda pair: (-_borne_out(near, *pair), -links[pair], pair)):
        small, large = sorted((union.members(one), union.members(other)), key=len)
        if small is large:
            continue
        between = sum(len(near[member] & large) for member in small)
        if between >= max(1.0, _DENSITY * len(small) * len(large)):
            union.join(one, other)
    return union


def _borne_out(near: Mapping[int, set[int]], one: int, other: int) -> float:
    """Say how far others bear out a link: the share of neighbours that both ends have."""
    fewer = min(len(near[one]), len(near[other])) - 1
    return len(near[one] & near[other]) / fewer if fewer else _ALONE


def warnings_of(
    members: Collection[int], links: Collection[tuple[int, int]], *, torn: bool
) -> tuple[str, ...]:
    """Say what makes a cluster doubtful."""
    told = [TORN] if torn else []
    if len(members) > MANY:
        told.append(LARGE)
    if _hangs_by_one(members, links):
        told.append(FRAIL)
    return tuple(told)


def _hangs_by_one(members: Collection[int], links: Collection[tuple[int, int]]) -> bool:
    """Whether a group of four and more falls into two larger parts when one link goes."""
    if len(members) < 2 * _FEW:
        return False
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in links:
        near[one].append(other)
        near[other].append(one)
    order, low, size = _walk(near, next(iter(sorted(members))))
    parent_links = [(item, before) for item, (_, before) in order.items() if before is not None]
    return any(
        low[item] == order[item][0] and _FEW <= size[item] <= len(members) - _FEW for item, _ in parent_links
    )


def _walk(
    near: dict[int, list[int]], start: int
) -> tuple[dict[int, tuple[int, int | None]], dict[int, int], dict[int, int]]:
    """Walk a graph in depth: place and parent of each, lowest place reached, size of its branch."""
    order: dict[int, tuple[int, int | None]] = {start: (0, None)}
    low, size, stack = {start: 0}, {start: 1}, [(start, iter(near[start]))]
    while stack:
        item, rest = stack[-1]
        for other in rest:
            if other not in order:
                order[other] = (len(order), item)
                low[other], size[other] = order[other][0], 1
                stack.append((other, iter(near[other])))
                break
            if other != order[item][1]:
                low[item] = min(low[item], order[other][0])
        else:
            stack.pop()
            if stack:
                before = stack[-1][0]
                low[before] = min(low[before], low[item])
                size[before] += size[item]
    return order, low, size

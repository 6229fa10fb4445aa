"""Which columns give way where a list has no room for all, and below which column their words stand then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from xborder_desk.ui.models.table import Column


@dataclass(frozen=True)
class Given:
    """Columns that are ``away`` for want of room; ``below`` gives hosts and who stands below them."""

    away: frozenset[int] = frozenset()
    below: Mapping[int, int] = field(default_factory=dict)


def giving_way(
    columns: Sequence[Column[Any]], least: Mapping[int, int], room: int, asked: Container[int] = ()
) -> Given:
    """Say which columns give way, in the order they say, until the others have their ``least`` width.

    ``least`` has the columns a person has not hidden; those that were ``asked`` for by name never give way.
    """
    over = sum(least.values()) - room
    away: set[int] = set()
    for number in sorted((n for n in least if columns[n].gives), key=lambda n: columns[n].gives):
        if over <= 0:
            break
        if number not in asked:
            away.add(number)
            over -= least[number]
    hosts = {columns[n].id: n for n in least if n not in away}
    below = {hosts[columns[n].under]: n for n in sorted(away) if columns[n].under in hosts}
    return Given(frozenset(away), below)

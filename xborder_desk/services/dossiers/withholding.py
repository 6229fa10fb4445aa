"""Which lines of the registers a recipient may read; the others go along as links of their chain only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xborder_desk.domain.lint import OTHER_PARTY
from xborder_desk.domain.registers import CUSTODY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from xborder_desk.domain.registers import Line
    from xborder_desk.services.dossiers.content import Sources


@dataclass(frozen=True, slots=True)
class ToldLines:
    """The lines of a package: all of them, with the hashes of those that have no content, and why."""

    lines: tuple[Line, ...]
    erased: frozenset[str]
    withheld: frozenset[str]


def told_lines(lines: Iterable[Line], sources: Sources, erasures: Collection[str]) -> ToldLines:
    """Withhold what is said of items that are no exhibits; from the other party, what is said at all.

    ``erasures`` are the hashes of lines that the audit register says were lawfully erased. A line without
    content that it does not name stays as it is, and every check of the package names it.
    """
    shown = {sources.items[number].uid for number in sources.order}
    hidden = {item.uid for item in sources.items.values()} - shown
    every = sources.variant == OTHER_PARTY
    told = [_withheld(line) if every or _about(line, hidden) else line for line in lines]
    empty = {line.hash for line in told if line.content is None}
    erased = frozenset(empty & set(erasures))
    withheld = frozenset(
        line.hash for line in told if line.content is None and (every or _about(line, hidden))
    )
    withheld -= erased
    return ToldLines(tuple(told), erased, withheld)


def _about(line: Line, hidden: Collection[str]) -> bool:
    return line.register == CUSTODY and line.subject in hidden


def _withheld(line: Line) -> Line:
    return replace(line, content=None, salt=None)

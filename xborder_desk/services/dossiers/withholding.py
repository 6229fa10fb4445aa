"""Which lines of the registers a recipient may read; the others go along as links of their chain only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xborder_desk.domain.lint import OTHER_PARTY
from xborder_desk.domain.pseudonyms import strings_in
from xborder_desk.domain.registers import CUSTODY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from xborder_desk.domain.registers import Line
    from xborder_desk.services.dossiers.content import Sources


@dataclass(frozen=True, slots=True)
class ToldLines:
    """The lines of a package: all of them, with the hashes of those that have no content, and why."""

    lines: tuple[Line, ...]
    erased: frozenset[str]
    withheld: frozenset[str]


def told_lines(
    lines: Iterable[Line],
    sources: Sources,
    erasures: Collection[str],
    reveals: Callable[[str], bool] | None = None,
) -> ToldLines:
    """Withhold what is said of items that are no exhibits; from the other party, what is said at all.

    With ``reveals``, also what tells who a consumer is.

    ``erasures`` are the hashes of lines that the audit register says were lawfully erased. A line without
    content that it does not name stays as it is, and every check of the package names it.
    """
    shown = {sources.items[number].uid for number in sources.order}
    hidden = {item.uid for item in sources.items.values()} - shown
    every = sources.variant == OTHER_PARTY
    told: list[Line] = []
    withheld: set[str] = set()
    for line in lines:
        if every or _about(line, hidden) or (reveals is not None and _reveals(line, reveals)):
            withheld.add(line.hash)
            told.append(_withheld(line))
        else:
            told.append(line)
    empty = {line.hash for line in told if line.content is None}
    erased = frozenset(empty & set(erasures))
    return ToldLines(tuple(told), erased, frozenset(withheld) - erased)


def _reveals(line: Line, reveals: Callable[[str], bool]) -> bool:
    try:
        return any(map(reveals, strings_in(line.values())))
    except ValueError:  # no JSON: every check of the package names this line
        return True


def _about(line: Line, hidden: Collection[str]) -> bool:
    return line.register == CUSTODY and line.subject in hidden


def _withheld(line: Line) -> Line:
    return replace(line, content=None, salt=None)

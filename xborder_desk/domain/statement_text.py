"""The words of the statement, as its data file gives them: heading, texts, hints of each block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xborder_desk.domain.search import DataText


@dataclass(frozen=True, slots=True)
class BlockText:
    """One block: its heading, its sentences, what can be marked in it, and a note."""

    heading: DataText
    texts: tuple[DataText, ...] = ()
    hints: tuple[DataText, ...] = ()
    note: DataText | None = None


@dataclass(frozen=True, slots=True)
class StatementText:
    """The title and the blocks by id, in their order."""

    title: DataText
    blocks: Mapping[str, BlockText]

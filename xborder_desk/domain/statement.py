"""A paper of blocks in one language or two side by side: headings, texts, fields, tables, a place to sign."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Words = tuple[str, ...]
"""The same words in each language of the paper, in the order of its languages."""


@dataclass(frozen=True, slots=True)
class Span:
    """One line in a cell: the same in every language, or one text for each."""

    words: Words
    style: Literal["", "muted", "strong", "code"] = ""


Cell = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a paper. ``kind`` says which of the other values count.

    heading: ``words``. text, boxes: ``texts``. fields: ``fields``. table: ``columns`` (parts of the width),
    ``heads``, ``rows``. sign: ``texts`` are what stands below each line.
    """

    kind: Literal["heading", "text", "boxes", "fields", "table", "sign"]
    words: Words = ()
    texts: tuple[Words, ...] = ()
    fields: tuple[tuple[Words, Cell], ...] = ()
    columns: tuple[float, ...] = ()
    heads: tuple[Words, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A file the paper names: label, its number in full, its SHA-256 and what it is."""

    label: str
    evidence: str
    sha256: str
    title: str


@dataclass(frozen=True)
class Paper:
    """A paper: what it is called, who made it when (ISO 8601), its languages, its blocks."""

    title: Words
    running: Words
    author: str
    made_at: str
    tags: tuple[str, ...]
    directions: tuple[str, ...]
    blocks: tuple[Block, ...]
    attempts: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = field(default=())
    landscape: bool = False


def plain_blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Give the blocks as JSON values."""
    return [_plain(block) for block in blocks]


def _plain(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "words": list(block.words),
        "texts": [list(one) for one in block.texts],
        "fields": [[list(label), _cell(cell)] for label, cell in block.fields],
        "columns": list(block.columns),
        "heads": [list(one) for one in block.heads],
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
    }


def _cell(cell: Cell) -> list[dict[str, Any]]:
    return [{"words": list(span.words), "style": span.style} for span in cell]

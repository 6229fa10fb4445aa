"""The words of the statement of unsuccessful contact attempts, from ``resources/statements``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xborder_desk.catalog.reading import STATUSES, read_table
from xborder_desk.domain.search import DataText
from xborder_desk.domain.statement_text import BlockText, StatementText
from xborder_desk.i18n.data_texts import context_of

if TYPE_CHECKING:
    from pathlib import Path

    from xborder_desk.catalog.reading import Table

BLOCKS: Final = (
    "declarant",
    "parties",
    "addresses",
    "attempts",
    "registers",
    "inquiries",
    "omissions",
    "conclusion",
    "request",
    "truth",
    "signature",
)


def read_statement(resources: Path) -> StatementText:
    """Read the statement's words.

    Raises:
        BrokenDataError: the file is faulty, or a block is missing.

    """
    table = read_table(resources / "statements" / "statement.toml")
    key = table.text("id")
    title = DataText(table.text("title"), context_of("statements", key, "title"))
    source = table.table("source")
    source.one_of("status", STATUSES)
    blocks = {block.text("id"): _block(key, block) for block in table.tables("block")}
    missing = [one for one in BLOCKS if one not in blocks]
    if missing:
        table.table(missing[0])
    return StatementText(title, blocks)


def _block(statement: str, table: Table) -> BlockText:
    key = table.text("id")
    start = ("statements", statement, key)
    texts = _many(table, "text", start)
    return BlockText(
        heading=DataText(table.text("heading"), context_of(*start, "heading")),
        texts=texts,
        hints=_many(table, "hint", (*start, "hint")),
        note=DataText(table.text("note"), context_of(*start, "note")) if table.has("note") else None,
    )


def _many(table: Table, key: str, place: tuple[str, ...]) -> tuple[DataText, ...]:
    if not table.has(key):
        return ()
    value = table.value(key)
    if isinstance(value, str):
        return (DataText(table.text(key), context_of(*place)),)
    given = table.texts(key)
    return tuple(DataText(one, context_of(*place, str(n))) for n, one in enumerate(given, 1))

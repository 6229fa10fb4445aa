"""Annexes of a dossier: as data for the page templates, and as papers that stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.characters import plain_line
from xborder_desk.documents.writer import moment_text
from xborder_desk.domain.references import references, render
from xborder_desk.domain.statement import plain_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xborder_desk.documents.writer import Run, Writer
    from xborder_desk.domain.dossier import Annex, DossierContent
    from xborder_desk.domain.references import Reference
    from xborder_desk.domain.statement import Block, Words

_LONG: Final = 15
"""Lines of a row that stays whole; a higher one may be cut by the end of a page."""
_ACROSS: Final = 90
"""Characters of a line over all columns, about."""


def annex_data(annex: Annex, writer: Writer) -> dict[str, Any]:
    """Give an annex as data; tokens in it become links to the exhibits."""
    return {"title": writer.keep(annex.title), "blocks": [_block(block, writer) for block in annex.blocks]}


def annex_references(annex: Annex) -> Iterator[Reference]:
    """Give every reference in an annex."""
    for text in _texts(plain_blocks(annex.blocks)):
        yield from references(text)


def annex_paper(annex: Annex, content: DossierContent, writer: Writer) -> dict[str, Any]:
    """Give an annex as a paper of its own; it names the exhibits by their labels."""
    return {
        "title": [plain_line(annex.title)],
        "running": [plain_line(f"{writer.say('dossier')} {content.case.number}")],
        "author": plain_line(content.edition.office),
        "made_at": moment_text(content.edition.made_at),
        "tags": [content.language],
        "directions": [writer.language.direction],
        "landscape": False,
        "blocks": _rendered(plain_blocks(annex.blocks), writer),
    }


def _rendered(value: Any, writer: Writer) -> Any:  # noqa: ANN401 - JSON values
    if isinstance(value, str):
        return render(value, writer.labels, writer.texts["ref_page"])
    if isinstance(value, dict):
        return {name: _rendered(one, writer) for name, one in value.items()}
    return [_rendered(one, writer) for one in value] if isinstance(value, list) else value


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON values
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _block(block: Block, writer: Writer) -> dict[str, Any]:
    rows = [[_cell(cell, writer) for cell in row] for row in plain_blocks((block,))[0]["rows"]]
    return {
        "kind": block.kind,
        "words": _runs(block.words, writer),
        "texts": [_runs(words, writer) for words in block.texts],
        "fields": [
            [_runs(tuple(label), writer), _cell(cell, writer)]
            for label, cell in plain_blocks((block,))[0]["fields"]
        ],
        "columns": list(block.columns),
        "heads": [_runs(words, writer) for words in block.heads],
        "rows": [{"cells": row, "long": _lines(row, block.columns) > _LONG} for row in rows],
    }


def _lines(row: list[Any], columns: Sequence[float]) -> float:
    """Reckon how many lines the highest cell of a row takes."""
    parts = columns if len(columns) == len(row) else [1.0] * len(row)
    lines = [
        sum(1 + len(line) * sum(parts) / (_ACROSS * part) for line in _said(cell).split("\n"))
        for cell, part in zip(row, parts, strict=True)
    ]
    return max(lines, default=0)


def _said(cell: list[dict[str, Any]]) -> str:
    return "\n".join("".join(run[0] for run in span["runs"]) for span in cell)


def _cell(cell: list[dict[str, Any]], writer: Writer) -> list[dict[str, Any]]:
    return [{"runs": _runs(tuple(span["words"]), writer), "style": span["style"]} for span in cell]


def _runs(words: Words, writer: Writer) -> list[Run]:
    """Give words as runs: in a dossier only those of its own language, the first."""
    return writer.runs(words[0]) if words else []

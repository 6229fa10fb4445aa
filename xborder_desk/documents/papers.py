"""Papers of blocks, as pages and as a Word file for editing; runs in a child process."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.characters import directed
from xborder_desk.documents.composing import compose, language_of
from xborder_desk.documents.fonts import families, find_fonts
from xborder_desk.documents.word_language import (
    Look,
    add_words,
    mirror,
    property_text,
    run_from_right,
    speak,
    writable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

TEMPLATE: Final = "blocks.typ"
Spoken = list[tuple[str, bool]]
"""The languages of a paper, and whether each is written from right to left."""

_QUIET: Final = (0x5F, 0x6B, 0x76)
_POINTS: Final = 9.5


def write_pdf(resources: str, paper: dict[str, Any], target: str) -> None:
    """Set a paper's pages into ``target``; the same paper gives the same bytes.

    Raises:
        BuildError: the pages could not be set.

    """
    fonts = find_fonts(Path(resources) / "fonts")
    languages = [
        {**language_of(tag, direction), "fonts": list(families(fonts, tag))}
        for tag, direction in zip(paper["tags"], paper["directions"], strict=True)
    ]
    data = {
        "title": paper["title"][0].replace("\n", " "),
        "titles": paper["title"],
        "author": paper["author"],
        "running": paper["running"][0],
        "language": languages[0],
        "languages": languages,
        "landscape": paper["landscape"],
        "words": {},
        "blocks": paper["blocks"],
    }
    compose(resources, TEMPLATE, _mirrored(data, paper["directions"]), paper["made_at"], target)


def _mirrored(data: dict[str, Any], directions: list[str]) -> dict[str, Any]:
    """Keep values whole in the words of languages that are written from right to left."""
    if "rtl" not in directions:
        return data
    return {
        **data,
        "titles": _kept(data["titles"], directions),
        "running": directed(data["running"], directions[0]),
        "blocks": _kept(data["blocks"], directions),
    }


def _kept(part: Any, directions: list[str]) -> Any:  # noqa: ANN401 - any part of the data
    """Go down to the lists that hold the same words once for each language."""
    if isinstance(part, dict):
        return {name: _kept(value, directions) for name, value in part.items()}
    if not isinstance(part, list | tuple):
        return part
    if part and len(part) == len(directions) and all(isinstance(one, str) for one in part):
        return [directed(said, direction) for said, direction in zip(part, directions, strict=True)]
    return [_kept(one, directions) for one in part]


def write_docx(paper: dict[str, Any], target: str) -> None:
    """Write a paper as a Word file; it says nothing of this machine or of who uses it."""
    import docx  # noqa: PLC0415 - large, wanted only in the child process
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - as above

    document = docx.Document()
    about = document.core_properties
    about.title, about.author = property_text(paper["title"][0]), property_text(paper["author"])
    about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime.fromisoformat(paper["made_at"]).replace(tzinfo=None)
    if paper["landscape"]:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    tags = [
        (tag, direction == "rtl") for tag, direction in zip(paper["tags"], paper["directions"], strict=True)
    ]
    speak(document, tags[0][0], rtl=tags[0][1])
    _say(document.add_paragraph(style="Title"), paper["title"], tags, heading=True)
    for block in paper["blocks"]:
        _BLOCKS[block["kind"]](document, block, tags)
    for table in document.tables if tags[0][1] else ():
        mirror(table)
    document.save(target)


def _heading(document: Document, block: dict[str, Any], tags: Spoken) -> None:
    _say(document.add_paragraph(style="Heading 1"), block["words"], tags, heading=True)


def _text(document: Document, block: dict[str, Any], tags: Spoken) -> None:
    for words in block["texts"]:
        if len(words) == 1:
            _say(document.add_paragraph(), words, tags)
            continue
        cells = document.add_table(rows=1, cols=len(words)).rows[0].cells
        for place, said in enumerate(words):
            run_from_right(cells[place].paragraphs[0], rtl=tags[place][1])
            _run(cells[place].paragraphs[0], said, tags[place])


def _boxes(document: Document, block: dict[str, Any], tags: Spoken) -> None:
    _text(
        document, {"texts": [[f"\N{BALLOT BOX} {said}" for said in words] for words in block["texts"]]}, tags
    )


def _fields(document: Document, block: dict[str, Any], tags: Spoken) -> None:
    table = document.add_table(rows=0, cols=2)
    for (label, cell), row in zip(block["fields"], _rows(table, len(block["fields"])), strict=True):
        _say(row[0].paragraphs[0], label, tags)
        _spans(row[1], cell, tags)


def _table(document: Document, block: dict[str, Any], tags: Spoken) -> None:
    table = document.add_table(rows=1, cols=len(block["heads"]), style="Table Grid")
    for place, words in enumerate(block["heads"]):
        _say(table.rows[0].cells[place].paragraphs[0], words, tags, bold=True)
    for row, cells in zip(block["rows"], _rows(table, len(block["rows"])), strict=True):
        for place, cell in enumerate(row):
            _spans(cells[place], cell, tags)


def _rows(table: Table, count: int) -> Iterator[Sequence[_Cell]]:
    """Add so many empty rows; the library makes each from text, and copies of one are made more quickly."""
    if not count:
        return
    first = table.add_row()  # type: ignore[no-untyped-call]  # not annotated there
    empty = deepcopy(first._tr)  # noqa: SLF001 - the library has no word for it
    yield first.cells
    for _ in range(count - 1):
        row = deepcopy(empty)
        table._tbl.append(row)  # noqa: SLF001 - as above
        yield type(first)(row, table).cells


def _sign(document: Document, block: dict[str, Any], tags: Spoken) -> None:
    for words in block["texts"]:
        document.add_paragraph("\n\n" + "_" * 40)
        _say(document.add_paragraph(), words, tags)


_BLOCKS: Final = {
    "heading": _heading,
    "text": _text,
    "boxes": _boxes,
    "fields": _fields,
    "table": _table,
    "sign": _sign,
}


def _spans(cell: _Cell, spans: list[dict[str, Any]], tags: Spoken) -> None:
    for number, span in enumerate(spans):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        _say(paragraph, span["words"], tags, bold=span["style"] == "strong", quiet=span["style"] == "muted")


def _say(
    paragraph: Paragraph,
    words: list[str],
    tags: Spoken,
    *,
    bold: bool = False,
    quiet: bool = False,
    heading: bool = False,
) -> None:
    """Write words, in the second language below the first where they differ."""
    shown = words if len(set(words)) > 1 else words[:1]
    run_from_right(paragraph, rtl=tags[0][1])
    for place, said in enumerate(shown):
        if place:
            paragraph.add_run().add_break()
        # In a heading letters are as large as its style has them.
        size = 0 if heading else _POINTS
        _run(paragraph, said, tags[place], bold=bold, quiet=quiet or bool(place), points=size)


def _run(
    paragraph: Paragraph,
    said: str,
    tag: tuple[str, bool],
    *,
    bold: bool = False,
    quiet: bool = False,
    points: float = _POINTS,
) -> None:
    name, rtl = tag
    look = Look(bold=bold, points=points, colour=_QUIET if quiet else None)
    add_words(paragraph, directed(writable(said), "rtl" if rtl else "ltr"), name, rtl=rtl, look=look)

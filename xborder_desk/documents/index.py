"""The list of exhibits as a Word file, for those who must take it over into papers of their own."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xborder_desk.documents.characters import plain_line
from xborder_desk.documents.papers import write_docx
from xborder_desk.documents.sheets import pages_text, title
from xborder_desk.documents.writer import moment_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xborder_desk.documents.writer import Place, Writer
    from xborder_desk.domain.dossier import DossierContent, Exhibit

_COLUMNS: Final = ("exhibit", "document", "date", "language", "proves", "pages")
_ALWAYS: Final = frozenset({"exhibit", "document", "pages"})
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def index_paper(content: DossierContent, writer: Writer, places: Mapping[str, Place]) -> dict[str, Any]:
    """Give the list as a paper of blocks."""
    told = [name for name in _COLUMNS if name in _ALWAYS or name in content.profile.columns]
    rows = [_row(exhibit, told, writer, places) for exhibit in content.exhibits]
    table = {"kind": "table", "heads": [[writer.say(name)] for name in told], "rows": rows}
    return {
        "title": [plain_line(f"{writer.say('exhibits')} – {title(content, writer)}")],
        "author": plain_line(content.edition.office),
        "made_at": moment_text(content.edition.made_at),
        "landscape": True,
        "tags": [content.language],
        "directions": [writer.language.direction],
        "blocks": [table],
    }


def write_index(paper: dict[str, Any], target: str) -> None:
    """Write the list; the same list gives the same bytes: no clock, no packing that differs by machine."""
    aside = Path(f"{target}.packed")
    write_docx(paper, str(aside))
    with zipfile.ZipFile(aside) as packed, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as plain:
        for name in packed.namelist():
            plain.writestr(zipfile.ZipInfo(name, _LONG_AGO), packed.read(name))
    aside.unlink()


def _row(
    exhibit: Exhibit, told: Sequence[str], writer: Writer, places: Mapping[str, Place]
) -> list[list[dict[str, Any]]]:
    language = writer.language.language_name(exhibit.language) if exhibit.language else ""
    place = places.get(exhibit.key)
    cells = {
        "exhibit": [_span(writer.labels[exhibit.key], "strong")],
        "document": [
            _span(exhibit.title),
            *([_span(exhibit.description, "muted")] if exhibit.description else []),
        ],
        "date": [_span(writer.when(exhibit.date))],
        "language": [_span(language)],
        "proves": [_span(", ".join(exhibit.proves))],
        "pages": [_span(pages_text(place) if place else "")],
    }
    return [cells[name] for name in told]


def _span(words: str, style: str = "") -> dict[str, Any]:
    return {"words": [plain_line(words)], "style": style}

"""What Word and PowerPoint files since 2007 have in common: properties, relations, files inside."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from xborder_desk.domain.packed import PackedError
from xborder_desk.evidence.office.xml import BrokenXmlError, fields, tags

if TYPE_CHECKING:
    from xborder_desk.domain.packed import Packed
    from xborder_desk.evidence.office.found import Found

_INSIDE: Final = re.compile(
    r"(?:word|ppt|xl)/(?:media|embeddings|activeX)/[^/]+|word/afchunk[^/]*|word/[^/]+\.(?:mht|htm|html)"
)
_NAMES: Final = (
    ("title", "title"),
    ("subject", "subject"),
    ("creator", "author"),
    ("lastModifiedBy", "last_author"),
    ("keywords", "keywords"),
)


def properties(packed: Packed, found: Found) -> None:
    """Note title, authors, times, program and language."""
    core = _fields(packed, "docProps/core.xml")
    for name, fact in _NAMES:
        found.note(fact, core.get(name))
    for name in ("created", "modified"):
        found.note_time(name, core.get(name))
    found.language = core.get("language") or found.language
    told = _fields(packed, "docProps/app.xml")
    for name, fact in (("Application", "program"), ("Company", "company")):
        found.note(fact, told.get(name))
    pages = told.get("Pages") or told.get("Slides") or ""
    if pages.isdecimal() and 0 < int(pages) < 100_000:  # noqa: PLR2004 - more is nonsense
        found.facts["pages_told"] = int(pages)


def relations(packed: Packed, name: str) -> dict[str, tuple[str, str]]:
    """Give what a member points to: by id, the sort of relation and the member's name."""
    folder, _, file = name.rpartition("/")
    try:
        data = packed.read(f"{folder}/_rels/{file}.rels")
        found = {}
        for tag in tags(data, lenient=True):
            given = tag.attributes
            if tag.opening and tag.name == "Relationship" and given.get("TargetMode") != "External":
                target = given.get("Target", "")
                place = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                )
                found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], place)
    except (PackedError, BrokenXmlError):
        return {}
    return found


def files_inside(packed: Packed, found: Found, room: int) -> None:
    """Take out pictures and embedded files."""
    for name in packed.names:
        if not _INSIDE.fullmatch(name):
            continue
        try:
            room = found.add_part(name, packed.read(name), room)
        except PackedError:
            found.left.append(name)


def _fields(packed: Packed, name: str) -> dict[str, str]:
    try:
        return fields(packed.read(name)) if packed.has(name) else {}
    except (PackedError, BrokenXmlError):
        return {}

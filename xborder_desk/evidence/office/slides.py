"""PowerPoint files (PPTX): the text of each slide with its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xborder_desk.domain.packed import PackedError
from xborder_desk.evidence.office import ooxml
from xborder_desk.evidence.office.found import MOST_TEXT, Found, tidy
from xborder_desk.evidence.office.xml import BrokenXmlError, tags

if TYPE_CHECKING:
    from xborder_desk.domain.packed import Packed


def read_slides(packed: Packed, room: int) -> Found:
    """Read it; ``facts`` get ``hidden_slides`` (their numbers).

    Raises:
        PackedError: the list of slides is missing or cannot be unpacked.
        BrokenXmlError: that list is damaged.

    """
    found = Found()
    ooxml.properties(packed, found)
    known = ooxml.relations(packed, "ppt/presentation.xml")
    hidden: list[int] = []
    size = 0
    for tag in tags(packed.read("ppt/presentation.xml"), lenient=True):
        if not tag.opening or tag.name != "sldId":
            continue
        if size > MOST_TEXT:  # a slide may be named again and again
            found.left.append("ppt/presentation.xml")
            break
        # Both the slide's own number and the relation are called "id"; the relation stands last.
        name = next((known[value][1] for value in tag.attributes.values() if value in known), "")
        text, shown = _slide(packed, name)
        found.pages.append(text)
        size += len(text) + 1
        if not shown:
            hidden.append(len(found.pages))
    found.counted = len(found.pages)
    if hidden:
        found.facts["hidden_slides"] = hidden
    ooxml.files_inside(packed, found, room)
    return found


def _slide(packed: Packed, name: str) -> tuple[str, bool]:
    texts, shown = [], True
    further = [
        place
        for sort, place in ooxml.relations(packed, name).values()
        if sort in {"notesSlide", "comments", "diagramData"}
    ]
    for place in (name, *further):
        try:
            data = packed.read(place)
            texts.append(_text(data))
        except (PackedError, BrokenXmlError):
            continue
        if place == name:
            shown = b'show="0"' not in data[:2000]
    return "\n\n".join(filter(None, texts)), shown


def _text(data: bytes) -> str:
    said: list[str] = []
    for tag in tags(data, lenient=True):
        if tag.opening and tag.name in {"t", "text"}:
            said.append(tag.text)
        elif (tag.name == "br") if tag.opening else (tag.name in {"p", "tr", "cm"}):
            said.append("\n")
        elif not tag.opening and tag.name == "tc":
            if said and said[-1] == "\n":
                said.pop()
            said.append("\t")
    return tidy("".join(said))
